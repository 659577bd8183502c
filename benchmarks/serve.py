"""The application over a large record: how fast its pages are while many ask for them.

    python benchmarks/serve.py
    python benchmarks/serve.py --statements 20000 --seconds 10

What is counted before anybody asks is waited for. Each page is asked for alone first, for the processor's time. Then
20 clients ask, each once a second: for home page, articles, searches and the matrix, and for a page that does nothing;
after that for other pages that count much. A view is a first one where nobody asked for its address before. A client
that waits for an answer asks later than it is due; how many are over a second late is told. On a busy machine look at
the processor's time, and at the ratio to doing nothing.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from large import record_of
from onrecord.codes import ACTS
from onrecord.store import open_store
from tables import percentile

#: Most milliseconds that 95 of 100 views are to take.
AIMS = {"home": 300, "article": 300, "search": 300, "matrix": 1000}
#: Other pages that count much.
APART = ("issues", "outlets", "compare", "conditions")
#: The page that does nothing: it sends everybody on who needs no token.
NOTHING = "nothing"
#: Addresses that are asked for alone, where not any of the page does.
PLAIN = {"search": "/search?text=peace", "matrix": "/positions", "issues": "/issues", "outlets": "/outlets"}
_CLIENTS = 20
#: Views of a page by one client alone.
_ALONE = 8
#: Milliseconds of the processor in three seconds that say that nothing is being counted.
_QUIET = 100


class View(NamedTuple):
    """A view of a page: milliseconds that it took, and that it was asked for too late; ``first`` of its address."""

    page: str
    first: bool
    status: int
    took: float
    late: float


class Alone(NamedTuple):
    """Milliseconds of the processor for the first view of a page and, on average, for later ones."""

    first: float
    later: float


class Addresses:
    """Addresses of pages as people ask for them: some again and again, some once."""

    def __init__(self, record: Path, seed: int) -> None:
        self._chance = random.Random(seed)
        with open_store(record) as store:
            self._documents = [one.key for one in store.documents()]
            latest = [one.content for one, _ in zip(store.statements(), range(2000), strict=False)]
        self._words = sorted(
            {word for content in latest for word in content.split() if word.isalpha() and len(word) > 5}
        )
        self._outlets = ("Merewire Agency", "Merewire Agency Evening", "Harbour Ledger")

    def of(self, page: str) -> str:
        """Return an address of a page."""
        chance = self._chance
        if page == "article":
            return f"/documents/{chance.choice(self._documents)}"
        if page == "search":
            return f"/search?{urlencode(self._searched())}"
        if page == "matrix":
            return f"/positions?{urlencode(self._filtered('period', ('month', 'quarter', 'year')))}"
        if page in ("issues", "outlets"):
            return f"/{page}?{urlencode(self._filtered('told_by', ('2',)))}"
        return {"home": "/", NOTHING: "/login"}.get(page, f"/{page}")

    def _searched(self) -> dict[str, str]:
        chance = self._chance
        kinds = (
            {"text": chance.choice(self._words)},
            {"text": " ".join(chance.sample(self._words, 2))},
            {"text": chance.choice(self._words), "stance": "oppose"},
            {"act": chance.choice(ACTS), "sort": "newest"},
            {"outlet": chance.choice(self._outlets), "stance": chance.choice(("support", "conditional"))},
            {},
        )
        return chance.choice(kinds)

    def _filtered(self, name: str, values: tuple[str, ...]) -> dict[str, str]:
        chance = self._chance
        if chance.random() < 0.75:
            return {}
        year = chance.randrange(2031, 2039)
        kinds = ({name: chance.choice(values)}, {"since": f"{year}-01"}, {"outlet": chance.choice(self._outlets)})
        return chance.choice(kinds)


class Client:
    """Asks the application by a connection that stays open, as a browser does."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(self, address: str) -> int:
        """Return the status of an address, 0 where there is no answer."""
        try:
            self._connection.request("GET", address)
            answer = self._connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return 0
        return answer.status


class Served:
    """The application as a process of its own."""

    def __init__(self, record: Path) -> None:
        command = [sys.executable, "-m", "onrecord", "serve", "--db", str(record), "--port", "0"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        if self._process.stdout is None:
            raise AssertionError(command)
        self.port = int(self._process.stdout.readline().rstrip("/\n").rpartition(":")[2])

    def __enter__(self) -> Served:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(30)

    @property
    def pid(self) -> int:
        """The process that answers."""
        return self._process.pid

    def settled(self) -> float:
        """Wait until nothing is counted before anybody asks, and return the milliseconds of the processor it took."""
        begun = self.processor()
        while True:
            before = self.processor()
            time.sleep(3)
            if (now := self.processor()) - before < _QUIET:
                return now - begun

    def processor(self) -> float:
        """Milliseconds of the processor that it took so far."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def alone(served: Served, addresses: Addresses, pages: tuple[str, ...]) -> dict[str, Alone]:
    """Ask for pages one after the other; the address of the first view is that of the later ones too."""
    client, found = Client(served.port), {}
    client.ask("/login")
    for page in pages:
        address = PLAIN.get(page) or addresses.of(page)
        before = served.processor()
        client.ask(address)
        between = served.processor()
        for _ in range(_ALONE):
            client.ask(address)
        found[page] = Alone(between - before, (served.processor() - between) / _ALONE)
    return found


def crowd(served: Served, addresses: list[Addresses], pages: tuple[str, ...], seconds: int) -> list[View]:
    """Let all clients ask at once, each once a second."""
    views: list[View] = []
    known: set[str] = set()
    lock, begin = threading.Lock(), time.monotonic() + 1

    def run(number: int) -> None:
        client = Client(served.port)
        for turn in range(seconds):
            due = begin + turn + number / len(addresses)
            time.sleep(max(0.0, due - time.monotonic()))
            page = pages[(turn + number) % len(pages)]
            address = addresses[number].of(page)
            with lock:
                first = address not in known
                known.add(address)
            asked = time.monotonic()
            status = client.ask(address)
            took = 1000 * (time.monotonic() - asked)
            with lock:
                views.append(View(page, first, status, took, 1000 * (asked - due)))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(addresses))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return views


def report(views: list[View], processor: dict[str, Alone]) -> None:
    """Print a table of all pages."""
    nothing = percentile([view.took for view in views if view.page == NOTHING], 0.5)
    print(f"{'':<12}{'first views, ms':>22}{'later views, ms':>22}{'all, ms':>16}{'':>8}{'':>8}{'processor, ms':>16}")
    heads = (("", 12), ("n", 6), ("p50", 8), ("p95", 8), ("n", 6), ("p50", 8), ("p95", 8), ("p50", 8), ("p95", 8))
    more = (("×nothing", 10), ("errors", 8), ("first", 8), ("later", 8))
    print("".join(f"{name:>{width}}" for name, width in (*heads, *more)))
    for page in dict.fromkeys(view.page for view in views):
        of = [view for view in views if view.page == page]
        every = [view.took for view in of]
        errors = sum(view.status != (303 if page == NOTHING else 200) for view in of)
        cells = [f"{page:<12}"]
        for kind in (True, False):
            took = [view.took for view in of if view.first is kind]
            cells.append(f"{len(took):>6}{percentile(took, 0.5):>8.0f}{percentile(took, 0.95):>8.0f}")
        cells.append(f"{percentile(every, 0.5):>8.0f}{percentile(every, 0.95):>8.0f}")
        cells.append(f"{percentile(every, 0.5) / nothing:>10.1f}{errors:>8}")
        cells.append(f"{processor[page].first:>8.0f}{processor[page].later:>8.1f}")
        print("".join(cells))
    for page, aim in AIMS.items():
        most = percentile([view.took for view in views if view.page == page], 0.95)
        print(f"{page}: p95 {most:.0f} ms (at most {aim}: {'met' if most <= aim else 'NOT met'})")


def load() -> str:
    """What else the machine does: processes that ran or waited to, in the last minute."""
    known = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return f"load {known} on {os.cpu_count()} processors"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=100_000, help="how many the record has")
    parser.add_argument("--seconds", type=int, default=30, help="how long the clients ask")
    parser.add_argument("--clients", type=int, default=_CLIENTS, help="how many ask at once")
    options = parser.parse_args()
    record = record_of(options.statements)
    addresses = [Addresses(record, number) for number in range(options.clients)]
    usual = (*AIMS, NOTHING)
    print(f"{options.statements:,} statements, {options.clients} clients, {load()}", flush=True)
    with Served(record) as served:
        print(f"counted before anybody asks: {served.settled():.0f} ms of the processor", flush=True)
        processor = alone(served, addresses[0], (*usual, *APART))
        before = served.processor()
        views = crowd(served, addresses, usual, options.seconds)
        busy = (served.processor() - before) / 1000 / options.seconds
        views += crowd(served, addresses, APART, options.seconds // 2)
    report(views, processor)
    late = sum(view.late > 1000 for view in views)
    print(f"{busy:.2f} processors for the application; {late} of {len(views)} views over a second late; {load()}")


if __name__ == "__main__":
    main()
