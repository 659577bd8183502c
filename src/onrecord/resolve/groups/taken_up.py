"""Groups taken up by another noun: "the groups" after "Muslim organizations", "the authors" after "scientists"."""

from __future__ import annotations

import itertools
import re

from onrecord.resolve.article import Answer, Article
from onrecord.resolve.names.mentions import Page
from onrecord.resolve.ranking.referents import Referent
from onrecord.resolve.sources.sources import Source
from onrecord.resolve.vocabulary import RELATIVES

#: Nouns for those who have made a study.
_SCHOLARS = frozenset("researchers scientists authors team scholars academics investigators".split())
#: Scholars by what they study: "biologists", "historians".
_LEARNED = re.compile(r"\w+(?:ogists|onomists|onomers|ographers|ysicists|emists|otanists|eticists|aticians|storians)")
#: Nouns for the same people or bodies.
_ALIKE = (
    _SCHOLARS,
    frozenset("groups organizations organisations associations".split()),
    frozenset("companies firms".split()),
    frozenset("lawmakers legislators parliamentarians".split()),
    frozenset("protesters demonstrators".split()),
    frozenset("lawyers attorneys".split()),
    frozenset("countries nations states".split()),
)


def taken_up(article: Article, source: Source) -> Answer | None:
    """Those of an earlier source whom a noun means that the article has not had for anybody yet."""
    core = [word.lower for word in source.phrase.core]
    alike = next((nouns for nouns in _ALIKE if source.head in nouns), None)
    plain = len(core) == 2 or core[1:] == ["research", "team"]
    if alike is None or core[0] not in ("the", "these", "those") or not plain:
        return None
    if source.phrase.rest and source.phrase.rest[0].lower not in RELATIVES:
        return None
    found = _told(article, alike, source.span.start)
    if found is None or _told(article, frozenset({source.head}), source.span.start) is not None:
        return None
    return article.again(found, source, "group", 0.6)


def scholars_meant(article: Article, source: Source) -> Answer | None:
    """ "They found …" in an article about a study: those who have made it, where nobody else is meant."""
    found = _told(article, _SCHOLARS, source.span.start)
    return article.again(found, source, "pronoun", 0.4) if found is not None else None


def _first_in_text(page: Page, referent: Referent, position: int) -> int | None:
    """Where somebody is told of first before a position, in no heading."""
    places = itertools.takewhile(lambda place: place < position, referent.places)
    return next((place for place in places if not page.in_heading(place)), None)


def _is_called(referent: Referent, nouns: frozenset[str]) -> bool:
    """Whether one of several nouns is somebody's; "biologists from Norvale" are scholars, all biologists are none."""
    learned = nouns is _SCHOLARS and " from " in referent.descriptor
    return referent.head in nouns or (learned and _LEARNED.fullmatch(referent.head) is not None)


def _told(article: Article, nouns: frozenset[str], position: int) -> Referent | None:
    """The first unnamed source before a position, in no heading, that is called by one of several nouns."""
    page = article.page
    told = (r for r in article.trail.referents if r.figure is None and _is_called(r, nouns))
    told = (r for r in told if r.descriptor.startswith("unnamed: "))
    before = [(place, r) for r in told if (place := _first_in_text(page, r, position)) is not None]
    return min(before, key=lambda one: one[0])[1] if before else None
