"""``onrecord add`` into real records, from files and from a server on loopback; reading is done by a stand-in."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request as HTTPRequest
from werkzeug import Response

from cli.stand_in import Run, reading_of
from onrecord.cli.adding import Request
from onrecord.cli.adding import run as run_adding
from onrecord.document import Document
from onrecord.errors import ModelError, StoreError
from onrecord.gather import FetchOptions, Reader
from onrecord.options import ReadOptions
from onrecord.statement import Reading
from onrecord.store import Store, open_store

loopback = pytest.mark.allow_hosts(["127.0.0.1"])
FETCHING = FetchOptions(allow_private=True, delay=0)
ARTICLE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>The quay of Oddrey stays shut, the port "
ARTICLE += "authority said on Monday in its note number {0}.</p></article></body></html>"
PROVENANCE = {"model": "m", "onrecord": "0", "options": {}}


def read(document: Document) -> Reading:
    if "INTERRUPT" in document.text:
        raise KeyboardInterrupt
    return replace(reading_of(document.text), document=document, provenance=PROVENANCE)


def reader_of(options: ReadOptions) -> Reader:
    return Reader(read)


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.cli.add.reader_of", reader_of)
    monkeypatch.delenv("ONRECORD_DB", raising=False)


@pytest.fixture
def site(httpserver: HTTPServer) -> HTTPServer:
    """A feed of two articles."""
    httpserver.no_handler_status_code = 404
    for number in (1, 2):
        httpserver.expect_request(f"/{number}").respond_with_data(ARTICLE.format(number), content_type="text/html")
    httpserver.expect_request("/feed").respond_with_data(feed(httpserver, 1, 2), content_type="application/rss+xml")
    return httpserver


def address(site: HTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{site.port}{path}"


def feed(site: HTTPServer, *numbers: int) -> str:
    items = "".join(f"<item><title>{n}</title><link>{address(site, f'/{n}')}</link></item>" for n in numbers)
    return f"<rss version='2.0'><channel><title>The Gazette</title>{items}</channel></rss>"


def stored(db: str = "record.db") -> list[str | None]:
    with open_store(db, read_only=True) as store:
        return [document.title for document in store.documents()]


def lines(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_files_are_added_and_added_again_change_nothing(run: Run, files: Path) -> None:
    arguments = ("add", "one.txt", "two.txt", "--db", "record.db")
    assert run(*arguments).stdout == "read 2 · new 2 · new versions 0 · unchanged 0 · failed 0\n"
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "read 0 · new 0 · new versions 0 · unchanged 2 · failed 0\n"
    assert len(stored()) == 2


def test_the_record_may_be_named_by_the_environment(run: Run, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_DB", "mine.db")
    assert run("add", "one.txt").exit_code == 0 and len(stored("mine.db")) == 1


def test_without_a_record_it_is_wrong_usage(run: Run, files: Path) -> None:
    result = run("add", "one.txt")
    assert result.exit_code == 2 and "Missing option '--db'" in result.stderr


def test_a_changed_text_is_a_new_version(run: Run, tmp_path: Path) -> None:
    for text in (
        "Lena Oskar said the quay of Oddrey will stay shut.",
        "Lena Oskar said the quay of Oddrey could stay shut.",
    ):
        (tmp_path / "a.txt").write_text(text)
        result = run("add", "a.txt", "--url", "https://gazette.example/1", "--db", "record.db")
    assert result.stdout == (
        "read 1 · new 0 · new versions 1 · unchanged 0 · failed 0\n"
        "new version of https://gazette.example/1: statements 1 changed, 0 removed, 0 added (see onrecord diff)\n"
    )


def test_of_many_changed_texts_some_are_told(run: Run, tmp_path: Path) -> None:
    for word in ("shut", "open"):
        lines = [{"text": f"Lena Oskar said {n} is {word}.", "url": f"https://gazette.example/{n}"} for n in range(7)]
        (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
        result = run("add", "a.jsonl", "--db", "record.db")
    told = result.stdout.splitlines()
    assert [line.startswith("new version of https://gazette.example/") for line in told] == [False, *[True] * 5, False]
    assert told[-1] == "new versions of 2 other articles"


def test_what_failed_is_told_and_counted_by_reason(run: Run, files: Path) -> None:
    (files / "a.pdf").write_bytes(b"%PDF-1.4")
    result = run("add", "one.txt", "none.txt", "gone.txt", "a.pdf", "--db", "record.db")
    assert result.exit_code == 1 and len(stored()) == 1
    assert result.stderr.splitlines()[0] == "error: none.txt: there is no such file or folder. Check the path"
    assert result.stdout.splitlines() == [
        "read 1 · new 1 · new versions 0 · unchanged 0 · failed 3",
        "       2  there is no such file or folder",
        "       1  this is a PDF, not text",
    ]


def test_where_nothing_can_be_read(run: Run) -> None:
    assert run("add", "none.txt", "--db", "record.db").exit_code == 3


def test_json_lines(run: Run, files: Path) -> None:
    (files / "many.jsonl").write_text(
        '{"text": "It is shut.", "url": "https://gazette.example/1", "title": "Quay", "published": "2031-05-14"}\n{}\n'
    )
    result = run("add", "many.jsonl", "--outlet", "The Gazette", "--db", "record.db", "-f", "jsonl")
    first, second, last = lines(result.stdout)
    assert first == {
        "status": "new",
        "source": "many.jsonl",
        "url": "https://gazette.example/1",
        "id": Document("It is shut.").id,
        "title": "Quay",
        "outlet": "The Gazette",
        "published": "2031-05-14",
        "document": 1,
        "previous": None,
    }
    assert second["status"] == "failed" and second["input"] == "many.jsonl, line 2"
    reason = 'there is neither "text" nor "html" in it'
    assert last == {
        "status": "summary",
        **{"read": 1, "new": 1, "versions": 0, "unchanged": 0, "failed": 1, "copies": 0, "reasons": {reason: 1}},
    }


def test_messages_are_one_line_that_a_terminal_cannot_be_steered_with(run: Run) -> None:
    result = run("add", "a\n\x1b[2Jb.txt", "--db", "record.db")
    assert result.stderr == "error: a \ufffd[2Jb.txt: there is no such file or folder. Check the path\n"


class TestDryRun:
    def test_it_lists_and_stores_nothing(self, run: Run, files: Path) -> None:
        result = run("add", "one.txt", "--published", "2031-05-14", "--outlet", "Gazette", "--db", "x.db", "--dry-run")
        assert result.exit_code == 0 and not (files / "x.db").exists()
        assert result.stdout.splitlines() == [
            "new       2031-05-14  Gazette  Anna Holm said it would rain  one.txt",
            "read 0 · new 1 · new versions 0 · unchanged 0 · failed 0",
        ]

    def test_it_knows_what_is_there(self, run: Run, files: Path) -> None:
        run("add", "one.txt", "--db", "record.db")
        result = run("add", "one.txt", "two.txt", "--db", "record.db", "--dry-run", "-f", "jsonl")
        assert [line["status"] for line in lines(result.stdout)] == ["unchanged", "new", "summary"]
        assert len(stored()) == 1

    @loopback
    def test_it_notes_no_fetch(self, run: Run, site: HTTPServer, tmp_path: Path) -> None:
        open_store(tmp_path / "record.db", create=True).close()
        source = address(site, "/feed")
        result = run("add", source, "--db", "record.db", "--dry-run", "--allow-private", "--delay", "0")
        assert result.stdout.count("new  ") == 2 and stored() == []
        with open_store("record.db") as store:
            assert store.fetched(source) is None


@loopback
class TestAddresses:
    def test_a_feed(self, run: Run, site: HTTPServer) -> None:
        source = address(site, "/feed")
        result = run("add", source, "--db", "record.db", "--allow-private", "--delay", "0", "--contact", "me@a.example")
        assert result.exit_code == 0 and result.stderr == ""
        assert result.stdout == "read 2 · new 2 · new versions 0 · unchanged 0 · failed 0\n"
        assert stored() == ["1", "2"] and site.log[0][0].headers["User-Agent"].endswith("me@a.example)")

    def test_private_addresses_are_refused(self, run: Run, site: HTTPServer) -> None:
        result = run("add", address(site, "/feed"), "--db", "record.db")
        assert result.exit_code == 3 and site.log == []
        assert result.stderr == (
            f"error: {address(site, '/feed')}: the address 127.0.0.1 is not of the public internet. If it is in a "
            "network of your own, allow it with --allow-private\n"
        )

    def test_outlets_of_one_s_own(self, run: Run, site: HTTPServer, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_text('{"text": "It is shut.", "url": "https://www.gazette.example/1"}')
        (tmp_path / "mine.csv").write_text("domain,outlet,country\ngazette.example,The Gazette,KV\n")
        result = run("add", "a.jsonl", "--db", "record.db", "--outlets", "mine.csv", "-f", "jsonl")
        assert lines(result.stdout)[0]["outlet"] == "The Gazette"

    def test_broken_outlets(self, run: Run, files: Path) -> None:
        (files / "mine.csv").write_text("domain\n")
        result = run("add", "one.txt", "--db", "record.db", "--outlets", "mine.csv")
        assert result.exit_code == 2 and "there is no column 'outlet'" in result.stderr
        assert not (files / "record.db").exists()


class Rounds:
    """Lets no time pass, and does something before each further round; interrupts after the last."""

    def __init__(self, *before: Callable[[], object]) -> None:
        self.before = list(before)
        self.slept: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)
        if not self.before:
            raise KeyboardInterrupt
        self.before.pop(0)()


@loopback
class TestWatching:
    def test_rounds_add_what_is_new(
        self, site: HTTPServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "a.txt").write_text("A file is read once.")
        texts = [feed(site, 1), feed(site, 1, 2, 404)]
        site.expect_request("/news").respond_with_handler(
            lambda request: Response(texts.pop(0) if len(texts) > 1 else texts[0], content_type="text/xml")
        )
        rounds = Rounds(lambda: None, lambda: None)
        request = Request(("a.txt", address(site, "/news")), "record.db", ReadOptions(), FETCHING, watch=30)
        assert run_adding(request, reader_of, rounds) == 130
        out, err = capsys.readouterr()
        assert [line for line in out.splitlines() if line.startswith("read")] == [
            "read 2 · new 2 · new versions 0 · unchanged 0 · failed 0",
            "read 1 · new 1 · new versions 0 · unchanged 1 · failed 1",
            *["read 0 · new 0 · new versions 0 · unchanged 2 · failed 1"] * 2,
        ]
        assert err.count("error: http") == 1  # the same failure is told once
        assert rounds.slept == [1800.0] * 3 and len(stored()) == 3

    def test_a_feed_that_changes_stays_and_is_away_for_a_while(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A new entry, a text changed silently, nothing new (304), a server that is down, and one that is back."""
        for wait in ("_RECHECK", "_RECHECK_UNDATED"):
            monkeypatch.setattr(f"onrecord.gather.fetches.{wait}", timedelta(0))
        pages: dict[str, str] = {}
        answers: list[tuple[str, int]] = []

        def answer(request: HTTPRequest) -> Response:
            body = pages.get(request.path)
            if body is None:
                return Response(status=404)
            tag = hashlib.sha256(body.encode()).hexdigest()
            kept = request.headers.get("If-None-Match") == f'"{tag}"'
            answers.append((request.path, 304 if kept else 200))
            kind = "application/rss+xml" if request.path == "/feed" else "text/html"
            return Response("" if kept else body, 304 if kept else 200, {"ETag": f'"{tag}"'}, content_type=kind)

        def show(server: HTTPServer, *numbers: int) -> None:
            pages["/feed"] = feed(server, *numbers)
            for number in numbers:
                pages.setdefault(f"/{number}", ARTICLE.format(number))

        with HTTPServer() as server:
            server.expect_request(re.compile("/.*")).respond_with_handler(answer)
            show(server, 1)
            rounds = Rounds(
                lambda: show(server, 1, 2),
                lambda: pages.update({"/1": pages["/1"].replace("shut", "open"), "/feed": pages["/feed"] + " "}),
                answers.clear,
                server.stop,
                lambda: (server.start(), show(server, 1, 2, 3)),
            )
            db = str(tmp_path / "record.db")
            fetching = FetchOptions(allow_private=True, delay=0, tries=1)
            request = Request((address(server, "/feed"),), db, ReadOptions(), fetching, watch=30)
            assert run_adding(request, reader_of, rounds) == 130
            first = address(server, "/1")
        out, err = capsys.readouterr()
        assert [line for line in out.splitlines() if line.startswith("read")] == [
            "read 1 · new 1 · new versions 0 · unchanged 0 · failed 0",
            "read 1 · new 1 · new versions 0 · unchanged 1 · failed 0",
            "read 1 · new 0 · new versions 1 · unchanged 1 · failed 0",
            "read 0 · new 0 · new versions 0 · unchanged 1 · failed 0",
            "read 0 · new 0 · new versions 0 · unchanged 0 · failed 1",
            *["read 1 · new 1 · new versions 0 · unchanged 2 · failed 0"] * 2,
        ]
        assert err.count("no connection can be made") == 1 and ("/feed", 304) in answers
        with open_store(db, read_only=True) as store:
            versions = [store.reading(one.document.key).document.text for one in store.versions(first)]
        assert ["open" in text for text in versions] == [False, True]

    def test_a_record_that_is_locked_for_a_while_is_no_end(
        self, site: HTTPServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        writing = Store.writing

        def locked(*_: object) -> None:
            raise StoreError("record.db", "another process is writing to it", "Wait for it")

        rounds = Rounds(
            lambda: monkeypatch.setattr(Store, "writing", locked),
            lambda: monkeypatch.setattr(Store, "writing", writing),
        )
        db = str(tmp_path / "record.db")
        request = Request((address(site, "/feed"),), db, ReadOptions(), FETCHING, watch=30)
        assert run_adding(request, reader_of, rounds) == 130
        err = capsys.readouterr().err
        assert "error: record.db: another process is writing to it. Wait for it\n" in err and stored(db) == ["1", "2"]

    def test_there_must_be_an_address(self, run: Run, files: Path) -> None:
        result = run("add", "one.txt", "--db", "record.db", "--watch", "30")
        assert (result.exit_code, result.stderr) == (
            2,
            "error: --watch is for addresses, and there is none. Give the address of a feed or a page\n",
        )

    def test_not_more_often_than_once_a_minute(self, run: Run) -> None:
        assert run("add", "https://gazette.example/", "--db", "record.db", "--watch", "0.5").exit_code == 2


def test_an_interrupted_run_keeps_what_it_told(run: Run, files: Path) -> None:
    (files / "a.txt").write_text("INTERRUPT")
    result = run("add", "one.txt", "a.txt", "two.txt", "--db", "record.db")
    assert (result.exit_code, result.stderr) == (130, "error: interrupted\n")
    assert result.stdout == "read 1 · new 1 · new versions 0 · unchanged 0 · failed 0\n" and len(stored()) == 1


def test_a_file_that_is_no_record(run: Run, files: Path) -> None:
    result = run("add", "one.txt", "--db", "two.txt")
    assert result.exit_code == 2 and result.stderr.startswith("error: two.txt: ") and result.stdout == ""
    assert (files / "two.txt").read_text("utf-8").startswith("Bo Lind")


def test_a_model_that_is_not_there_leaves_no_record(run: Run, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(options: ReadOptions) -> Reader:
        raise ModelError("no model in /nowhere. Install onrecord again")

    monkeypatch.setattr("onrecord.cli.add.reader_of", missing)
    result = run("add", "one.txt", "--db", "record.db")
    assert (result.exit_code, result.stderr) == (2, "error: no model in /nowhere. Install onrecord again\n")
    assert not (files / "record.db").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--published", "14 May"), "'14 May' is not an ISO 8601 date such as 2025-05-14"),
        (("--delay", "-1"), "Invalid value for '--delay'"),
        (("--contact", "bücher"), "the contact 'bücher' cannot be sent"),
        (("--min-score", "7"), "min_score is 7.0: give a number from 0 to 1"),
        (("--outlets", "none.csv"), "'none.csv' does not exist"),
        (("--format", "pdf"), "'pdf' is not one of 'table', 'jsonl'."),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str, run: Run, files: Path) -> None:
    result = run("add", "one.txt", "--db", "record.db", *arguments)
    assert result.exit_code == 2 and message in result.stderr and not (files / "record.db").exists()


def test_help_tells_sources_and_exit_codes(run: Run) -> None:
    page = run("add", "--help").stdout
    for line in ("0    everything was added or was there", "3    nothing could be read", "130  interrupted"):
        assert f"  {line}" in page
    assert "robots.txt is followed" in page and "CC-NEWS" in page


def test_with_the_real_model(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Quay shut\n\n“We will not open it,” Lena Oskar said on Monday.\n")
    command = [sys.executable, "-m", "onrecord", "add", "a.txt", "--db", "record.db", "-f", "jsonl"]
    environment = {key: value for key, value in os.environ.items() if key != "ONRECORD_DB"}
    for status in ("new", "unchanged"):
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
        assert lines(done.stdout)[0]["status"] == status and done.stderr == ""
    with open_store(tmp_path / "record.db") as store:
        (statement,) = store.reading(1).statements
    assert statement.attribution.quote_type == "direct"
