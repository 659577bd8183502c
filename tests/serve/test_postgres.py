"""The application on a record in a real PostgreSQL: what it shows is what SQLite has, and its journeys end alike."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from databases import create
from onrecord.serve import Settings, create_app
from onrecord.store import open_store
from serve.conftest import HERE
from serve.sent import hidden, send

PAGES = (
    *("/", "/search?text=ceasefire", "/search?actor=P-01&sort=oldest", "/documents", "/documents/22", "/actors"),
    *("/actors/P-01", "/issues", "/issues/I02", "/positions", "/positions?period=quarter&at=2031-Q1", "/changes"),
    *("/conditions", "/network?every=month", "/compare", "/compare/1", "/outlets", "/outlets/Merewire%20Agency"),
    *("/review", "/review/history", "/actors/merge", "/sample", "/codebook?suggest=1", "/add", "/about"),
)
FILES = ("/documents?format=csv", "/review?format=json", "/review/history?format=csv")
ANSWERS = (
    *(
        "info",
        "documents",
        "documents/1",
        "statements?text=talks",
        "search?text=talks&sort=newest",
        "search?stance=oppose&sort=newest",
        "actors",
    ),
    *("actors/P-04", "issues", "issues/I02", "outlets", "positions?period=month", "changes", "conditions"),
    *("network?every=quarter", "voices", "utterances", "decisions"),
)


@pytest.fixture(scope="module")
def kept(demo: Path, postgres: str) -> str:
    """The example record as a PostgreSQL database."""
    create(postgres, "serving")
    with open_store(demo, read_only=True) as store:
        store.back_up(postgres.format("serving"))
    return postgres.format("serving")


@pytest.fixture
def asking(kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.chdir(tmp_path)  # where what was changed is noted
    with TestClient(create_app(Settings(kept)), base_url=HERE, client=("127.0.0.1", 50000)) as client:
        yield client


def test_every_page_and_answer_is_as_it_is_from_sqlite(asking: TestClient, client: TestClient) -> None:
    for path in PAGES:
        mine, theirs = asking.get(path), client.get(path)
        assert mine.status_code == theirs.status_code == 200, (path, mine.text)
    for path in FILES:
        assert asking.get(path).text == client.get(path).text, path
    for path in ANSWERS:
        mine, theirs = asking.get(f"/api/v1/{path}"), client.get(f"/api/v1/{path}")
        assert mine.status_code == 200, (path, mine.text)
        if path.startswith("search"):  # each has its own way to cut a snippet
            assert _places(mine.json()) == _places(theirs.json()) != [], path
        elif path != "info":
            assert mine.json() == theirs.json(), path


def _places(found: dict[str, Any]) -> list[tuple[int, str]]:
    return [(hit["document"], hit["statement"]) for hit in found["items"]]


def test_what_people_do_is_kept_and_can_be_taken_back(asking: TestClient) -> None:
    for path in ("/review/accept", "/review/reject"):
        made = send(asking, path, "/review", by="Ada Vennick", **hidden(asking.get("/review").text, path))
        assert made.status_code == 303, made.text
    decisions = asking.get("/api/v1/decisions").json()["items"]
    assert {one["kind"] for one in decisions} == {"accept", "reject"}
    assert ">2 of 1," in asking.get("/review").text
    for one in decisions:
        undone = send(asking, "/review/undo", "/review", decision=one["key"], back="", by="Ada Vennick")
        assert undone.status_code == 303, undone.text
    assert ">0 of 1," in asking.get("/review").text


def test_an_article_is_added_and_a_sample_drawn(asking: TestClient) -> None:
    text = "“We will open the gates,” Ada Quennel, the mayor of Ossunmar, said on Monday."
    job = send(asking, "/add", "/add", text=text, outlet="Harbour Ledger", published="2031-07-01")
    assert job.status_code == 303, job.text
    number = job.headers["location"].rpartition("/")[2]
    deadline = time.monotonic() + 60
    while asking.get(f"/api/v1/jobs/{number}").json()["state"] in ("waiting", "running"):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert asking.get("/api/v1/search?text=gates&outlet=Harbour+Ledger").json()["items"]
    drawn = send(asking, "/sample/draw", "/sample", size=5, name="Pilot", seed=1, by_what="", by="Ada Vennick")
    assert drawn.status_code == 303, drawn.text
    assert asking.get(drawn.headers["location"]).status_code == 200
