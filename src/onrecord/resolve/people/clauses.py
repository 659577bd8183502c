"""Whom "he" and "she" mean by the clause that they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from onrecord.document import Span
from onrecord.resolve.article import Answer, Article
from onrecord.resolve.ranking.referents import Told
from onrecord.resolve.sources.sources import Source
from onrecord.resolve.vocabulary import HE_SHE, PREPOSITIONS
from onrecord.words import first_from

#: What somebody unknown is told of by.
_STRANGER = re.compile(r"(?:an?|one|another)\s", re.IGNORECASE)
#: Words in which a phrase in front of the subject begins.
_OPENING = 2
#: Words from "who" to "she" at most, and what closes its clause.
_CLAUSE = 20
#: Characters of a paragraph before "he" that are looked at.
_FAR = 3_000
_BREAKS = frozenset(', ; : – — ( ) “ ” "'.split())


def subject_behind(article: Article, source: Source) -> Answer | None:
    """ "In his letter to the board, Jonas Brandt …": the subject behind the phrase that a sentence opens with."""
    page = article.page
    if source.head not in HE_SHE or not page.sentences:
        return None
    words = page.sentences[page.sentence_at(source.span.start)].words
    at = next((at for at, word in enumerate(words[:_OPENING]) if word.span.start == source.span.start), None)
    if at != 1 or words[0].lower not in PREPOSITIONS:
        return None
    comma = next((place for place, word in enumerate(words) if place > at and word.text == ","), len(words))
    behind = [mention for mention in page.mentions_in(words[at].span.end, words[-1].span.end)]
    starts = {(m.title[0] if m.title else m).span.start: m for m in behind}
    mention = starts.get(words[comma + 1].span.start) if comma + 1 < len(words) else None
    figure = article.cast.of_mention.get(mention.span) if mention is not None and not mention.possessive else None
    if figure is None or not figure.person or figure.gender()[0] not in (None, HE_SHE[source.head]):
        return None
    return article.named(figure, source, "pronoun", 0.8)


def subject_of_clause(article: Article, source: Source) -> Answer | None:
    """ "Quell, who had come with what she called a last paper": of whom the clause tells in which "she" stands.

    Not where a comma has closed the clause, or where it names anybody else.
    """
    page = article.page
    if source.head not in HE_SHE or not page.sentences:
        return None
    words = page.sentences[page.sentence_at(source.span.start)].words
    before = list(reversed(words[: first_from(words, source.span.start)][-_CLAUSE:]))
    clause = list(takewhile(lambda word: word.lower != "who" and word.text not in _BREAKS, before))
    if len(clause) == len(before) or before[len(clause)].lower != "who":
        return None
    opening = before[len(clause)].span
    named = article.cast.named_in(Span(words[0].span.start, opening.start))
    others = [figure for _, figure in article.cast.named_in(Span(opening.end, source.span.start)) if figure.person]
    if not named or others:
        return None
    mention, figure = named[-1]
    beside = not article.document.text[mention.span.end : opening.start].strip(", ")
    fits = figure.person and figure.gender()[0] in (None, HE_SHE[source.head])
    return article.named(figure, source, "pronoun", 0.8) if beside and fits else None


def subject_of_paragraph(article: Article, source: Source) -> Answer | None:
    """ "Marshal Brandt signed. He said …": the only person of a paragraph in which nobody has spoken so far.

    Where only "a midwife" has spoken in it, and it names nobody, it is she.
    """
    page = article.page
    if source.head not in HE_SHE or not page.sentences or page.is_quoted(source.span):
        return None
    sentence = page.sentences[page.sentence_at(source.span.start)]
    start = article.document.blocks[sentence.block].span.start
    if sentence.heading or not start < source.span.start <= start + _FAR:
        return None
    before = Span(start, source.span.start)
    told, named = article.trail.told_within(before), article.cast.named_in(before)
    if told:
        return None if named else _only_stranger(article, source, told)
    persons = {figure.index: figure for mention, figure in named if figure.person and not page.is_quoted(mention.span)}
    figure = next(iter(persons.values()), None)
    if figure is None or len(persons) > 1 or not figure.sure:
        return None
    fits = figure.gender()[0] in (None, HE_SHE[source.head])
    return article.named(figure, source, "pronoun", 0.7) if fits else None


def _only_stranger(article: Article, source: Source, told: Sequence[Told]) -> Answer | None:
    """ "A midwife", where all of some statements are hers."""
    referent, place = told[-1].referent, told[-1].place
    if referent is None or referent.figure is not None or any(one.referent is not referent for one in told):
        return None
    stranger = place is not None and _STRANGER.match(article.document.text, place)
    fits = referent.person and referent.gender in (None, HE_SHE[source.head])
    return article.again(referent, source, "group", 0.6) if stranger and fits else None
