"""Whom a headline or a summary tells of without a name: the one who says the same by name in the first sentences below.

What stands above the words "full text" is a summary.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cast.body_nouns import nouns_of
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.ranking.evidence import is_outlet
from onrecord.resolve.sources.sources import Source
from onrecord.resolve.vocabulary import TITLES
from onrecord.statement import Attribution

#: Letters that two forms of a verb have in common: "denies", "denied".
_STEM = 4
#: Nouns for bodies and officials of a state that a headline has for any of its bodies.
_AUTHORITIES = frozenset({"authorities"})
#: Statements below a headline among which the first one of the text is looked for.
_NEAR = 20
#: Statements below among which an official's are looked for.
_FIRST = 4


def named_below(
    article: Article, source: Source, attribution: Attribution, attributions: Sequence[Attribution]
) -> Answer | None:
    """ "Karvethi minister denies threat", above "Ulvar Tresk denied on Friday …": who is named in the lead.

    Either that person or body is called so, or the lead has the verb of the headline for it. An official is whoever
    speaks first who is in an office. ``attributions`` are those with a source, in text order.
    """
    above = source.span.start < article.summary_end
    bare = source.phrase.determiner in (("", "a", "an") if above else ("",))
    bare = bare and not any(word.possessive for word in source.phrase.core[:1])
    heading = above or article.page.in_heading(source.span.start)
    if not bare or source.kind not in ("person", "body", "group") or not heading:
        return None
    if source.head == "official":
        official = _official(article, source, attributions)
        return article.named(official, source, "nominal", 0.6) if official is not None else None
    told = _lead(article, source, attributions)
    figure = article.source(told).figure if told is not None else None
    if told is None or figure is None or figure.place or is_outlet(figure):
        return None
    again = bool(_stems(article, attribution) & _stems(article, told))
    fits = _is_person(figure, source, again) if figure.person else _is_body(figure, source, again)
    return article.named(figure, source, "nominal", 0.6) if fits else None


def _below(article: Article, source: Source, attributions: Sequence[Attribution], most: int) -> Iterator[Attribution]:
    """The first so many statements below a headline or a summary."""
    start = max(article.summary_end, source.span.end)
    first = bisect_right(attributions, start, key=lambda one: one.source[0].start)
    return islice(attributions, first, first + most)


def _official(article: Article, source: Source, attributions: Sequence[Attribution]) -> Figure | None:
    """The first person named as a source below who is in an office, if of the country that is told."""
    country = article.country_in(source.words)
    if country is None and any(word.capital and word.lower != source.head for word in source.phrase.core):
        return None
    for told in _below(article, source, attributions, _FIRST):
        figure = article.source(told).figure
        if figure is not None and figure.person:
            countries = {figure.country, *(card.country for card in figure.cards)}
            officer = any(card.head in TITLES for card in figure.cards) or article.office(figure) is not None
            return figure if officer and (country is None or country in countries) else None
    return None


def _lead(article: Article, source: Source, attributions: Sequence[Attribution]) -> Attribution | None:
    """The first statement of the first sentence below the headline or summary that has one, if it is by a name."""
    near = _below(article, source, attributions, _NEAR)
    first = next((one for one in near if not article.page.in_heading(one.source[0].start)), None)
    return first if first is not None and article.source(first).kind == "name" else None


def _stems(article: Article, attribution: Attribution) -> set[str]:
    words = [word.lower for span in attribution.cue for word in article.page.words_of(span)]
    return {word[:_STEM] for word in words if len(word) >= _STEM} - {"have", "that", "said", "says"}


def _is_person(figure: Figure, source: Source, again: bool) -> bool:
    called = figure.is_told_to_be(source.head)
    return source.kind == "person" and not figure.clashes_with(source.head) and (called or again)


def _is_body(figure: Figure, source: Source, again: bool) -> bool:
    if source.head in _AUTHORITIES:
        return True
    named = source.head in nouns_of(figure) and source.head != "police"  # a country has many
    return source.kind == "body" and (named or again)
