from __future__ import annotations

import pytest

from onrecord.attribute.sources.speaker import described, source_span, without_addressed, without_aside
from onrecord.document import Span


def kept(text: str, source: str) -> str:
    start = text.index(source)
    found = source_span(text, Span(start, start + len(source)))
    assert found is not None
    return found.of(text)


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("Obrassa, which", "Obrassa"),
        ("the man who", "the man"),
        ("Mara Quell, who ", "Mara Quell"),
        ("who", "who"),
        ("the WHO", "the WHO"),
        ("the man who led the talks", "the man who led the talks"),
    ],
)
def test_a_source_ends_before_a_relative_pronoun(source, kept):
    text = f"{source} said no."
    found = source_span(text, Span(0, len(source)))
    assert found is not None
    assert found.of(text) == kept


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("Speaker Ada Quell in telling the Hall said no.", "Speaker Ada Quell in", "Speaker Ada Quell"),
        ("a group of doctors in the", "a group of doctors in", "a group of doctors"),
        ("the Hall of the", "the Hall of the", "the Hall"),
        ("Quell and", "Quell and", "Quell"),
        ("the minister in charge said", "the minister in charge", "the minister in charge"),
        ("Holm Energy today said no.", "Holm Energy today", "Holm Energy"),
        ("Coast Today said no.", "Coast Today", "Coast Today"),
        ("The skippers of today said no.", "The skippers of today", "The skippers of today"),
        ("a man everybody looks up to", "a man everybody looks up", "a man everybody looks up"),
        ("in", "in", "in"),  # a word alone stays what it is
    ],
)
def test_a_source_does_not_end_in_a_word_that_leads_on(text, found, whole):
    assert kept(text, found) == whole


@pytest.mark.parametrize(
    ("source", "whole"),
    [
        ("Outside court, Quell’s sister, Mara", "Quell’s sister, Mara"),
        ("In Karveth, the minister", "the minister"),
        ("Earlier on Monday, she", "she"),
        ("At least two, Mara Quell among them", "At least two, Mara Quell among them"),
        ("Inside sources", "Inside sources"),
        ("Orsk, outside the union, the islands", "Orsk, outside the union, the islands"),
        ("On the Quay", "On the Quay"),
    ],
)
def test_a_source_does_not_begin_with_what_opens_the_sentence(source, whole):
    assert kept(f"{source} said no.", source) == whole


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("the report, which together they wrote, says", "which together", "which"),
        ("banks which Mara Quell, the minister, wants", "which Mara Quell, the minister", "Mara Quell, the minister"),
        ("the man who led them said", "the man who led them", "the man who led them"),
        ("whoever comes says so", "whoever comes", "whoever comes"),
    ],
)
def test_a_relative_pronoun_is_a_source_alone_or_none(text, found, whole):
    assert kept(text, found) == whole


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("after the WHO's decision", "WHO's", "the WHO's"),
        ("as his spokesman said", "spokesman", "his spokesman"),
        ("not everyone agrees", "everyone", "not everyone"),
        ("In General Lonmoyle’s words", "Lonmoyle’s", "General Lonmoyle’s"),
        ("Then Mr. Quell said no", "Quell", "Mr. Quell"),
        ("Then Mr Quell said no", "Mr Quell", "Mr Quell"),
        ("the former President spokesmen said", "spokesmen", "spokesmen"),  # no name follows the title
        ("soothe Quell said", "Quell", "Quell"),
        ("At the Hall, Quell said", "Quell", "Quell"),
        ("by the President, Quell", "Quell", "Quell"),
    ],
)
def test_what_belongs_before_a_source_is_taken_in(text, found, whole):
    assert kept(text, found) == whole


@pytest.mark.parametrize(
    ("text", "cue", "kept"),
    [
        ("A jury has been told that the gates fell.", "has been told", False),
        ("Lena Oskar is accused of opening the gates.", "is accused", False),
        ("She was asked whether the gates fell.", "asked", False),
        # who tells by a passive is its source
        ("The jury was told by Lena Oskar that the gates fell.", "was told", True),
        # no passives of such verbs
        ("Lena Oskar has told them that the gates fell.", "has told", True),
        ("Lena Oskar was quoted as saying that the gates fell.", "was quoted as saying", True),
        ("Lena Oskar was assured that the gates held.", "was assured", True),
        ("The warden was asked. Lena Oskar said the gates fell.", "said", True),
    ],
)
def test_who_is_told_or_asked_is_no_source(text, cue, kept):
    source = next(name for name in ("Lena Oskar", "A jury", "She") if name in text)
    start, place = text.index(source), text.index(cue)
    found = without_addressed(text, [Span(start, start + len(source))], [Span(place, place + len(cue))])
    assert bool(found) == kept


@pytest.mark.parametrize(
    ("text", "source", "whole"),
    [
        (
            "Three officials briefed on the matter said no.",
            "Three officials briefed",
            "Three officials briefed on the matter",
        ),
        ("A report released in 2019 said no.", "A report released", "A report released in 2019"),
        ("A report released, in 2019, said no.", "A report released", "A report released"),
        ("The minister on Friday said no.", "The minister", "The minister"),
        ("Prosecutor Imran Sayed said no.", "Prosecutor Imran", "Prosecutor Imran Sayed"),
        ("The minister Friday said no.", "The minister", "The minister"),
        (
            "The head of Tresk’s largest mine has left, said no.",
            "The head of Tresk’s",
            "The head of Tresk’s largest mine",
        ),
        ("Tresk’s aides, it is said no.", "Tresk’s", "Tresk’s"),
        (
            "Mara Quell, who came here in 2019, said no.",
            "Mara Quell, who came here",
            "Mara Quell, who came here in 2019",
        ),
        ("Some states pushing for aid to Orsk, said no.", "Some states pushing", "Some states pushing for aid to Orsk"),
        ("The meeting in Orsk said no.", "The meeting", "The meeting"),
        # no clause of its subject, no comma behind it
        (
            "The treaty, which most states signed, said no.",
            "The treaty, which most states",
            "The treaty, which most states",
        ),
        ("Mara Quell, who came here then said no.", "Mara Quell, who came here", "Mara Quell, who came here"),
        (
            "Mara Quell, who had sworn to close all the old wooden gates of the harbour by May, said no.",
            "Mara Quell, who had",
            "Mara Quell",
        ),
    ],
)
def test_a_source_keeps_what_describes_it(text, source, whole):
    cue = text.index("said")
    assert described(text, Span(0, len(source)), [Span(cue, cue + 4)]).of(text) == whole


@pytest.mark.parametrize(("text", "whole"), [("many of whom say", "many of whom"), ("many of them say", "many")])
def test_of_whom_belongs_to_the_source(text, whole):
    assert kept(text, "many") == whole


@pytest.mark.parametrize(
    ("text", "source", "stays"),
    [
        ("Asked whether he would go, Oskar shrugged.", "Oskar", False),
        ("Asked by Oskar whether he would go, she shrugged.", "Oskar", True),
        ("Asking whether he would go, Oskar shrugged.", "Oskar", True),
    ],
)
def test_who_is_asked_in_a_participle_is_no_source(text, source, stays):
    start = text.index(source)
    span = Span(start, start + len(source))
    assert without_addressed(text, [span], [Span(0, text.index(" "))]) == ([span] if stays else [])


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Mara Quell, the mayor of Karveth, who came in 2019", "Mara Quell, the mayor of Karveth"),
        ("The port authority, which runs the locks", "The port authority"),
        ("Mara Quell of the Port Union, whose brother was hurt", "Mara Quell of the Port Union"),
        ("Mara Quell, who runs the port", "Mara Quell, who runs the port"),
        ("the men who came in 2019", "the men who came in 2019"),
    ],
)
def test_a_clause_behind_what_tells_already_who_it_is_is_an_aside(words, kept):
    assert without_aside(words, Span(0, len(words))).of(words) == kept


@pytest.mark.parametrize(
    ("text", "source", "cue", "stays"),
    [
        ("Ex-mayor charged with fraud", "Ex-mayor", "charged", False),
        ("Rail firm told to pay", "Rail firm", "told", False),
        ("Oskar freed two men accused of theft.", "two men", "accused", True),
        ("Oskar ordered the release of two men accused of theft.", "two men", "accused", False),
        ("the militia that she accused of theft", "she", "accused", True),
        ("the militia which Tresk accused of theft", "Tresk", "accused", True),
        ("Tresk told deputies to leave.", "Tresk", "told", True),
        ("Quell was also banned from driving and ordered to pay a fine.", "Quell", "ordered", False),
        ("Quell was tired and ordered the men to pay.", "Quell", "ordered", True),
        ("They were put on a bus and told they would not return.", "They", "told", False),
        ("Oskar told they were late.", "Oskar", "told", False),
        ("Oskar, asked about the gates, smiled.", "Oskar", "asked", False),
        ("The miners left. Their leader, Oskar, asked why it was late.", "Oskar", "asked", True),
        ("It was pointed out that the gates were shut.", "It", "was pointed out", False),
        ("It is committed to peace.", "It", "is committed", True),
        ("A stronger figure would dampen hopes for a cut.", "dampen", "hopes", False),
        ("A stronger figure would dampen hopes for a cut.", "A stronger figure would dampen", "hopes", False),
        ("Would miners want a cut?", "miners", "want", True),
        ("Would you pledge a cut?", "you", "pledge", True),
        ("Those who will lose voiced hopes for a cut.", "Those who will lose", "voiced hopes", True),
    ],
)
def test_the_object_of_a_participle_is_no_source(text, source, cue, stays):
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (source, cue)]
    assert bool(without_addressed(text, spans[:1], spans[1:])) == stays


def test_a_dateline_is_no_part_of_a_source():
    text = "OSSUNMAR, Karveth (Merewire) — A judge said no."
    found = source_span(text, Span(0, text.index(" said")))
    assert found is not None
    assert found.of(text) == "A judge"


def test_a_source_begins_behind_the_clause_before_it():
    text = "46 percent would choose Oskar and 44 percent would back Tresk."
    assert kept(text, "46 percent would choose Oskar and 44 percent") == "44 percent"


@pytest.mark.parametrize(
    ("before", "source", "after", "whole"),
    [
        ("In Velm's capital, ", "Orsk, a spokesman for the Hall", " said no.", "a spokesman for the Hall"),
        ("It rained. In the port, ", "Orsk, one woman", " said no.", "one woman"),
        # a comma closes what tells who it is; no place before it
        ("In Velm's capital, ", "Oskar, a spokesman for the Hall", ", said no.", "Oskar, a spokesman for the Hall"),
        ("Late at night, ", "Oskar, a spokesman for the Hall", " said no.", "Oskar, a spokesman for the Hall"),
    ],
)
def test_a_place_in_front_of_a_source_is_no_part_of_it(before, source, after, whole):
    assert kept(before + source + after, source) == whole
