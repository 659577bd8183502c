"""Codings on the page in a browser: conditions, and framing that is switched on without a script."""

from __future__ import annotations

import pytest

from accessibility import in_windows, serious
from browser.test_page import FOCUSED, LINKS
from windows import widths_of

LINE = "getComputedStyle(document.querySelector('article .framing')).textDecorationLine"
STYLES = """name => {
  const found = getComputedStyle(document.querySelector(name));
  const { fontStyle, borderTopStyle, borderBottomStyle, textDecorationStyle } = found;
  return [found.fontWeight > 400, fontStyle, borderTopStyle, borderBottomStyle, textDecorationStyle];
}"""
SHOWN = "document.querySelector('.framings').checkVisibility()"


@pytest.mark.parametrize(("framing", "scheme", "width"), in_windows(("as opened",), ("marked",)))
def test_nothing_serious_stands_in_anybodys_way(visit, framing, scheme, width):
    opened = visit("coded", scheme, width, "#a1-e4")
    opened.page.locator("#framing").set_checked(framing == "marked")
    assert serious(opened.page) == []
    assert opened.complaints == []
    assert widths_of(opened.page, 1280, 390, 320) == (1280, 390, 320)


def test_framing_is_switched_on_by_keyboard(visit):
    page = visit("coded").page
    assert page.evaluate(LINE) == "none" and not page.evaluate(SHOWN)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "framing"
    page.keyboard.press("Space")
    assert page.evaluate(LINE) == "underline" and page.evaluate(SHOWN)
    page.keyboard.press("Space")
    assert page.evaluate(LINE) == "none" and not page.evaluate(SHOWN)


def test_the_label_switches_it_as_well(visit):
    page = visit("coded").page
    page.get_by_text("Mark framing").click()
    assert page.locator("#framing").is_checked() and page.evaluate(SHOWN)


def test_conditions_and_framing_are_told_without_colour(visit):
    page = visit("coded").page
    page.locator("#framing").check()
    parts = ("source", "cue", "content", "condition", "framing")
    styles = [tuple(page.evaluate(STYLES, f"article .{part}")) for part in parts]
    assert len(set(styles)) == len(parts)


def test_tab_walks_over_everything_in_order_and_shows_where_it_is(visit):
    page = visit("coded").page
    for expected in range(page.evaluate(LINKS)):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        assert found == {"index": expected, "inside": True, "covered": False, "ring": True}
