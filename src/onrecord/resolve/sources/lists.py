"""Several sources in one: "Cruz and Trump", "two deputies, Cruz and Trump", "the minister and other officials"."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from onrecord.document import Span
from onrecord.resolve.cast.cast import Cast
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.names.mentions import NameMention, Page
from onrecord.resolve.sources.sources import Source, source_of_words, trimmed
from onrecord.resolve.vocabulary import (
    DETERMINERS,
    DOCUMENT_NOUNS,
    HE_SHE,
    PLURALS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
)
from onrecord.words import Word

#: "The governments of Karveth and Sorrenay" are those two.
_SHARED = frozenset("cities governments delegations nations countries states".split())
_LINKS = ("and", "&")
#: What joins somebody to a source as "and" does.
_BESIDES = (("along", "with"), ("together", "with"), ("as", "well", "as"))
#: What stands before some of several.
_EXAMPLES = frozenset({"such", "including"})
#: Names in a source that are looked at one by one, and words of one that names somebody beside another.
_MOST, _LONGEST = 40, 60


def parts_of(page: Page, cast: Cast, source: Source) -> list[Source]:
    """The sources that one source joins; empty where it is one."""
    if (beside := _beside(page, cast, source)) is not None:
        return beside
    links = [word for word in source.words if word.lower in _LINKS]
    names = [mention.span for mention, _ in cast.named_in(source.span)] if links else []
    links = [link for link in links if not _inside(names, link.span)]
    if not links or any(m.span.contains(link.span) for link in links for m in page.mentions_in(*link.span)):
        return []
    return _names(cast, source) or _persons(cast, source) or _with_others(cast, source, links[-1])


def _beside(page: Page, cast: Cast, source: Source) -> list[Source] | None:
    """ "Cruz, along with Trump and Rubio": who is named or meant in front, and all who are named behind."""
    lower = [word.lower for word in source.words] if len(source.words) <= _LONGEST else []
    places = ((at, words) for words in _BESIDES for at in range(1, len(lower)) if lower[at:][: len(words)] == [*words])
    at, joint = next(places, (0, ()))
    left, right = trimmed(list(source.words[:at])), trimmed(list(source.words[at + len(joint) :]))
    if not left or not right:
        return None
    first, others = source_of_words(cast, left), source_of_words(cast, right)
    parts = [first, *(parts_of(page, cast, others) or [others])]
    known = first.kind in ("first", "he_she") or first.figure is not None
    return parts if known and all(part.figure is not None for part in parts[1:]) else None


def _inside(names: list[Span], span: Span) -> bool:
    """Whether a span lies in one of several that are in text order."""
    at = bisect_right(names, span.start, key=lambda name: name.start)
    return at > 0 and names[at - 1].contains(span)


def _names(cast: Cast, source: Source) -> list[Source]:
    """ "Cruz, Trump and Rubio": names between commas and "and", nothing else."""
    rest = source.phrase.rest
    listed = rest and (rest[0].text == "," or (rest[0].lower == "of" and source.head in _SHARED))
    serial = any(one.text == "," and two.lower == "and" for one, two in pairwise(rest))
    if listed and not serial and source.head in PLURALS | _SHARED and len(rest) > 3:
        source = replace(source, words=tuple(trimmed(list(rest[1:]))))
    groups: list[list[Word]] = [[]]
    for word in source.words:
        if word.lower in _LINKS or word.text == ",":
            groups.append([])
        else:
            groups[-1].append(word)
    parts = [source_of_words(cast, own) for own in map(trimmed, groups) if own]
    # an apposition has a comma too: all parts must be somebody of their own
    figures = [part.figure for part in parts]
    bare = all(word.capital or word.lower == "the" for part in parts for word in part.words)
    commas = any(word.text == "," for word in source.words)
    alike = len({f.person for f in figures if f}) == 1 and (bare or not any(f.weak for f in figures if f))
    # "state agency Norvale and Quell": a body and a person, nothing behind either
    two = len(parts) == 2 and not any(part.phrase.rest for part in parts)
    return parts if len(parts) > 1 and all(figures) and (alike or ((bare or two) and not commas)) else []


def _persons(cast: Cast, source: Source) -> list[Source]:
    """ "Experts Ada Quell and Orrin Sard of Norvale University": the persons who are not behind a preposition."""
    words, named = list(source.words), cast.named_in(source.span)
    if len(named) > _MOST:
        return []
    found: list[tuple[NameMention, Figure]] = []
    aside = behind_person = False
    for mention, figure in named:
        start = mention.title[0].span.start if mention.title else mention.span.start
        before = [word for word in words if word.span.end <= start]
        lead = before[-1].lower if before else ""
        example = lead == "like" and len(before) > 1 and before[-2].text == ","
        behind = lead in DETERMINERS and len(before) > 1 and before[-2].lower in PREPOSITIONS
        if behind or (lead in PREPOSITIONS and not example):
            aside, behind_person = True, figure.person
            continue
        aside = aside and (lead in _LINKS or lead == ",") and not (figure.sure and not behind_person)
        if figure.person and not aside and not _modifies(words, mention) and not _inside_clause(before):
            found.append((mention, figure))
    pronoun = words[:1] if words[0].lower in HE_SHE else words[1:2] if words[0].lower == "both" else []
    joined = [word for word in pronoun if word.lower in HE_SHE and words[words.index(word) + 1].lower in _LINKS]
    if len({figure.index for _, figure in found}) + len(joined) < 2 or not _linked(words, found):
        return []
    parts = [source_of_words(cast, joined)] if joined else []
    spans = [[word for word in words if m.span.start <= word.span.start < m.span.end] for m, _ in found]
    parts += [source_of_words(cast, inside) for inside in spans if inside]
    return parts if all(part.figure is not None for part in parts[len(joined) :]) else []


def _modifies(words: list[Word], mention: NameMention) -> bool:
    """ "Trump loyalist", "Quell's mother": whether a noun stands behind a name."""
    behind = next((word for word in words if word.span.start >= mention.span.end and word.lower != "s"), None)
    if behind is None or not behind.text[0].isalnum():
        return mention.possessive
    return mention.possessive or behind.lower not in PREPOSITIONS | RELATIVES | set(_LINKS)


def _inside_clause(before: list[Word]) -> bool:
    """Whether a relative clause or a verb's "-ing" stands open before a name."""
    clause = [at for at, word in enumerate(before) if word.lower in RELATIVES]
    return bool(clause) and not any(word.lower in _LINKS and at > clause[-1] for at, word in enumerate(before))


def _linked(words: list[Word], found: list[tuple[NameMention, Figure]]) -> bool:
    """Whether "and" stands before the last person."""
    last = found[-1][0].span.start
    return any(word.lower in _LINKS for word in words if word.span.end <= last)


def _others(cast: Cast, words: list[Word]) -> Source:
    """The source behind "and"; "some ministers, such as Quell" are no Quell."""
    examples = next((at for at, word in enumerate(words) if word.lower in _EXAMPLES), None)
    before = trimmed(words[:examples]) if examples else []
    return source_of_words(cast, before if before and before[-1].lower in PLURALS else words)


def _inside_aside(source: Source, link: Word) -> bool:
    """ "Quell, who lost her husband and two sons": whether "and" stands in a clause that no comma has closed."""
    before = [word for word in source.words if word.span.end <= link.span.start]
    opened = next((at for at, word in enumerate(before) if word.lower in RELATIVES), None)
    return opened is not None and not any(word.text == "," for word in before[opened:])


def _with_others(cast: Cast, source: Source, link: Word) -> list[Source]:
    """ "Quell and other ministers", "she and her husband", "the Quell campaign and some experts"."""
    left = trimmed([word for word in source.words if word.span.end <= link.span.start])
    right = trimmed([word for word in source.words if word.span.start >= link.span.end])
    if left and left[0].lower == "both":
        left = left[1:]
    if not left or not right or _inside_aside(source, link):
        return []
    first, second = source_of_words(cast, left), _others(cast, right)
    pointed = left[0].lower == right[0].lower == "the" and {first.kind, second.kind} <= {"person", "body"}
    if pointed and not first.phrase.rest:
        return [first, second]
    if left[0].lower == right[0].lower == "the" and first.kind == "body" and second.figure and second.figure.body:
        return [first, second]
    whole = first.kind == "he_she" or (first.figure is not None and first.head not in DOCUMENT_NOUNS)
    whole = whole or (first.kind == "body" and first.definite and any(word.capital for word in left[1:]))
    open_ended = right[0].lower in DETERMINERS | POSSESSIVES | {"other"} or right[0].text.isdigit()
    others = second.kind == "group" or (second.kind in ("person", "body") and right[0].lower in POSSESSIVES)
    return [first, second] if whole and others and (open_ended or second.head in PLURALS) else []
