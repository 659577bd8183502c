"""``onrecord review``, run as a command on a record in a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from export.coded import at
from onrecord.cli.main import app
from onrecord.cli.review import person
from onrecord.errors import OptionError
from onrecord.store import Store, open_store
from store.articles import article

Run = Callable[..., Result]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "record.db", create=True) as opened:
        with opened.writing() as writer:
            writer.add(article())
        yield opened


@pytest.fixture
def run(record: Store) -> Run:
    def invoke(*arguments: str) -> Result:
        database = ("--db", record.address.name)
        return CliRunner().invoke(app, ["review", *arguments, *database], prog_name="onrecord")

    return invoke


@pytest.fixture
def ids(record: Store) -> list[str]:
    return [one.id for one in record.reading(1).statements]


def test_accept_list_and_undo(run: Run, ids: list[str]) -> None:
    accepted = run("accept", ids[0], f"1:{ids[1]}", "--by", "Ada")
    assert accepted.exit_code == 0
    assert [line.split()[:5] for line in accepted.stdout.splitlines()] == [
        [str(number), "accept", f"1:{id}", "by", "Ada"] for number, id in enumerate(ids[:2], 1)
    ]
    assert run("list").stdout == accepted.stdout
    assert run("undo", ids[0], "--by", "Bo").exit_code == 0
    assert [line.split()[0] for line in run("list").stdout.splitlines()] == ["2"]
    (told,) = run("list", ids[0], "--undone", "--format", "jsonl").stdout.splitlines()
    assert (json.loads(told)["decided_by"], json.loads(told)["undone_by"]) == ("Ada", "Bo")
    assert run("undo", "--decision", "2").exit_code == 0
    assert run("list").exit_code == 1


def test_the_login_name_decides_where_nobody_is_named(
    run: Run, ids: list[str], record: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "odile")
    assert run("reject", ids[3]).exit_code == 0
    assert record.decisions()[0].decided_by == "odile"

    def nobody() -> str:
        raise OSError("no user")

    with pytest.raises(OptionError, match="--by NAME"):
        person(None, nobody)


def test_edit(run: Run, ids: list[str], record: Store) -> None:
    before = record.reading(1)
    first, second = at("that monitors should come"), at("after a peace deal")
    result = run(
        *("edit", ids[2], "--by", "Ada", "--act", "REQUEST", "--stance", "support", "--no-negated"),
        *("--content", f"{first.start}-{first.end}", "--content", f"{second.start}-{second.end}"),
        *("--quote-type", "indirect", "--speaker", "Ghislin Verdassy", "--issue", "ceasefire", "--clear", "cue"),
        *("--recipient", "asked:the Hall", "--recipient", f"accused:Hask@Harbour@{first.start}-{first.end}"),
        *("--condition", f"after:{second.start}-{second.end}"),
    )
    assert result.exit_code == 0, result.stderr
    assert "spans, quote_type, speaker, act, stance, issue, recipients, conditions  by Ada" in result.stdout
    now = record.reading(1).statements[2]
    assert (now.attribution.content, now.attribution.cue) == ((first, second), ())
    assert now.resolution is not None and (now.resolution.entity, now.resolution.type) == ("local:verdassy", "person")
    (coding,) = now.codings
    assert coding.issue is not None and coding.issue.id == "open:ceasefire"
    assert [(one.name, one.role, one.span) for one in coding.recipients] == [
        ("the Hall", "asked", None),
        ("Hask@Harbour", "accused", first),
    ]
    assert [(one.type, one.span) for one in coding.conditions] == [("after", second)]
    assert run("edit", ids[2], "--clear", "recipients", "--clear", "conditions", "--clear", "issue").exit_code == 0
    coding = record.reading(1).statements[2].codings[0]
    assert (coding.recipients, coding.conditions, coding.issue) == ((), (), None)
    assert run("edit", ids[2], "--entity", "local:vennick").exit_code == 0
    assert run("edit", ids[2], "--speaker", "Somebody Else", "--issue", "new-1", "--label", "New").exit_code == 0
    for _ in range(4):
        assert run("undo", ids[2]).exit_code == 0
    assert record.reading(1) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--content", "12"), "'12' is no place. Write START-END"),
        (("--content", "0-9999999"), "content: 0-9999999 is no place that comes next"),
        (("--recipient", "Hask"), "'Hask' is no recipient"),
        (("--recipient", "told:Hask"), "'told:Hask' is no recipient"),
        (("--condition", "when:1-2"), "'when:1-2' is no condition"),
        (("--condition", "if:x"), "'x' is no place"),
        (("--clear", "content"), "--clear 'content' is no value that can be empty"),
        (("--act", "SING"), "act: "),
        (("--entity", "Q0"), "nobody in the record has the id 'Q0'"),
        (("--speaker", " "), "the speaker is empty"),
        (("--issue", ""), "the issue is empty"),
        (("--label", "New"), "--label 'New' is of no issue"),
        ((), "is like that already"),
    ],
)
def test_edits_that_cannot_be_made(
    run: Run, ids: list[str], record: Store, arguments: tuple[str, ...], message: str
) -> None:
    result = run("edit", ids[0], *arguments)
    assert result.exit_code == 2 and result.stderr.startswith("error: ") and message in result.stderr
    assert record.decisions(standing=False) == []


def test_merge_split_rename(run: Run, record: Store) -> None:
    before = record.reading(1)
    merged = run("merge", "Verdassy", "Korodine", "--by", "Ada")
    assert "local:korodine → Ghislin Verdassy (local:verdassy)  by Ada" in merged.stdout
    assert run("split", "local:verdassy", "Amatisse Korodine", "--to", "Vennick").exit_code == 0
    renamed = run("rename-issue", "ceasefire", "the truce")
    assert "ceasefire → the truce" in renamed.stdout
    assert run("settle").stdout == "names settled: 0\n"
    assert run("undo", "--decision", "1", "--decision", "2", "--decision", "3").exit_code == 0
    assert record.reading(1) == before


def test_what_is_not_there(run: Run, ids: list[str]) -> None:
    for arguments, message in (
        (("accept", "00"), "there is no statement 00"),
        (("undo", ids[0]), f"no decision on statement {ids[0]} stands"),
        (("undo", "--decision", "7"), "there is no decision 7"),
        (("undo",), "nothing to take back"),
        (("merge", "Vennick"), "'Vennick' is one actor. Give two or more"),
        (("merge", "Vennick", "Nobody"), "there is no actor 'Nobody'"),
        (("split", "Vennick", "Jorath Vennick"), "cannot be split so"),
        (("rename-issue", "weather", "rain"), "there is no issue 'weather'"),
    ):
        result = run(*arguments)
        assert result.exit_code == 2 and message in result.stderr, arguments


def test_help_shows_examples_and_exit_codes() -> None:
    for command in ("accept", "edit", "reject", "undo", "list", "merge", "split", "rename-issue", "settle"):
        page = CliRunner().invoke(app, ["review", command, "--help"], prog_name="onrecord").stdout
        assert f"onrecord review {command} " in page and "Exit codes:" in page
