"""What changed in the statements of an article from one version to the next."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from onrecord.analyse.telling import Telling, tellings_of
from onrecord.analyse.worddiff import Difference, word_diff
from onrecord.analyse.wording import wording_of
from onrecord.document import Span
from onrecord.statement import Reading

Words = tuple[str, ...]
#: Two statements are one that was changed from this likeness on: the share of the shorter one's words that both have,
#: more for the same speaker and the same cue. The share is one of at least so many words.
LIKE, _SPEAKER, _CUE, _FEW = 0.75, 0.25, 0.1, 3
#: Characters around the words of a statement that stay as they are, where the article did not change there.
_AROUND = 40


class Change(NamedTuple):
    """A statement that both versions have, with something changed.

    Attributes
    ----------
    words : tuple of Difference
        The content, word by word.
    values : tuple of str
        What else is not the same: ``speaker``, ``quote_type``, ``negated``.
    """

    old: Telling
    new: Telling
    words: tuple[Difference, ...]
    values: tuple[str, ...]


class Changes(NamedTuple):
    """What changed between two versions of an article.

    Attributes
    ----------
    added, removed : tuple of Telling
        In text order.
    changed : tuple of Change
        In the order of the new version.
    unchanged : int
        How many statements are the same.
    only_read : tuple of Telling
        Statements that one reading found and the other did not, though the words stand in both versions: no change of
        the article.
    """

    added: tuple[Telling, ...]
    removed: tuple[Telling, ...]
    changed: tuple[Change, ...]
    unchanged: int
    only_read: tuple[Telling, ...]

    @property
    def any(self) -> bool:
        """Whether any statement of the article changed."""
        return bool(self.added or self.removed or self.changed)


def changes(old: Reading, new: Reading) -> Changes:
    """Return what changed in the statements from one version of an article to another.

    Statements with the same words are the same wherever they stand. Of the others, the likeliest pairs are taken for
    one statement that was changed: same words, same speaker, same cue. What is left was added or removed. Where both
    versions have the words of both, it is one that was only read with more of them or fewer: unchanged.
    """
    before, after = list(tellings_of(old)), list(tellings_of(new))
    pairs = _pairs(before, after)
    changed = [
        None if _read_otherwise((old, before[one]), (new, after[other])) else _change(before[one], after[other])
        for one, other in sorted(pairs, key=lambda pair: pair[1])
    ]
    of_old, of_new = {one for one, _ in pairs}, {other for _, other in pairs}
    removed = [telling for place, telling in enumerate(before) if place not in of_old]
    added = [telling for place, telling in enumerate(after) if place not in of_new]
    gone = [telling for telling in removed if not _stands_in(new, telling, old)]
    come = [telling for telling in added if not _stands_in(old, telling, new)]
    return Changes(
        tuple(come),
        tuple(gone),
        tuple(change for change in changed if change is not None),
        sum(change is None for change in changed),
        tuple(telling for telling in (*removed, *added) if telling not in gone and telling not in come),
    )


def _pairs(before: Sequence[Telling], after: Sequence[Telling]) -> list[tuple[int, int]]:
    """Places of the statements that are one and the same, or one that was changed; each in one pair at most."""
    ours = [wording_of(telling, str.casefold).words for telling in before]
    theirs = [wording_of(telling, str.casefold).words for telling in after]
    found = _same(before, after, ours, theirs)
    taken = {one for one, _ in found}, {other for _, other in found}
    likely = [
        (-likeness, abs(one / len(before) - other / len(after)), one, other)
        for one in range(len(before))
        if one not in taken[0]
        for other in range(len(after))
        if other not in taken[1]
        and (likeness := _likeness(before[one], after[other], ours[one], theirs[other])) >= LIKE
    ]
    for _, _, one, other in sorted(likely):
        if one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            found.append((one, other))
    return found


def _same(
    before: Sequence[Telling], after: Sequence[Telling], ours: Sequence[Words], theirs: Sequence[Words]
) -> list[tuple[int, int]]:
    """Places of statements with the same words, first those of the same speaker, each with the next free one."""
    found: list[tuple[int, int]] = []
    for speaker in (_speaker, lambda _: ""):
        done = {one for one, _ in found}, {other for _, other in found}
        free: defaultdict[tuple[Words, str], deque[int]] = defaultdict(deque)
        for other, words in enumerate(theirs):
            if other not in done[1]:
                free[words, speaker(after[other])].append(other)
        for one, words in enumerate(ours):
            if one not in done[0] and (places := free.get((words, speaker(before[one])))):
                found.append((one, places.popleft()))
    return found


def _likeness(old: Telling, new: Telling, ours: Words, theirs: Words) -> float:
    """How likely one is the other with some words changed: shared words in order, the same speaker and the same cue."""
    shared = LCSseq.similarity(ours, theirs) / max(min(len(ours), len(theirs)), _FEW)
    return shared + _SPEAKER * (_speaker(old) == _speaker(new)) + _CUE * (old.cue.casefold() == new.cue.casefold())


def _speaker(telling: Telling) -> str:
    return telling.speaker.key or telling.speaker.name


def _change(old: Telling, new: Telling) -> Change | None:
    words = tuple(word_diff(old.content, new.content))
    same_values = {
        "speaker": _speaker(old) == _speaker(new),
        "quote_type": old.quote_type == new.quote_type,
        "negated": old.negated == new.negated,
    }
    values = tuple(name for name, same in same_values.items() if not same)
    same = all(difference.tag == "equal" for difference in words)
    return None if same and not values else Change(old, new, words, values)


def _read_otherwise(old: tuple[Reading, Telling], new: tuple[Reading, Telling]) -> bool:
    """Tell whether the article says the same in both versions, and one reading took more words of it for said."""
    (before, one), (after, other) = old, new
    if _speaker(one) != _speaker(other) or one.content == other.content:
        return False
    return _stands_in(after, one, before) and _stands_in(before, other, after)


def _stands_in(reading: Reading, telling: Telling, own: Reading) -> bool:
    """Tell whether the words of a statement, with some around them in their block, stand in another version too."""
    around = Span(max(telling.span.start - _AROUND, 0), telling.span.end + _AROUND)
    for block in own.document.blocks:
        if block.span.overlaps(telling.span):
            start = max(around.start, block.span.start) if block.span.start <= telling.span.start else around.start
            end = min(around.end, block.span.end) if block.span.end >= telling.span.end else around.end
            around = Span(start, end)
    return " ".join(around.of(own.document.text).split()) in " ".join(reading.document.text.split())
