"""Resolves the sources of an article's statements, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from onrecord.document import Document, Span
from onrecord.encoding import Encoding
from onrecord.entity import EntityType, Mentioned
from onrecord.resolve.affiliation import body_of_officer
from onrecord.resolve.article import NOBODY, Answer, Article
from onrecord.resolve.beside import SEEN
from onrecord.resolve.figures import Figure
from onrecord.resolve.identity import local_id
from onrecord.resolve.lists import parts_of
from onrecord.resolve.ranker import shipped_ranker
from onrecord.resolve.referents import Anaphor, Referent, Told
from onrecord.resolve.registry import Registry
from onrecord.resolve.sources import Source, source_of_words
from onrecord.resolve.states import body_in, office_holder, own_actor
from onrecord.resolve.vocabulary import DETERMINERS, DOCUMENT_NOUNS, POSSESSIVES, RELATIVES, WE
from onrecord.statement import Attribution, Resolution, ResolutionMethod
from onrecord.words import Word

_THEIRS = frozenset("his her its their".split())
#: Documents that are somebody's words: without an author they are the last speaker's.
_SAYINGS = frozenset("statement message tweet post letter announcement warning decree request remark comment".split())
_SPEECHES = frozenset("speech remarks address letter testimony transcript op-ed statement".split())
#: Words to look at for the noun phrase left of "who".
_REACH = 12


class Resolver:
    """Resolves one article's sources; each once, the one whose content holds a statement before that statement's."""

    def __init__(self, article: Article, attributions: Sequence[Attribution]) -> None:
        self.article = article
        self.attributions = attributions
        self._done: dict[int, Answer] = {}
        #: Whose a document is, by its noun: "the decree" after "a decree signed by the Pope".
        self._documents: dict[str, Answer] = {}
        self._ways: dict[str, Callable[[Source, Attribution, Answer | None], Answer]] = {
            "none": lambda *_: NOBODY,
            "document": self._document,
            "first": self._first_person,
            "second": lambda source, *_: self.article.unnamed(source),
            "relative": self._relative,
            "group": lambda source, *_: body_in(self.article, source) or self.article.unnamed(source),
            "he_she": self._anaphor,
            "they_it": self._anaphor,
        }

    def all(self) -> tuple[Resolution, ...]:
        """Resolve every source."""
        for index in sorted(range(len(self.attributions)), key=lambda i: _anchor(self.attributions[i])):
            self._one(index)
        return tuple(self._done[index].resolution for index in range(len(self.attributions)))

    def entities(self) -> tuple[Mentioned, ...]:
        """Everybody named in the article, with all mentions."""
        return tuple(
            Mentioned(self.article.entity(figure), tuple(m.span for m in figure.mentions))
            for figure in self.article.cast.figures
            if figure.mentions
        )

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
        if source.kind == "name" and source.figure is not None:
            named = self.article.named(source.figure, source)
            if source.head in DOCUMENT_NOUNS:
                self._documents[source.head] = named
            return named
        return self._ways.get(source.kind, self._noun_phrase)(source, attribution, parent)

    # pronouns

    def _first_person(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer:
        """I and we: inside a quotation its speaker, outside the author."""
        speaker = parent or self._speaker_around(source.span)
        if speaker is not None:
            figure = speaker.referent.figure if speaker.referent is not None else None
            body = body_of_officer(self.article, figure) if source.head in WE and figure and figure.person else None
            if body is not None:
                return self.article.named(body, source, "pronoun", 0.7)
            score = speaker.resolution.score * (0.9 if parent else 0.8)
            return Answer(replace(speaker.resolution, method="pronoun", score=score), speaker.referent)
        transcript = self._transcribed()
        if transcript is not None and not self.article.page.is_quoted(source.span) and source.head not in WE:
            return self.article.named(transcript, source, "author", 0.7)
        document = self.article.document
        author = document.authors[0] if document.authors else None
        if source.head in WE or author is None:
            author = document.outlet or author
        if author is None:
            return Answer(Resolution("unknown", "author", score=0.4, evidence=(source.span,)))
        kind: EntityType = "outlet" if author == document.outlet else "person"
        return Answer(Resolution(author, "author", local_id(kind, author, None), kind, None, None, 0.7, (source.span,)))

    def _transcribed(self) -> Figure | None:
        """Whose speech, letter or address the article is, if its headline says that it is one."""
        figures = self.article.cast.figures
        for sentence in self.article.page.sentences:
            if sentence.heading and any(word.lower in _SPEECHES for word in sentence.words):
                persons = [f for f in figures if f.person and any(sentence.span.contains(m.span) for m in f.mentions)]
                return persons[0] if len(persons) == 1 else None
        return None

    def _speaker_around(self, span: Span) -> Answer | None:
        """Who says the content or the quotation that holds a span."""
        done = [(self.attributions[index], answer) for index, answer in sorted(self._done.items())]
        holding = [answer for attribution, answer in done if any(p.contains(span) for p in attribution.content)]
        if holding:
            return holding[0]
        quote = next((quote for quote in self.article.page.quoted if quote.contains(span)), None)
        near = [answer for a, answer in done if quote is not None and any(p.overlaps(quote) for p in a.content)]
        return near[0] if near else None

    def _relative(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer:
        """Who and which: the noun phrase to their left."""
        page = self.article.page
        if not page.sentences:
            return NOBODY
        sentence = page.sentences[page.sentence_at(source.span.start)]
        left = [word for word in sentence.words if word.span.end <= source.span.start]
        while left and not left[-1].text[0].isalnum():
            left = left[:-1]
        start = len(left)
        while start > 0 and len(left) - start < _REACH and not self._starts_phrase(left, start):
            start -= 1
        if not left or left[-1].lower in RELATIVES:
            return NOBODY
        found = source_of_words(page, self.article.cast, left[start:])
        if found.kind in ("relative", "first", "second"):
            return NOBODY
        answer = self.answer(found, attribution, parent)
        resolution = answer.resolution
        method: ResolutionMethod = "pronoun" if resolution.entity else resolution.method
        return Answer(replace(resolution, method=method, score=resolution.score * 0.85), answer.referent)

    def _starts_phrase(self, words: list[Word], at: int) -> bool:
        if at == len(words):
            return False
        word = words[at]
        if word.lower in DETERMINERS or word.lower in POSSESSIVES:
            return True
        mention = next(iter(self.article.page.mentions_in(word.span.start, word.span.end)), None)
        if mention is not None:
            return word.span.start == (mention.title[0].span.start if mention.title else mention.span.start)
        before = words[at - 1].text
        return not before[0].isalnum() or (before[0].islower() and word.text[0].isupper())

    # noun phrases

    def _noun_phrase(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer:
        found = body_in(self.article, source) or own_actor(self.article, source)
        if found is not None:
            return found
        return self._anaphor(source, attribution, parent) if source.definite else self.article.unnamed(source)

    def _document(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer:
        """A report, study, decree: whoever the article says it is from, here or earlier."""
        author = self._author_behind(source, attribution, parent)
        if author is not None:
            self._documents[source.head] = author
            return author
        if source.owner is not None and not source.owner.place:
            return self.article.named(source.owner, source)
        if source.phrase.determiner in _THEIRS:
            pronoun = source_of_words(self.article.page, self.article.cast, [source.phrase.core[0]])
            owner = self._anaphor(pronoun, attribution, parent)
            if owner.resolution.entity is not None:
                return _passed_on(owner)
        if source.definite and source.head in self._documents:
            return _passed_on(self._documents[source.head])
        if source.definite and source.head in _SAYINGS:
            last = self.article.trail.last_speaker(source.span.start)
            if last is not None:
                return self.article.named(last, source, "nominal", 0.6)
        return self._anaphor(source, attribution, parent)

    def _author_behind(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer | None:
        """ "A decree signed by the Pope": who stands behind "by" or "from"."""
        rest = source.phrase.rest
        by = next((at for at, word in enumerate(rest) if word.lower in ("by", "from")), None)
        if any(word.lower in SEEN for word in rest[:by]):
            return None
        behind = list(rest[by + 1 :]) if by is not None else []
        if not behind or not behind[0].text[0].isalnum():
            return None
        author = source_of_words(self.article.page, self.article.cast, behind)
        if author.kind not in ("name", "person", "body") or not author.definite:
            return None
        answer = self.answer(author, attribution, parent)
        return _passed_on(answer) if answer.resolution.entity is not None else None

    def _anaphor(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer:
        """He, she, it, they and definite noun phrases: who is meant of those at hand, or nobody."""
        pronoun = source.kind in ("he_she", "they_it")
        asked = Anaphor(
            source.span,
            source.words,
            source.kind,
            source.head,
            self.article.country_in(source.words),
            parent.referent if parent else None,
            self.article.page.is_quoted(source.span),
        )
        candidates = self.article.trail.candidates(asked)
        if not pronoun:
            candidates = self.article.trail.called(candidates, source, asked.country)
        chosen, score = self.choose(attribution, asked, candidates, self.article.trail.features(asked, candidates))
        if chosen is None:
            if pronoun:
                return Answer(Resolution("unknown", "pronoun", score=score, evidence=(source.span,)))
            return office_holder(self.article, source) or self.article.unnamed(source)
        referent = candidates[chosen]
        method: ResolutionMethod = "pronoun" if pronoun else "nominal"
        if referent.figure is not None:
            return self.article.named(referent.figure, source, method, score)
        unnamed = referent.descriptor.startswith("unnamed:")
        resolution = Resolution(
            referent.descriptor,
            "group" if unnamed else method,
            type="group" if unnamed or referent.plural else "organisation",
            score=score,
            evidence=(source.span,),
        )
        return Answer(resolution, referent)

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


def _passed_on(answer: Answer) -> Answer:
    """The author of a document as the document's own answer."""
    resolution = answer.resolution
    return Answer(replace(resolution, method="nominal", score=resolution.score * 0.9), answer.referent)


def _told(attribution: Attribution, referent: Referent | None) -> Told:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    start = min((span.start for span in attribution.cue or attribution.content or spans), default=0)
    place = attribution.source[0].start if attribution.source else None
    return Told(start, referent, place)


def _anchor(attribution: Attribution) -> int:
    spans = attribution.source or attribution.cue or attribution.content
    return min((span.start for span in spans), default=0)


def resolver_of(
    document: Document, encoding: Encoding | None, attributions: Sequence[Attribution], registry: Registry
) -> Resolver:
    """A resolver that asks the encoder about names and pronouns."""
    return Resolver(Article(document, attributions, registry, encoding), attributions)


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
