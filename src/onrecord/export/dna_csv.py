"""The event list of the Discourse Network Analyzer: a CSV file with semicolons, one row a DNA statement.

The columns are those that DNA 3.0.11 itself writes. DNA replaces semicolons and quotation marks within values; here
they are quoted as RFC 4180 has it, so that nothing is lost. Cells that a spreadsheet would run are guarded as in
:mod:`onrecord.export.csv`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from onrecord.export.csv import guarded
from onrecord.export.dna import headline
from onrecord.export.dna_rows import VARIABLES, DnaStatement, Names, dna_statements, moment
from onrecord.export.words import one_line, writable
from onrecord.statement import Reading

COLUMNS = (
    *("statement_id", "time"),
    *VARIABLES,
    *("start_position", "stop_position", "text", "coder"),
    *("document_id", "document_title", "document_author", "document_source", "document_section", "document_type"),
)
#: Number of the coder in a database of :mod:`onrecord.export.dna`.
CODER = "1"


def render(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield the header, then the rows of one article after another; numbers are counted over all of them."""
    yield _lines([COLUMNS])
    names, statements = Names(), 0
    for number, reading in enumerate(readings, 1):
        rows = []
        for statement in dna_statements(reading, names):
            statements += 1
            rows.append(_row(statements, number, reading, statement))
        yield _lines(rows)


def _row(number: int, document_number: int, reading: Reading, statement: DnaStatement) -> tuple[str, ...]:
    document = reading.document
    when = moment(document.published)
    facts = (one_line(document.title or headline(document)), ", ".join(document.authors), document.outlet or "", "", "")
    return (
        *(str(number), when.strftime("%Y-%m-%d %H:%M:%S") if when else ""),
        *(_cell(str(value)) if isinstance(value, str) else str(value) for value in statement.values.values()),
        *(str(statement.start), str(statement.stop), _cell(statement.text), CODER, str(document_number)),
        *(_cell(fact) for fact in facts),
    )


def _cell(text: str) -> str:
    return guarded(writable(text))


def _lines(rows: Iterable[Iterable[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return buffer.getvalue()
