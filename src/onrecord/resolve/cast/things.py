"""Names of one word that the article shows to be no person's, whatever they look like: "Karveth, which signed"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from onrecord.resolve.known.spelling import normalised
from onrecord.resolve.names.mentions import NameMention, Page
from onrecord.resolve.vocabulary import DETERMINERS
from onrecord.words import Word, first_from

#: Words between a name and the "itself" that means it, at most.
_REFLEXIVE = 5
#: What no person has: in front of "of Karveth", behind "Karveth's", where a word may stand between.
_OF_THINGS = frozenset("president minister premier ambassador parliament capital coast port ports".split())
_HAVE = _OF_THINGS | frozenset(
    "envoy envoys government ministry army navy forces troops warships border borders airspace territory".split()
)


def things(page: Page, is_country: Callable[[str], bool]) -> frozenset[str]:
    """Names that are "itself" or "which", have a president or envoy, or stand beside a country's; normalised.

    But for "itself", those that are part of a longer name, or have a title, are none of them.
    """
    beginning = {mention.span.start: mention for mention in page.mentions}
    ending = {mention.span.end: mention for mention in page.mentions}
    personal = {normalised(word) for m in page.mentions if m.title or len(m.words) in (2, 3) for word in m.words}
    found, perhaps = set(), set()
    for mention in page.mentions:
        if len(mention.words) != 1:
            continue
        words = page.sentences[mention.sentence].words
        first = first_from(words, mention.span.start)
        if _is_itself(words, mention):
            found.add(normalised(mention.words[0]))
        elif _is_which(words, first, mention) or _has_a_president(words, first, mention.possessive):
            perhaps.add(normalised(mention.words[0]))
        elif any(is_country(other.name) for other in _beside(words, first, beginning, ending)):
            perhaps.add(normalised(mention.words[0]))
    return frozenset(found | (perhaps - personal))


def _is_itself(words: Sequence[Word], mention: NameMention) -> bool:
    """ "Karveth will consider itself free"; not "the port itself"."""
    first = first_from(words, mention.span.end)
    behind = [word for word in words[first : first + 2 * _REFLEXIVE] if word.text[0].isalnum()][:_REFLEXIVE]
    between = behind[: next((at for at, word in enumerate(behind) if word.lower == "itself"), 0)]
    return bool(between) and not any(word.capital or word.lower in DETERMINERS for word in between)


def _is_which(words: Sequence[Word], first: int, mention: NameMention) -> bool:
    """ "Karveth, which signed first, …"; not "a book on Quell, which sold well"."""
    return mention.opens and [word.lower for word in words[first + 1 : first + 3]] == [",", "which"]


def _has_a_president(words: Sequence[Word], first: int, possessive: bool) -> bool:
    """ "The president of Karveth", "Karveth's special envoy"."""
    if possessive:
        return any(word.lower in _HAVE for word in words[first + 1 : first + 3])
    return first > 1 and words[first - 1].lower == "of" and words[first - 2].lower in _OF_THINGS


def _beside(
    words: Sequence[Word], first: int, beginning: Mapping[int, NameMention], ending: Mapping[int, NameMention]
) -> Iterator[NameMention]:
    """Names that "and" joins to the name at a word: Orsk and Velm of "Orsk and Karveth", "Karveth and Velm"."""
    if first > 1 and words[first - 1].lower == "and" and words[first - 2].span.end in ending:
        yield ending[words[first - 2].span.end]
    if first + 2 < len(words) and words[first + 1].lower == "and" and words[first + 2].span.start in beginning:
        yield beginning[words[first + 2].span.start]
