"""Codings on the HTML page: in the list, and marked in the text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from export.coded import coded_reading
from export.readings import readings
from export.test_html_format import HOSTILE, LONG, page_of, squeezed
from onrecord.codes import Coding, Condition, Issue, Judged, Recipient, StatedDate
from onrecord.document import Span
from onrecord.export.codings import date_words
from onrecord.export.html import render
from onrecord.statement import Reading


def entry(page: str, number: int) -> str:
    """What the list has on a statement."""
    return page[page.index(f'id="a1-e{number}"') :].split("</li>", maxsplit=1)[0]


def test_the_list_tells_what_a_statement_does() -> None:
    page = "".join(render([coded_reading()]))
    threat = entry(page, 4)
    assert (
        '<p class="does"><span class="act" title="model, 0.90">THREATEN</span> '
        '<span class="small">resume hostilities, future</span> <span aria-hidden="true">&#8594;</span> '
        '<b dir="auto" title="threatened">Sorrenay</b></p>'
        '<dl class="codes"><div><dt>if</dt><dd><span dir="auto">If the Hall strikes out article four</span> '
        '<span class="small" dir="auto">(the Hall)</span></dd></div>'
        '<div><dt>threat</dt><dd><span dir="auto">our inspections will resume the following morning</span></dd></div>'
        "</dl>"
    ) in threat
    assert "tied to" not in threat  # it is the condition, which is shown
    assert ('<dt>on</dt><dd><span dir="auto">ceasefire</span> &#8212; <b title="model, 0.60">oppose</b></dd>') in entry(
        page, 5
    )
    assert '<b dir="auto" title="asked">both sides</b><span class="sign"' in entry(page, 6)
    assert "demand" not in entry(page, 6)  # it is the content, which is shown
    assert '<span class="act muted" title="model, 0.20">unclear</span></p><p class="small">' in entry(page, 7)


def test_the_list_tells_when_it_was_said_where_words_do() -> None:
    page = "".join(render([coded_reading()]))
    assert 'said <time datetime="2031-06-17">17 June 2031</time></p>' in entry(page, 2)
    assert 'said <time datetime="2031-06">June 2031</time>, 2031</p>' in entry(page, 4)
    assert "said <" not in entry(page, 1) + entry(page, 7)


@pytest.mark.parametrize("date", ["2031-06-40", "2031-00-01", "2031-6-1", "20310617", "june", "", "2031-06-17-8"])
def test_what_is_no_date_is_left_as_it_is(date: str) -> None:
    assert date_words(date) == date


def test_conditions_are_marked_in_the_text() -> None:
    page = page_of(coded_reading())
    assert page.words("a1-3 condition") == "only after a peace dealnot before"
    assert page.words("a1-4 condition") == "If the Hall strikes out article four"
    titles = [
        attrs["title"] for attrs in page.with_tag("span") if (attrs.get("class") or "").startswith("condition a1-3")
    ]
    assert titles == ["condition: after", "condition: before"]
    assert "what has to be so first" in "".join(render([coded_reading()]))


def test_framing_is_marked_listed_and_switched_without_a_script() -> None:
    page = page_of(coded_reading())
    marked = [attrs["title"] for attrs in page.with_tag("span") if attrs.get("class") == "framing" and "title" in attrs]
    assert marked == [
        "scare quote, the article’s own words",
        "so-called, the article’s own words",
        "casts doubt, the article’s own words",
        "loaded word, words of the source of statement 7",
    ]
    assert page.with_tag("input") == [{"type": "checkbox", "id": "framing"}]
    assert page.with_tag("label") == [{"for": "framing"}]
    html = "".join(render([coded_reading()]))
    assert html.count(":root:has(#framing:checked)") == 2 and "<script" not in html
    assert '<li><b dir="auto">regime</b> <span class="small">loaded word, words of the source of statement 7' in html


def test_framing_of_a_statement_that_was_left_out() -> None:
    reading = coded_reading()
    page = "".join(render([replace(reading, statements=reading.statements[:2])]))
    assert page.count("loaded word, words of a source") == 2


def test_without_codings_the_page_says_nothing_of_them(reading: Reading, resolved: Reading) -> None:
    for item in (reading, resolved):
        page = page_of(item)
        classes = {name for _, attrs in page.elements for name in (attrs.get("class") or "").split()}
        assert not classes & {"condition", "framing", "framings", "act", "codes", "does", "switch"}
        assert not page.with_tag("input")


def test_the_headings_of_a_coded_page_go_down_step_by_step(reading: Reading) -> None:
    for readings_ in ([coded_reading()], [reading, coded_reading()]):
        page = page_of(*readings_)
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h\d", tag)]
        assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
        ids = [attrs.get("id") for _, attrs in page.elements]
        assert {attrs["aria-labelledby"] for _, attrs in page.elements if "aria-labelledby" in attrs} <= set(ids)


@pytest.mark.parametrize("evil", [*HOSTILE, LONG])
def test_hostile_codings_stay_text(evil: str) -> None:
    reading = coded_reading()
    coding = Coding(
        Judged("REQUEST", "model", 0.9),
        Judged("support", "model", 0.9),
        Issue(evil, evil),
        evil,
        recipients=(Recipient(evil, "asked", score=0.1),),
        conditions=(Condition("if", Span(0, 9), on=evil, score=0.1),),
    )
    statement = replace(reading.statements[0], codings=(coding,), dates=(StatedDate(evil, "explicit"),))
    page = page_of(replace(reading, statements=(statement,)))
    known = page_of(coded_reading())
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in known.elements}
    assert {name for _, attrs in page.elements for name in attrs} <= {n for _, attrs in known.elements for n in attrs}


@settings(deadline=None)
@given(readings)
def test_any_reading_makes_a_sound_page(reading: Reading) -> None:
    page = page_of(reading)
    text = reading.document.text.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    assert squeezed(text) in squeezed(page.article)
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
