"""Whom "the real estate tycoon" and "the front-runner" mean where nobody is called so: who else can be great."""

from __future__ import annotations

from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.ranking.referents import GREAT, is_elsewhere, parties
from onrecord.resolve.sources.sources import Source
from onrecord.resolve.vocabulary import PARTY_MEMBERS

#: How many times more often than anybody else somebody is named or meant of whom no card tells that he may be meant.
_CLEARLY = 2
#: Sentences in which a member of a party is looked for, and kinds of offices that one has.
_NEAR = 3
_ELECTED = frozenset({"legislator", "regional", "local", "head of state", "head of government", "party"})


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


def party_member_meant(article: Article, source: Source) -> Answer | None:
    """ "The three-term Democrat": the only politician told of close before who is called so, or of no party at all."""
    if source.head not in PARTY_MEMBERS or source.phrase.determiner != "the" or source.phrase.rest or source.owner:
        return None
    near = list(article.page.just_before(source.span.start, _NEAR))
    start = near[-1].span.start if near else source.span.start
    trail = article.trail
    persons = [f for f in article.cast.figures if _is_somebody(f) and not f.clashes_with(source.head)]
    persons = [figure for figure in persons if not is_elsewhere(figure, source)]
    places = ((figure, trail.last_place(trail.of_figure(figure), source.span.start)) for figure in persons)
    close = [figure for figure, place in places if place is not None and place >= start]
    told = [figure for figure in close if source.head in parties(figure)]
    found = told or [figure for figure in close if not parties(figure) and _holds_office(article, figure)]
    if len(found) > 1:
        speaker = article.trail.last_speaker(source.span.start)
        found = [figure for figure in found if figure is speaker]
    return article.named(found[0], source, "nominal", 0.5) if found else None


def _holds_office(article: Article, figure: Figure) -> bool:
    roles = [article.trail.role_of(card.text, card.head) for card in figure.cards]
    return any(role is not None and role.level in _ELECTED for role in roles)


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
