"""From sources to articles, with real servers and files."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from werkzeug import Response

from gather.conftest import Passing
from gather.site import HARBOUR, PRIVATE, Site, page
from gather.test_feeds import FULL, atom, item, rss
from gather.test_sitemaps import NEWS, SPACES, sitemap, url
from onrecord.errors import FetchError
from onrecord.gather import Failed, Fetcher, Finished, Found, Gatherer, Item, Outlet, Outlets, Unchanged
from onrecord.options import ReadOptions
from onrecord.store.records import Fetch

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
TABLE = Outlets({"gazette.example": Outlet("gazette.example", "The Gazette", "KV", "en")})


class Known(dict[str, Fetch]):
    """Fetches that were noted."""

    def fetched(self, url: str) -> Fetch | None:
        return self.get(url)

    def note(self, items: list[Item]) -> None:
        for one in items:
            if isinstance(one, Finished | Unchanged) and one.fetch is not None:
                self[one.fetch.url] = one.fetch


def found(items: list[Item]) -> list[Found]:
    return [one for one in items if isinstance(one, Found)]


def titles(items: list[Item]) -> list[str | None]:
    return [one.document.title for one in found(items)]


def errors(items: list[Item]) -> list[str]:
    return [str(one.error) for one in items if isinstance(one, Failed)]


def links(site: Site, *numbers: int, more: str = "") -> str:
    return rss(*(item(more, f"Item {number}", site.url(f"/{number}")) for number in numbers))


def feed(site: Site, *numbers: int, more: str = "", path: str = "/feed") -> str:
    """A feed of pages that the site has."""
    for number in numbers:
        site.has(f"/{number}", page(f"Article {number}", *HARBOUR), headers={"ETag": f'"{number}"'})
    return site.has(path, links(site, *numbers, more=more), headers={"ETag": '"feed"'}, content_type="text/xml")


def test_a_page(site: Site, fetcher: Fetcher) -> None:
    address = site.has("/1", page("Harbour stays shut", *HARBOUR))
    first, last = Gatherer(fetcher, outlets=TABLE).gather([address])
    assert isinstance(first, Found) and first.source == address
    assert (first.document.title, first.document.outlet) == ("Harbour stays shut", "The Gazette")
    assert first.document.extra["outlet_country"] == "KV"
    assert isinstance(last, Finished) and last.fetch.url == address


def test_options_win(site: Site, fetcher: Fetcher) -> None:
    options = ReadOptions(outlet="Mine", published="2031-05-14", title="Title", url="https://mine.example/1")
    address = site.has("/1", page("Harbour stays shut", *HARBOUR))
    (one,) = found(list(Gatherer(fetcher, options, TABLE).gather([address])))
    document = one.document
    assert (document.outlet, document.published, document.title) == ("Mine", "2031-05-14", "Title")
    assert document.url == "https://mine.example/1"


def test_a_feed_leads_to_its_pages(site: Site, fetcher: Fetcher) -> None:
    address = feed(site, 1, 2)
    items = list(Gatherer(fetcher, outlets=TABLE).gather([address]))
    assert titles(items) == ["Article 1", "Article 2"]
    assert [one.source for one in found(items)] == [address, address]
    assert [one.fetch.url for one in items if isinstance(one, Finished)] == [site.url("/1"), site.url("/2"), address]


def test_full_texts_are_not_fetched_again(site: Site, fetcher: Fetcher) -> None:
    more = f"<content:encoded><![CDATA[{FULL}]]></content:encoded><pubDate>2025-05-14</pubDate>"
    address = feed(site, 1, more=more)
    items = list(Gatherer(fetcher, outlets=TABLE).gather([address]))
    assert titles(items) == ["Item 1"] and site.asked == ["/feed"]
    assert found(items)[0].document.outlet == "The Gazette" and found(items)[0].document.published == "2025-05-14"


def test_a_page_in_two_feeds_is_fetched_once(site: Site, fetcher: Fetcher) -> None:
    one, other = feed(site, 1, 2), feed(site, 2, 1, path="/other")
    items = list(Gatherer(fetcher).gather([one, other, site.url("/1#top")]))
    assert sorted(title or "" for title in titles(items)) == ["Article 1", "Article 2"]
    assert sorted(site.asked) == ["/1", "/2", "/feed", "/other"]


def test_hosts_take_turns(site: Site, time: Passing) -> None:
    for path in ("/1", "/2"):
        site.has(path, page("Harbour stays shut", *HARBOUR))
    sources = []
    for host in ("gazette", "press", "courier", "herald"):
        items = rss(*(item(link=site.url(path, f"{host}.example")) for path in ("/1", "/2")))
        sources.append(site.url(f"/{host}", f"{host}.example"))
        site.has(f"/{host}", items)
    options = PRIVATE._replace(delay=1)

    def resolve(host: str, port: int) -> list[str]:
        time.seconds += 0.3  # that is how long a request takes here
        return ["127.0.0.1"]

    with Fetcher(options, resolve=resolve, clock=time.clock) as fetcher:
        assert len(found(list(Gatherer(fetcher).gather(sources)))) == 8
    assert sum(time.slept) < 1  # one after the other it were two pauses for each of four hosts


class TestWhatWasFetchedBefore:
    def test_nothing_is_fetched_twice(self, site: Site, fetcher: Fetcher) -> None:
        pages = [site.turns(f"/{n}", Response(page(f"Article {n}", *HARBOUR), headers={"ETag": '"1"'})) for n in (1, 2)]
        answers = Response(links(site, 1, 2), headers={"ETag": '"f"'}), Response(status=304)
        address = site.turns("/feed", *answers)
        known = Known()
        known.note(list(Gatherer(fetcher, fetches=known).gather([address])))
        assert set(known) == {address, *pages}
        (again,) = Gatherer(fetcher, fetches=known).gather([address])
        assert again == Unchanged(address, address)
        assert site.asked == ["/feed", "/1", "/2", "/feed"]

    def test_pages_are_left_alone_for_a_while(self, site: Site, fetcher: Fetcher) -> None:
        now = datetime.now(UTC)
        address = feed(site, 1, 2, 3)
        known = Known()
        for number, age in ((1, timedelta(minutes=30)), (2, timedelta(days=2))):
            known[site.url(f"/{number}")] = Fetch(site.url(f"/{number}"), site.url(f"/{number}"), now - age, 200)
        items = list(Gatherer(fetcher, fetches=known).gather([address]))
        assert titles(items) == ["Article 2", "Article 3"]
        assert Unchanged(site.url("/1"), address) in items

    def test_a_feed_that_stays_the_same_is_gone_through_again_from_time_to_time(
        self, site: Site, fetcher: Fetcher
    ) -> None:
        old = datetime.now(UTC) - timedelta(hours=7)
        address = feed(site, 1)
        known = Known({one: Fetch(one, one, old, 200, '"x"') for one in (address, site.url("/1"))})
        site.server.expect_request("/feed", headers={"If-None-Match": '"x"'}).respond_with_data(status=304)
        published = f"<pubDate>{(old - timedelta(hours=1)).isoformat()}</pubDate>"
        site.has("/fresh", links(site, 1, more=published))
        assert titles(list(Gatherer(fetcher, fetches=known).gather([site.url("/fresh")]))) == ["Article 1"]
        assert isinstance(list(Gatherer(fetcher, fetches=known).gather([address]))[-1], Finished)
        assert all("If-None-Match" not in request.headers for request in site.requests if request.path == "/feed")

    def test_unless_they_are_said_to_be_updated(self, site: Site, fetcher: Fetcher) -> None:
        now = datetime.now(UTC)
        feed(site, 1)
        updated = f"<updated>{(now - timedelta(minutes=5)).isoformat()}</updated>"
        address = site.has("/atom", atom(f'<entry><link href="{site.url("/1")}"/>{updated}</entry>'))
        known = Known({site.url("/1"): Fetch(site.url("/1"), site.url("/1"), now - timedelta(minutes=30), 200)})
        assert titles(list(Gatherer(fetcher, fetches=known).gather([address]))) == ["Article 1"]

    def test_a_list_is_finished_only_when_nothing_of_it_may_work_later(self, site: Site, fetcher: Fetcher) -> None:
        site.has("/1", status=404)
        address = feed(site, 1, 2)
        items = list(Gatherer(fetcher).gather([address]))
        assert errors(items) == [f"{site.url('/1')}: the server answered 404. Check the address"]
        assert titles(items) == ["Article 2"] and isinstance(items[-1], Finished)

    def test_so_that_the_rest_is_tried_again(self, site: Site, fetcher: Fetcher) -> None:
        site.has("/1", status=503)
        address = feed(site, 1, 2)
        items = list(Gatherer(fetcher).gather([address]))
        assert "the server answered 503" in errors(items)[0] and titles(items) == ["Article 2"]
        assert address not in [one.fetch.url for one in items if isinstance(one, Finished)]


class TestSitemaps:
    def test_an_index_of_packed_sitemaps(self, site: Site, fetcher: Fetcher) -> None:
        site.has("/1", page("Article 1", *HARBOUR))
        news = gzip.compress(sitemap(url(site.url("/1"), NEWS)))
        site.has("/news.xml.gz", news, content_type="application/gzip")
        site.has("/pages.xml", sitemap(url(site.url("/about"))))
        site.has("/broken.xml", "Quay")
        parts = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in
                        ("/news.xml.gz", "/pages.xml", "/broken.xml", "/none.xml"))  # fmt: skip
        address = site.has("/index.xml", f"<sitemapindex {SPACES}>{parts}</sitemapindex>")
        items = list(Gatherer(fetcher).gather([address]))
        assert titles(items) == ["Article 1"] and "/about" not in site.asked
        assert [error.partition(": ")[0] for error in errors(items)] == [site.url("/broken.xml"), site.url("/none.xml")]

    def test_an_index_that_points_to_itself(self, site: Site, fetcher: Fetcher) -> None:
        part = f"<sitemap><loc>{site.url('/index.xml')}</loc></sitemap>"
        address = site.has("/index.xml", f"<sitemapindex {SPACES}>{part}</sitemapindex>")
        list(Gatherer(fetcher).gather([address]))
        assert len(site.asked) <= 3

    def test_without_news(self, site: Site, fetcher: Fetcher) -> None:
        address = site.has("/sitemap.xml", sitemap(url(site.url("/about"))))
        (error,) = errors(list(Gatherer(fetcher).gather([address])))
        assert error == f"{address}: there is no article in the list. Give a feed or a sitemap of news"


class TestWhatCannotBeRead:
    @pytest.mark.parametrize(
        ("address", "problem"),
        [
            ("file:///etc/passwd", "only http and https addresses are fetched"),
            ("ftp://gazette.example/", "only http and https addresses are fetched"),
            ("http://a:b@gazette.example/", "there is a user name in the address"),
        ],
    )
    def test_addresses(self, address: str, problem: str, fetcher: Fetcher) -> None:
        (one,) = Gatherer(fetcher).gather([address])
        assert isinstance(one, Failed) and isinstance(one.error, FetchError) and one.error.problem == problem

    def test_links_of_a_feed_are_no_way_to_files_or_private_hosts(self, site: Site) -> None:
        hostile = rss(item(link="http://169.254.169.254/"), item(link="http://localhost/"), item(link="http://[/"))
        with Fetcher(PRIVATE._replace(allow_private=False), resolve=lambda host, port: ["127.0.0.1"]) as fetcher:
            site.has("/feed", hostile)
            items = list(Gatherer(fetcher).gather([site.url("/feed")]))
        assert len(items) == 1 and "not of the public internet" in errors(items)[0] and site.requests == []

    def test_nor_those_of_a_feed_in_a_file(self, tmp_path: Path, site: Site) -> None:
        file = tmp_path / "feed.xml"
        hostile = (item(link=link) for link in ("http://169.254.169.254/", site.url("/1"), "http://[/", "/1"))
        file.write_text(rss(*hostile))
        with Fetcher(resolve=lambda host, port: ["127.0.0.1"]) as fetcher:
            items = list(Gatherer(fetcher).gather([str(file)]))
        told = errors(items)
        assert "169.254.169.254 is not of the public internet" in told[0]
        assert "127.0.0.1, for which 'gazette.example' stands, is not of the public internet" in told[1]
        assert "this is no address" in told[2] or "no name of a host" in told[2]
        assert "only http and https addresses are fetched" in told[3]
        assert len(items) == 4 and site.requests == []

    def test_the_rest_goes_on(self, site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("The quay is shut.")
        (tmp_path / "b.txt").write_bytes(b"%PDF-1.4")
        good = site.has("/1", page("Article 1", *HARBOUR))
        sources = [site.url("/none"), good, str(tmp_path), str(tmp_path / "none.txt"), site.has("/x", "<rss><x")]
        items = list(Gatherer(fetcher).gather(sources))
        assert len(found(items)) == 2 and len(errors(items)) == 4

    def test_a_page_without_text_is_not_fetched_at_once_again(self, site: Site, fetcher: Fetcher) -> None:
        address = site.has("/1", "<html><script>var a = 1;</script></html>")
        first, last = Gatherer(fetcher).gather([address])
        assert isinstance(first, Failed) and isinstance(last, Finished)

    def test_a_bomb_of_a_sitemap(self, site: Site, fetcher: Fetcher) -> None:
        bomb = gzip.compress(bytes(70_000_000), 1)
        address = site.has("/sitemap.xml.gz", bomb, content_type="application/gzip")
        assert "it has more than 67,108,864 bytes" in errors(list(Gatherer(fetcher).gather([address])))[0]


class TestFiles:
    def test_files_come_first_and_keep_their_outlet(self, site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
        file = tmp_path / "a.jsonl"
        file.write_text(
            '{"text": "One.", "url": "https://gazette.example/1", "outlet": "Own"}\n'
            '{"text": "Two.", "url": "https://gazette.example/2?utm_source=x"}\n'
        )
        address = site.has("/1", page("Article 1", *HARBOUR))
        items = found(list(Gatherer(fetcher, outlets=TABLE).gather([address, str(file)])))
        assert [one.document.outlet for one in items] == ["Own", "The Gazette", "The Gazette"]
        assert items[1].document.url == "https://gazette.example/2?utm_source=x" and items[1].source == str(file)

    def test_feeds_and_sitemaps_in_files(self, site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
        site.has("/1", page("Article 1", *HARBOUR))
        (tmp_path / "feed.xml").write_text(links(site, 1))
        (tmp_path / "news.xml.gz").write_bytes(gzip.compress(sitemap(url(site.url("/1"), NEWS))))
        for name in ("feed.xml", "news.xml.gz"):
            items = list(Gatherer(fetcher).gather([str(tmp_path / name)]))
            assert titles(items) == ["Article 1"], name
