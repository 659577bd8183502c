"""Who an article's reader is shown: no credit, no adjective, one city under one name."""

from __future__ import annotations

import pytest

from onrecord.entity import Entity
from onrecord.ingest import document_from_text
from onrecord.resolve import Registry
from onrecord.resolve.cast.cast import Cast
from onrecord.resolve.names.mentions import page_of
from resolve.article import HEADLINE, own_registry, resolved_with_entities

KARRENKO = Entity("inv:karrenko", "Volodymyr Karrenko", "person", "Karveth", gender="male", provenance="user")


def shown(text: str, registry: Registry | None = None) -> dict[str, tuple[str, str | None]]:
    """Type and country of everybody in an article, by name."""
    _, entities = resolved_with_entities(text, registry)
    return {one.entity.name: (one.entity.type, one.entity.country) for one in entities}


def entities_of(text: str, registry: Registry | None = None) -> list[str]:
    """The names of everybody in an article, in alphabetical order."""
    return sorted(shown(text, registry))


NOBODY = [
    # words of credits are nobody; photographers are persons, agencies bodies
    ("FILE PHOTO. © Mara Quell/Norvale Images", ["Mara Quell", "Norvale Images"]),
    ("The ship at dusk. Archive photo. Mara Quell", ["Mara Quell"]),
    ("The studio Norvale Pictures said so.", ["Norvale Pictures"]),
    # adjectives of regions, faiths and parties
    ("The envoys want Western guarantees and European money.", []),
    ("They spoke of Latin American trade and of Middle Eastern oil.", []),
    ("A Muslim cleric and a Democratic hopeful came.", []),
    ("The envoys read the Western Gazette.", ["Western Gazette"]),
    ("The envoys say the West knows.", ["the West"]),
    # compounds of names, abbreviations, contractions
    ("The Norvale-based firm has US-built engines.", ["Norvale", "United States"]),
    ("They left the Norvale-led Corrin War.", ["Norvale-led Corrin War"]),
    ("The Quell-led board of Mara Quell met.", ["Mara Quell"]),
    ("They met Kang Jong-un and Tang Chun-ying there.", ["Kang Jong-un", "Tang Chun-ying"]),
    ("He came on Dec. 8 and said We’re done, as Sen. Mara Quell (D-Vt.) saw.", ["Mara Quell"]),
    ("“May she rest,” he said.", []),
    ("Then Prime Minister May said no, in May.", ["May"]),
]


@pytest.mark.parametrize(("text", "expected"), NOBODY)
def test_who_is_nobody(text: str, expected: list[str]) -> None:
    assert entities_of(text) == expected


def test_an_agency_in_a_credit_is_a_body() -> None:
    assert shown("FILE PHOTO. © Mara Quell/Norvale Images")["Norvale Images"] == ("organisation", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops near Kiev said that Kyiv is calm.", {"Kyiv": ("place", "UA")}),
        ("“He left Kiev’s forces,” she said in Kiev.", {"Kyiv": ("place", "UA")}),
        ("A ship left Ossunmar for Karveth.", {"Karveth": ("country", "Karveth")}),
        ("He went to the port town of Sennac.", {"Sennac": ("place", None)}),
        ("A fire in Sennac, a city in the north, ended.", {"Sennac": ("place", None)}),
        ("A ship on the Corrin Sea left Port Sennac.", {"Corrin Sea": ("place", None), "Port Sennac": ("place", None)}),
        ("He met Ada Hill and Peter Lake.", {"Ada Hill": ("person", None), "Peter Lake": ("person", None)}),
        ("They signed the Corrin Waters Treaty.", {"Corrin Waters Treaty": ("organisation", None)}),
    ],
)
def test_places(text: str, expected: dict[str, tuple[str, str | None]]) -> None:
    assert shown(text) == expected


def test_a_seat_has_its_country() -> None:
    assert shown("He left the Kremlin.") == {"Kremlin": ("organisation", "RU")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He told Western Europeans no.", {"Western Europeans": None}),
        ("Americans and Muslims say so.", {"Americans": "US", "Muslims": None}),
    ],
)
def test_peoples_are_groups(text: str, expected: dict[str, str | None]) -> None:
    assert shown(text) == {name: ("group", country) for name, country in expected.items()}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("Merewire Norwegians", set()), ("Peter Norwegians", {"person"}), ("Merewire Quell", {"person"})],
)
def test_some_of_a_people_are_no_person(name: str, kinds: set[str]) -> None:
    assert {kind for kind, _ in shown(f"Others asked {name}. They say so.").values()} == kinds


BRACKETS = [
    ("“[Karvethi President Mara] Quell will come,” he said of Mara Quell.", ["Mara Quell"]),
    ("“It is up to [Mara] Quell,” he said.", ["Mara Quell"]),
    ("[Merewire] NORVALE GAZETTE closes, Mara Quell said.", ["Mara Quell", "Merewire Agency", "NORVALE GAZETTE"]),
]


@pytest.mark.parametrize(("text", "expected"), BRACKETS)
def test_a_name_goes_on_behind_an_editors_bracket(text: str, expected: list[str]) -> None:
    document = document_from_text(HEADLINE + text)
    figures = Cast(page_of(document), own_registry()).figures
    assert sorted(figure.name for figure in figures) == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Guarantees that Karveth’s Mara Quell wants came.", "Karveth"),
        ("Karveth's Prime Minister Mara Quell came.", "Karveth"),
        ("Karveth, Mara Quell said, is calm.", None),
        ("Karveth’s ports, Mara Quell said, are calm.", None),
    ],
)
def test_a_country_before_a_name_is_its_country(text: str, country: str | None) -> None:
    assert shown(text)["Mara Quell"] == ("person", country)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Karveth’s Vladimir Karrenko came.", True),
        ("Karvethi President Vladimir Karrenko came.", True),
        ("Vladimir Karrenko came.", False),  # no country
        ("Sorrenay’s Vladimir Karrenko came.", False),  # another country
        ("Karveth’s Vladislav Karrenko came.", False),  # another first name
        ("Karveth’s Vladimir Karrenov came.", False),  # another last name
    ],
)
def test_first_names_of_other_languages_meet_the_registry(text: str, known: bool) -> None:
    _, entities = resolved_with_entities(text, own_registry().with_actors([KARRENKO]))
    assert ("inv:karrenko" in {one.entity.id for one in entities}) is known


def test_two_spellings_of_one_known_person_are_one_entity() -> None:
    text = "Karveth’s Vladimir Karrenko came. Volodymyr Karrenko left. “Karrenko,” he said."
    _, entities = resolved_with_entities(text, own_registry().with_actors([KARRENKO]))
    assert [one.entity.id for one in entities if one.entity.type == "person"] == ["inv:karrenko"]


def test_an_unknown_pair_of_first_names_stays_two() -> None:
    assert entities_of("Vladimir Orsk met Volodymyr Orsk.") == ["Vladimir Orsk", "Volodymyr Orsk"]


ALLIANCES = [
    ("[Members of the so-called “coalition of the patient,” a group of states aiding Karveth] said no.", True),
    ("[The “coalition of the patient”] said no.", True),
    ("[States of the self-styled ‘axis of harbours’] said no.", True),
    ("[Members of a group pushing for aid to Karveth] said no.", False),
    ("[A so-called “expert on tides”] said no.", False),
]


@pytest.mark.parametrize(("text", "named"), ALLIANCES)
def test_a_group_by_a_phrase_in_quotation_marks(text: str, named: bool) -> None:
    (resolution,), _ = resolved_with_entities(text)
    assert (resolution.entity is not None) is named
    assert resolution.type == "group"
    assert resolution.country is None
    assert not named or resolution.name in ("coalition of the patient", "axis of harbours")


@pytest.mark.parametrize(
    ("source", "country"),
    [
        ("Officials in Karveth", "Karveth"),
        ("Karvethi envoys to Sorrenay", "Karveth"),
        ("Envoys to Sorrenay", None),
        ("Officials who left Karveth", None),
        ("Members of a team looking for ships near Karveth", None),
    ],
)
def test_the_country_of_the_unnamed_is_not_that_of_a_later_clause(source: str, country: str | None) -> None:
    (resolution,), _ = resolved_with_entities(f"[{source}] said no.")
    assert resolution.country == country
