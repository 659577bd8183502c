"""Hand-coded corpora of others as readings: DNA databases, brat annotation, tables of CSV and Excel.

All statements are human-made, and the provenance says from which file they were imported and who made them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import InputError, OptionError
from onrecord.exchange.how import FORMATS, Format, How
from onrecord.statement import Reading

__all__ = ["FORMATS", "How", "format_of", "imported"]

_SUFFIXES: dict[str, Format] = {
    ".dna": "dna",
    ".ann": "brat",
    ".csv": "csv",
    ".tsv": "csv",
    ".xlsx": "excel",
    ".xlsm": "excel",
}


def imported(source: str | Path, how: How = How()) -> Iterator[Reading | InputError]:
    """Yield the readings of a file, or of a folder of brat annotations.

    What cannot be used is yielded as an InputError, and the rest goes on.

    Raises
    ------
    OptionError
        If ``how`` does not fit the file, the name does not tell the format, or a library is not installed.
    """
    path = Path(source)
    form = how.form or format_of(path)
    if not path.exists():
        yield InputError(str(source), "there is no such file or folder", "Check the name")
    elif form == "dna":
        from onrecord.exchange import dna

        yield from dna.readings(path, how)
    elif form == "brat":
        from onrecord.exchange import brat

        yield from brat.readings(path, how)
    else:
        from onrecord.exchange import table

        yield from table.readings(path, how, form)


def format_of(path: Path) -> Format:
    """Return the format that a name tells; a folder is one of brat annotations.

    Raises
    ------
    OptionError
        If it tells none.
    """
    if path.is_dir():
        return "brat"
    form = _SUFFIXES.get(path.suffix.lower())
    if form is None:
        formats = ", ".join(FORMATS)
        raise OptionError(f"the name {path.name!r} does not tell the format. Say which with --from: {formats}")
    return form
