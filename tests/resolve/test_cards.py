from __future__ import annotations

import pytest

from onrecord.document import Span
from onrecord.resolve.cast.cards import country_in
from onrecord.words import words_of
from resolve.article import cast_of, own_registry


def cards(text: str, name: str) -> list[tuple[str, str, str | None, str | None]]:
    """Words, head, country and gender of the cards of somebody; their spans are checked on the way."""
    whole, cast = cast_of(text)
    (figure,) = (figure for figure in cast if figure.name == name)
    for card in figure.cards:
        words = [word for word in words_of(whole, card.span) if word.text[0].isalnum()]
        assert card.span.of(whole).split()[0] == card.text.split()[0] and card.span.of(whole)[-1] != ","
        assert " ".join(word.text for word in words) == card.text
        assert card.words == {card.head, *(word.lower for word in words)}
    return [(card.text, card.head, card.country, card.gender) for card in figure.cards]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foreign Minister Anna Holm left.", ("Foreign Minister", "minister", None, None)),
        ("Karvethi Foreign Minister Anna Holm left.", ("Karvethi Foreign Minister", "minister", "Karveth", None)),
        ("Russian Foreign Minister Anna Holm left.", ("Russian Foreign Minister", "minister", "RU", None)),
        ("Secretary of State Anna Holm left.", ("Secretary of State", "state", None, None)),
        ("The ministry spokesman Col. Anna Holm left.", ("ministry spokesman", "spokesman", None, "male")),
        ("Spokeswoman Anna Holm left.", ("Spokeswoman", "spokeswoman", None, "female")),
        ("Gov. Anna Holm left.", ("Gov", "governor", None, None)),
        ("Chairman Anna Holm left.", ("Chairman", "chairman", None, "male")),
        (
            "Anna Holm, the Karvethi envoy in Sorrenay, left.",
            ("the Karvethi envoy in Sorrenay", "envoy", "Karveth", None),
        ),
        ("Anna Holm, mayor of Ossunmar, left.", ("mayor of Ossunmar", "mayor", "Karveth", None)),
        ("Anna Holm, mayor of Norvale, left.", ("mayor of Norvale", "mayor", None, None)),
        (
            "Anna Holm, Sorrenay’s defence minister, left.",
            ("Sorrenay’s defence minister", "minister", "Sorrenay", None),
        ),
        ("Anna Holm – a lawyer from Sorrenay – left.", ("a lawyer from Sorrenay", "lawyer", "Sorrenay", None)),
        ("Anna Holm (mayor) left.", ("mayor", "mayor", None, None)),
        ("Anna Holm is the mayor of Norvale.", ("the mayor of Norvale", "mayor", None, None)),
        ("Anna Holm was a teacher.", ("a teacher", "teacher", None, None)),
        ("Anna Holm, his mother, left.", ("his mother", "mother", None, "female")),
        ("The finance minister, Anna Holm, left.", ("The finance minister", "minister", None, None)),
        ("Their lawyer, Anna Holm, left.", ("Their lawyer", "lawyer", None, None)),
        ("It was the Sorrenayan envoy, Anna Holm.", ("the Sorrenayan envoy", "envoy", "Sorrenay", None)),
    ],
)
def test_what_is_said_of_somebody(text: str, expected: tuple[str, str, str | None, str | None]) -> None:
    assert cards(text, "Anna Holm") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Holm left.",
        "Anna Holm, who knows the mayor, left.",
        "Anna Holm, in the minister’s car, left.",
        "Anna Holm, when the mayor came, left.",
        "Anna Holm, and the mayor, left.",
        "The mayor left, and Anna Holm stayed.",
        "The boats, Anna Holm said, left.",
        "Anna Holm is late.",
        "Anna Holm is a boat.",
        "Anna Holm, the boat, left.",
        "In the night, Anna Holm left.",
        "Anna Holm, left",
        "Anna Holm,",
        "Anna Holm",
    ],
)
def test_what_is_no_role(text: str) -> None:
    assert cards(text, "Anna Holm") == []


def test_a_role_in_front_of_a_name_that_a_country_owns() -> None:
    assert cards("Sorrenay’s prime minister, Anna Holm, left.", "Anna Holm") == [
        ("Sorrenay’s prime minister", "minister", "Sorrenay", None)
    ]


def test_every_mention_can_have_a_role() -> None:
    text = "Minister Anna Holm left. Holm, a lawyer, came. Professor Holm left."
    assert {card[0] for card in cards(text, "Anna Holm")} == {"Minister", "Professor", "a lawyer"}


def test_a_long_role_is_cut() -> None:
    text = "Anna Holm, the winner of a prize that the old board of the harbour gave away when it was rich, left."
    ((words, head, _, _),) = cards(text, "Anna Holm")
    assert head == "winner" and 8 < len(words.split()) < 20


def test_roles_of_bodies_are_bodies() -> None:
    text = "The Norvale Council, a city council in Karveth, met the Holm Group, the mayor, there."
    assert cards(text, "Norvale Council") == [("a city council in Karveth", "council", "Karveth", None)]
    assert cards(text, "Holm Group") == []


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("the Karvethi minister", "Karveth"),
        ("the minister of Karveth", "Karveth"),
        ("the Republic of Karveth envoy", "Karveth"),
        ("residents of Ossunmar", "Karveth"),
        ("the US envoy", "US"),
        ("the United Kingdom envoy", "GB"),
        ("the Sorrenayan envoy in Karveth", "Sorrenay"),
        ("South Korean officials", "KR"),
        # no country, or no name of one
        ("the minister", None),
        ("the Ruritanian minister", None),
        ("the turkey farmer", None),
        ("they told us", None),
        ("", None),
    ],
)
def test_the_first_country_that_words_name(words: str, country: str | None) -> None:
    assert country_in(words_of(words, Span(0, len(words))), own_registry()) == country
