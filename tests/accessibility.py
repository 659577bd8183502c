"""What would stop somebody on a page, as axe-core finds it."""

from __future__ import annotations

import os
from itertools import cycle, product
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LONG = bool(os.environ.get("ONRECORD_LONG"))
Violation = tuple[str, list[str], str]
#: The rules that take most of the time on a long page, whose rows have the colours of those before.
_COLOURS = ("color-contrast", "link-in-text-block")
#: How people see a page: in light or dark, on a desk or on a phone.
_WINDOWS = (("light", 1280), ("dark", 390))
#: Hides what is styled as three elements before it, by the tags, classes and states of all that holds it and it holds.
_HIDE_REPEATED = """() => {
  const styled = ['class', 'open', 'role', 'type', 'checked', 'aria-current', 'aria-sort', 'aria-invalid'];
  const seen = new Map(), hidden = window.hiddenRepeated = [];
  const hide = (element, above) => {
    const attributes = styled.map(name => element.getAttribute(name)).join('|').replace(/\\d+/g, '');
    const path = above + '/' + element.tagName + attributes;
    seen.set(path, (seen.get(path) ?? 0) + 1);
    const within = [...element.children].map(child => hide(child, path));
    const repeated = seen.get(path) > 3 && within.every(Boolean);
    if (repeated) hidden.push(element);
    return repeated;
  };
  hide(document.body, '');
  for (const element of hidden) element.style.setProperty('display', 'none', 'important');
}"""
_SHOW = "() => { for (const element of window.hiddenRepeated) element.style.removeProperty('display'); }"


def in_windows(*shown: tuple[str, ...]) -> list[tuple[str | int, ...]]:
    """What is shown, each in one of two windows by turns; with ``ONRECORD_LONG`` in all that there are."""
    if LONG:
        return [(*one, scheme, width) for one, scheme, width in product(shown, ("light", "dark"), (1280, 390, 320))]
    return [(*one, *window) for one, window in zip(shown, cycle(_WINDOWS), strict=False)]


def violations(page: Page, impacts: frozenset[str] | None = None) -> list[Violation]:
    """What axe-core finds, of these impacts if they are given: which rule, where, and why.

    Colours are compared once for elements that are styled alike; for each with ``ONRECORD_LONG``.
    """
    if LONG:
        found = _found(page)
    else:
        found = _found(page, rules={rule: {"enabled": False} for rule in _COLOURS})
        page.evaluate(_HIDE_REPEATED)
        found += _found(page, runOnly=list(_COLOURS))
        page.evaluate(_SHOW)
    return [
        (one["id"], node["target"], node["failureSummary"])
        for one in found
        if impacts is None or one["impact"] in impacts
        for node in one["nodes"]
    ]


def serious(page: Page) -> list[Violation]:
    """Of those, what is serious or critical."""
    return violations(page, frozenset({"serious", "critical"}))


def _found(page: Page, **options: Any) -> list[dict[str, Any]]:
    response: dict[str, list[dict[str, Any]]] = (
        Axe().run(page, options={"resultTypes": ["violations"], **options}).response
    )
    return response["violations"]
