"""Families: "his family" is that of the person it is told of, and stays without a name."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.resolve.article import Answer, Article
from onrecord.resolve.sources.sources import Source, source_of_words
from onrecord.resolve.vocabulary import POSSESSIVES
from onrecord.statement import Resolution
from onrecord.words import Word

_FAMILIES = frozenset("family relatives parents".split())


def family_of(article: Article, source: Source, whose: Callable[[Source], Answer]) -> Answer | None:
    """ "Her family", "his family's announcement", "a statement released by her family": the family.

    Parameters
    ----------
    whose : callable
        Resolves "his" or "her".
    """
    words = _family(source)
    if not words:
        return None
    owner = whose(source_of_words(article.cast, [words[0]])).resolution
    noun = words[-1].bare
    told = owner.entity is not None and owner.type == "person"
    descriptor = f"unnamed: {owner.name}'s {noun}" if told else f"unnamed: {noun}"
    referent = article.trail.add_unnamed(descriptor, noun, True, source.span)
    evidence = (source.span,)
    return Answer(Resolution(referent.descriptor, "group", None, "group", None, None, 0.7, evidence), referent)


def _family(source: Source) -> list[Word]:
    """The two words for a family that is the source, or whose the document is."""
    core, rest = list(source.phrase.core), list(source.phrase.rest)
    if len(core) == 3 and source.kind == "document" and core[1].possessive:
        found = core[:2]
    elif source.kind == "document":
        by = next((at for at, word in enumerate(rest) if word.lower in ("by", "from")), None)
        found = rest[by + 1 :] if by is not None else []
    else:
        found = core if not rest else []
    if len(found) != 2 or found[0].lower not in POSSESSIVES or found[0].lower in ("our", "my", "your", "whose"):
        return []
    return found if found[1].bare.lower() in _FAMILIES else []
