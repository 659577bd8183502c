"""Somebody told of first and named next: "A senator said no. Ruth Calloway, a Republican, told reporters …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cast.cards import Card
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.people.role_holders import tell
from onrecord.resolve.ranking.referents import GREAT
from onrecord.resolve.sources.sources import Source
from onrecord.resolve.vocabulary import HE_SHE
from onrecord.statement import Attribution

#: Sentences to look forward to: for somebody whom the article calls so, and for a name of which nothing else is told.
_AHEAD, _NEXT = 4, 2
#: Paragraphs of a lead.
_LEAD = 2
#: Kinds of offices that a lead tells before the name.
_OFFICES = frozenset({"head of state", "head of government", "minister", "regional", "local", "business", "legislator"})
#: Those whose age nobody tells.
_OFFICIAL = frozenset({"court", "security", "official", "military", "spokesperson"})
_AGE = re.compile(r",? \(?(?:aged )?\d{1,3}(?=[,).;])")
#: Who leads forces, and what they are; ranks.
_HEADS = frozenset("chief head leader general".split())
_FORCES = frozenset("army military forces force navy troops militia guard submarine fleet brigade".split())
_RANKS = frozenset(
    "general admiral colonel major captain commodore lieutenant marshal brigadier commander sergeant".split()
)
_FORMER = frozenset({"former", "ex"})
_LOWER = _FORMER | {"deputy", "vice"}


def named_later(article: Article, source: Source, attributions: Sequence[Attribution]) -> Answer | None:
    """The next person to speak by name, if the article calls that person so, or the source opens the article.

    At its opening nobody else has been named, and of the name nothing else is told but perhaps an age. ``attributions``
    are those with a source, in text order.
    """
    if source.kind != "person" or source.phrase.determiner not in ("a", "an", "the", "") or not source.phrase.core:
        return None
    told = _next(article, source, attributions)
    figure = told.figure if told is not None else None
    if figure is None or told is None or not figure.person or not figure.mentions or _clashes(figure, source):
        return None
    at = article.page.sentence_at
    heading = article.page.in_heading(source.span.start)
    between = at(told.span.start) - at(source.span.start) - heading
    new = figure.mentions[0].span.start > source.span.start
    called = new and figure.is_told_to_be(source.head)
    called = called and (source.phrase.determiner in ("a", "an") or _only_one_called(article, source.head))
    if not (called and between <= _AHEAD) and not (between <= _NEXT and _opens(article, source, figure)):
        return None
    if not called:
        tell(article, figure, _card(article, source))
    return article.named(figure, source, "nominal", 0.6)


def _only_one_called(article: Article, noun: str) -> bool:
    """Whether the article calls one person so, and nobody else."""
    return sum(figure.is_told_to_be(noun) for figure in article.cast.figures if figure.person) == 1


def _next(article: Article, source: Source, attributions: Sequence[Attribution]) -> Source | None:
    """The source of the next statement in a later sentence that is no pronoun; below a headline no office either."""
    at = article.page.sentence_at
    heading = article.page.in_heading(source.span.start)
    here = at(source.span.start)
    first = bisect_left(attributions, source.span.end, key=lambda one: one.source[0].start)
    for one in islice(attributions, first, None):
        told = article.source(one)
        if at(told.span.start) > here + heading + _AHEAD:
            break
        passed = told.head in HE_SHE or told.kind == "first" or (heading and told.kind == "person")
        if at(told.span.start) > here and not passed:
            return told if told.kind == "name" else None
    return None


def _opens(article: Article, source: Source, figure: Figure) -> bool:
    """Whether an office or epithet opens an article about a person of whom nothing is told, and names nobody else."""
    aged = any(_AGE.match(article.document.text, mention.span.end) for mention in figure.mentions)
    definite = source.phrase.determiner not in ("a", "an")
    beside = {mention.sentence for mention in figure.mentions}
    cards = [card for card in figure.cards if article.page.sentence_at(card.span.start) in beside]
    leads = _is_command(source) and any(card.head in _RANKS for card in cards)
    told = any(not (leads and card.head in _RANKS) for card in cards)
    body = any(mention.article for mention in figure.mentions)  # "the Coastal Pact" is nobody
    if told or body or len(figure.words) < 2 or not (aged or (definite and not figure.weak)):
        return False
    before = [f for m, f in article.cast.in_order if m.span.start < source.span.start and f.sure]
    own = [f for _, f in article.cast.named_in(source.span)]  # "an aide to Mara Quell"
    here = article.page.sentence_at(source.span.start)
    beside_it = any(m.sentence == here and m.span.start < source.span.start for m in figure.mentions)
    alone = all(one is figure or one in own for one in before) and not beside_it
    return alone and _in_lead(article, source) and (leads or _may_open(article, source, aged))


def _is_command(source: Source) -> bool:
    """Whether a noun phrase tells a post that an officer has: "the army chief", "the head of the submarine fleet"."""
    words = {word.lower.removesuffix("'s").removesuffix("’s") for word in (*source.phrase.core, *source.phrase.rest)}
    return source.head == "commander" or (source.head in _HEADS and not _FORCES.isdisjoint(words))


def _may_open(article: Article, source: Source, aged: bool) -> bool:
    """Whether a noun tells an office or an epithet, or for somebody whose age is told anything but an official."""
    words = [word for word in source.phrase.core if word.lower not in ("the", "a", "an") and not word.possessive]
    texts = (" ".join(word.text for word in words), words[-1].text) if words else ()
    found = (article.registry.role(text) for text in texts)
    role = next((one for one in found if one is not None), None)
    if source.head in GREAT | {"fm"} or (role is not None and role.level in _OFFICES):
        return True
    former = any(word.lower in _FORMER for word in words)
    return aged and (role is None or former or role.level not in _OFFICIAL)


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
    former = any(word.lower in _LOWER for word in source.phrase.core)
    lower = bool(figure.cards) and all(card.words & _LOWER for card in figure.cards)
    return figure.clashes_with(source.head) or (lower and not former)
