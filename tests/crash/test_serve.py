"""``onrecord serve`` killed at any moment, while it adds articles and takes decisions: what was answered is there."""

from __future__ import annotations

import json
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from crash import articles
from crash.asking import GoneError, Server
from crash.contents import Contents, contents
from crash.running import LONG, moments
from onrecord.store import Store, open_store

#: Records, and how often the application on each is killed.
RECORDS, KILLS = (10, 4) if LONG else (1, 1)
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


class Answered:
    """What the server answered before it was killed: stored documents, and decisions by their keys."""

    def __init__(self) -> None:
        self.documents: dict[int, str | None] = {}
        self.decisions: dict[int, tuple[str, str]] = {}

    def take(self, job: dict[str, Any]) -> None:
        """Note what a job tells as stored."""
        self.documents |= {one["document"]: one["url"] for one in job["outcomes"] if one["document"] is not None}


def added(server: Server, given: list[dict[str, str]], answered: Answered, lines: int, delay: float) -> bool:
    """Let articles be added, and kill the server some time after so many; tell whether the job was over before."""
    job = server.post("/jobs", {"articles": given})
    until = time.monotonic() + 600
    while len(job["outcomes"]) < lines and job["state"] in ("waiting", "running"):
        assert time.monotonic() < until
        time.sleep(0.02)
        job = server.get(f"/jobs/{job['id']}")
        answered.take(job)
    time.sleep(delay)
    server.process.send_signal(signal.SIGKILL)
    assert job["state"] != "failed", job["error"]
    return bool(job["state"] == "done")


def decide(server: Server, answered: Answered) -> None:
    """Accept, reject and take back as long as the server is there."""
    try:
        for number in count():
            found = server.get("/search?limit=50")["items"]
            if not found:
                time.sleep(0.05)
                continue
            one = found[number % len(found)]["statement"]
            kind = "reject" if number % 3 == 0 else "accept"
            made = server.post(f"/review/{kind}", {"statements": [one], "by": "Ada"})["decisions"]
            answered.decisions |= {decision["key"]: (kind, decision["statement"]) for decision in made}
            if kind == "reject":
                server.post("/review/undo", {"decisions": [made[0]["key"]], "by": "Ada"})
    except GoneError:
        return


def check(record: Path, answered: Answered) -> None:
    """See that a record is sound, and that it has what was answered, once."""
    with open_store(record) as store:
        assert store.check() == []
        there = {one.key: one.url for one in store.documents()}
        assert answered.documents.items() <= there.items()
        decisions = store.decisions(standing=False)
        kinds = {one.key: (one.kind, one.statement) for one in decisions if one.key in answered.decisions}
        assert kinds == answered.decisions
        unanswered = [one for one in decisions if one.key not in answered.decisions]
        assert len(unanswered) <= KILLS  # the last of each may be there


def take_back(store: Store) -> None:
    """Take back all that was decided, so that what is left is what was read."""
    from onrecord.review import undo

    standing = [one.key for one in store.decisions()]
    if standing:
        undo(store, standing, "Ada")


@pytest.mark.parametrize("seed", range(11, 11 + RECORDS))
def test_killed_at_any_moment(seed: int, source: Path, undisturbed: Contents, tmp_path: Path) -> None:
    record, answered = tmp_path / "record.db", Answered()
    open_store(record, create=True).close()
    given = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    good = [{name: one[name] for name in one if name != "id"} for one in given if one["text"]]
    with ThreadPoolExecutor() as pool:
        for lines, delay in moments(seed, KILLS, articles.GOOD):
            with Server(record) as server:
                deciding = pool.submit(decide, server, answered)
                added(server, good, answered, lines, delay)
                deciding.result()
            check(record, answered)
    assert LONG or (answered.documents and answered.decisions)
    with open_store(record) as store:
        take_back(store)
    with Server(record) as server:
        assert added(server, good, answered, 1000, 0)
    check(record, answered)
    found = contents(record)
    assert found.readings.keys() == undisturbed.readings.keys()
