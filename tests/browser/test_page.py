"""The HTML page as people meet it: in a browser, in light and dark, on a phone, by keyboard alone."""

from __future__ import annotations

import pytest

from accessibility import LONG, in_windows, serious
from windows import widths_of

#: What the focused link looks like to somebody who only sees the page.
FOCUSED = """() => {
  const link = document.activeElement, box = link.getBoundingClientRect(), style = getComputedStyle(link);
  const inside = box.width > 0 && box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
  const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  return { index: [...document.querySelectorAll('a[href], input')].indexOf(link), inside,
    covered: !(link.contains(top) || (top && top.contains(link))),
    ring: link.matches(':focus-visible') && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
}"""
LINKS = "document.querySelectorAll('a[href], input').length"


@pytest.mark.parametrize(
    ("name", "fragment", "scheme", "width"), in_windows(("one", ""), ("one", "#a1-e3"), ("several", ""))
)
def test_nothing_serious_stands_in_anybodys_way(visit, name, fragment, scheme, width):
    assert serious(visit(name, scheme, width, fragment).page) == []


@pytest.mark.parametrize("name", ["one", "several"])
def test_it_loads_and_complains_of_nothing(visit, pages, name):
    opened = visit(name)
    assert opened.requests == [pages[name].as_uri()]
    assert opened.complaints == []


@pytest.mark.parametrize("name", ["one", "several"])
def test_nobody_has_to_scroll_sideways(visit, name):
    assert widths_of(visit(name).page, 1280, 390, 320) == (1280, 390, 320)


def test_light_and_dark_are_two_designs(visit):
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = visit("one", "dark").page.evaluate(paper)
    light = visit("one", "light").page.evaluate(paper)
    assert dark != light


def test_the_first_tab_offers_to_skip_to_the_text(visit):
    page = visit("several").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    assert page.evaluate(FOCUSED)["inside"]
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("width", [1280, 390] if LONG else [390])
def test_tab_walks_over_every_link_in_order_and_shows_where_it_is(visit, width):
    page = visit("one", width=width).page
    for expected in range(page.evaluate(LINKS)):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        assert found == {"index": expected, "inside": True, "covered": False, "ring": True}


def test_a_number_leads_to_the_statement_and_back_by_keyboard(visit):
    page = visit("one").page
    plain = page.evaluate("getComputedStyle(document.querySelector('.source.a1-3')).backgroundColor")
    page.locator("#a1-3").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == "a1-e3"
    assert page.evaluate("getComputedStyle(document.querySelector('.source.a1-3')).backgroundColor") != plain
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#a1-3"
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == "a1-3"
