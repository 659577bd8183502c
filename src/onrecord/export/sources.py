"""How a source is shown: its name, the article's own words for it, office and country, and how sure the name is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from onrecord.export.nesting import Entry
from onrecord.export.words import joined, one_line
from onrecord.statement import Resolution, Statement

#: Names whose score is lower than this are marked as uncertain.
LIKELY = 0.7

#: What is not an ordinary name: somebody the article leaves unnamed, and nobody that could be found.
Anonymity = Literal["", "unnamed", "unknown"]

_COUNTRIES = Path(__file__).with_name("countries.tsv")
_UNNAMED = "unnamed:"
_THROUGH = {
    "name": "named",
    "pronoun": "named through a pronoun",
    "nominal": "named through a description",
    "metonym": "named through a place",
    "role": "named through an office",
    "author": "named as the author",
}
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
#: Words after which a name is not the one who speaks: "a report by the Institute".
_LEADS_ELSEWHERE = frozenset(("and", "by", "for", "from", "of", "or", "to", "with"))
#: More words than this before a name are more than a title.
_LONGEST_TITLE = 8


class Shown(NamedTuple):
    """A source as people see it.

    ``name`` is empty where nobody is credited; ``words`` are the article's, empty where they say no more than the name;
    ``facts`` are the office, or what it is, and the country, none said twice. Facts and resolved names are one line
    each and hold nothing that a terminal or a browser would obey.
    """

    name: str
    words: str = ""
    facts: tuple[str, ...] = ()
    anonymity: Anonymity = ""
    uncertain: bool = False


class Credited(NamedTuple):
    """Somebody who is on record in an article, with the numbers of the statements in ascending order."""

    shown: Shown
    numbers: tuple[int, ...]


def shown(statement: Statement, text: str) -> Shown:
    """Return how the source of a statement is shown; without a resolution that is the article's words alone."""
    words = joined(statement.attribution.source, text)
    resolution = statement.resolution
    if resolution is None:
        return Shown(words)
    who = described(resolution)
    if not who.name:
        return who._replace(name=words)
    return who._replace(words="" if same_name(words, who.name) else words)


def described(resolution: Resolution) -> Shown:
    """Return how somebody is shown where no statement is at hand; the unknown have no name."""
    name = one_line(resolution.name)
    if resolution.method == "none" or name in ("", "unknown"):
        return Shown("", anonymity="unknown")
    unnamed = name.startswith(_UNNAMED)
    return Shown(
        name.removeprefix(_UNNAMED).strip(),
        facts=_facts(resolution, unnamed),
        anonymity="unnamed" if unnamed else "",
        uncertain=resolution.score < LIKELY,
    )


def one_by_one(resolution: Resolution) -> Iterator[Resolution]:
    """Yield the members of several sources of one statement, or the one source."""
    if resolution.entity is None and resolution.members:
        for member in resolution.members:
            yield from one_by_one(member)
    else:
        yield resolution


def on_record(entries: Iterable[Entry]) -> list[Credited]:
    """Return who is on record: those with most statements first, the unnamed after the named, the unknown last."""
    numbers: dict[tuple[str, ...], list[int]] = {}
    found: dict[tuple[str, ...], Shown] = {}
    for entry in sorted(entries, key=lambda entry: entry.number):
        resolution = entry.statement.resolution
        for one in one_by_one(resolution) if resolution else ():
            who = described(one)
            key = (one.entity,) if one.entity else (who.anonymity, who.name.casefold(), one.type or "")
            known = found.setdefault(key, who)
            facts = max(known.facts, who.facts, key=len)  # the first of the fullest
            found[key] = known._replace(facts=facts, uncertain=known.uncertain and who.uncertain)
            counted = numbers.setdefault(key, [])
            if entry.number not in counted[-1:]:
                counted.append(entry.number)
    everybody = [Credited(who, tuple(numbers[key])) for key, who in found.items()]
    ranks = ("", "unnamed", "unknown")
    return sorted(everybody, key=lambda one: (ranks.index(one.shown.anonymity), -len(one.numbers)))


def counted(count: int) -> str:
    """Return the number of statements in words.

    >>> counted(1), counted(2)
    ('1 statement', '2 statements')
    """
    return f"{count} statement{'' if count == 1 else 's'}"


def naming(resolution: Resolution | None) -> str:
    """Return how a name was found and its score, nothing where the article itself gives a name that is likely.

    >>> naming(Resolution("Ilse Brandt", "pronoun", score=0.91))
    'named through a pronoun, 0.91'
    """
    if resolution is None or resolution.method not in _THROUGH:
        return ""
    if resolution.method == "name" and resolution.score >= LIKELY:
        return ""
    return f"{_THROUGH[resolution.method]}, {resolution.score:.2f}"


def same_name(words: str, name: str) -> bool:
    """Tell whether the words say no more than the name: the name itself, a part of it, or it after a title.

    >>> [same_name(words, "Ilse Brandt") for words in ("Brandt", "Mayor Ilse Brandt's", "the mayor", "for Ilse Brandt")]
    [True, True, False, False]
    """
    places = list(_WORD.finditer(words))
    said, known = [_POSSESSIVE.sub("", place[0]) for place in places], _WORD.findall(name)
    if said and said[0].casefold() == "the":
        del said[0], places[0]
    rest = iter(known)
    if all(any(_same_word(word, other) for other in rest) for word in said):
        return bool(said) or not words.strip() or words == name
    for begin in range(min(len(said) - len(known), _LONGEST_TITLE) + 1):
        if known and all(map(_same_word, said[begin:], known)):
            title = [word.casefold() for word in said[:begin] if word.casefold() != "the"]
            after = words[places[begin + len(known) - 1].end() :].lstrip()
            return not (title and title[-1] in _LEADS_ELSEWHERE) and (not _WORD.search(after) or after[0] in ",(")
    return False


def country_name(country: str) -> str:
    """Return the name of the country that a code of two letters stands for; other texts come back as they are.

    >>> country_name("RU"), country_name("Norvale")
    ('Russia', 'Norvale')
    """
    return _names().get(country, country)


@cache
def _names() -> dict[str, str]:
    lines = _COUNTRIES.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def _same_word(said: str, known: str) -> bool:
    """Compare without case, but a word in small letters ("the council") is no part of a name."""
    return said.casefold() == known.casefold() and not (said.islower() and not known.islower())


def _facts(resolution: Resolution, unnamed: bool) -> tuple[str, ...]:
    kind = "" if unnamed or resolution.type in (None, "person", "country") else str(resolution.type).replace("_", " ")
    role = one_line(resolution.role or kind)
    code = one_line(resolution.country or "")
    country = country_name(code)
    there = f"{role} {'' if resolution.type == 'person' else resolution.name}"
    told = re.search(
        rf"\b(?:(?i:{re.escape(country)})|{re.escape(code)}\b)", there
    )  # "Russian" says "Russia", "US" "US"
    return tuple(fact for fact in (role, "" if told else country) if fact)
