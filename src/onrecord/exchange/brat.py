"""brat's standoff annotation, a ``.txt`` and an ``.ann`` beside each other, as hand-coded readings.

What :mod:`onrecord.export.brat` writes is understood, and so is PolNeAR's way: events whose arguments are ``Source``,
``Cue`` and ``Content``. Without events, relations between such marks make the statements, and a content that nothing
leads to is a statement of nobody. A mapping gives other names of types, roles and attributes. Offsets count code
points.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.entity import ENTITY_TYPES
from onrecord.errors import InputError
from onrecord.exchange import values
from onrecord.exchange.annotated import Annotated, annotated
from onrecord.exchange.handmade import Coded, Origin, Who, reading_from
from onrecord.exchange.how import How
from onrecord.exchange.standoff import standoff
from onrecord.exchange.texts import Article
from onrecord.ingest.assembly import Known
from onrecord.ingest.limits import MAX_FILE_BYTES
from onrecord.statement import Reading

_REMEDY = "Give an .ann with its .txt beside it, or a folder of them"


def readings(path: Path, how: How = How()) -> Iterator[Reading | InputError]:
    """Yield a reading for an ``.ann``, or for each of a folder; what cannot be used is yielded as an error."""
    found = sorted(path.rglob("*.ann")) if path.is_dir() else [path.with_suffix(".ann")]
    if not found:
        yield InputError(str(path), "there is no .ann in it", _REMEDY)
    for file in found:
        try:
            yield _reading(file, how)
        except InputError as error:
            yield error


def _reading(file: Path, how: How) -> Reading:
    name = str(file)
    text = _read(file.with_suffix(".txt"))
    known = Known(name, source_id=file.stem)
    article = Article(text, known, how.offsets or "code-points")
    lines = standoff(_read(file), article, name)
    try:
        rows = [_row(one, article, how) for one in annotated(lines, how, article.text)]
    except ValueError as error:
        raise InputError(name, str(error), "Correct it, or map the value") from error
    return reading_from(article.document, rows, Origin.of("brat", file, how.coder))


def _read(file: Path) -> str:
    try:
        if file.stat().st_size > MAX_FILE_BYTES:
            raise InputError(str(file), f"it has more than {MAX_FILE_BYTES:,} bytes", "Split it")
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(str(file), f"it cannot be read ({error.strerror or error})", _REMEDY) from error
    except UnicodeDecodeError as error:
        raise InputError(str(file), f"byte {error.start + 1} is not UTF-8", "brat files are UTF-8") from error


def _row(one: Annotated, article: Article, how: How) -> Coded:
    said = {field: how.value(field, value) for field, value in one.said.items()}
    stance = values.stance(said["stance"]) if "stance" in said else None
    if stance is None and "agreement" in said:
        stance = values.agreement(said["agreement"])
    label, identifier = said.get("issue", ""), said.get("issue_id", "")
    return Coded(
        one.source,
        one.cue,
        one.content,
        values.quote_type(said["quote_type"]) if "quote_type" in said else article.quote_type(one.content),
        one.negated,
        one.parent,
        _who(one, article),
        values.act(said["act"]) if "act" in said else None,
        stance,
        values.issue(label, identifier) if label or identifier else None,
        one.recipients,
        one.conditions,
        one.dates,
        mode=said.get("mode"),
    )


def _who(one: Annotated, article: Article) -> tuple[Who, ...]:
    """Return who the source is: what a note says, else the words for the source."""
    if one.who:
        return tuple(
            Who(
                facts["name"],
                facts.get("entity"),
                values.entity_type(facts["type"]) if facts.get("type") in ENTITY_TYPES else None,
                facts.get("country"),
                facts.get("role"),
            )
            for facts in one.who
            if facts.get("name", "unknown") != "unknown"
        )
    words = " ".join(" ".join(span.of(article.text) for span in one.source).split())
    return (Who(words),) if words else ()
