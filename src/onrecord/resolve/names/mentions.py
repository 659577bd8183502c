"""Names in the article, with the titles that stand before them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.document import HEADINGS, Document, Span
from onrecord.quotation import quotations
from onrecord.resolve.names.broken import broken_words, whole
from onrecord.resolve.names.nobody import is_compound
from onrecord.resolve.names.runs import APOSTROPHES, COMMON, is_acronym, opens_sentence, runs
from onrecord.resolve.names.titles import (
    SHORT_TITLES,
    behind_secretary,
    is_body_name,
    name_start,
    title_before,
    without_letters,
)
from onrecord.resolve.vocabulary import BODY_NAMES, MAKERS, REGIONS, TITLES
from onrecord.words import Word, Words, sentence_spans, without_possessive, words_of

OPENING = frozenset('“‘"«„([:')

#: Characters between a sentence's beginning and a position for which what stands before is looked at, at most.
_FAR = 800


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

    ``words`` are without possessive ending at their end; ``title`` the words before it that tell what its bearer is;
    ``opens`` tells that it begins a sentence or a quotation, where a capital says little; ``article`` that "the" stands
    before it.
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

    @property
    def gender(self) -> str | None:
        """The gender that its title tells."""
        return next((TITLES[word.lower] for word in self.title if TITLES.get(word.lower)), None)


@dataclass(frozen=True, slots=True)
class Page:
    """An article cut into sentences, with the quotations and the names in it."""

    document: Document
    sentences: tuple[Sentence, ...]
    quoted: tuple[Span, ...]
    mentions: tuple[NameMention, ...]
    broken: tuple[Span, ...] = ()

    def words_of(self, span: Span) -> list[Word]:
        """The words inside a span, those that an encoding has broken put together."""
        return _whole_words(words_of(self.document.text, span), span, self.broken)

    def sentence_at(self, position: int) -> int:
        """Index of the sentence that holds a position, or of the last one before it."""
        return max(0, bisect_right(self.sentences, position, key=lambda sentence: sentence.span.start) - 1)

    def in_heading(self, position: int) -> bool:
        """Whether the sentence that holds a position stands in a heading."""
        return bool(self.sentences) and self.sentences[self.sentence_at(position)].heading

    def just_before(self, position: int, count: int) -> Iterator[Sentence]:
        """The sentence that holds a position and those before it, the last one first, while they begin near enough."""
        at = self.sentence_at(position)
        for sentence in reversed(self.sentences[max(0, at + 1 - count) : at + 1]):
            if position - sentence.span.start > _FAR:
                return
            yield sentence

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


def page_of(document: Document, words: Words | None = None) -> Page:
    """Cut an article into sentences and find its names; ``words`` are its words, where they are cut already."""
    cut = words or Words(document.text)
    broken = tuple(broken_words(document.text))
    sentences: list[Sentence] = []
    for index, block in enumerate(document.blocks):
        if block.kind == "teaser":
            continue
        for span in sentence_spans(document.text, block.span):
            if inside := tuple(_whole_words(cut.inside(span), span, broken)):
                sentences.append(Sentence(span, inside, index, block.kind in HEADINGS))
    quoted = tuple(q.span for q in quotations(document.text, [block.span for block in document.blocks]))
    mentions = tuple(_mentions(sentences))
    return Page(document, tuple(sentences), quoted, mentions, broken)


def _whole_words(words: list[Word], span: Span, broken: tuple[Span, ...]) -> list[Word]:
    first, last = (bisect_left(broken, place, key=lambda word: word.start) for place in span)
    return whole(words, broken[first:last]) if first < last else words


def _mentions(sentences: list[Sentence]) -> Iterator[NameMention]:
    for index, sentence in enumerate(sentences):
        for first, last in runs(sentence.words, sentence.heading):
            place = _place_before_name(sentence.words, first, last)
            if place:
                yield from _mention(sentence, index, first, place)
            yield from _mention(sentence, index, place or first, last)


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
    return opens_sentence(words, at)


def _with_dots(words: tuple[Word, ...]) -> Iterator[str]:
    """Words of a name as they are written, "St." and "’t" as one."""
    for at, word in enumerate(words):
        following = words[at + 1].text if at + 1 < len(words) else ""
        if word.text == "t" and at and words[at - 1].text in APOSTROPHES:
            yield words[at - 1].text + word.text
        elif word.text != "." and not (word.text in APOSTROPHES and following == "t"):
            yield word.text + "." * (following == ".")


def _mention(sentence: Sentence, index: int, first: int, last: int) -> Iterator[NameMention]:
    words = sentence.words
    last = first + len(without_letters(words[first:last], words[first - 1] if first else None))
    name = first
    if not is_body_name(words[first:last]):
        name = name_start(words, first, last)
    if name == first and last - first > 1 and words[first].lower in MAKERS and opens_sentence(words, first):
        name += 1  # "Chipmaker Norvel hit back"
    if name == first and behind_secretary(words, first) and last - first > 1:
        name += 1
    while name < last and not words[name].text[0].isalnum():
        name += 1
    if name >= last:
        return
    kept = tuple(word for word in words[name:last] if word.text != "]")
    if len(kept) > 3 and all(word.text.isupper() for word in kept):  # a shouted headline
        return
    common = kept[0].lower in COMMON and kept[0].text not in ("May", "Will") and not is_acronym(kept[0])
    if len(kept) == 1 and (common or len(kept[0].lower) < 2 or kept[0].text in SHORT_TITLES):
        return
    names = (*_with_dots(kept[:-1]), kept[-1].bare)
    span = Span(kept[0].span.start, kept[-1].span.start + len(names[-1]))
    if is_compound(names[-1]):  # "US-built" names the US
        names = (*names[:-1], names[-1][: max(names[-1].rfind(hyphen) for hyphen in "-‑")])
        span = Span(span.start, kept[-1].span.start + len(names[-1]))
    title = title_before(words, first, name)
    yield NameMention(
        span,
        names,
        title,
        index,
        _opens(words, first),
        first > 0 and words[first - 1].lower == "the" and name == first,
        kept[-1].possessive,
    )


def heading_mentions(page: Page, names: Iterable[tuple[str, ...]]) -> Iterator[NameMention]:
    """Known names in headings, where capitals say nothing."""
    known = {tuple(without_possessive(word.casefold()) for word in name) for name in names}
    longest = max(map(len, known), default=0)
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
                    and not any(page.mentions_in(found[0].span.start, found[-1].span.end))
                ):
                    span = Span(found[0].span.start, found[-1].bare_span.end)
                    yield NameMention(
                        span, tuple(word.bare for word in found), (), index, at == 0, False, found[-1].possessive
                    )
                    at += size - 1
                    break
            at += 1
