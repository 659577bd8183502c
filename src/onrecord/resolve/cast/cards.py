"""Role cards: what an article says somebody is, in titles and appositions, with the words that say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.document import Span
from onrecord.resolve.known.registry import Registry
from onrecord.resolve.names.mentions import NameMention, Page
from onrecord.resolve.names.party_labels import party_label
from onrecord.resolve.names.phrases import belonging, phrase_of
from onrecord.resolve.names.runs import COMMON
from onrecord.resolve.vocabulary import (
    BODY_NOUNS,
    DETERMINERS,
    HONORIFICS,
    NAMING_NOUNS,
    PERSON_NOUNS,
    POSSESSIVES,
    PREPOSITIONS,
    TITLES,
    noun_gender,
)
from onrecord.words import Word

_LONGEST = 16
_LONGEST_BEFORE = 10
#: Words of an owner's name in front of its last.
_OWNERS = 4
#: Words up to the comma in front of "the" and a name.
_APPOSED = 2
_CLOSING = frozenset('”"»’')
_ENDS = frozenset({",", ";", ":", "–", "—", "(", ")", "."})


#: Titles that are written short.
_IN_FULL = {"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "col": "colonel",
            "maj": "major", "capt": "captain", "sgt": "sergeant", "adm": "admiral", "prof": "professor",
            "rev": "reverend", "lt": "lieutenant"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """A role: ``head`` is its noun, ``words`` all its words in lower case, ``country`` the one that it names."""

    text: str
    span: Span
    head: str
    words: frozenset[str]
    country: str | None
    gender: str | None


def in_full(title: str) -> str:
    """A title as it is written in full: "governor" for "gov"."""
    return _IN_FULL.get(title, title)


def card_of_title(mention: NameMention, registry: Registry) -> Card | None:
    """The title before a name: "Russian Foreign Minister"."""
    if not mention.title:
        return None
    words = [word for word in mention.title if word.text[0].isalnum()]
    while words and words[-1].lower in HONORIFICS:
        words = words[:-1]
    if len(words) > 1 and words[-1].lower in _IN_FULL and words[-2].text.islower() and words[-2].lower in PERSON_NOUNS:
        words = words[:-1]  # "ministry spokesman Col. Quell": the rank is no part of the office
    return _card(words, words[-1].lower, registry) if words else None


def cards_of(page: Page, mention: NameMention, person: bool, registry: Registry) -> Iterator[Card]:
    """Appositions around a name: ", Russia's top diplomat,", "the finance minister, Lou Jiwei,"."""
    sentence = page.sentences[mention.sentence]
    words = sentence.words
    first = next((i for i, w in enumerate(words) if w.span.end > mention.span.start), 0)
    last = next((i for i in range(len(words) - 1, -1, -1) if words[i].span.start < mention.span.end), 0)
    label = party_label(page.document.text, mention.span.end) if person else None
    if label is not None:
        span, party, told = label
        yield Card(span.of(page.document.text), span, party, told, None, None)
    around = [_after(words, last + 1)]
    if not person and not mention.title:
        around.append(_noun_before(words, first))
    start = first - len(mention.title)
    closed = last + 1 < len(words) and words[last + 1].text in _ENDS
    if mention.article and not person and closed and start > 1 and words[start - _APPOSED].text == ",":
        start -= 1  # "the governing party, the Harbour Union"
    before = [found for found in _before(words, start) if _is_role(found, person)]
    before = [found for found in before if not _is_said_by(found, words, last + 1)]
    for found in (*before[-1:], *(found for found in around if _is_role(found, person))):
        yield _card(found, phrase_of(found).noun, registry)


def _is_said_by(role: list[Word], words: tuple[Word, ...], behind: int) -> bool:
    """ "According to his agent, Quell is ill": a role behind "according to" and a comma, and a name that goes on."""
    start = next(at for at, word in enumerate(words) if word is role[0])
    according = [word.lower for word in words[max(0, start - 2) : start]] == ["according", "to"]
    comma = words[start + len(role)].text == ","
    return according and comma and behind < len(words) and words[behind].text not in _ENDS


def _is_role(words: list[Word], person: bool) -> bool:
    """Whether the head of a phrase is what a person, or a body, can be."""
    head = phrase_of(words).noun if words else ""
    return head in PERSON_NOUNS or head in TITLES if person else head in BODY_NOUNS


def _after(words: tuple[Word, ...], at: int) -> list[Word]:
    """The noun phrase between a comma (or bracket, "is", "was") behind the name and what ends it."""
    if at + 1 >= len(words):
        return []
    if words[at].text in (",", "(", "–", "—"):
        start = at + 1
    elif words[at].lower in ("is", "was") and words[at + 1].lower in ("the", "a", "an"):
        start = at + 1
    else:
        return []
    if words[start].text in _CLOSING:  # the comma of a quotation: "…, Quell," said the man
        return []
    if words[start].lower in ("who", "which", "whose", "and", "but", "as", "in", "on", "at", "for", "when", "where"):
        return []
    end = start
    while end < len(words) and end - start < _LONGEST and words[end].text not in _ENDS and words[end].lower != "who":
        end += 1
    return list(words[start:end])


def _before(words: tuple[Word, ...], at: int) -> Iterator[list[Word]]:
    """Noun phrases in front of a name, with a comma between: "the finance minister, Lou Jiwei", the shortest first.

    "The envoy to the Netherlands, Mara Quell" is two: what stands behind a preposition, and all of it.
    """
    end = at - 1 if at > 0 and words[at - 1].text == "," else at
    start = end
    while end < at and start > 0 and end - start < _LONGEST_BEFORE and words[start - 1].text not in _ENDS:
        start -= 1
        word = words[start]
        if word.lower in DETERMINERS or word.lower in POSSESSIVES or (word.capital and word.possessive):
            yield list(words[_owner_start(words, start) if word.possessive else start : end])
            purpose = start > 1 and words[start - 2].lower == "to"  # "its nominee to lead the Board, Mara Quell"
            if start == 0 or (words[start - 1].lower not in PREPOSITIONS and not purpose):
                return


def _owner_start(words: tuple[Word, ...], at: int) -> int:
    """Where a name begins whose last word has a possessive ending: "the Red | Crescent's regional head"."""
    first = at
    while first > max(0, at - _OWNERS) and words[first - 1].capital and words[first - 1].lower not in COMMON:
        first -= 1
    return first


def _noun_before(words: tuple[Word, ...], at: int) -> list[Word]:
    """The noun right before a body's name that says what it is: "mining company Orlemine", "the union Fabrel"."""
    noun = words[at - 1] if at > 0 else None
    return [noun] if noun is not None and noun.text.islower() and noun.lower in NAMING_NOUNS else []


def _card(words: list[Word], head: str, registry: Registry) -> Card:
    kept = [word for word in words if word.text[0].isalnum()]
    head = in_full(head)
    span = Span(kept[0].span.start, kept[-1].span.end)
    phrase = phrase_of(words)
    country = country_in([*phrase.core, *belonging(phrase.rest)], registry)
    gender = noun_gender(head)
    text = " ".join(word.text for word in words if word.text[0].isalnum() or word.text == "&").strip("& ")
    return Card(text, span, head, frozenset({head, *(word.lower for word in kept)}), country, gender)


def country_in(words: Sequence[Word], registry: Registry) -> str | None:
    """Code (else name) of the first country that words name, by name, adjective or capital."""
    for at, word in enumerate(words):
        if not word.capital:
            continue
        for size in (3, 2, 1):
            name = " ".join(w.text for w in words[at : at + size])
            found = registry.country_of(name) if at + size <= len(words) else None
            if found is not None:
                return found.country or found.name
    return None
