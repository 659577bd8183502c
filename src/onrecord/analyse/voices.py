"""Voices: whose words outlets carry, how they quote them, with which cues, and whom they leave out.

Outlets stand side by side. Nothing here says that one of them does it well.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from onrecord.analyse.comparison import NO_OUTLET
from onrecord.analyse.cues import TONES, Tone, plain_cue, quoted_words
from onrecord.analyse.leaving import LeftOut, left_out_by
from onrecord.analyse.shares import Share
from onrecord.analyse.tally import Names, Tally, tallies_of

if TYPE_CHECKING:
    from onrecord.store.query import Query
    from onrecord.store.reader import Store

#: Outlets that have to tell an utterance for it to be left out by another one.
TOLD_BY = 2


class Carried(NamedTuple):
    """Somebody whose words an outlet carries: statements, and utterances, which count once however often told."""

    entity: str | None
    name: str
    statements: int
    utterances: int
    direct: int
    indirect: int
    mixed: int


class Counted(NamedTuple):
    """Statements from a country or a type of actor, of all statements; ``value`` is None where it is not known."""

    value: str | None
    statements: Share
    utterances: int


class Cue(NamedTuple):
    """A cue in its plain form, with the forms that were found."""

    words: str
    tone: Tone
    statements: int
    found: tuple[str, ...]


class Mark(NamedTuple):
    """Words that frame: ``voice`` is article or source, ``speakers`` those sources."""

    kind: str
    voice: str
    words: str
    times: int
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutletVoices:
    """Whose words an outlet carries, and how.

    Attributes
    ----------
    articles, statements, utterances : int
        Of what was asked for; versions of one article are one.
    direct, indirect, mixed, unnamed : Share
        Of all statements; ``unnamed`` of those whose source could be told.
    unknown : int
        Statements whose source could not be told.
    words_quoted : int
        Words in quotation marks.
    tones : dict of Tone to Share
        Of all statements, by what their cue says of them.
    actors, countries, types, cues, marks, left_out : tuple
        The most frequent first.
    """

    outlet: str
    articles: int
    statements: int
    utterances: int
    direct: Share
    indirect: Share
    mixed: Share
    unnamed: Share
    unknown: int
    words_quoted: int
    tones: dict[Tone, Share]
    actors: tuple[Carried, ...]
    countries: tuple[Counted, ...]
    types: tuple[Counted, ...]
    cues: tuple[Cue, ...]
    marks: tuple[Mark, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def quoted_per_article(self) -> float:
        """Words in quotation marks an article."""
        return self.words_quoted / self.articles if self.articles else 0.0

    def marked(self, kind: str, voice: str) -> int:
        """How many marks of a kind stand in the article's voice, or in that of a source."""
        return sum(one.times for one in self.marks if (one.kind, one.voice) == (kind, voice))


def voices(store: Store, query: Query | None = None, *, told_by: int = TOLD_BY) -> list[OutletVoices]:
    """Return the voices of each outlet, of what a query finds, the outlet with most statements first.

    ``told_by`` is how many other outlets have to tell an utterance for it to be left out.

    Raises
    ------
    OptionError
        If a value of the query makes no sense.
    """
    from onrecord.store import Query
    from onrecord.store.asking import voices as rows

    checked = (query or Query()).checked()
    with store.connection() as connection:
        articles = rows.articles(connection)
        names = Names(rows.everybody(connection))
        tallies = tallies_of(
            articles,
            names,
            rows.spoken(connection, checked),
            rows.made_of_several(connection),
            rows.toned(connection, checked),
        )
        for mark in rows.marks(connection, checked):
            tallies[articles[mark.document].outlet].add_mark(mark)
        for document, content in rows.mixed(connection, checked):
            tallies[articles[document].outlet].words += quoted_words(content)
        left_out = left_out_by(rows.told(connection), articles, names, rows.asked_for(connection, checked), told_by)
    ordered = sorted(tallies.items(), key=lambda one: (-one[1].statements, one[0] or ""))
    return [_outlet(outlet, tally, names, left_out.get(outlet, ())) for outlet, tally in ordered]


def _outlet(outlet: str | None, tally: Tally, names: Names, left_out: tuple[LeftOut, ...]) -> OutletVoices:
    whole = tally.statements
    cues = _cues(tally)
    tones = Counter[Tone]()
    for cue in cues:
        tones[cue.tone] += cue.statements
    return OutletVoices(
        outlet=outlet or NO_OUTLET,
        articles=len(tally.places),
        statements=whole,
        utterances=len(tally.utterances),
        direct=Share(tally.kinds["direct"], whole),
        indirect=Share(tally.kinds["indirect"], whole),
        mixed=Share(tally.kinds["mixed"], whole),
        unnamed=Share(tally.unnamed, whole - tally.unknown),
        unknown=tally.unknown,
        words_quoted=tally.words,
        tones={tone: Share(tones[tone], whole) for tone in TONES},
        actors=_actors(tally, names),
        countries=_values(tally.countries, tally.told_in, whole),
        types=_values(tally.types, tally.told_by, whole),
        cues=cues,
        marks=_marks(tally),
        left_out=left_out,
    )


def _actors(tally: Tally, names: Names) -> tuple[Carried, ...]:
    found = [
        Carried(
            *names.called(who),
            kinds.total(),
            len(tally.said[who]),
            kinds["direct"],
            kinds["indirect"],
            kinds["mixed"],
        )
        for who, kinds in tally.actors.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.statements, one.name)))


def _values(
    counts: Counter[str | None], utterances: dict[str | None, set[int]], statements: int
) -> tuple[Counted, ...]:
    found = (Counted(value, Share(count, statements), len(utterances[value])) for value, count in counts.items())
    return tuple(sorted(found, key=lambda one: (one.value is None, -one.statements.number, one.value or "")))


def _cues(tally: Tally) -> tuple[Cue, ...]:
    forms: dict[tuple[str, Tone], Counter[str]] = {}
    for (cue, tone), count in tally.cues.items():
        forms.setdefault((plain_cue(cue), tone), Counter())[cue] += count
    found = [Cue(words, tone, spelt.total(), _most_first(spelt)) for (words, tone), spelt in forms.items()]
    return tuple(sorted(found, key=lambda one: (-one.statements, one.words, one.tone)))


def _marks(tally: Tally) -> tuple[Mark, ...]:
    found = (Mark(*key, count, _most_first(tally.speakers[key])) for key, count in tally.marks.items())
    return tuple(sorted(found, key=lambda one: (-one.times, one.kind, one.words, one.voice)))


def _most_first(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda one: (-counts[one], one)))
