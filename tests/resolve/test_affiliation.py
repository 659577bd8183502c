from __future__ import annotations

import pytest

from resolve.article import last_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Mara Quell, director of the Norvale Harbour Authority, said {“[We] want ships”}.",
            "Norvale Harbour Authority",
        ),
        (
            "The head of the Norvale Harbour Authority, Mara Quell, said {“[We] want ships”}.",
            "Norvale Harbour Authority",
        ),
        ("Norvale Harbour Authority president Mara Quell said {“[We] want ships”}.", "Norvale Harbour Authority"),
        (
            "Mara Quell, director-general of the Norvale Harbour Authority, said {“[We] want ships”}.",
            "Norvale Harbour Authority",
        ),
        ("Mara Quell of the Norvale Harbour Authority said {“[We] want ships”}.", "Norvale Harbour Authority"),
        (
            "The Norvale Harbour Authority’s director, Mara Quell, said {“[We] want ships”}.",
            "Norvale Harbour Authority",
        ),
        ("Karveth signed. Mara Quell, its foreign minister, said {“[we] want ships”}.", "Government of Karveth"),
        ("Ostmark signed. Mara Quell, its foreign minister, said {“[we] want ships”}.", "Government of Ostmark"),
        ("Ostmark signed. Mara Quell, its singer, said {“[we] want ships”}.", "Mara Quell"),
        ("Jonas Brandt sang.\n\nMara Quell, its foreign minister, said {“[we] want ships”}.", "Mara Quell"),
        # heads and ministers of states speak for them, scholars for their team
        ("Karvethi defence minister Mara Quell said {“[we] want ships”}.", "Government of Karveth"),
        ("Ostmark’s defence minister, Mara Quell, said {“[we] want ships”}.", "Government of Ostmark"),
        ("President Mara Quell of Ostmark said {“[we] want ships”}.", "Ostmark"),
        ("Co-author Mara Quell said {“[we] want ships”}.", "unnamed: researchers"),
        ("Karvethi defence minister Mara Quell said {“[I] want ships”}.", "Mara Quell"),
        ("Karvethi senator Mara Quell said {“[we] want ships”}.", "Mara Quell"),
        ("Ostmark’s singer, Mara Quell, said {“[we] want ships”}.", "Mara Quell"),
        # of their own, of their side, of their team: none speaks for the whole body
        ("Mara Quell, who sued the Norvale Harbour Authority, said {“[We] want ships”}.", "Mara Quell"),
        ("Mara Quell, a member of the Norvale Senate, said {“[We] want ships”}.", "Mara Quell"),
        ("Mara Quell, professor at Norvale University, said {“[We] want ships”}.", "Mara Quell"),
        ("Mara Quell, director of the Norvale Harbour Authority, said {“[I] want ships”}.", "Mara Quell"),
        ("Mara Quell met the Norvale Harbour Authority and said {“[We] want ships”}.", "Mara Quell"),
    ],
)
def test_we_of_an_officer_is_the_body(text: str, name: str) -> None:
    before, said, rest = text.partition(" said ")
    words = before.replace("Mara Quell", "[Mara Quell]") if "[" not in before else before
    assert last_name(words + said + rest) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ledger interviews Mara Quell\n\nMara Quell met us. Where did [you] learn this?", "Mara Quell"),
        # nobody in particular, several, and no interview
        ("Ledger interviews Mara Quell\n\nMara Quell said: “When [you] know, you know.”", "unnamed: you"),
        (
            "Ledger interviews Mara Quell and Jonas Brandt\n\nMara Quell and Jonas Brandt met us. Did [you] know?",
            "unnamed: you",
        ),
        ("Mara Quell met us. Where did [you] learn this?", "unnamed: you"),
    ],
)
def test_you(text: str, name: str) -> None:
    assert last_name(text) == name


def test_he_after_we_is_the_person() -> None:
    text = "[Karvethi defence minister Jonas Brandt] said {“[we] want ships”}. [He] said no."
    assert last_name(text) == "Jonas Brandt"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norvale Minerals’s lawyer, Jonas Brandt, left. [Brandt] said no. [It] said so.", "Norvale Minerals"),
        # somebody else's, too long ago, inside a sentence
        ("Norvale Minerals fell. [Jonas Brandt] said no. He left. [It] said so.", "unknown"),
        ("Norvale Minerals’s lawyer, Jonas Brandt, left. [Brandt] said no. He left. [It] said so.", "unknown"),
    ],
)
def test_it_behind_the_words_of_an_officer_is_the_body(text: str, name: str) -> None:
    assert last_name(text) == name
