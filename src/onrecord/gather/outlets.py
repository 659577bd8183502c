"""Which outlet a domain belongs to: a small table that anybody can edit.

The file is CSV with the columns ``domain``, ``outlet``, ``country`` (ISO 3166-1 alpha-2) and ``language`` (ISO 639-1);
only the first two must be there. A domain stands for its subdomains too, where they have no row of their own.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from onrecord.document import Document
from onrecord.errors import OptionError

SHIPPED = Path(__file__).with_name("outlets.csv")
_COLUMNS = ("domain", "outlet", "country", "language")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_MOST_BYTES = 16 * 1024 * 1024
#: Keys of ``Document.extra`` that the table fills.
COUNTRY, LANGUAGE = "outlet_country", "outlet_language"


class Outlet(NamedTuple):
    """One row of the table."""

    domain: str
    name: str
    country: str | None = None
    language: str | None = None


class Outlets:
    """A table of outlets.

    >>> table = Outlets({"gazette.example": Outlet("gazette.example", "The Gazette", "KV")})
    >>> table.of("https://www.gazette.example:8080/1"), table.of("https://not-gazette.example/1")
    (Outlet(domain='gazette.example', name='The Gazette', country='KV', language=None), None)
    """

    def __init__(self, rows: Mapping[str, Outlet]) -> None:
        self._rows = dict(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def of(self, url: str | None) -> Outlet | None:
        """Return the outlet at an address, None where the table does not know it."""
        domain = host_of(url)
        while domain:
            if domain in self._rows:
                return self._rows[domain]
            domain = domain.partition(".")[2]
        return None

    def named(self, document: Document, *, keep: bool) -> Document:
        """Return the document with its outlet's name, country and language as the table has them.

        ``keep`` says that a name which the document already has stays.
        """
        outlet = self.of(document.url)
        if outlet is None:
            return document
        more = {COUNTRY: outlet.country, LANGUAGE: outlet.language}
        extra = {key: value for key, value in more.items() if value} | dict(document.extra)
        name = document.outlet if keep and document.outlet else outlet.name
        return replace(document, outlet=name, extra=extra)


def load_outlets(file: Path | None = None) -> Outlets:
    """Return the table that ships with onrecord, with the rows of a file of one's own before it.

    Raises
    ------
    OptionError
        If the file cannot be read or one of its rows makes no sense.
    """
    own = {} if file is None else _rows(file)
    return Outlets(_shipped() | own)


@cache
def _shipped() -> dict[str, Outlet]:
    return _rows(SHIPPED)


def _rows(file: Path) -> dict[str, Outlet]:
    remedy = f"Give a CSV file with the columns {', '.join(_COLUMNS)}"
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise OptionError(f"{file} has more than {_MOST_BYTES:,} bytes. {remedy}")
        text = file.read_text("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        missing = [name for name in _COLUMNS[:2] if name not in (rows.fieldnames or ())]
        if missing:
            raise OptionError(f"{file}, line 1: there is no column {missing[0]!r}. {remedy}")
        return {outlet.domain: outlet for outlet in _outlets(rows, file)}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OptionError(f"{file} cannot be read ({reason}). {remedy}") from error


def _outlets(rows: csv.DictReader[str], file: Path) -> Iterator[Outlet]:
    for row in rows:
        domain, name, country, language = ((row.get(column) or "").strip() for column in _COLUMNS)
        domain = domain.lower().removeprefix("www.")
        where = f"{file}, line {rows.line_num}"
        if not domain and not name:
            continue
        if not _DOMAIN.fullmatch(domain):
            raise OptionError(f"{where}: {domain!r} is no domain. Write it as gazette.example, without https://")
        if not name:
            raise OptionError(f"{where}: {domain} has no outlet. Give its name")
        yield Outlet(domain, name, country.upper() or None, language.lower() or None)


def host_of(url: str | None) -> str:
    """Return the host of an address in lower case, nothing where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").rstrip(".")
    except ValueError:
        return ""
