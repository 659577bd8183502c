"""Which speakers can be one voice."""

from __future__ import annotations

import pytest

from analyse.told import MINISTER, RIVAL, STATE
from onrecord.analyse.speakers import Relation, handles, relation
from onrecord.analyse.telling import Speaker

FRONT = Speaker("Shore Front", "F1", "armed_group")
COMMANDER = Speaker("Ilo Maru", "P3", "person", role="Commander of the Shore Front")
MINISTRY = Speaker("Ministry of Foreign Affairs (Veldland)", "M1", "ministry", "Veldland")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (MINISTER, Speaker("Oskar", "P1"), Relation.SAME),
        (MINISTER, RIVAL, Relation.OTHER),
        (MINISTER, STATE, Relation.KIN),
        (STATE, MINISTRY, Relation.KIN),
        (FRONT, COMMANDER, Relation.KIN),
        (FRONT, MINISTER, Relation.OTHER),
        (
            Speaker("World Concord", "O1", "organisation"),
            Speaker("Concord Council", "O2", "organisation"),
            Relation.KIN,
        ),
        (
            Speaker("University of Port Almery", "O4", "organisation"),
            Speaker("University of Ossunmar", "O5", "organisation"),
            Relation.OTHER,
        ),
        (
            Speaker("Brandt campaign", "O6", "organisation"),
            Speaker("Velm campaign", "O7", "organisation"),
            Relation.OTHER,
        ),
        (Speaker("Ports Party", "O3", "organisation", "Veldland"), MINISTER, Relation.OTHER),
        (Speaker("unnamed: officials"), Speaker("unnamed: officials"), Relation.OTHER),
        (Speaker(), MINISTER, Relation.OTHER),
    ],
)
def test_relations(one: Speaker, other: Speaker, expected: Relation) -> None:
    assert relation(one, other) is relation(other, one) is expected
    found = [not handles(a).sought.isdisjoint(handles(b).offered) for a, b in ((one, other), (other, one))]
    assert all(found) or expected is not Relation.KIN
