"""Counterparts: "his Karvethi counterpart" has the same office for Karveth."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.known.registry import Role
from onrecord.resolve.sources.sources import Source, source_of_words
from onrecord.resolve.vocabulary import TITLES
from onrecord.statement import Resolution
from onrecord.words import first_from

#: Words of an office, at most.
_LONGEST = 3
#: Words before a source to look at.
_FAR = 60


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
    told = _office_before(article, source, figure)
    if told is not None:
        figure = None  # somebody else, whom the sentence does not name
    role = told or (_office(article, figure) if figure is not None else None)
    if role is None:
        return None
    persons = [f for f in article.cast.figures if f.person and f is not figure and _may_be_of(f, country)]
    same = [f for f in persons if role in _offices(article, f, country)]
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
    return next((role for role in _offices(article, figure, figure.country) if role.unique), None)


def _office_before(article: Article, source: Source, figure: Figure | None) -> Role | None:
    """ "The Karvethi finance minister met his …": the last office of one person that the sentence names before.

    None where the sentence names who "his" seems to be.
    """
    sentence = next(article.page.just_before(source.span.start, 1), None)
    if sentence is None or (figure and any(sentence.span.contains(m.span) for m in figure.mentions)):
        return None
    words = sentence.words[: first_from(sentence.words, source.span.start)][-_FAR:]
    for end in range(len(words), 0, -1):
        if words[end - 1].lower in TITLES:
            phrases = (words[max(0, end - size) : end] for size in range(_LONGEST, 0, -1))
            told = (_without_countries(article, " ".join(word.text for word in phrase)) for phrase in phrases)
            role = next((role for text in told if (role := article.registry.role(text)) is not None), None)
            return role if role is not None and role.unique else None
    return None


def _offices(article: Article, figure: Figure, country: str | None) -> list[Role]:
    """The offices of somebody, as a country understands them: "the Treasury secretary" as its finance minister."""
    words = (_without_countries(article, card.text) for card in figure.cards)
    told = [article.registry.role(text, country) for text in words]
    told += [article.trail.office(office) for office in article.offices(figure)]
    return [role for role in told if role is not None]


def _without_countries(article: Article, text: str) -> str:
    kept = [w for w in text.split() if not (w[:1].isupper() and article.registry.country_of(w) is not None)]
    return " ".join(kept[1:] if kept[:1] in (["the"], ["The"]) else kept)


def _may_be_of(figure: Figure, country: str) -> bool:
    """Whether somebody is told to be of a country, or of none at all."""
    countries = {figure.country, *(card.country for card in figure.cards)} - {None}
    return country in countries or not countries
