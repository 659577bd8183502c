"""Markup in articles, names, issues and queries does nothing: it is shown as the text that it is."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from onrecord import read_text
from onrecord.codes import Issue
from onrecord.options import ReadOptions
from onrecord.review import Edit, edit, places_of
from onrecord.serve import Settings, create_app
from onrecord.statement import Resolution
from onrecord.store import open_store
from serve.conftest import HERE, Serving

CORPUS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "</title></textarea></style><script>alert(1)</script>",
    "{{ 7*7 }}${7*7}<%= 7*7 %>",
    "javascript:alert(1)",
    "<iframe srcdoc='<script>alert(1)</script>'>",
)
WHOLE = " ".join(CORPUS)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record in which everything that can hold words holds markup."""
    db = tmp_path_factory.mktemp("markup") / "record.db"
    text = f"“The toll stays {WHOLE},” said Lena Oskar {WHOLE} on Monday.\n\nBen Toll said {WHOLE} no."
    with open_store(db, create=True) as store:
        with store.writing() as writer:
            given = ReadOptions(title=WHOLE, outlet=WHOLE, url=f"javascript:alert(1)//{WHOLE}", author=WHOLE)
            writer.add(read_text(text, given))
        statement = store.reading(1).statements[0]
        speaker = Resolution(WHOLE, "human", f"X-{WHOLE}")
        changes: Edit = Edit(speaker=speaker, issue=Issue(WHOLE, WHOLE[:190], method="human"), stance="oppose")
        edit(store, places_of(store, statement.id), changes, "Ada <b>")
    return db


@pytest.fixture(scope="module")
def asking(record: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(str(record))), base_url=HERE, client=("127.0.0.1", 50000)) as client:
        yield client


class Parsed(HTMLParser):
    """What of a page could run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.runs: list[Any] = []
        self._text = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in ("iframe", "object", "embed", "base") or (tag == "img" and values.get("src") == "x"):
            self.runs.append((tag, attrs))
        if tag == "script" and not values.get("src", "").startswith("/static/"):
            self.runs.append((tag, attrs))
        for name, value in values.items():
            if name.startswith("on") or name in ("srcdoc", "autofocus"):
                self.runs.append((tag, name, value))
            if name in ("href", "src", "action") and value.strip().lower().startswith(("javascript:", "data:")):
                self.runs.append((tag, name, value))


PAGES = (
    "/", "/search", "/search?text=toll", "/documents/1", "/actors", "/issues", "/outlets", "/positions", "/changes",
    "/conditions", "/network", "/compare", "/review", "/review/history", "/codebook", "/add", "/documents",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_markup_in_the_record_is_text(asking: TestClient, path: str) -> None:
    answer = asking.get(path)
    assert answer.status_code < 500
    assert Parsed(answer.text).runs == []
    assert "49$" not in answer.text


@pytest.mark.parametrize("path", ["/search", "/positions", "/review", "/actors", "/issues", "/compare", "/nothing"])
@pytest.mark.parametrize("name", ["text", "actor", "act", "since", "cursor", "at"])
def test_markup_in_a_query_is_text(asking: TestClient, path: str, name: str) -> None:
    for markup in CORPUS:
        answer = asking.get(path, params={name: markup})
        assert answer.status_code < 500
        assert Parsed(answer.text).runs == []


def test_programs_get_it_as_it_is_and_browsers_do_not_guess(asking: TestClient) -> None:
    answer = asking.get("/api/v1/documents/1")
    assert answer.json()["document"]["title"] == WHOLE
    assert (answer.headers["content-type"], answer.headers["x-content-type-options"]) == ("application/json", "nosniff")
    assert asking.get("/api/v1/documents/1/text").headers["content-disposition"].startswith("attachment; ")


def test_no_page_opens_a_dialog(record: Path, visit: Any, serving: Serving) -> None:
    dialogs: list[str] = []
    with serving(record) as address:
        opened = visit("/", at=address)
        opened.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        for path in ("/search?text=toll", "/documents/1", "/review", "/add", "/positions"):
            opened.page.goto(address + path)
    assert dialogs == []
