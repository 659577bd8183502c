"""Pages of a list: an opaque cursor says where the next one begins, whatever is added in the meantime."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Annotated, Any

from fastapi import Query

from onrecord.serve.problems import RefusedError

#: Largest number that every database and every client can hold.
LARGEST = 2**53 - 1
MOST = 200
Limit = Annotated[int, Query(ge=1, le=MOST, description=f"Items of a page, up to {MOST}.")]
Cursor = Annotated[
    str | None,
    Query(max_length=1000, description="`next` of the page before; leave it out for the first page."),
]


def cursor(**place: int) -> str:
    """Return a place in a list as clients carry it.

    >>> place(cursor(after=7), "after")
    {'after': 7}
    """
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def place(given: str | None, *names: str) -> dict[str, int]:
    """Return the place that a cursor tells, 0 for each name without one.

    Raises
    ------
    RefusedError
        If the cursor was not made for such a list.
    """
    if given is None:
        return dict.fromkeys(names, 0)
    found = _read(given)
    if not isinstance(found, dict) or {*found} != {*names} or not all(_is_place(one) for one in found.values()):
        raise RefusedError(422, "the cursor is none of this list", "Give next of the page before", value=given)
    return found


def _read(given: str) -> Any:
    try:
        return json.loads(base64.b64decode(given.encode() + b"=" * (-len(given) % 4), b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None


def _is_place(value: object) -> bool:
    return type(value) is int and 0 <= value <= LARGEST
