"""Figures: the persons, bodies and places of an article, found again by their words, initials and sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from onrecord.document import Span
from onrecord.entity import Entity, EntityType, Gender
from onrecord.resolve.cast.cards import Card
from onrecord.resolve.known.spelling import normalised, sound
from onrecord.resolve.names.mentions import NameMention
from onrecord.resolve.vocabulary import PARTICLES, noun_gender
from onrecord.words import mended

#: Registry types that are places.
PLACES = frozenset({"country", "place"})
#: What tells father and son of one name apart.
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


#: Letters of words that may be written in capitals anywhere.
_SHORT = 3
_NOWHERE = Span(0, 0)


@dataclass(slots=True)
class Figure:
    """A person, body or place of the article; ``index`` is its place in the cast."""

    index: int
    words: tuple[str, ...]
    type: EntityType
    mentions: list[NameMention] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)
    known: Entity | None = None
    country: str | None = None
    #: The name alone does not tell what it is.
    weak: bool = False

    @property
    def land(self) -> str | None:
        """The country of a place, or the place itself where no country of it is told; None for persons and bodies."""
        return (self.country or self.name) if self.place else None

    @property
    def person(self) -> bool:
        """Whether it is a person."""
        return self.type == "person"

    @property
    def place(self) -> bool:
        """Whether it is a place: a country, a city."""
        return self.type in PLACES

    @property
    def body(self) -> bool:
        """Whether it is neither person nor place."""
        return not self.person and not self.place

    @property
    def sure(self) -> bool:
        """Whether more than the look of the name tells that it is a person's."""
        told = self.known is not None or self.cards or self.genders or any(m.title for m in self.mentions)
        return self.person and bool(told)

    @property
    def name(self) -> str:
        """The fullest name in the article; the registry's where the article has less."""
        if self.known is not None and (not self.person or len(self.words) < 2):
            return self.known.name
        return mended(" ".join(self.words))

    def gender(self) -> tuple[Gender | None, float]:
        """Gender as far as the article and the registry tell it, and how sure that is."""
        if not self.genders:
            return None, 0.0
        (best, count), *_ = self.genders.most_common(1)
        share = count / sum(self.genders.values())
        return ("female" if best == "female" else "male"), share * min(1.0, count)

    def clashes_with(self, noun: str) -> bool:
        """Whether a noun tells another gender than the article does: "the chairwoman" for a man."""
        gender, _ = self.gender()
        told = noun_gender(noun)
        return gender is not None and told is not None and gender != told

    def is_told_to_be(self, noun: str) -> bool:
        """Whether the article tells by a role that it is one: "minister", "airline"."""
        return any(card.head == noun for card in self.cards)

    def is_named_before(self, place: int) -> bool:
        """Whether its first name stands before a place in the text."""
        return bool(self.mentions) and self.mentions[0].span.start < place


class Figures:
    """All figures of an article, in the order in which they were added."""

    def __init__(self) -> None:
        self.all: list[Figure] = []
        self.of_mention: dict[Span, Figure] = {}
        self._named: dict[tuple[str, ...], list[Figure]] = {}
        self._worded: dict[str, list[Figure]] = {}
        self._initials: dict[str, list[Figure]] = {}
        self._sounding: dict[str, list[Figure]] = {}

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.all)

    def new(self, words: tuple[str, ...], kind: EntityType, known: Entity | None) -> Figure:
        """Add a figure."""
        figure = Figure(len(self.all), words, kind, known=known)
        self.all.append(figure)
        self._enter(figure, words)
        return figure

    def attach(self, mention: NameMention, figure: Figure) -> None:
        """Say that a mention means a figure; of several names the longest is the figure's."""
        figure.mentions.append(mention)
        self.of_mention[mention.span] = figure
        longer, shouted = len(mention.words) > len(figure.words), all(map(_is_shouted, figure.words))
        if figure.known is None and (longer or (shouted and len(mention.words) == len(figure.words))):
            figure.words = mention.words
        self._enter(figure, mention.words)

    def join_known(self) -> None:
        """Put together those whom the registry has as one: two spellings of a name of which no rule knew."""
        first: dict[str, Figure] = {}
        for figure in self.all:
            into = first.setdefault(figure.known.id, figure) if figure.known is not None else figure
            if into is not figure:
                into.mentions = sorted((*into.mentions, *figure.mentions), key=lambda mention: mention.span)
                into.cards.extend(figure.cards)
                self.of_mention.update((mention.span, into) for mention in figure.mentions)
        self.all[:] = [figure for figure in self.all if figure.known is None or first[figure.known.id] is figure]
        self.all.sort(key=lambda figure: min((mention.span for mention in figure.mentions), default=_NOWHERE))
        for index, figure in enumerate(self.all):
            figure.index = index

    def _enter(self, figure: Figure, words: tuple[str, ...]) -> None:
        key = key_of(words)
        _append(self._named, key, figure)
        for word in key:
            _append(self._worded, word, figure)
            for part in word.split()[-1:] if " " in word else ():
                _append(self._worded, part, figure)
        if len(words) > 1:
            for letters in initials(words):
                _append(self._initials, letters, figure)
            if figure.person and (heard := sound(" ".join(words))):
                _append(self._sounding, heard, figure)

    def named(self, words: tuple[str, ...]) -> list[Figure]:
        """Those named exactly so somewhere in the article."""
        return self._named.get(key_of(words), [])

    def with_word(self, word: str) -> list[Figure]:
        """Those with a normalised word in a name of theirs."""
        return self._worded.get(word, [])

    def with_initials(self, letters: str) -> list[Figure]:
        """Those whose name of several words has these initials."""
        return self._initials.get(letters, [])

    def like(self, words: tuple[str, ...]) -> Iterator[Figure]:
        """Those that share a word with a name, or sound like it."""
        seen: set[int] = set()
        for found in (
            *(self.with_word(word) for word in key_of(words)),
            self._sounding.get(sound(" ".join(words)), []),
        ):
            for figure in found:
                if figure.index not in seen:
                    seen.add(figure.index)
                    yield figure


def _is_shouted(word: str) -> bool:
    """Whether a word is written in capitals, as in a dateline: "OSSUNMAR"; not "UN"."""
    return len(word) > _SHORT and word.isupper()


def _append(index: dict[Any, list[Figure]], key: str | tuple[str, ...], figure: Figure) -> None:
    figures = index.setdefault(key, [])
    if figure not in figures[-1:]:
        figures.append(figure)


@lru_cache(maxsize=8192)
def key_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name's words as they are compared."""
    return tuple(word for word in map(normalised, words) if word)


def initials(words: tuple[str, ...]) -> set[str]:
    """Ways of abbreviating a name by first letters."""
    capitals = "".join(word[0] for word in words if word[0].isupper())
    every = "".join(word[0] for word in words).upper()
    parts = "".join(part[0] for word in words for part in word.split("-") if part[:1].isupper())
    return {capitals, every, parts}


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of several words are one person's: the same first and last, or all words of the shorter.

    >>> same_person(("Donald", "Trump"), ("Donald", "J.", "Trump"))
    True
    >>> same_person(("Bill", "Clinton"), ("Hillary", "Clinton")), same_person(("Al", "Orn"), ("Al", "Orn", "Jr"))
    (False, False)
    """
    a, b = key_of(one), key_of(other)
    if len(a) < 2 or len(b) < 2 or _GENERATIONS & set(a) != _GENERATIONS & set(b):
        return False
    if a[0] == b[0] and (a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a)):
        return True
    if min(len(a), len(b)) == 2 and (a[-2:] == b[-2:] and len(a) != len(b)):
        return True
    short, long = sorted((a, b), key=len)
    if short[0] in PARTICLES and long[-len(short) :] == short:  # "Van der Berg"
        return True
    heard = sound(" ".join(one))
    return bool(heard) and heard == sound(" ".join(other)) and a[0][0] == b[0][0]


def part_of_body(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name of several words begins or ends another's."""
    short, long = sorted((key_of(one), key_of(other)), key=len)
    return 1 < len(short) < len(long) and (long[: len(short)] == short or long[-len(short) :] == short)


def ends_with(words: tuple[str, ...], word: str) -> bool:
    """Whether a word is a last name of somebody: any name but the first, or the last part of a double one."""
    keys = tuple(key for key in key_of(words) if key not in _GENERATIONS)
    return word in keys[1:] or (len(word) > 3 and any(key.split()[-1:] == [word] for key in keys[1:]))
