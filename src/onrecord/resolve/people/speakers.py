"""Who is speaking where a source is I, we or you, or is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from onrecord.document import Span
from onrecord.entity import Entity, EntityType
from onrecord.resolve.article import NOBODY, Answer, Article
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.known.identity import local_id
from onrecord.resolve.people.affiliation import answer_for, spoken_for
from onrecord.resolve.people.interviews import Interview, unlabelled
from onrecord.resolve.people.questions import asker
from onrecord.resolve.sources.sources import Source, source_of, without_words
from onrecord.resolve.vocabulary import WE
from onrecord.statement import Attribution, Resolution
from onrecord.words import words_of

_SPEECHES = frozenset("speech remarks address letter testimony transcript op-ed statement".split())
_INTERVIEWS = frozenset("interview interviews interviewed interviewing".split())


class Speakers:
    """Finds who speaks in an article; ``done`` are the answers so far, by the index of the attribution."""

    def __init__(self, article: Article, attributions: Sequence[Attribution]) -> None:
        self._article = article
        self._attributions = attributions
        #: For whom a person speaks, by the person's index and whether it can be a state.
        self._spoken: dict[tuple[int, bool], Figure | Entity | str | None] = {}
        self._headlines: dict[frozenset[str], Figure | None] = {}

    def unsourced(self, attribution: Attribution, parent: Answer | None) -> Answer:
        """Nobody; but who asks may be told beside, and words in quotation marks alone are the last speaker's."""
        if attribution.cue:
            return asker(self._article, attribution) or self._goes_on(attribution, parent)
        if not attribution.content or attribution.quote_type == "indirect" or parent is not None:
            return NOBODY
        start = attribution.content[0].start
        told = self._article.trail.last_told(start)
        figure = told.referent.figure if told is not None and told.referent is not None else None
        if told is None or figure is None or not self._near(told.start, start):
            return NOBODY
        place = attribution.content[0]
        return self._article.named(figure, without_words(self._article.document.text, place), "nominal", 0.5)

    def _goes_on(self, attribution: Attribution, parent: Answer | None) -> Answer:
        """ "…, telling reporters …", "denied having told …": who speaks in the same sentence before a participle."""
        text, place = self._article.document.text, attribution.cue[0]
        words = words_of(text, place)
        if words and words[0].lower.endswith("ing") and (own := self._own_doing(place)) is not None:
            return own
        apposed = text[: place.start].rstrip().endswith(",")
        if not words or not (words[0].lower == "having" or (apposed and words[0].lower.endswith("ing"))):
            return NOBODY
        told = self._article.trail.last_told(place.start)
        figure = told.referent.figure if told is not None and told.referent is not None else None
        if parent is not None:
            figure = parent.referent.figure if parent.referent is not None else None
        elif told is not None and not self._same_sentence(told.start, place.start):
            return NOBODY
        if figure is None:
            return NOBODY
        return self._article.named(figure, without_words(text, place), "nominal", 0.6)

    def _own_doing(self, place: Span) -> Answer | None:
        """ "Leading is admitting mistakes" in somebody's speech: a doing of nobody in particular is the speaker's."""
        speech = None if self._article.page.is_quoted(place) else self._headlined(_SPEECHES)
        if speech is None or not self._is_own_speech:
            return None
        return self._article.named(speech, without_words(self._article.document.text, place), "author", 0.5)

    @cached_property
    def _is_own_speech(self) -> bool:
        """Whether most of an article's sources that are outside of quotations are I and we."""
        page, cast = self._article.page, self._article.cast
        kinds = [source_of(page, cast, a.source).kind for a in self._attributions if a.source and a.parent is None]
        return 2 * kinds.count("first") > len(kinds)

    def _same_sentence(self, one: int, other: int) -> bool:
        page = self._article.page
        return bool(page.sentences) and page.sentence_at(one) == page.sentence_at(other)

    def _near(self, one: int, other: int) -> bool:
        """Whether two places stand in one paragraph, or in two that follow each other."""
        sentences, at = self._article.page.sentences, self._article.page.sentence_at
        return bool(sentences) and sentences[at(other)].block - sentences[at(one)].block <= 1

    def first_person(self, source: Source, parent: Answer | None, done: Mapping[int, Answer]) -> Answer:
        """I and we: inside a quotation its speaker, outside the author."""
        speaker = parent or self._speaker_around(source.span, done)
        if speaker is not None:
            figure = speaker.referent.figure if speaker.referent is not None else None
            others = self._spoken_for(figure, source.head) if source.head in WE and figure and figure.person else None
            if others is not None:
                return Answer(answer_for(self._article, others, source).resolution, speaker.referent)
            score = speaker.resolution.score * (0.9 if parent else 0.8)
            return Answer(replace(speaker.resolution, method="pronoun", score=score), speaker.referent)
        answering = self._interviewed(source.span, own=True)
        if answering is not None:
            return self._article.named(answering, source, "pronoun", 0.7)
        transcript = self._headlined(_SPEECHES)
        if transcript is not None and not self._article.page.is_quoted(source.span) and source.head not in WE:
            return self._article.named(transcript, source, "author", 0.7)
        document = self._article.document
        author = document.authors[0] if document.authors else None
        if source.head in WE or author is None:
            author = document.outlet or author
        if author is None:
            return Answer(Resolution("unknown", "author", score=0.4, evidence=(source.span,)))
        kind: EntityType = "outlet" if author == document.outlet else "person"
        return Answer(Resolution(author, "author", local_id(kind, author, None), kind, None, None, 0.7, (source.span,)))

    @cached_property
    def _interview(self) -> Interview | None:
        return unlabelled(self._article)

    def _interviewed(self, place: Span, *, own: bool) -> Figure | None:
        """Who is interviewed without labels, where a place is one of the answers (``own``) or of the questions."""
        page, interview = self._article.page, self._interview
        if interview is None or not page.sentences:
            return None
        blocks = interview.own if own else interview.asked
        return interview.answers if page.sentences[page.sentence_at(place.start)].block in blocks else None

    def _spoken_for(self, person: Figure, pronoun: str) -> Figure | Entity | str | None:
        """Who "we" or "our" is in a person's words, looked for once."""
        state = pronoun in ("we", "us")
        if (person.index, state) not in self._spoken:
            self._spoken[person.index, state] = spoken_for(self._article, person, state)
        return self._spoken[person.index, state]

    def second_person(self, source: Source) -> Answer:
        """You: in an interview, outside of quotations, who is interviewed; else nobody in particular."""
        asked = self._headlined(_INTERVIEWS) if not self._article.page.is_quoted(source.span) else None
        asked = asked or self._interviewed(source.span, own=False)
        return self._article.named(asked, source, "pronoun", 0.7) if asked else self._article.unnamed(source)

    def _headlined(self, words: frozenset[str]) -> Figure | None:
        """The one person of a headline with one of some words: whose speech, letter or interview the article is."""
        if words not in self._headlines:
            self._headlines[words] = self._look_for(words)
        return self._headlines[words]

    def _look_for(self, words: frozenset[str]) -> Figure | None:
        figures = self._article.cast.figures
        for sentence in self._article.page.sentences:
            if sentence.heading and any(word.lower in words for word in sentence.words):
                persons = [f for f in figures if f.person and any(sentence.span.contains(m.span) for m in f.mentions)]
                return persons[0] if len(persons) == 1 else None
        return None

    def _speaker_around(self, span: Span, done: Mapping[int, Answer]) -> Answer | None:
        """Who says the content or the quotation that holds a span."""
        told = [(self._attributions[index], answer) for index, answer in sorted(done.items())]
        holding = [answer for attribution, answer in told if any(p.contains(span) for p in attribution.content)]
        if holding:
            return holding[0]
        quote = next((quote for quote in self._article.page.quoted if quote.contains(span)), None)
        near = [answer for a, answer in told if quote is not None and any(p.overlaps(quote) for p in a.content)]
        return near[0] if near else None
