"""Questions to a record, at the edge."""

from __future__ import annotations

from limits.documented import Trial, edge
from onrecord.contract import to_contract
from onrecord.contract.reading import reading_of
from onrecord.contract.writing import DEEPEST
from onrecord.document import Document, Span
from onrecord.serve.places import spans_in
from onrecord.statement import Reading
from onrecord.store.query import LARGEST, LAST, LONGEST, TEXTS, Query


@edge("value of a filter, words to look for")
def value(more: int, trial: Trial) -> None:
    for name in reversed(TEXTS):
        Query(**{name: "x" * (LONGEST + more)}).checked()  # type: ignore[arg-type]


@edge("hits of a page")
def hits(more: int, trial: Trial) -> None:
    Query(size=LARGEST + more).checked()


@edge("page that is asked for")
def page(more: int, trial: Trial) -> None:
    Query(page=LAST + more).checked()


@edge("lines of a field that names places in an article")
def lines(more: int, trial: Trial) -> None:
    spans_in("quay\n" * (60 + more), "The quay", Span(0, 3))


@edge("line of such a field")
def line(more: int, trial: Trial) -> None:
    words = "x" * (20_000 + more)
    spans_in(words, words, Span(0, 3))


@edge("levels of what an input says beside its text (`extra`)")
def levels(more: int, trial: Trial) -> None:
    nested: object = "deep"
    for _ in range(DEEPEST - 1 + more):
        nested = [nested]
    reading = Reading(Document("No comment.", extra={"nested": nested}), ())
    assert reading_of(to_contract(reading)).document.extra == {"nested": nested}, "left out: the deepest"
