"""What each outlet made of one utterance, and who carries whose words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from onrecord.analyse.fates import Alteration, Fates, Fullest, fates_of, fullest_of
from onrecord.analyse.table import NEAR, NO_DAY, ordinal
from onrecord.analyse.telling import Speaker, Telling
from onrecord.analyse.utterances import Utterance
from onrecord.analyse.wording import spelt, wording_of

#: Name of the outlet where nobody says which it is.
NO_OUTLET = "unknown outlet"
#: Share of the words of a telling that another one of the same article has, for it to be that one's repetition.
_REPEATS = 0.8
#: Share of the words of the shorter one that two versions have in common, to be surely of one utterance.
_ALIKE = 0.25
#: And how many they have in common at least, unless the fullest wording is shorter or words of it are quoted.
_FEWEST = 2
_QUOTES = frozenset({"kept", "altered"})


class Version(NamedTuple):
    """How one article tells an utterance.

    Attributes
    ----------
    tellings : tuple of Telling
        In text order, without those that stand within another.
    fates : tuple of Fates
        What became of the words, for each telling.
    kept, retold : float
        Shares of the words of the fullest wording that stand here in quotation marks, and only outside of them.
    missing : tuple of str
        Stretches of it that are not here, or in other words.
    sure : bool
        Whether it has enough words in common with the fullest wording. Else only the speaker, the days and other
        versions speak for its being the same utterance.
    """

    outlet: str
    document: str
    tellings: tuple[Telling, ...]
    fates: tuple[Fates, ...]
    kept: float
    retold: float
    missing: tuple[str, ...]
    sure: bool

    @property
    def altered(self) -> tuple[Alteration, ...]:
        """Where words in quotation marks are not those of the fullest wording."""
        return tuple(one for fates in self.fates for one in fates.altered)

    @property
    def bracketed(self) -> tuple[str, ...]:
        """What stands in square brackets within quotations."""
        return tuple(one for fates in self.fates for one in fates.bracketed)

    @property
    def quoted(self) -> bool:
        """Whether any words of it stand in quotation marks."""
        return any(telling.quoted for telling in self.tellings)


class Comparison(NamedTuple):
    """One utterance in all its versions.

    Attributes
    ----------
    id : str
        As of the :class:`Utterance`.
    speaker : Speaker
        Of the fullest wording.
    fullest : str
        The wording of the article that has most of it in quotation marks: what the others are measured by.
    source : str
        The outlet of that article.
    published : str or None
        Day of the first article.
    versions : tuple of Version
        By day and outlet.
    left_out : tuple of str
        Outlets that report the same story in these days and leave this out: an article of theirs tells something else
        that an article with this utterance tells too.
    """

    id: str
    speaker: Speaker
    fullest: str
    source: str
    published: str | None
    versions: tuple[Version, ...]
    left_out: tuple[str, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who surely carries it, each once."""
        return tuple(dict.fromkeys(version.outlet for version in self.versions if version.sure))


class Carriage(NamedTuple):
    """How many utterances of a speaker an outlet carries, how many with words in quotation marks, and leaves out."""

    speaker: str
    outlet: str
    carried: int
    quoted: int
    left_out: int


def comparisons(
    utterances: Sequence[Utterance], wanted: Callable[[Utterance], bool] = lambda _: True
) -> list[Comparison]:
    """Compare the versions of those utterances that are wanted, in the order given.

    Who leaves an utterance out can be told only where all utterances of the same articles are given.
    """
    left_out = _left_out(utterances)
    return [
        _compared(utterance, outlets)
        for utterance, outlets in zip(utterances, left_out, strict=True)
        if wanted(utterance)
    ]


def carriages(compared: Iterable[Comparison]) -> list[Carriage]:
    """Return who carries whose words, by speaker and outlet."""
    counts: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in compared:
        for outlet in one.outlets:
            count = counts[one.speaker.name, outlet]
            count[0] += 1
            count[1] += any(version.quoted and version.sure for version in one.versions if version.outlet == outlet)
        for outlet in one.left_out:
            counts[one.speaker.name, outlet][2] += 1
    return [Carriage(*key, *numbers) for key, numbers in sorted(counts.items())]


def _compared(utterance: Utterance, left_out: tuple[str, ...]) -> Comparison:
    articles: defaultdict[str, list[Telling]] = defaultdict(list)
    for telling in utterance.tellings:
        articles[telling.document].append(telling)
    versions = [_outermost(tellings) for tellings in articles.values()]
    versions.sort(
        key=lambda tellings: (
            ordinal(tellings[0].published) == NO_DAY,
            tellings[0].published or "",
            _outlet(tellings[0]),
        )
    )
    best = max((fullest_tellings(tellings) for tellings in versions), key=_fullness)
    fullest = fullest_of(best)
    return Comparison(
        utterance.id,
        best[0].speaker,
        fullest.text,
        _outlet(best[0]),
        versions[0][0].published,
        tuple(_version(tellings, fullest, _words(best)) for tellings in versions),
        left_out,
    )


def _version(tellings: Sequence[Telling], fullest: Fullest, telling_words: frozenset[str]) -> Version:
    fates = tuple(fates_of(telling, fullest) for telling in tellings)
    kept = frozenset[int]().union(*(one.kept for one in fates))
    retold = frozenset[int]().union(*(one.retold for one in fates)) - kept
    words = max(len(fullest.words), 1)
    missing = frozenset(range(len(fullest.words))) - kept - retold
    return Version(
        _outlet(tellings[0]),
        tellings[0].document,
        tuple(tellings),
        fates,
        len(kept) / words,
        len(retold) / words,
        fullest.stretches(missing),
        _QUOTES.intersection(part.fate for one in fates for part in one.parts) != set()
        or _are_alike(_words(tellings), telling_words),
    )


def _words(tellings: Iterable[Telling]) -> frozenset[str]:
    """Words of some tellings that say something."""
    return frozenset[str]().union(*(wording_of(telling).telling for telling in tellings))


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= _ALIKE * min(len(one), len(other)) and shared >= min(_FEWEST, len(other))


def _outermost(tellings: Iterable[Telling]) -> list[Telling]:
    """Tellings of one article in text order, without those within others."""
    ordered = sorted(tellings, key=lambda telling: (telling.span.start, -telling.span.end))
    here = {telling.statement for telling in ordered}
    return [telling for telling in ordered if telling.parent not in here]


def fullest_tellings(tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings of one article that quote, or all if none does, without what another one says more fully."""
    chosen = [telling for telling in tellings if telling.quoted] or list(tellings)
    words = [Counter(wording_of(telling, spelt).words) for telling in chosen]
    said = [_quoted_words(telling) or own for telling, own in zip(chosen, words, strict=True)]

    def repeated(place: int) -> bool:
        own = said[place]
        return any(
            (own & other).total() >= _REPEATS * own.total() and (other.total(), -at) > (words[place].total(), -place)
            for at, other in enumerate(words)
            if at != place
        )

    return [telling for place, telling in enumerate(chosen) if not repeated(place)]


def _quoted_words(telling: Telling) -> Counter[str]:
    wording = wording_of(telling, spelt)
    return Counter(word for word, quoted in zip(wording.words, wording.quoted, strict=True) if quoted)


def _fullness(tellings: Sequence[Telling]) -> tuple[int, int]:
    return (
        sum(_quoted_words(telling).total() for telling in tellings),
        sum(len(wording_of(telling).words) for telling in tellings),
    )


def _outlet(telling: Telling) -> str:
    return telling.outlet or NO_OUTLET


def _left_out(utterances: Sequence[Utterance]) -> list[tuple[str, ...]]:
    """For each utterance the outlets that report its story and leave it out."""
    told: defaultdict[str, set[int]] = defaultdict(set)
    articles: dict[str, tuple[str, int]] = {}
    for place, utterance in enumerate(utterances):
        for telling in utterance.tellings:
            told[telling.document].add(place)
            articles[telling.document] = (_outlet(telling), ordinal(telling.published))
    carrying = [{telling.document for telling in utterance.tellings} for utterance in utterances]
    found: list[tuple[str, ...]] = []
    for documents in carrying:
        others = {other for document in documents for other in told[document]}
        story = {document for other in others for document in carrying[other]}
        days = {articles[document][1] for document in documents}
        near = {articles[one][0] for one in story if any(_near(articles[one][1], day) for day in days)}
        found.append(tuple(sorted(near - {articles[document][0] for document in documents})))
    return found


def _near(one: int, other: int) -> bool:
    return one == other or (NO_DAY not in (one, other) and abs(one - other) <= NEAR)
