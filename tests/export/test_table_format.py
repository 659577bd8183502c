from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.coded import coded_reading
from export.readings import readings
from onrecord.codes import DateBasis, StatedDate
from onrecord.document import Span
from onrecord.export.table import render
from onrecord.export.words import shorten
from onrecord.statement import Reading, Resolution


def shown(*readings: Reading, width: int = 100, color: bool = False) -> str:
    return "".join(render(readings, width=width, color=color))


def test_head_rows_links_and_warnings(reading: Reading) -> None:
    page = shown(reading, width=120)
    assert page.startswith(
        "Harbour vote postponed again – Brandt\nNorvale Courier · 2025-05-14T08:30:00+02:00 · Tamsin Orle"
    )
    assert "\nwarning: two lines were longer than usual\n" in page
    assert re.search(
        r"^ 3 +Mayor Ilse (Brandt)? +said +“We tried,” … “and we failed to convince them.” +direct +0\.97$", page, re.M
    )
    assert "11 statements\nLinks\n  teaser: READ MORE: Dredging contract goes to Lowmark & Sons → https://" in page


def test_nested_statements_step_in(reading: Reading) -> None:
    page = shown(reading)
    assert re.search(r"^ └ 5 .*\n(.*\n)*?   └ 6 .*\n(.*\n)*? └ 7 ", page, re.M)


def test_cueless_and_sourceless_statements(reading: Reading) -> None:
    page = shown(reading, width=160)
    assert "(headline dash)" in page
    assert re.search(r"^ 9 +— +\(free quote\)", page, re.M)


def test_it_is_plain_unless_asked(reading: Reading) -> None:
    assert "\x1b" not in shown(reading)
    assert "\x1b[" in shown(reading, color=True)


def test_no_line_is_wider_than_the_page(reading: Reading, resolved: Reading) -> None:
    for width in (60, 80, 132):
        assert max(map(len, shown(reading, width=width).splitlines())) <= width
        assert max(map(len, shown(resolved, width=width).splitlines())) <= width
        assert max(map(len, shown(coded_reading(), width=width).splitlines())) <= width


def test_the_name_and_the_words_used(resolved: Reading) -> None:
    page = shown(resolved, width=200)
    assert re.search(r"^ 2 +Oto Velm \? — the harbour chief +says ", page, re.M)
    assert re.search(r"^ 3 +Ilse Brandt +said ", page, re.M)
    assert re.search(r"^ +└ 6 +dredging firm \(unnamed\) +had promised ", page, re.M)
    assert re.search(r"^ 9 +— +\(free quote\)", page, re.M)


def test_who_is_on_record_is_listed(resolved: Reading, reading: Reading) -> None:
    assert (
        "11 statements\nWho is on record\n"
        "  Oto Velm · Harbour chief · Switzerland · 4 statements\n"
        "  Ilse Brandt · Mayor of Norvale · 2 statements\n"
        "  Norvale Council · legislature · 1 statement\n"
        "  Institute for Coasts · organisation · 1 statement\n"
        "  Tamsin Orle ? · 1 statement\n"
        "  dredging firm (unnamed) · 1 statement\n"
        "  source unknown · 1 statement\n"
        "  ? uncertain name\nLinks\n"
    ) in shown(resolved, width=80)
    assert "on record" not in shown(reading) and "uncertain" not in shown(reading)


def test_words_are_dimmed_beside_the_name(resolved: Reading) -> None:
    assert re.search(r"\x1b\[36mOto Velm\x1b\[0m\x1b\[2m \?", shown(resolved, width=200, color=True))
    assert "\x1b[2;3mthe harbour chief\x1b[0m" in shown(resolved, width=200, color=True)


@pytest.mark.parametrize("width", [60, 80, 132])
def test_long_and_hostile_names_keep_to_the_page(width: int, resolved_of: Callable[..., Reading]) -> None:
    evil = "\x1b]0;owned\x07 \x9b2J \u202egnp.exe\r\n\ud800" + "[b]Longest[/b]" * 80
    page = shown(resolved_of("She", Resolution(evil, "name", evil, "person", evil, evil, 0.2)), width=width)
    assert not set("\x1b\x07\x9b\u202e\r\ud800") & set(page)
    assert "[b]" in page
    assert max(map(len, page.splitlines())) <= width and len(page.splitlines()) < 40


def test_what_a_statement_does() -> None:
    page = shown(coded_reading(), width=140)
    lines = [re.sub(r"  +", "  ", line).strip() for line in page.splitlines()]
    start = next(number for number, line in enumerate(lines) if line.startswith("4  Jorath"))
    assert lines[start : start + 6] == [
        "4  Jorath Vennick — he  warned  “If the Hall strikes out article four, our inspections will resume"
        "  direct  0.90",
        "the following morning,”  THREATEN  0.90",
        "→ Sorrenay (resume hostilities, future)",
        "· if (the Hall): If the Hall strikes out article four",
        "· threat: our inspections will resume the following morning",
        "· said: June 2031, 2031",
    ]
    for line in ("· on monitors in the strait: conditional", "· after (Karveth): only after a peace deal"):
        assert line in page
    assert "→ Karveth, both sides ? (appeal)" in page and "type, act" in page
    assert "18 June 2031" not in page  # the article's own date, which stands above it


@pytest.mark.parametrize(
    ("value", "basis", "words", "told"),
    [
        ("2031", "relative", "the Hall", "said: 2031 (“the Hall”)"),
        ("2031-06", "relative", "the Hall", "said: June 2031"),
        ("2031-06-17", "relative", "the Hall", "said: 17 June 2031"),
        ("2031", "explicit", "the Hall", "said: 2031"),
        ("2031", "relative", None, "said: 2031"),
    ],
)
def test_when_it_was_said_in_words_that_tell_more_than_the_year(
    value: str, basis: DateBasis, words: str | None, told: str
) -> None:
    reading = coded_reading()
    start = reading.document.text.index("the Hall")
    span = Span(start, start + len(words)) if words else None
    first = replace(reading.statements[0], dates=(StatedDate(value, basis, span),))
    page = shown(replace(reading, statements=(first,)), width=140)
    assert [line.split("· ", 1)[1].strip() for line in page.splitlines() if "· said:" in line] == [told]


def test_the_name_of_the_column_tells_whether_there_are_acts(reading: Reading) -> None:
    assert "act" not in shown(reading).split("score")[0].split("content")[1]


@settings(deadline=None)
@given(readings, st.sampled_from((60, 100)))
def test_any_reading_keeps_to_the_page(reading: Reading, width: int) -> None:
    page = shown(reading, width=width)
    assert not set("\x1b\x00\u202e\ud800") & set(page)
    assert max(map(len, page.splitlines())) <= width


def test_articles_are_apart(reading_of: Callable[..., Reading]) -> None:
    assert shown(reading_of("One."), reading_of("Two.", title="[b]Second[/b]")) == (
        "Untitled article\nno statements\n\n[b]Second[/b]\nno statements\n"
    )


def test_an_article_cannot_steer_the_terminal(reading_of: Callable[..., Reading]) -> None:
    evil = "\x1b]0;owned\x07 \x9b2J \u202egnp.exe\r\nnext"
    page = shown(reading_of(evil, evil, title=evil, outlet=evil, warnings=(evil,)))
    assert not set("\x1b\x07\x9b\u202e\r") & set(page)


def test_long_content_loses_its_middle() -> None:
    short = shorten("begin " + "word " * 200 + "end", 40)
    assert len(short) <= 40 and short.startswith("begin word") and short.endswith("word end") and " … " in short
    assert len(shorten("x" * 500, 40)) <= 40
