from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.export.table import render
from onrecord.export.words import shorten
from onrecord.statement import Reading


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


def test_no_line_is_wider_than_the_page(reading: Reading) -> None:
    for width in (60, 80, 132):
        assert max(map(len, shown(reading, width=width).splitlines())) <= width


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
