"""Actors merged, split and kept apart in the application."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from onrecord.serve import Settings, create_app
from onrecord.store import open_store
from onrecord.store.asking.known import actors_known
from serve.sent import send
from store.articles import said


@pytest.fixture
def record(tmp_path):
    db = tmp_path / "record.db"
    with open_store(db, create=True) as store, store.writing() as writer:
        for number, name in enumerate(("Zhamqat Urdeli", "Jamkat Ourdeli", "Zhamqat Urdeli", "Griet Ollenvaar")):
            writer.add(said(f"No comment, {number}.", speaker=name, outlet="The Courier"))
    return db


@pytest.fixture
def store(record):
    with open_store(record) as opened:
        yield opened


@pytest.fixture
def client(record):
    with TestClient(create_app(Settings(str(record))), base_url="http://localhost") as asking:
        yield asking


def known(store):
    with store.connection() as connection:
        return {one.id: one.names for one in actors_known(connection)}


URDELI, OURDELI = "local:urdeli", "local:ourdeli"


def test_two_spellings_are_suggested_merged_and_split_again(client, store):
    text = client.get("/actors/merge").text
    assert "the same words" in text and text.count('class="pair"') == 1
    send(client, "/actors/merge", "/actors/merge", first=URDELI, second=OURDELI, keep=URDELI, by="Ada")
    assert known(store)[URDELI] == ("Zhamqat Urdeli", "Jamkat Ourdeli")
    assert 'class="pair"' not in client.get("/actors/merge").text
    page = f"/actors/merge?actor={URDELI}"
    assert "Names that are somebody else" in client.get(page).text
    send(client, "/actors/split", page, actor=URDELI, name="Jamkat Ourdeli", by="Ada")
    assert known(store)[URDELI] == ("Zhamqat Urdeli",)
    assert [one.kind for one in store.decisions()] == ["merge", "split"]


def test_the_other_one_may_stay_and_undo_brings_back_what_was(client, store):
    before = known(store)
    send(client, "/actors/merge", "/actors/merge", first=URDELI, second=OURDELI, keep=OURDELI, by="Ada")
    assert set(known(store)) == {OURDELI, "local:ollenvaar"}
    (made,) = store.decisions()
    send(client, "/review/undo", "/actors/merge", decision=made.key, back="/actors/merge", by="Ada")
    assert known(store) == before


def test_they_are_two(client, store):
    send(client, "/actors/merge", "/actors/merge", first=URDELI, second=OURDELI, keep=URDELI, apart=1, by="Ada")
    assert 'class="pair"' not in client.get("/actors/merge").text
    assert len(known(store)) == 3
    (made,) = store.decisions()
    send(client, "/review/undo", "/actors/merge", decision=made.key, back="/actors/merge", by="Ada")
    assert client.get("/actors/merge").text.count('class="pair"') == 1


def test_what_cannot_be_merged_is_told(client, store):
    for fields in ({"first": URDELI, "second": "nobody"}, {"first": URDELI, "second": URDELI}, {"first": URDELI}):
        answer = send(client, "/actors/merge", "/actors/merge", by="Ada", **fields)
        assert answer.status_code == 422 and "Nothing was changed" in answer.text
    assert send(client, "/actors/split", "/actors/merge", actor=URDELI, by="Ada").status_code == 422
    assert client.get("/actors/merge?actor=nobody").status_code == 404
    assert store.decisions() == []


def test_from_somebodys_page(client):
    answer = client.get("/review/actors?text=local:urdeli", follow_redirects=False)
    assert answer.headers["location"] == "/actors/merge?actor=local%3Aurdeli"


def test_in_a_browser_without_a_script(visit, serving, record, store):
    with serving(record) as address:
        page = visit("/actors/merge", at=address, script=False).page
        page.fill("#reviewer", "Ada")
        page.click(".reviewing button")
        page.click("text=Merge into the chosen one")
        page.click(".log button")
    assert [(one.kind, one.stands) for one in store.decisions(standing=False)] == [("merge", False)]
