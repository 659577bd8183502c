"""Compared utterances and changed articles as plain values, for JSON."""

from __future__ import annotations

from typing import Any

from onrecord.analyse.changes import Changes
from onrecord.analyse.comparison import Comparison, Version
from onrecord.analyse.telling import Telling
from onrecord.document import Document


def comparison_fields(one: Comparison) -> dict[str, Any]:
    """Return what is told of an utterance."""
    return {
        "id": one.id,
        "speaker": one.speaker.name,
        "entity": one.speaker.entity,
        "published": one.published,
        "fullest": {"text": one.fullest, "outlet": one.source},
        "outlets": list(one.outlets),
        "left_out": list(one.left_out),
        "versions": [_version(version) for version in one.versions],
    }


def _version(version: Version) -> dict[str, Any]:
    first = version.tellings[0]
    return {
        "outlet": version.outlet,
        "document": version.document,
        "published": first.published,
        "url": first.url,
        "kept": round(version.kept, 4),
        "retold": round(version.retold, 4),
        "sure": version.sure,
        "missing": list(version.missing),
        "altered": [alteration._asdict() for alteration in version.altered],
        "bracketed": list(version.bracketed),
        "tellings": [
            {
                "statement": telling.statement,
                "speaker": telling.speaker.name,
                "cue": telling.cue,
                "quote_type": telling.quote_type,
                "start": telling.span.start,
                "end": telling.span.end,
                "content": telling.content,
                "act": telling.act,
                "issue": telling.issue,
                "parts": [part._asdict() for part in fates.parts],
            }
            for telling, fates in zip(version.tellings, version.fates, strict=True)
        ],
    }


def changes_fields(old: Document, new: Document, found: Changes) -> dict[str, Any]:
    """Return what changed from one version of an article to another."""
    return {
        "old": _document(old),
        "new": _document(new),
        "changed": [
            {
                "old": _telling(one.old),
                "new": _telling(one.new),
                "words": [difference._asdict() for difference in one.words],
                "values": list(one.values),
            }
            for one in found.changed
        ],
        "removed": [_telling(one) for one in found.removed],
        "added": [_telling(one) for one in found.added],
        "only_read": [_telling(one) for one in found.only_read],
        "unchanged": found.unchanged,
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published,
    }


def _telling(telling: Telling) -> dict[str, Any]:
    return {
        "statement": telling.statement,
        "speaker": telling.speaker.name,
        "entity": telling.speaker.entity,
        "cue": telling.cue,
        "quote_type": telling.quote_type,
        "negated": telling.negated,
        "content": telling.content,
        "start": telling.span.start,
        "end": telling.span.end,
    }
