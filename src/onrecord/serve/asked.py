"""What an address asks a page for, and answers in other forms than a page.

A parameter that is empty counts as one that was not given: so an empty field of a form is no filter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from onrecord.errors import OptionError
from onrecord.export.json import written
from onrecord.export.sheet import sheet
from onrecord.serve.asking import FILTERS
from onrecord.store import Query

Asked = Mapping[str, str]
FORMS = ("csv", "json")
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


def asked(request: Request, names: Iterable[str]) -> dict[str, str]:
    """Return the parameters with these names, without those that are empty; of several the last counts."""
    given = ((name, request.query_params.get(name, "").strip()) for name in (*names, "format"))
    return {name: value for name, value in given if value}


def whole(values: Asked, name: str, default: int) -> int:
    """Return a parameter as a whole number.

    Raises
    ------
    OptionError
        If it is none.
    """
    value = values.get(name)
    if value is None:
        return default
    if not (value.isascii() and value.isdigit()) or len(value) > 9:
        raise OptionError(f"{name} {value[:40]!r} is no number. Give a whole number such as {default}")
    return int(value)


def number_in(given: str | None, otherwise: int) -> int:
    """Return a number of an address, ``otherwise`` where it is none."""
    known = given is not None and given.isascii() and given.isdigit() and len(given) < 16
    return int(given) if known and given is not None else otherwise


def as_query(values: Asked, **changed: Any) -> Query:
    """Return the parameters that are filters as a query, with others set."""
    return Query(**{name: values[name] for name in FILTERS if name in values} | changed)


def form_of(values: Asked, forms: Sequence[str] = FORMS) -> str | None:
    """Return the form that is asked for, None for a page.

    Raises
    ------
    OptionError
        If there is no such form.
    """
    form = values.get("format")
    if form is not None and form not in forms:
        raise OptionError(f"format {form[:40]!r} is not known. Use one of: {', '.join(forms)}")
    return form


def download(form: str, name: str, value: Any, table: tuple[Sequence[str], Iterable[Iterable[Any]]]) -> Response:
    """Return a value as JSON, or its table as CSV, as a file to save."""
    content, kind = (sheet(*table), "text/csv") if form == "csv" else (written(value, 2) + "\n", "application/json")
    safe = _UNSAFE.sub("-", name).strip("-")[:60].lower() or "record"
    headers = {"Content-Disposition": f'attachment; filename="{safe}.{form}"'}
    return Response(content, media_type=f"{kind}; charset=utf-8", headers=headers)
