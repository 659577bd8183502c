"""Statements that a search found, as plain values for JSON and as rows of CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from onrecord.codes import Coding
from onrecord.export.csv import guarded
from onrecord.export.words import writable
from onrecord.store.records import Hit, StoredStatement

COLUMNS = (
    *("document", "statement", "published", "outlet", "title", "url", "said_from", "said_until"),
    *("speaker", "entity", "role", "source", "cue", "content", "quote_type", "negated", "score"),
    *("act", "stance", "issue", "recipients", "conditions", "snippet", "rank"),
)


def fields(hit: Hit) -> dict[str, Any]:
    """Return what is told of a hit, with plain values, for JSON."""
    snippet = {"text": hit.snippet.text, "marks": [list(mark) for mark in hit.snippet.marks]}
    return {**fields_of(hit.found), "snippet": snippet, "rank": hit.rank}


def fields_of(found: StoredStatement) -> dict[str, Any]:
    """Return what is told of a statement of a record, with plain values."""
    document = found.document
    attribution, resolution = found.statement.attribution, found.statement.resolution
    return {
        "document": document.key,
        "statement": found.statement.id,
        "published": document.published,
        "outlet": document.outlet,
        "title": document.title,
        "url": document.url,
        "said_from": found.said_from,
        "said_until": found.said_until,
        "speaker": resolution and resolution.name,
        "entity": resolution and resolution.entity,
        "role": resolution and resolution.role,
        "source": found.source,
        "cue": found.cue,
        "content": found.content,
        "quote_type": attribution.quote_type,
        "negated": attribution.negated,
        "score": attribution.score,
        "codings": [_coding(coding) for coding in found.statement.codings],
    }


def _coding(coding: Coding) -> dict[str, Any]:
    return {
        "act": coding.act.value,
        "stance": coding.stance.value,
        "issue": coding.issue and {"id": coding.issue.id, "label": coding.issue.label},
        "recipients": [{"name": who.name, "entity": who.entity, "role": who.role} for who in coding.recipients],
        "conditions": [what.type for what in coding.conditions],
    }


def as_csv(hits: Iterable[Hit]) -> str:
    """Return the hits as CSV, a row each; several values of a column are joined by a semicolon."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for hit in hits:
        values = {**joined(hit.found), "snippet": hit.snippet.text, "rank": hit.rank}
        writer.writerow(_cell(values[name]) for name in COLUMNS)
    return buffer.getvalue()


def joined(found: StoredStatement) -> dict[str, Any]:
    """Return what is told of a statement by column; several values of a column are joined by a semicolon."""
    values = fields_of(found)
    codings = values.pop("codings")
    return values | {
        "act": _joined(one["act"] for one in codings),
        "stance": _joined(one["stance"] for one in codings),
        "issue": _joined(one["issue"]["label"] for one in codings if one["issue"]),
        "recipients": _joined(who["name"] for one in codings for who in one["recipients"]),
        "conditions": _joined(type for one in codings for type in one["conditions"]),
    }


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.4g}"
    return "" if value is None else guarded(writable(str(value)))
