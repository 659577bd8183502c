"""The review queue: every decision by a form, by keys in a real browser, and without a script."""

from __future__ import annotations

import re
from getpass import getuser

import pytest
from fastapi.testclient import TestClient

from accessibility import violations
from export.coded import at
from onrecord.review import Edit, Place, edit
from onrecord.serve import Settings, create_app
from onrecord.serve.users import hashed
from onrecord.store import Query, open_store
from onrecord.store.asking.queue import Asked, queue
from serve.sent import hidden, send
from store.articles import article, said
from windows import width_of

OSKAR = "Lena Oskar"


@pytest.fixture
def record(tmp_path):
    db = tmp_path / "record.db"
    with open_store(db, create=True) as store, store.writing() as writer:
        writer.add(article(1, url="https://coastwire.example/monitors"))
        writer.add(said("“No comment.” <script>alert(1)</script>", speaker=OSKAR, outlet="The Courier"))
    return db


@pytest.fixture
def client(record):
    with TestClient(create_app(Settings(str(record))), base_url="http://localhost") as asking:
        yield asking


@pytest.fixture
def store(record):
    with open_store(record) as opened:
        yield opened


def first(store, query=Query()):
    with store.connection() as connection:
        found = queue(connection, Asked(query), 1)[0]
    return Place(found.document, found.statement)


def name(place):
    return f"{place.document}:{place.statement}"


def test_the_least_likely_statement_is_shown_with_its_words_marked(client, store):
    text = client.get("/review").text
    assert hidden(text, "/review/accept")["at"] == name(first(store))
    assert "0 of 8 statements reviewed" in text
    assert re.search(r'<span class="(source|cue|content)', text)
    assert "<script>alert" not in text
    assert client.get(f"/review?at={name(first(store, Query(actor=OSKAR)))}").text.count("&lt;script&gt;alert(1)") >= 1


def test_accepting_leads_to_the_next_and_counts(client, store):
    place = first(store)
    fields = hidden(client.get("/review").text, "/review/accept")
    answer = send(client, "/review/accept", "/review", by="Ada Lind", **fields)
    assert answer.status_code == 303
    assert place.statement not in answer.headers["location"]
    shown = client.get(answer.headers["location"]).text
    assert "1 of 8 statements reviewed" in shown
    assert "Accepted by" in shown and "Ada Lind" in shown
    assert [(one.kind, one.decided_by) for one in store.decisions()] == [("accept", "Ada Lind")]
    assert 'value="Ada Lind"' in client.get("/review").text  # the name is remembered


def test_rejecting_and_undoing(client, store):
    place = first(store)
    send(client, "/review/reject", "/review", at=name(place), seen=0, by="Ada")
    (made,) = store.decisions()
    assert made.kind == "reject"
    assert "undo that first" in client.get(f"/review?at={name(place)}").text
    assert place.statement in client.get("/review?state=rejected").text
    answer = send(client, "/review/undo", "/review", decision=made.key, back="/review?state=all", by="Bo")
    assert answer.headers["location"] == "/review?state=all"
    assert store.decisions() == []
    history = client.get("/review/history").text
    assert "taken back by" in history and "Bo" in history


def test_the_queue_and_the_history_are_files(client, store):
    place = first(store)
    queued = client.get("/review?format=json").json()
    assert queued["total"] == 8 and queued["statements"][0]["statement"] == place.statement
    assert [one["score"] for one in queued["statements"]] == sorted(one["score"] for one in queued["statements"])
    send(client, "/review/reject", "/review", at=name(place), seen=0, by="=Ada")
    assert client.get("/review?format=json&state=rejected").json()["statements"][0]["state"] == "rejected"
    assert len(client.get("/review?format=csv").text.splitlines()) == 1 + 7
    made = client.get("/review/history?format=json").json()["decisions"]
    assert [(one["kind"], one["statement"]) for one in made] == [("reject", place.statement)]
    assert "'=Ada" in client.get("/review/history?format=csv").text  # no formula of a spreadsheet
    assert client.get("/review?format=xlsx").status_code == client.get("/review/history?format=xlsx").status_code == 422


def test_editing_words_and_codes(client, store):
    reading = store.reading(1)
    statement = reading.statements[2]
    place = Place(1, statement.id)
    page = f"/review?at={name(place)}&edit=1"
    assert "said [" in client.get(page).text
    fields = hidden(client.get(page).text, "/review/edit")
    answer = send(
        client,
        "/review/edit",
        page,
        **fields,
        by="Ada",
        content="that monitors should come\r\n“only after a peace deal",
        speaker="Amatisse Korodine",
        act="REQUEST",
        issue="open:ceasefire",
        recipients="asked: Sorrenay\naccused: the Hall [0-7]",
        conditions="until: after a peace deal",
    )
    assert answer.status_code == 303, answer.text
    now = store.reading(1).statements[2]
    text = reading.document.text
    assert [span.of(text) for span in now.attribution.content] == [
        "that monitors should come",
        "“only after a peace deal",
    ]
    assert now.attribution.source == statement.attribution.source  # what was not sent stays
    assert now.resolution is not None and now.resolution.entity == "local:korodine"
    (coding,) = now.codings
    assert (coding.act.value, coding.issue.id, coding.stance.value) == ("REQUEST", "open:ceasefire", "conditional")
    assert [(one.role, one.name, one.span) for one in coding.recipients] == [
        ("asked", "Sorrenay", None),
        ("accused", "the Hall", at("Karveth")),
    ]
    assert [(one.type, one.span.of(text)) for one in coding.conditions] == [("until", "after a peace deal")]
    assert store.check() == []


def test_another_coding_is_added(client, store):
    place = Place(1, store.reading(1).statements[2].id)
    page = f"/review?at={name(place)}&edit=1"
    assert "Add another coding" in client.get(page).text
    fields = hidden(client.get(page + "&coding=1").text, "/review/edit")
    assert fields["coding"] == "1"
    send(client, "/review/edit", page, **fields, by="Ada", act="THREATEN", stance="oppose", issue="")
    first_one, second = store.reading(1).statements[2].codings
    assert first_one == article().statements[2].codings[0]
    assert (second.act.value, second.stance.value, second.issue) == ("THREATEN", "oppose", None)
    assert "coding 2" in client.get(page).text


def test_an_edit_that_makes_no_sense_comes_back_as_it_was_filled_in(client, store):
    place = Place(1, store.reading(1).statements[2].id)
    page = f"/review?at={name(place)}&edit=1"
    fields = hidden(client.get(page).text, "/review/edit")
    answer = send(
        client,
        "/review/edit",
        page,
        **fields,
        by="Ada",
        content="words <b>not</b> there",
        recipients="x: y",
        act="SING",
    )
    assert answer.status_code == 422
    assert "does not stand in the article" in answer.text
    assert "is no recipient" in answer.text
    assert "words &lt;b&gt;not&lt;/b&gt; there</textarea>" in answer.text
    assert store.decisions() == []


def test_two_who_decide_at_once_lose_nothing(client, store):
    """Bo has the page open while Ada edits: his form is not stored, comes back filled in, and says why."""
    place = Place(1, store.reading(1).statements[2].id)
    page = f"/review?at={name(place)}&edit=1"
    fields = hidden(client.get(page).text, "/review/edit")
    edit(store, [place], Edit(act="CONSULT"), "Ada")
    before = store.reading(1)
    answer = send(client, "/review/edit", page, **fields, by="Bo", stance="support")
    assert answer.status_code == 409
    assert "Ada decided edit on it in the meantime" in answer.text
    assert '<option value="support" selected>' in answer.text
    assert store.reading(1) == before
    for action in ("accept", "reject"):
        assert send(client, f"/review/{action}", page, at=fields["at"], seen=0, by="Bo").status_code == 409
    fresh = hidden(answer.text, "/review/edit")
    assert send(client, "/review/edit", page, **fresh, by="Bo", stance="support").status_code == 303
    assert [one.decided_by for one in store.decisions()] == ["Ada", "Bo"]


def test_filters_and_states_stand_in_the_address(client, store):
    text = client.get("/review?outlet=The+Courier").text
    assert "0 of 1 statement reviewed" in text and OSKAR in text
    assert "Nothing is left" in client.get("/review?state=accepted").text
    assert "No statement fits" in client.get("/review?text=nowhere").text
    assert client.get("/review?state=odd").status_code == 422
    assert client.get("/review?since=soon").status_code == 422
    assert client.get("/review?at=9:none").status_code == 200
    assert send(client, "/review/accept", "/review", at="9:none", seen=0, by="Ada").status_code == 404


def test_what_leads_elsewhere_does_not(client, store):
    answer = send(client, "/review/accept", "/review", at=name(first(store)), by="Ada", seen=0, next="//evil.example")
    assert answer.headers["location"].startswith("/review")


def test_statements_are_decided_on_in_the_reader(client, store):
    id = store.reading(1).statements[0].id
    text = client.get("/documents/1").text
    fields = hidden(text, "/review/reject")
    assert fields["at"] == f"1:{id}"
    answer = send(client, "/review/reject", "/documents/1", **fields)
    assert answer.headers["location"] == f"/documents/1#s-{id}"
    assert [(one.kind, one.statement) for one in store.decisions()] == [("reject", id)]
    assert "Rejected: look again" in client.get("/documents/1").text


def test_a_form_needs_the_token_of_the_page(client, store):
    assert client.post("/review/accept", data={"at": name(first(store)), "by": "Ada"}).status_code == 403
    assert store.decisions() == []


def test_the_login_name_decides_where_no_other_is_given(client, store):
    send(client, "/review/accept", "/review", at=name(first(store)), seen=0)
    assert [one.decided_by for one in store.decisions()] == [getuser()]


def test_who_shares_a_token_has_to_say_the_name(record, store):
    settings = Settings(str(record), token="secret")  # noqa: S106
    with TestClient(create_app(settings), base_url="http://localhost") as asking:
        asking.headers["Authorization"] = "Bearer secret"
        fields = {"at": name(first(store)), "seen": "0"}
        refused = asking.post("/review/accept", data=fields, follow_redirects=False)
        assert refused.status_code == 422 and "is no name of a person" in refused.text
        assert asking.post("/review/accept", data={**fields, "by": "Ada"}, follow_redirects=False).status_code == 303
    assert [one.decided_by for one in store.decisions()] == ["Ada"]


def test_who_is_not_known_changes_nothing(record, store):
    place = name(first(store))
    settings = Settings(str(record), token="secret")  # noqa: S106
    with TestClient(create_app(settings), base_url="http://localhost") as asking:
        answer = asking.post("/review/accept", data={"at": place, "by": "Ada"}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2F")
    assert store.decisions() == []


def test_who_only_reads_sees_no_form_and_changes_nothing(record, store, tmp_path):
    users = tmp_path / "users.csv"
    users.write_text(f"name,role,token\nRea,reader,{hashed('reading')}\n", "utf-8")
    place = name(first(store))
    with TestClient(create_app(Settings(str(record), users=users)), base_url="http://localhost") as asking:
        asking.headers["Authorization"] = "Bearer reading"
        shown = asking.get("/review")
        assert shown.status_code == 200
        assert "/review/accept" not in shown.text
        assert asking.post("/review/accept", data={"at": place, "by": "Ada"}).status_code == 403
    assert store.decisions() == []


def test_by_keys_in_a_browser(visit, serving, record, store):
    ids = [name(Place(one.document, one.statement)) for one in _waiting(store)]
    with serving(record) as address:
        opened = visit("/review", at=address)
        page = opened.page
        page.fill("#reviewer", "Ada Lind")
        page.press("#reviewer", "Enter")
        page.wait_for_load_state()
        page.keyboard.press("j")
        page.wait_for_url(f"**at={ids[1].replace(':', '%3A')}**")
        page.keyboard.press("k")
        page.wait_for_url(f"**at={ids[0].replace(':', '%3A')}**")
        page.keyboard.press("a")
        page.wait_for_url("**done=**")
        page.keyboard.press("u")
        page.wait_for_url(lambda url: "done=" not in url)
        assert store.decisions() == []
        page.keyboard.press("r")
        page.wait_for_url("**done=**")
        page.keyboard.press("e")
        page.wait_for_url("**edit=1**")
        assert violations(page) == []
        content = page.locator('[data-lines="content"]')
        page.evaluate("""() => {
          const holder = document.querySelector("[data-passage] p:not(.near) [data-start]");
          const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
          const node = walker.nextNode();
          const range = document.createRange();
          range.setStart(node, 0);
          range.setEnd(node, Math.min(6, node.data.length));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""")
        page.keyboard.press("3")
        assert re.search(r"\[\d+-\d+\]$", content.input_value())
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**done=**")
        assert opened.complaints == []
    assert [(one.kind, one.decided_by) for one in store.decisions()] == [("reject", "Ada Lind"), ("edit", "Ada Lind")]
    made = store.decisions()[-1]
    text = store.reading(made.document).document.text
    (edited,) = [one for one in store.reading(made.document).statements if one.id == made.statement]
    assert content_words(edited, text) == made.value["after"]["content"][0]["text"]


def content_words(statement, text):
    return statement.attribution.content[0].of(text)


def _waiting(store):
    with store.connection() as connection:
        return queue(connection, Asked(), 20)


def test_without_a_script(visit, serving, record, store):
    with serving(record) as address:
        page = visit("/review", at=address, script=False, width=390).page
        page.fill("#reviewer", "Ada Lind")
        page.click(".reviewing button")
        page.click('a:text("Edit")')
        page.fill("#e-conditions", "")
        page.select_option("#e-act", "CONCEDE")
        page.click("button[data-save]")
        assert "Edited by Ada Lind" in page.inner_text("[role=status]").replace("\n", " ")
        page.click("[role=status] button")
        page.wait_for_url(lambda url: "done=" not in url)
        page.wait_for_selector("button[data-key=a]")
        assert width_of(page) == 390
        page.click("button[data-key=a]")
        page.wait_for_url("**done=**")
    assert [one.kind for one in store.decisions()] == ["accept"]
