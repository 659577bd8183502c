"""What speaks for and against two tellings being of one utterance, as numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.analyse.candidates import Pairs, gaps, meetings, within_article
from onrecord.analyse.table import NEAR, Floats, Rows, Table

#: Names of the features, in the order of their columns.
FEATURES = (
    *("shared_near", "weight_near", "pairs_near", "shared_far", "weight_far", "pairs_far"),
    *("shared_article", "weight_article", "pairs_article", "far", "article", "steps", "short", "named"),
    *("quoted_in_other", "both_quoted", "both_quoted_shared", "both_quoted_apart", "recalled_later", "recalled_one"),
    *("crowd_near", "density_article"),
)
#: Tellings of so many words that say something are short.
_SHORT = 1


def features(table: Table, pairs: Pairs) -> Floats:
    """Return the features of some pairs.

    ``shared`` is the share of the shorter one's words, by weight, that both have; ``weight`` their weight; ``pairs``
    counts the pairs of neighbouring words that both have. These stand apart for tellings of one article, of other
    articles of the same days (``near``), and of other times (``far``).

    Returns
    -------
    ndarray of shape (n, len(FEATURES)), float32
    """
    first, second = pairs.first, pairs.second
    gap = gaps(table, pairs)
    article = within_article(table, pairs, gap)
    far = ~article & (gap > NEAR)
    near = ~article & ~far
    words = _common(table, pairs)
    neighbours = np.log1p(_count(table.pairs, pairs))
    columns: dict[str, NDArray[Any]] = {}
    for place, here in (("near", near), ("far", far), ("article", article)):
        columns[f"shared_{place}"] = words["shared"] * here
        columns[f"weight_{place}"] = np.log1p(words["weight"]) * here
        columns[f"pairs_{place}"] = neighbours * here
    columns |= {"far": far, "article": article}
    columns["steps"] = np.log1p(np.abs(table.rank[first] - table.rank[second])) * article
    lengths = np.diff(table.words.starts)
    columns["short"] = np.minimum(lengths[first], lengths[second]) <= _SHORT
    named = np.array([not speaker.anonymous for speaker in table.speakers], dtype=bool)[table.speaker]
    columns["named"] = named[first] & named[second]
    quoted = words["both_quoted"] * ~article
    columns["quoted_in_other"] = words["quoted_in_other"]
    columns["both_quoted"] = quoted
    columns["both_quoted_shared"] = words["quoted_shared"] * quoted
    columns["both_quoted_apart"] = quoted * (words["quoted_shared"] == 0)
    one, other = table.recalls[first], table.recalls[second]
    columns["recalled_later"] = (gap > NEAR) & np.where(table.day[first] > table.day[second], one, other)
    columns["recalled_one"] = (gap <= NEAR) & (one != other)
    columns["crowd_near"] = np.maximum(table.crowd[first], table.crowd[second]) * near
    columns["density_article"] = np.maximum(table.density[first], table.density[second]) * article
    return np.stack([columns[name].astype(np.float32) for name in FEATURES], axis=1)


def _common(table: Table, pairs: Pairs) -> dict[str, Floats]:
    """What two tellings have in common of their words, and of those in quotation marks."""
    words, first, second = table.words, pairs.first, pairs.second
    weights = table.weights[words.values]
    whole, quoted = words.sums(weights), words.sums(weights * words.marked)
    weight, in_second, in_first, in_both = (np.zeros(len(first), dtype=np.float32) for _ in range(4))
    for pair, left, right in meetings(words.starts, words.values, pairs):
        met, in_one, in_other = weights[left], words.marked[left], words.marked[right]
        weight += np.bincount(pair, met, len(first)).astype(np.float32)
        in_second += np.bincount(pair, met * in_one, len(first)).astype(np.float32)
        in_first += np.bincount(pair, met * in_other, len(first)).astype(np.float32)
        in_both += np.bincount(pair, met * (in_one & in_other), len(first)).astype(np.float32)
    return {
        "weight": weight,
        "shared": _share(weight, np.minimum(whole[first], whole[second])),
        "quoted_in_other": np.maximum(_share(in_second, quoted[first]), _share(in_first, quoted[second])),
        "both_quoted": ((quoted[first] > 0) & (quoted[second] > 0)).astype(np.float32),
        "quoted_shared": _share(in_both, np.minimum(quoted[first], quoted[second])),
    }


def _share(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _count(rows: Rows, pairs: Pairs) -> Floats:
    found = np.zeros(len(pairs.first), dtype=np.float32)
    for pair, _, _ in meetings(rows.starts, rows.values, pairs):
        found += np.bincount(pair, minlength=len(found)).astype(np.float32)
    return found
