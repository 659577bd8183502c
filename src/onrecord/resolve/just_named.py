"""Whom "the website", "the company" and "it" mean: the one body that was named just before."""

from __future__ import annotations

from onrecord.document import Span
from onrecord.resolve.article import Answer, Article
from onrecord.resolve.body_nouns import nouns_of
from onrecord.resolve.evidence import FIRMS, OUTLETS, PUBLIC
from onrecord.resolve.figures import Figure
from onrecord.resolve.sources import Source
from onrecord.resolve.vocabulary import BODY_NOUNS

#: Nouns for bodies of a state as well as for others.
_AGENCIES = frozenset("agency department institute institution association".split())
#: Nouns for any body.
_ANY = frozenset("group organisation organization movement body authority".split())
_NOUNS = OUTLETS | FIRMS | _AGENCIES | _ANY
#: Sentences to look at: that of the source and the one before.
_REACH = 2


def body_just_named(article: Article, source: Source) -> Answer | None:
    """The one body named in the sentence of a source so far and in the one before: "… the Ledger. The paper said"."""
    if source.head not in _NOUNS or source.phrase.determiner != "the" or source.phrase.rest or source.owner is not None:
        return None
    if source.head in _ANY and len(source.phrase.core) > 2:  # "the militant group" is no council
        return None
    figure = _only_body(article, source)
    if (
        figure is None
        or (figure.type in PUBLIC and source.head not in _AGENCIES | _ANY)
        or _is_other(figure, source.head)
    ):
        return None
    return article.named(figure, source, "nominal", 0.6)


def _is_other(figure: Figure, noun: str) -> bool:
    """Whether a body's name tells that it is something else: a council is no airline."""
    kinds = {word.casefold() for word in figure.words} & BODY_NOUNS
    called = noun in nouns_of(figure) or any(card.head == noun for card in figure.cards)
    return noun not in _ANY and bool(kinds) and kinds.isdisjoint(_NOUNS) and not called


def only_one_named(article: Article, source: Source) -> Answer | None:
    """The one body or place named in a sentence before "it": "the Council pays the ferry, as it …"."""
    sentence = next(article.page.just_before(source.span.start, 1), None)
    if sentence is None or sentence.heading:
        return None
    named = article.cast.named_in(Span(sentence.span.start, source.span.start))
    things = {figure.index: figure for _, figure in named if not figure.sure}
    return article.named(next(iter(things.values())), source, "pronoun", 0.5) if len(things) == 1 else None


def _only_body(article: Article, source: Source) -> Figure | None:
    for sentence in article.page.just_before(source.span.start, _REACH):
        if sentence.heading:
            return None
        named = article.page.mentions_in(sentence.span.start, min(sentence.span.end, source.span.start))
        bodies = {f.index: f for m in named if (f := article.cast.of_mention.get(m.span)) is not None and f.body}
        if bodies:
            return next(iter(bodies.values())) if len(bodies) == 1 else None
    speaker = article.just_told(source.span.start, _REACH)  # "a council spokesman said … The authority"
    figure = speaker.figure if speaker is not None else None
    return figure if figure is not None and figure.body else None
