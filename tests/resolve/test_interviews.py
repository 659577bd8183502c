"""Who asks and who answers under the letters of an interview."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.resolve import resolve
from resolve.article import article, own_registry, resolved

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


INTRODUCED = "Mara Quell on the dam\n\nBy Jonas Brandt\n\nMara Quell, 61, is mayor of Orle. Quell met us.\n\n"
ASKED = ("Mayor, is it fair?", "You wanted the dam.", "What comes next?")


def interviewed(*paragraphs: str) -> list[str]:
    return [one.name for one in resolved(INTRODUCED + "\n\n".join(paragraphs))]


def test_who_answers_without_labels_is_named_most_above() -> None:
    first, second, third = ASKED
    answers = ("[I] said {no}.", "[I] thought {so}.", "[I] hope {so}.")
    paragraphs = [text for pair in zip((first, second, third), answers, strict=True) for text in pair]
    assert interviewed(*paragraphs) == ["Mara Quell"] * 3
    assert interviewed("[You] said {no}?", answers[0], *paragraphs)[0] == "Mara Quell"


@pytest.mark.parametrize(
    "paragraphs",
    [
        # two questions, questions in the writer's own words, answers that are nobody's
        ("Is it fair?", "[I] said {no}.", "What next?", "My dog left."),
        ("What went wrong?", "[I] said {no}.", "What now?", "My dog left.", "Who pays?", "My boat left."),
        ("Did I see it?", "[I] said {no}.", "Did I know?", "My dog left.", "Was I late?", "My boat left."),
        ("Is it fair?", "[I] said {no}.", "Is it late?", "It is.", "Is it true?", "It is.", "Is it you?", "It is."),
    ],
)
def test_questions_that_make_no_interview(paragraphs: tuple[str, ...]) -> None:
    assert interviewed(*paragraphs) == ["Jonas Brandt"]
