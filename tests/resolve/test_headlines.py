"""Whom a headline and a lead tell of without a name."""

from __future__ import annotations

import pytest

from resolve.article import last_name, resolved

BELOW = [
    ("[Driver] denies {speeding}\n\nMara Quell, 34, left court. [Mara Quell] denied {all}.", "Mara Quell"),
    (
        "[Scottish court] finds {ban unlawful}\n\n[The Harbour Court of Orle] held {that it was}.",
        "Harbour Court of Orle",
    ),
    ("[Norvale authorities] report {one death}\n\n[The Norvale Health Ministry] said {so}.", "Norvale Health Ministry"),
]
BELOW += [
    # an official is who speaks first in an office
    ("[Karveth official] rejects {plan}\n\n[Karveth’s Foreign Minister Mara Quell] said {no}.", "Mara Quell"),
    ("[Official] rejects {plan}\n\n[Its friends] said {yes}. [Harbour Minister Mara Quell] said {no}.", "Mara Quell"),
    # what stands above a full text sums it up
    ("Ships\n\nAbstract.\n\n[A Karvethi official] said {no}.\n\nFull text.\n\nIt rained.\n\n[Karveth’s Foreign Minister"
     " Mara Quell] said {no}.", "Mara Quell"),
]  # fmt: skip
OTHERS = [
    # no office, another country, too far below, no summary
    "[Official] rejects {plan}\n\n[Mara Quell, a sailor,] said {no}.",
    "[Orskan official] rejects {plan}\n\n[Karveth’s Foreign Minister Mara Quell] said {no}.",
    "[Official] rejects {plan}\n\n[Aides] said {no}. [Aides] said {no}. [Aides] said {no}. [Aides] said {no}. [Harbour"
    " Minister Mara Quell] said {no}.",
    "Ships\n\n[A Karvethi official] said {no}.\n\nIt rained.\n\n[Karveth’s Foreign Minister Mara Quell] said {no}.",
    "[Driver] warns {others}\n\n[Mara Quell] denied {all}.",  # another verb, and nobody calls her so
    "[The driver] denies {speeding}\n\n[Mara Quell] denied {all}.",
    "[Sailor’s widow] denies {it}\n\n[Jonas Brandt] denied {all}.",
    "[Norvale authorities] report {one death}\n\n[The Norvale Gazette] said {so}.",
]
LATER = [
    "[A senator] said {no}. It rained. [Senator Mara Quell] said {it again}.",
    "[A key senator] said {no}. [She] said {it again}. [Senator Mara Quell] said {so}.",
    "[A real estate mogul] said {no}. [Mara Quell, 58,] said {it again}.",
    "[Norvale envoy] warns {miners}\n\n[The special envoy] said {no}. {“[I] came,”} [Envoy Mara Quell] said.",
    "Karveth’s ships\n\n[Karveth’s foreign minister] said {no}.\n\n[Mara Quell] said {it again}.",
    "[PM] says {no}\n\n[The prime minister] said {no}.\n\n[Mara Quell] told {the house}.",
]
LATER += [
    "[Novelist] leaves {festival}\n\nIt rained. [Mara Quell, 47,] said {no}.",
    "Ships\n\n[A former sheriff] said {no}.\n\n[Mara Quell, 52,] said {so}.",
    "[Challenger] calls {for debate}\n\n[Challenger Mara Quell] said {so}.",
    # a command is what somebody with a rank has
    "Ships\n\n[The commander of the Norvale armed forces] said {no}.\n\n[General Mara Quell] said {so}.",
    "[Former aide] admits {guilt}\n\n[A former aide to Jonas Brandt] said {no}. [Mara Quell, 34,] told {the court}.",
]
NOT_LATER = [
    "[A passenger] said {no}. [Senator Mara Quell] said {it again}.",
    "[A senator] said {no}. [Mara Quell] said {it again}.",  # nothing told of her
    "Senator Mara Quell left. [A senator] said {no}. [Mara Quell] said {it again}.",
    "[A senator] said {no}. [Police] said {so}. [Senator Mara Quell] said {it again}.",
    "Ships\n\n[The foreign minister] said {no}. [Mara Quell, the harbour mayor,] said {it again}.",
    "Ships\n\n[The foreign minister] said {no}. Rain. Rain. Rain. [Mara Quell] said {it again}.",
    "Ships\n\nRain.\n\nRain.\n\n[The foreign minister] said {no}. [Mara Quell] said {it again}.",
    "Ships\n\n[A judge] said {no}.\n\n[Mara Quell, 52,] said {so}.",
    "Ships\n\n[A passenger] said {no}.\n\n[Mara Quell] said {so}.",
    "[A mogul] said {no}. [The Coastal Pact] said {it again}.",
    "Ships\n\n[The head of the Norvale museum] said {no}.\n\n[General Mara Quell] said {so}.",
    "Ships\n\nMara Quell won, and [Karveth’s president] said {no}. [Mara Quell] said {it again}.",
    "Ships\n\n[The army chief] said {no}.\n\n[Reporter Mara Quell] said {so}.",
]


@pytest.mark.parametrize(("text", "name"), BELOW)
def test_the_lead_names_them(text: str, name: str) -> None:
    assert resolved(text)[0].name == name


@pytest.mark.parametrize("text", OTHERS)
def test_the_lead_names_somebody_else(text: str) -> None:
    assert resolved(text)[0].name.startswith("unnamed: ")


@pytest.mark.parametrize("text", LATER)
def test_the_next_to_speak_is_meant(text: str) -> None:
    assert resolved(text)[0].name == "Mara Quell"


@pytest.mark.parametrize("text", NOT_LATER)
def test_the_next_to_speak_is_somebody_else(text: str) -> None:
    assert resolved(text)[0].name.startswith("unnamed: ")


def test_what_the_lead_tells_is_known_from_then_on() -> None:
    text = "Ships\n\n[Karveth’s prime minister] said {no}.\n\n[Mara Quell] left.\n\n[The head of government] said {so}."
    assert last_name(text) == "Mara Quell"


def test_nothing_but_a_possessive() -> None:
    assert resolved("Ships\n\n[Minister’s] plan is {this}.\n\n[Mara Quell, 52,] said {so}.")[1].name == "Mara Quell"
