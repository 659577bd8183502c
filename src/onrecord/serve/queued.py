"""What the review queue shows: what its address asks for, and a page of what waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.errors import OptionError
from onrecord.review import Place
from onrecord.serve.asked import as_query, number_in
from onrecord.serve.asking import FILTERS
from onrecord.serve.focus import place_in
from onrecord.serve.remembering import Memory
from onrecord.store import Store
from onrecord.store.asking.queue import (
    ORDERS,
    STATES,
    Asked,
    Tallies,
    Waiting,
    ahead,
    groups,
    queue,
    still_waiting,
    tallies,
)

#: Statements of the list beside.
SIZE = 12


@dataclass(frozen=True, slots=True)
class View:
    """What the address of the queue asks for."""

    asked: Asked
    values: Mapping[str, str]
    number: int
    at: Place | None
    coding: int
    editing: bool
    done: int | None


def view_of(given: Mapping[str, str]) -> View:
    """Return what an address asks for; ``at`` is the statement that is looked at.

    Raises
    ------
    OptionError
        If a value makes no sense.
    """
    values = {name: given[name] for name in (*FILTERS, "state", "order") if given.get(name)}
    state, order = values.get("state", "open"), values.get("order", "doubtful")
    if state not in STATES or order not in ORDERS:
        known = f"{', '.join(STATES)} and {', '.join(ORDERS)}"
        raise OptionError(f"state {state!r} in order {order!r} is not known. Use {known}")
    query = as_query(values).checked()
    number = number_in(given.get("page"), 1)
    asked = Asked(query, state, order)
    done = number_in(given.get("done"), 0) or None
    return View(
        asked, values, number, place_in(given.get("at", "")), number_in(given.get("coding"), 0), "edit" in given, done
    )


def page_of(memory: Memory, store: Store, view: View) -> tuple[list[Waiting], Tallies]:
    """Return a page of the queue, with one statement more where there is one, and how far people are."""
    of, before = view.asked, (max(view.number, 1) - 1) * SIZE
    with store.connection() as connection:
        known = memory.of_statements(("groups", of.query), lambda: groups(connection, of.query))
        far = tallies(connection, of.query, known)
        if of.state == "open":
            # whoever decides asks for the next one: what waits is looked for once, not after each decision
            first = memory.of_statements(("ahead", of), lambda: ahead(connection, of))
            waiting = still_waiting(connection, first)
            if first.whole or before + SIZE < len(waiting):
                return waiting[before : before + SIZE + 1], far
        return queue(connection, of, SIZE + 1, before), far
