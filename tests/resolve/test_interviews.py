"""Who asks and who answers under the letters of an interview."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.resolve import resolve
from resolve.article import article, own_registry

TALK = "\n\n[Q]: {Are the talks over?}\n\n[A]: {No, they are late.}"


def names(above: str, method: str = "speaker_label") -> list[str]:
    marked = article(above + TALK)
    told = [replace(one, method=method, cue=()) for one in marked.attributions]
    resolutions, _ = resolve(marked.document, None, told, own_registry())
    return [resolution.name for resolution in resolutions]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("Jonas Brandt spoke to the Norvale Courier about the gates.", ["Norvale Courier", "Jonas Brandt"]),
        ("Jonas Brandt met Ada Quell. Brandt spoke to us.", ["unnamed: interviewer", "Jonas Brandt"]),
        # two who are named as often: nobody knows who answers
        ("Jonas Brandt and Ada Quell spoke to the Norvale Courier.", ["Norvale Courier", "unnamed: A"]),
        # who is named, and not spoken to
        ("Jonas Brandt sued the Norvale Courier.", ["unnamed: interviewer", "Jonas Brandt"]),
    ],
)
def test_letters_are_who_is_named_above_them(above: str, expected: list[str]) -> None:
    assert names(above) == expected


def test_letters_that_are_no_labels_are_left_alone() -> None:
    assert names("Jonas Brandt spoke to the Norvale Courier.", "cue") == ["unnamed: Q", "unnamed: A"]
