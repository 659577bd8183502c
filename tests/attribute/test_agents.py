from __future__ import annotations

import pytest

from onrecord.attribute.sources.agents import agents
from onrecord.document import Span


def place(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def named(text, cue, content, *sources):
    found = agents(text, [place(text, s) for s in sources], [place(text, cue)], [place(text, content)])
    return [span.of(text) for span in found]


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        ("The ceasefire proposed by Orlune last week failed.", "proposed", "The ceasefire", "Orlune"),
        ("Gates built by the Sennac port authority will hold.", "built", "Gates", "the Sennac port authority"),
        ("A suggestion by councillor Ina Hask that it fell", "suggestion", "that it fell", "councillor Ina Hask"),
        ("A claim by the mayor of Sennac that it fell", "claim", "that it fell", "the mayor of Sennac"),
        ("Criticism voiced by economists that it fell", "Criticism", "that it fell", "economists"),
        ("Tresk was pressed by Quell about how it fell", "was pressed", "how it fell", "Quell"),
        ("Guarantees demanded by the union would cost", "demanded", "Guarantees", "the union"),
        ("Tresk is cited by Quell", "is cited by", "Tresk", "Quell"),
    ],
)
def test_whoever_stands_behind_by_is_the_source(text, cue, content, source):
    assert named(text, cue, content) == [source]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The truce demanded by Monday", "demanded", "The truce"),
        ("The truce demanded by the end of May", "demanded", "The truce"),
        ("A promise to end it by force", "promise", "to end it"),
        ("A claim by accident", "claim", "by accident"),
        ("The plan changed by raising the price", "changed", "The plan"),
    ],
)
def test_a_time_or_manner_behind_by_is_none(text, cue, content):
    assert named(text, cue, content) == []


def test_a_source_beside_the_cue_stays():
    assert named("Quell rejects the claim by Orlune", "rejects", "the claim by Orlune", "Quell") == ["Quell"]


def test_a_source_that_runs_over_the_cue_gives_way_to_whoever_is_behind_by():
    text = "The charge, denied by Orlune, that it fell"
    assert named(text, "denied", "that it fell", "The charge, denied by Orlune") == ["Orlune"]


@pytest.mark.parametrize(("source", "kept"), [("The", []), ("The Hall", ["The Hall"])])
def test_an_article_alone_is_no_source(source, kept):
    assert named("The Hall claims that it fell.", "claims", "that it fell", source) == kept


def test_an_adjective_alone_is_nobody():
    assert named("Tresk ignored repeated warnings that it fell", "warnings", "that it fell", "repeated") == []
