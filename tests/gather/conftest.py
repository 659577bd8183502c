"""A real server on loopback that answers for every host, and a clock that no test has to wait for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from pytest_httpserver import HTTPServer

from gather.site import Site
from onrecord.gather import FetchOptions
from onrecord.gather.fetcher import Fetcher
from onrecord.gather.pace import Clock


@dataclass
class Passing:
    """Time that passes only when somebody sleeps; ``slept`` has how long, each time."""

    seconds: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.seconds, self.sleep)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.seconds += seconds


@pytest.fixture
def time() -> Passing:
    return Passing()


@pytest.fixture
def site(httpserver: HTTPServer) -> Site:
    return Site(httpserver)


@pytest.fixture
def fetcher(time: Passing) -> Iterator[Fetcher]:
    """Fetches from the server on loopback, whatever the host is called."""
    options = FetchOptions(allow_private=True, delay=0)
    with Fetcher(options, resolve=lambda host, port: ["127.0.0.1"], clock=time.clock) as fetcher:
        yield fetcher
