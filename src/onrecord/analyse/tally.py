"""What each outlet carries, counted statement by statement."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.analyse.cues import Tone
from onrecord.analyse.telling import UNKNOWN, UNNAMED

if TYPE_CHECKING:
    from onrecord.store.asking.voices import Article, Mark, Spoken, Who


class Names:
    """Who is who among the names under which people speak: those with an id are one, under whatever name.

    ``of`` says which number stands for whom; :meth:`called` how they are called, by the name that is used most.
    """

    def __init__(self, everybody: Mapping[int, Who]) -> None:
        self._who = everybody
        first: dict[tuple[str | None, str], int] = {}
        self.of = {
            key: first.setdefault((who.entity, "" if who.entity else who.name), key) for key, who in everybody.items()
        }
        self.unnamed = {key for key, who in everybody.items() if who.name.startswith(UNNAMED)}
        self.unknown = {key for key, who in everybody.items() if who.name == UNKNOWN}
        self._uses: defaultdict[int, Counter[str]] = defaultdict(Counter)

    def use(self, uses: Mapping[int, int]) -> None:
        """Count how often names are used, by their keys."""
        for key, count in uses.items():
            self._uses[self.of[key]][self._who[key].name] += count

    def called(self, who: int) -> tuple[str | None, str]:
        """Return id and name of somebody."""
        uses = self._uses.get(who)
        name = self._who[who].name if not uses else max(uses.items(), key=lambda one: (one[1], one[0]))[0]
        return self._who[who].entity, name


@dataclass(slots=True)
class Tally:
    """What one outlet carries; ``actors`` and ``said`` go by :attr:`Names.of`, marks by kind, voice and words."""

    statements: int = 0
    unnamed: int = 0
    unknown: int = 0
    words: int = 0
    places: set[str] = field(default_factory=set)
    utterances: set[int] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    cues: Counter[tuple[str, Tone]] = field(default_factory=Counter)
    actors: defaultdict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    said: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    countries: Counter[str | None] = field(default_factory=Counter)
    told_in: defaultdict[str | None, set[int]] = field(default_factory=lambda: defaultdict(set))
    types: Counter[str | None] = field(default_factory=Counter)
    told_by: defaultdict[str | None, set[int]] = field(default_factory=lambda: defaultdict(set))
    marks: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    speakers: defaultdict[tuple[str, str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, row: Spoken, place: str, tone: Tone) -> None:
        """Count a statement, whoever says it."""
        self.statements += 1
        self.words += row.words
        self.places.add(place)
        self.utterances.add(row.utterance)
        self.kinds[row.quote_type] += 1
        self.cues[row.cue, tone] += 1

    def add_source(self, row: Spoken, who: int | None, new: tuple[bool, bool]) -> None:
        """Count one of those who say it; ``new`` tells whether its country and its type have counted yet."""
        if who is not None:
            self.actors[who][row.quote_type] += 1
            self.said[who].add(row.utterance)
        self.countries[row.country] += new[0]
        self.told_in[row.country].add(row.utterance)
        self.types[row.type] += new[1]
        self.told_by[row.type].add(row.utterance)

    def add_mark(self, mark: Mark) -> None:
        """Count words that frame."""
        key = mark.kind, mark.voice, mark.words.casefold()
        self.marks[key] += 1
        if mark.speaker is not None:
            self.speakers[key][mark.speaker] += 1


def tallies_of(
    articles: Mapping[int, Article],
    names: Names,
    spoken: Iterable[Spoken],
    several: set[int],
    tones: Mapping[int, str],
) -> defaultdict[str | None, Tally]:
    """Return the tally of each outlet; in a source made of several each of them counts, in place of all together."""
    tallies: defaultdict[str | None, Tally] = defaultdict(Tally)
    seen: set[tuple[int, str, object]] = set()
    uses = Counter[int]()
    for row in spoken:
        article = articles[row.document]
        tally = tallies[article.outlet]
        actor, whole = row.actor, not row.number
        if whole:
            tally.add(row, article.place, _tone(row, tones))
            tally.unnamed += actor in names.unnamed
            tally.unknown += actor is None or actor in names.unknown
        new = True, True
        if row.statement in several:
            if whole:
                continue
            new = _is_new(seen, row.statement, "country", row.country), _is_new(seen, row.statement, "type", row.type)
        if actor is not None:
            uses[actor] += 1
        tally.add_source(row, None if actor is None else names.of[actor], new)
    names.use(uses)
    return tallies


def _is_new(seen: set[tuple[int, str, object]], statement: int, what: str, value: object) -> bool:
    key = statement, what, value
    if key in seen:
        return False
    seen.add(key)
    return True


def _tone(row: Spoken, tones: Mapping[int, str]) -> Tone:
    tone = tones.get(row.statement)
    if tone is not None:
        return "doubt" if tone == "doubt" else "endorse"
    return "neutral" if row.cue.strip() else "none"
