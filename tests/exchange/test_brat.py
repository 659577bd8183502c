from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.conftest import Imported, words
from export.coded import coded_reading
from export.wide import wide_reading
from onrecord.errors import InputError
from onrecord.exchange import How
from onrecord.exchange.standoff import standoff
from onrecord.exchange.texts import Article
from onrecord.export import brat
from onrecord.ingest.assembly import Known
from onrecord.statement import Reading

TEXT = "Mayor Brandt said the quay would close. “It stays open,” Velm said on Monday.\n"


def write(folder: Path, name: str, annotations: str, text: str = TEXT) -> None:
    (folder / f"{name}.txt").write_bytes(text.encode("utf-8"))
    (folder / f"{name}.ann").write_text(annotations, "utf-8", newline="")


def exported(folder: Path, reading: Reading) -> Path:
    write(folder, "article", brat.standoff(reading), brat.text(reading))
    return folder / "article.ann"


@pytest.mark.parametrize("make", [coded_reading, wide_reading])
def test_what_we_export_comes_back(make, take: Imported, tmp_path: Path) -> None:
    reading: Reading = make()
    exported(tmp_path, reading)
    (found,), errors = take("article.ann")
    assert errors == [] and found.document.text == reading.document.text
    for before, after in zip(reading.statements, found.statements, strict=True):
        assert after.id == before.id and after.parent == before.parent
        same = replace(before.attribution, score=1.0, method="human")
        assert after.attribution == same
        assert after.resolution is not None and before.resolution is not None
        assert (after.resolution.name, after.resolution.entity, after.resolution.role, after.resolution.method) == (
            *(before.resolution.name, before.resolution.entity, before.resolution.role),
            "human",
        )
        assert [date.value for date in after.dates] == [date.value for date in before.dates]
        for mine, theirs in zip(before.codings, after.codings, strict=True):
            assert (theirs.act.value, theirs.stance.value, theirs.mode) == (
                mine.act.value,
                mine.stance.value,
                mine.mode,
            )
            assert theirs.act.method == theirs.stance.method == "human"
            assert (theirs.issue and theirs.issue.id) == (mine.issue and mine.issue.id)
            assert {(one.name, one.role, one.entity, one.span) for one in theirs.recipients} == {
                (one.name, one.role, one.entity if one.span else None, one.span) for one in mine.recipients
            }
            assert {(one.type, one.span, one.on) for one in theirs.conditions} == {
                (one.type, one.span, one.on) for one in mine.conditions
            }


def test_nesting_and_negation_come_back(resolved: Reading, take: Imported, tmp_path: Path) -> None:
    exported(tmp_path, resolved)
    (found,), errors = take("article.ann")
    assert errors == []
    by_id = {one.id: one for one in found.statements}
    for before in resolved.statements:
        after = by_id[before.id]
        assert (after.parent, after.attribution.negated) == (before.parent, before.attribution.negated)
        assert after.attribution.quote_type == before.attribution.quote_type


def test_several_codings_of_one_statement_stay_apart(take: Imported, tmp_path: Path) -> None:
    reading = coded_reading()
    one, other = reading.statements[5], reading.statements[3]
    exported(tmp_path, replace(reading, statements=(replace(one, codings=one.codings + other.codings),)))
    (found,), _ = take("article.ann")
    first, second = found.statements[0].codings
    assert (first.act.value, second.act.value) == ("REQUEST", "THREATEN")
    assert [[condition.type for condition in coding.conditions] for coding in (first, second)] == [["deadline"], ["if"]]
    assert [{one.name for one in coding.recipients} for coding in (first, second)] == [
        {"Karveth", "both sides"},
        {"Sorrenay"},
    ]


def test_events_of_others_and_a_shared_source(take: Imported, tmp_path: Path) -> None:
    write(
        tmp_path,
        "polnear",
        "T1\tSource 0 12\tMayor Brandt\nT2\tCue 13 17\tsaid\nT3\tContent 18 38\tthe quay would close\n"
        "T4\tContent 40 56\t“It stays open,”\n"
        "E1\tAttribution:T2 Source:T1 Content:T3\nE2\tAttribution:T4 Source:T1 Content2:T4\nA1\tNegated E2\n",
    )
    (found,), errors = take("polnear.ann", how=How(coder="Ana"))
    assert errors == []
    assert words(found, "content") == ["the quay would close", "“It stays open,”"]
    assert words(found, "cue") == ["said", ""] and words(found, "source") == ["Mayor Brandt"] * 2
    assert [one.attribution.quote_type for one in found.statements] == ["indirect", "direct"]
    assert [one.attribution.negated for one in found.statements] == [False, True]
    assert [one.resolution.name for one in found.statements if one.resolution] == ["Mayor Brandt"] * 2
    assert found.statements[0].codings == ()
    imported = found.provenance["options"]["imported"]
    assert imported["by"] == ["Ana"] and imported["file"].startswith("polnear.ann@sha256:")


def test_relations_without_events_and_names_of_ones_own(take: Imported, tmp_path: Path) -> None:
    write(
        tmp_path,
        "mine",
        "T1\tSpeaker 57 61\tVelm\nT2\tQuote 40 56\t“It stays open,”\nT3\tQuote 18 38\tthe quay would close\n"
        "R1\tsaid-by Arg1:T2 Arg2:T1\nA1\tPosition T2 pro\n#1\tAnnotatorNotes T2\tnot sure about this one\n",
    )
    how = How(
        {"source": "Speaker", "content": "Quote", "stance": "Position"}, {"stance": {"Pro": "support"}}, offsets=None
    )
    (found,), errors = take("mine.ann", how=how)
    assert errors == []
    assert words(found, "source") == ["", "Velm"]
    assert found.statements[1].codings[0].stance.value == "support"
    assert (found.statements[1].codings[0].act.value, found.statements[1].codings[0].act.score) == ("unclear", 0.0)


def test_line_ends_and_a_byte_order_mark_move_offsets_with_the_text(take: Imported, tmp_path: Path) -> None:
    text = "\ufeff" + TEXT.replace(" “", "\r\n\r\n“")
    start = text.index("“")
    write(tmp_path, "crlf", f"T1\tContent {start} {start + 16}\t“It stays open,”\n", text)
    (found,), errors = take("crlf.ann")
    assert errors == [] and words(found, "content") == ["“It stays open,”"]
    assert "\r" not in found.document.text


def test_offsets_of_a_tool_that_counts_utf_16(take: Imported, tmp_path: Path) -> None:
    write(tmp_path, "wide", "T1\tContent 3 10\t🚢 quay\n", "🎪 🚢 quay\n")
    assert take("wide.ann")[1] == [
        "wide.ann, line 1: 3 to 10 is no stretch of the text. Correct the line, or say with --offsets what they count"
    ]
    (found,), errors = take("wide.ann", how=How(offsets="utf-16"))
    assert errors == [] and words(found, "content") == ["🚢 quay"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("T1\tContent 18 99999\tx", "18 to 99999 is no stretch of the text"),
        ("T1\tContent 5 5\t", "5 to 5 is no stretch of the text"),
        ("T1\tContent 18 38\tthe quay would open", "'the quay would open' is not what stands there"),
        ("T1\tContent eighteen 38\tx", "'Content eighteen 38' is no type with offsets"),
        ("T1\tContent 999999999999999 38\tx", "is no type with offsets"),
        ("E1\tAttribution", "'Attribution' has no arguments"),
        ("A1\tNegated", "not enough values"),
    ],
)
def test_a_broken_line_is_told_and_the_other_files_go_on(
    line: str, problem: str, take: Imported, tmp_path: Path
) -> None:
    write(tmp_path, "a", f"{line}\n")
    write(tmp_path, "b", "T1\tContent 18 38\tthe quay would close\n")
    found, errors = take(".")
    assert len(found) == 1
    assert errors[0].startswith("a.ann, line 1: ") and problem in errors[0]


def test_files_that_are_missing_or_no_text(take: Imported, tmp_path: Path) -> None:
    (tmp_path / "alone.ann").write_text("T1\tContent 18 38\tx\n")
    write(tmp_path, "latin", "", "")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    _, errors = take(".")
    assert errors[0].startswith("alone.txt: it cannot be read (No such file or directory)")
    assert errors[1].startswith("latin.txt: byte 4 is not UTF-8")
    (tmp_path / "empty").mkdir()
    assert take("empty")[1] == [
        "empty: there is no .ann in it. Give an .ann with its .txt beside it, or a folder of them"
    ]
    assert take("gone.ann")[1] == ["gone.ann: there is no such file or folder. Check the name"]


def test_a_value_that_makes_no_sense_is_told(take: Imported, tmp_path: Path) -> None:
    write(tmp_path, "a", "T1\tContent 18 38\tthe quay would close\nA1\tAct T1 SHOUT\n")
    _, errors = take("a.ann")
    assert errors[0].startswith("a.ann: act 'SHOUT' is not known; known are STATE, AGREE, ")


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from("TEAR#M12 :;\t\n-abContentSource\u2028\x00"), max_size=60))
def test_any_lines_are_understood_or_refused(lines: str) -> None:
    try:
        standoff(lines, Article(TEXT, Known("x")), "x.ann")
    except InputError as error:
        assert "x.ann, line " in str(error)
