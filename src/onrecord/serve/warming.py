"""Counts what pages show before anybody asks: at the start, and when the record has changed and is quiet again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from onrecord.errors import OnRecordError
from onrecord.serve.pages import home, issues, outlets, search
from onrecord.serve.queued import page_of, view_of
from onrecord.serve.remembering import Memory
from onrecord.serve.scoped import everything, scope_of, tied
from onrecord.serve.settings import Settings
from onrecord.store import Query, Store
from onrecord.store.asking.facets import state_of
from onrecord.store.moment import Moment

Count = Callable[[Store, Memory, Settings], object]
#: What pages count without filters, those first that are opened most.
COUNTS: tuple[Count, ...] = (
    lambda store, memory, _: home.glance_of(store, memory),
    lambda store, memory, _: search.facets_for(store, memory, Query().checked()),
    lambda store, memory, _: everything(store, memory, scope_of({}), "month"),
    lambda store, memory, _: page_of(memory, store, view_of({})),
    lambda store, memory, _: issues.rows_of(store, memory, Query()),
    lambda store, memory, _: outlets.voices_of(store, memory, {}),
    lambda store, memory, settings: tied(store, memory, settings, scope_of({})),
)
#: Seconds between two looks at the record; what changes in between is not quiet yet.
_EVERY = 5.0
#: Seconds that what is being counted has when the application ends.
_GRACE = 1.0


class Warming:
    """A thread that counts what the pages show that people open first, each as it is without filters.

    Parameters
    ----------
    every : float
        Seconds between two looks at the record.
    """

    def __init__(self, store: Store, memory: Memory, settings: Settings, every: float = _EVERY) -> None:
        self._store = store
        self._memory = memory
        self._settings = settings
        self._every = every
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="warming", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End; what is being counted is not waited for long."""
        self._over.set()
        self._thread.join(_GRACE)

    def _run(self) -> None:
        warm, before = None, self._state()
        while not self._over.is_set():
            now = self._state()
            if now == before != warm and now is not None:
                for count in COUNTS:
                    if self._over.is_set() or self._state() != now:
                        break
                    self._ask(count)
                else:
                    warm = now
            before = now
            self._over.wait(self._every)

    def _ask(self, count: Count) -> None:
        with suppress(OnRecordError), Moment(self._store) as seen:  # whoever asks for a page is told
            count(seen, self._memory.at(seen), self._settings)

    def _state(self) -> object:
        try:
            with self._store.connection() as connection:
                return state_of(connection)
        except OnRecordError:  # whoever asks for a page is told
            return None
