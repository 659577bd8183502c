"""Whoever is asked is the one who answers."""

from __future__ import annotations

import pytest

from resolve.article import last_name, name_without_source


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Lena Ost] asked the witness {whether Jonas Brandt knew}. {“Never,”} [he] replied.", "unnamed: witness"),
        ("[Lena Ost] asked Jonas Brandt {why he left}. {“I was ill,”} [he] answered.", "Jonas Brandt"),
        # nobody was asked, a thing was, the verb tells no answer, the gender is another
        ("[Jonas Brandt] said {it rained}. {“It did,”} [he] replied.", "Jonas Brandt"),
        ("Jonas Brandt left. [He] asked the question {whether it rained}. {“It did,”} [he] replied.", "Jonas Brandt"),
        ("[Jonas Brandt] asked the witness {whether it rained}. {“It did,”} [he] said.", "Jonas Brandt"),
        ("[Jonas Brandt] asked the woman {whether it rained}. {“It did,”} [he] replied.", "Jonas Brandt"),
    ],
)
def test_who_answers_is_whoever_was_asked(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[One of them, a retired teacher from Norvale,] said no.", "unnamed: retired teacher from Norvale"),
        ("[Some two dozen protesters] said no.", "unnamed: protesters"),
        ("[Holm Energy today] said no.", "Holm Energy"),
        ("[Its lawyer, Per Halloran,] said no.", "Per Halloran"),
        ("Per Halloran reports, [Anna Quell] said no.", "Anna Quell"),
        ("[The Concord of Nations] said no.", "Concord of Nations"),
        ("[The Order of Friars] said no.", "Order of Friars"),
    ],
)
def test_words_around_a_name(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        (
            "Lena Ost told the Orle Herald, in response to a question about the rain, that it fell.",
            "question",
            "Orle Herald",
        ),
        ("Asked about the rain, Lena Ost told the Orle Herald that it fell.", "Asked", "Orle Herald"),
        (
            "[A Norvale Radio poll of voters] found {few had left}. Asked whether it rained, few said yes.",
            "Asked",
            "Norvale Radio",
        ),
        # nobody is told anything, a person is, a state is, nobody was polled, or long before
        ("Asked about the rain, Lena Ost saw the Orle Herald.", "Asked", "unknown"),
        ("It rained, and Brandt never asked about it, Lena Ost told the Orle Herald.", "asked", "unknown"),
        ("Asked about the rain, Lena Ost told Jonas Brandt that it fell.", "Asked", "unknown"),
        ("Asked about the rain, Lena Ost told Karveth that it fell.", "Asked", "unknown"),
        ("[A Norvale Radio report] found {few had left}. Asked whether it rained, few said yes.", "Asked", "unknown"),
        (
            "[A Norvale Radio poll] found {few had left}.\n\nA.\n\nB.\n\nC.\n\nAsked whether it rained, he did.",
            "Asked",
            "unknown",
        ),
    ],
)
def test_who_asks_is_told_the_answer_or_polls(text: str, cue: str, name: str) -> None:
    assert name_without_source(text, cue) == name
