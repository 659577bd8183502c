"""Whoever is asked is the one who answers."""

from __future__ import annotations

import pytest

from resolve.article import last_name


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
