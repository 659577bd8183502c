"""What "who" and "which" stand for: the noun phrase to their left."""

from __future__ import annotations

from onrecord.resolve.cast.cast import Cast
from onrecord.resolve.names.mentions import Page
from onrecord.resolve.names.phrases import phrase_of
from onrecord.resolve.sources.sources import Source
from onrecord.resolve.vocabulary import (
    DETERMINERS,
    HE_SHE,
    PERSON_NOUNS,
    PLURALS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    TITLES,
)
from onrecord.words import Word

#: Words to look at for the noun phrase.
_REACH = 12
#: Words of an apposition, at most.
_LONGEST = 16
#: What can stand between a noun and "which": "a deal according to which …".
_LEADING = PREPOSITIONS | {"according"}
_IS, _AND = frozenset({"is", "was"}), frozenset({"and", "but"})
#: Adverbs beside a verb.
_ADVERBS = frozenset("also still now always only already just clearly surely".split())
#: Words of a predicate, at most.
_PREDICATE = 16


def antecedent(page: Page, cast: Cast, source: Source) -> list[Word]:
    """The words of the noun phrase that a relative pronoun stands for; empty where none is to its left."""
    if not page.sentences:
        return []
    sentence = page.sentences[page.sentence_at(source.span.start)]
    left = [word for word in sentence.words if word.span.end <= source.span.start]
    while left and (not left[-1].text[0].isalnum() or left[-1].lower in _LEADING):
        left = left[:-1]
    if not left or left[-1].lower in RELATIVES:
        return []
    named = _apposed(page, cast, left) if source.head in ("who", "whom") else None
    if named is not None:
        return left[named[0] : named[1]]
    start = _last_start(page, left, len(left))
    if source.head != "who" or _is_person(page, cast, left[start:]):
        return left[start:]
    same = _same_as(page, cast, left, left[start:])
    return left[_holder(page, left, start) :] if same is None else same


def _same_as(page: Page, cast: Cast, left: list[Word], nearest: list[Word]) -> list[Word] | None:
    """Whom a "who" goes on to tell of, where that is not the noun phrase nearest to it; None where it is."""
    subject = _subject(page, cast, left)
    if subject is not None or not _is_nobody(nearest):
        return subject
    before = next((at for at in range(len(left) - 1, 0, -1) if left[at].lower == "who"), 0)
    return _before_clause(page, left[:before]) if before else None


def _is_nobody(words: list[Word]) -> bool:
    """Whether a noun phrase is a thing: "his heritage", against "the head of Norvale" and "Greens"."""
    noun = phrase_of(words).noun
    plain = not any(word.capital for word in words[1:])
    return plain and noun not in PERSON_NOUNS | PLURALS | TITLES.keys() and not noun.endswith("s")


def _before_clause(page: Page, left: list[Word]) -> list[Word] | None:
    """ "The Quell who had questioned a judge's heritage, who fights": whom the first "who" stands for."""
    while left and not left[-1].text[0].isalnum():
        left = left[:-1]
    if not left:
        return None
    start = _last_start(page, left, len(left))
    return None if _is_nobody(left[start:]) and not left[start].capital else left[start:]


def _subject(page: Page, cast: Cast, left: list[Word]) -> list[Word] | None:
    """ "Quell is a liar and cheat who": the person who is told to be what stands before a "who"."""
    last = len(left) - 1
    verb = next((at for at in range(last, max(0, last - _PREDICATE), -1) if left[at].lower in _IS), 0)
    predicate = [word for word in left[verb + 1 :] if word.lower not in _ADVERBS]
    bare = not any(word.capital or word.lower in PREPOSITIONS | RELATIVES for word in predicate)
    if verb == 0 or not bare or not predicate or predicate[0].lower not in ("a", "an"):
        return None
    at = verb - 1
    while at > 0 and left[at].lower in _ADVERBS:
        at -= 1
    if left[at].lower in HE_SHE:
        return left[at : at + 1]
    opening = left[at].lower in _AND
    mentions = page.mentions_in(left[0].span.start, left[at].span.end)
    persons = [m for m in mentions if (figure := cast.of_mention.get(m.span)) is not None and figure.person]
    mention = (persons[0] if opening else persons[-1]) if persons else None
    if mention is None or (not opening and mention.span.end != left[at].span.end):
        return None
    return [word for word in left if mention.span.start <= word.span.start < mention.span.end]


def _apposed(page: Page, cast: Cast, left: list[Word]) -> tuple[int, int] | None:
    """ "Ada Quell, the head of the Harbour Guard, who …": where the person's name stands that a role is told of."""
    comma = next((at for at in range(len(left) - 2, max(0, len(left) - _LONGEST), -1) if left[at].text == ","), 0)
    if comma == 0 or left[comma + 1].lower not in DETERMINERS | POSSESSIVES:
        return None
    nouns = {phrase_of(left[comma + 1 :]).noun, left[-1].lower}
    mention = next(iter(page.mentions_in(left[comma - 1].span.start, left[comma - 1].span.end)), None)
    figure = cast.of_mention.get(mention.span) if mention is not None else None
    if mention is None or figure is None or not figure.person or nouns.isdisjoint(PERSON_NOUNS | TITLES.keys()):
        return None
    return next(at for at, word in enumerate(left) if word.span.start >= mention.span.start), comma


def _is_person(page: Page, cast: Cast, words: list[Word]) -> bool:
    """Whether the first name among words is surely a person's."""
    named = next(iter(page.mentions_in(words[0].span.start, words[-1].span.end)), None) if words else None
    figure = cast.of_mention.get(named.span) if named is not None else None
    return figure is not None and figure.sure


def _holder(page: Page, words: list[Word], start: int) -> int:
    """Where "the head of Norvale" begins, or "Ada Quell, the head of Norvale", for what begins at "Norvale"."""
    if start < 2 or words[start - 1].lower not in PREPOSITIONS:
        return start
    outer = _last_start(page, words, start - 1)
    noun = phrase_of(words[outer:]).noun
    if noun not in PERSON_NOUNS and noun not in TITLES:
        return start
    apposed = outer > 1 and words[outer - 1].text == "," and words[outer].lower in DETERMINERS
    return _last_start(page, words, outer - 1) if apposed else outer


def _last_start(page: Page, words: list[Word], end: int) -> int:
    """Where the last noun phrase begins that ends before a place."""
    start = end
    while start > 0 and end - start < _REACH and not (start < end and _starts_phrase(page, words, start)):
        start -= 1
    return start


def _starts_phrase(page: Page, words: list[Word], at: int) -> bool:
    word = words[at]
    if word.lower in DETERMINERS or word.lower in POSSESSIVES:
        return True
    mention = next(iter(page.mentions_in(word.span.start, word.span.end)), None)
    if mention is not None:
        return word.span.start == (mention.title[0].span.start if mention.title else mention.span.start)
    if words[at - 1].lower == "to" and at > 1 and words[at - 2].lower == "according":
        return True
    before = words[at - 1].text
    return not before[0].isalnum() or (before[0].islower() and word.text[0].isupper())
