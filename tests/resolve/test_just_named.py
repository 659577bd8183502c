"""Firms, agencies and outlets that a noun takes up, and epithets."""

from __future__ import annotations

import pytest

from resolve.article import last_name

FOUND = [
    ("They opened the talks, the Norvale Dialogue, on Monday. Jonas Brandt left. It rained. [The talks] cover boats.",
     "Norvale Dialogue"),
    ("Officials, [the Orle Bulletin] said, told the AIS of it. [The website] said no.", "Orle Bulletin"),
    ("[Norvale Harbour Alliance] said no. [The union] said it again.", "Norvale Harbour Alliance"),
    ("The operator, Coastline Rail, left. [The Dockers Union] said no. It rained. [The company] said so.",
     "Coastline Rail"),
    ("The Bureau of Water Affairs left. It rained. It snowed. [The agency] said no.", "Bureau of Water Affairs"),
    ("Helion Foods is to buy Marrow Motors. It rained. It snowed. [The companies] said no.",
     "Helion Foods and Marrow Motors"),
    ("He mocked Mara Quell, Ada Voll and Jonas Brandt. [The candidates’] plans differ.",
     "Mara Quell and Ada Voll and Jonas Brandt"),
    ("[The Orle Council] said no. [The group’s letter to the Harbour Board] said so.", "Orle Council"),
    ("Harbour hopeful Mara Quell met reporter Ada Voll. [The shipping tycoon] said no.", "Mara Quell"),
    ("The board heard its nominee to lead the Harbour Board, Mara Quell. [The nominee] said no.", "Mara Quell"),
    ("[Rep. Mara Quell] said no. [The three-term Democrat] said so.", "Mara Quell"),
    ("Republican Sen. Ada Voll met Rep. Mara Quell. [The Orle Democrat] said so.", "Mara Quell"),
    ("Mara Quell left. Quell sang. Mrs Quell sang again. [The front-runner] said no.", "Mara Quell"),
]  # fmt: skip
FOUND += [
    ("[Books Forum Orle] said no. [The campaign group] said so.", "Books Forum Orle"),
    ("Mara Quell left. Quell met Ada Voll, her rival. [The tycoon] said no.", "Mara Quell"),
    ("[Orle Farmers’ League] said no. [Ada Voll] said so. [The union] said no.", "Orle Farmers’ League"),
    ("[Civil Aviation Board] said no. [The regulator] said so.", "Civil Aviation Board"),
    ("[Vantor Industries] said no. [The steelmaker] said so.", "Vantor Industries"),
]
UNNAMED = [
    "They opened the talks, Norvale Dialogue members said. Jonas Brandt left. It rained. [The talks] cover boats.",
    "[The Norvale Parliament] said no. [The union] said it again.",
    "Coastline Rail and Orle Motors left. It rained. [The company] said so.",
    "The Bureau of Water Affairs met the Office of Roads. It rained. It snowed. [The agency] said no.",
    "Helion Foods is to buy Marrow Motors, not Orle Gas. It rained. It snowed. [The companies] said no.",
    "Foreign minister Mara Quell left. [The ambassador] said no.",
    "Foreign minister Mara Quell left. [The envoy] said no.",
    "Republican Sen. Mara Quell left. [The three-term Democrat] said so.",
    "[Estimates by the organisers] said so.",
    "[A note by organisers] said so.",
]


@pytest.mark.parametrize(("text", "name"), FOUND)
def test_who_is_meant(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize("text", UNNAMED)
def test_nobody_in_particular(text: str) -> None:
    assert last_name(text).startswith("unnamed: ")


def test_whose_estimates_they_are() -> None:
    assert last_name("[Estimates by the organisers] said so.") == "unnamed: organisers"
    assert last_name("[Another report from Orle Council] said so.") == "Orle Council"


def test_a_plural_has_somebody() -> None:
    assert last_name("[The Greens’ Mara Quell] said no.") == "Mara Quell"
    assert last_name("[The Dockers’ Union] said no.") == "Dockers’ Union"


def test_a_former_minister_is_no_prime_minister() -> None:
    assert last_name("Former minister Mara Quell left. [The prime minister] said no.").startswith("unnamed: ")
    assert last_name("Former minister Mara Quell left. [The former minister] said no.") == "Mara Quell"


def test_names_that_were_missed() -> None:
    assert last_name("It was late, [Orle Reporter] said.") == "Orle Reporter"
    assert last_name("It was late, [News 12] said.") == "News 12"
    assert last_name("[Initial reports] said no.") == "unnamed: Initial reports"
    assert last_name("Officials and [Egyptologists] said no.") == "unnamed: Egyptologists"
    assert last_name("It was late, [Norvale Attorney General] said.").startswith("unnamed: ")


def test_the_other_one_of_a_sentence() -> None:
    assert last_name("Mara Quell met Ada Voll after [the front-runner] had said no.") == "Ada Voll"


def test_the_subject_goes_on() -> None:
    text = "Senator Ada Voll left. Senator Mara Quell came. Quell smiled to Voll: “No,” [the senator] said."
    assert last_name(text) == "Mara Quell"
    assert last_name("Senator Ada Voll left. Jonas Brandt smiled: “No,” [the senator] said.") == "Ada Voll"
