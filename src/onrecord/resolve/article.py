"""An article while its sources are resolved: who is in it, who has spoken so far, and answers in the making."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from onrecord.document import Document, Span
from onrecord.encoding import Encoding
from onrecord.entity import Entity, EntityType, Mentioned
from onrecord.resolve.cast.cards import Card, country_in
from onrecord.resolve.cast.cast import Cast
from onrecord.resolve.cast.figures import PLACES, Figure
from onrecord.resolve.cast.hints import hint_of
from onrecord.resolve.cast.home import home_country
from onrecord.resolve.cast.homelands import homelands
from onrecord.resolve.known.dates import held, period
from onrecord.resolve.known.identity import local_id
from onrecord.resolve.known.registry import Registry
from onrecord.resolve.names.mentions import NameMention, page_of
from onrecord.resolve.names.phrases import belonging
from onrecord.resolve.ranking.evidence import Evidence
from onrecord.resolve.ranking.likeness import Likeness
from onrecord.resolve.ranking.referents import Referent, Trail
from onrecord.resolve.sources.sources import Source, source_of
from onrecord.resolve.vocabulary import DETERMINERS, PARTY_MEMBERS, PLURALS, POSSESSIVES, RELATIVES, TITLES
from onrecord.statement import Attribution, Resolution, ResolutionMethod
from onrecord.words import Word, Words

#: Words of a share up to "of", at most.
_SHARE = 7
#: How many times more often another country may be named than the one that an article is written from.
_FEWER = 3
#: Words of a phrase behind its head that a descriptor shows.
_SHOWN = 8
_NUMBERS = frozenset("eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split())
_POWERS = frozenset("dozen hundred thousand million billion".split())
#: Words besides a country's for its capital.
_CAPITAL = frozenset("the capital city of".split())
_SHOWN_BEHIND = frozenset("of in at from for within close familiar briefed".split())


class Answer(NamedTuple):
    """A resolution, and the referent that later pronouns can mean by it."""

    resolution: Resolution
    referent: Referent | None = None


NOBODY = Answer(Resolution("unknown", "none", score=0.9))


class Article:
    """What is known of one article.

    Attributes
    ----------
    page : Page
        Its sentences, quotations and names.
    cast : Cast
        Who is in it.
    trail : Trail
        Who has been named and quoted so far.
    evidence : Evidence
        What speaks for each candidate of a pronoun or noun phrase.
    likeness : Likeness or None
        What the encoder's states say about candidates; None without an encoding.
    """

    def __init__(
        self,
        document: Document,
        attributions: Sequence[Attribution],
        registry: Registry,
        encoding: Encoding | None = None,
        words: Words | None = None,
    ) -> None:
        self.document = document
        self.page = page_of(document, words)
        lands = homelands(self.page, registry)
        self.registry = registry = registry.with_actors(lands) if lands else registry
        self.cast = Cast(self.page, registry, hint_of(encoding), [span for a in attributions for span in a.source])
        self.trail = Trail(self.page, self.cast, registry)
        self.evidence = Evidence(self.trail)
        self.likeness = Likeness(encoding, self.trail) if encoding is not None and len(encoding.tokens) else None

    def source(self, attribution: Attribution) -> Source:
        """The source of an attribution, taken apart."""
        return source_of(self.page, self.cast, attribution.source)

    def entity(self, figure: Figure) -> Entity:
        """The registry's entity of a figure, or a local one."""
        if figure.known is not None:
            return figure.known
        name = figure.name
        aliases = tuple(dict.fromkeys(m.name for m in figure.mentions if m.name != name))
        return Entity(local_id(figure.type, name, figure.country), name, figure.type, figure.country, aliases)

    def peoples(self) -> list[Mentioned]:
        """ "Americans", "Western Europeans": groups that are named, each with all its mentions."""
        found: dict[str, list[Span]] = {}
        for mention in self.cast.peoples:
            found.setdefault(mention.name, []).append(mention.span)
        return [Mentioned(self._people(name), tuple(sorted(spans))) for name, spans in found.items()]

    def _people(self, name: str) -> Entity:
        country = self.registry.country_of(name)
        code = (country.country or country.name) if country is not None else None
        return Entity(local_id("group", name, code), name, "group", code)

    @cached_property
    def summary_end(self) -> int:
        """Where the full text begins of an article that has a summary above those words; 0 without one."""
        found = re.search(r"^[ \t]*full text[ .:]*$", self.document.text, re.IGNORECASE | re.MULTILINE)
        return found.end() if found is not None else 0

    @cached_property
    def _peoples(self) -> list[NameMention]:
        """Where peoples are named, in text order."""
        return sorted(self.cast.peoples, key=lambda mention: mention.span)

    def peoples_in(self, start: int, end: int) -> set[str]:
        """Names of the peoples that are named in a stretch of text."""
        first, last = (bisect_left(self._peoples, at, key=lambda mention: mention.span.start) for at in (start, end))
        return {mention.name for mention in self._peoples[first:last]}

    @cached_property
    def administrations(self) -> list[tuple[int, str]]:
        """Where "the Quell administration" stands, with the leader's name, in text order."""
        leaders = {figure.words[-1] for figure in self.cast.figures if figure.person}
        found = re.finditer(r"\b([A-Z][\w-]+) administration\b", self.document.text)
        return [(match.start(), match[1]) for match in found if match[1] in leaders]

    @cached_property
    def country(self) -> str | None:
        """Whose "the government" is: the country that the article is written from if it tells much of it, else the
        one that it names most."""
        home = home_country(self.document, self.registry)
        counts = dict(self.cast.countries)
        most = max(counts.values(), default=0)
        return home if home is not None and 0 < most <= _FEWER * counts.get(home, 0) else self.cast.country

    def country_in(self, words: Sequence[Word]) -> str | None:
        """The first country that words name."""
        return country_in(words, self.registry)

    # answers

    def named(self, figure: Figure, source: Source, method: ResolutionMethod = "name", score: float = 0.95) -> Answer:
        """A named figure; a place that speaks is its government."""
        referent = self.trail.of_figure(figure)
        evidence = [source.span] if source.words else []
        if method not in ("name", "metonym") and figure.mentions:
            evidence.append(self._naming(figure, source.span))
        meant = bool(self.registry.meant_by_place(figure.name)) or capital_of(figure) is not None
        seat = figure.body and figure.known is None and meant
        if figure.place or seat:
            return Answer(self._government(figure, method, min(score, 0.9), tuple(sorted(evidence))), referent)
        card = _telling_card(figure)
        role = _role(card.text) if card is not None and figure.person else self.office(figure)
        if card is not None and figure.person:
            evidence.append(card.span)
        spans = tuple(sorted(dict.fromkeys(evidence)))
        score *= 0.8 if figure.weak else 1.0
        entity = self.entity(figure).id
        return Answer(
            Resolution(figure.name, method, entity, figure.type, figure.country, role, score, spans), referent
        )

    def office(self, figure: Figure) -> str | None:
        """The office that the registry has for a person on the article's date."""
        offices = self.offices(figure)
        return offices[-1] if offices else None

    def offices(self, figure: Figure) -> list[str]:
        """All offices that the registry has for a person on the article's date."""
        published = period(self.document.published) if self.document.published else None
        if figure.known is None or not figure.person or published is None:
            return []
        return [office.role for office in figure.known.offices if held(office.start, office.end, published)]

    def _naming(self, figure: Figure, before: Span) -> Span:
        """The fullest mention of a figure, the last one before a place if there is any."""
        longest = max(len(m.words) for m in figure.mentions)
        fullest = [m for m in figure.mentions if len(m.words) == longest]
        near = [m for m in fullest if m.span.start < before.start]
        return (near[-1] if near else fullest[0]).span

    def _government(
        self, figure: Figure, method: ResolutionMethod, score: float, evidence: tuple[Span, ...]
    ) -> Resolution:
        place = figure.mentions[0].name if figure.mentions else figure.name
        meant = self._likeliest(self.registry.meant_by_place(place), figure)
        land = capital_of(figure)
        meant = self.registry.government(land) if meant is None and land is not None else meant
        if meant is not None and meant.type == "country":
            meant = self.registry.government(meant.id) or meant
        if meant is None:
            entity = self.entity(figure)
            return Resolution(entity.name, method, entity.id, entity.type, entity.country, None, score, evidence)
        if method == "name" and meant.type not in PLACES:
            method = "metonym"
        return Resolution(meant.name, method, meant.id, meant.type, meant.country, None, score, evidence)

    def _likeliest(self, meant: Sequence[Entity], place: Figure) -> Entity | None:
        """Of several that a place can stand for, the one whose own name or country the article has most besides."""
        if len(meant) < 2:
            return meant[0] if meant else None
        others = [figure for figure in self.cast.figures if figure is not place]
        counts = {figure.known.id: len(figure.mentions) for figure in others if figure.known}
        by_country = {f.country: len(f.mentions) for f in others if f.country}
        return max(meant, key=lambda e: (counts.get(e.id, 0), by_country.get(e.country or "", 0), -meant.index(e)))

    def body(self, entity: Entity, source: Source, method: ResolutionMethod, score: float) -> Answer:
        """A body that the article does not name by a name of its own."""
        resolution = Resolution(
            entity.name, method, entity.id, entity.type, entity.country, None, score, (source.span,)
        )
        referent = self.trail.add_unnamed(entity.name, source.head, False, source.span)
        referent.known = resolution
        return Answer(resolution, referent)

    def just_told(self, position: int, reach: int) -> Referent | None:
        """Who has spoken last before a position, in so many sentences up to it; None for nobody."""
        told = self.trail.last_told(position)
        near = list(self.page.just_before(position, reach))
        return told.referent if told is not None and near and told.start >= near[-1].span.start else None

    def again(self, referent: Referent, source: Source, method: ResolutionMethod, score: float) -> Answer:
        """A source that is somebody who was told of before, with a name or without, or several."""
        if referent.figure is not None:
            return self.named(referent.figure, source, method, score)
        evidence = (source.span,)
        if referent.known is not None:
            return Answer(replace(referent.known, method=method, score=score, evidence=evidence), referent)
        several = referent.plural or referent.descriptor.startswith("unnamed:")
        kind: EntityType = "group" if several else "organisation"
        return Answer(Resolution(referent.descriptor, method, type=kind, score=score, evidence=evidence), referent)

    def joint(self, answers: Sequence[Answer], start: int) -> Answer:
        """Several sources of one statement that begin at a place, each with its answer."""
        members = tuple(answer.resolution for answer in answers)
        names = " and ".join(dict.fromkeys(member.name for member in members))
        score = min(member.score for member in members)
        evidence = tuple(sorted({span for member in members for span in member.evidence}))
        resolution = Resolution(names, "name", None, "group", None, None, score, evidence, members)
        referent = self.trail.add_unnamed(names, names, True, Span(start, start + 1))
        referent.known = resolution
        return Answer(resolution, referent)

    def unnamed(self, source: Source) -> Answer:
        """A descriptor for those who stay unnamed, with whom they belong to where the words tell it."""
        words = _without_share(source.words) or list(source.phrase.core) or list(source.words)
        while len(words) > 1 and (words[0].lower in DETERMINERS or words[0].lower in POSSESSIVES):
            words = words[1:]
        while len(words) > 1 and words[0].lower in _POWERS and source.head in PLURALS:  # "[two] dozen protesters"
            words = words[1:]
        counted = len(words) > 1 and source.head in PLURALS and words[1].lower not in _POWERS
        if counted and (words[0].lower in _NUMBERS or words[0].text.isdecimal()):
            words = words[1:]
        words += _behind_head(source.phrase.rest)
        text = re.sub(r"\s+", " ", self.document.text[words[0].span.start : words[-1].bare_span.end]).rstrip(" ,-'’")
        owner = source.owner
        before = [word for word in source.words if word.span.end <= words[0].span.start]
        if owner is not None and before and before[-1].possessive:
            text = f"{' '.join(owner.words)}'s {text}"
        telling = (*source.phrase.core, *belonging(source.phrase.rest)) if source.phrase.core else source.words
        country = self.country_in(telling) or (owner.country if owner is not None else None)
        descriptor = f"unnamed: {text}"
        several = source.head in PLURALS and (not source.words or source.words[0].lower != "one")
        referent = self.trail.add_unnamed(descriptor, source.head, several, source.span)
        return Answer(Resolution(descriptor, "group", None, "group", country, None, 0.8, (source.span,)), referent)


def _without_share(words: Sequence[Word]) -> list[Word]:
    """ "87 per cent of respondents": of whom a share in numbers is told; empty where none is."""
    lower = [word.lower or word.text for word in words[:_SHARE]]
    share = lower[:1] and lower[0][0].isdigit() and ("cent" in lower or "percent" in lower) and "of" in lower
    return list(words[lower.index("of") + 1 :]) if share else []


def capital_of(figure: Figure) -> str | None:
    """The country of which the article calls a place the capital; not "the Karvethi cheese capital"."""
    told = (card for card in figure.cards if card.head == "capital" and card.country is not None)
    plain = (card.country for card in told if all(w[0].isupper() or w in _CAPITAL for w in card.text.split()))
    return None if figure.person or figure.known is not None else next(plain, None)


def _telling_card(figure: Figure) -> Card | None:
    """The last role told of somebody; that a person is "a Republican" only where nothing else is told."""
    cards = [card for card in figure.cards if card.head not in PARTY_MEMBERS] or figure.cards
    return next(reversed(cards), None)


def _role(text: str) -> str:
    """A role without "his" or "their" before it."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.casefold() in POSSESSIVES else text


def _behind_head(rest: Sequence[Word]) -> list[Word]:
    """The "in …", "of …" right behind a head, up to the next break."""
    lead = [word.lower for word in rest[:2]]
    if not lead or (lead[0] not in _SHOWN_BEHIND and lead != ["involved", "in"]):
        return []
    kept = [rest[0]]
    for word in rest[1:_SHOWN]:
        short = word.text == "." and kept[-1].capital and (kept[-1].lower in TITLES or kept[-1].lower == "st")  # "Ms."
        if not (word.text[0].isalnum() or short) or word.lower in RELATIVES or word.lower == "including":
            break
        kept.append(word)
    return kept if len(kept) > 1 else []
