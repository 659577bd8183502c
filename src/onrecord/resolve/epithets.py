"""Whom "the real estate tycoon" and "the front-runner" mean where nobody is called so: who else can be great."""

from __future__ import annotations

from onrecord.resolve.article import Answer, Article
from onrecord.resolve.figures import Figure
from onrecord.resolve.referents import GREAT
from onrecord.resolve.sources import Source

#: How many times more often than anybody else somebody is named or meant of whom no card tells that he may be meant.
_CLEARLY = 2


def epithet_meant(article: Article, source: Source) -> Answer | None:
    """The only person named before of whom the article tells something great: "White House hopeful Ada Quell".

    Else of those of whom nothing else is told the one whom it tells of far more often than any other one.
    """
    if source.head not in GREAT or source.phrase.determiner != "the" or source.phrase.rest or source.owner is not None:
        return None
    persons = [figure for figure in article.cast.figures if _is_somebody(figure) and _can_be(article, figure, source)]
    persons = [figure for figure in persons if figure.is_named_before(source.span.start)]
    great = [figure for figure in persons if any(card.head in GREAT for card in figure.cards)]
    if len(great) != 1:
        great = _leading(article, great or [figure for figure in persons if not figure.cards])
    return article.named(great[0], source, "nominal", 0.5) if great else None


def _is_somebody(figure: Figure) -> bool:
    return figure.person and (figure.sure or len(figure.words) > 1)


def _can_be(article: Article, figure: Figure, source: Source) -> bool:
    called = article.trail.called([article.trail.of_figure(figure)], source, None)
    return bool(called) and not figure.clashes_with(source.head)


def _leading(article: Article, persons: list[Figure]) -> list[Figure]:
    """The person who is told of far more often than any other one, if any."""
    told = {figure.index: len(article.trail.of_figure(figure).places) for figure in persons}
    ranked = sorted(persons, key=lambda figure: -told[figure.index])
    second = told[ranked[1].index] if len(ranked) > 1 else 0
    return ranked[:1] if ranked and told[ranked[0].index] >= _CLEARLY * second else []
