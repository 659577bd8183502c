"""Of which utterance a statement within another one tells.

What stands in somebody's words is part of what he says, and goes with the statement around it, but for what he says
that he said before ("I said no observers") and for what others are said to say.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.analyse.overlap import Pairs
from onrecord.analyse.table import NEAR, NO_DAY, Flags, Table
from onrecord.analyse.telling import UNKNOWN


def recalled(table: Table) -> Flags:
    """Tell which tellings are of what the speaker around them says that he said before."""
    found: Flags = _within_own(table) & table.said_before & ~table.negated
    return found


def comparable(table: Table, pairs: Pairs) -> Flags:
    """Tell which pairs may be of one utterance by their time: what is recalled was said days before it is recalled.

    In the same days the speaker repeats his words, or others tell how he recalls them.
    """
    back = recalled(table)
    one, other = back[pairs.first], back[pairs.second]
    at, before = (np.where(one, *ends) for ends in (pairs[:2], pairs[1::-1]))
    recalling, said = table.day[table.parent[at]], table.day[before]
    found: Flags = (one == other) | (recalling - said > NEAR) & (said != NO_DAY)
    return found


def with_nested(table: Table, labels: Sequence[int]) -> list[int]:
    """Return the labels of utterances with those of the statements that stand in others.

    What is the speaker's own has the label of the statement around it. What several tellings of one utterance let the
    same other say in the same words has a label of its own, where that is somebody named and the words say something.
    """
    found = list(labels)
    own = _within_own(table) & ~recalled(table)
    words = table.words
    told = (table.parent >= 0) & ~_within_own(table) & ~table.negated & (table.voice >= 0) & (np.diff(words.starts) > 0)
    others: dict[tuple[int, int, bytes], int] = {}
    for index in np.lexsort((table.rank, table.document)).tolist():  # what holds another comes before it
        around = found[table.parent[index]]
        if own[index]:
            found[index] = around
        elif told[index]:
            said = words.values[words.starts[index] : words.starts[index + 1]].tobytes()
            found[index] = others.setdefault((around, int(table.voice[index]), said), index)
    return found


def _within_own(table: Table) -> Flags:
    """Tell which tellings stand within one of the same speaker."""
    unnamed = np.array([speaker.anonymous and speaker.name != UNKNOWN for speaker in table.speakers], dtype=bool)
    same_voice = (table.voice >= 0) & (table.voice == table.voice[table.parent])
    same_words = unnamed[table.speaker] & (table.speaker == table.speaker[table.parent])
    within: Flags = (table.parent >= 0) & (same_voice | same_words)
    return within
