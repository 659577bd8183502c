"""Readings for a record, made of the one article that is coded by hand."""

from __future__ import annotations

from dataclasses import replace

from export.coded import coded_reading
from onrecord.document import Document, Span
from onrecord.entity import Entity, Office
from onrecord.statement import Attribution, Reading, Resolution, Statement, statements_of

VENNICK = Entity(
    "local:vennick",
    "Jorath Vennick",
    "person",
    "Karveth",
    ("J. A. Vennick", "Yorath Wennik"),
    (Office("Foreign Minister", "Karveth", "2029-03", None), Office("Envoy", "Karveth", "2024", "2029-02")),
    "male",
    1971,
    None,
    False,
    "user",
)


def article(
    number: int = 0, *, outlet: str | None = "Coastwire", url: str | None = None, published: str = "2031-06-18"
) -> Reading:
    """The coded article with a text and a place of its own."""
    reading = coded_reading()
    document = replace(
        reading.document,
        text=f"{reading.document.text}\n\n{number}" if number else reading.document.text,
        outlet=outlet,
        url=url,
        published=published,
        source_id=str(number) if number and url is None else None,
        title=f"Monitors, {number}",
    )
    known = tuple(replace(one, entity=VENNICK) if one.entity.id == VENNICK.id else one for one in reading.entities)
    return replace(reading, document=document, entities=known)


def said(text: str, speaker: str = "Lena Oskar", **facts: str | None) -> Reading:
    """A text that is one statement whole, by somebody."""
    document = Document(text, language="en", **facts)  # type: ignore[arg-type]
    attribution = Attribution((), (), (Span(0, len(text)),), "indirect", score=0.75)
    resolution = Resolution(speaker, "name", f"local:{speaker.rsplit(maxsplit=1)[-1].lower()}", "person", score=0.5)
    return Reading(document, statements_of(document, (attribution,), (resolution,)), {"model": "en-1"})


def without(reading: Reading, *numbers: int) -> Reading:
    """The reading without some of its statements."""
    return with_statements(reading, [one for n, one in enumerate(reading.statements) if n not in numbers])


def with_statements(reading: Reading, statements: list[Statement]) -> Reading:
    """The reading with other statements, by another model."""
    provenance = {**reading.provenance, "model": "en-2@sha256:89ab"}
    return replace(reading, statements=tuple(statements), provenance=provenance)
