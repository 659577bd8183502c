"""The articles and their reader: anatomy, marks, the list beside it, keys, framing, versions, earlier readings."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from onrecord.document import Block, Document, Span
from onrecord.review import places_of, reject
from onrecord.serve import Settings, create_app
from onrecord.statement import Attribution, Reading, Resolution, statements_of
from onrecord.store import open_store
from serve.conftest import HERE

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7 * 7 }}"


def test_the_list_of_articles(visit, client):
    page = visit("/documents", script=False).page
    page.get_by_label("Outlet").select_option("Merewire Agency")
    page.get_by_label("Words of the title").fill("monitors")
    page.get_by_role("button", name="Show").click()
    page.wait_for_load_state()
    assert {one.inner_text() for one in page.locator(".articles .outlet").all()} == {"Merewire Agency"}
    page.locator(".articles h2 a").first.click()
    page.wait_for_load_state()
    assert "/documents/" in page.url and page.locator(".entry").count() > 5
    assert client.get("/documents?since=never").status_code == 422
    assert client.get("/documents?page=0").status_code == 422


def test_the_list_is_a_file_of_all_pages(client):
    told = client.get("/documents?format=json&page=2").json()
    sheet = client.get("/documents?format=csv").text.splitlines()
    assert told["total"] == len(told["articles"]) == len(sheet) - 1 == 61
    assert {one["document"]: one["statements"] for one in told["articles"]}[22] > 5
    some = client.get("/documents?format=json&outlet=Merewire+Agency").json()["articles"]
    assert {one["outlet"] for one in some} == {"Merewire Agency"}
    assert client.get("/documents?format=xlsx").status_code == 422


def test_the_article_is_whole_and_its_parts_stay_what_they_are(visit, demo):
    with open_store(demo) as store:
        document = store.reading(22).document
    page = visit("/documents/22", script=False).page
    shown = page.locator("article.text").inner_text()
    kinds = {"headline": "h1", "deck": ".deck", "byline": ".byline", "caption": "figcaption", "teaser": ".teaser"}
    for block in document.blocks:
        words = re.sub(r"\s+", " ", block.span.of(document.text)).strip()
        assert words.split()[-1] in shown
        if block.kind in kinds:
            assert page.locator(f"article.text {kinds[block.kind]}").count() > 0, block.kind


def test_a_link_to_a_statement_shows_its_words_without_a_script(visit, demo):
    with open_store(demo) as store:
        statement = store.reading(22).statements[4].id
    page = visit(f"/documents/22#s-{statement}", script=False).page
    number = page.locator(f"#s-{statement}").get_attribute("data-number")
    background = "one => getComputedStyle(one).backgroundColor"
    marked = page.locator(f".text .a-{number}").first.evaluate(background)
    entry = page.locator(f"#s-{statement}").evaluate(background)
    assert marked == entry != page.locator(".entry").first.evaluate(background)
    page.locator(f"#s-{statement} .number").first.click()
    assert page.url.endswith(f"#a-{number}")


def test_text_and_list_point_at_each_other(visit):
    page = visit("/documents/22").page
    page.locator(".entry").nth(2).hover()
    assert page.locator(".text .lit").count() > 0
    page.locator(".text .cue").first.hover()
    assert page.locator(".entry.lit").count() == 1


def test_keys_go_through_the_statements(visit):
    page = visit("/documents/22").page
    seen = []
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
        page.wait_for_function("last => location.hash !== last", arg=seen[-1] if seen else "")
        seen.append(page.evaluate("location.hash"))
    ids = [one.get_attribute("id") for one in page.locator(".entry").all()[:2]]
    assert seen == [f"#{ids[0]}", f"#{ids[1]}", f"#{ids[0]}"]
    page.locator("#find").focus()
    page.keyboard.press("j")
    assert page.evaluate("location.hash") == seen[-1]


def test_framing_is_shown_when_it_is_asked_for(visit):
    page = visit("/documents/22", script=False).page
    assert page.locator(".text .framing").count() == 0
    page.get_by_role("link", name="Mark framing").click()
    page.wait_for_load_state()
    assert page.locator(".text .framing").count() > 0 and page.locator(".frames li").count() > 0


@pytest.mark.parametrize("form", ["json", "csv", "html", "webannotation"])
def test_the_article_as_a_file(client, form):
    answer = client.get(f"/documents/22?format={form}")
    assert answer.status_code == 200 and answer.headers["content-disposition"].startswith("attachment; filename=")
    if form == "json":
        assert len(json.loads(answer.text)["statements"]) == client.get("/documents/22").text.count('class="entry')
    assert client.get("/documents/22?format=exe").status_code == 422


def test_versions_and_earlier_readings_and_what_people_decided(own_record):
    with open_store(own_record) as store:
        reading = store.reading(22)
        changed = replace(reading.document, text=reading.document.text + "\n\nUpdated.")
        rejected = reading.statements[0].id
        reject(store, places_of(store, rejected), "Ada")
        with store.writing() as writer:
            writer.replace(replace(reading, statements=reading.statements[:5]))
            version = writer.add(replace(reading, document=changed)).document
    with TestClient(create_app(Settings(str(own_record))), base_url=HERE) as client:
        text = client.get("/documents/22").text
        assert text.count('class="entry') == 5 and f"/documents/{version}" in text
        assert re.search(rf'class="entry[^"]*rejected" id="s-{rejected}"', text)
        (earlier,) = re.findall(r'href="(\?reading=\d+)"', text)
        past = client.get(f"/documents/22{earlier}").text
        assert "This is an earlier reading" in past and past.count('class="entry') == len(reading.statements)


def test_an_article_of_strangers_is_text_and_nothing_else(visit, own_record, own_server):
    text = f"{HOSTILE}\n\n{HOSTILE} said {HOSTILE}."
    blocks = (Block("headline", Span(0, len(HOSTILE))), Block("paragraph", Span(len(HOSTILE) + 2, len(text))))
    start = text.index(" said ") + 1
    attribution = Attribution(
        (Span(len(HOSTILE) + 2, start - 1),), (Span(start, start + 4),), (Span(start + 5, len(text)),), "indirect"
    )
    document = Document(text, blocks, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)", published=HOSTILE)
    who = Resolution(HOSTILE, "name", None, "person", role=HOSTILE)
    with open_store(own_record) as store, store.writing() as writer:
        key = writer.add(Reading(document, statements_of(document, (attribution,), (who,)))).document
    for path in (f"/documents/{key}", "/documents", "/search?text=alert", "/"):
        opened = visit(path, at=own_server)
        assert opened.page.locator("main script, main img, a[href^=javascript]").count() == 0, path
        assert opened.complaints == [], path
    assert "{{ 7 * 7 }}" in opened.page.inner_text("main")
