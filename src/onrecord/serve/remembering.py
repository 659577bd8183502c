"""Remembers what takes long to count, until the record changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from concurrent.futures import Future
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from onrecord.store import Store
from onrecord.store.facets import state_of

T = TypeVar("T")
#: How much is remembered at most: values, and rows in them.
_MOST, _MOST_ROWS = 256, 600_000
#: A tuple of so many may be a record of large ones, or periods with a network each.
_FEW = 130


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
    """Rows of a value that is counted."""
    return rows_of(one.result()) if one.done() and not one.exception() else 1


def rows_of(value: object) -> int:
    """Return how many rows a value has: those of its fields, or of its members where they are a few; else its length.

    >>> rows_of([1, 2, 3]), rows_of("a word"), rows_of(([1] * 50, {"a": 1}))
    (3, 1, 51)
    """
    if is_dataclass(value) and not isinstance(value, type):
        return sum(rows_of(getattr(value, one.name)) for one in fields(value))
    if not isinstance(value, Sized) or isinstance(value, (str, bytes)):
        return 1
    if isinstance(value, tuple) and len(value) <= _FEW:
        return sum(rows_of(one) for one in value)
    return len(value)
