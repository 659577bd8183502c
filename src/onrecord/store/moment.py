"""A record as it is at one moment, for those who ask it several things that have to fit together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sqlalchemy import Connection

from onrecord.store.database.failures import telling
from onrecord.store.reader import Store


class Moment(Store):
    """The record as it is when it is first asked: whatever is written then, all answers are of that state.

    For one thread at a time. After the end of ``with``, and after an error, it tells what there is then.

    >>> with Moment(store) as seen:  # doctest: +SKIP
    ...     [seen.reading(one.key) for one in seen.documents()]
    """

    def __init__(self, store: Store) -> None:
        self.address = store.address
        self.read_only = store.read_only
        self._engine = store._engine
        self._held = ExitStack()
        self._connection: Connection | None = None
        self._over = False

    def close(self) -> None:
        """End the moment; the record stays open."""
        self._over = True
        self._let_go()

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Yield the connection of the moment; it can only read."""
        if self._over:
            with super().connection() as connection:
                yield connection
            return
        if self._connection is None:
            self._connection = self._held.enter_context(super().connection())
        try:
            with telling(self.address.name):
                yield self._connection
        except GeneratorExit:  # who asked wants no more of an answer
            raise
        except BaseException:
            self._let_go()  # PostgreSQL answers nothing more after an error
            raise

    def _let_go(self) -> None:
        self._connection = None
        self._held.close()
