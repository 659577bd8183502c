"""What speaks for each of those whom a pronoun or a noun phrase can mean: the ranker's features."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.document import Span
from onrecord.resolve.cast.body_nouns import nouns_of
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.known.registry import Role
from onrecord.resolve.names.mentions import NameMention
from onrecord.resolve.ranking.referents import Anaphor, Referent, Told, Trail
from onrecord.resolve.vocabulary import HE_SHE, PREPOSITIONS, THEY, noun_gender
from onrecord.words import Word

FEATURES = (
    "distance", "same sentence", "sentence before", "same paragraph", "gender fits", "gender clashes", "gender unknown",
    "source of statement before", "source two before", "source three before", "last is subject", "last is possessive",
    "last after preposition", "times named", "in heading", "in first paragraph", "rank 0", "rank 1", "rank 2 or more",
    "is parent, indirect", "is parent, quoted", "named later only", "unnamed", "is person", "is body", "is country",
    "head fits card", "role fits card", "words fit card", "country fits", "country clashes", "card at all",
    "office fits", "plural fits", "weak name", "source in this sentence", "most named", "another fits", "none fits",
    "any person", "outlet fits", "firm fits", "plural word", "person for it", "first in sentence before",
    "place fits", "place for another", "type fits",
    "country untold",
)  # fmt: skip
_AT = {name: index for index, name in enumerate(FEATURES)}


#: Words before a name that tell how it stands in its sentence.
_NEAR = 24
_FITTING = [_AT["head fits card"], _AT["role fits card"], _AT["office fits"]]
#: Nouns for a person that say nothing of an office.
_ANYBODY = frozenset("man woman person official source boy girl victim suspect spokesman spokeswoman speaker".split())
OUTLETS = frozenset(
    "website site newspaper paper magazine network outlet broadcaster station channel tabloid daily weekly journal"
    " publication blog agency".split()
)
_MASTHEADS = frozenset(
    "times post herald tribune gazette ledger news press radio tv television courier guardian mirror review bulletin"
    " tracker chronicle observer star sun journal telegraph independent standard".split()
)
FIRMS = frozenset(
    "company firm corporation airline manufacturer maker retailer chain bank business giant operator provider developer"
    " startup start-up studio label publisher network brand group carmaker automaker drugmaker chipmaker planemaker"
    " shipbuilder lender supermarket".split()
)
_PLACE_NOUNS = frozenset(
    "country nation state kingdom republic city town village island county region province capital district".split()
)
#: What bodies of a type are called.
_OF_TYPE = {
    "government": frozenset("government administration cabinet regime leadership authority".split()),
    "ministry": frozenset("ministry department agency".split()),
    "legislature": frozenset("parliament legislature assembly senate congress chamber body".split()),
    "party": frozenset("party opposition movement".split()),
    "armed_group": frozenset("group militia movement organization organisation faction rebels".split()),
}
PUBLIC = frozenset({"country", "place", "government", "ministry", "legislature", "party", "armed_group"})


class Evidence:
    """Features of candidates, from who has been named and quoted so far."""

    def __init__(self, trail: Trail) -> None:
        self.trail = trail
        page, figures = trail.page, trail.cast.figures
        self._opening = min((s.block for s in page.sentences if not s.heading), default=0)
        self._places: dict[int, tuple[list[int], bool, bool]] = {}
        self._standings: dict[int, tuple[bool, bool, bool]] = {}
        self._most = max((len(f.mentions) for f in figures if f.person), default=0)

    def rows(self, anaphor: Anaphor, candidates: Sequence[Referent]) -> NDArray[np.float32]:
        """One row a candidate, columns as :data:`FEATURES`."""
        told_of = [[0.0] * len(FEATURES) for _ in candidates]
        sentence = self.trail.page.sentence_at(anaphor.span.start)
        last = bisect_left(self.trail.told, anaphor.span.start, key=lambda told: told.start)
        before = self.trail.told[max(0, last - 3) : last][::-1]
        asked = self._asked_role(anaphor)
        fitting = 0
        for row, referent in zip(told_of, candidates, strict=True):
            self._place(row, referent, anaphor, sentence)
            self._gender(row, referent, anaphor)
            self._telling(row, referent, anaphor, before, sentence)
            self._role(row, referent, anaphor, asked)
            self._form(row, referent, anaphor)
            row[_AT["rank 0"] + min(fitting, 2)] = 1
            fitting += int(row[_AT["gender clashes"]] < 0.5)
        rows = np.array(told_of, dtype=np.float32).reshape(len(candidates), len(FEATURES))
        self._together(rows, anaphor)
        return rows

    def _together(self, rows: NDArray[np.float32], anaphor: Anaphor) -> None:
        """What the words say of all candidates at once: it weighs against nobody."""
        fits = rows[:, _FITTING].any(axis=1)
        rows[:, _AT["another fits"]] = fits.any() & ~fits
        rows[:, _AT["none fits"]] = not fits.any()
        rows[:, _AT["any person"]] = anaphor.head in _ANYBODY
        rows[:, _AT["plural word"]] = anaphor.words[0].lower in THEY

    def _place(self, row: list[float], referent: Referent, anaphor: Anaphor, sentence: int) -> None:
        last = self.trail.last_place(referent, anaphor.span.start)
        if last is None or not self.trail.page.sentences:
            row[_AT["named later only"]] = 1
            return
        where = self.trail.page.sentence_at(last)
        away = sentence - where
        row[_AT["distance"]] = math.log1p(away)
        row[_AT["same sentence"]] = away == 0
        row[_AT["sentence before"]] = away == 1
        sentences = self.trail.page.sentences
        row[_AT["same paragraph"]] = sentences[where].block == sentences[sentence].block
        found = self.trail.mention_at.get(last)
        if found is not None:
            if last not in self._standings:
                self._standings[last] = _standing(found, sentences[where].words)
            governed, subject, possessive = self._standings[last]
            row[_AT["last after preposition"]] = governed
            row[_AT["last is subject"]] = subject
            row[_AT["last is possessive"]] = possessive
            row[_AT["first in sentence before"]] = away == 1 and subject

    def _gender(self, row: list[float], referent: Referent, anaphor: Anaphor) -> None:
        wanted = HE_SHE.get(anaphor.words[0].lower) if anaphor.kind == "he_she" else None
        wanted = wanted or noun_gender(anaphor.head)
        if wanted is None:
            return
        gender, sure = (
            referent.figure.gender() if referent.figure else (referent.gender, 1.0 if referent.gender else 0.0)
        )
        if gender is None:
            row[_AT["gender unknown"]] = 1
        elif gender == wanted:
            row[_AT["gender fits"]] = sure
        else:
            row[_AT["gender clashes"]] = sure

    def _telling(
        self, row: list[float], referent: Referent, anaphor: Anaphor, before: list[Told], sentence: int
    ) -> None:
        names = ("source of statement before", "source two before", "source three before")
        for name, told in zip(names, before, strict=False):
            row[_AT[name]] = told.referent is referent
        if anaphor.parent is referent:
            row[_AT["is parent, quoted" if anaphor.inside_quote else "is parent, indirect"]] = 1
        span = self.trail.page.sentences[sentence].span if self.trail.page.sentences else Span(0, 0)
        row[_AT["source in this sentence"]] = any(
            told.referent is referent and span.start <= told.start < span.end for told in before
        )

    def _asked_role(self, anaphor: Anaphor) -> tuple[Role | None, Role | None]:
        """The role that a noun phrase names, and that of its head alone."""
        words = " ".join(word.text for word in anaphor.words[1:]) or anaphor.head
        return self.trail.role_of(words, anaphor.head), self.trail.registry.role(anaphor.head)

    def _role(
        self,
        row: list[float],
        referent: Referent,
        anaphor: Anaphor,
        asked: tuple[Role | None, Role | None],
    ) -> None:
        if anaphor.kind in ("he_she", "they_it") or referent.figure is None:
            row[_AT["head fits card"]] = anaphor.kind not in ("he_she", "they_it") and referent.head == anaphor.head
            return
        cards = referent.figure.cards
        row[_AT["card at all"]] = bool(cards)
        called = any(self.trail.is_called(card, anaphor.head) for card in cards)
        row[_AT["head fits card"]] = called or anaphor.head in nouns_of(referent.figure)
        held = (self.trail.role_of(card.text, card.head) for card in cards)
        row[_AT["role fits card"]] = any(self.trail.answers_to(role, asked[0], anaphor.head) for role in held)
        own = {word.lower for word in anaphor.words if len(word.lower) > 3}
        row[_AT["words fit card"]] = max((len(own & card.words) / max(1, len(own)) for card in cards), default=0.0)
        if anaphor.country:
            countries = {card.country for card in cards if card.country} | {referent.figure.country}
            row[_AT["country fits"]] = anaphor.country in countries
            row[_AT["country untold"]] = countries == {None}
            row[_AT["country clashes"]] = anaphor.country not in countries and countries != {None}
        known = referent.figure.known
        if known is not None:
            row[_AT["office fits"]] = any(self._in_office(office.role, asked[1], anaphor) for office in known.offices)

    def _in_office(self, office: str, role: Role | None, anaphor: Anaphor) -> bool:
        """Whether an office is what a noun calls its holder: "the Russian leader" for a president."""
        held = self.trail.office(office)
        return self.trail.answers_to(held, role, anaphor.head) or anaphor.head in office.casefold().split()

    def _form(self, row: list[float], referent: Referent, anaphor: Anaphor) -> None:
        figure = referent.figure
        row[_AT["unnamed"]] = figure is None
        if figure is None:
            row[_AT["plural fits"]] = referent.plural == (anaphor.words[0].lower in ("they", "their", "them"))
            return
        row[_AT["is person"]] = figure.person
        row[_AT["is country"]] = figure.place
        row[_AT["is body"]] = figure.body
        row[_AT["weak name"]] = figure.weak
        places, heading, opening = self._named(figure)
        row[_AT["times named"]] = math.log1p(bisect_left(places, anaphor.span.start))
        row[_AT["most named"]] = figure.person and len(figure.mentions) == self._most
        row[_AT["in heading"]] = heading
        row[_AT["outlet fits"]] = anaphor.head in OUTLETS and is_outlet(figure)
        row[_AT["firm fits"]] = anaphor.head in FIRMS and figure.body and figure.type not in PUBLIC
        row[_AT["place fits"]] = anaphor.head in _PLACE_NOUNS and figure.place
        row[_AT["place for another"]] = anaphor.head not in _PLACE_NOUNS and figure.place
        row[_AT["type fits"]] = anaphor.head in _OF_TYPE.get(figure.type, ())
        row[_AT["person for it"]] = figure.person and anaphor.words[0].lower in ("it", "its")
        row[_AT["in first paragraph"]] = opening

    def _named(self, figure: Figure) -> tuple[list[int], bool, bool]:
        """Where a figure is named, in text order; whether in a heading; whether in the first paragraph."""
        if figure.index not in self._places:
            sentences = [self.trail.page.sentences[mention.sentence] for mention in figure.mentions]
            self._places[figure.index] = (
                sorted(mention.span.start for mention in figure.mentions),
                any(sentence.heading for sentence in sentences),
                any(sentence.block == self._opening for sentence in sentences),
            )
        return self._places[figure.index]


def _standing(found: NameMention, words: Sequence[Word]) -> tuple[bool, bool, bool]:
    """Whether a name stands behind a preposition, as the subject of its sentence, and with a possessive ending."""
    end = bisect_right(words, found.span.start, key=lambda word: word.span.end)
    title = {word.span for word in found.title}
    near = [word for word in words[max(0, end - _NEAR) : end] if word.text[0].isalnum() and word.span not in title]
    opens = end < _NEAR and len(near) < 6
    subject = opens and not any(word.text[0].isupper() for word in near[1:])
    return bool(near) and near[-1].lower in PREPOSITIONS, subject, found.possessive


def is_outlet(figure: Figure) -> bool:
    """Whether a body is a newspaper, broadcaster or website."""
    words = {word.casefold() for word in figure.words}
    return figure.type == "outlet" or bool(words & (OUTLETS | _MASTHEADS))
