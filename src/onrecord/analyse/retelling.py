"""One utterance of a record in all its tellings."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from onrecord.analyse.comparison import Comparison, comparisons
from onrecord.analyse.grouping import tellings_with
from onrecord.analyse.telling import Telling
from onrecord.analyse.utterances import Utterance

if TYPE_CHECKING:
    from onrecord.store import Store


def compared(store: Store, statement: int) -> Comparison | None:
    """Return how outlets tell the utterance that a statement tells; None where the record has no such statement.

    Who leaves it out is told by what else the same articles tell, and who tells that.
    """
    from onrecord.store.asking import retold

    with store.connection() as connection:
        wanted = retold.statements_told(connection, statement)
        if not wanted:
            return None
        keys = retold.beside(connection, wanted)
        groups = retold.utterances_of(connection, keys)
        tellings: defaultdict[int, list[Telling]] = defaultdict(list)
        for key, telling in tellings_with(connection, keys):
            tellings[groups[key]].append(telling)
    own = groups[wanted[0]]
    if own not in tellings:
        return None
    found = [Utterance(str(group), tuple(told)) for group, told in tellings.items()]
    return comparisons(found, lambda one: one.id == str(own))[0]
