"""Whether two speakers can be the same voice: the same name, or a body and one who speaks for it."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from onrecord.analyse.telling import Speaker
from onrecord.analyse.wording import FUNCTION, compared

#: What speaks for a country as a whole.
STATE = frozenset({"country", "government", "ministry", "legislature"})
_WORD = re.compile(r"[\w’'-]+")
#: Words that many bodies have in their name.
_GENERIC = frozenset(
    compared(word)
    for word in (
        "council committee commission court police army military force ministry government department organisation"
        " group party republic state foreign affairs defence office national united side delegation"
    ).split()
)


class Relation(IntEnum):
    """What two speakers are to each other."""

    SAME = 0
    KIN = 1
    OTHER = 2


def relation(one: Speaker, other: Speaker) -> Relation:
    """Tell what two speakers are to each other.

    KIN are a state and those who speak for it, or a body and one whose office names it: "Sorrenay rejected the charge"
    can be its spokesman's words. The unnamed and the unknown are OTHER, whatever they are called.

    >>> relation(Speaker("Anna Holm", "P1", "person", "NO"), Speaker("Norway", "Q20", "country", "NO")).name
    'KIN'
    """
    if one.key and one.key == other.key:
        return Relation.SAME
    return Relation.KIN if one.key and other.key and _kin(one, other) else Relation.OTHER


class Handles(NamedTuple):
    """By what kin are found among many: who is kin of another seeks one of the handles that the other offers."""

    offered: frozenset[str]
    sought: frozenset[str]


def handles(speaker: Speaker) -> Handles:
    """Return the handles of a speaker: country and words of the name for a body, those of the office for a person."""
    offered, sought = set[str](), set[str]()
    person = speaker.type == "person"
    if speaker.country and speaker.type in STATE:
        offered.add(f"state {speaker.country}")
        sought |= {f"state {speaker.country}", f"person {speaker.country}"}
    if speaker.country and person:
        offered.add(f"person {speaker.country}")
        sought.add(f"state {speaker.country}")
    for word in _telling_words(speaker.role or "" if person else speaker.name):
        offered.add(f"office {word}" if person else f"name {word}")
        sought |= {f"name {word}"} if person else {f"name {word}", f"office {word}"}
    return Handles(frozenset(offered), frozenset(sought))


def _kin(one: Speaker, other: Speaker) -> bool:
    body, voice = (other, one) if one.type == "person" else (one, other)
    if body.type == "person" or (body.type is None and voice.type is None):
        return False
    if body.country and body.country == voice.country and body.type in STATE:
        return voice.type == "person" or voice.type in STATE
    name = _telling_words(body.name)
    if voice.type == "person":
        return bool(name) and name <= _telling_words(voice.role or "")
    called = _telling_words(voice.name)
    return bool(name and called) and (name <= called or called <= name)


@lru_cache(maxsize=8192)
def _telling_words(name: str) -> frozenset[str]:
    words = (compared(word) for word in _WORD.findall(name))
    return frozenset(word for word in words if word and word not in FUNCTION and word not in _GENERIC)
