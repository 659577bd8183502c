"""Remembers what takes long to count, until the record changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from concurrent.futures import Future
from typing import Any, TypeVar

from onrecord.store import Store
from onrecord.store.facets import state_of

T = TypeVar("T")
#: How much is remembered at most: values, and rows in them.
_MOST, _MOST_ROWS = 256, 400_000


class Kept:
    """What is remembered, of which state of the record."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.state: Hashable = None
        self.known: OrderedDict[Hashable, Future[Any]] = OrderedDict()


class Memory:
    """What was counted of a record, under a key of its own, as long as the record has the same state.

    Whoever asks for what is being counted waits for it, so that many who ask at once do not count the same.
    """

    def __init__(self, store: Store, kept: Kept | None = None) -> None:
        self._store = store
        self._kept = kept or Kept()

    def at(self, store: Store) -> Memory:
        """Return this memory for somebody who sees the record as ``store`` shows it: at one moment."""
        return Memory(store, self._kept)

    def of(self, key: Hashable, count: Callable[[], T]) -> T:
        """Return what ``count`` returns; as long as nothing changed in the record it is asked once.

        What it raises is raised for all who wait, and not remembered.

        >>> memory.of("issues", lambda: expensive(store))  # doctest: +SKIP
        """
        with self._store.connection() as connection:
            state = state_of(connection)
        kept = self._kept
        with kept.lock:
            if state != kept.state:
                kept.state, kept.known = state, OrderedDict()
            known = kept.known
            found: Future[T] | None = known.get(key)
            if found is not None:
                known.move_to_end(key)
            else:
                counting = known[key] = Future[T]()
        if found is not None:
            return found.result()
        try:
            counted = count()
        except BaseException as error:
            with kept.lock:
                known.pop(key, None)
            counting.set_exception(error)
            raise
        counting.set_result(counted)
        with kept.lock:
            _shrink(known)
        return counted


def _shrink(known: OrderedDict[Hashable, Future[Any]]) -> None:
    """Forget what was not asked for in the longest time, until the rest is small enough."""
    rows = sum(_rows(one) for one in known.values())
    while len(known) > 1 and (len(known) > _MOST or rows > _MOST_ROWS):
        _, oldest = known.popitem(last=False)
        rows -= _rows(oldest)


def _rows(one: Future[Any]) -> int:
    """Rows of a value that is counted: a list has as many as it is long."""
    value = one.result() if one.done() and not one.exception() else None
    return len(value) if isinstance(value, Sized) else 1
