"""CSV: one row a statement, for spreadsheets and statistics.

Texts come from strangers, and a spreadsheet runs a cell that begins like a formula. As OWASP advises ("CSV Injection"),
such a cell is written with an apostrophe before it; the offsets lead to the exact words. NULs and lone surrogates are
written as U+FFFD.

Pieces of a part that is interrupted are joined by " … "; ``source_start`` … ``cue_end`` are the outer bounds, and
``content_offsets`` gives every piece ("10-25;40-52").

``entity`` and what follows say who the source is; they are empty where sources were not resolved. ``entity`` is the id;
of several sources it has one each ("Q1;local:2b"), and ``name`` has them all.

``act`` and what follows say what the statement does; they are empty where statements were not coded. Several values
of one column are joined by "; ", and those of several codings of one statement by " | ". A condition is its type and
its words ("after: only after a peace deal"). ``date`` is when it was said in ISO 8601: the article's own date where no
words tell another.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from onrecord.codes import Coding
from onrecord.document import Span
from onrecord.export.sources import one_by_one
from onrecord.export.words import joined, offsets, writable
from onrecord.statement import Reading, Resolution, Statement

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # spreadsheets take the full-width signs as well

COLUMNS = (
    *("document_id", "source_id", "url", "outlet", "published", "title"),
    *("statement_id", "parent", "method", "quote_type", "negated", "score"),
    *("source", "source_start", "source_end", "cue", "cue_start", "cue_end", "content", "content_offsets"),
    *("entity", "name", "type", "country", "role", "resolution_method", "resolution_score"),
    *("act", "quad", "mode", "appeal", "aux", "recipients", "issue_id", "issue_label", "stance"),
    *("conditions", "date", "act_score", "stance_score"),
)


def render(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield the header, then the rows of one article after another."""
    yield _lines([COLUMNS])
    for reading in readings:
        yield _lines(_row(reading, statement) for statement in reading.statements)


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run.

    >>> guarded("=1+1"), guarded("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def _row(reading: Reading, statement: Statement) -> tuple[str, ...]:
    document, attribution = reading.document, statement.attribution
    facts = (document.id, document.source_id, document.url, document.outlet, document.published, document.title)
    return (
        *(_cell(fact or "") for fact in facts),
        *(statement.id, statement.parent or "", attribution.method, attribution.quote_type),
        *("true" if attribution.negated else "false", f"{attribution.score:.4g}"),
        *(_cell(joined(attribution.source, document.text)), *_bounds(attribution.source)),
        *(_cell(joined(attribution.cue, document.text)), *_bounds(attribution.cue)),
        *(_cell(joined(attribution.content, document.text)), offsets(attribution.content)),
        *_who(statement.resolution),
        *_codes(statement, document.text),
    )


def _who(resolution: Resolution | None) -> tuple[str, ...]:
    if resolution is None:
        return ("",) * 7
    entities = [one.entity or "" for one in one_by_one(resolution)]
    facts = (resolution.name, resolution.type, resolution.country, resolution.role)
    return (
        ";".join(_cell(entity) for entity in entities) if any(entities) else "",
        *(_cell(fact or "") for fact in facts),
        *(resolution.method, f"{resolution.score:.4g}"),
    )


def _codes(statement: Statement, text: str) -> tuple[str, ...]:
    """Return the columns from ``act`` to ``stance_score``."""
    columns = list(zip(*(_code(coding, text) for coding in statement.codings), strict=True)) or [("",)] * 12
    cells = [_cell(" | ".join(values) if any(values) else "") for values in columns]
    cells.insert(-2, _cell("; ".join(date.value for date in statement.dates)))
    return tuple(cells)


def _code(coding: Coding, text: str) -> tuple[str, ...]:
    act, stance, issue = coding.act, coding.stance, coding.issue
    conditions = (f"{condition.type}: {_words(condition.span, text)}" for condition in coding.conditions)
    return (
        *(act.value, str(coding.quad or ""), coding.mode or "", "true" if coding.appeal else "false"),
        *("; ".join(coding.aux), "; ".join(recipient.name for recipient in coding.recipients)),
        *((issue.id, issue.label) if issue else ("", "")),
        *(stance.value, "; ".join(conditions), f"{act.score:.4g}", f"{stance.score:.4g}"),
    )


def _words(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())


def _cell(text: str) -> str:
    return guarded(writable(text))


def _bounds(spans: tuple[Span, ...]) -> tuple[str, str]:
    return (str(spans[0].start), str(spans[-1].end)) if spans else ("", "")


def _lines(rows: Iterable[Iterable[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()
