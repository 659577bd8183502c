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
