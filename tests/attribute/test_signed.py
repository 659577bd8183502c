from __future__ import annotations

import pytest

from attribute.drafts import statement
from onrecord.attribute.drafting.draft import Found
from onrecord.attribute.uncued.signed import signed_quotations


def signed(built, found=None):
    return [
        (draft.source[0].of(built.text), draft.content[0].of(built.text))
        for draft in signed_quotations(built, found or Found())
    ]


@pytest.mark.parametrize(
    ("blocks", "source", "content"),
    [
        (["“We shall not leave this coast.” — Mara Quell"], "Mara Quell", "“We shall not leave this coast.”"),
        (
            ["Some wrote back. “We shall not leave this coast.” ― Mara Quell, 44, of Karveth"],
            "Mara Quell, 44, of Karveth",
            "“We shall not leave this coast.”",
        ),
        (["“We shall not leave this coast.”\n> — Mara Quell"], "Mara Quell", "“We shall not leave this coast.”"),
        (['"We shall not leave this coast."', "- Quell."], "Quell", '"We shall not leave this coast."'),
    ],
)
def test_a_signature_tells_who_speaks(scene, blocks, source, content):
    built = scene(*(("paragraph", block) for block in blocks))
    assert signed(built) == [(source, content)]


@pytest.mark.parametrize(
    "block",
    [
        "“We shall not leave this coast” — and nobody left.",
        "“We shall not leave this coast” — she said it twice.",
        "“We shall not leave this coast” – the song of the year",
        "They sang “Haul the Fog” — Mara Quell",  # a title has few words
        "“We shall not leave this coast,” said Oskar.",
    ],
)
def test_what_goes_on_behind_a_dash_is_no_signature(scene, block):
    assert signed(scene(("paragraph", block))) == []


def test_a_statement_that_holds_the_quotation_keeps_it(scene):
    built = scene(("paragraph", "Oskar said: “We shall not leave this coast.” — Mara Quell"))
    assert signed(built, Found([statement(built, "Oskar", "said", "“We shall not leave this coast.”")])) == []


def test_a_statement_within_the_quotation_does_not(scene):
    built = scene(("paragraph", "“We think that nobody will leave.” — Mara Quell"))
    inner = statement(built, "We", "think", "that nobody will leave")
    assert signed(built, Found([inner])) == [("Mara Quell", "“We think that nobody will leave.”")]
