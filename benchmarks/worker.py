"""A process that measures on demand, so that systems take turns on one machine: see turns.py.

It reads a JSON list of texts from the first line of standard input, then a name a line, and answers each with one line
of JSON: seconds of the process (CPU, not the clock: other work on the machine counts little), its peak memory so far,
and what the action returned, if anything.
"""

import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any


def texts_given() -> list[str]:
    """The articles to read."""
    given: list[str] = json.loads(sys.stdin.readline())
    return given


def answer(actions: Mapping[str, Callable[[], Any]]) -> None:
    """Run what is asked for until standard input ends."""
    for line in sys.stdin:
        action = actions[line.strip()]
        gc.collect()
        started = time.process_time()
        found = action()
        seconds = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "peak_mb": peak, "found": found}), flush=True)
