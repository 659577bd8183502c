"""Fetching from a real server on loopback: manners, limits, and where it must not go."""

from __future__ import annotations

import gzip
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from werkzeug import Request, Response

from gather.conftest import Passing
from gather.site import PRIVATE, Site, answering, refused
from onrecord.errors import OptionError
from onrecord.gather import FetchOptions
from onrecord.gather.fetcher import Fetcher
from onrecord.store.records import Fetch

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def only_loopback_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let 127.0.0.1 stand for the public internet, and nothing else."""

    def is_public(address: IPv4Address | IPv6Address) -> bool:
        return address == ip_address("127.0.0.1")

    monkeypatch.setattr("onrecord.gather.addresses.is_public", is_public)


def test_a_page(site: Site, fetcher: Fetcher) -> None:
    url = site.has("/1", "<p>Quay</p>", headers={"ETag": '"a1"'}, content_type="Text/HTML; Charset=ISO-8859-1")
    fetched = fetcher.fetch(url + "#top")
    assert fetched.content == b"<p>Quay</p>" and fetched.url == url and fetched.is_new
    assert (fetched.content_type, fetched.charset) == ("text/html", "iso-8859-1")
    assert fetched.fetch._replace(at=datetime.min) == Fetch(url + "#top", url, datetime.min, 200, '"a1"')
    assert abs(fetched.fetch.at - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("told", "content_type", "charset"),
    [
        ("text/html", "text/html", None),
        ('text/html ; charset = "UTF-8"', "text/html", "utf-8"),
        ("text/html; level=1; charset='koi8-r'; q=1", "text/html", "koi8-r"),
        ("text/html; x-charset=koi8-r", "text/html", None),
        ("charset=koi8-r", "charset=koi8-r", None),
        ("text/html; charset=", "text/html", None),
        (";charset*0=u;charset*;charset*1=8", "", None),
        ("", "", None),
    ],
)
def test_content_types(site: Site, fetcher: Fetcher, told: str, content_type: str, charset: str | None) -> None:
    fetched = fetcher.fetch(site.has("/1", "<p>Quay</p>", content_type=told))
    assert (fetched.content_type, fetched.charset) == (content_type, charset)


def test_requests_say_who_asks(site: Site) -> None:
    url = site.has("/1")
    options = PRIVATE._replace(contact="desk@gazette.example")
    with Fetcher(options, resolve=lambda host, port: ["127.0.0.1"]) as fetcher:
        fetcher.fetch(url)
    robots, page = site.requests
    assert robots.path == "/robots.txt"
    for request in (robots, page):
        agent = request.headers["User-Agent"]
        assert agent.startswith("onrecord/") and agent.endswith("desk@gazette.example)")
        assert request.headers["Host"] == f"gazette.example:{site.server.port}"
        assert request.headers["Accept-Encoding"] == "gzip"


def test_proxies_of_the_environment_are_not_used(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://192.0.2.1:9")
    with Fetcher(PRIVATE, resolve=lambda host, port: ["127.0.0.1"]) as own:
        assert own.fetch(site.has("/1", "x")).content == b"x"


@pytest.mark.parametrize("option", [{"contact": "a\r\nX: b"}, {"contact": "bücher"}, {"delay": -1}, {"silence": 1e9}])
def test_options_that_make_no_sense(option: dict[str, float]) -> None:
    with pytest.raises(OptionError):
        Fetcher(FetchOptions(**option))  # type: ignore[arg-type]


def test_packed_answers(site: Site, fetcher: Fetcher) -> None:
    packed = site.has("/packed", gzip.compress(b"Quay"), headers={"Content-Encoding": "gzip"})
    assert fetcher.fetch(packed).content == b"Quay"
    other = site.has("/other", b"\x0b\x02\x80Quay\x03", headers={"Content-Encoding": "br"})
    assert refused(fetcher, other).problem == "the answer is packed as 'br', which nobody asked for"
    wrong = site.has("/wrong", b"Quay", headers={"Content-Encoding": "gzip"})
    assert "packed wrongly" in refused(fetcher, wrong).problem
    cut = site.has("/cut", gzip.compress(b"Quay" * 1000)[:-9], headers={"Content-Encoding": "gzip"})
    assert refused(fetcher, cut).problem == "the answer is broken off" and refused(fetcher, cut).temporary


class TestAddressesThatMustNotBeFetched:
    def test_loopback_is_refused_before_a_connection_is_made(self, site: Site) -> None:
        with Fetcher() as fetcher:
            error = refused(fetcher, site.has("/1").replace("gazette.example", "127.0.0.1"))
        assert error.problem == "the address 127.0.0.1 is not of the public internet" and site.requests == []

    def test_names_that_stand_for_private_addresses(self, site: Site) -> None:
        with Fetcher(resolve=lambda host, port: ["127.0.0.1"]) as fetcher:
            error = refused(fetcher, site.has("/1"))
        assert str(error) == (
            f"{site.url('/1')}: the address 127.0.0.1, for which 'gazette.example' stands, is not of the public "
            "internet. If it is in a network of your own, allow it with --allow-private"
        )
        assert site.requests == []

    @pytest.mark.parametrize(
        ("target", "problem"),
        [
            ("http://169.254.169.254/latest/meta-data/", "the address 169.254.169.254 is not of the public internet"),
            ("http://intranet.example/", "the address 10.0.0.7, for which 'intranet.example' stands, is not"),
            ("http://[::1]/", "the address ::1 is not of the public internet"),
            ("http://[::ffff:7f00:1]/", "is not of the public internet"),
            ("//0x7f.1/", "the host '0x7f.1' is a number in disguise"),
            ("file:///etc/passwd", "only http and https addresses are fetched"),
            ("ftp://gazette.example/", "only http and https addresses are fetched"),
            ("http://gazette.example@10.0.0.1/", "there is a user name in the address"),
        ],
    )
    @pytest.mark.usefixtures("only_loopback_is_public")
    def test_redirects_are_checked_like_any_address(self, target: str, problem: str, site: Site) -> None:
        def resolve(host: str, port: int) -> list[str]:
            return ["10.0.0.7"] if host == "intranet.example" else ["127.0.0.1"]

        first, second = site.redirects("/1", "/2"), site.redirects("/2", target)
        with Fetcher(FetchOptions(delay=0), resolve=resolve) as fetcher:
            error = refused(fetcher, first)
        assert problem in error.problem and error.source == first and not error.temporary
        assert site.asked == ["/1", "/2"] and second

    @pytest.mark.usefixtures("only_loopback_is_public")
    def test_a_name_that_changes_its_address_is_checked_again_for_every_connection(self, site: Site) -> None:
        answers = [["127.0.0.1"], ["127.0.0.1"], ["127.0.0.2"]]
        asked: list[str] = []

        def resolve(host: str, port: int) -> list[str]:
            asked.append(host)
            return answers[len(asked) - 1]

        site.has("/robots.txt", status=404, headers={"Connection": "close"})
        site.has("/1", "x", headers={"Connection": "close"})
        with Fetcher(FetchOptions(delay=0), resolve=resolve) as fetcher:
            assert fetcher.fetch(site.url("/1")).content == b"x"
            assert len(asked) == len(site.requests) == 2  # none to check and another to connect
            assert "127.0.0.2" in refused(fetcher, site.url("/1")).problem
        assert len(site.requests) == 2

    def test_robots_txt_does_not_lead_there_either(self, site: Site) -> None:
        with Fetcher(resolve=lambda host, port: ["10.0.0.1"]) as fetcher:
            assert "10.0.0.1" in refused(fetcher, site.url("/1")).problem


class TestRedirects:
    def test_they_are_followed(self, site: Site, fetcher: Fetcher) -> None:
        site.has("/3", "Quay")
        for number, status in enumerate((301, 303, 307, 308)):
            site.redirects(f"/{status}", "3" if number % 2 else site.url("/3", "press.example"), status)
            fetched = fetcher.fetch(site.url(f"/{status}"))
            assert fetched.content == b"Quay" and fetched.url == site.url(
                "/3", "gazette.example" if number % 2 else "press.example"
            )

    def test_not_for_ever(self, site: Site, fetcher: Fetcher) -> None:
        url = site.redirects("/loop", "/loop")
        assert refused(fetcher, url).problem == "there are more than 5 redirects"
        assert len(site.asked) == 6

    def test_cookies_are_kept_on_the_way_and_no_longer(self, site: Site, fetcher: Fetcher) -> None:
        def answer(request: Request) -> Response:
            if request.cookies.get("seen"):
                return Response("Quay")
            return Response(status=302, headers={"Location": "/wall", "Set-Cookie": "seen=1"})

        site.server.expect_request("/wall").respond_with_handler(answer)
        for _ in range(2):
            assert fetcher.fetch(site.url("/wall")).content == b"Quay"
        assert site.asked == ["/wall"] * 4

    def test_cookies_that_cannot_be_sent_back_are_dropped(self, time: Passing) -> None:
        answer = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nSet-Cookie: a=\xff\x89\r\nLocation: /1\r\n\r\n"
        with answering(answer) as port:
            with Fetcher(PRIVATE, resolve=lambda host, port: ["127.0.0.1"], clock=time.clock) as fetcher:
                assert refused(fetcher, f"http://odd.example:{port}/1").problem == "there are more than 5 redirects"

    @pytest.mark.parametrize("target", [b"http://a:port/", b"https://://gazette.examp[le/"])
    def test_to_what_is_no_address(self, target: bytes, time: Passing) -> None:
        with answering(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + target + b"\r\n\r\n") as port:
            with Fetcher(PRIVATE, resolve=lambda host, port: ["127.0.0.1"], clock=time.clock) as fetcher:
                assert "it redirects to no address" in refused(fetcher, f"http://odd.example:{port}/1").problem

    def test_without_a_target_they_are_no_page(self, site: Site, fetcher: Fetcher) -> None:
        assert refused(fetcher, site.has("/1", status=302)).problem == "the server answered 302"


class TestConditionalRequests:
    def test_what_has_not_changed_is_not_fetched_again(self, site: Site, fetcher: Fetcher) -> None:
        day = "Wed, 14 May 2031 10:00:00 GMT"
        ok = Response("Quay", headers={"ETag": 'W/"1"', "Last-Modified": day})
        url = site.turns("/1", ok, Response(status=304, headers={"ETag": 'W/"1"'}))
        first = fetcher.fetch(url)
        second = fetcher.fetch(url, first.fetch)
        assert not second.is_new and second.content == b""
        assert (second.fetch.etag, second.fetch.last_modified, second.fetch.status) == ('W/"1"', day, 304)
        headers = site.requests[-1].headers
        assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('W/"1"', day)

    def test_only_at_the_very_address_that_was_fetched(self, site: Site, fetcher: Fetcher) -> None:
        known = Fetch(site.url("/latest"), site.url("/old"), datetime.now(UTC), 200, '"1"')
        site.redirects("/latest", "/new")
        site.has("/new", "Quay")
        assert fetcher.fetch(site.url("/latest"), known).content == b"Quay"
        assert all("If-None-Match" not in request.headers for request in site.requests)

    def test_not_modified_is_no_answer_to_a_plain_request(self, site: Site, fetcher: Fetcher) -> None:
        assert refused(fetcher, site.has("/1", status=304)).problem == "the server answered 304"

    def test_endless_or_strange_validators_are_not_kept(self, site: Site, fetcher: Fetcher) -> None:
        url = site.has("/1", headers={"ETag": '"' + "a" * 1_000 + '"', "Last-Modified": "hier, à midi"})
        fetch = fetcher.fetch(url).fetch
        assert fetch.etag is None and fetch.last_modified is None


class TestTrouble:
    def test_a_busy_server_is_asked_again_ever_later(self, site: Site, fetcher: Fetcher, time: Passing) -> None:
        url = site.turns("/1", Response(status=503), Response(status=502), Response("Quay"))
        assert fetcher.fetch(url).content == b"Quay"
        assert time.slept == [2.0, 4.0] and site.asked == ["/1"] * 3

    def test_not_for_ever(self, site: Site, fetcher: Fetcher) -> None:
        error = refused(fetcher, site.has("/1", status=500))
        assert str(error) == f"{site.url('/1')}: the server answered 500. Try again later"
        assert error.temporary and site.asked == ["/1"] * 3

    @pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
    def test_what_will_not_change_is_asked_once(self, status: int, site: Site, fetcher: Fetcher) -> None:
        error = refused(fetcher, site.has("/1", status=status))
        assert error.problem == f"the server answered {status}" and not error.temporary and site.asked == ["/1"]

    def test_the_server_says_how_long_to_wait(self, site: Site, fetcher: Fetcher, time: Passing) -> None:
        later = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
        url = site.turns(
            "/1",
            Response(status=429, headers={"Retry-After": "17"}),
            Response(status=503, headers={"Retry-After": later}),
            Response("Quay"),
        )
        assert fetcher.fetch(url).content == b"Quay"
        first, second = time.slept
        assert first == 17.0 and 50 < second <= 60

    @pytest.mark.parametrize("value", ["soon", "-5", "99 bottles", "Wed, 99 May 2031", "1e9", "٣"])
    def test_waiting_times_that_make_no_sense(self, value: str, site: Site, fetcher: Fetcher, time: Passing) -> None:
        headers = {"Retry-After": value.encode("utf-8").decode("latin-1")}
        assert fetcher.fetch(site.turns("/1", Response(status=429, headers=headers), Response("Quay"))).is_new
        assert time.slept == [2.0]

    def test_a_host_that_wants_an_hour_is_left_alone(self, site: Site, fetcher: Fetcher, time: Passing) -> None:
        url = site.has("/1", status=429, headers={"Retry-After": "3600"})
        first, second = refused(fetcher, url), refused(fetcher, site.has("/2"))
        assert first.problem == second.problem == "the host must not be asked for another 3,600 seconds"
        assert first.temporary and time.slept == [] and site.asked == ["/1"]
        time.seconds += 3_600
        assert fetcher.fetch(site.url("/2")).is_new

    def test_a_host_that_is_not_there(self, site: Site, time: Passing) -> None:
        with socket.socket() as taken:  # bound, but nobody listens
            taken.bind(("127.0.0.1", 0))
            url = f"http://gazette.example:{taken.getsockname()[1]}/1"
            with Fetcher(PRIVATE, resolve=lambda host, port: ["127.0.0.1"], clock=time.clock) as fetcher:
                error = refused(fetcher, url)
        assert "no connection can be made" in error.problem and error.temporary

    def test_the_next_address_of_a_host_is_tried(self, site: Site) -> None:
        with Fetcher(PRIVATE, resolve=lambda host, port: ["127.0.0.1", "127.0.0.1"]) as fetcher:
            assert fetcher.fetch(site.has("/1", "x")).content == b"x"

    def test_a_host_that_never_answers_is_left_alone(self, time: Passing) -> None:
        with answering(b"", robots=b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n") as port:
            with Fetcher(PRIVATE, resolve=lambda host, port: ["127.0.0.1"], clock=time.clock) as fetcher:
                errors = [refused(fetcher, f"http://dead.example:{port}/{number}") for number in range(4)]
        assert all("the answer is broken" in error.problem for error in errors[:3])
        assert errors[3].problem == "the host must not be asked for another 600 seconds"


class TestLimits:
    def test_answers_that_are_too_large(self, site: Site) -> None:
        options = PRIVATE._replace(max_bytes=1_000)
        with Fetcher(options, resolve=lambda host, port: ["127.0.0.1"]) as fetcher:
            assert len(fetcher.fetch(site.has("/ok", b"x" * 1_000)).content) == 1_000
            error = refused(fetcher, site.has("/1", b"x" * 1_001))
            assert error.problem == "there are more than 1,000 bytes" and not error.temporary

    def test_a_bomb_is_not_unpacked(self, site: Site, fetcher: Fetcher) -> None:
        import tracemalloc

        bomb = gzip.compress(bytes(300_000_000), 1)
        url = site.has("/bomb", bomb, headers={"Content-Encoding": "gzip"})
        tracemalloc.start()
        try:
            assert "more than 16,777,216 bytes" in refused(fetcher, url).problem
            assert tracemalloc.get_traced_memory()[1] < 60_000_000
        finally:
            tracemalloc.stop()

    @pytest.mark.parametrize(
        "answer",
        [
            b"HTTP/1.1 200 OK\r\nX-Slow: ",
            b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        ],
    )
    def test_a_server_that_drips_is_not_waited_for(self, answer: bytes, time: Passing) -> None:
        from time import monotonic

        options = PRIVATE._replace(max_seconds=0.6, silence=0.5, tries=1)
        with answering(answer, drip=b"1\r\n") as port:
            began = monotonic()
            with Fetcher(options, resolve=lambda host, port: ["127.0.0.1"], clock=time.clock) as fetcher:
                error = refused(fetcher, f"http://slow.example:{port}/")
            assert monotonic() - began < 5
        assert "the server did not answer in time" in error.problem and error.temporary

    def test_a_server_that_says_nothing(self, time: Passing) -> None:
        options = PRIVATE._replace(silence=0.2, tries=1)
        with answering(b"HTTP/1.1 ", wait=True) as port:
            with Fetcher(options, resolve=lambda host, port: ["127.0.0.1"], clock=time.clock) as fetcher:
                assert "did not answer in time" in refused(fetcher, f"http://mute.example:{port}/").problem

    @pytest.mark.parametrize(
        "answer",
        [
            b"SSH-2.0-OpenSSH_9.2\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
            b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            b"HTTP/1.1 200 OK\r\n" + b"X: " + b"a" * 300_000 + b"\r\n\r\n",
            b"\x00" * 1000,
        ],
    )
    def test_answers_that_are_no_http(self, answer: bytes, time: Passing) -> None:
        options = PRIVATE._replace(tries=1)
        with answering(answer) as port:
            with Fetcher(options, resolve=lambda host, port: ["127.0.0.1"], clock=time.clock) as fetcher:
                error = refused(fetcher, f"http://odd.example:{port}/")
        assert "broke" in error.problem and error.temporary
