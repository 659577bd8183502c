from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.coded import coded_reading
from export.readings import readings
from onrecord.document import Document, Span
from onrecord.errors import OptionError
from onrecord.export.brat import CONFIGURATION, render, standoff, text, unbroken
from onrecord.statement import Attribution, Reading, Resolution, statements_of


def test_a_plain_statement(reading: Reading) -> None:
    lines = standoff(reading).split("\n")
    assert lines[11:17] == [
        "T8\tSource 237 254\tMayor Ilse Brandt",
        "T9\tCue 255 259\tsaid",
        "T10\tContent 225 236;272 305\t“We tried,” “and we failed to convince them.”",
        "T11\tAttribution 255 259\tsaid",
        "E3\tAttribution:T11 Content:T10 Cue:T9 Source:T8",
        f"#3\tAnnotatorNotes E3\tid={reading.statements[2].id} quote_type=direct method=cue score=0.974",
    ]


def test_who_the_source_is_is_noted_at_its_span(resolved: Reading, several: Reading) -> None:
    lines = standoff(resolved).split("\n")
    assert "T1\tSource 31 37\tBrandt" in lines
    assert (
        '#12\tAnnotatorNotes T1\tentity="local:brandt" name="Ilse Brandt" country="Norvale" role="Mayor of Norvale" '
        "type=person method=name score=0.98"
    ) in lines
    assert '#20\tAnnotatorNotes E9\tname="unknown" method=none score=1' in lines
    assert standoff(several).endswith(
        '#2\tAnnotatorNotes T1\tentity="local:brandt" name="Ilse Brandt" country="Norvale" role="Mayor" type=person '
        'method=name score=0.9 | entity="Q77001" name="Oto Velm" country="CH" role="Harbour chief" type=person '
        "method=name score=0.85\n"
    )


def test_notes_have_ids_of_their_own_and_one_line_each(resolved: Reading, resolved_of: Callable[..., Reading]) -> None:
    notes = [line.split("\t")[0] for line in standoff(resolved).splitlines() if line.startswith("#")]
    assert len(notes) == len(set(notes)) == 22
    evil = 'A"\n#9\tB\u2028\x00\ud800'
    found = standoff(resolved_of("She", Resolution(evil, "name", evil, "person", evil, evil)))
    assert found.count("\n") == len(found.splitlines()) == 7
    assert 'name="A\\" #9 B \ufffd\ufffd"' in found


def test_what_a_statement_does() -> None:
    lines = standoff(coded_reading()).split("\n")
    start = lines.index("A13\tAct E4 THREATEN")
    assert lines[start : start + 12] == [
        "A13\tAct E4 THREATEN",
        "A14\tQuad E4 3",
        "A15\tStance E4 unclear",
        "T20\tRecipient 369 377\tSorrenay",
        "A16\tRole T20 threatened",
        "R5\tRecipient-of Arg1:T20 Arg2:E4",
        '#19\tAnnotatorNotes T20\tname="Sorrenay" entity="local:sorrenay" method=rule score=1',
        "T21\tCondition 269 305\tIf the Hall strikes out article four",
        "A17\tCondition-type T21 if",
        "R6\tCondition-of Arg1:T21 Arg2:E4",
        '#20\tAnnotatorNotes T21\ton="the Hall" method=rule score=1',
        "#21\tAnnotatorNotes E4\tact_method=model act_score=0.9 stance_method=model stance_score=0.3 "
        'mode="resume hostilities" aux=future date="2031-06" basis=explicit date="2031" basis=explicit',
    ]
    assert not any(line.startswith("A") and "\tQuad E3 " in line for line in lines)  # STATE is of no quad class
    assert any('issue="open:ceasefire" label="ceasefire" reversed=true' in line for line in lines)
    assert any('appeal=true recipient="Karveth" role=asked' in line for line in lines)


def test_every_value_is_one_that_the_configuration_knows() -> None:
    known = dict(re.findall(r"^([\w-]+)\tArg:[^,]+, Value:(.+)$", CONFIGURATION, re.M))
    found = re.findall(r"^A\d+\t([\w-]+) \w+ (.+)$", standoff(coded_reading()), re.M)
    assert {name for name, _ in found} == set(known)
    assert all(value in known[name].split("|") for name, value in found)


@settings(deadline=None)
@given(readings)
def test_any_reading_gives_sound_lines(reading: Reading) -> None:
    found = standoff(reading)
    lines = found.splitlines()
    assert len(lines) == found.count("\n")
    keys = [line.split("\t")[0] for line in lines]
    assert len(keys) == len(set(keys)) and all(re.fullmatch(r"[TEARNM#]\d+", key) for key in keys)
    for line in lines:
        if line.startswith(("A", "R")):
            assert set(re.findall(r"(?<=[ :])[TE]\d+\b", line.split("\t")[1])) <= set(keys)


def test_without_source_and_cue(reading: Reading) -> None:
    lines = standoff(reading)
    assert "T33\tAttribution-no-source 583 621\t“A harbour without water is a meadow.”\n" in lines
    assert "E9\tAttribution-no-source:T33 Content:T32\n" in lines


def test_nesting_and_negation_are_noted(reading: Reading) -> None:
    assert "method=cue score=0.4 negated=true parent=E4\n" in standoff(reading)


def test_spans_never_cross_a_line_break(reading_of: Callable[..., Reading]) -> None:
    content = "one \n\n two\u2028three"
    lines = standoff(reading_of(content, content)).split("\n")
    assert lines[0] == "T1\tContent 0 3;7 10;11 16\tone two three"


def test_every_mark_gives_the_words_of_its_offsets(reading: Reading) -> None:
    for line in standoff(reading).splitlines():
        if line.startswith("T"):
            _, where, words = line.split("\t", 2)
            pairs = [pair.split() for pair in where.split(" ", 1)[1].split(";")]
            assert " ".join(text(reading)[int(start) : int(end)] for start, end in pairs) == words


@given(st.text(st.sampled_from("ab \t\n\r\u2028\x85\x00"), min_size=1), st.data())
def test_pieces_hold_all_that_is_not_blank(words: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(words)), st.integers(0, len(words)))))
    pieces = unbroken([Span(start, end)], words)
    assert "".join("".join(piece.of(words).split()) for piece in pieces) == "".join(words[start:end].split())
    assert all(
        len(piece.of(words).splitlines()) == 1 and piece.of(words).strip() == piece.of(words) for piece in pieces
    )


def test_a_statement_of_blanks_is_left_out() -> None:
    document = Document("a \n b")
    found = statements_of(document, (Attribution((), (), (Span(1, 4),), "indirect"),))
    assert standoff(Reading(document, found)) == ""


def test_the_text_keeps_its_length(reading_of: Callable[..., Reading]) -> None:
    assert text(reading_of("a\x00\ud800z")) == "a\ufffd\ufffdz"


def test_two_articles_do_not_fit_one_file(reading: Reading) -> None:
    pieces = render([reading, reading])
    assert next(pieces) == standoff(reading)
    with pytest.raises(OptionError, match=r"one article a file, and there are several\. Add --output FOLDER"):
        next(pieces)
