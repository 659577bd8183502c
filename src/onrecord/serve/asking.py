"""What an address asks for: the filters of :class:`onrecord.store.Query`, whatever fields these are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from onrecord.errors import OptionError
from onrecord.store import Query

NAMES = tuple(field.name for field in fields(Query))
#: Those that choose statements, not how they are listed.
FILTERS = tuple(name for name in NAMES if name not in ("sort", "page", "size"))
_NUMBERS = frozenset({"page", "size"})


def given_of(parameters: Mapping[str, str]) -> dict[str, str]:
    """Return what is given of a query's fields: the filters of an address, to make others of it.

    >>> given_of({"actor": "Vennick", "act": "", "theme": "dark"})
    {'actor': 'Vennick'}
    """
    return {name: parameters[name] for name in NAMES if parameters.get(name, "").strip()}


def query_of(given: Mapping[str, str]) -> Query:
    """Return the query of what is given.

    Raises
    ------
    OptionError
        If a number is none. What else makes no sense says :meth:`onrecord.store.Query.checked`.
    """
    values: dict[str, Any] = {name: _number(name, given[name]) if name in _NUMBERS else given[name] for name in given}
    return Query(**values)


def _number(name: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise OptionError(f"{name} {value!r} is no number. Give a number from 1")
    return int(value)
