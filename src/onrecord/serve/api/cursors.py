"""Pages of a list: an opaque cursor says where the next one begins, whatever is added in the meantime."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable
from typing import Annotated, Any, TypeVar

from fastapi import Query

from onrecord.export.json import written
from onrecord.serve.problems import RefusedError

T = TypeVar("T")
#: Largest number that every database and every client can hold.
LARGEST = 2**53 - 1
MOST = 200
Limit = Annotated[int, Query(ge=1, le=MOST, description=f"Items of a page, up to {MOST}.")]
Cursor = Annotated[
    str | None,
    Query(max_length=10_000, description="`next` of the page before; leave it out for the first page."),
]


def cursor(**place: int | str) -> str:
    """Return a place in a list as clients carry it.

    >>> place(cursor(after=7), after=0)
    {'after': 7}
    """
    return base64.urlsafe_b64encode(written(place).encode()).decode().rstrip("=")


def place(given: str | None, **first: Any) -> dict[str, Any]:
    """Return the place that a cursor tells, ``first`` without one.

    Raises
    ------
    RefusedError
        If the cursor was not made for such a list.
    """
    if given is None:
        return first
    found = _read(given)
    if not isinstance(found, dict) or {*found} != {*first}:
        raise _strange(given)
    for name, value in found.items():
        fits = type(value) is type(first[name])
        if not fits or (isinstance(value, int) and not 0 <= value <= LARGEST):
            raise _strange(given)
    return found


def listed(
    found: Iterable[T], given: str | None, limit: int, key: Callable[[T], Any], first: int | str
) -> tuple[list[T], str | None]:
    """Return a page of what is sorted by a key that nothing else has, and the cursor of the next one."""
    after = place(given, after=first)["after"]
    page: list[T] = []
    for one in found:
        if given is not None and not key(one) > after:
            continue
        if len(page) == limit:
            return page, cursor(after=key(page[-1]))
        page.append(one)
    return page, None


def _strange(given: str) -> RefusedError:
    return RefusedError(422, "the cursor is none of this list", "Give next of the page before", value=given)


def _read(given: str) -> Any:
    try:
        return json.loads(base64.b64decode(given.encode() + b"=" * (-len(given) % 4), b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
