"""How likely two tellings are of one utterance: a logistic model over the features, one a relation of the speakers.

The weights are learnt by ``training/utterances.py`` and kept in ``scorer.json``. They are learnt where people speak
once on one matter: so nothing is made of the few words that statements on one matter always have in common.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from onrecord.analyse.candidates import gaps, within_article
from onrecord.analyse.clusters import Joining
from onrecord.analyse.features import FEATURES, features
from onrecord.analyse.nested import recalled
from onrecord.analyse.overlap import Overlap, Pairs, overlap
from onrecord.analyse.speakers import Relation
from onrecord.analyse.table import NEAR, NO_DAY, Flags, Floats, Table

FILE = Path(__file__).with_name("scorer.json")
#: Pairs whose features are in memory at once.
_AT_ONCE = 250_000
#: What tellings of two articles need in common to be joined: of the words of the shorter one so large a share; of the
#: longer one's, where it is a single word ("he attacked the minister"); and so many words, by who the speakers are, or
#: more where days lie between and neither recalls the other: who speaks of one matter for months has the two words that
#: name it in common with himself ("build a wall", "a national emergency").
_SHARE, _SHARE_OF_LONGER = 0.4, 0.25
_FEWEST = {Relation.SAME: 1, Relation.KIN: 3, Relation.OTHER: 3}
_FEWEST_LATER = 4


class Scorer(NamedTuple):
    """What was learnt.

    Attributes
    ----------
    weights : ndarray of shape (len(Relation), len(FEATURES) + 1), float32
        The last of a row is the bias.
    joining : Joining
        How the scores make groups.
    """

    weights: Floats
    joining: Joining

    def scores(self, table: Table, pairs: Pairs) -> Floats:
        """Return log-odds that the pairs are each of one utterance, of shape (n,)."""
        found = np.zeros(len(pairs.first), dtype=np.float32)
        for begin in range(0, len(found), _AT_ONCE):
            some = pairs.only(slice(begin, begin + _AT_ONCE))
            common = overlap(table, some)
            weights = self.weights[some.relation]
            scores = (features(table, some, common) * weights[:, :-1]).sum(1) + weights[:, -1]
            found[begin : begin + _AT_ONCE] = np.where(_can_join(table, some, common), scores, np.minimum(scores, 0))
        return found


def _can_join(table: Table, pairs: Pairs, common: Overlap) -> Flags:
    """Tell which pairs have enough in common to speak for one utterance; others can only speak against it."""
    gap = gaps(table, pairs)
    fewest = np.array([_FEWEST[kind] for kind in sorted(Relation)])[pairs.relation]
    back = table.recalls | recalled(table)
    later = (gap > NEAR) & (gap < -NO_DAY) & ~back[pairs.first] & ~back[pairs.second]
    fewest = np.where(later, _FEWEST_LATER, fewest)
    enough = (common.of_shorter >= _SHARE) & (common.words >= fewest)
    enough &= (common.words > 1) | (common.of_longer >= _SHARE_OF_LONGER)
    found: Flags = enough | within_article(table, pairs, gap)
    return found


@cache
def shipped_scorer() -> Scorer:
    """The scorer that comes with onrecord."""
    kept = json.loads(FILE.read_text("utf-8"))
    weights = [[kept["weights"][kind.name.lower()][name] for name in (*FEATURES, "bias")] for kind in sorted(Relation)]
    return Scorer(np.array(weights, dtype=np.float32), Joining(**kept["joining"]))
