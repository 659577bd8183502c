"""People, issues, tellings, changed articles and outlets as pages: on the example record, and on odd ones."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from onrecord.serve import Settings, create_app
from onrecord.store import open_store
from onrecord.store.query import LARGEST
from serve.conftest import HERE
from store.articles import said
from store.voiced import Line, carrying

CHANGED = "https://courrier-aubrune.example/2031/03/28/interview-lucan-estravelle"
COURRIER = "/outlets/" + quote("Courrier de l'Aubrune")
ODD = ("Q159#gov", "local:a/b", "local:a//b/", "50 ?&=%", "../etc", "local:\u202e\u05d0", "<b>&amp;")


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[TestClient]:
    """A record of people, issues and outlets with odd ids and names."""
    db = tmp_path / "record.db"
    with open_store(db, create=True) as store, store.writing() as writer:
        for number, id in enumerate(ODD):
            reading = said(f"Number {number}.", f"Speaker {number}", outlet=f"Outlet {id}")
            (statement,) = reading.statements
            assert statement.resolution is not None
            resolution = statement.resolution.__class__(f"Speaker {number} {id}", "name", id, "person")
            writer.add(
                reading.__class__(
                    reading.document,
                    (statement.__class__(**{**_fields(statement), "resolution": resolution}),),
                    reading.provenance,
                )
            )
        writer.add(
            carrying("<script>alert(1)</script>", Line("<script>alert(2)</script>", "<img src=x onerror=alert(3)>"))
        )
    with TestClient(create_app(Settings(str(db))), base_url=HERE) as client:
        yield client


def _fields(statement):
    return {name: getattr(statement, name) for name in statement.__dataclass_fields__}


@pytest.mark.parametrize("id", ODD)
def test_whoever_has_an_odd_id_has_a_page(odd, id):
    address = odd.app.state.pages.actor("Anybody", id)
    page = odd.get(address)
    assert page.status_code == 200
    number = ODD.index(id)
    assert f'<h1 dir="auto">Speaker {number}' in page.text
    listed = odd.get("/actors").text
    assert f'href="{address}"'.replace("&", "&amp;") in listed
    outlet = odd.get(odd.app.state.pages.outlet(f"Outlet {id}"))
    assert outlet.status_code == 200 and f"Speaker {number}" in outlet.text


def test_nothing_of_an_article_is_markup(odd):
    for path in ("/actors", "/actors/local:alert(2)%3C%2Fscript%3E", "/outlets", "/issues", "/compare", "/diff"):
        text = odd.get(path).text
        assert "<script>alert" not in text and "<img src=x" not in text
    name = quote("<script>alert(1)</script>", safe="")
    for path in (f"/actors/{name}", f"/issues/{name}", f"/outlets/{name}", f"/diff?url={name}", f"/actors?text={name}"):
        assert "<script>alert" not in odd.get(path).text


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/actors/nobody", 404, "The record has nobody with this id or name"),
        ("/actors?page=many", 422, "page &#39;many&#39; is no number"),
        ("/actors?page=0", 422, "does not exist"),
        ("/actors?text=…", 422, "has no word"),
        ("/actors?format=xml", 422, "format &#39;xml&#39; is not known"),
        ("/actors?text=zzz", 200, "Nobody fits"),
        ("/issues/I99", 404, "The record has no issue with this id"),
        ("/issues?since=soon", 422, "since &#39;soon&#39; is no date"),
        ("/issues/I05?since=soon", 422, "since &#39;soon&#39; is no date"),
        ("/issues/I05?since=2040", 200, "No statement fits"),
        ("/issues?text=zzz", 200, "No issue fits"),
        ("/compare/999999", 404, "The record has no such utterance"),
        ("/compare/-1", 404, "The record has no such utterance"),
        ("/compare/٣", 404, "The record has no such utterance"),
        ("/compare?outlets=0", 422, "outlets 0 makes no sense"),
        ("/compare?sort=fame", 422, "sort &#39;fame&#39; is not known"),
        ("/compare?text=zzz", 200, "Nothing that several outlets tell fits"),
        ("/outlets/nobody", 404, "The record has no article of this outlet"),
        ("/outlets?told_by=0", 422, "told_by 0 makes no sense"),
        ("/outlets?since=2040", 200, "No outlet carries a statement that fits"),
        (f"{COURRIER}?since=2040", 200, "No statement fits"),
        ("/diff?url=https://nowhere.example/", 404, "the record has nothing of this address"),
        (f"/diff?url={CHANGED}&old=1&new=7", 422, "there is no version 7"),
        (f"/diff?url={CHANGED}&old=x", 422, "old &#39;x&#39; is no number"),
    ],
)
def test_what_is_not_there_or_makes_no_sense_is_told(client, path, status, said):
    answer = client.get(path)
    assert (answer.status_code, said in answer.text) == (status, True)


@pytest.mark.parametrize(
    ("path", "column", "key"),
    [
        ("/actors", "statements", "people"),
        ("/actors/P-01", "stance", "issues"),
        ("/issues", "label", "issues"),
        ("/issues/I05", "conditional", "standing"),
        ("/compare", "words", "utterances"),
        ("/outlets", "low", "outlets"),
        (COURRIER, "measure", "outlets"),
        (f"/diff?url={CHANGED}", "what", "changed"),
        ("/diff", "versions", "articles"),
    ],
)
def test_every_view_is_exported_at_its_own_address(client, path, column, key):
    joined = "&" if "?" in path else "?"
    table = client.get(f"{path}{joined}format=csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.headers["content-disposition"].startswith('attachment; filename="')
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert rows and column in rows[0]
    assert client.get(f"{path}{joined}format=json").json()[key]
    assert f"{joined.replace('?', '')}format=csv".replace("&", "&amp;") in client.get(path).text


def test_a_person_links_to_the_statements_behind_each_number(client):
    text = client.get("/actors/P-01").text
    for address in (
        "/search?actor=P-01",
        "/search?actor=P-01&amp;issue=I03",
        "/issues/I03",
        COURRIER.replace("'", "%27"),
    ):
        assert f'href="{address}"' in text
    assert "since=2031-01&amp;until=2031-01" in text
    assert "1 October 2027" in text and "President Halvasund" in text


def test_the_list_holds_those_without_an_id_only_when_asked(client):
    few, all_ = (client.get(f"/actors?format=json{more}").json() for more in ("", "&everybody=1"))
    assert all(one["entity"] for one in few["people"])
    assert few["total"] < all_["total"] <= LARGEST
    text = client.get("/actors?text=halvasund&type=person").text
    assert "Dorrik Halvasund" in text and "Maren Oskeveth" not in text


def test_an_issue_shows_who_stands_where_and_words_for_its_opposite(client):
    text = client.get("/issues/I05").text
    assert "Maren Oskeveth" in text and "Words for its opposite" in text and "free passage" in text
    standing = client.get("/issues/I05?format=json").json()["standing"]
    assert standing == sorted(standing, key=lambda one: -one["n"])
    fewer = client.get("/issues/I05?format=json&since=2031-06").json()["standing"]
    assert 0 < sum(one["n"] for one in fewer) < sum(one["n"] for one in standing)


def test_utterances_lead_to_their_tellings_and_words_are_marked_without_colour(client):
    first = client.get("/compare?format=json&actor=Halvasund").json()["utterances"][0]
    page = client.get(f"/compare/{first['utterance']}").text
    assert 'class="fate kept"' in page and "fullest telling" in page
    words = client.get(f"/compare/{first['utterance']}?view=words").text
    assert "<ins>" in words and "<del>" in words and "[cut: " in words
    told = client.get(f"/compare/{first['utterance']}?format=json").json()
    assert set(told["outlets"]) <= set(first["outlets"])


def test_the_silent_correction_is_shown(client):
    assert f'href="/diff?url={quote(CHANGED, safe="")}"' in client.get("/diff").text
    told = client.get(f"/diff?url={CHANGED}&format=json").json()
    (changed,) = told["changed"]
    assert ("will ", "could ") in {(one["old"], one["new"]) for one in changed["words"]}
    text = client.get(f"/diff?url={CHANGED}").text
    assert "will<" in text and "could<" in text and "Removed" in text


def test_outlets_count_what_a_search_finds(client):
    outlets = client.get("/outlets?format=json").json()["outlets"]
    assert len(outlets) == 6 and sum(one["statements"] for one in outlets) > 1000
    first = outlets[0]
    own = client.get("/outlets/" + quote(first["outlet"]) + "?format=json").json()["outlets"][0]
    people = {"actors", "left_out"}  # each under the name that is used most in what was asked for
    assert {name: own[name] for name in own.keys() - people} == {name: first[name] for name in first.keys() - people}
    assert [one["statements"] for one in own["actors"]] == [one["statements"] for one in first["actors"]]
    counted = [[(one["entity"], one["count"], one["of"]) for one in of["left_out"]] for of in (own, first)]
    assert sorted(counted[0], key=str) == sorted(counted[1], key=str)
    found = client.get("/outlets?actor=P-01&format=json").json()["outlets"]
    assert all(one["actors"][0]["entity"] == "P-01" for one in found)


def test_filters_and_tellings_work_without_a_script(visit):
    opened = visit("/compare", script=False)
    page = opened.page
    page.get_by_label("Who", exact=True).fill("Halvasund")
    page.get_by_role("button", name="Show").click()
    page.wait_for_load_state()
    assert "actor=Halvasund" in page.url
    page.locator(".told .words a").first.click()
    page.wait_for_load_state()
    page.get_by_role("link", name="Word by word").click()
    page.wait_for_load_state()
    assert page.url.endswith("view=words")
    assert page.locator("del").first.is_visible()
    assert page.locator("ins").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
    assert page.locator("del").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "line-through"


def test_of_several_who_are_called_alike_one_is_chosen(tmp_path):
    db = tmp_path / "record.db"
    with open_store(db, create=True) as store, store.writing() as writer:
        for number, text in enumerate(("The harbour stays open.", "The ferry sails.", "Nobody sails today.")):
            writer.add(named(said(text, outlet="Coastwire"), "Lena Oskar", ("Q-1", "Q-2", "Q-2")[number]))
        writer.add(named(said("No comment."), "<b>Bo</b>", "Q-3"))
    with TestClient(create_app(Settings(str(db))), base_url=HERE) as asking:
        answer = asking.get("/actors/lena%20oskar")
        assert answer.status_code == 300
        assert "2 actors of this record are called so" in answer.text
        ids = re.findall(r'href="/actors/(Q-\d)"', answer.text)
        assert ids == ["Q-2", "Q-1"]
        assert [asking.get(f"/actors/{id}").status_code for id in ids] == [200, 200]
        assert asking.get("/api/v1/actors/Lena%20Oskar").status_code == 409
        assert asking.get("/actors/Oskar").status_code == 404
        alone = asking.get("/actors/%3Cb%3EBo%3C%2Fb%3E")
        assert alone.status_code == 404 and "<b>Bo" not in alone.text


def named(reading, name, entity):
    """The reading with the one source of its statement called otherwise."""
    (statement,) = reading.statements
    resolution = replace(statement.resolution, name=name, entity=entity)
    return replace(reading, statements=(replace(statement, resolution=resolution),))
