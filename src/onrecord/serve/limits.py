"""What one client may ask of the application: how often, how much at once, how large."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

#: Most bytes of a request, and of one that uploads articles.
LARGEST_BODY, LARGEST_UPLOAD = 2_000_000, 64_000_000
#: Files of one upload, and fields of a form.
MOST_FILES, MOST_FIELDS = 100, 500
#: Most bytes of one field: a pasted text.
LARGEST_FIELD = 4_000_000
#: Clients that are remembered.
_MOST_CLIENTS = 10_000


class Rate(NamedTuple):
    """How often something may be asked: ``burst`` at once, then ``each_second``."""

    each_second: float
    burst: int


#: On loopback the only client is the user's own browser or program; elsewhere it may be anybody.
LOCAL, REMOTE = Rate(200, 2000), Rate(20, 200)
#: Wrong tokens.
ATTEMPTS = Rate(1 / 10, 10)


class Buckets:
    """A bucket of tokens for each client, as network equipment has them; for any number of threads."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._lock = Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, cost: int = 1) -> int:
        """Take from a client's bucket; return 0, or after how many whole seconds there is enough in it.

        A cost of 0 takes nothing and tells whether there is something left.
        """
        now = self._clock()
        with self._lock:
            left, at = self._left.pop(client, (float(self._rate.burst), now))
            left = min(self._rate.burst, left + (now - at) * self._rate.each_second)
            enough = left >= max(cost, 1)
            self._left[client] = (left - cost if enough else left, now)
            while len(self._left) > _MOST_CLIENTS:
                self._left.popitem(last=False)
        return 0 if enough else math.ceil((max(cost, 1) - left) / self._rate.each_second)
