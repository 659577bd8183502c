from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.entity import Entity
from onrecord.resolve.known.identity import decide, local_id

TRESK = Entity("local:a", "Ulvar Tresk", "person", "Karveth", gender="male")


def other(**changed: object) -> Entity:
    return replace(TRESK, id="local:b", **changed)  # type: ignore[arg-type]


def test_the_same_id_is_the_same_whatever_else() -> None:
    assert decide(TRESK, replace(TRESK, name="U. T.", country="Obrassa", gender="female")).same


def test_the_same_full_name_is_the_same() -> None:
    assert decide(TRESK, other()).same
    assert decide(TRESK, other(name="Mr. ULVAR TRÉSK")).same
    assert decide(TRESK, other(country=None, gender=None)).same


def test_father_and_son_of_one_name_stay_two() -> None:
    father, son = replace(TRESK, born=1951), other(born=1984)
    assert decide(father, son).verdict == "different" and decide(father, son).reason == "lifetime"
    assert decide(father, other(born=1952)).same  # a calendar or a misprint


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"gender": "female"}, "gender"),
        ({"country": "Sorrenay"}, "country"),
        ({"type": "place"}, "type"),
        ({"type": "organisation"}, "type"),
        ({"name": "Ulvar Trask"}, "name"),
    ],
)
def test_a_clash_refuses(changed: dict[str, str], reason: str) -> None:
    found = decide(TRESK, other(**changed))
    assert (found.verdict, found.reason) == ("different", reason)
    assert decide(other(**changed), TRESK) == found


def test_who_was_born_after_the_other_died_is_another() -> None:
    assert decide(replace(TRESK, died=1960), other(born=1970)).reason == "lifetime"
    assert decide(replace(TRESK, died=1990), other(died=1995)).reason == "lifetime"


def test_a_last_name_joins_nobody() -> None:
    alone = Entity("local:c", "Tresk", "person")
    assert decide(alone, Entity("local:d", "Tresk", "person")).verdict == "unsure"
    assert decide(alone, replace(TRESK, aliases=("Tresk",))).verdict == "unsure"
    assert decide(alone, TRESK).verdict == "different"


def test_unless_it_is_known_to_be_enough() -> None:
    known = replace(TRESK, aliases=("Tresk",), mononym=True)
    alone = Entity("local:c", "Tresk", "person")
    assert decide(alone, known).same and decide(known, alone).same
    assert decide(replace(alone, gender="female"), known).reason == "gender"
    assert decide(Entity("local:e", "Anna Tresk", "person", aliases=("Tresk",)), known).verdict == "unsure"


def test_two_wikidata_ids_are_two() -> None:
    assert decide(replace(TRESK, id="Q1"), replace(TRESK, id="Q2")).verdict == "different"
    assert decide(replace(TRESK, id="Q1"), TRESK).same


def test_an_organisation_needs_one_word_only() -> None:
    one = Entity("local:f", "Mainmast", "party", "Sorrenay")
    assert decide(one, Entity("local:g", "Mainmast", "organisation", "Sorrenay")).same
    assert decide(one, Entity("local:g", "Mainmast", "person", "Sorrenay")).verdict == "different"


def test_empty_names_are_not_the_same() -> None:
    assert decide(Entity("local:h", "", "person"), Entity("local:i", "…", "person")).verdict == "different"


def test_a_local_id_tells_type_name_and_country_apart() -> None:
    ids = {
        local_id("person", "Ulvar Tresk", "Karveth"),
        local_id("person", "Ulvar Tresk", None),
        local_id("party", "Ulvar Tresk", "Karveth"),
        local_id("person", "Ulvar Tres", "kKarveth"),
    }
    assert len(ids) == 4 and all(id.startswith("local:") and len(id) == 22 for id in ids)
    assert local_id("person", "Mr ulvar  TRESK", "Karveth") == local_id("person", "Ulvar Tresk", "Karveth")
    assert local_id("person", "Ulvar Tresk", "Karveth") == "local:1e7cf40acc4c3ec8"
