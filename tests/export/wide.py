"""A made-up article whose offsets differ between code points, UTF-16 code units and what people call characters."""

from __future__ import annotations

from dataclasses import replace

from onrecord.codes import Coding, Issue, Judged, Recipient
from onrecord.document import Block, Document, Span
from onrecord.entity import Entity, Mentioned
from onrecord.statement import Attribution, Reading, Resolution, statements_of

#: Emoji of two units, a family of seven code points, a letter with a combining mark, a letter of an old script.
TEXT = (
    "👩‍👩‍👧 Harbour fair 🎪 opens\n\n"
    "Mayor Zoe\u0308 Brandt told 𝔾ustav Oke: “We will dredge 🚢 the cafe\u0301 quay,” and left."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def wide_reading(outlet: str = "Norvale Courier") -> Reading:
    """One coded statement after characters of every width."""
    head = TEXT.index("\n")
    document = Document(
        TEXT,
        (Block("headline", Span(0, head)), Block("paragraph", Span(head + 2, len(TEXT)))),
        title='=HYPERLINK("https://evil.example")',
        outlet=outlet,
        url="https://courier.example/fair",
        published="2031-06-18T08:30:00+02:00",
        authors=("Tamsin Orle",),
        language="en",
    )
    found = Attribution(
        (at("Mayor Zoe\u0308 Brandt"),), (at("told"),), (at("“We will dredge 🚢 the cafe\u0301 quay,”"),), "direct"
    )
    who = Resolution("Zoe\u0308 Brandt", "name", "local:zoe", "person", "RU", "Mayor", 0.9)
    coding = Coding(
        Judged("AGREE", "model", 0.8, (at("will dredge"),)),
        Judged("support", "model", 0.7),
        Issue("dredging", "dredging 🚢", at("dredge")),
        recipients=(Recipient("𝔾ustav Oke", "addressed", at("𝔾ustav Oke"), "local:oke"),),
    )
    (statement,) = statements_of(document, (found,), (who,))
    coded = replace(statement, codings=(coding,))
    entities = (
        Mentioned(Entity("local:zoe", "Zoe\u0308 Brandt", "person", "RU"), (at("Zoe\u0308 Brandt"),)),
        Mentioned(Entity("local:oke", "𝔾ustav Oke", "person"), (at("𝔾ustav Oke"),)),
    )
    return Reading(document, (coded,), {"model": "en-1@sha256:0123abcd", "onrecord": "0.1.0", "options": {}}, entities)


def units(text: str, start: int, end: int) -> str:
    """What Java and JavaScript cut out of a text."""
    wide = text.encode("utf-16-le", "surrogatepass")
    return wide[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
