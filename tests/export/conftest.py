"""A made-up article with every kind of block and every shape of statement, built by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.document import Block, BlockKind, Document, Link, Span
from onrecord.statement import Attribution, Method, QuoteType, Reading, statements_of

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
