"""Countries that no registry has."""

from __future__ import annotations

import pytest

from onrecord.ingest import document_from_text
from onrecord.resolve import Registry, resolve
from onrecord.resolve.cast.homelands import homelands
from onrecord.resolve.names.mentions import page_of
from resolve.article import HEADLINE, resolved, resolved_with_entities

FOUND = [
    ("Quessel waits, and the Quesseli government said no.", ["Quessel"]),
    ("Quesseli Foreign Minister Mara Quell left Quessel.", ["Quessel"]),
    ("In Tarvona the Tarvonan army waits.", ["Tarvona"]),
    ("Quessel waits, and a Quesseli warship left.", ["Quessel"]),
    ("Tarvona waits, and the Tarvonan Foreign Ministry said no.", ["Tarvona"]),
    ("Quessole waits, and the Quessolese army said no.", ["Quessole"]),
    ("Tarvland waits, and the Tarvish army said no.", ["Tarvland"]),
    # what only states have, without an adjective
    ("Quessel waits, and Quessel’s foreign minister said no.", ["Quessel"]),
    ("The prime minister of Quessel said no, as did the ambassador of Tarvona.", ["Quessel", "Tarvona"]),
    ("Quessel’s governor and the president of Quessel said no.", []),
    ("President Quessel’s foreign minister said no.", []),
    ("Quessel waits, and Tarvona’s tall ambassador said no.", []),
    ("The foreign minister of a Quessel said no.", []),
    ("Quessel waits. A spokesman for its foreign ministry said no.", ["Quessel"]),
    ("Neighbouring Quessel, which said no, will close its border. Quessel waits.", ["Quessel"]),
    ("The chief of Quessel’s army said no, and Quessel waits.", ["Quessel"]),
    ("The Quessel armed forces said no, and Quessel waits.", ["Quessel"]),
    ("Quessel waits. Its lawyer said no.", []),
    ("Quessel waits, and Quessel’s deputy foreign minister said no.", ["Quessel"]),
    ("Quessel waits, and Quessel’s deputy harbour master said no.", []),
    ("Quessel’s military says no, and Quessel waits.", ["Quessel"]),
    ("Quessel waits, and Quessel’s infrastructure minister said no.", ["Quessel"]),
    ("Quessel waits, and Quessel’s tall minister said no.", []),
    ("Quessel’s military wing says no, and Quessel waits.", []),
    ("The foreign ministers of Quessel, Tarvona and Orle met, and Orle waits.", ["Orle", "Quessel", "Tarvona"]),
    ("The prime ministers of Quessel and Tarvona met, and Orle waits.", ["Quessel", "Tarvona"]),
    ("The harbour masters of Quessel and Tarvona met.", []),
    ("The port of Quessel waits. A spokesman for its foreign ministry said no.", []),
    # no adjective, no name, or nothing of a state behind
    ("Quessel waits, and the government said no.", []),
    ("The Quesseli government said no.", []),
    ("Quessel waits, and the Quesseli cheese is old.", []),
    # who leads it
    ("Prime Minister Mara Brandt of Quessel said no.", ["Quessel"]),
    ("President Mara Brandt of Quessel said no.", []),
    ("The government of Quessel said no.", ["Quessel"]),
    ("Coach Mara Brandt of Quessel said no.", []),
    # persons, regions, known countries
    ("Ada Quessel waits, and the Quesseli government said no.", []),
    ("Mr Quessel waits, and the Quesseli government said no.", []),
    ("Texas waits, and the Texan government said no.", []),
    ("Chile waits, and the Chilean government said no.", []),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_countries_of_an_article(text: str, names: list[str]) -> None:
    page = page_of(document_from_text(HEADLINE + text))
    assert [land.name for land in homelands(page, Registry.shipped())] == names


def test_a_country_that_is_found_has_a_government_and_people() -> None:
    text = "[Quessel] said no. [Quesseli officials] said no. [Quesseli Foreign Minister Mara Quell] said no."
    country, officials, minister = resolved(text)
    assert (country.name, country.country) == ("Government of Quessel", "Quessel")
    assert (officials.name, officials.country) == ("unnamed: Quesseli officials", "Quessel")
    assert (minister.name, minister.country) == ("Mara Quell", "Quessel")
    _, entities = resolved_with_entities(text)
    assert "Quesseli" not in [one.entity.name for one in entities]


def test_a_state_of_which_its_own_ministry_speaks() -> None:
    text = "The Quesseli army waits. Quessel left. [Its foreign ministry] said no."
    assert resolved(text)[-1].name == "Ministry of Foreign Affairs (Quessel)"


def test_a_country_is_found_in_its_own_article_only() -> None:
    first = document_from_text(HEADLINE + "Quessel waits, and the Quesseli government said no.")
    second = document_from_text(HEADLINE + "Quessel waits.")
    types = [
        {one.entity.name: one.entity.type for one in resolve(document, None, (), Registry.shipped())[1]}["Quessel"]
        for document in (first, second, first)
    ]
    assert types[0] == types[2] == "country"
    assert types[1] != "country"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VELMARK, March 3 (Merewire) - The ferry left Velmark.", {"Velmark": "place"}),
        ("VELMARK (Merewire) — The ferry left.", {"VELMARK": "place"}),
        ("VELMARK — a ferry — left Velmark.", {"Velmark": "organisation"}),
        ("VELMARK (or VMK) left Velmark.", {"Velmark": "organisation"}),
    ],
)
def test_the_place_of_a_dateline(text: str, expected: dict[str, str]) -> None:
    _, entities = resolved_with_entities(text)
    types = {one.entity.name: one.entity.type for one in entities}
    assert {name: types.get(name) for name in expected} == expected
