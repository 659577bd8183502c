from __future__ import annotations

import pytest

from gather.conftest import Passing
from gather.site import Site, refused
from onrecord.gather import FetchOptions
from onrecord.gather.fetcher import Fetcher

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def paced(time: Passing, delay: float = 1.0) -> Fetcher:
    options = FetchOptions(allow_private=True, delay=delay)
    return Fetcher(options, resolve=lambda host, port: ["127.0.0.1"], clock=time.clock)


def test_a_host_is_asked_once_in_a_while(site: Site, time: Passing) -> None:
    with paced(time) as fetcher:
        for path in ("/1", "/2"):
            fetcher.fetch(site.has(path))
        time.seconds += 0.75  # reading takes time as well
        fetcher.fetch(site.has("/3"))
    assert time.slept == [1.0, 0.25]


def test_hosts_do_not_wait_for_each_other(site: Site, time: Passing) -> None:
    site.has("/1")
    with paced(time) as fetcher:
        fetcher.fetch(site.url("/1"))
        fetcher.fetch(site.url("/1", "press.example"))
    assert time.slept == []


def test_the_site_may_want_more(site: Site, time: Passing) -> None:
    site.robots("User-agent: *\nCrawl-delay: 7.5")
    with paced(time) as fetcher:
        for path in ("/1", "/2", "/3"):
            fetcher.fetch(site.has(path))
    assert time.slept == [7.5, 7.5]


def test_but_not_so_much_that_nobody_would_wait(site: Site, time: Passing) -> None:
    site.robots("User-agent: *\nCrawl-delay: 86400")
    with paced(time) as fetcher:
        assert fetcher.fetch(site.has("/1")).is_new
        error = refused(fetcher, site.has("/2"))
    assert error.problem == "the host must not be asked for another 86,400 seconds" and error.temporary
