"""What is new, who may be one and the samples can be downloaded, as every view."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.review.sampling import Plan, draw
from onrecord.serve import Settings, create_app
from onrecord.store import open_store
from store.articles import article, said


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    db = tmp_path / "record.db"
    with open_store(db, create=True) as store:
        with store.writing() as writer:
            writer.add(article(1))
            writer.add(said("The harbour stays open.", speaker="Lena Oskar"))
            writer.add(said("The ferry sails.", speaker="Lena Oskarr"))
        draw(store, Plan(3, "=HYPERLINK(1)", 7), "Ada")
    with TestClient(create_app(Settings(str(db))), base_url="http://localhost") as asking:
        yield asking


@pytest.mark.parametrize(
    ("path", "key", "column"),
    [("/", "statements", "content"), ("/actors/merge", "pairs", "first_name"), ("/sample", "samples", "drawn_by")],
)
def test_each_is_a_file_and_the_page_leads_to_it(client: TestClient, path: str, key: str, column: str) -> None:
    page = client.get(path).text
    for form in ("csv", "json"):
        assert f'format={form}" download' in page
        assert "attachment" in client.get(f"{path}?format={form}").headers["content-disposition"]
    listed = client.get(f"{path}?format=json").json()[key]
    rows = list(csv.DictReader(io.StringIO(client.get(f"{path}?format=csv").text)))
    assert listed and len(rows) == len(listed)
    assert [row[column] for row in rows] == [one[column] for one in listed]
    answer = client.get(f"{path}?format=xml")
    assert answer.status_code == 422 and "xml" in answer.text


def test_what_is_new_has_articles_issues_and_people_too(client: TestClient) -> None:
    told = client.get("/?format=json").json()
    assert told["counts"]["documents"] == 3 and len(told["articles"]) == 3
    assert told["issues"][0]["statements"] and told["people"][0]["label"]


def test_pairs_can_be_those_of_one_actor(client: TestClient) -> None:
    assert client.get("/actors/merge?format=json&actor=nobody").json() == {"total": 0, "pairs": []}
    (pair,) = client.get("/actors/merge?format=json&actor=Lena%20Oskar").json()["pairs"]
    assert {pair["first"], pair["second"]} == {"local:oskar", "local:oskarr"}


def test_no_cell_is_a_formula(client: TestClient) -> None:
    assert "'=HYPERLINK(1)" in client.get("/sample?format=csv").text
