"""Somebody without a name whom "he" or "she" means: "a docker sold it to men he knew"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.document import Span
from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.sources.sources import Source
from onrecord.resolve.vocabulary import (
    FEMALE_NOUNS,
    HE_SHE,
    MALE_NOUNS,
    PERSON_NOUNS,
    PREPOSITIONS,
    noun_gender,
    plural,
)
from onrecord.statement import Resolution
from onrecord.words import Word

#: Words from the article to the noun, at most.
_LONGEST = 5
#: Sentences to look at: that of the pronoun and the one before.
_REACH = 2
#: What goes on with the same subject: "though he", "but she".
_GOING_ON = frozenset("though although but and while".split())
#: Ends of nouns for what people do, of which there are more than a list has.
_ROLES = ("man", "woman", "master", "keeper", "maker")
_PLURALS = frozenset(map(plural, PERSON_NOUNS))


def stranger_before(article: Article, source: Source, starts: Sequence[int]) -> Answer | None:
    """The unnamed one with whom the sentence of a pronoun begins, or the one before it, where no person is named.

    "The inspector has opened an inquiry, though he …" is nobody whom the article tells by name to be one. Those who
    speak themselves are no strangers: the ranker knows them. ``starts`` are the places where sources begin, in order.
    """
    for away, sentence in enumerate(article.page.just_before(source.span.start, _REACH)):
        before = [word for word in sentence.words if word.span.end <= source.span.start and word.text[0].isalnum()]
        noun = _opening(before)
        if noun is not None:
            words = before[: noun + 1]
            span = Span(words[0].span.start, words[-1].span.end)
            named = article.cast.named_in(Span(sentence.span.start, source.span.start))
            fits = _can_be(words[-1], source.words[0]) and not any(_is_person(figure) for _, figure in named)
            goes_on = away == 0 and before[-1].lower in _GOING_ON and not _is_told(article, words[-1].lower)
            fits = fits and (goes_on or words[0].lower != "the")
            speaks = bisect_left(starts, span.start) < bisect_left(starts, span.end)
            return _answer(article, source, words, span) if fits and not speaks else None
        if sentence.heading or len(before) > 1:
            return None
    return None


def stranger_told(article: Article, source: Source) -> Answer | None:
    """ "The woman" after "a cashier said": the unnamed one who has spoken last, in this sentence or the one before."""
    if source.head not in _ANYBODY or source.phrase.determiner not in ("the", "this") or source.phrase.rest:
        return None
    return _last_speaker(article, source)


def stranger_meant(article: Article, source: Source) -> Answer | None:
    """ "One of the passengers said no. She …": the unnamed one who has spoken last, where nobody is named since."""
    told = article.trail.last_told(source.span.start)
    since = Span(told.start, source.span.start) if told is not None else None
    named = article.cast.named_in(since) if since is not None and since.start < since.end else []
    return None if any(figure.sure for _, figure in named) else _last_speaker(article, source)


def _last_speaker(article: Article, source: Source) -> Answer | None:
    referent = article.just_told(source.span.start, _REACH)
    if referent is None or len(source.phrase.core) > 2:
        return None
    if referent.figure is not None or referent.plural or not referent.descriptor.startswith("unnamed: "):
        return None
    gender = noun_gender(source.head) or HE_SHE.get(source.head)
    if not referent.person or (gender and referent.gender not in (None, gender)):
        return None
    return article.again(referent, source, "group", 0.6)


#: Nouns for anybody.
_ANYBODY = frozenset("man woman person boy girl".split())


def _answer(article: Article, source: Source, words: Sequence[Word], span: Span) -> Answer:
    part = 2 * (words[1].lower == "of")  # "one of the dockers"
    descriptor = f"unnamed: {' '.join(word.text for word in words[1 + part :])}"
    referent = article.trail.add_unnamed(descriptor, words[-1].lower, False, span)
    evidence = (span, source.span)
    return Answer(Resolution(descriptor, "pronoun", type="group", score=0.6, evidence=evidence), referent)


def _opening(words: Sequence[Word]) -> int | None:
    """Where the noun of "a docker", "one of the dockers" at the beginning of a sentence stands; None without."""
    if len(words) < 2 or words[0].lower not in ("a", "an", "one", "the"):
        return None
    part = words[0].lower == "one" and words[1].lower == "of"
    for at in range(1 + part, min(len(words), _LONGEST)):
        noun = words[at].lower
        if noun in PREPOSITIONS:
            return None
        if (noun in _PLURALS) if part else (noun in PERSON_NOUNS or noun.endswith(_ROLES)):
            return at
    return None


def _is_told(article: Article, noun: str) -> bool:
    """Whether somebody in the article is told to be one, there or in the registry."""
    persons = [figure for figure in article.cast.figures if figure.person]
    told = any(figure.is_told_to_be(noun) for figure in persons)
    return told or any(noun in office.casefold().split() for figure in persons for office in article.offices(figure))


def _can_be(noun: Word, pronoun: Word) -> bool:
    gender = HE_SHE.get(pronoun.lower)
    others = FEMALE_NOUNS if gender == "male" else MALE_NOUNS
    return gender is not None and not noun.possessive and noun.lower not in others


def _is_person(figure: Figure) -> bool:
    return figure.person and (figure.sure or len(figure.words) > 1)
