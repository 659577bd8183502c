"""Names in the article: which capitalised words stand together, and what titles stand before them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.document import HEADINGS, Document, Span
from onrecord.quotation import quotations
from onrecord.resolve.nobody import is_compound, is_event
from onrecord.resolve.vocabulary import (
    BODY_NAMES,
    BODY_NOUNS,
    DETERMINERS,
    LINKS,
    PERSON_NOUNS,
    PORTFOLIOS,
    POSSESSIVES,
    PREPOSITIONS,
    REGIONS,
    RELATIVES,
    TITLE_MODIFIERS,
    TITLES,
)
from onrecord.words import Word, sentence_spans, words_of

#: Capitalised words that open sentences or name days, and no names by themselves.
_COMMON = (
    DETERMINERS
    | POSSESSIVES
    | PREPOSITIONS
    | RELATIVES
    | frozenset(
        "i he she it we they you and but or nor if while although though because so yet however meanwhile also then now"
        " here there yes not what why how when earlier later monday tuesday wednesday thursday friday saturday sunday"
        " january february march april may june july august september october november december today yesterday"
        " tomorrow just even still only once asked speaking according citing adding let mr mrs ms his her is are was"
        " were be been has have had do does did can could will would should may might must".split()
    )
)
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december".split()
)
_PRONOUNS = frozenset("i he she it we they you the this that these those".split())
_BEFORE_MONTHS = frozenset("in since until during early mid late last".split())
OPENING = frozenset('“‘"«„([:')
#: Common words that may stand inside a name: "USA Today".
_INSIDE = frozenset("today now new first last may march out up over under between".split())
#: Names that begin with a small article: "al-Eryani".
_ARABIC = re.compile(r"(?:al|el|an|ad|as|at|ar|ash|ul)-[A-Z]")
#: Titles that stay with a single name: nobody calls him Francis.
REGAL = frozenset("pope king queen prince princess emperor empress sultan count countess duke duchess".split())
#: "We’re", "Won't": no names, though a name may have the apostrophe of one.
_CONTRACTED = re.compile(
    r"(?:i|we|you|they|he|she|it|there|that|who|what|let|(?:ca|do|wo|is|are|was|does|did|could|would|should)n)"
    r"[’'](?:re|ve|ll|d|m|t)$",
    re.IGNORECASE,
)
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words; ``block`` is the index of its block."""

    span: Span
    words: tuple[Word, ...]
    block: int
    heading: bool


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name where it stands.

    ``words`` are without possessive ending; ``title`` the words before it that tell what its bearer is; ``opens`` tells
    that it begins a sentence or a quotation, where a capital says little; ``article`` that "the" stands before it.
    """

    span: Span
    words: tuple[str, ...]
    title: tuple[Word, ...]
    sentence: int
    opens: bool
    article: bool
    possessive: bool

    @property
    def name(self) -> str:
        """The words in one string."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Page:
    """An article cut into sentences, with the quotations and the names in it."""

    document: Document
    sentences: tuple[Sentence, ...]
    quoted: tuple[Span, ...]
    mentions: tuple[NameMention, ...]

    def sentence_at(self, position: int) -> int:
        """Index of the sentence that holds a position, or of the last one before it."""
        return max(0, bisect_right(self.sentences, position, key=lambda sentence: sentence.span.start) - 1)

    def mentions_in(self, start: int, end: int) -> Iterator[NameMention]:
        """Names that begin before ``end`` and end after ``start``."""
        first = bisect_left(self.mentions, start, key=lambda mention: mention.span.end)
        for mention in self.mentions[first:]:
            if mention.span.start >= end:
                return
            if mention.span.end > start:
                yield mention

    def is_quoted(self, span: Span) -> bool:
        """Whether a span stands inside quotation marks."""
        return any(quote.contains(span) for quote in self.quoted)


def page_of(document: Document) -> Page:
    """Cut an article into sentences and find its names."""
    sentences: list[Sentence] = []
    for index, block in enumerate(document.blocks):
        if block.kind == "teaser":
            continue
        for span in sentence_spans(document.text, block.span):
            words = tuple(words_of(document.text, span))
            if words:
                sentences.append(Sentence(span, words, index, block.kind in HEADINGS))
    quoted = tuple(q.span for q in quotations(document.text, [block.span for block in document.blocks]))
    mentions = tuple(_mentions(document.text, sentences))
    return Page(document, tuple(sentences), quoted, mentions)


def _mentions(text: str, sentences: list[Sentence]) -> Iterator[NameMention]:
    for index, sentence in enumerate(sentences):
        for first, last in _runs(sentence):
            place = _place_before_name(sentence.words, first, last)
            if place:
                yield from _mention(text, sentence, index, first, place)
            yield from _mention(text, sentence, index, place or first, last)


def _place_before_name(words: tuple[Word, ...], first: int, last: int) -> int:
    """ "the senator from Vermont Bernie Sanders": where the name begins behind a region; 0 where there is none."""
    if first == 0 or last - first < 3 or words[first - 1].lower not in ("from", "for", "of", "in"):
        return 0
    for size in (1, 2):
        name = " ".join(word.text for word in words[first : first + size])
        if name in REGIONS and last - first - size in (2, 3) and words[last - 1].lower not in BODY_NAMES:
            return first + size
    return 0


def _opens(words: tuple[Word, ...], at: int) -> bool:
    """Whether nothing but marks stands before a word in its sentence, or an opening quotation mark right before it."""
    if at > 0 and words[at - 1].text in OPENING:
        return True
    return all(not word.text[0].isalnum() for word in words[:at])


def _runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """First and last + 1 word of every stretch of capitalised words; none in headings that capitalise all words."""
    words = sentence.words
    letters = [word for word in words if word.text[0].isalpha()]
    if len(letters) > 3 and sum(word.capital for word in letters) > 0.75 * len(letters) and sentence.heading:
        return
    if len(letters) > 4 and all(word.text.isupper() for word in letters):
        return
    at = 0
    while at < len(words):
        if not _begins(words[at]) or _is_month(words, at) or _is_wish(words, at):
            at += 1
            continue
        end = at + 1
        while end < len(words) and end - at < _LONGEST and not _closes(words, end - 1):
            if _begins(words[end], inside=True):
                end += 1
            elif words[end].text == "]" and _goes_on_behind_bracket(words, at, end):
                end += 1
            elif (words[end].lower in LINKS or words[end].lower == "and") and _linked(words, at, end):
                end += 2 if words[end + 1].capital else 3
            elif words[end].lower in ("on", "to") and _is_concerned(words, end):
                end += 2
            elif words[end].text == "." and words[end - 1].lower in TITLES and end + 1 < len(words):
                end += 1
            else:
                break
        end = min(end, len(words))
        while not words[end - 1].text[0].isalnum() and end - 1 > at:
            end -= 1
        yield at, end
        at = end


def _closes(words: tuple[Word, ...], at: int) -> bool:
    """Whether a name ends with a word: "Quell’s", "Quell-led"; but "the Quell-led Corrin War" is a name of its own."""
    if not is_compound(words[at].text):
        return words[at].text.endswith(("'s", "’s"))
    last = at
    while last + 1 < len(words) and words[last + 1].capital:
        last += 1
    return not is_event(tuple(word.text for word in words[at : last + 1]))


def _goes_on_behind_bracket(words: tuple[Word, ...], at: int, end: int) -> bool:
    """ "[President Mara] Quell": a name of which an editor has written the first words; not "[Merewire] TALKS"."""
    opening = next((place for place in range(at - 1, max(-1, at - _LONGEST), -1) if words[place].text == "["), None)
    if opening is None or end + 1 >= len(words) or not _begins(words[end + 1]) or words[end + 1].text.isupper():
        return False
    titled = any(word.lower in TITLES for word in words[opening + 1 : end - 1])
    return words[end - 1].text[0].isalnum() and (titled or opening > 0)


def _is_concerned(words: tuple[Word, ...], end: int) -> bool:
    """ "Commission on Water Rights", "Committee to Protect Seals": a body's name that goes on with what it is for."""
    return words[end - 1].lower in _CONCERNED and end + 1 < len(words) and _begins(words[end + 1])


#: Bodies that are "for the" something.
_FOR = frozenset("league committee centre center society foundation institute association office fund campaign".split())
_CONCERNED = frozenset("commission committee council conference campaign".split())


def _is_month(words: tuple[Word, ...], at: int) -> bool:
    """Whether "May" is the month: behind a day, "on 13 May", or between "in" and a name, "in May Quell left"."""
    if words[at].text != "May" or at == 0:
        return False
    before = words[at - 1].lower
    if before.isdecimal():
        return 1 <= int(before) <= 31
    return before in _BEFORE_MONTHS and at + 1 < len(words) and _begins(words[at + 1])


def _is_wish(words: tuple[Word, ...], at: int) -> bool:
    """ "May he rest", "Will they come": a verb in front of its pronoun."""
    return words[at].text in ("May", "Will") and at + 1 < len(words) and words[at + 1].lower in _PRONOUNS


def _begins(word: Word, inside: bool = False) -> bool:
    if not (word.capital or _ARABIC.match(word.text)) or (word.text == "I" and not inside):
        return False
    if _CONTRACTED.match(word.text):
        return False
    common = word.lower in (_COMMON - _INSIDE if inside else _COMMON)
    return not common or word.text in ("May", "Will") or _acronymic(word)


def _acronymic(word: Word) -> bool:
    plain = _plain(word)
    return len(plain) > 1 and plain.isupper() and plain.isalpha()


def _linked(words: tuple[Word, ...], at: int, end: int) -> bool:
    """Whether a small word joins two parts of one name: "Secretary of State", "Osama bin Laden"."""
    link = words[end].lower
    nearer = end + 1 < len(words) and _begins(words[end + 1])
    if _are_particles(words, end):
        return True
    if link in ("of", "for") and end + 2 < len(words) and words[end + 1].lower == "the":
        named = _is_bodily(words[at:end]) or words[end - 1].lower in TITLES
        return _begins(words[end + 2]) and (words[end - 1].lower in _FOR if link == "for" else named)
    if link in ("and", "&"):
        return nearer and (link == "&" or _is_portfolio(words, at, end))
    if link in ("of", "for"):
        return nearer and (_is_bodily(words[at:end]) or words[end - 1].lower in TITLES)
    if link in ("the", "la", "las", "los", "el"):
        return nearer and link != "the"
    return end + 1 < len(words) and words[end + 1].capital


def _are_particles(words: tuple[Word, ...], end: int) -> bool:
    """ "Ursula van der Holm": two small words in a row in front of a last name."""
    both = end + 2 < len(words) and {words[end].lower, words[end + 1].lower} <= _PARTICLES
    return both and words[end + 2].capital


#: Small words that stand in a last name, also two in a row.
_PARTICLES = frozenset("van von de der den del la las los".split())


def _is_bodily(words: tuple[Word, ...]) -> bool:
    return any(word.lower in BODY_NAMES for word in words)


def _is_portfolio(words: tuple[Word, ...], at: int, end: int) -> bool:
    """ "Water and Energy Minister Mara Quell", "Ministry of Water and Energy"; no "Quell and Energy Minister Voll"."""
    if words[end - 1].lower not in PORTFOLIOS or end + 1 >= len(words) or words[end + 1].lower not in PORTFOLIOS:
        return False
    behind = any(word.lower in _IN_CHARGE for word in words[end + 2 : end + 4])
    return behind or any(word.lower in _IN_CHARGE for word in words[at : end - 1])


_IN_CHARGE = frozenset("minister ministers secretary ministry department committee".split())


def _mention(text: str, sentence: Sentence, index: int, first: int, last: int) -> Iterator[NameMention]:
    words = sentence.words
    name = first
    if not _is_body_name(words[first:last]):
        name = _name_start(words, first, last)
    if name == first and _behind_secretary(words, first) and last - first > 1:
        name += 1
    while name < last and not words[name].text[0].isalnum():
        name += 1
    if name >= last:
        return
    kept = tuple(word for word in words[name:last] if word.text != "]")
    if len(kept) > 3 and all(word.text.isupper() for word in kept):  # a shouted headline
        return
    common = kept[0].lower in _COMMON and kept[0].text not in ("May", "Will") and not _acronymic(kept[0])
    if len(kept) == 1 and (common or len(kept[0].lower) < 2 or kept[0].text in _SHORT_TITLES):
        return
    span = Span(kept[0].span.start, kept[-1].span.end)
    possessive = kept[-1].possessive
    if possessive:
        span = Span(span.start, span.end - (2 if text[span.end - 1] in "sS" and text[span.end - 2] in "'’" else 1))
    names = tuple(_plain(word) for word in kept)
    if is_compound(names[-1]):  # "US-built" names the US
        names = (*names[:-1], names[-1][: max(names[-1].rfind(hyphen) for hyphen in "-‑")])
        span = Span(span.start, kept[-1].span.start + len(names[-1]))
    title = _title_before(words, first, name)
    yield NameMention(
        span,
        names,
        title,
        index,
        _opens(words, first),
        first > 0 and words[first - 1].lower == "the" and name == first,
        possessive,
    )


def _behind_secretary(words: tuple[Word, ...], at: int) -> bool:
    """ "secretary of State Clinton": the capitalised run begins inside the office."""
    return at > 1 and words[at - 1].lower == "of" and words[at - 2].lower in TITLES and words[at].lower in _OFFICES


def _is_body_name(words: tuple[Word, ...]) -> bool:
    """ "Foreign Ministry", "Department of Justice": a body's noun at the end, or before an "of"."""
    if words[-1].lower in BODY_NAMES:
        return True
    links = [at for at, word in enumerate(words) if word.lower in ("of", "for")]
    return bool(links) and any(word.lower in BODY_NAMES for word in words[: links[0]]) and not _person_behind(words)


def _person_behind(words: tuple[Word, ...]) -> bool:
    """ "House of Commons Speaker John Bercow": a title with one to three words behind it ends the run."""
    titles = [at for at, word in enumerate(words) if word.lower in TITLES]
    return bool(titles) and 1 <= len(words) - 1 - titles[-1] <= 3 and words[titles[-1] + 1].lower not in ("of", "for")


def _name_start(words: tuple[Word, ...], first: int, last: int) -> int:
    """Where the name begins behind titles: "Secretary of State | Mike Pompeo"; ``last`` when there is nothing else."""
    titles = [at for at in range(first, last) if _is_title(words, at, last) or _chief_of_staff(words, at)]
    if not titles or (last - first == 1 and _acronymic(words[first])):
        return first
    if titles[-1] == last - 1:  # "Stephen King", but "the Prime Minister"
        return first if titles == [last - 1] and last - first == 2 and words[last - 1].lower in _SURNAMES else last
    name = titles[-1] + 1
    if words[name].lower in ("of", "for"):
        name += 2 if name + 1 < last and words[name + 1].lower != "the" else 3
        while name < last and (words[name].lower in _OFFICES | LINKS | PORTFOLIOS or words[name].lower == "and"):
            name += 1
    elif words[titles[-1]].lower in _PARTY_LABELS and (last - name < 2 or titles[-1] != first):
        return first
    return min(name, last)


def _is_title(words: tuple[Word, ...], at: int, last: int) -> bool:
    word = words[at]
    if word.lower in TITLES or word.text in _SHORT_TITLES or (at == 0 and word.lower in _PARTY_LABELS):
        return True
    noun = word.lower.endswith(("ist", "woman", "loger")) or word.lower.startswith("co-")
    regular = noun and at + 1 < last  # "Saskia Tornquist" is all name
    return (word.lower in PERSON_NOUNS or regular) and word.text[1:].islower()


_SHORT_TITLES = frozenset("MP MPs MEP MSP CEO CFO COO".split())
#: Titles that are last names as well.
_SURNAMES = frozenset(
    "king prince pope judge major bishop marshal lord justice chair chief abbot duke earl count canon constable".split()
)
_PARTY_LABELS = frozenset("republican democrat republicans democrats conservative".split())
_OFFICES = frozenset("affairs state defense defence trade justice health security states kingdom".split())


def _chief_of_staff(words: tuple[Word, ...], at: int) -> bool:
    return at > 1 and words[at].lower == "staff" and words[at - 1].lower == "of"


def _plain(word: Word) -> str:
    text = word.text
    if word.possessive:
        text = text[:-2] if text[-1] in "sS" and text[-2] in "'’" else text[:-1]
    return text


def _title_before(words: tuple[Word, ...], first: int, name: int) -> tuple[Word, ...]:
    """Title words of the run itself and, before them, role nouns with what modifies them."""
    start = first - _honorific(words, first) if name == first else first
    while start > 0 and name - start < 9 and _modifies(words, start - 1, name):
        start -= 1
    while start < name and not _opens_title(words[start]):
        start += 1
    return words[start:name]


def _opens_title(word: Word) -> bool:
    """Whether an office can begin with a word: no "Then", "Monday", "of"."""
    if word.lower in TITLES or word.lower in TITLE_MODIFIERS:
        return True
    return word.text[0].isalnum() and word.lower not in _SMALL and not (word.capital and word.lower in _COMMON)


def _honorific(words: tuple[Word, ...], at: int) -> int:
    """Words of a capitalised title right before a place: 1 for "Mr", 2 for "Mr." """
    dot = int(at > 1 and words[at - 1].text == ".")
    title = words[at - 1 - dot] if at > dot else None
    return 1 + dot if title is not None and title.capital and title.lower in TITLES else 0


def _modifies(words: tuple[Word, ...], at: int, name: int) -> bool:
    """Whether a word before a title or name belongs to it: a role noun, a name, or one word that tells which."""
    word = words[at]
    if not word.text[0].isalnum() or word.lower in _STOPS:
        return False
    role = word.lower in PERSON_NOUNS or word.lower in TITLES
    if at + 1 == name:
        return role and word.text[0].islower()
    known = role or word.lower in BODY_NOUNS or word.lower in TITLE_MODIFIERS or word.lower in _SMALL
    if word.capital or known:
        return True
    after = words[at + 1]
    settled = after.lower in PERSON_NOUNS or after.lower in TITLES or after.lower in BODY_NOUNS
    return settled and not word.lower.endswith(("ed", "ew", "s"))


_SMALL = frozenset({"of", "for", "de"})
_STOPS = (
    DETERMINERS
    | POSSESSIVES
    | (PREPOSITIONS - {"of"})
    | RELATIVES
    | frozenset(
        "and or but that said says told tells is are was were be been has have had as when while if than after before"
        " asked added called named met backed blamed accused says".split()
    )
)


def heading_mentions(page: Page, names: Iterable[tuple[str, ...]]) -> Iterator[NameMention]:
    """Known names in headings, where capitals say nothing."""
    known = {tuple(word.casefold() for word in name) for name in names}
    longest = max(map(len, known), default=0)
    seen = {mention.span.start for mention in page.mentions}
    for index, sentence in enumerate(page.sentences):
        if not sentence.heading:
            continue
        at = 0
        while at < len(sentence.words):
            for size in range(min(longest, len(sentence.words) - at), 0, -1):
                found = sentence.words[at : at + size]
                if (
                    tuple(word.lower for word in found) in known
                    and found[0].capital
                    and found[0].span.start not in seen
                ):
                    span = Span(found[0].span.start, found[-1].span.start + len(_plain(found[-1])))
                    yield NameMention(span, tuple(map(_plain, found)), (), index, at == 0, False, found[-1].possessive)
                    at += size - 1
                    break
            at += 1
