"""Remembers what takes long to count, until the record changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from onrecord.store import Store
from onrecord.store.facets import state_of

T = TypeVar("T")
#: How much is remembered at most.
_MOST = 256


class Memory:
    """What was counted of a record, under a key of its own and the state that the record had."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._known: OrderedDict[Hashable, Any] = OrderedDict()

    def of(self, key: Hashable, count: Callable[[], T]) -> T:
        """Return what ``count`` returns; as long as nothing changed in the record it is asked once.

        >>> memory.of("issues", lambda: expensive(store))  # doctest: +SKIP
        """
        with self._store.connection() as connection:
            place = (state_of(connection), key)
        with self._lock:
            if place in self._known:
                self._known.move_to_end(place)
                found: T = self._known[place]
                return found
        counted = count()
        with self._lock:
            self._known[place] = counted
            while len(self._known) > _MOST:
                self._known.popitem(last=False)
        return counted
