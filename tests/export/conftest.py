"""A made-up article with every kind of block and every shape of statement, built by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.document import Block, BlockKind, Document, Link, Span
from onrecord.entity import Entity, Mentioned, Office
from onrecord.statement import Attribution, Method, QuoteType, Reading, Resolution, statements_of

PARTS: tuple[tuple[BlockKind, str], ...] = (
    ("headline", "Harbour vote postponed again – Brandt"),
    ("deck", "Norvale’s council wants a second study of the channel before it spends a single crown"),
    ("byline", "By Tamsin Orle"),
    ("dateline", "NORVALE"),
    ("caption", "The ferry landing at low tide. “We cannot wait,” the harbour chief says."),
    ("paragraph", "“We tried,” Mayor Ilse Brandt said on Tuesday, “and we failed to convince them.”"),
    (
        "paragraph",
        "Harbour chief Oto Velm told reporters that the council believed the dredging firm had promised to “leave "
        "the eastern bank alone”, and that he himself did not say so.",
    ),
    ("subhead", "‘Filling with sand’"),
    ("paragraph", "Velm warned: “The channel is filling with sand."),
    ("paragraph", "“Nobody will dredge it twice for us.”"),
    ("quote", "“A harbour without water is a meadow.”"),
    ("paragraph", "According to a report by the Institute for Coasts, three things would follow:"),
    ("list", "ferries would have to turn at half tide;"),
    ("list", "the fish market would lose a third of its landings."),
    ("teaser", "READ MORE: Dredging contract goes to Lowmark & Sons"),
)


def spans_of(text: str, *words: str, position: int = 0) -> tuple[Span, ...]:
    """Find each piece after the one before."""
    found: list[Span] = []
    for word in words:
        start = text.index(word, position)
        found.append(Span(start, start + len(word)))
        position = start + len(word)
    return tuple(found)


def article() -> Document:
    text, blocks = "", []
    for kind, part in PARTS:
        blocks.append(Block(kind, Span(len(text), len(text) + len(part))))
        text += part + "\n\n"
    return Document(
        text.rstrip("\n"),
        tuple(blocks),
        title="Harbour vote postponed again – Brandt",
        outlet="Norvale Courier",
        url="https://courier.example/harbour?vote=2&page=1",
        published="2025-05-14T08:30:00+02:00",
        authors=("Tamsin Orle",),
        language="en",
        links=(Link("teaser", spans_of(text, PARTS[-1][1])[0], "https://courier.example/dredging"),),
        source_id="harbour-7",
        extra={"desk": "local"},
        warnings=("two lines were longer than usual",),
    )


def attribution(text: str, content: tuple[str, ...], **more: object) -> Attribution:
    def part(name: str) -> tuple[Span, ...]:
        words = more.get(name, ())
        assert isinstance(words, tuple)
        return spans_of(text, *words, position=text.index(str(more.get("near", ""))))

    quote_type: QuoteType = more.get("quote_type", "indirect")  # type: ignore[assignment]
    method: Method = more.get("method", "cue")  # type: ignore[assignment]
    parent, score = more.get("parent"), more.get("score", 0.9)
    assert isinstance(parent, int | None) and isinstance(score, float)
    return Attribution(
        part("source"),
        part("cue"),
        spans_of(text, *content),
        quote_type,
        bool(more.get("negated")),
        parent,
        score,
        method,
    )


@pytest.fixture
def reading() -> Reading:
    document = article()
    text = document.text
    told = (
        "that the council believed the dredging firm had promised to “leave the eastern bank alone”, "
        "and that he himself did not say so"
    )
    found = (
        attribution(text, ("Harbour vote postponed again",), source=("Brandt",), method="headline_dash", score=0.71),
        attribution(
            text, ("“We cannot wait,”",), source=("the harbour chief",), cue=("says",), quote_type="direct", score=0.88
        ),
        attribution(
            text,
            ("“We tried,”", "“and we failed to convince them.”"),
            source=("Mayor Ilse Brandt",),
            cue=("said",),
            quote_type="direct",
            score=0.974,
        ),
        attribution(text, (told,), source=("Harbour chief Oto Velm",), cue=("told",), quote_type="mixed"),
        attribution(
            text,
            ("the dredging firm had promised to “leave the eastern bank alone”",),
            source=("the council",),
            cue=("believed",),
            quote_type="mixed",
            parent=3,
        ),
        attribution(
            text,
            ("to “leave the eastern bank alone”",),
            source=("the dredging firm",),
            cue=("had promised",),
            quote_type="mixed",
            parent=4,
        ),
        attribution(text, ("so",), source=("he himself",), cue=("did not say",), negated=True, parent=3, score=0.4),
        attribution(
            text,
            ("“The channel is filling with sand.", "“Nobody will dredge it twice for us.”"),
            source=("Velm",),
            cue=("warned",),
            near="Velm warned",
            quote_type="direct",
        ),
        attribution(text, ("“A harbour without water is a meadow.”",), quote_type="direct", method="free_quote"),
        attribution(
            text,
            (
                "three things would follow:",
                "ferries would have to turn at half tide;",
                "the fish market would lose a third of its landings.",
            ),
            source=("a report by the Institute for Coasts",),
            cue=("According to",),
        ),
        attribution(text, ("a report by the Institute", "three things would"), cue=("According", "follow")),
    )
    provenance = {"model": "en-1@sha256:0123abcd", "onrecord": "0.1.0", "options": {"min_score": 0.0}}
    return Reading(document, statements_of(document, found), provenance)


@pytest.fixture
def reading_of() -> Callable[..., Reading]:
    """Make a reading of any text, with one statement whose content is ``content``."""

    def make(text: str, content: str | None = None, **facts: object) -> Reading:
        document = Document(text, **facts)  # type: ignore[arg-type]
        found = (Attribution((), (), spans_of(text, content), "indirect"),) if content else ()
        return Reading(document, statements_of(document, found))

    return make


MAYOR = Entity(
    "local:brandt",
    "Ilse Brandt",
    "person",
    "Norvale",
    ("Brandt", "the mayor"),
    (Office("Harbour master", "Norvale", "2011", "2018-03"), Office("Mayor", "Norvale", "2019-05")),
    "female",
)
CHIEF = Entity("Q77001", "Oto Velm", "person", "CH", offices=(Office("Harbour chief"),))
COUNCIL = Entity("local:council", "Norvale Council", "legislature", "Norvale")
INSTITUTE = Entity("local:coasts", "Institute for Coasts", "organisation")


@pytest.fixture
def resolved(reading: Reading) -> Reading:
    """The article with a resolved source for each of its statements, by every method that it has words for."""
    text = reading.document.text
    mayor = Resolution("Ilse Brandt", "name", "local:brandt", "person", "Norvale", "Mayor of Norvale", 0.98)
    chief = Resolution("Oto Velm", "name", "Q77001", "person", "CH", "Harbour chief", 0.97)
    resolutions = (
        replace(mayor, evidence=spans_of(text, "Mayor Ilse Brandt")),
        replace(chief, method="nominal", score=0.62, evidence=spans_of(text, "Harbour chief Oto Velm")),
        *(mayor, chief),
        Resolution("Norvale Council", "nominal", "local:council", "legislature", "Norvale", score=0.9),
        Resolution("unnamed: dredging firm", "group", type="group"),
        *(replace(chief, method="pronoun", score=0.91), chief),
        Resolution("unknown", "none"),
        Resolution("Institute for Coasts", "name", "local:coasts", "organisation"),
        Resolution("Tamsin Orle", "author", None, "person", score=0.55),
    )
    entities = (
        Mentioned(MAYOR, (*spans_of(text, "Brandt"), *spans_of(text, "Mayor Ilse Brandt"))),
        Mentioned(CHIEF, spans_of(text, "the harbour chief", "Harbour chief Oto Velm")),
        Mentioned(COUNCIL, spans_of(text, "the council")),
        Mentioned(INSTITUTE, spans_of(text, "the Institute for Coasts")),
    )
    pairs = zip(reading.statements, resolutions, strict=True)
    return replace(reading, statements=tuple(replace(s, resolution=r) for s, r in pairs), entities=entities)


@pytest.fixture
def resolved_of() -> Callable[..., Reading]:
    """Make a reading of ``{source} said it rained.`` whose one source has this resolution."""

    def make(source: str, resolution: Resolution, *entities: Mentioned) -> Reading:
        text = f"{source} said it rained."
        name, end = (Span(0, len(source)),) if source else (), len(source)
        found = Attribution(name, (Span(end + 1, end + 5),), (Span(end + 6, end + 15),), "indirect")
        document = Document(text, (Block("paragraph", Span(0, len(text))),), title="Rain")
        return Reading(document, statements_of(document, (found,), (resolution,)), entities=entities)

    return make


SEVERAL = Resolution(
    "Ilse Brandt and Oto Velm",
    "name",
    score=0.8,
    members=(
        Resolution("Ilse Brandt", "name", "local:brandt", "person", "Norvale", "Mayor", 0.9),
        Resolution("Oto Velm", "name", "Q77001", "person", "CH", "Harbour chief", 0.85),
    ),
)


@pytest.fixture
def several(resolved_of: Callable[..., Reading]) -> Reading:
    """One statement of two sources."""
    return resolved_of("Brandt and Velm", SEVERAL)
