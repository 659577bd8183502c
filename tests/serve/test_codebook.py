"""The codebook in the application: issues and their words, previews, files, and coding the record again."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from accessibility import violations
from onrecord.codebook import Codebook, load_codebook
from onrecord.codes import Issue
from onrecord.review import Edit, Place, accept, edit
from onrecord.review.codebook import earlier, keep_codebook
from onrecord.serve import Settings, create_app
from onrecord.serve.recoding import Recoder, preview
from onrecord.store import open_store
from serve.conftest import INVENTED
from serve.sent import send

SANCTIONS, EXCHANGE = "Sanctions on Karveth", "Prisoner exchange"
#: Articles about each of them.
MOST = 4


@pytest.fixture(scope="module")
def small(demo, tmp_path_factory):
    """The record of examples with the articles about two issues alone: it is soon coded again."""
    folder = tmp_path_factory.mktemp("small")
    with open_store(shutil.copy(demo, folder / "whole.db")) as opened:
        if opened.codebook() is None:
            keep_codebook(opened, load_codebook(INVENTED / "codebook.csv").entries, "Ada", "imported")
        kept = [document for label in (SANCTIONS, EXCHANGE) for document in about(opened, label)[:MOST]]
        with opened.writing() as writer:
            for document in opened.documents():
                if document.key not in kept:
                    writer.remove(document.key)
        opened.back_up(folder / "small.db")
    return folder / "small.db"


def about(store, label):
    """Articles with a statement about an issue."""
    return list(dict.fromkeys(one.document for one in coded(store, issue(store, label).id)))


@pytest.fixture
def own_record(small, tmp_path):
    return Path(shutil.copy(small, tmp_path / "record.db"))


@pytest.fixture
def store(own_record):
    with open_store(own_record) as opened:
        yield opened


@pytest.fixture
def client(own_record, store):
    with TestClient(create_app(Settings(str(own_record))), base_url="http://localhost") as asking:
        yield asking


def issue(store, label=SANCTIONS):
    return next(one for one in store.codebook().entries if one.label == label)


def coded(store, id):
    """Statements by place that are about an issue."""
    found = {}
    for document in store.documents():
        for one in store.reading(document.key).statements:
            if any(coding.issue is not None and coding.issue.id == id for coding in one.codings):
                found[Place(document.key, one.id)] = one
    return found


def test_an_issue_is_changed_by_its_form(client, store):
    own = issue(store)
    page = f"/codebook?issue={own.id}"
    assert SANCTIONS in client.get(page).text
    fields = {
        "old": own.id,
        "id": own.id,
        "label": "Sanctions",
        "parent": own.parent or "",
        "aliases": "embargo\r\nbans",
    }
    answer = send(client, "/codebook/issue", page, **fields, by="Ada")
    assert answer.status_code == 303
    now = issue(store, "Sanctions")
    assert (now.aliases, now.reversed_aliases) == (("embargo", "bans"), ())
    assert earlier(store)[0].what == "changed Sanctions"
    assert "Saved." in client.get(answer.headers["location"]).text


def test_what_is_wrong_stands_beside_its_field(client, store):
    own, before = issue(store), store.codebook().entries
    page = f"/codebook?issue={own.id}"
    sent = {"old": own.id, "id": own.id, "label": own.label, "by": "Ada"}
    for fields, name in (
        ({"label": ""}, "label"),
        ({"aliases": "…"}, "aliases"),
        ({"reversed_aliases": own.label}, "reversed_aliases"),
        ({"parent": "nowhere"}, "parent"),
        ({"id": before[0].id}, "id"),
    ):
        answer = send(client, "/codebook/issue", page, **{**sent, **fields})
        assert answer.status_code == 422
        assert f'id="w-{name}"' in answer.text, name
    assert store.codebook().entries == before


def test_a_preview_tells_what_would_change_and_changes_nothing(client, store):
    own = issue(store)
    page = f"/codebook?issue={own.id}"
    fields = {"old": own.id, "id": own.id, "label": own.label, "aliases": "the ban on whistles"}
    before = store.codebook().entries
    answer = send(client, "/codebook/issue", page, **fields, preview=1, by="Ada")
    assert answer.status_code == 200
    assert "would change" in answer.text and "the ban on whistles" in answer.text
    assert store.codebook().entries == before
    found = preview(store, replace(store.codebook(), entries=tuple(one for one in before if one.id != own.id)))
    assert 0 < found.changing <= found.statements
    assert all(one.after is None or one.after.id != own.id for one in found.moved)


def test_the_record_is_coded_again_but_for_what_people_decided(store):
    own = issue(store)
    places = list(coded(store, own.id))
    accept(store, places[:1], "Ada")
    edit(store, places[1:2], Edit(act="CONSULT"), "Bo")
    keep_codebook(store, [one for one in store.codebook().entries if one.id != own.id], "Ada", "removed it")
    recoder = Recoder(store)
    assert recoder.start() and not recoder.start()
    deadline = time.monotonic() + 60
    while recoder.progress.running and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (recoder.progress.problem, recoder.progress.done) == ("", recoder.progress.total)
    assert set(coded(store, own.id)) == set(places[:2])
    assert recoder.progress.changed >= len(places) - 2
    assert store.check() == []


def test_issues_are_added_merged_and_removed(client, store):
    own, other = issue(store), issue(store, EXCHANGE)
    send(client, "/codebook/issue", "/codebook?new=1", label="Fishing rights", by="Ada")
    assert issue(store, "Fishing rights").id == "fishing-rights"
    send(client, "/codebook/merge", f"/codebook?issue={own.id}", issue=own.id, into=other.id, by="Ada")
    assert own.label in issue(store, other.label).aliases
    send(client, "/codebook/remove", "/codebook?issue=fishing-rights", issue="fishing-rights", by="Ada")
    labels = [one.label for one in store.codebook().entries]
    assert own.label not in labels and "Fishing rights" not in labels
    assert send(client, "/codebook/remove", "/codebook", issue="nowhere", by="Ada").status_code == 404
    (latest, *_) = earlier(store)
    send(client, "/codebook/restore", "/codebook", decision=latest.decision, by="Ada")
    assert issue(store, "Fishing rights").id == "fishing-rights"


def test_statements_follow_a_new_name_and_a_merge_at_once(client, store):
    own, other = issue(store), issue(store, EXCHANGE)
    first = next(iter(coded(store, own.id)))
    edit(store, [first], Edit(issue=Issue(own.id, own.label)), "Bo")
    before = set(coded(store, own.id))
    send(client, "/codebook/issue", "/codebook", old=own.id, id=own.id, label="The ban", by="Ada")
    assert coded(store, own.id)[first].codings[0].issue.label == "The ban"
    send(client, "/codebook/merge", "/codebook", issue=own.id, into=other.id, by="Ada")
    assert coded(store, own.id) == {}
    assert before <= set(coded(store, other.id))
    assert coded(store, other.id)[first].codings[0].issue.method == "human"
    for made in reversed([one for one in store.decisions() if one.kind == "rename-issue"]):
        send(client, "/review/undo", "/codebook", decision=made.key, back="/codebook", by="Ada")
    assert set(coded(store, own.id)) == before
    assert store.check() == []


def test_files_go_out_and_come_in(client, store, tmp_path):
    entries = store.codebook().entries
    for form in ("csv", "toml"):
        got = client.get(f"/codebook?format={form}")
        path = tmp_path / f"got.{form}"
        path.write_text(got.text, "utf-8")
        assert [(one.id, one.label, one.aliases) for one in load_codebook(path).entries] == [
            (one.id, one.label, one.aliases) for one in entries
        ]
    files = {"file": ("mine.csv", "id,label\nquay,Quay levy\n", "text/csv")}
    assert send(client, "/codebook/import", "/codebook", files=files, by="Ada").status_code == 303
    assert [one.id for one in store.codebook().entries] == ["quay"]
    broken = {"file": ("mine.csv", "id,label\nquay\n,x\n", "text/csv")}
    answer = send(client, "/codebook/import", "/codebook", files=broken, by="Ada")
    assert answer.status_code == 422 and "line 2" in answer.text
    assert send(client, "/codebook/import", "/codebook", by="Ada").status_code == 422
    assert send(client, "/codebook/import", "/codebook", starter="peace", by="Ada").status_code == 303
    assert "ceasefire" in store.codebook().by_id


def test_in_a_browser(visit, serving, own_record, store):
    own = issue(store)
    with serving(own_record) as address:
        opened = visit(f"/codebook?issue={own.id}", at=address)
        page = opened.page
        page.fill("#reviewer", "Ada")
        page.press("#reviewer", "Enter")
        page.wait_for_load_state()
        page.goto(f"{address}/codebook?issue={own.id}")
        page.fill("#c-aliases", "the ban")
        page.click("text=What would change?")
        page.wait_for_selector("#preview")
        assert violations(page) == []
        page.click("text=Save")
        page.wait_for_url("**saved=1")
        page.click("text=Code again")
        page.wait_for_selector("text=Done:", timeout=60_000)
        assert opened.complaints == []
    assert isinstance(store.codebook(), Codebook)
    assert issue(store).aliases == ("the ban",)
