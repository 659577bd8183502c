"""When a host may be asked next: its delay, what it asked for itself, and whether it answers at all."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from onrecord.errors import FetchError

#: Addresses of a host that may fail, one after the other, before it is left alone for a while.
_FAILURES = 3
_LEFT_ALONE = 600.0


class Clock(NamedTuple):
    """Where time comes from: seconds that only grow, and a way to let some pass."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Pace:
    """Keeps the time between requests to one host."""

    def __init__(self, delay: float, longest_wait: float, clock: Clock = Clock()) -> None:
        self._longest_wait = longest_wait
        self._clock = clock
        self._delays: defaultdict[str, float] = defaultdict(lambda: delay)
        self._next: dict[str, float] = {}
        self._failures: defaultdict[str, int] = defaultdict(int)

    def wait(self, host: str) -> None:
        """Let the time pass until the host may be asked.

        Raises
        ------
        FetchError
            If that is longer than somebody would wait.
        """
        seconds = self._next.get(host, 0.0) - self._clock.now()
        if seconds > self._longest_wait:
            raise FetchError(
                host, f"the host must not be asked for another {seconds:,.0f} seconds", "Try later", temporary=True
            )
        if seconds > 0:
            self._clock.sleep(seconds)

    def asked(self, host: str) -> None:
        """Note that a request to the host has ended."""
        self.hold(host, self._delays[host])

    def hold(self, host: str, seconds: float) -> None:
        """Ask the host not before so many seconds from now."""
        self._next[host] = max(self._next.get(host, 0.0), self._clock.now() + seconds)

    def slow(self, host: str, delay: float) -> None:
        """Let at least so many seconds pass between requests to the host."""
        self._delays[host] = max(self._delays[host], delay)

    def answered(self, host: str) -> None:
        """Note that the host is there."""
        self._failures.pop(host, None)

    def failed(self, host: str) -> None:
        """Note that the host did not answer in all tries; one that never does is left alone for a while."""
        self._failures[host] += 1
        if self._failures[host] >= _FAILURES:
            self._failures.pop(host)
            self.hold(host, _LEFT_ALONE)
