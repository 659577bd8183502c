"""What would stop somebody on a page, as axe-core finds it."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Violation = tuple[str, list[str], str]
#: What passed is not told: on a long page that takes two thirds of the time.
_OPTIONS = {"resultTypes": ["violations"]}


def violations(page: Page, impacts: frozenset[str] | None = None) -> list[Violation]:
    """What axe-core finds, of these impacts if they are given: which rule, where, and why."""
    found = Axe().run(page, options=_OPTIONS).response["violations"]
    return [
        (one["id"], node["target"], node["failureSummary"])
        for one in found
        if impacts is None or one["impact"] in impacts
        for node in one["nodes"]
    ]


def serious(page: Page) -> list[Violation]:
    """Of those, what is serious or critical."""
    return violations(page, frozenset({"serious", "critical"}))
