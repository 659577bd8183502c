"""Actors of a record that may be one: names that share words, other spellings, initials, acronyms. A person decides.

Spelling is compared by rapidfuzz over names as they sound: without accents, with the letters that transliterations
differ in made one ("Ourdeli", "Urdeli"; "Qemral", "Kemral"). Two that a registry has as two are two.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple, Protocol

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

#: Likeness of two words from which they may be spellings of one, by Jaro and Winkler, and of whole names.
WORD, WHOLE = 0.88, 86
#: What begins the id of somebody whom no registry knows.
LOCAL = "local:"
LAST = "a last name alone"
#: A word in more names than this tells nobody from others.
COMMON = 60
_WORD = re.compile(r"[^\W_]+")
_SOUNDS = (("ou", "u"), ("kh", "h"), ("zh", "j"), ("q", "k"), ("ck", "k"), ("w", "v"), ("y", "i"), ("ph", "f"))
_SMALL = frozenset({"the", "of", "and", "for", "de", "la", "du", "des", "el", "al"})
_NOBODY = ("unnamed:", "unknown")


class Named(Protocol):
    """An actor: :class:`onrecord.store.asking.known.KnownActor` is one."""

    @property
    def id(self) -> str:
        """What it is asked for by."""

    @property
    def entity(self) -> str | None:
        """Id of the entity; None for a name that belongs to none."""

    @property
    def names(self) -> Sequence[str]:
        """Its names, the one that is used most first."""

    @property
    def aliases(self) -> Sequence[str]:
        """Names that it is known by elsewhere."""

    @property
    def type(self) -> str | None:
        """Person, organisation, …; None where it is not known."""

    @property
    def uses(self) -> int:
        """How often it is named."""


class Alike(NamedTuple):
    """Two actors that may be one; ``first`` is the one that is used more."""

    first: str
    second: str
    reason: str
    score: float


def alike(actors: Iterable[Named], apart: Collection[frozenset[str]] = ()) -> list[Alike]:
    """Return pairs of actors that may be one, the likeliest first.

    Parameters
    ----------
    apart : collection of frozenset of str
        Pairs of ids of whom somebody said that they are two.
    """
    known = [one for one in actors if not one.names[0].startswith(_NOBODY)]
    by_key: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(known):
        for key in _keys(one):
            by_key[key].append(number)
    pairs = {
        pair for numbers in by_key.values() if len(numbers) <= COMMON for pair in combinations(sorted({*numbers}), 2)
    }
    found = [pair for left, right in pairs if (pair := _compared(known[left], known[right])) is not None]
    kept = (pair for pair in found if frozenset((pair.first, pair.second)) not in apart)
    return sorted(kept, key=lambda pair: (-pair.score, pair.first, pair.second))


@lru_cache(maxsize=50_000)
def sounding(name: str) -> str:
    """Return a name in small letters, without accents, and letters that transliterations differ in as one.

    >>> sounding("Jamkat Ourdeli")
    'jamkat urdeli'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))
    text = " ".join(word for word in words if word not in _SMALL) or " ".join(words)
    for long, short in _SOUNDS:
        text = text.replace(long, short)
    return re.sub(r"(\w)\1", r"\1", text)


def _keys(actor: Named) -> Iterator[str]:
    """What two spellings of a name have in common: the beginning of a word, the acronym."""
    for name in (*actor.names, *actor.aliases):
        words = sounding(name).split()
        yield from (word[:3] for word in words)
        if len(words) > 2:
            yield "".join(word[0] for word in words)[:3]


def _compared(left: Named, right: Named) -> Alike | None:
    if _told_apart(left, right):
        return None
    best: tuple[float, str] | None = None
    for mine in left.names:
        for theirs in right.names:
            said = _reason(mine, theirs)
            if said is not None and (best is None or said > best):
                best = said
    mine_all = {sounding(name) for name in (*left.names, *left.aliases)}
    shared = mine_all & {sounding(name) for name in (*right.names, *right.aliases)}
    if shared and (best is None or best[0] < 0.97):
        best = (0.97, "one is known by the other’s name")
    if best is None or (best[1] == LAST and "person" not in (left.type, right.type)):
        return None
    first, second = sorted((left, right), key=lambda one: (-one.uses, one.id))
    return Alike(first.id, second.id, best[1], best[0])


def _reason(mine: str, theirs: str) -> tuple[float, str] | None:
    """How likely two names are one, and why."""
    left, right = sounding(mine).split() or [mine], sounding(theirs).split() or [theirs]
    if sorted(left) == sorted(right):
        return (1.0, "the same name" if mine.casefold() == theirs.casefold() else "the same words")
    short, long = sorted((left, right), key=len)
    if len(short) == 1 and short[0] == "".join(word[0] for word in long) and len(long) > 2:
        return (0.9, "an acronym")
    if short[-1] == long[-1] and len(short) > 1 and _first_fits(short[0], long[0]):
        return (0.88, "the same last name, first names that fit")
    if len(short) == 1 and len(long) > 1 and short[0] == long[-1]:
        return (0.7, LAST)
    return _spelt(left, right)


def _spelt(left: Sequence[str], right: Sequence[str]) -> tuple[float, str] | None:
    whole = ratio(" ".join(left), " ".join(right))
    words_alike = len(left) == len(right) and all(
        JaroWinkler.similarity(one, other) >= WORD for one, other in zip(left, right, strict=True)
    )
    return (whole / 100 * 0.95, "another spelling") if words_alike and whole >= WHOLE else None


def _told_apart(left: Named, right: Named) -> bool:
    """Tell whether two are two for certain: of different types, or both in a registry."""
    types = left.type and right.type and left.type != right.type
    return bool(types) or not any(one.entity is None or one.entity.startswith(LOCAL) for one in (left, right))


def _first_fits(one: str, other: str) -> bool:
    """Tell whether first names may be one: an initial, or a spelling."""
    initial = 1 in (len(one), len(other)) and one[0] == other[0]
    return initial or JaroWinkler.similarity(one, other) >= WORD
