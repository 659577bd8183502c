from __future__ import annotations

import pytest

from onrecord.attribute.drafting.draft import Draft
from onrecord.attribute.polarity import is_negated
from onrecord.document import Span


def draft(text, source, cue):
    def where(words):
        return [Span(text.index(words), text.index(words) + len(words))] if words else []

    return Draft(where(source), where(cue), [Span(len(text) - 1, len(text))], 0.9)


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Oskar did not say who was there.", "Oskar", "did not say"),
        ("Oskar didn’t say who was there.", "Oskar", "didn’t say"),
        ("Oskar never claimed that it was safe.", "Oskar", "never claimed"),
        ("Oskar has not, however, agreed to it.", "Oskar", "agreed"),
        ("Oskar hasn’t yet agreed to it.", "Oskar", "agreed"),
        ("Nobody said that it was safe.", "Nobody", "said"),
        ("Neither side has said yes.", "Neither side", "has said"),
        ("Oskar stopped short of calling it unsafe.", "Oskar", "stopped short of calling"),
        ("They will go if Oskar says so.", "Oskar", "says"),
        ("It stays shut unless the court rules otherwise.", "the court", "rules"),
    ],
)
def test_negated(text, source, cue):
    assert is_negated(text, draft(text, source, cue))


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Oskar denied that it was safe.", "Oskar", "denied"),
        ("Oskar did not come but said it was safe.", "Oskar", "said"),
        ("Oskar declined to comment.", "Oskar", "declined to comment"),
        ("Oskar refused to say it.", "Oskar", "refused to say"),
        ("Oskar said it would not be safe.", "Oskar", "said"),
        ("He pleaded not guilty to it.", "He", "pleaded not guilty"),
        ("Oskar not only said so.", "Oskar", "not only said"),
        ("Oskar would welcome it.", "Oskar", "would welcome"),
        ("Oskar announced it.", "Oskar", "announced"),
        ("It is late, Oskar said, if they come.", "Oskar", "said"),
    ],
)
def test_not_negated(text, source, cue):
    assert not is_negated(text, draft(text, source, cue))


def test_without_a_cue_nothing_is_negated():
    assert not is_negated("“No,”", Draft([], [], [Span(0, 5)], 0.9))
