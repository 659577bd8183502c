"""What changed between two wordings, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from onrecord.analyse.wording import FUNCTION, plain_words, spelt, with_numbers
from onrecord.document import Span

Tag = Literal["equal", "removed", "added", "changed"]
_TAGS: dict[str, Tag] = {"equal": "equal", "delete": "removed", "insert": "added", "replace": "changed"}


class Step(NamedTuple):
    """A stretch of words that are the same, or not.

    Attributes
    ----------
    tag : {"equal", "removed", "added", "changed"}
    old, new : (int, int)
        Which words of the one and of the other: from the first to before the last.
    """

    tag: Tag
    old: tuple[int, int]
    new: tuple[int, int]


class Difference(NamedTuple):
    """A stretch of two texts that is the same, or not, in their own characters.

    Attributes
    ----------
    tag : {"equal", "removed", "added", "changed"}
    old, new : str
        Empty where there is nothing.
    """

    tag: Tag
    old: str
    new: str


def word_diff(old: str, new: str, *, spelling: bool = True) -> list[Difference]:
    """Return what of a text is the same in another one and what is not, from its beginning to its end.

    All characters of both texts are there, in their order. Capitals, and marks that are no part of a word, do not
    count; neither do a house's spelling and its way to write numbers, unless ``spelling`` is true.

    >>> for tag, old, new in word_diff("We will accept it.", "We could accept it, never!"):
    ...     print(tag, repr(old), repr(new))
    equal 'We ' 'We '
    changed 'will ' 'could '
    equal 'accept it.' 'accept it, '
    added '' 'never!'
    """
    ours, theirs = _words(old, spelling), _words(new, spelling)
    if not ours or not theirs:
        return [Difference(_whole(old, new, bool(ours or theirs)), old, new)]
    old_words, new_words = [word for word, _ in ours], [word for word, _ in theirs]
    steps = _readable(steps_between(old_words, new_words), old_words)
    old_cuts = cuts_before(old, [span for _, span in ours])
    new_cuts = cuts_before(new, [span for _, span in theirs])
    return [
        Difference(
            step.tag,
            old[old_cuts[step.old[0]] : old_cuts[step.old[1]]],
            new[new_cuts[step.new[0]] : new_cuts[step.new[1]]],
        )
        for step in steps
    ]


def _whole(old: str, new: str, words: bool) -> Tag:
    """What became of a text that has no words, or whose words are all gone."""
    if not words:
        return "equal"
    return "added" if not old else "removed" if not new else "changed"


def steps_between(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """Return the fewest steps from some words to others.

    >>> [step.tag for step in steps_between("not one litre of it".split(), "not a drop of it".split())]
    ['equal', 'changed', 'equal']
    """
    return [
        Step(_TAGS[one.tag], (one.src_start, one.src_end), (one.dest_start, one.dest_end))
        for one in Levenshtein.opcodes(list(old), list(new))
    ]


def _readable(steps: Sequence[Step], old: Sequence[str]) -> list[Step]:
    """The same with neighbouring changes joined, and with them a few small words that stand between two."""
    joined: list[Step] = []
    for place, step in enumerate(steps):
        little = step.tag == "equal" and 0 < place < len(steps) - 1 and _says_little(old[step.old[0] : step.old[1]])
        if joined and joined[-1].tag != "equal" and (step.tag != "equal" or little):
            joined[-1] = _joined(joined[-1], step)
        else:
            joined.append(step)
    return joined


def _says_little(words: Sequence[str]) -> bool:
    return len(words) <= 2 and all(word in FUNCTION for word in words)


def _joined(one: Step, other: Step) -> Step:
    old, new = (one.old[0], other.old[1]), (one.new[0], other.new[1])
    tag: Tag = "added" if old[0] == old[1] else "removed" if new[0] == new[1] else "changed"
    return Step(tag, old, new)


def _words(text: str, spelling: bool) -> list[tuple[str, Span]]:
    """The words of a text as they are compared, without marks."""
    words = [word for word in plain_words(text) if spelt(word.text)]
    if spelling:
        return [(word.text.casefold(), word.span) for word in words]
    forms = with_numbers([spelt(word.text) for word in words])
    return [(form, word.span) for form, word in zip(forms, words, strict=True)]


def cuts_before(text: str, spans: Sequence[Span]) -> list[int]:
    """Where each word begins with the marks before it; the first at the start of the text, and at last its end.

    >>> cuts_before("He said “no”.", [Span(0, 2), Span(3, 7), Span(9, 11)])
    [0, 3, 8, 13]
    """
    cuts = [0]
    for before, span in pairwise(spans):
        start = span.start
        while start > before.end and not text[start - 1].isspace():
            start -= 1
        cuts.append(start)
    return [*cuts, len(text)]
