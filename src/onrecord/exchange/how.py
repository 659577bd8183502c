"""How a file of others is to be understood: which of its names are which of our fields, who coded it, what counts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from onrecord.errors import OptionError

#: Larger files are no mappings.
MAX_BYTES = 1_000_000
Format = Literal["dna", "brat", "csv", "excel"]
Offsets = Literal["code-points", "utf-16"]
FORMATS: tuple[Format, ...] = ("dna", "brat", "csv", "excel")
OFFSETS: tuple[Offsets, ...] = ("code-points", "utf-16")

#: What a row of a table, a statement of DNA or an annotation of brat can say.
FIELDS: dict[str, str] = {
    "document": "What tells the articles of a table apart: an id, a file name",
    "text": "The article; without it, the text is made of the statements",
    "title": "Title of the article",
    "outlet": "Who published it",
    "url": "Its address",
    "published": "Its date, ISO 8601 or a date cell",
    "author": "Its author",
    "content": "What is said; the one field that a table needs",
    "source": "The words for who says it",
    "cue": "The words that credit",
    "start": "First character of the content in the text, from 0",
    "end": "One after its last character",
    "name": "Who says it",
    "organisation": "Whom they speak for",
    "entity": "Their id: Wikidata, or your own",
    "type": "person, government, organisation …",
    "country": "ISO 3166-1 alpha-2 code, or the country's name",
    "role": "Their office",
    "quote_type": "direct, indirect or mixed; told by the quotation marks where it is missing",
    "negated": "1, true or yes where the cue is negated or hypothetical",
    "act": "PLOVER event type, STATE or unclear",
    "stance": "support, oppose, conditional, neutral, none or unclear",
    "agreement": "1, true or yes for support; 0, false or no for oppose",
    "issue": "What it is about, in words",
    "issue_id": "Id of the issue in a codebook",
    "recipients": "Whom it is addressed to, separated by semicolons",
    "conditions": "What has to be so first: 'after: only after a peace deal', a line or a semicolon each",
    "date": "When it was said, ISO 8601 or a date cell, several separated by semicolons",
    "coder": "Who coded the row",
}


class How(NamedTuple):
    """What the caller says about a file.

    Attributes
    ----------
    columns : mapping
        Our field → the name in the file: a column, a variable of DNA, a type or an attribute of brat.
    values : mapping
        Our field → value in the file → our value: ``{"stance": {"pro": "support"}}``.
    coder : str or None
        Who coded it, where the file does not say.
    form : str or None
        Which format it is; told by the name where it is None.
    offsets : str or None
        What offsets count; None is what the format counts: UTF-16 code units in DNA, code points elsewhere.
    sheet, delimiter : str or None
        Sheet of a workbook, the first where it is None; what separates the cells of CSV, told by its first line.
    """

    columns: Mapping[str, str] = {}
    values: Mapping[str, Mapping[str, str]] = {}
    coder: str | None = None
    form: Format | None = None
    offsets: Offsets | None = None
    sheet: str | None = None
    delimiter: str | None = None

    def value(self, field: str, raw: str) -> str:
        """Return our value for one of the file's; capitals make no difference.

        >>> How(values={"stance": {"Pro": "support"}}).value("stance", " pro ")
        'support'
        """
        known = {key.strip().casefold(): value for key, value in self.values.get(field, {}).items()}
        return known.get(raw.strip().casefold(), raw.strip())


def load_mapping(path: Path) -> How:
    """Read a mapping from TOML.

    Raises
    ------
    OptionError
        If the file cannot be read or says something that is not known.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise OptionError(f"the mapping {path} has more than {MAX_BYTES:,} bytes. Give a TOML file of names")
        data = tomllib.loads(raw.decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise OptionError(f"the mapping {path} cannot be read ({error}). Give a TOML file") from error
    except RecursionError as error:
        raise OptionError(f"the mapping {path} is nested too deeply. Give a TOML file of names") from error
    for key in data:
        if key not in ("columns", "values", "coder", "offsets", "sheet", "delimiter"):
            raise OptionError(f"the mapping {path} has {key!r}. Use [columns], [values.…], coder, offsets, …")
    columns, values = _texts(data, "columns", path), data.get("values", {})
    if not isinstance(values, dict):
        raise OptionError(f"the mapping {path} has values that are no table. Write [values.stance] and so on")
    coder, offsets, sheet, delimiter = (_text(data, key, path) for key in ("coder", "offsets", "sheet", "delimiter"))
    known = {field: _texts(values, field, path) for field in values}
    counted = cast("Offsets | None", offsets)  # checked below
    return checked(How(columns, known, coder, offsets=counted, sheet=sheet, delimiter=delimiter))


def with_pairs(how: How, pairs: tuple[str, ...]) -> How:
    """Return the mapping with pairs ``field=name`` from the command line, which win.

    Raises
    ------
    OptionError
        If a pair has no ``=``, or a field is not known.
    """
    columns = dict(how.columns)
    for pair in pairs:
        field, equals, name = pair.partition("=")
        if not equals or not name.strip():
            raise OptionError(f"--map {pair!r} is no pair. Write field=name, such as content=Quote")
        columns[field.strip()] = name.strip()
    return checked(how._replace(columns=columns))


def checked(how: How) -> How:
    """Return the mapping, or raise OptionError where it names a field that there is not, or one that makes no sense."""
    for field in (*how.columns, *how.values):
        if field not in FIELDS:
            raise OptionError(f"there is no field {field!r} to map. Use one of: {', '.join(FIELDS)}")
    if how.offsets not in (None, *OFFSETS):
        raise OptionError(f"offsets {how.offsets!r} is not known. Use one of: {', '.join(OFFSETS)}")
    if how.delimiter is not None and len(how.delimiter) != 1:
        raise OptionError(f"the delimiter {how.delimiter!r} is no single character. Give one, such as ;")
    return how


def _texts(data: Mapping[str, Any], key: str, path: Path) -> dict[str, str]:
    found = data.get(key, {})
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise OptionError(f'the mapping {path} has {key} that are no texts. Write name = "text" in each line')
    return found


def _text(data: Mapping[str, Any], key: str, path: Path) -> str | None:
    found = data.get(key)
    if found is not None and not isinstance(found, str):
        raise OptionError(f"the mapping {path} has {key} that is no text. Put it between quotation marks")
    return found
