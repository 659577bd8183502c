"""Every promise of SECURITY.md names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "SECURITY.md").read_text("utf-8"))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_holds_a_promise_is_there(file: str, name: str) -> None:
    assert re.search(rf"def {name}\(", (ROOT / file).read_text("utf-8")), f"{file} has no {name}"


def test_every_promise_names_some() -> None:
    promised = (
        (ROOT / "SECURITY.md").read_text("utf-8").partition("## What is promised")[2].partition("## What is not")[0]
    )
    promises = re.split(r"^\*\*", promised, flags=re.MULTILINE)[1:]
    assert len(promises) == 7 and all("::test_" in promise for promise in promises)
