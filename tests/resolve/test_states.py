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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mara Quell left the Karvethi capital, Velmark. [Velmark] said no.", "Government of Karveth"),
        ("Mara Quell left Velmark, the capital of Karveth. [Velmark] said no.", "Government of Karveth"),
        # a capital of something else, somebody else's
        ("Mara Quell left the Karvethi cheese capital, Velmark. [Velmark] said no.", "Velmark"),
        ("Mara Quell left the provincial capital, Velmark. [Velmark] said no.", "Velmark"),
    ],
)
def test_a_capital_that_the_article_calls_so_is_its_government(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Environment minister Mara Quell] said no. [Jonas Brandt] left. It rained. [The ministry] said so.",
         "unnamed: environment ministry"),
        ("[Japanese environment minister Mara Quell] said no. [Jonas Brandt] left. It rained. [The ministry] said so.",
         "Ministry of the Environment (Japan)"),
        # two ministers, and one of nothing in particular
        ("Environment minister Mara Quell met finance minister Jonas Brandt. It rained. [The ministry] said so.",
         "unnamed: ministry"),
        ("[Minister Mara Quell] said no. [Jonas Brandt] left. It rained. [The ministry] said so.", "unnamed: ministry"),
    ],
)  # fmt: skip
def test_the_ministry_of_the_only_minister(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("[Japan’s foreign ministry] said no. [It] said so.", "Q17#mfa"),
        ("[The Japanese government] said no. [It] said so.", "Q17#gov"),
    ],
)
def test_a_body_that_is_meant_again_keeps_who_it_is(text: str, entity: str) -> None:
    first, again = resolved(text)
    assert (first.entity, again.entity) == (entity, entity)
    assert (again.type, again.country, again.method) == (first.type, "JP", "pronoun")


def test_several_who_are_meant_again_keep_their_members() -> None:
    first, again = resolved("[Ada Quell and Jonas Brandt] said no. [They] said so.")
    assert [member.name for member in again.members] == [member.name for member in first.members] != []


def test_a_government_and_another_body() -> None:
    told = resolved("[The government of Karveth and the rebel Eastern Command] said no.")[-1]
    assert [member.name for member in told.members] == ["Government of Karveth", "Eastern Command"]


def test_who_is_told_of_in_a_clause_is_not_who_the_clause_belongs_to() -> None:
    text = "[General Mara Quell] said no. [The president, who decorated Quell in May,] said so."
    assert last_name(text) == "unnamed: president"
    assert last_name(text.replace("decorated Quell", "left")) == "Mara Quell"
