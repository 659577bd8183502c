"""Several people without a name: whom "some", "one of them", "they" mean of the plural nouns just before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.document import Span
from onrecord.resolve.names.mentions import Page
from onrecord.resolve.names.runs import COMMON
from onrecord.resolve.vocabulary import (
    BODY_NOUNS,
    LINKS,
    PERSON_NOUNS,
    TITLE_MODIFIERS,
    plural,
)
from onrecord.words import Word, first_from

#: Nouns for several people or bodies.
_CROWDS = frozenset(map(plural, PERSON_NOUNS | BODY_NOUNS)) | frozenset("authorities people troops".split())
#: Words that say how many of somebody named before.
_PORTIONS = frozenset("some several each most one".split())
#: What stands right before a "some" that is of nobody told before: "a law that some call", "leaving some to wonder".
_OPEN = frozenset("that which what".split())
_THEM = frozenset("them those these".split())
#: Shares of those who were asked, and the words that may stand before: "less than a third", "a paltry three percent".
_SHARES = frozenset("percent % third quarter half fifth two-thirds three-quarters one-third majority minority".split())
_ASKED = frozenset(map(plural, PERSON_NOUNS)) | {"people"}
_POLLS = frozenset("poll polls survey surveys polled surveyed questionnaire".split())
#: Sentences to look back, and for shares of those who were asked.
_REACH, _FAR = 1, 5
#: Words of a sentence to look at, so that an endless one costs no more.
_MOST = 80


class Crowd(NamedTuple):
    """A plural noun with the words that tell which: "state prosecutors"."""

    span: Span
    head: str
    text: str


def crowd_before(page: Page, position: int) -> Crowd | None:
    """The plural noun that is the likeliest for "they": the first of this sentence so far, else of the one before."""
    at = page.sentence_at(position)
    for sentence in reversed(page.sentences[max(0, at - _REACH) : at + 1]):
        if sentence.heading:
            return None
        end = bisect_right(sentence.words, position, key=lambda word: word.span.end)
        for place in range(max(0, end - _MOST), end):
            word = sentence.words[place]
            if word.lower == "al" and place > 1 and sentence.words[place - 1].lower == "et":
                return _authors(sentence.words, place)
            if word.lower in _CROWDS and not word.possessive:
                return _crowd(sentence.words, place)
    return None


def asked_before(page: Page, position: int) -> Crowd | None:
    """The people of whom a share is told: the first ones of the last sentence about a poll, else those named last."""
    at = page.sentence_at(position)
    near: Crowd | None = None
    for sentence in reversed(page.sentences[max(0, at - _FAR) : at + 1]):
        end = bisect_right(sentence.words, position, key=lambda word: word.span.end)
        words = sentence.words[max(0, end - _MOST) : end]
        places = [at for at, word in enumerate(words) if word.lower in _ASKED and not word.possessive]
        if places and any(word.lower in _POLLS for word in words):
            return _crowd(words, places[0])
        near = near or (_crowd(words, places[-1]) if places else None)
    return near


def is_share(words: tuple[Word, ...]) -> bool:
    """Whether a source is a share of somebody left out: "59 percent", "less than a third"; not "half of the voters"."""
    lower = [word.lower for word in words if word.text[0].isalnum() or word.text == "%"]
    return bool(lower) and lower[-1] in _SHARES and "of" not in lower and not any(word in _ASKED for word in lower)


def is_portion(words: tuple[Word, ...]) -> bool:
    """Whether a source says only how many: "some", "two of them"."""
    lower = [word.lower for word in words if word.text[0].isalnum()]
    return (len(lower) == 1 and lower[0] in _PORTIONS) or (len(lower) == 3 and lower[1] == "of" and lower[2] in _THEM)


def is_anybody(page: Page, words: Sequence[Word]) -> bool:
    """Whether "some" is of nobody told before: "a law that some call unfair", "leaving some to wonder"."""
    if not page.sentences or [word.lower for word in words] != ["some"]:
        return False
    sentence = page.sentences[page.sentence_at(words[0].span.start)]
    at = first_from(sentence.words, words[0].span.start)
    before = sentence.words[at - 1].lower if at else ""
    return before in _OPEN or before.endswith("ing")


def one_of_them(words: Sequence[Word]) -> list[Word]:
    """What is said of "one of them, a retired teacher": the words behind the comma; none where nothing is."""
    lower = [word.lower for word in words[:5]]
    told = (
        len(words) > 5
        and lower[:2] == ["one", "of"]
        and lower[2] in _THEM
        and lower[3] == ","
        and lower[4] in ("a", "an")
    )
    return list(words[4:]) if told else []


def _authors(words: Sequence[Word], place: int) -> Crowd:
    """ "Quell et al.": the authors of a study, who go by the name of one of them."""
    start = place - 2
    while start > 0 and words[start].capital and (words[start - 1].capital or words[start - 1].lower in LINKS):
        start -= 1
    return Crowd(
        Span(words[start].span.start, words[place].span.end), "al", " ".join(w.text for w in words[start : place + 1])
    )


def _crowd(words: Sequence[Word], place: int) -> Crowd:
    start = place
    while start > 0 and place - start < 3 and _tells(words[start - 1]):
        start -= 1
    span = Span(words[start].span.start, words[place].span.end)
    return Crowd(span, words[place].lower, " ".join(word.text for word in words[start : place + 1]))


def _tells(word: Word) -> bool:
    if word.capital and word.text[1:].islower() and word.lower not in COMMON:
        return True
    known = word.lower in TITLE_MODIFIERS or word.lower in PERSON_NOUNS or word.lower in BODY_NOUNS
    return word.text[0].isalpha() and (known or word.lower.endswith(("al", "ic", "ian", "can", "ese", "ish")))
