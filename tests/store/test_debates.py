"""Issues of a record and the words for them, on SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace

from onrecord.document import Span
from onrecord.statement import Reading
from onrecord.store import Query, Store
from onrecord.store.asking import debates
from store.stanced import took


def about(words: str, text: str, *, reversed: bool = False, outlet: str = "Coastwire") -> Reading:
    """A statement whose issue is named by some of its words."""
    reading = took(text, "Lena Oskar", "support", outlet=outlet)
    (statement,) = reading.statements
    (coding,) = statement.codings
    assert coding.issue is not None
    at = text.index(words)
    issue = replace(coding.issue, span=Span(at, at + len(words)), reversed=reversed)
    return replace(reading, statements=(replace(statement, codings=(replace(coding, issue=issue),)),))


def test_issues_of_a_codebook_and_those_that_texts_name(store: Store) -> None:
    with store.writing() as writer:
        writer.add(took("We want the monitors.", "Lena Oskar", "support"))
        writer.add(took("No monitors.", "Bo Lind", "oppose", day="2031-04-01"))
        writer.add(took("The harbour is full.", "Bo Lind", "neutral", "open:harbour"))
        rejected = writer.add(took("Guns fall silent.", "Bo Lind", "support", "I01"))
        reading = store.reading(rejected.document)
        writer.decide("reject", "Ada", document=rejected.document, statement=reading.statements[0].id)
    with store.connection() as connection:
        found = debates.listed_issues(connection, Query().checked())
        assert [(one.id, one.own, one.statements, one.first, one.last) for one in found] == [
            ("I03", True, 2, "2031-02-21", "2031-04-01"),
            ("open:harbour", False, 1, "2031-02-21", "2031-02-21"),
        ]
        only = debates.listed_issues(connection, Query(actor="Oskar").checked())
        assert [one.id for one in only] == ["I03"]
        assert debates.issue_label(connection, "I03") == "Concord monitoring mission"
        assert debates.issue_label(connection, "monitors") is None


def test_words_for_an_issue_and_for_its_opposite(store: Store) -> None:
    with store.writing() as writer:
        writer.add(about("Monitors", "Monitors may come."))
        writer.add(about("monitors", "We want monitors.", outlet="The Ledger"))
        writer.add(about("free passage", "We want free passage.", reversed=True))
    with store.connection() as connection:
        found = debates.wordings(connection, Query(issue="I03").checked(), 9)
        assert [(one.words.casefold(), one.reversed, one.statements, one.outlets) for one in found] == [
            ("monitors", False, 2, 2),
            ("free passage", True, 1, 1),
        ]
        assert debates.wordings(connection, Query(issue="I01").checked(), 9) == []
