"""Pages that show nothing but the record are drawn once, for all who see the same, until it changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from onrecord.review import accept, places_of, reject, undo
from onrecord.serve import Settings, create_app
from onrecord.serve.users import User, entry_of, hashed
from onrecord.store import Query, open_store
from store.articles import article, said

PAGES = (
    "/",
    "/search",
    "/search?text=monitors",
    "/positions",
    "/positions?period=year",
    "/issues",
    "/outlets",
    "/actors",
    "/conditions",
    "/changes",
    "/network",
    "/compare",
)
#: Questions that tell whether the record has changed: the counters, the decisions, and the beginning of their state.
_STATE = 4


@pytest.fixture
def record(tmp_path: Path) -> Path:
    db = tmp_path / "record.db"
    with open_store(db, create=True) as store, store.writing() as writer:
        writer.add(article(1, url="https://coastwire.example/monitors"))
        writer.add(said("The harbour stays open.", outlet="The Courier", published="2031-07-03"))
    return db


@pytest.fixture
def client(record: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(str(record))), base_url="http://localhost") as asking:
        yield asking


@contextmanager
def questions(client: TestClient) -> Iterator[list[str]]:
    """The statements of SQL that the application asks."""
    asked: list[str] = []
    engine = client.app.state.store._engine  # type: ignore[attr-defined]

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("path", PAGES)
def test_a_later_view_asks_the_record_for_nothing_but_its_state(client: TestClient, path: str) -> None:
    with questions(client) as first:
        answer = client.get(path)
    with questions(client) as later:
        again = client.get(path)
    assert (again.status_code, again.text, again.headers) == (200, answer.text, answer.headers)
    assert len(later) <= _STATE < len(first)


def test_every_change_is_seen_at_once(client: TestClient, record: Path) -> None:
    def found() -> bool:
        return "The harbour stays open" in client.get("/search").text

    with open_store(record) as store:
        assert found() and "2 articles" in client.get("/").text
        places = places_of(store, store.search(Query("harbour")).hits[0].found.statement.id)
        accept(store, places, "Ada")
        assert "accepted" in client.get("/search?text=harbour").text
        (made,) = reject(store, places, "Ada")
        assert not found()
        undo(store, [made.key], "Ada")
        assert found()
        with store.writing() as writer:
            writer.add(article(2))
        assert "3 articles" in client.get("/").text


def test_nobody_sees_a_page_that_was_drawn_for_another(record: Path, tmp_path: Path) -> None:
    users = tmp_path / "users.toml"
    people = (("Ada", "editor", "a" * 30), ("Bo", "reader", "b" * 30))
    users.write_text("".join(entry_of(User(name, role, hashed(token))) for name, role, token in people))
    with TestClient(create_app(Settings(str(record), users=users)), base_url="http://localhost") as asking:
        shown = {
            name: asking.get("/search", headers={"Authorization": f"Bearer {token}"}).text for name, _, token in people
        }
        assert asking.get("/search", follow_redirects=False).status_code == 303
    assert "Ada, editor" in shown["Ada"] and "Ada, editor" not in shown["Bo"]
    assert "Bo, reader" in shown["Bo"]


def test_the_address_that_a_page_prints_is_the_one_that_was_asked_for(client: TestClient) -> None:
    assert "http://localhost/positions" in client.get("/positions").text
    other = client.get("/positions", headers={"Host": "127.0.0.1:8000"}).text
    assert "http://127.0.0.1:8000/positions" in other and "http://localhost" not in other


def test_files_and_what_makes_no_sense_are_as_before(client: TestClient) -> None:
    for _ in range(2):
        assert client.get("/positions?format=csv").headers["content-type"].startswith("text/csv")
        assert client.get("/positions?period=hour").status_code == 422
        assert client.get("/search?page=0").status_code == 422
        assert client.get("/?format=xml").status_code == 422
