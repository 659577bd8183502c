"""What a desk does with a record all day, for soak.py: adds, removes, reads, searches, decides, saves copies."""

from __future__ import annotations

import http.client
import json
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

EXAMPLES = Path(__file__).parent.parent / "examples" / "invented"
PAGES = (
    *("/", "/documents", "/search", "/positions", "/issues", "/outlets", "/actors", "/compare", "/conditions"),
    *("/network", "/changes", "/review", "/review/history", "/review/actors", "/codebook", "/sample", "/add", "/about"),
)
RESOURCES = (
    *("info", "documents", "actors", "issues", "outlets", "positions", "changes", "conditions", "network", "voices"),
    *("utterances", "decisions", "jobs", "search.csv?text=ships"),
)
#: Articles of one addition.
_AT_ONCE = 3
_DIGITS = re.compile(r"\d")
#: What may become of a request while others remove what it is about.
_GONE = frozenset({404, 409, 410})


class Record:
    """A record that is kept about as large as it is, by the command line."""

    def __init__(self, path: Path, most: int) -> None:
        self.path = path
        self._most = most
        self._given = _articles()
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Make the record, with actors and a codebook of its own."""
        own = ("--actors", EXAMPLES / "actors.csv", "--codebook", EXAMPLES / "codebook.csv")
        self.command("add", self.next_articles(), *own)

    def command(self, *arguments: object) -> str:
        """Run ``onrecord`` on the record and return what it wrote; raises RuntimeError where it failed."""
        command = [sys.executable, "-m", "onrecord", *map(str, arguments), "--db", str(self.path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
        if done.returncode:
            raise RuntimeError(f"{command[3:]} ended with {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def articles(self) -> list[dict[str, str]]:
        """Return some articles that are not there yet, or are changed."""
        with self._lock:
            return [next(self._given) for _ in range(_AT_ONCE)]

    def next_articles(self) -> Path:
        """Write some articles to a file."""
        path = self.path.with_name("articles.jsonl")
        path.write_text("".join(f"{json.dumps(one)}\n" for one in self.articles()), "utf-8")
        return path

    def documents(self) -> list[int]:
        """Return the keys of the documents, the oldest one first."""
        from onrecord.store import open_store

        with open_store(self.path, read_only=True) as store:
            return [one.key for one in store.documents()]

    def too_old(self) -> list[int]:
        """Return the oldest documents, where there are more than there should be."""
        keys = self.documents()
        return keys[: max(len(keys) - self._most, 0)]

    def checked(self) -> list[str]:
        """Return what is wrong with the record."""
        try:
            self.command("db", "check")
        except RuntimeError as error:
            return [str(error)]
        return []


def _articles() -> Iterator[dict[str, str]]:
    """Yield the examples on and on, each time with other figures and days; one of five is changed after that."""
    examples = [json.loads(line) for line in (EXAMPLES / "articles.jsonl").read_text("utf-8").splitlines()]
    chance, turn = random.Random(3), 0
    while True:
        for article in examples:
            day = date.fromisoformat(article["published"][:10]) + timedelta(days=37 * turn)
            text = _DIGITS.sub(lambda found: str(chance.randrange(10)), article["text"])
            url = f"{article['url']}?turn={turn}"
            yield {"text": text, "outlet": article["outlet"], "url": url, "published": day.isoformat()}
            if chance.random() < 0.2:
                text = f"{text}\n\nNobody answered further questions at {chance.randrange(24)} o’clock."
                yield {"text": text, "outlet": article["outlet"], "url": url, "published": day.isoformat()}
        turn += 1


class Desk:
    """All who work with the record at once. What a method raises is an error."""

    def __init__(self, record: Record, port: int) -> None:
        self.record = record
        self.errors: list[str] = []
        self._port = port
        self._lock = threading.Lock()
        self._took: list[float] = []
        self._did: Counter[str] = Counter()

    def jobs(self) -> list[tuple[Callable[[], object], float]]:
        """What is done again and again, and the seconds between."""
        return [
            (self.add, 5.0),
            (self.add_by_api, 5.0),
            (self.remove, 20.0),
            (self.view, 0.2),
            (self.read, 0.2),
            (self.search, 0.2),
            (self.decide, 1.0),
            (self.save, 30.0),
        ]

    def failed(self, error: str) -> None:
        """Note an error."""
        with self._lock:
            self.errors.append(f"{time.strftime('%H:%M:%S')} {error}")

    def taken(self) -> list[float]:
        """Return how long answers took since this was asked last, in milliseconds."""
        with self._lock:
            took, self._took = self._took, []
        return took

    def summary(self) -> str:
        """Tell how often what was done."""
        return " · ".join(f"{name} {times:,}" for name, times in sorted(self._did.items()))

    def add(self) -> None:
        """Add some articles by the command line."""
        self.record.command("add", self.record.next_articles())
        self._done("added by command")

    def add_by_api(self) -> None:
        """Add some articles by the API, and wait until they are there."""
        job = self._answer("POST", "/api/v1/jobs", {"articles": self.record.articles()})
        while job["state"] in ("waiting", "running"):
            time.sleep(0.5)
            job = self._answer("GET", f"/api/v1/jobs/{job['id']}")
        if job["state"] != "done" or job["counts"]["failed"]:
            raise RuntimeError(f"job {job['id']} is {job['state']}: {job['error']}, {job['counts']}")
        self._done("added by API")

    def remove(self) -> None:
        """Remove the oldest articles; now and then the file is written anew."""
        old = self.record.too_old()
        if old:
            compact = "--compact" if random.random() < 0.2 else "--no-compact"
            self.record.command("remove", *old, "--yes", compact)
            self._done("removed", len(old))

    def view(self) -> None:
        """Look at a page."""
        page = random.choice((*PAGES, "/documents/", "/documents/", "/search?text="))
        if page == "/documents/":
            page += str(self._document())
        elif page == "/search?text=":
            page += random.choice(("ships", "monitors+ceasefire", '"without+trial"', "Tresk", "nothing+at+all"))
        self._asked("GET", page)
        self._done("pages")

    def read(self) -> None:
        """Ask for a resource of the API."""
        path = random.choice((*RESOURCES, "document", "statement", "actor"))
        if path == "document":
            path = f"documents/{self._document()}"
        elif path == "statement":
            found = self._found()
            path = f"statements/{found['statement']}" if found else "info"
        elif path == "actor":
            actors = self._answer("GET", "/api/v1/actors?limit=20")["items"]
            path = f"actors/{quote(random.choice(actors)['id'], safe='')}" if actors else "info"
        self._asked("GET", f"/api/v1/{path}")
        self._done("resources")

    def search(self) -> None:
        """Search by the API."""
        filters = ("act=REQUEST", "stance=oppose", "quote_type=direct&sort=newest", "text=ships", "text=Tresk+navy", "")
        self._asked("GET", f"/api/v1/search?{random.choice(filters)}")
        self._done("searches")

    def decide(self) -> None:
        """Accept, reject or edit a statement, and take half of that back."""
        found = self._found()
        if found is None:
            return
        given: dict[str, Any] = {"statements": [f"{found['document']}:{found['statement']}"], "by": "Ada"}
        kind = random.choice(("accept", "reject", "edit"))
        if kind == "edit":
            given["quote_type"] = "indirect" if found["quote_type"] == "direct" else "direct"
        made = self._answer("POST", f"/api/v1/review/{kind}", given)
        if made and random.random() < 0.5:
            self._answer("POST", "/api/v1/review/undo", {"decisions": [one["key"] for one in made["decisions"]]})
        self._done("decisions")

    def save(self) -> None:
        """Save a copy of the record and check it."""
        copy = Record(self.record.path.with_name("copy.db"), 0)
        self.record.command("db", "backup", copy.path)
        problems = copy.checked()
        for end in ("", "-wal", "-shm", ".lock", ".queue"):
            copy.path.with_name(copy.path.name + end).unlink(missing_ok=True)
        if problems:
            raise RuntimeError("; ".join(problems))
        self._done("copies")

    def _document(self) -> int:
        found = self._answer("GET", "/api/v1/search?limit=50")["items"]
        return int(random.choice(found)["document"]) if found else 1

    def _found(self) -> dict[str, Any] | None:
        words = random.choice(("text=ships&", "text=said&", "", "act=ACCUSE&"))
        found = self._answer("GET", f"/api/v1/search?{words}limit=50")["items"]
        if not found:
            return None
        one: dict[str, Any] = random.choice(found)
        return one

    def _done(self, what: str, times: int = 1) -> None:
        with self._lock:
            self._did[what] += times

    def _answer(self, method: str, path: str, given: dict[str, Any] | None = None) -> Any:
        """Return what the API answers, None where what it is about is gone."""
        status, body = self._asked(method, path, given)
        return None if status in _GONE else json.loads(body)

    def _asked(self, method: str, path: str, given: dict[str, Any] | None = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        begun = time.monotonic()
        try:
            body = None if given is None else json.dumps(given)
            connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            answer = connection.getresponse()
            found: bytes = answer.read()
        finally:
            connection.close()
        with self._lock:
            self._took.append(1000 * (time.monotonic() - begun))
        if answer.status >= 400 and answer.status not in _GONE:
            raise RuntimeError(f"{method} {path}: {answer.status} {found[:300]!r}")
        return answer.status, found
