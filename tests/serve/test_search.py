"""Search: filters in the address, facets, the view as files."""

from __future__ import annotations

import csv
import io
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from onrecord.store import Query, open_store

STORY = "/search?text=ceasefire&stance=oppose"


def test_facets_narrow_and_chips_widen(visit):
    page = visit("/search", script=False).page
    page.get_by_role("form", name="Filters").get_by_role("link", name=re.compile("Lucan Estravelle")).click()
    page.wait_for_load_state()
    assert parse_qs(urlsplit(page.url).query) == {"actor": ["P-11"]}
    count = page.locator(".results-head b").inner_text()
    assert page.locator(".statements > li").count() == 20
    page.get_by_label("Stance").select_option("oppose")
    page.get_by_role("button", name="Search").nth(1).click()
    page.wait_for_load_state()
    assert "stance=oppose" in page.url and "actor=P-11" in page.url
    assert page.locator(".results-head b").inner_text() != count
    page.get_by_role("link", name="Take away: Stance oppose").click()
    page.wait_for_load_state()
    assert page.locator(".results-head b").inner_text() == count


def test_a_choice_takes_effect_at_once_with_scripts_and_leaves_out_what_is_empty(visit):
    page = visit("/search").page
    with page.expect_navigation():
        page.get_by_label("Act").select_option("THREATEN")
    assert urlsplit(page.url).query == "act=THREATEN"


def test_counts_of_facets_are_those_of_the_store(client, demo):
    text = client.get("/search?issue=I03").text
    with open_store(demo) as store:
        for stance in ("support", "oppose"):
            assert f"{stance} ({store.count(Query(issue='I03', stance=stance))})" in text


def test_words_are_marked_in_their_snippets(client):
    assert "<mark>ceasefire</mark>" in client.get(STORY).text


def test_pages_follow_each_other(client, demo):
    with open_store(demo) as store:
        wanted = [hit.found.statement.id for number in (1, 2) for hit in store.search(Query(page=number)).hits]
    first, second = client.get("/search").text, client.get("/search?page=2").text
    assert re.findall(r'data-statement="(\w+)"', first + second) == wanted
    assert 'href="?page=2"' in first and 'href="?"' in second
    assert "nothing on this page" in client.get("/search?page=9999").text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("since=spring", "since &#39;spring&#39; is no date"),
        ("stance=maybe", "stance &#39;maybe&#39; is not known"),
        ("page=0", "page 0 of size 20 does not exist"),
        ("page=x", "page &#39;x&#39; is no number"),
        ("text=%21%21", "has no word"),
        ("format=xml", "format &#39;xml&#39; is not known"),
    ],
)
def test_what_makes_no_sense_is_told_and_the_form_keeps_it(client, asked, told):
    answer = client.get(f"/search?{asked}")
    assert answer.status_code == 422 and told in answer.text


def test_the_view_as_files(client, demo):
    with open_store(demo) as store:
        wanted = [one.statement.id for one in store.statements(Query(actor="P-01"))]
    answer = client.get("/search?actor=P-01&format=csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="statements.csv"'
    assert [row["statement"] for row in csv.DictReader(io.StringIO(answer.text))] == wanted
    lines = client.get("/search?actor=P-01&format=jsonl").text.splitlines()
    assert [json.loads(line)["statement"] for line in lines] == wanted
    found = client.get("/search?actor=P-01&format=json&size=5&page=2").json()
    assert (found["page"], found["total"]) == (2, len(wanted))
    assert [hit["statement"] for hit in found["hits"]] == wanted[5:10]


def test_nothing_that_is_asked_for_is_taken_for_markup(visit):
    opened = visit('/search?text="><script>alert(1)</script>&actor=<img src=x onerror=alert(1)>&sort=newest')
    assert opened.page.locator("main script, main img").count() == 0
    assert opened.complaints == []
