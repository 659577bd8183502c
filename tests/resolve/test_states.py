"""Bodies of a state that a pronoun owns."""

from __future__ import annotations

import pytest

from resolve.article import last_name, resolved


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Japan] said no. [Its foreign ministry] said it again.", "Ministry of Foreign Affairs (Japan)"),
        ("[Japan] said no. [Its army] said it again.", "Armed forces of Japan"),
        ("[Japan] said no. [Its lower parliament] said it again.", "unnamed: lower parliament"),
        ("[The Norvale Council] said no. [Its ministry] said it again.", "unnamed: ministry"),
    ],
)
def test_a_body_that_a_state_has(text: str, name: str) -> None:
    assert last_name(text) == name


def test_a_descriptor_keeps_the_title_of_whom_it_names() -> None:
    (spokesman,) = resolved("Mara Quell left. [A spokesman for a friend of Ms. Quell] said no.")
    assert spokesman.name == "unnamed: spokesman for a friend of Ms. Quell"
