"""Somebody told of first and named next: "A senator said no. Ruth Calloway, a Republican, told reporters …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cards import Card
from onrecord.resolve.figures import Figure
from onrecord.resolve.referents import GREAT
from onrecord.resolve.role_holders import tell
from onrecord.resolve.sources import Source
from onrecord.resolve.vocabulary import FEMALE_NOUNS, HE_SHE, MALE_NOUNS
from onrecord.statement import Attribution

#: Sentences to look forward to: for somebody whom the article calls so, and for a name of which nothing else is told.
_AHEAD, _NEXT = 4, 2
#: Paragraphs of a lead.
_LEAD = 2
#: Kinds of offices that a lead tells before the name.
_OFFICES = frozenset({"head of state", "head of government", "minister", "regional", "local", "business", "legislator"})
_AGE = re.compile(r",? \(?(?:aged )?\d{1,3}(?=[,).;])")
_LOWER = frozenset("former ex deputy vice".split())


def named_later(article: Article, source: Source, attributions: Sequence[Attribution]) -> Answer | None:
    """The next person to speak by name, if the article calls that person so, or the source opens the article.

    At its opening nobody else has been named, and of the name nothing else is told but perhaps an age.
    """
    if source.kind != "person" or source.phrase.determiner not in ("a", "an", "the", "") or not source.phrase.core:
        return None
    told = _next(article, source, attributions)
    figure = told.figure if told is not None else None
    if figure is None or told is None or not figure.person or _clashes(figure, source):
        return None
    at = article.page.sentence_at
    heading = article.page.sentences[at(source.span.start)].heading
    between = at(told.span.start) - at(source.span.start) - heading
    new = figure.mentions[0].span.start > source.span.start
    called = new and source.phrase.determiner in ("a", "an") and any(c.head == source.head for c in figure.cards)
    if not (called and between <= _AHEAD) and not (between <= _NEXT and _opens(article, source, figure)):
        return None
    if not called:
        tell(article, figure, _card(article, source))
    return article.named(figure, source, "nominal", 0.6)


def _next(article: Article, source: Source, attributions: Sequence[Attribution]) -> Source | None:
    """The source of the next statement in a later sentence that is no pronoun; below a headline no office either."""
    at = article.page.sentence_at
    heading = article.page.sentences[at(source.span.start)].heading if article.page.sentences else False
    below = [one for one in attributions if one.source and one.source[0].start >= source.span.end]
    for one in sorted(below, key=lambda one: one.source[0].start):
        told = article.source(one)
        passed = told.head in HE_SHE or (heading and told.kind == "person")
        if at(told.span.start) > at(source.span.start) and not passed:
            return told if told.kind == "name" else None
    return None


def _opens(article: Article, source: Source, figure: Figure) -> bool:
    """Whether an office or epithet opens an article about a person of whom nothing is told, and names nobody else."""
    words = " ".join(w.text for w in source.phrase.core if w.lower not in ("the", "a", "an") and not w.possessive)
    role = article.registry.role(words) or article.registry.role(source.head)
    office = source.head in GREAT | {"fm"} or (role is not None and role.level in _OFFICES)
    beside = {mention.sentence for mention in figure.mentions}
    told = any(article.page.sentence_at(card.span.start) in beside for card in figure.cards)
    if any(mention.article for mention in figure.mentions):  # "the Coastal Pact" is nobody
        return False
    if not office or told or len(figure.words) < 2 or not _in_lead(article, source):
        return False
    aged = any(_AGE.match(article.document.text, mention.span.end) for mention in figure.mentions)
    definite = source.phrase.determiner not in ("a", "an")
    if not aged and (not definite or figure.weak):
        return False
    before = [f for m, f in article.cast.in_order if m.span.start < source.span.start and f.sure]
    return all(one is figure for one in before)


def _in_lead(article: Article, source: Source) -> bool:
    page = article.page
    here = page.sentences[page.sentence_at(source.span.start)]
    body = list(dict.fromkeys(s.block for s in page.sentences if not s.heading))
    return here.heading or here.block in body[:_LEAD]


def _card(article: Article, source: Source) -> Card:
    words = [word for word in source.phrase.core if word.lower not in ("the", "a", "an")]
    text = " ".join(word.text for word in words)
    owner = source.owner.country if source.owner is not None else None
    country = article.country_in(words) or owner
    return Card(text, source.span, source.head, frozenset(word.lower for word in words), country, None)


def _clashes(figure: Figure, source: Source) -> bool:
    gender, _ = figure.gender()
    others = FEMALE_NOUNS if gender == "male" else MALE_NOUNS if gender == "female" else frozenset()
    former = any(word.lower in _LOWER for word in source.phrase.core)
    lower = bool(figure.cards) and all(card.words & _LOWER for card in figure.cards)
    return source.head in others or (lower and not former)
