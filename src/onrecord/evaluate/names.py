"""When two names of a source are the same answer, and what kind of source it was.

A name is right if, ignoring case, accents, titles and function words, it equals the annotated one or one is the
other's surname or acronym. Bodies ("Government of …", "Ministry of …") need the same country or body: one word in
common that is not a word which bodies of all countries share; "Chilean" and "the White House" tell a country as its
name does. ``unnamed: …`` is right with the same head noun, also with an annotated descriptor that is no name since
nothing in it has a capital ("congressional report"), or with all its words where it ends in a common noun ("Karvethi
law"); ``unknown`` only with ``unknown``. Several names joined by "and"
are right when each is.
"""

from __future__ import annotations

import re
import unicodedata

from onrecord.evaluate.name_words import (
    BODY,
    COMMON,
    DEMONYMS,
    FIELDS,
    FUNCTION,
    GENERIC,
    LETTERS,
    PARTICLES,
    SAME_COUNTRY,
    TITLES,
)
from onrecord.words import mended

UNNAMED = "unnamed:"
UNKNOWN = "unknown"
#: Adjectives that are as much a spelling of the country as its initials are.
_OURS = {"american": "us", "british": "uk"}

KINDS = (
    "full name",
    "short name",
    "organisation",
    "metonym",
    "he/she",
    "they/it",
    "I/we/you",
    "who/which",
    "noun phrase",
    "group",
    "none",
)


def plain_words(name: str) -> list[str]:
    """Words of a name in lower case, without accents, punctuation, titles and function words.

    A name that was read in a wrong encoding is the one that was meant.

    >>> plain_words("President Emmanuel Macron's")
    ['emmanuel', 'macron']
    """
    flat = unicodedata.normalize("NFKD", mended(name).casefold().replace("’", "'"))
    flat = "".join(c for c in flat if not unicodedata.combining(c)).translate(LETTERS)
    flat = re.sub(r"'s\b|'(?=\s|$)", " ", flat)
    words = re.sub(r"[^\w]+", " ", flat).split()
    kept = [word for word in words if word not in FUNCTION and word not in TITLES]
    return kept or [word for word in words if word not in FUNCTION] or words


#: Joined names before the noun that they modify: "UK and US" authorities, "US Department of Defense" sources.
_MODIFYING = re.compile(
    r"(?:\b[A-Z][\w.'-]* +(?:(?:of|and|for|the) +)*(?=[A-Z]))+[A-Z][\w.'-]* +"
    r"(?=[a-z])(?!(?:of|in|at|on|from|for|by|with|who|that|which|close|near|within|among|against|and|to|about|inside)\b)"
)


def head_noun(phrase: str) -> str:
    """Head noun of a descriptor, in the singular.

    >>> head_noun("senior US officials in Kyiv"), head_noun("thousands of protesters"), head_noun("sources close to X")
    ('official', 'protester', 'source')
    """
    plain = re.sub(r"\(.*?\)", " ", phrase.replace("’", "'"))
    words = _MODIFYING.sub("", plain).casefold()
    words = re.sub(
        r"^(the|a|an)?\s*(\w+ )?(thousands?|hundreds?|dozens?|number|lot|majority|group|some|many|most|several|one|none"
        r"|members?) of (the |those )?(?=\w)",
        lambda match: match[0] if "member" in match[0] or "group" in match[0] else "",
        words.strip(),
    )
    before = re.split(
        r",|;|:|\b(?:of|in|at|on|from|for|by|with|who|that|which|close|near|within|among|against|and|to|about|inside)\b",
        words,
    )
    kept = next((part for part in before if part.strip()), words)
    found = re.findall(r"[\w'-]+", kept)
    return _singular(found[-1].removesuffix("'s").rstrip("'")) if found else ""


def _singular(word: str) -> str:
    if word == "people":
        return "person"
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def same_name(found: str, gold: str) -> bool:
    """Tell whether a resolved name is the annotated one.

    >>> same_name("Lavrov", "Sergey Lavrov"), same_name("Government of Russia", "Russia")
    (True, True)
    >>> same_name("Government of France", "Government of Russia"), same_name("unnamed: officials", "unknown")
    (False, False)
    """
    if UNKNOWN in (found, gold):
        return found == gold
    if found.startswith(UNNAMED) or gold.startswith(UNNAMED):
        return _same_unnamed(found, gold)
    ours, theirs = _joined(found), _joined(gold)
    bodies = (_is_body(found) or _is_body(gold)) and UNNAMED not in found + gold
    single = bodies or len(ours) == len(theirs) == 1
    if _same_single(found, gold) if single else plain_words(found) == plain_words(gold):
        return True
    if len(ours) != len(theirs) or len(ours) < 2:
        return False
    return all(any(same_name(one, other) for other in theirs) for one in ours) and all(
        any(same_name(one, other) for one in ours) for other in theirs
    )


def _joined(name: str) -> list[str]:
    return [part for part in re.split(r",? and |, (?![JS]r\b)", name) if part.strip()]


def _names_nobody(name: str) -> bool:
    """Whether a source is told by a descriptor: marked as unnamed, or without any capital."""
    return name.startswith(UNNAMED) or name == name.lower()


def _same_unnamed(found: str, gold: str) -> bool:
    ours, theirs = found.removeprefix(UNNAMED).strip(), gold.removeprefix(UNNAMED).strip()
    if _names_nobody(found) and _names_nobody(gold):
        return head_noun(ours) == head_noun(theirs)
    common = all(name and name.split()[-1][0].islower() for name in (ours, theirs))
    return common and plain_words(ours) == plain_words(theirs)


def _same_single(found: str, gold: str) -> bool:
    ours, theirs = _known(plain_words(found)), _known(plain_words(gold))
    if ours == theirs or acronym(found, gold) or acronym(gold, found):
        return True
    short, long = sorted((ours, theirs), key=len)
    if not short:
        return False
    if _is_body(found) or _is_body(gold):
        return _same_body(short, long)
    if len(short) == 1 or short[0] in PARTICLES:  # "von der Leyen"
        return long[-len(short) :] == short
    return short[-1] in long and short[0] == long[0] and set(short) <= set(long)


def _known(words: list[str]) -> list[str]:
    """Countries under one spelling, also where an adjective tells them."""
    return _spelt([DEMONYMS.get(word, word) for word in words])


def _spelt(words: list[str]) -> list[str]:
    """Countries under one spelling."""
    joined = f" {' '.join(words)} "
    for spelling, country in SAME_COUNTRY.items():
        joined = joined.replace(f" {spelling} ", f" {country} ")
    return joined.split()


def _is_body(name: str) -> bool:
    return BODY.search(name) is not None


def _same_body(short: list[str], long: list[str]) -> bool:
    few, many = (set(words) - COMMON - FIELDS for words in (short, long))
    if few and many:
        return bool(few & many)
    fields = set(short) & FIELDS
    return set(short) <= set(long) or (bool(fields) and not few and fields == set(long) & FIELDS)


def naming_words(name: str) -> set[str]:
    """Words of a name that name somebody, countries under one spelling; all words where none does.

    >>> sorted(naming_words("Government of the United States")), sorted(naming_words("American officials"))
    (['us'], ['officials', 'us'])
    """
    joined = re.sub(r"(?<=\b[A-Z])\.(?=[A-Z]\b)", "", name.removeprefix(UNNAMED))
    words = {_OURS.get(word, word) for word in _spelt(plain_words(joined))}
    return words - GENERIC or words


def acronym(short: str, long: str) -> bool:
    """Tell whether the first name is made of the initials of the second."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    if not (2 <= len(letters) <= 8 and letters.isupper()):
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", re.sub(r"['’]s\b", "", long)) if word.casefold() not in FUNCTION]
    return "".join(word[0] for word in words).upper() == letters


def source_kind(source: str, who: str) -> str:
    """Kind of a source, one of :data:`KINDS`, told from its words and its annotated name.

    >>> source_kind("the diplomat", "Sergey Lavrov"), source_kind("Mr Lavrov", "Sergey Lavrov")
    ('noun phrase', 'short name')
    """
    text = source.strip().casefold()
    if not text:
        return "none"
    words = re.findall(r"[\w’']+", text)
    first = words[0] if words else ""
    if len(words) == 1 or (len(words) == 2 and words[1] in ("himself", "herself", "themselves", "itself", "all")):
        pronoun = _PRONOUNS.get(first)
        if pronoun:
            return pronoun
    if who == UNKNOWN or _names_nobody(who):
        return "group"
    return _named_kind(source, who)


_PRONOUNS = (
    dict.fromkeys("he she his her him hers himself herself".split(), "he/she")
    | dict.fromkeys("they it its their them theirs itself themselves this these those one".split(), "they/it")
    | dict.fromkeys("i we my our us me you your".split(), "I/we/you")
    | dict.fromkeys("who which that whose whom".split(), "who/which")
)


def _named_kind(source: str, who: str) -> str:
    ours, theirs = plain_words(source), plain_words(who)
    shared = set(ours) & set(theirs)
    proper = bool(re.search(r"\b[A-Z]", re.sub(r"^(The|A|An|His|Her|Their|Its|Our)\b", "", source.strip())))
    if not shared and not acronym(source, who):
        return "metonym" if proper and _is_place(source) else "noun phrase"
    if _is_body(who) or acronym(source, who) or not proper:
        return "organisation" if proper else "noun phrase"
    if len(theirs) >= 2 and len(shared) >= 2:
        return "full name"
    return "short name" if len(theirs) >= 2 else "organisation"


def _is_place(source: str) -> bool:
    """A bare name, perhaps with an article, that shares nothing with who it is."""
    return re.fullmatch(r"(The |the )?([A-Z][\w.’'-]*)( [A-Z][\w.’'-]*){0,2}", source.strip()) is not None
