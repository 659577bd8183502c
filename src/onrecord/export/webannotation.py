"""W3C Web Annotation: one JSON-LD document, an annotation for every piece of a statement.

Every annotation says where its words stand in two ways: by offsets (``TextPositionSelector``, which the recommendation
counts in code points, as we do) and by the words with those around them (``TextQuoteSelector``). Its tags say which
part it is (``source``, ``cue``, ``content``, ``recipient``, ``condition``, ``issue``, ``framing``) and of which
statement; the first piece of a content also has the statement itself, as the JSON that onrecord prints, in a body.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from onrecord.codes import Coding
from onrecord.contract import to_contract
from onrecord.document import Document, Span
from onrecord.export.identity import identity
from onrecord.export.json import written
from onrecord.export.sources import described, one_by_one
from onrecord.export.words import joined, one_line, shorten, writable
from onrecord.statement import Reading, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: Characters before and after the words that tell them from the same words elsewhere.
AROUND = 32
#: Longest summary of a statement.
SUMMARY = 400
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x1f\ud800-\udfff]+")
_NAMESPACE = uuid5(NAMESPACE_URL, "urn:onrecord")


def render(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield an ``AnnotationPage``, each article's annotations as soon as it is read.

    The page's id, which is the hash of its annotations' ids, stands at its end.
    """
    yield f'{{"@context":{written(CONTEXT)},"type":"AnnotationPage","items":['
    digest, separator = hashlib.sha256(), "\n"
    for reading in readings:
        for annotation in annotations_of(reading):
            digest.update(str(annotation["id"]).encode())
            yield separator + written(annotation)
            separator = ",\n"
    yield f'\n],"id":"urn:uuid:{UUID(bytes=digest.digest()[:16], version=5)}"}}\n'


def annotations_of(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield the annotations of one reading."""
    document = reading.document
    same = identity(document)
    coder = _creator(reading)
    for number, (span, tags, bodies) in enumerate(_marked(reading)):
        key = "\n".join((same, str(number), f"{span.start}-{span.end}", *tags))
        yield {
            "id": f"urn:uuid:{uuid5(_NAMESPACE, writable(key))}",
            "type": "Annotation",
            "motivation": "describing" if bodies else "tagging",
            "creator": coder,
            "body": [*bodies, *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags)],
            "target": _target(document, span),
        }


_Marked = tuple[Span, tuple[str, ...], list[dict[str, Any]]]


def _marked(reading: Reading) -> Iterator[_Marked]:
    """Yield every span that is annotated, with its tags and, where it has some, further bodies."""
    contract = to_contract(reading)["statements"]
    for statement, plain in zip(reading.statements, contract, strict=True):
        name = f"statement:{statement.id}"
        attribution = statement.attribution
        bodies = _bodies(statement, reading.document.text, written(plain))
        parts = {"source": attribution.source, "cue": attribution.cue, "content": attribution.content}
        first = next((part for part in ("content", "cue", "source") if parts[part]), None)
        for part, spans in parts.items():
            for number, span in enumerate(spans):
                yield span, (part, name), bodies if part == first and not number else []
        for coding in statement.codings:
            yield from ((span, (*tags, name), []) for span, tags in _coded(coding))
    for framing in reading.framing:
        of = (f"statement:{framing.statement}",) if framing.statement else ()
        yield framing.span, ("framing", framing.kind, f"voice:{framing.voice}", *of), []


def _coded(coding: Coding) -> Iterator[tuple[Span, tuple[str, ...]]]:
    if coding.issue and coding.issue.span:
        yield coding.issue.span, ("issue", f"issue:{coding.issue.id}")
    for recipient in coding.recipients:
        if recipient.span:
            yield recipient.span, ("recipient", recipient.role)
    for condition in coding.conditions:
        yield condition.span, ("condition", condition.type)


def _bodies(statement: Statement, text: str, plain: str) -> list[dict[str, Any]]:
    """Return the statement in words and as JSON, and tags for what it does."""
    tags = [f"act:{coding.act.value}" for coding in statement.codings]
    tags += [f"stance:{coding.stance.value}" for coding in statement.codings]
    return [
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": _summary(statement, text)},
        {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": plain},
        *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in dict.fromkeys(tags)),
    ]


def _summary(statement: Statement, text: str) -> str:
    attribution, resolution = statement.attribution, statement.resolution
    names = [described(one).name for one in one_by_one(resolution)] if resolution else []
    who = ", ".join(name for name in names if name) or one_line(joined(attribution.source, text)) or "Nobody named"
    return f"{who}: {shorten(one_line(joined(attribution.content, text)), SUMMARY)}"


def _target(document: Document, span: Span) -> dict[str, Any]:
    text = document.text
    return {
        "source": document.url if _ADDRESS.fullmatch(document.url or "") else f"urn:{document.id}",
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(span.start - AROUND, 0) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
        ],
    }


def _creator(reading: Reading) -> dict[str, str]:
    provenance = reading.provenance
    names = ("onrecord", provenance.get("onrecord"), provenance.get("model"))
    return {"type": "Software", "name": " ".join(str(name) for name in names if name)}
