"""Two at once: whom "both", "neither side" and "the couple" mean."""

from __future__ import annotations

from itertools import pairwise

from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cast.beside import singular_of
from onrecord.resolve.cast.figures import PLACES, Figure
from onrecord.resolve.sources.sources import Source
from onrecord.resolve.vocabulary import PERSON_NOUNS, PLURALS

_BOTH = frozenset("both neither each either".split())
_COUPLES = frozenset("couple pair duo twosome".split())
#: What two countries or bodies are called when they are opposed.
_STATES = frozenset("capital capitals country countries government governments".split())
_SIDES = _STATES | frozenset("side sides party parties".split())


#: "Neither has agreed", where two countries are all that the article is about.
_EACH = frozenset({"neither"})
#: How often the second country of a dispute is named at least, and how many times more often than the third.
_OFTEN, _CLEARLY = 3, 2


def is_of_two(source: Source) -> bool:
    """Whether a source means two who were named before: "both", "neither side", "the couple", no "both of them"."""
    words = [word.lower for word in source.words if word.text[0].isalnum()]
    words = ["both", *words[2:]] if words[:2] == ["the", "two"] and source.head in _SIDES else words
    if len(words) > 2 or source.owner is not None:
        return False
    if words[0] in _BOTH:
        return len(words) == 1 or words[1] in _SIDES | PLURALS or (words[0] != "both" and words[1] in PERSON_NOUNS)
    return len(words) == 2 and words[0] == "the" and words[1] in _COUPLES


def pair_before(article: Article, source: Source) -> Answer | None:
    """The answer that a source is the two who were last named together: "Ada Quell and Jonas Brandt"; None without.

    Sides and capitals are those of countries or bodies, a couple is of persons.
    """
    sides = source.head in _SIDES
    persons = source.head in _COUPLES or (source.head in PLURALS and not sides)
    found: tuple[Figure, Figure] | None = None
    bylines = {index for index, block in enumerate(article.document.blocks) if block.kind == "byline"}
    for (one, first), (two, second) in pairwise(article.cast.in_order):
        if two.span.end > source.span.start:
            break
        if article.page.sentences[two.sentence].block in bylines:
            continue
        start = two.title[0].span.start if two.title else two.span.start
        if article.document.text[one.span.end : start].strip() != "and" or one.possessive or two.possessive:
            continue
        wanted = first.person == second.person and first is not second
        states = first.type in PLACES and second.type in PLACES
        if source.head in _STATES and not states:
            continue
        if wanted and not (sides and first.person) and not (persons and not first.person):
            found = (first, second)
    found = found or (_leading_countries(article, source) if sides or source.head in _EACH else None)
    found = found or _so_called(article, source)
    if found is None:
        return None
    answers = [article.named(figure, source, "nominal", 0.6) for figure in found]
    return article.joint(answers, source.span.start)


def _so_called(article: Article, source: Source) -> tuple[Figure, Figure] | None:
    """ "Neither minister", "both ministers": the only two persons whom the article has called so before."""
    noun = singular_of(source.head)
    before = [f for f in article.cast.figures if f.person and f.is_named_before(source.span.start)]
    called = [figure for figure in before if figure.is_told_to_be(noun)]
    return (called[0], called[1]) if len(called) == 2 and noun in PERSON_NOUNS else None


def _leading_countries(article: Article, source: Source) -> tuple[Figure, Figure] | None:
    """The two countries that an article names far more often than any other one, both before the source."""
    countries = [figure for figure in article.cast.figures if figure.type == "country"]
    countries.sort(key=lambda figure: -len(figure.mentions))
    if len(countries) < 2 or any(f.mentions[0].span.start > source.span.start for f in countries[:2]):
        return None
    first, second, *others = countries
    third = len(others[0].mentions) if others else 0
    if len(second.mentions) < max(_OFTEN, _CLEARLY * third):
        return None
    return (first, second) if first.mentions[0].span < second.mentions[0].span else (second, first)
