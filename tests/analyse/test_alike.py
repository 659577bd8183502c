"""Actors that may be one."""

from __future__ import annotations

import pytest

from onrecord.analyse.alike import alike, sounding
from onrecord.store.asking.known import KnownActor
from steps import steps_of


def actor(*names: str, entity: str | None = None, type: str | None = "person", uses: int = 1, **facts) -> KnownActor:
    return KnownActor(entity, names, uses, type, **facts)


URDELI = actor("Zhamqat Urdeli", entity="P-17", uses=9)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (URDELI, actor("Jamkat Ourdeli"), "the same words"),
        (URDELI, actor("Zhamqat Urdelli", entity="local:1"), "the same words"),
        (actor("Maren Oskeveth", uses=3), actor("Maren Oskeweth"), "the same words"),
        (actor("Lucan Estravelle", uses=3), actor("Lucan Estravele"), "the same words"),
        (actor("Reyna Skarvold", uses=3), actor("Reyna Skarfold"), "another spelling"),
        (actor("Maren Oskeveth", uses=3), actor("M. Oskeveth"), "the same last name, first names that fit"),
        (actor("Maren Oskeveth", uses=3), actor("Oskeveth"), "a last name alone"),
        (
            actor("Tervai Shore Front", type="organisation", uses=3),
            actor("TSF", type="organisation"),
            "an acronym",
        ),
        (actor("Oshuan Maruvi", uses=3, aliases=("the Heron",)), actor("Heron"), "one is known by the other’s name"),
    ],
)
def test_pairs_that_may_be_one(one: KnownActor, other: KnownActor, reason: str) -> None:
    (found,) = alike([other, one])
    assert (found.first, found.second, found.reason) == (one.id, other.id, reason)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (actor("Dorrik Halvasund"), actor("Lisvane Halvasund")),  # one name, two people
        (actor("Maren Oskeveth", entity="P-03"), actor("M. Oskeveth", entity="P-99")),  # two in a registry
        (actor("Annegar"), actor("Annegar", type="organisation")),
        (actor("unnamed: officials", type=None), actor("unnamed: Officials", type=None)),
        (actor("Ektavar", type=None), actor("Government of Ektavar", type="government")),
        (actor("Karveth", type="country"), actor("Parliament of Karveth", type="country")),
    ],
)
def test_pairs_that_are_two(one: KnownActor, other: KnownActor) -> None:
    assert alike([one, other]) == []


def test_whoever_said_that_they_are_two_is_heard() -> None:
    pair = [URDELI, actor("Jamkat Ourdeli")]
    assert alike(pair, {frozenset(("P-17", "Jamkat Ourdeli"))}) == []


def test_names_without_a_letter_are_compared_as_they_are() -> None:
    assert sounding("—") == ""
    assert alike([actor("—"), actor("…")]) == []


def test_the_work_grows_with_the_actors_not_with_their_pairs() -> None:
    def some(count: int) -> list[KnownActor]:
        return [actor(f"{chr(97 + n % 26)}{n:05}na {chr(97 + n // 26 % 26)}{n:05}to") for n in range(count)]

    assert steps_of(lambda: alike(some(1600))) < 3 * steps_of(lambda: alike(some(800)))
