"""Remembers what takes long to count, until the record changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from concurrent.futures import Future
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from onrecord.store import Store
from onrecord.store.asking.facets import reading_state_of, state_of

T = TypeVar("T")
#: How much is remembered at most: values, and rows in them. Pages have their own: many addresses push out no counts.
_MOST, _MOST_ROWS = 256, 600_000
_MOST_PAGES, _ROWS_OF_PAGES = 512, 100_000
#: Characters that weigh as much as a row.
_ROW = 300
#: A tuple of so many may be a record of large ones, or periods with a network each.
_FEW = 130


class Kept:
    """What is remembered, of which state of the record; so many values at most, and rows in them."""

    def __init__(self, most: int, rows: int) -> None:
        self.most, self.most_rows = most, rows
        self.lock = threading.Lock()
        self.begin(None)

    def begin(self, state: Hashable) -> None:
        """Forget everything: the record has another state."""
        self.state = state
        self.known: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self.rows: dict[Hashable, int] = {}
        self.total = 0

    def weigh(self, key: Hashable, rows: int) -> None:
        """Note how many rows a value has, and forget what was not asked for in the longest time until the rest fits."""
        self.rows[key] = rows
        self.total += rows
        while len(self.known) > 1 and (len(self.known) > self.most or self.total > self.most_rows):
            oldest, _ = self.known.popitem(last=False)
            self.total -= self.rows.pop(oldest, 0)


class Memory:
    """What was counted of a record, under a key of its own, as long as the record has the same state.

    Whoever asks for what is being counted waits for it, so that many who ask at once do not count the same.
    """

    def __init__(self, store: Store, kept: tuple[Kept, Kept, Kept] | None = None) -> None:
        self._store = store
        counts, read = Kept(_MOST, _MOST_ROWS), Kept(_MOST, _MOST_ROWS)
        self._kept, self._read, self._pages = kept or (counts, read, Kept(_MOST_PAGES, _ROWS_OF_PAGES))

    def at(self, store: Store) -> Memory:
        """Return this memory for somebody who sees the record as ``store`` shows it: at one moment."""
        return Memory(store, (self._kept, self._read, self._pages))

    def of(self, key: Hashable, count: Callable[[], T]) -> T:
        """Return what ``count`` returns; as long as nothing changed in the record it is asked once.

        What it raises is raised for all who wait, and not remembered.

        >>> memory.of("issues", lambda: expensive(store))  # doctest: +SKIP
        """
        return _remembered(self._kept, self._state(), key, count)

    def of_page(self, key: Hashable, draw: Callable[[], T]) -> T:
        """Return the page that ``draw`` returns; as long as nothing changed in the record it is asked once."""
        return _remembered(self._pages, self._state(), key, draw)

    def of_statements(self, key: Hashable, count: Callable[[], T]) -> T:
        """Return what ``count`` returns; it is asked once as long as no statement changes, whatever people say of them.

        What it returns must not depend on what people accepted or rejected.
        """
        with self._store.connection() as connection:
            state = reading_state_of(connection)
        return _remembered(self._read, state, key, count)

    def _state(self) -> Hashable:
        with self._store.connection() as connection:
            return state_of(connection)


def _remembered(kept: Kept, state: Hashable, key: Hashable, count: Callable[[], T]) -> T:
    with kept.lock:
        if state != kept.state:
            kept.begin(state)
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
    rows = rows_of(counted)
    with kept.lock:
        if kept.known.get(key) is counting:  # neither forgotten in the meantime nor counted of another state
            kept.weigh(key, rows)
    return counted


def rows_of(value: object) -> int:
    """Return how many rows a value has: those of its fields, or of its members where they are a few; else its length.

    A text is as many rows as would be about as large.

    >>> rows_of([1, 2, 3]), rows_of("a word"), rows_of(([1] * 50, {"a": 1})), rows_of(b"a page" * 1000)
    (3, 1, 51, 21)
    """
    if is_dataclass(value) and not isinstance(value, type):
        return sum(rows_of(getattr(value, one.name)) for one in fields(value))
    if isinstance(value, (str, bytes)):
        return 1 + len(value) // _ROW
    if not isinstance(value, Sized):
        return 1
    if isinstance(value, tuple) and len(value) <= _FEW:
        return sum(rows_of(one) for one in value)
    return len(value)
