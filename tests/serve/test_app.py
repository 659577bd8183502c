from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient

from onrecord import read_text
from onrecord.serve import Settings, create_app
from onrecord.serve.charts import histogram
from onrecord.serve.timeline import timeline
from onrecord.store import open_store
from onrecord.store.asking.facets import Value
from serve.conftest import HERE


def test_the_home_page_counts_the_record(tmp_path: Path) -> None:
    db = tmp_path / "record.db"
    with open_store(db, create=True) as store, store.writing() as writer:
        writer.add(read_text("Lena Oskar said the talks would resume on Monday."))
    with TestClient(create_app(Settings(str(db))), base_url="http://127.0.0.1:8000") as client:
        answer = client.get("/")
    assert answer.status_code == 200 and "1 statement from 1 article" in answer.text


def test_files_are_kept_for_long_by_an_address_that_changes_with_them(client: TestClient) -> None:
    address = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/").text)
    assert address and all("?v=" in one for one in address)
    for path in address:
        answer = client.get(path)
        assert answer.status_code == 200 and "immutable" in answer.headers["cache-control"], path
        again = client.get(path, headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304 and "immutable" in again.headers["cache-control"]
    assert "immutable" not in client.get("/static/onrecord.css").headers["cache-control"]
    assert client.get("/static/nothing.css?v=1").headers["cache-control"] == "no-store"


VIEWS = (
    *("/search", "/documents", "/documents/22", "/actors", "/actors/P-01", "/issues", "/issues/I02", "/positions"),
    *("/changes", "/conditions", "/network", "/compare", "/outlets", "/outlets/Merewire%20Agency", "/review"),
    *("/codebook", "/about"),
)


@pytest.mark.parametrize("path", VIEWS)
def test_every_view_is_a_file_too(client: TestClient, path: str) -> None:
    links = re.findall(r'href="([^"]*\bformat=[^"]+)"', client.get(path).text)
    assert links
    for link in links:
        answer = client.get(urljoin(path, unescape(link)))
        assert answer.status_code == 200 and 'filename="' in answer.headers["content-disposition"], link


def test_answers_are_compressed_where_nobody_can_learn_a_token_from_their_length(own_record: Path) -> None:
    asked = {"Accept-Encoding": "gzip", "Authorization": "Bearer the-token"}
    paths = ("/positions", "/static/onrecord.css", "/api/v1/positions")
    compressed = {}
    for given in ({}, {"token": "the-token"}):
        with TestClient(create_app(Settings(str(own_record), **given)), base_url=HERE) as client:
            compressed[bool(given)] = [
                client.get(path, headers=asked).headers.get("content-encoding") == "gzip" for path in paths
            ]
    assert compressed == {False: [True, True, True], True: [False, True, True]}


def test_a_date_that_is_far_away_makes_no_endless_chart() -> None:
    chart = timeline([("2031-05", "a", 2), ("9999-12", "a", 1)], ["a"])
    assert chart is not None and [bar.period for bar in chart.bars] == ["2031", "9999"]
    assert len(histogram([Value("0001-01", "", 1), Value("9999-12", "", 1)]).bars) == 2
