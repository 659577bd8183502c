"""Names, issues and texts that would be HTML, and values of addresses and forms that make no sense."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from onrecord.codebook import Entry
from onrecord.codes import Issue, Recipient
from onrecord.review import Edit, Place, edit, keep_apart
from onrecord.review.codebook import keep_codebook
from onrecord.review.sampling import Plan, draw
from onrecord.serve import Settings, create_app
from onrecord.store import open_store
from serve.sent import send
from store.articles import said

EVIL = """"'><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}"""
PAGES = (
    "/review?state=all",
    "/review?state=all&edit=1",
    "/review/history",
    "/review?text=%22%3E%3Cscript%3Ealert(2)%3C/script%3E",
    "/review?outlet=%22%3E%3Cscript%3Ealert(2)%3C/script%3E",
    "/sample",
    "/sample/{sample}",
    "/sample/{sample}/judge",
    "/actors/merge",
    "/actors/merge?actor=%22%3E%3Cscript%3Ealert(2)%3C/script%3E",
    "/codebook",
    "/codebook?issue=evil",
    "/codebook?new=1&label=%22%3E%3Cscript%3Ealert(2)%3C/script%3E",
    "/codebook?suggest=1",
)
NUMBERS = ("-1", "0", "1e9", "9" * 15, "9" * 40, "\u0663", "")


@pytest.fixture
def record(tmp_path):
    db = tmp_path / "record.db"
    with open_store(db, create=True) as store:
        with store.writing() as writer:
            for number in range(2):
                writer.add(said(f"{EVIL} {number}", speaker=f"{EVIL} {'ab'[number]}", outlet=EVIL, title=EVIL))
        place = Place(1, store.reading(1).statements[0].id)
        coding = Edit(act="STATE", issue=Issue(EVIL, EVIL), recipients=(Recipient(EVIL, "asked"),))
        edit(store, [place], coding, EVIL)
        keep_apart(store, [EVIL, "x"], EVIL)
        keep_codebook(store, [Entry("evil", EVIL[:190], (f"{EVIL} alias",), (), None, (EVIL,))], EVIL, EVIL)
        draw(store, Plan(2, EVIL), EVIL)
    return db


@pytest.fixture
def client(record):
    with TestClient(create_app(Settings(str(record))), base_url="http://localhost") as asking:
        yield asking


def test_nothing_of_a_record_is_html(client, record):
    with open_store(record) as store:
        sample = next(one.key for one in store.decisions() if one.kind == "sample")
    for path in PAGES:
        answer = client.get(path.format(sample=sample))
        assert answer.status_code in (200, 404), path
        assert "<img src=x" not in answer.text, path
        assert "<script>alert" not in answer.text, path
        assert not re.search(r'="[^"]*"\'><', answer.text), path


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_that_make_no_sense_are_answered(client, number):
    for path in ("/review?page={}", "/review?at={}:x&coding={}&edit=1", "/review?done={}", "/review/history?page={}"):
        assert client.get(path.replace("{}", number)).status_code in (200, 404, 422)
    if number:
        assert client.get(f"/sample/{number}").status_code in (404, 422)
    for path, fields in (
        ("/review/undo", {"decision": number}),
        ("/review/accept", {"at": f"{number}:x", "seen": number}),
        ("/codebook/restore", {"decision": number}),
        ("/sample/draw", {"size": number, "seed": number}),
    ):
        assert send(client, path, "/codebook", **fields).status_code in (303, 404, 409, 422)


def test_a_text_where_a_file_is_meant_and_the_other_way_round(client):
    file = {"act": ("x.txt", b"\xff", "text/plain")}
    at = re.search(r'name="at" value="([^"]+)"', client.get("/review").text)
    assert at is not None
    assert send(client, "/review/edit", "/review", files=file, at=at[1], by="Ada").status_code == 422
    assert send(client, "/codebook/import", "/codebook", file="text", by="Ada").status_code == 422
