"""What speaks for and against two tellings being of one utterance, as numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.analyse.candidates import gaps, within_article
from onrecord.analyse.overlap import Overlap, Pairs, in_both
from onrecord.analyse.table import NEAR, Floats, Table

#: Names of the features, in the order of their columns.
FEATURES = (
    *("shared_near", "weight_near", "pairs_near", "shared_far", "weight_far", "pairs_far"),
    *("shared_article", "weight_article", "pairs_article", "far", "article", "steps", "short", "named"),
    *("quoted_in_other", "both_quoted", "both_quoted_shared", "both_quoted_apart", "recalled_later", "recalled_one"),
    *("crowd_near", "density_article"),
)
#: Tellings of so many words that say something are short.
_SHORT = 1


def features(table: Table, pairs: Pairs, common: Overlap) -> Floats:
    """Return the features of some pairs, of which ``common`` is what they have in common.

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
    neighbours = np.log1p(in_both(table.pairs, pairs))
    columns: dict[str, NDArray[Any]] = {}
    for place, here in (("near", near), ("far", far), ("article", article)):
        columns[f"shared_{place}"] = common.of_shorter * here
        columns[f"weight_{place}"] = np.log1p(common.weight) * here
        columns[f"pairs_{place}"] = neighbours * here
    columns |= {"far": far, "article": article}
    columns["steps"] = np.log1p(np.abs(table.rank[first] - table.rank[second])) * article
    lengths = np.diff(table.words.starts)
    columns["short"] = np.minimum(lengths[first], lengths[second]) <= _SHORT
    named = np.array([not speaker.anonymous for speaker in table.speakers], dtype=bool)[table.speaker]
    columns["named"] = named[first] & named[second]
    quoted = common.both_quoted & ~article
    columns["quoted_in_other"] = common.quoted_in_other
    columns["both_quoted"] = quoted
    columns["both_quoted_shared"] = common.of_quoted * quoted
    columns["both_quoted_apart"] = quoted & (common.of_quoted == 0)
    one, other = table.recalls[first], table.recalls[second]
    columns["recalled_later"] = (gap > NEAR) & np.where(table.day[first] > table.day[second], one, other)
    columns["recalled_one"] = (gap <= NEAR) & (one != other)
    columns["crowd_near"] = np.maximum(table.crowd[first], table.crowd[second]) * near
    columns["density_article"] = np.maximum(table.density[first], table.density[second]) * article
    return np.stack([columns[name].astype(np.float32) for name in FEATURES], axis=1)
