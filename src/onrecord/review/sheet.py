"""A sample as a spreadsheet: printed for a reviewer, and taken back with the judgements in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from onrecord.errors import InputError
from onrecord.evaluate.judgements import Verdict
from onrecord.export.csv import guarded
from onrecord.export.words import writable
from onrecord.review.sampling import LARGEST, LONGEST, VALUES, WHOLE, Sample, judge_all
from onrecord.store import Store

_JUDGE = "judge_"
_PLACE = ("sample", "document", "id")
_WORDS = ("source words", "cue", "content")
_CODED = ("source", "act", "issue", "stance", "recipients", "conditions")
_YES, _NO, _UNSURE = ("yes", "y", "1", "right"), ("no", "n", "0", "wrong"), ("?", "unsure")
#: Larger files are no sheets.
MAX_BYTES = 64 * 1024 * 1024
_REMEDY = "Print the sheet anew with onrecord sample --sheet, and fill its columns"


def sheet_of(sample: Sample) -> str:
    """Return a sample as CSV with empty columns for judgements; the machine's codes only where it is not blind."""
    buffer = io.StringIO(newline="")
    rows = csv.writer(buffer, lineterminator="\n")
    shown = (*_WORDS, *(() if sample.blind else _CODED))
    rows.writerow([*_PLACE, *shown, *(_JUDGE + name for name in VALUES)])
    for one in sample.drawn:
        words = (guarded(writable(one.words.get(name, ""))) for name in shown)
        rows.writerow([sample.key, one.document, one.statement, *words, *("" for _ in VALUES)])
    return buffer.getvalue()


def judge_sheet(store: Store, sample: Sample, text: str, source: str, by: str) -> int:
    """Take the judgements of a sheet, all or none that can be read, and return of how many statements.

    A cell says ``yes``, ``no``, ``?`` or the value that belongs there; an empty one says nothing.

    Raises
    ------
    InputError
        If it is no sheet of the sample, or a cell makes no sense; nothing is stored then.
    """
    read = dict(_rows(sample, text, source))
    return len(judge_all(store, sample.key, read, by)) if read else 0


def _rows(sample: Sample, text: str, source: str) -> Iterator[tuple[tuple[int, str], dict[str, Verdict]]]:
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise InputError(source, f"it is broken CSV ({error})", _REMEDY) from error
    if len(rows) > LARGEST or (rows and not {*_PLACE, _JUDGE + VALUES[0]} <= rows[0].keys()):
        raise InputError(source, f"it is no sheet of sample {sample.key}", _REMEDY)
    for number, row in enumerate(rows, 2):
        document = row["document"] or ""
        place = int(document) if document.isascii() and document.isdigit() else -1, row["id"] or ""
        if row["sample"] != str(sample.key) or sample.find(*place) is None:
            problem = f"line {number} is about statement {row['id']!r} of sample {row['sample']!r}"
            raise InputError(source, problem, f"Leave only statements of sample {sample.key}")
        verdicts = _verdicts(row, f"line {number}", source)
        if verdicts:
            yield place, verdicts


def _verdicts(row: Mapping[str, str | None], place: str, source: str) -> dict[str, Verdict]:
    found = {}
    for name in VALUES:
        cell = (row.get(_JUDGE + name) or "").strip()
        word = cell.casefold()
        if not cell or word in _UNSURE:
            continue
        if word not in (*_YES, *_NO) and (name in WHOLE or len(cell) > LONGEST):
            raise InputError(source, f"{place}, {_JUDGE}{name}: {cell[:40]!r} is no answer", "Write yes, no or ?")
        found[name] = Verdict(word in _YES) if word in (*_YES, *_NO) else Verdict(None, cell)
    return found
