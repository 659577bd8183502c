"""The home page, the frame of all pages, and what is told when something is wrong."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

from fastapi.testclient import TestClient

from onrecord.serve import Settings, create_app
from onrecord.store import open_store
from serve.conftest import HERE


def test_it_loads_little_and_nothing_from_elsewhere(visit, server, client):
    requests = visit("/").requests
    assert all(url.startswith(f"{server}/") for url in requests)
    paths = {url.removeprefix(server) for url in requests}
    assert sum(len(zlib.compress(client.get(path).content)) for path in paths) < 40_000


def test_the_record_at_a_glance_leads_to_its_statements(visit):
    page = visit("/", script=False).page
    page.get_by_role("region", name="Most on record").get_by_role("link").first.click()
    page.wait_for_load_state()
    assert page.get_by_role("heading", level=1).inner_text() == "Dorrik Halvasund"
    page.goto(page.url.partition("/actors")[0] + "/")
    page.get_by_role("searchbox").fill('"no-fly zone" OR 1=1')
    page.get_by_role("button", name="Search").click()
    page.wait_for_load_state()
    assert "No statement fits" in page.inner_text("main")


def test_colours_are_chosen_and_stay(visit):
    page = visit("/", scheme="light").page
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Dark colours").click()
    dark = page.evaluate(paper)
    assert dark != light
    page.goto(page.url + "about")
    assert page.evaluate(paper) == dark


def test_the_menu_of_a_phone_opens_without_a_script(visit):
    page = visit("/", width=390, script=False).page
    link = page.get_by_role("navigation", name="Pages").get_by_role("link", name="About")
    assert not link.is_visible()
    page.get_by_text("Menu", exact=True).click()
    link.click()
    page.wait_for_load_state()
    assert page.get_by_role("heading", level=1).inner_text() == "About this record"


def test_the_first_tab_skips_to_the_content(visit):
    page = visit("/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_link_leads_somewhere(client):
    for path in ("/", "/search", "/documents", "/about", "/documents/1"):
        links = set(re.findall(r'(?:href|src)="(/[^"#]*)', client.get(path).text))
        for link in sorted(links)[:40]:
            answer = client.get(link.replace("&amp;", "&"))
            assert answer.status_code == 200, (path, link)


def test_an_empty_record_says_what_to_do(tmp_path: Path) -> None:
    db = tmp_path / "empty.db"
    open_store(db, create=True).close()
    with TestClient(create_app(Settings(str(db))), base_url=HERE) as client:
        assert "There is no article yet" in client.get("/").text
        assert "No statement fits" in client.get("/search").text
        assert "There is no article yet" in client.get("/documents").text
        assert client.get("/about").status_code == 200


def test_what_is_not_there_is_said_as_a_page(client):
    for path in ("/nothing", "/documents/999999", "/documents/99999999999999999999", "/documents/1?reading=7"):
        answer = client.get(path)
        assert answer.status_code == 404 and "There is nothing here" in answer.text, path
    assert "There is no article 999999 in this record" in client.get("/documents/999999").text


def test_a_failure_of_ours_is_a_page_and_shows_nothing_of_it(demo):
    app = create_app(Settings(str(demo)))

    @app.get("/fails")
    def fails() -> None:
        raise RuntimeError("a secret")

    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        answer = client.get("/fails")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text and "secret" not in answer.text


def test_about_names_models_scores_and_all_that_the_notice_names(client):
    text = client.get("/about").text
    assert "en-1@sha256:" in text and "n = 1,272" in text
    notice = (Path(__file__).parents[2] / "NOTICE").read_text("utf-8")
    for name in re.findall(r"^  (\S+)", notice, re.MULTILINE):
        assert name in text or name in ("The", "first", "the", "French", "rigour"), name
