"""Words of a telling in the form in which they are compared: spelling, inflection and ways to write numbers aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.analyse.telling import Telling
from onrecord.document import Span
from onrecord.words import WORD, Word, word_at

#: Letters that are compared of a word. Endings differ with tense and person, and with the house's spelling.
STEM = 5
_UNITS = dict(zip("one two three four five six seven eight nine".split(), range(1, 10), strict=True))
_TEENS = dict(
    zip(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        range(10, 20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        range(1, 13),
        strict=True,
    )
)
_NUMBERS = _UNITS | _TEENS | _TENS | _SCALES
#: British spellings and short forms, each with what stands for both.
_SPELLINGS = (
    (re.compile(r"ou(?=r)"), "o"),
    (re.compile(r"tre(?=s?$)"), "ter"),
    (re.compile(r"([iy])s(?=e[sd]?$|ing$|ation)"), r"\1z"),
    (re.compile(r"(?<=en)c(?=e[sd]?$)"), "s"),
    (re.compile(r"amme(?=s?$)"), "am"),
    (re.compile(r"([lp])\1(?=e[drs]+$|ing$)"), r"\1"),
)
_MONTHS = {
    month[:3]: month
    for month in "january february march april may june july august september october november december".split()
}
_BRACKETED_LETTER = re.compile(r"\[(\w)\](?=\w)")
_APOSTROPHES = frozenset("'’")
_DIGITS = re.compile(r"\d[\d.,:]*")
#: Words that say little by themselves.
FUNCTION = frozenset(
    "a an the and or but nor so yet if of to in on at by for from with without into onto over under upon about after"
    " before between through during against as than then that this these those there here it its itself he him his she"
    " her hers they them their theirs we us our ours i me my mine you your yours who whom whose which what when where"
    " why how is are was were be been being am do does did done have has had having will would shall should can could"
    " may might must not no any all some such own same other another more most much very only also just even still now"
    " up down out off again once ever never mr mrs ms mme m".split()
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a telling as they are compared.

    Attributes
    ----------
    words : tuple of str
        In text order, without marks.
    spans : tuple of Span
        Where each stands in the content.
    quoted : tuple of bool
        Whether each stands in quotation marks.
    """

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    quoted: tuple[bool, ...]

    @property
    def telling(self) -> frozenset[str]:
        """The words that say something."""
        return frozenset(word for word in self.words if word not in FUNCTION)


@lru_cache(maxsize=65536)
def compared(word: str) -> str:
    """Return the form in which a word is looked for elsewhere; empty for a mark.

    >>> [compared(word) for word in ("Fuelled", "fueled", "harbours", "litre", "liters", "Sept.", "«")]
    ['fuele', 'fuele', 'harbo', 'liter', 'liter', 'septe', '']
    """
    form = spelt(word)
    if len(form) <= 3 or form in FUNCTION or form in _NUMBERS or form in _ORDINALS or not form[0].isalpha():
        return form
    return form.removesuffix("s")[:STEM]


@lru_cache(maxsize=65536)
def spelt(word: str) -> str:
    """Return a word in one spelling, without accents, capitals and a possessive ending; empty for a mark.

    >>> [spelt(word) for word in ("Harbour", "harbor's", "organised", "1,400", "forty-two", "Sept.", "cease-fire", "—")]
    ['harbor', 'harbor', 'organized', '1400', '42', 'september', 'ceasefire', '']
    """
    flat = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    flat = "".join(c for c in flat if c.isalnum() or c in "'-.,:")
    flat = re.sub(r"'s$|(?<=s)'$", "", flat).strip("'-.,:")
    if not flat or flat in FUNCTION or flat in _NUMBERS or flat in _ORDINALS:
        return flat
    if flat[0].isdigit():
        digits = _DIGITS.match(flat)
        return digits[0].replace(",", "").rstrip(".:") if digits else flat
    if "-" in flat and all(part in _NUMBERS for part in flat.split("-")):
        return str(sum(_NUMBERS[part] for part in flat.split("-")))
    flat = flat.replace("-", "").replace("'", "")
    if flat in _MONTHS or flat == "sept":
        return _MONTHS[flat[:3]]
    for pattern, spelling in _SPELLINGS:
        flat = pattern.sub(spelling, flat)
    return flat


def plain_words(text: str) -> list[Word]:
    """The words and marks of a text, a letter in brackets with its word and no closing mark with any.

    >>> [(word.text, word.span.of("‘[T]he ships’")) for word in plain_words("‘[T]he ships’")]
    [('‘', '‘'), ('The', '[T]he'), ('ships', 'ships')]
    """
    return [word_at(word, Span(start, end)) for word, start, end in _plain(text)]


def _plain(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word or mark with where it begins and ends: as numbers, since there are millions of them."""
    last = ("", -1)
    for match in WORD.finditer(_BRACKETED_LETTER.sub(r"  \1", text)):
        word, start, end = match[0], match.start(), match.end()
        if word in _APOSTROPHES and last[1] == start and last[0][-1] in "sS":
            continue  # the end of a possessive
        last = (word, end)
        yield word, start if text[start] == word[0] else start - 2, end


def wording_of(telling: Telling, form: Callable[[str], str] = compared) -> Wording:
    """Return the words of a telling's content, each in the given form."""
    words, places = _formed(telling.content, form)
    spans = tuple(Span(*place) for place in places)
    return Wording(words, spans, tuple(_quoted(telling, places)))


def marked_words(telling: Telling) -> tuple[tuple[str, ...], list[bool]]:
    """Return the words as they are compared, and whether each stands in quotation marks: :func:`wording_of`, quicker.

    >>> marked_words(Telling("s", "d", (0, 12), "Ships shall not sail", quoted=(Span(6, 15),)))
    (('ship', 'shall', 'not', 'sail'), [False, True, True, False])
    """
    words, places = _formed(telling.content, compared)
    return words, _quoted(telling, places)


def _formed(content: str, form: Callable[[str], str]) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """Words in a form, and where each begins and ends, without those that have none in it."""
    words: list[str] = []
    places: list[tuple[int, int]] = []
    for word, start, end in _plain(content):
        if same := form(word):
            words.append(same)
            places.append((start, end))
    return with_numbers(words), places


def _quoted(telling: Telling, places: Sequence[tuple[int, int]]) -> list[bool]:
    """Tell of places in a telling's content whether quotation marks stand around each."""
    if not telling.quoted:
        return [False] * len(places)
    return [any(quote.start <= start and end <= quote.end for quote in telling.quoted) for start, end in places]


def with_numbers(words: list[str]) -> tuple[str, ...]:
    """Return the words with numbers in digits: each word of a number becomes the whole of it.

    >>> with_numbers(["four", "hundred", "villages", "first", "of", "march"])
    ('400', '400', 'villages', '1', 'of', 'march')
    """
    found: list[str] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and words[end] in _NUMBERS:
            end += 1
        if end > at:
            found += [_number(words[at:end])] * (end - at)
            at = end
        else:
            word = words[at]
            found.append(str(_ORDINALS[word]) if word in _ORDINALS else word)
            at += 1
    return tuple(found)


def _number(words: list[str]) -> str:
    total = part = 0
    for word in words:
        value = _NUMBERS[word]
        if value == _SCALES["hundred"]:
            part = max(part, 1) * value
        elif value > _SCALES["hundred"]:
            total, part = total + max(part, 1) * value, 0
        else:
            part += value
    return str(total + part)
