"""Counterparts: "his Karvethi counterpart" has the same office for Karveth."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.known.registry import Role
from onrecord.resolve.sources.sources import Source, source_of_words
from onrecord.statement import Resolution


def counterpart(article: Article, source: Source, whose: Callable[[Source], Answer]) -> Answer | None:
    """The person of the article with the same office for another country, else who held it on its date, else nobody.

    Parameters
    ----------
    whose : callable
        Resolves "his" or "her".
    """
    core = source.phrase.core
    if source.head != "counterpart" or core[0].lower not in ("his", "her") or source.phrase.rest:
        return None
    return _found(article, source, whose) or article.unnamed(source)


def _found(article: Article, source: Source, whose: Callable[[Source], Answer]) -> Answer | None:
    core, country = source.phrase.core, article.country_in(source.phrase.core)
    if country is None:
        return None
    referent = whose(source_of_words(article.cast, [core[0]])).referent
    figure = referent.figure if referent is not None else None
    role = _office(article, figure) if figure is not None else None
    if role is None:
        return None
    persons = [f for f in article.cast.figures if f.person and f is not figure and _is_of(f, country)]
    same = [f for f in persons if role in _offices(article, f)]
    if same:
        return article.named(same[0], source, "nominal", 0.7) if len(same) == 1 else None
    held = article.registry.holders(role.name, country, article.document.published) if role.unique else ()
    if len(held) != 1:
        return None
    words = " ".join(word.text for word in source.words)
    resolution = Resolution(held[0].name, "role", held[0].id, "person", country, words, 0.7, (source.span,))
    return Answer(resolution)


def _office(article: Article, figure: Figure) -> Role | None:
    """The first office of somebody that one person of a country holds."""
    return next((role for role in _offices(article, figure) if role.unique), None)


def _offices(article: Article, figure: Figure) -> list[Role]:
    words = (_without_countries(article, card.text) for card in figure.cards)
    told = [article.registry.role(text) for text in words]
    told += [article.trail.office(office) for office in article.offices(figure)]
    return [role for role in told if role is not None]


def _without_countries(article: Article, text: str) -> str:
    kept = (w for w in text.split() if not (w[:1].isupper() and article.registry.country_of(w) is not None))
    return " ".join(word for word in kept if word.casefold() != "the")


def _is_of(figure: Figure, country: str) -> bool:
    return country in {figure.country, *(card.country for card in figure.cards)}
