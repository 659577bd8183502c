from __future__ import annotations

import pytest
from werkzeug import Response

from gather.conftest import Passing
from gather.site import Site, refused
from onrecord.gather.fetcher import Fetcher
from onrecord.gather.robots import parsed

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_what_is_not_allowed_is_not_fetched(site: Site, fetcher: Fetcher) -> None:
    site.robots("User-agent: *\nDisallow: /private\nAllow: /private/press\n")
    error = refused(fetcher, site.has("/private/1"))
    assert error.problem == "the site's robots.txt does not allow it" and not error.temporary and site.asked == []
    assert fetcher.fetch(site.has("/private/press", "x")).is_new
    assert [request.path for request in site.requests].count("/robots.txt") == 1


def test_redirects_are_not_followed_to_what_is_not_allowed(site: Site, fetcher: Fetcher) -> None:
    site.robots("User-agent: onrecord\nDisallow: /private\n")
    url = site.redirects("/1", "/private/1")
    assert "does not allow it" in refused(fetcher, url).problem and site.asked == ["/1"]


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: OnRecord\nDisallow: /", False),
        ("User-agent: onrecord/0.1 # us\nDisallow: /", False),
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: on\nDisallow: /", True),
        ("User-agent: otherbot\nUser-agent: onrecord\nDisallow: /", False),
        ("User-agent: onrecord\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: *\nDisallow: /*.html$", False),
        ("\ufeffUser-agent: *\r\nDisallow: /", False),
        ("<html>no robots here</html>", True),
    ],
)
def test_rules(text: str, allowed: bool) -> None:
    assert parsed(text.removeprefix("\ufeff")).can_fetch("https://gazette.example/a.html", "onrecord") is allowed


def test_a_file_of_thousands_of_robots_and_rules_is_no_bomb() -> None:
    agents = "".join(f"User-agent: bot{number}\n" for number in range(15_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(15_000))
    assert parsed(agents + rules).can_fetch("https://gazette.example/1", "onrecord")


def test_only_its_beginning_is_read(site: Site, fetcher: Fetcher) -> None:
    site.robots("User-agent: *\nDisallow: /a\n" + "# filling\n" * 100_000 + "Disallow: /b\n")
    assert "does not allow it" in refused(fetcher, site.has("/a")).problem
    assert fetcher.fetch(site.has("/b")).is_new


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_one_everything_is_allowed(status: int, site: Site, fetcher: Fetcher) -> None:
    site.has("/robots.txt", "User-agent: *\nDisallow: /", status)
    assert fetcher.fetch(site.has("/1")).is_new


def test_while_it_cannot_be_read_nothing_is_allowed(site: Site, fetcher: Fetcher, time: Passing) -> None:
    site.turns("/robots.txt", *(Response(status=503) for _ in range(3)), Response("User-agent: *\nDisallow:"))
    url = site.has("/1", "x")
    for _ in range(2):
        error = refused(fetcher, url)
        assert error.problem == "its robots.txt cannot be read: the server answered 503" and error.temporary
    assert len(site.requests) == 3 and site.asked == []
    time.seconds += 700
    assert fetcher.fetch(url).is_new


def test_it_may_be_elsewhere(site: Site, fetcher: Fetcher) -> None:
    site.redirects("/robots.txt", site.url("/rules", "press.example"))
    site.has("/rules", "User-agent: *\nDisallow: /1")
    assert "does not allow it" in refused(fetcher, site.has("/1")).problem


def test_every_port_and_host_has_its_own(site: Site, fetcher: Fetcher) -> None:
    site.robots("User-agent: *\nDisallow: /x")
    fetcher.fetch(site.has("/1"))
    fetcher.fetch(site.url("/1", "press.example"))
    assert [request.host for request in site.requests if request.path == "/robots.txt"] == [
        f"{host}:{site.server.port}" for host in ("gazette.example", "press.example")
    ]
