"""What speaks for a party being the recipient of a statement, as numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice, pairwise
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from onrecord.codes import ACTS, Act, Judged, Unclear
from onrecord.coding.addressing import (
    CLASSES,
    FOLLOWERS,
    FOLLOWERS_BY_WORD,
    GOVERNORS,
    GOVERNORS_BY_WORD,
    OF_THINGS,
    THINGS,
    VERB_CLASS,
    WATERS,
)
from onrecord.coding.recipients.page import Page, damped, nearest
from onrecord.coding.recipients.parties import Party, Place
from onrecord.coding.recipients.phrases import Cover
from onrecord.coding.said import Said
from onrecord.document import Span
from onrecord.encoding import Encoding
from onrecord.words import Word

#: Candidates of one statement at most, and how many of them may be chosen for standing near.
MOST, NEAREST = 16, 13
#: Sentences before a statement whose parties are candidates.
BACK = 5
#: Places of a candidate in a statement that are looked at.
HERE = 8
#: Words between a cue and its object at most.
_OBJECT = 4

#: Where a party stands nearest to a statement: in its content, right behind its cue, elsewhere in its sentence, in its
#: source or cue, or before or after all that.
Where = Literal["content", "object", "behind", "before", "source", "cue", "earlier", "later"]
WHERE: tuple[Where, ...] = get_args(Where)
TYPES = (
    "person", "country", "government", "ministry", "legislature", "organisation", "party", "armed_group", "outlet",
    "place",
)  # fmt: skip
TAGS = ("none", "person", "body", "place", "person noun", "body noun")
KINDS = ("name", "source", "pronoun", "phrase", "adjective")
_NEIGHBOURS = (("source before", -1), ("source two before", -2), ("source three before", -3), ("source next", 1))

OF_STATEMENT = (
    *(f"act {act}" for act in ACTS), "direct", "mixed", "no source", "no cue", "nested", "heading", "length",
    "you", "we", "question", "parties in content", "nobody in content", "cue length",
    *(f"cue {name}" for name in CLASSES),
)  # fmt: skip
OF_PARTY = (
    *(f"type {name}" for name in TYPES), "no name", "often named", "most named", "second named", "third named",
    "in heading first", "in opening", "often source", "ever source",
)  # fmt: skip
OF_PLACE = (
    *(f"before {name}" for name in GOVERNORS), *(f"after {name}" for name in FOLLOWERS),
    *(f"kind {kind}" for kind in KINDS), *(f"tag {tag}" for tag in TAGS), "sure", "in quotation", "in heading",
)  # fmt: skip
OF_BOTH = (
    *(f"where {where}" for where in WHERE), "words from cue", "sentences back", "same block",
    *(f"object of {name}" for name in CLASSES), *(f"content of {name}" for name in CLASSES),
    "times in content", "first in content", "only in content", "depth in content", "opens content", "named now",
    *(name for name, _ in _NEIGHBOURS), "in statement before", "source of parent", "in parent's content",
    "last other source", "own country", "own side", "in other statements of the source", "speaks of the source",
    "nearness",
)  # fmt: skip
FEATURES = OF_STATEMENT + OF_PARTY + OF_PLACE + OF_BOTH
#: Place of each feature within its group.
_AT = {name: at for group in (OF_STATEMENT, OF_PARTY, OF_PLACE, OF_BOTH) for at, name in enumerate(group)}
_AT_WHERE = {where: _AT[f"where {where}"] for where in WHERE}
#: Columns of each group.
_ENDS = np.cumsum([len(group) for group in (OF_STATEMENT, OF_PARTY, OF_PLACE, OF_BOTH)]).tolist()
_STATEMENT, _PARTY, _PLACE, _BOTH = (slice(start, end) for start, end in pairwise([0, *_ENDS]))
Floats = NDArray[np.float32]
#: Mean chances of the tags of :data:`TAGS` over a span.
Tags = Callable[[Span], Sequence[float]]


class Option(NamedTuple):
    """A party as a candidate of a statement, where it stands nearest, its features, and where else it stands there.

    ``here`` are its first places in the content and in the statement's sentence.
    """

    party: Party
    where: Where
    place: Place | None
    row: Floats
    here: tuple[Span, ...]


def tags_of(encoding: Encoding | None) -> Tags | None:
    """What the encoder takes words for, as a function of a span; None without its mention scores."""
    if encoding is None or encoding.mention_scores is None:
        return None
    chances = np.exp(encoding.mention_scores)
    kinds = np.concatenate([chances[:, :1], chances[:, 1::2] + chances[:, 2::2]], axis=1)
    sums = np.concatenate([np.zeros((1, len(TAGS)), dtype=np.float32), np.cumsum(kinds, axis=0)])
    tokens = encoding.tokens

    def tags(span: Span) -> list[float]:
        where = tokens.over(span)
        found: list[float] = ((sums[where.stop] - sums[where.start]) / max(1, where.stop - where.start)).tolist()
        return found

    return tags


class Features:
    """The candidates of an article's statements with their features; what does not change is made once."""

    def __init__(self, page: Page, tags: Tags | None = None) -> None:
        self.page = page
        self._tags = tags
        self._parties = [np.array(_of_party(page, party), dtype=np.float32) for party in page.parties.all]
        self._places: dict[Place, Floats] = {}

    def options(self, said: Said, act: Judged[Act | Unclear]) -> list[Option]:
        """The candidates of a statement; never its source."""
        page, attribution = self.page, said.attribution
        if not (attribution.cue or attribution.content or attribution.source):
            return []
        places: dict[int, list[Place]] = {}
        for place in page.places(*page.window(said, BACK)):
            places.setdefault(place.party, []).append(place)
        chosen = _candidates(page, said, places)
        cover = page.covers[said.index]
        inside = {p: [one for one in places.get(p, ()) if cover.has(one.span.start)] for p in chosen}
        hits = sorted((found[0].span.start, p) for p, found in inside.items() if found)
        classes = {VERB_CLASS[word.lower] for word in said.cue if word.lower in VERB_CLASS}
        exchange, spot, near = _exchange(page, said), _spot(page, said), _near(page, said)
        rows = np.zeros((len(chosen), len(FEATURES)), dtype=np.float32)
        rows[:, _STATEMENT] = _of_statement(page, said, act, len(hits))
        of_both: list[list[float]] = []
        options = []
        for rank, p in enumerate(chosen):
            where, found = _nearest(near, page, page.parties.all[p], places.get(p, []), inside[p])
            row = [0.0] * len(OF_BOTH)
            row[_AT_WHERE[where]] = 1.0
            row[_AT["nearness"]] = rank / MOST
            rows[rank, _PARTY] = self._parties[p]
            if found is not None:
                _relation(page, spot, found, row)
                rows[rank, _PLACE] = self._of(found)
            if where in ("object", "content"):
                for name in classes:
                    row[_AT[f"{where} of {name}"]] = 1.0
            _in_content(page, said, inside[p], hits, row)
            _of_exchange(page, said, exchange, p, row)
            of_both.append(row)
            options.append(Option(page.parties.all[p], where, found, rows[rank], _here(near, places.get(p, ()))))
        if options:
            rows[:, _BOTH] = of_both
        return options

    def _of(self, place: Place) -> Floats:
        found = self._places.get(place)
        if found is None:
            found = self._places[place] = np.array(_of_place(self.page, place, self._tags), dtype=np.float32)
        return found


def _candidates(page: Page, said: Said, places: dict[int, list[Place]]) -> list[int]:
    """Parties near the statement, sources before and after it, and those named most; the nearest first."""
    rank, parent = page.rank[said.index], said.attribution.parent
    start, end = page.window(said, 0)
    near = sorted(places, key=lambda p: nearest(places[p], start, end))
    others = [*page.order[max(0, rank - 4) : rank][::-1], *page.order[rank + 1 : rank + 3]]
    sources = [p for other in others for p in page.parties.sources[other]]
    if parent is not None:
        sources.extend(page.parties.sources[parent])
    own = page.parties.sources[said.index]
    wanted = dict.fromkeys([*near[:NEAREST], *sources, *page.most[:10], *near])
    return [p for p in wanted if p not in own and not is_thing(page.parties.all[p].name)][:MOST]


def is_thing(name: str) -> bool:
    """Whether a name is a law's, a war's, a water's or a ship's: nobody that one speaks to."""
    words = name.casefold().split()
    water = words[1:2] == ["of"] and words[0] in WATERS
    return len(words) > 1 and (water or words[-1] in THINGS or words[0] in OF_THINGS)


class _Near(NamedTuple):
    """What of a statement a place can be near to; ``word`` and ``end`` are its cue's last, -1 without a cue."""

    said: Said
    sentence: Span
    cover: Cover
    word: int
    end: int


def _near(page: Page, said: Said) -> _Near:
    cue = said.attribution.cue
    end = cue[-1].end if cue else -1
    return _Near(said, said.sentence, page.covers[said.index], page.word_at(end - 1) if cue else -1, end)


def _here(near: _Near, places: Sequence[Place]) -> tuple[Span, ...]:
    """The first places of a party in the content of a statement or in its sentence."""
    (opens, closes), cover = near.sentence, near.cover
    found = (one.span for one in places if opens <= one.span.start < closes or cover.has(one.span.start))
    return tuple(islice(found, HERE))


def _nearest(
    near: _Near, page: Page, party: Party, places: Sequence[Place], inside: Sequence[Place]
) -> tuple[Where, Place | None]:
    """Where a party stands nearest to a statement, the object of the cue first, then the content."""
    said, (opens, closes), cover, word, end = near
    attribution = said.attribution
    beside = [p for p in places if opens <= p.span.start < closes and not cover.has(p.span.start)]
    for place in beside if end >= 0 else ():
        start = place.span.start
        if start >= end and place.kind != "source" and 0 <= page.word_at(start) - word <= _OBJECT:
            return "object", place
    if inside:
        return "content", inside[0]
    for place in beside:
        if any(span.contains(place.span) for span in attribution.source):
            return "source", place
        if any(span.overlaps(place.span) for span in attribution.cue):
            return "cue", place
    after = [place for place in beside if place.span.start >= end]
    if beside:
        return ("behind", after[0]) if after else ("before", beside[-1])
    return _elsewhere(party, said.anchor)


def _elsewhere(party: Party, anchor: int) -> tuple[Where, Place | None]:
    at = bisect_left(party.places, anchor, key=lambda place: place.span.start)
    if at:
        return "earlier", party.places[at - 1]
    return "later", party.places[0] if party.places else None


def _of_statement(page: Page, said: Said, act: Judged[Act | Unclear], hits: int) -> list[float]:
    row = [0.0] * len(OF_STATEMENT)
    attribution = said.attribution
    if act.value != "unclear":
        row[_AT[f"act {act.value}"]] = act.score
    if attribution.quote_type != "indirect":
        row[_AT[attribution.quote_type]] = 1.0
    row[_AT["no source"]] = float(not attribution.source)
    row[_AT["no cue"]] = float(not attribution.cue)
    row[_AT["nested"]] = float(attribution.parent is not None)
    row[_AT["heading"]] = float(page.heading(said.anchor))
    row[_AT["length"]] = damped(sum(span.end - span.start for span in attribution.content) / 20)
    row[_AT["you"]] = float(any(page.addressed(span) for span in attribution.content))
    lower = {word.lower for word in said.content}
    row[_AT["we"]] = float(not lower.isdisjoint(("we", "us", "our")))
    row[_AT["question"]] = float("?" in lower)
    row[_AT["parties in content"]] = damped(hits)
    row[_AT["nobody in content"]] = float(not hits)
    row[_AT["cue length"]] = len(said.cue) / 4
    for word in said.cue:
        if word.lower in VERB_CLASS:
            row[_AT[f"cue {VERB_CLASS[word.lower]}"]] = 1.0
    return row


def _of_party(page: Page, party: Party) -> list[float]:
    row = [0.0] * len(OF_PARTY)
    if party.type in TYPES:
        row[_AT[f"type {party.type}"]] = 1.0
    row[_AT["no name"]] = float(party.entity is None)
    row[_AT["often named"]] = damped(len(party.places))
    for name, most in zip(("most named", "second named", "third named"), page.most, strict=False):
        row[_AT[name]] = float(most == party.index)
    if party.places:
        first = party.places[0].span.start
        row[_AT["in heading first"]] = float(page.heading(first))
        row[_AT["in opening"]] = float(page.block_at(first) <= 2)
    row[_AT["often source"]] = damped(len(party.told))
    row[_AT["ever source"]] = float(bool(party.told))
    return row


def _of_place(page: Page, place: Place, tags: Tags | None) -> list[float]:
    row = [0.0] * len(OF_PLACE)
    around = page.around(place)
    row[_AT[f"before {governor(around.before)}"]] = 1.0
    row[_AT[f"after {follower(around.after, around.possessive)}"]] = 1.0
    row[_AT[f"kind {place.kind}"]] = 1.0
    row[_AT["sure"]] = place.score
    row[_AT["in quotation"]] = float(page.quoted(place.span.start))
    row[_AT["in heading"]] = float(page.heading(place.span.start))
    if tags is not None:
        row[_AT["tag none"] : _AT["tag none"] + len(TAGS)] = tags(place.span)
    return row


class _Spot(NamedTuple):
    """Where a statement stands: its sentence, its block and the last word of its cue, None without a cue."""

    sentence: int
    block: int
    cue: int | None


def _spot(page: Page, said: Said) -> _Spot:
    anchor, cue = said.anchor, said.attribution.cue
    return _Spot(page.sentence_at(anchor), page.block_at(anchor), page.word_at(cue[-1].end - 1) if cue else None)


def _relation(page: Page, spot: _Spot, place: Place, row: list[float]) -> None:
    """How far a place is from the statement."""
    start = place.span.start
    if spot.cue is not None:
        row[_AT["words from cue"]] = max(-3.0, min(3.0, (page.word_at(start) - spot.cue) / 10))
    row[_AT["sentences back"]] = damped(max(0, spot.sentence - page.sentence_at(start)))
    row[_AT["same block"]] = float(spot.block == page.block_at(start))


def _in_content(
    page: Page, said: Said, inside: Sequence[Place], hits: Sequence[tuple[int, int]], row: list[float]
) -> None:
    if not inside:
        return
    content, start = said.attribution.content, inside[0].span.start
    row[_AT["times in content"]] = damped(len(inside))
    row[_AT["first in content"]] = float(hits[0][0] == start)
    row[_AT["only in content"]] = float(len(hits) == 1)
    row[_AT["depth in content"]] = (start - content[0].start) / max(1, sum(span.end - span.start for span in content))
    row[_AT["opens content"]] = float(page.word_at(start) - page.word_at(content[0].start) <= 2)
    row[_AT["named now"]] = float(inside[0].kind == "name")


class _Exchange(NamedTuple):
    """What stands around a statement: the features that parties have by it, and its sources."""

    columns: Mapping[int, Sequence[int]]
    sources: tuple[int, ...]


def _exchange(page: Page, said: Said) -> _Exchange:
    sources, order, rank = page.parties.sources, page.order, page.rank[said.index]
    sets: list[tuple[int, Collection[int]]] = [
        (_AT[name], sources[order[rank + step]]) for name, step in _NEIGHBOURS if 0 <= rank + step < len(order)
    ]
    if rank > 0:
        sets.append((_AT["in statement before"], page.about[order[rank - 1]]))
    parent = said.attribution.parent
    if parent is not None:
        sets.append((_AT["source of parent"], sources[parent]))
        sets.append((_AT["in parent's content"], page.about[parent]))
    own = sources[said.index]
    before = (sources[other] for other in order[max(0, rank - 8) : rank][::-1])
    last = next((found for found in before if found and not set(found) & set(own)), ())
    sets.append((_AT["last other source"], last))
    columns: dict[int, list[int]] = {}
    for at, parties in sets:
        for party in parties:
            columns.setdefault(party, []).append(at)
    return _Exchange(columns, own)


def _of_exchange(page: Page, said: Said, exchange: _Exchange, p: int, row: list[float]) -> None:
    """What the statements around and the other statements of both tell."""
    for at in exchange.columns.get(p, ()):
        row[at] = 1.0
    party = page.parties.all[p]
    for source in exchange.sources:
        speaker = page.parties.all[source]
        row[_AT["own country"]] = float(bool(speaker.country) and speaker.country == party.country)
        row[_AT["own side"]] = float(page.same_side(source, p))
        theirs = page.often[source].get(p, 0) - (p in page.about[said.index])
        row[_AT["in other statements of the source"]] = theirs / len(speaker.told)
        row[_AT["speaks of the source"]] = page.often[p].get(source, 0) / (1 + len(party.told))


def governor(word: Word | None) -> str:
    """Class of the word before a place."""
    if word is None:
        return "start"
    lower = word.lower
    if lower in VERB_CLASS:
        return VERB_CLASS[lower]
    if lower in GOVERNORS_BY_WORD:
        return GOVERNORS_BY_WORD[lower]
    if not word.text[0].isalnum():
        return "quote"
    return "verb" if lower.endswith(("ed", "ing")) else "other"


def follower(word: Word | None, possessive: bool) -> str:
    """Class of the word behind a place."""
    if possessive:
        return "possessive"
    if word is None:
        return "none"
    found = FOLLOWERS_BY_WORD.get(word.lower or word.text) or FOLLOWERS_BY_WORD.get(word.text)
    if found is not None:
        return found
    if not word.text[0].isalnum():
        return "quote"
    return "verb" if word.lower.endswith(("ed", "s")) else "other"
