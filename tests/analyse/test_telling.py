"""What a telling takes over from a statement."""

from __future__ import annotations

from dataclasses import replace

from analyse.told import reading
from onrecord.analyse.telling import Speaker, tellings_of
from onrecord.codes import Coding, Issue, Judged, StatedDate
from onrecord.document import Document, Span
from onrecord.statement import Attribution, Reading, Resolution, statements_of


def test_content_is_joined_and_quotations_are_marked() -> None:
    text = "She would “sit down tomorrow”, Oskar said, “without ‘any’ preconditions”."
    content = Span(0, 29), Span(43, 73)
    document = Document(text)
    found = Attribution((Span(31, 36),), (Span(37, 41),), content, "mixed")
    (told,) = tellings_of(Reading(document, statements_of(document, (found,))))
    assert told.content == "She would “sit down tomorrow” … “without ‘any’ preconditions”."
    assert [span.of(told.content) for span in told.quoted] == ["sit down tomorrow", "without ‘any’ preconditions"]
    assert (told.speaker, told.cue, told.span) == (Speaker("Oskar"), "said", Span(0, 73))


def test_codes_dates_and_the_resolved_source_come_along() -> None:
    given = reading([("Lena Oskar", "said", "it rained")])
    coding = Coding(Judged("REJECT", "model", 0.9), Judged("none", "model", 0.5), Issue("I1", "rain", method="alias"))
    coded = replace(
        given.statements[0],
        codings=(coding,),
        dates=(StatedDate("2031-03-05", "publication"), StatedDate("2031-03-01", "relative")),
        resolution=Resolution("Lena Oskar", "name", "P1", "person", "Veldland", "Minister"),
    )
    (told,) = tellings_of(replace(given, statements=(coded,)), "key")
    assert (told.act, told.issue, told.said, told.document) == ("REJECT", "I1", "2031-03-01", "key")
    assert told.speaker == Speaker("Lena Oskar", "P1", "person", "Veldland", "Minister")


def test_an_issue_that_the_text_named_is_no_code() -> None:
    given = reading([("Lena Oskar", "said", "it rained")])
    coding = Coding(Judged("unclear", "model", 0.1), Judged("none", "model", 0.5), Issue("open:rain", "rain"))
    (told,) = tellings_of(replace(given, statements=(replace(given.statements[0], codings=(coding,)),)))
    assert (told.act, told.issue) == (None, None)


def test_the_same_text_at_two_places_is_two_documents() -> None:
    lines = [("Lena Oskar", "said", "it rained")]
    one, other = (next(iter(tellings_of(reading(lines, outlet)))) for outlet in ("Coastwire", "Harbour Post"))
    assert one.statement == other.statement and one.document != other.document


def test_a_statement_without_content_tells_nothing() -> None:
    document = Document("Oskar nodded")
    found = Attribution((Span(0, 5),), (Span(6, 12),), (), "indirect")
    assert list(tellings_of(Reading(document, statements_of(document, (found,))))) == []


def test_only_named_speakers_have_a_key() -> None:
    assert Speaker("Oskar").key == Speaker("OSKAR").key == "name:oskar"
    assert Speaker("unnamed: officials").key == Speaker().key == ""
    assert Speaker("Oskar", "P1").key == "P1"
