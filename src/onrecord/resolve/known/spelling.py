"""Names as they are compared: one spelling for what is written in many ways."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from onrecord.entity import Gender
from onrecord.words import mended

#: Letters that Unicode does not take apart into a base and an accent.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n", "ħ": "h", "ə": "a"}
)
_APOSTROPHES = re.compile(r"[’‘'`´ʼʻʹ\"“”„«»]")
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=[sS])[’'])$")
_INITIALS = re.compile(r"(?<![^\W\d_])([^\W\d_])\.(?=[^\W\d_]\.?(?![^\W\d_]))")
_NOT_WORD = re.compile(r"[\W_]+")

_HONORIFICS: dict[str, Gender | None] = {
    "mr": "male",
    "mister": "male",
    "sir": "male",
    "monsieur": "male",
    "herr": "male",
    "señor": "male",
    "mrs": "female",
    "ms": "female",
    "miss": "female",
    "mme": "female",
    "mlle": "female",
    "madame": "female",
    "madam": "female",
    "dame": "female",
    "frau": "female",
    "señora": "female",
    "m": "male",
    "dr": None,
    "doctor": None,
    "prof": None,
    "professor": None,
    "hon": None,
    "honourable": None,
    "honorable": None,
    "rev": None,
    "reverend": None,
}
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@lru_cache(maxsize=65536)
def normalised(name: str) -> str:
    """A name as it is compared: lower case, without accents, punctuation, article and possessive.

    Returns an empty string for a name without a letter or digit.

    >>> normalised("The Élysée Palace"), normalised("U.S."), normalised("N’Djamena’s"), normalised("al-Qaeda")
    ('elysee palace', 'us', 'ndjamena', 'al qaeda')
    """
    text = unicodedata.normalize("NFKC", mended(name)).strip()
    text = _POSSESSIVE.sub("", text)
    text = _INITIALS.sub(r"\1", text).replace("&", " and ")
    text = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold().translate(_LETTERS))
    text = "".join(c for c in text if not unicodedata.combining(c))
    words = _NOT_WORD.sub(" ", text).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def letters(name: str) -> str:
    """The letters of a name in their case, without dots or article: how a short all-capital alias is compared.

    >>> letters("the U.S."), letters("Who")
    ('US', 'Who')
    """
    plain = re.sub(r"^[Tt]he\s+", "", _POSSESSIVE.sub("", name.strip()))
    return "".join(c for c in plain if c.isalnum())


def is_shouted(form: str) -> bool:
    """Whether an alias is an abbreviation that common words could be taken for: US, UN, WHO, IS, LeT."""
    own = letters(form)
    return len(own) <= 3 and (own.isupper() or sum(c.isupper() for c in own) > 1)


def could_be_name(text: str) -> bool:
    """Whether a text may be a name at all: a single lower-case word ("turkey", "who", "the west") is none.

    >>> could_be_name("turkey"), could_be_name("Turkey"), could_be_name("al-shabaab militants")
    (False, True, True)
    """
    words = text.split()
    words = words[1:] if words and words[0].casefold() == "the" else words
    return len(words) > 1 or any(c.isalpha() and not c.islower() for word in words for c in word)


def fits_case(query: str, form: str) -> bool:
    """Whether a query is written as its alias demands it: "us" is not US, "Nato" is NATO, "turkey" is not Turkey."""
    if is_shouted(form):
        return letters(query) == letters(form)
    return could_be_name(query)


def without_honorific(name: str) -> tuple[str, Gender | None]:
    """A name without "Mr", "Dr", "Sir" or "Jr." about it, and the gender that they tell.

    >>> without_honorific("Mme Lisvane Halvasund")
    ('Lisvane Halvasund', 'female')
    """
    words = name.split()
    gender: Gender | None = None
    while len(words) > 1 and words[0].rstrip(".").casefold() in _HONORIFICS:
        gender = gender or _HONORIFICS[words[0].rstrip(".").casefold()]
        words = words[1:]
    while len(words) > 2 and words[-1].rstrip(".").casefold() in _SUFFIXES:
        words = words[:-1]
    return " ".join(words).rstrip(","), gender


# Ways of writing one Russian, Ukrainian, Arabic, Persian … sound in Latin letters; longer ones first.
_SOUNDS = (
    ("shch", "s"), ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("zh", "z"), ("kh", "h"),
    ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("dj", "j"), ("ks", "x"), ("q", "k"), ("w", "v"),
    ("ou", "u"), ("oo", "u"), ("abdu", "abda"), ("abde", "abda"), ("abdo", "abda"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"(.)\1+")
_PARTICLES = frozenset({"al", "el", "as", "ad", "an", "ar", "at", "az", "ash", "bin", "ben", "ibn", "bint", "abu"})
_PATRONYMIC = re.compile(r"(?:ovich|evich|ovych|evych|yovych|ovna|evna|ivna|ich|ych)$")


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """A key that the usual romanised spellings of one name share; empty where too little would be left.

    Words count by their consonants and whether the first vowel is dark, short ones by all their vowels; articles, "bin"
    and patronymics do not. For names from other alphabets only: "Karen" and "Corinne" would be one.

    >>> sound("Volodymyr Zelenskyy") == sound("Volodymyr Zelensky") == sound("Wolodymyr Zelenskiy")
    True
    >>> sound("Muhammad Khatami") == sound("Mohamed Khatami"), sound("Zelenskiy") == sound("Zelensky")
    (True, True)
    >>> sound("Putin"), sound("Saddam")  # three consonants alone are many a name
    ('', '')
    """
    words = [w for w in normalised(name).split() if w not in _PARTICLES]
    words = [w for i, w in enumerate(words) if i in {0, len(words) - 1} or not _PATRONYMIC.search(w)]
    if len(words) > 1:
        return " ".join(_sound_of_word(w) for w in words)
    return _sound_of_word(words[0]) if words and len(_bones(words[0])) >= 4 else ""


def _sound_of_word(word: str) -> str:
    bones = _bones(word)
    if len(bones) >= 3:
        first = _VOWELS.search(_respelled(word)[1:])
        return bones + ("u" if first and first[0] in "ou" else "")  # Putin is not Patten
    plain = _DOUBLED.sub(r"\1", _respelled(word)).replace("o", "u")
    return re.sub(r"(?:iy|ii|yi|yy|ij|y|j)$", "i", re.sub(r"(?:ey|ei|ay|ai|ej)$", "e", plain))


def _respelled(word: str) -> str:
    for spelling, letter in _SOUNDS:
        word = word.replace(spelling, letter)
    return word


def _bones(word: str) -> str:
    word = re.sub(r"j$", "", _respelled(word))
    word = re.sub(r"^y", "j", re.sub(r"^[yj]e", "e", word))
    first = "a" if word[:1] in "aeo" else ""
    bones = _DOUBLED.sub(r"\1", _VOWELS.sub("", _DOUBLED.sub(r"\1", word)))
    return first + bones.replace("g", "k").replace("x", "ks")
