"""How likely two tellings are of one utterance: a logistic model over the features, one a relation of the speakers.

The weights are learnt by ``training/utterances.py`` and kept in ``scorer.json``.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from onrecord.analyse.candidates import Pairs
from onrecord.analyse.clusters import Joining
from onrecord.analyse.features import FEATURES, features
from onrecord.analyse.speakers import Relation
from onrecord.analyse.table import Floats, Table

FILE = Path(__file__).with_name("scorer.json")
#: Pairs whose features are in memory at once.
_AT_ONCE = 250_000


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
            some = Pairs(*(column[begin : begin + _AT_ONCE] for column in pairs))
            weights = self.weights[some.relation]
            found[begin : begin + _AT_ONCE] = (features(table, some) * weights[:, :-1]).sum(1) + weights[:, -1]
        return found


@cache
def shipped_scorer() -> Scorer:
    """The scorer that comes with onrecord."""
    kept = json.loads(FILE.read_text("utf-8"))
    weights = [[kept["weights"][kind.name.lower()][name] for name in (*FEATURES, "bias")] for kind in sorted(Relation)]
    return Scorer(np.array(weights, dtype=np.float32), Joining(**kept["joining"]))
