"""Resolves the sources of an article's statements, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from onrecord.document import Document
from onrecord.encoding import Encoding
from onrecord.entity import Mentioned
from onrecord.resolve.article import NOBODY, Answer, Article
from onrecord.resolve.bodies.credits import credited
from onrecord.resolve.bodies.documents import Documents, passed_on
from onrecord.resolve.bodies.just_named import body_just_named, only_one_named, only_person_near
from onrecord.resolve.bodies.owned import owned_by_noun, owned_elsewhere, poll_of
from onrecord.resolve.bodies.states import (
    body_in,
    body_of,
    ministry_just_meant,
    ministry_named,
    name_missed,
    office_holder,
    own_actor,
    own_government,
)
from onrecord.resolve.groups.crowds import asked_before, crowd_before, is_anybody, is_portion, is_share, one_of_them
from onrecord.resolve.groups.families import family_of
from onrecord.resolve.groups.joined import (
    called_before,
    is_of_whom,
    named_together,
    people_before,
    several_before,
    they_spoke,
    they_were_named,
    those_left,
)
from onrecord.resolve.groups.pairs import is_of_two, pair_before
from onrecord.resolve.groups.taken_up import scholars_meant, taken_up
from onrecord.resolve.known.registry import Registry
from onrecord.resolve.people.affiliation import body_just_spoken_for
from onrecord.resolve.people.clauses import subject_behind, subject_of_clause, subject_of_paragraph
from onrecord.resolve.people.clients import client_of
from onrecord.resolve.people.counterparts import counterpart
from onrecord.resolve.people.epithets import epithet_meant, party_member_meant
from onrecord.resolve.people.headlines import named_below
from onrecord.resolve.people.interviews import Letters
from onrecord.resolve.people.named_later import named_later
from onrecord.resolve.people.own_words import OwnWords
from onrecord.resolve.people.questions import ASKED, answerer
from onrecord.resolve.people.role_holders import (
    holder_at,
    holder_of_all,
    just_introduced,
    just_quoted,
    of_age,
    only_holder,
    subject_holding,
    subject_of_last,
)
from onrecord.resolve.people.speakers import Speakers
from onrecord.resolve.people.strangers import stranger_before, stranger_meant, stranger_told
from onrecord.resolve.ranking.ranker import shipped_ranker
from onrecord.resolve.ranking.referents import Anaphor, Referent, Told
from onrecord.resolve.sources.lists import parts_of
from onrecord.resolve.sources.relatives import antecedent
from onrecord.resolve.sources.sources import Source, source_of_words
from onrecord.resolve.vocabulary import BODY_NOUNS, DOCUMENT_NOUNS, HE_SHE, SPOKES_NOUNS, THEY
from onrecord.statement import Attribution, Resolution, ResolutionMethod
from onrecord.words import Word, Words

_ONE = re.compile(r"one\b", re.IGNORECASE)
_OF_THINGS = frozenset({"its", "whose"})
_THEIRS = frozenset("his her its their".split())


class Resolver:
    """Resolves one article's sources; each once, the one whose content holds a statement before that statement's."""

    def __init__(self, article: Article, attributions: Sequence[Attribution]) -> None:
        self.article = article
        self.attributions = attributions
        self._done: dict[int, Answer] = {}
        self._in_order = sorted((one for one in attributions if one.source), key=lambda one: one.source[0].start)
        self._starts = sorted(span.start for attribution in attributions for span in attribution.source)
        self._documents = Documents(article, self.answer)
        self._speakers = Speakers(article, attributions)
        self._letters = Letters(article)
        self._own_words = OwnWords(article, attributions, self._done)
        self._ways: dict[str, Callable[[Source, Attribution, Answer | None], Answer]] = {
            "none": lambda _, attribution, parent: self._speakers.unsourced(attribution, parent),
            "document": self._document,
            "first": lambda source, _, parent: self._speakers.first_person(source, parent, self._done),
            "second": lambda source, *_: self._speakers.second_person(source),
            "relative": self._relative,
            "group": self._group,
            "he_she": self._he_or_she,
            "they_it": self._anaphor,
        }

    def all(self) -> tuple[Resolution, ...]:
        """Resolve every source."""
        for index in sorted(range(len(self.attributions)), key=lambda i: _anchor(self.attributions[i])):
            self._one(index)
        return tuple(self._done[index].resolution for index in range(len(self.attributions)))

    def entities(self) -> tuple[Mentioned, ...]:
        """Everybody named in the article, and peoples, with all mentions."""
        figures = self.article.cast.figures
        named = [Mentioned(self.article.entity(f), tuple(m.span for m in f.mentions)) for f in figures if f.mentions]
        return (*named, *self.article.peoples())

    def _one(self, index: int) -> Answer:
        if index not in self._done:
            attribution = self.attributions[index]
            parent = self._one(attribution.parent) if attribution.parent is not None else None
            source = self.article.source(attribution)
            answer = self.whole(source, attribution, parent)
            self._done[index] = answer
            self.article.trail.tell(_told(attribution, answer.referent))
        return self._done[index]

    def whole(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer:
        """Resolve one source that may be several."""
        parts = parts_of(self.article.page, self.article.cast, source)
        answers = [self.answer(part, attribution, parent) for part in parts]
        if answers and all(answer.resolution.name != "unknown" for answer in answers):
            return self.article.joint(answers, source.span.start)
        return self.answer(source, attribution, parent)

    def answer(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer:
        """Resolve one source that is not several."""
        credit = credited(self.article, source, attribution)
        if credit is not None:
            return credit
        letter = self._letters.under(source, attribution)
        if letter is not None:
            return letter
        poll = poll_of(self.article, source)
        if poll is not None:
            self._documents.remember(source, poll)
            return poll
        if source.kind == "name" and source.figure is not None:
            ministry = ministry_named(self.article, source)
            if ministry is not None:
                return ministry
            named = self.article.named(source.figure, source)
            if source.head in DOCUMENT_NOUNS:
                self._documents.remember(source, named)
            return named
        found = family_of(self.article, source, lambda owner: self._anaphor(owner, attribution, parent))
        found = found or counterpart(self.article, source, lambda owner: self._anaphor(owner, attribution, parent))
        found = found or (name_missed(self.article, source) if source.kind in ("person", "group", "body") else None)
        found = found or named_below(self.article, source, attribution, self._in_order)
        return found or self._ways.get(source.kind, self._noun_phrase)(source, attribution, parent)

    # pronouns

    def _relative(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer:
        """Who and which: the noun phrase to their left."""
        words = antecedent(self.article.page, self.article.cast, source)
        if not words:
            return NOBODY
        found = source_of_words(self.article.cast, words)
        if found.kind in ("relative", "first", "second"):
            return NOBODY
        answer = self.answer(found, attribution, parent)
        resolution = answer.resolution
        method: ResolutionMethod = "pronoun" if resolution.entity else resolution.method
        return Answer(replace(resolution, method=method, score=resolution.score * 0.85), answer.referent)

    def _he_or_she(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer:
        """He and she: the one who was asked and replies, else whoever is meant of those at hand."""
        subject = subject_behind(self.article, source) or subject_of_clause(self.article, source)
        if subject is not None:
            return subject
        asked = answerer(self.article, source, attribution, self.attributions)
        if asked is None:
            return subject_of_paragraph(self.article, source) or self._anaphor(source, attribution, parent)
        if asked.figure is not None:
            return self.article.named(asked.figure, source, "pronoun", ASKED)
        known = any(figure.is_told_to_be(asked.head) for figure in self.article.cast.figures)
        found = self._anaphor(asked, attribution, parent) if known else self.article.unnamed(asked)
        figure = found.referent.figure if found.referent is not None else None
        clash = figure is not None and figure.gender()[0] not in (None, HE_SHE.get(source.head))
        return self.article.unnamed(asked) if clash else found

    # noun phrases

    def _noun_phrase(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer:
        if is_of_two(source):
            return self._two(source) or self.article.unnamed(source)
        source = self._with_owner(source, attribution, parent)
        found = client_of(self.article, source, parent) or own_government(self.article, source, parent)
        found = found or subject_holding(self.article, source)
        found = found or holder_at(self.article, source) or just_quoted(self.article, source)
        found = found or holder_of_all(self.article, source)
        found = found or named_later(self.article, source, self._in_order)
        found = found or self._spoken_for(source, attribution, parent)
        found = found or of_age(self.article, source) or stranger_told(self.article, source)
        found = found or body_in(self.article, source) or own_actor(self.article, source)
        found = found or owned_by_noun(self.article, source, lambda owner: self.answer(owner, attribution, parent))
        found = found or owned_elsewhere(self.article, source)
        if found is None and source.kind == "body" and source.phrase.determiner in _THEIRS:
            found = body_of(self.article, source, self._possessor(source, attribution, parent))
        if found is not None:
            return found
        return self._anaphor(source, attribution, parent) if source.definite else self.article.unnamed(source)

    def _with_owner(self, source: Source, attribution: Attribution, parent: Answer | None) -> Source:
        """ "Its foreign minister", "whose leader": an office with the state or body whose it is."""
        first = source.phrase.core[:1]
        if source.kind != "person" or source.owner is not None or not first or first[0].lower not in _OF_THINGS:
            return source
        pronoun = source_of_words(self.article.cast, list(first))
        look = self._relative if pronoun.kind == "relative" else self._anaphor
        referent = look(pronoun, attribution, parent).referent
        figure = referent.figure if referent is not None else subject_of_last(self.article, source)
        return replace(source, owner=figure) if figure is not None and not figure.person else source

    def _spoken_for(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer | None:
        """ "A spokesman for the German government", "a company spokesman": the body, though no name tells it."""
        words = _employer(source)
        body = source_of_words(self.article.cast, words) if words else None
        if body is None or body.kind != "body" or not body.definite:
            return None
        answer = self.answer(body, attribution, parent)
        return passed_on(answer) if answer.resolution.entity is not None else None

    def _group(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer:
        """Several people or bodies; "some" and "one of them" are of those named just before."""
        if is_of_whom(source):
            whom = replace(source_of_words(self.article.cast, list(source.words[-1:])), span=source.span)
            return those_left(self.article, source) or self._relative(whom, attribution, parent)
        one = one_of_them(source.words)
        if one:
            return self.answer(source_of_words(self.article.cast, one), attribution, parent)
        several = several_before(self.article, source) or called_before(self.article, source)
        if several is not None:
            return several
        again = taken_up(self.article, source) or named_together(self.article, source)
        if again is not None:
            return again
        portion = is_portion(source.words) or is_share(source.words)
        portion = portion and not is_anybody(self.article.page, source.words)
        found = (self._crowd(source) if portion else None) or self._two(source) or self._another(source)
        return found or body_in(self.article, source) or self.article.unnamed(source)

    def _another(self, source: Source) -> Answer | None:
        """ "One user wrote … Another said": one more of those who have just told something, or of whom one has."""
        told = self.article.trail.last_told(source.span.start)
        referent = told.referent if told is not None else None
        if [word.lower for word in source.words] != ["another"] or told is None or referent is None:
            return None
        one = told.place is not None and _ONE.match(self.article.document.text, told.place) is not None
        if (
            referent.figure is not None
            or not referent.descriptor.startswith("unnamed:")
            or (referent.plural and not one)
        ):
            return None
        return self.article.again(referent, source, "group", 0.6)

    def _two(self, source: Source) -> Answer | None:
        return pair_before(self.article, source) if is_of_two(source) else None

    def _crowd(self, source: Source) -> Answer | None:
        look = asked_before if is_share(source.words) else crowd_before
        crowd = look(self.article.page, source.span.start)
        if crowd is None:
            return None
        descriptor = f"unnamed: {crowd.text}"
        referent = self.article.trail.add_unnamed(descriptor, crowd.head, True, source.span)
        evidence = (crowd.span, source.span)
        return Answer(Resolution(descriptor, "group", type="group", score=0.6, evidence=evidence), referent)

    def _document(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer:
        """A report, study, decree: whoever the article says it is from, here or earlier."""
        if source.phrase.determiner in _THEIRS and (source.owner is None or source.owner.place):
            owner = self._possessor(source, attribution, parent)
            if owner.resolution.entity is not None:
                return passed_on(owner)
        return self._documents.author(source, attribution, parent) or self._anaphor(source, attribution, parent)

    def _possessor(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer:
        """Whom "his", "her", "its" at the beginning of a phrase means."""
        pronoun = source_of_words(self.article.cast, [source.phrase.core[0]])
        return self._anaphor(pronoun, attribution, parent)

    def _anaphor(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer:
        """He, she, it, they and definite noun phrases: who is meant of those at hand, or nobody."""
        pronoun = source.kind in ("he_she", "they_it")
        stranger = stranger_before(self.article, source, self._starts) if source.kind == "he_she" else None
        if stranger is not None:
            return stranger
        asked = Anaphor(
            source.span,
            source.words,
            source.kind,
            source.head,
            self.article.country_in(source.words) or source.country,
            parent.referent if parent else None,
            self.article.page.is_quoted(source.span),
        )
        speaking = self._own_words.speakers(attribution, source)
        candidates = [one for one in self.article.trail.candidates(asked) if one not in speaking]
        if not pronoun:
            candidates = self.article.trail.called(candidates, source, asked.country)
        chosen, score = self.choose(attribution, asked, candidates, self.article.evidence.rows(asked, candidates))
        if chosen is None:
            found = self._they_or_it(source) if source.kind == "they_it" else None
            if source.kind == "he_she":
                found = stranger_meant(self.article, source) or only_person_near(self.article, source, candidates)
            if found is not None:
                return found
            if pronoun:
                return Answer(Resolution("unknown", "pronoun", score=score, evidence=(source.span,)))
            found = self._told_by_office(source) or body_just_named(self.article, source)
            found = found or epithet_meant(self.article, source) or party_member_meant(self.article, source)
            found = found or taken_up(self.article, source) or ministry_just_meant(self.article, source)
            return found or self.article.unnamed(source)
        referent = candidates[chosen]
        method: ResolutionMethod = "pronoun" if pronoun else "nominal"
        unnamed = referent.figure is None and referent.descriptor.startswith("unnamed:")
        return self.article.again(referent, source, "group" if unnamed else method, score)

    def _told_by_office(self, source: Source) -> Answer | None:
        """Whom an office means where the ranker is not sure."""
        ways = (office_holder, only_holder, just_introduced)
        return next((found for way in ways if (found := way(self.article, source)) is not None), None)

    def _they_or_it(self, source: Source) -> Answer | None:
        """Whom the words around they and it mean where the ranker is not sure."""
        if source.head not in THEY:
            return only_one_named(self.article, source) or body_just_spoken_for(self.article, source)
        found = they_spoke(self.article, source) or they_were_named(self.article, source) or self._crowd(source)
        return found or scholars_meant(self.article, source) or people_before(self.article, source)

    def choose(
        self,
        attribution: Attribution,
        asked: Anaphor,
        candidates: Sequence[Referent],
        features: NDArray[np.float32],
    ) -> tuple[int | None, float]:
        """Index of who is meant among the candidates, or None; and the chance that this is right."""
        ranker = shipped_ranker()
        likeness = self.article.likeness
        if likeness is None or not candidates or asked.kind not in ranker.products:
            return ranker.choose(asked.kind, features)
        states = likeness.anaphor(asked), likeness.candidates(asked, candidates)
        return ranker.choose(asked.kind, features, ranker.products[asked.kind].scores(*states))


def _employer(source: Source) -> list[Word]:
    """The words for the body that an unnamed spokesman speaks for; none where a name tells it."""
    rest, core = source.phrase.rest, source.phrase.core
    if source.head not in SPOKES_NOUNS or source.owner is not None:
        return []
    if len(rest) > 1 and rest[0].lower == "for":
        return list(rest[1:])
    within = list(core[1:-1]) if source.phrase.determiner in ("a", "an") else []
    return within if within and within[-1].lower in BODY_NOUNS and not any(w.capital for w in within[1:]) else []


def _told(attribution: Attribution, referent: Referent | None) -> Told:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    start = min((span.start for span in attribution.cue or attribution.content or spans), default=0)
    place = attribution.source[0].start if attribution.source else None
    return Told(start, referent, place)


def _anchor(attribution: Attribution) -> int:
    spans = attribution.source or attribution.cue or attribution.content
    return min((span.start for span in spans), default=0)


def resolver_of(
    document: Document,
    encoding: Encoding | None,
    attributions: Sequence[Attribution],
    registry: Registry,
    words: Words | None = None,
) -> Resolver:
    """A resolver that asks the encoder about names and pronouns; ``words`` are the article's, if already cut."""
    return Resolver(Article(document, attributions, registry, encoding, words), attributions)


def resolve(
    document: Document, encoding: Encoding | None, attributions: Sequence[Attribution], registry: Registry
) -> tuple[tuple[Resolution, ...], tuple[Mentioned, ...]]:
    """Resolve the sources of an article's statements.

    Parameters
    ----------
    encoding : Encoding or None
        What the encoder says about names; None to do without.

    Returns
    -------
    (resolutions, entities)
        One resolution an attribution, in the same order; everybody named in the article with all mentions.
    """
    resolver = resolver_of(document, encoding, attributions, registry)
    return resolver.all(), resolver.entities()
