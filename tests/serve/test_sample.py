"""Samples in the application: drawn, judged by two, reported."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from accessibility import violations
from onrecord.evaluate.judgements import Share, Verdict
from onrecord.review.sampling import Plan, draw, judgements, report, sample_of, samples
from onrecord.serve import Settings, create_app
from onrecord.store import open_store
from serve.sent import send
from store.articles import article


@pytest.fixture
def record(tmp_path):
    db = tmp_path / "record.db"
    with open_store(db, create=True) as store, store.writing() as writer:
        writer.add(article())
    return db


@pytest.fixture
def store(record):
    with open_store(record) as opened:
        yield opened


@pytest.fixture
def client(record):
    with TestClient(create_app(Settings(str(record))), base_url="http://localhost") as asking:
        yield asking


def at(one):
    return f"{one.document}:{one.statement}"


def test_drawing_by_a_form(client, store):
    assert "No sample was drawn yet" in client.get("/sample").text
    answer = send(client, "/sample/draw", "/sample", size=5, name="June <b>", by_what="outlet", seed=7, by="Ada")
    (made,) = samples(store)
    assert answer.headers["location"] == f"/sample/{made.key}"
    assert (len(made.drawn), made.by, made.seed, made.decided_by) == (5, "outlet", 7, "Ada")
    assert "June &lt;b&gt;" in client.get("/sample").text
    sheet = client.get(f"/sample/{made.key}?format=csv")
    assert sheet.headers["content-disposition"] == f'attachment; filename="sample-{made.key}.csv"'
    assert len(sheet.text.splitlines()) == 6
    assert client.get("/sample/99").status_code == 404


@pytest.mark.parametrize("fields", [{"size": 0}, {"size": "many"}, {"size": 5, "text": "nowhere"}, {"size": 10**9}])
def test_what_cannot_be_drawn_is_told(client, store, fields):
    answer = send(client, "/sample/draw", "/sample", by="Ada", **fields)
    assert answer.status_code == 422
    assert "No sample was drawn" in answer.text
    assert samples(store) == []


def test_two_judge_and_the_page_tells_what_it_comes_to(client, store):
    made = draw(store, Plan(3, "June", seed=7), "Ada")
    path = f"/sample/{made.key}/judge"
    for by, wrong in (("Ada", 1), ("Bo", 2)):
        for number, one in enumerate(made.drawn):
            page = f"{path}?at={at(one)}"
            shown = client.get(page).text
            assert "What others say" not in shown  # nobody hears of others before they have judged
            said = {"v-statement": "no" if number == wrong else "yes", "v-act": "no", "i-act": "CONSULT"}
            assert send(client, path, page, at=at(one), by=by, **said).status_code == 303
    statement, act = report(store, made).rows[0], report(store, made).rows[3]
    assert statement.precision == Share(1, 1, split=2)
    assert act.precision.right == 0
    text = client.get(f"/sample/{made.key}").text
    assert "Where reviewers differ" in text and "95" in text
    assert "What others say" in client.get(f"{path}?at={at(made.drawn[0])}").text
    given = {found.verdicts["act"] for _, found in judgements(store, made.key) if "act" in found.verdicts}
    assert given == {Verdict(False, "CONSULT")}


def test_a_blind_sample_shows_no_codes_and_compares_what_is_given(client, store):
    made = draw(store, Plan(9, "Blind", seed=7, blind=True), "Ada")
    one = next(one for one in made.drawn if one.codes.get("act") == "ACCUSE")
    path = f"/sample/{made.key}/judge"
    text = client.get(f"{path}?at={at(one)}").text
    assert 'class="machine"' not in text
    conditional = next(one for one in made.drawn if "after" in one.words["conditions"])
    assert not re.search(r'class="[^"]*condition', client.get(f"{path}?at={at(conditional)}").text)
    fields = {"v-statement": "yes", "i-act": "ACCUSE", "i-stance": "support"}
    send(client, path, f"{path}?at={at(one)}", at=at(one), by="Ada", **fields)
    ((_, found),) = judgements(store, made.key)
    assert found.verdicts == {
        "statement": Verdict(True),
        "act": Verdict(True),
        "stance": Verdict(False, "support"),
    }


def test_nothing_judged_is_not_stored(client, store):
    made = draw(store, Plan(3), "Ada")
    path = f"/sample/{made.key}/judge"
    answer = send(client, path, path, at=at(made.drawn[0]), by="Ada")
    assert answer.status_code == 422 and "nothing is judged" in answer.text
    assert send(client, path, path, at="9:x", by="Ada").status_code == 422
    assert judgements(store, made.key) == []


def test_by_keys_in_a_browser(visit, serving, record, store):
    made = draw(store, Plan(2, "June", seed=7), "Ada")
    with serving(record) as address:
        opened = visit(f"/sample/{made.key}/judge", at=address)
        page = opened.page
        page.locator("#main").focus()
        page.keyboard.press("a")
        page.wait_for_url("**at=**")
        assert violations(page) == []
        page.check("input[name='v-statement'][value='no']")
        page.locator("#main").focus()
        page.keyboard.press("Control+Enter")
        page.wait_for_url(f"**/sample/{made.key}")
        assert violations(page) == []
        assert "You have judged all of it" in page.inner_text("main")
        assert opened.complaints == []
    assert report(store, sample_of(store, made.key)).rows[0].precision == Share(1, 2)
