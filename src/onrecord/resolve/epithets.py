"""Whom "the real estate tycoon" and "the front-runner" mean where nobody is called so: who else can be great."""

from __future__ import annotations

from onrecord.resolve.article import Answer, Article
from onrecord.resolve.figures import Figure
from onrecord.resolve.referents import GREAT
from onrecord.resolve.sources import Source
from onrecord.resolve.vocabulary import FEMALE_NOUNS, MALE_NOUNS

#: How many times more often than anybody else somebody is named of whom no card tells that he may be meant.
_CLEARLY = 2


def epithet_meant(article: Article, source: Source) -> Answer | None:
    """The only person named before of whom the article tells something great: "White House hopeful Ada Quell".

    Else the one whom it names far more often than anybody else.
    """
    if source.head not in GREAT or source.phrase.determiner != "the" or source.phrase.rest or source.owner is not None:
        return None
    persons = [figure for figure in article.cast.figures if figure.sure and _can_be(article, figure, source)]
    persons = [figure for figure in persons if figure.mentions[0].span.start < source.span.start]
    great = [figure for figure in persons if any(card.head in GREAT for card in figure.cards)]
    if len(great) != 1:
        great = _leading(article, persons)
    return article.named(great[0], source, "nominal", 0.5) if great else None


def _can_be(article: Article, figure: Figure, source: Source) -> bool:
    gender, _ = figure.gender()
    others = FEMALE_NOUNS if gender == "male" else MALE_NOUNS if gender == "female" else frozenset()
    fits = figure.person and source.head not in others
    return fits and bool(article.trail.called([article.trail.of_figure(figure)], source, None))


def _leading(article: Article, persons: list[Figure]) -> list[Figure]:
    """The person who is named far more often than any other one, if any."""
    ranked = sorted((f for f in article.cast.figures if f.sure), key=lambda figure: -len(figure.mentions))
    if not ranked or ranked[0] not in persons:
        return []
    second = len(ranked[1].mentions) if len(ranked) > 1 else 0
    return ranked[:1] if len(ranked[0].mentions) >= _CLEARLY * second else []
