"""What changed from one version of an article to the next."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from analyse.told import reading
from export.readings import readings
from onrecord.analyse.changes import changes
from onrecord.document import Span
from onrecord.statement import Reading

OLD = [
    ("Lena Oskar", "replied", "“We will accept cargo inspections”"),
    ("Aro Tamm", "said", "that nobody had asked him"),
    ("Ilo Maru", "added", "“The guns stay silent”"),
]
URL = "https://coastwire.example/1"


def test_a_silent_correction_is_found() -> None:
    said = "“We could accept cargo inspections, if it is the Concord that opens the hatches”"
    new = [("Lena Oskar", "replied", said), OLD[1], OLD[2]]
    found = changes(reading(OLD, url=URL), reading(new, url=URL))
    assert (found.added, found.removed, found.unchanged, found.any) == ((), (), 2, True)
    (change,) = found.changed
    assert [(one.tag, one.old.strip(), one.new.strip()) for one in change.words] == [
        ("equal", "“We", "“We"),
        ("changed", "will", "could"),
        ("equal", "accept cargo inspections”", "accept cargo inspections,"),
        ("added", "", "if it is the Concord that opens the hatches”"),
    ]
    assert change.values == ()


def test_a_quotation_that_was_taken_out_and_one_that_came() -> None:
    new = [OLD[0], ("Sella Vind", "said", "the bridge is safe"), OLD[2]]
    found = changes(reading(OLD), reading(new))
    assert [one.speaker.name for one in found.removed] == ["Aro Tamm"]
    assert [one.content for one in found.added] == ["the bridge is safe"]
    assert (found.changed, found.unchanged) == ((), 2)


def test_the_same_words_said_by_somebody_else_now() -> None:
    new = [OLD[0], ("Sella Vind", "said", "that nobody had asked him"), OLD[2]]
    (change,) = changes(reading(OLD), reading(new)).changed
    assert change.values == ("speaker",) and {one.tag for one in change.words} == {"equal"}


def test_words_that_lost_their_quotation_marks() -> None:
    new = [OLD[0], OLD[1], ("Ilo Maru", "added", "The guns stay silent")]
    (change,) = changes(reading(OLD), reading(new)).changed
    assert change.values == ("quote_type",)


def test_statements_that_moved_are_unchanged() -> None:
    found = changes(reading(OLD), reading(OLD[::-1]))
    assert (found.any, found.unchanged) == (False, 3)


def test_repeated_statements_are_counted_one_by_one() -> None:
    twice = [*OLD, ("Ilo Maru", "added", "“The guns stay silent”")]
    found = changes(reading(twice), reading(OLD))
    assert (len(found.removed), found.unchanged) == (0, 3)
    assert [one.content for one in found.only_read] == ["“The guns stay silent”"]


def test_what_only_one_reading_found_is_no_change_of_the_article() -> None:
    whole = reading(OLD)
    missed = replace(whole, statements=whole.statements[:2])
    found = changes(whole, missed)
    assert (found.any, [one.content for one in found.only_read]) == (False, ["“The guns stay silent”"])


def test_more_words_of_the_same_text_are_no_change_of_the_article() -> None:
    whole = reading([("Lena Oskar", "replied", "that the quay stays shut until the pilots come back"), *OLD[1:]])
    (first, *others) = whole.statements
    (content,) = first.attribution.content
    cut = Span(content.start, content.end - len(" until the pilots come back"))
    shorter = replace(first.attribution, content=(cut,))
    found = changes(whole, replace(whole, statements=(replace(first, attribution=shorter), *others)))
    assert (found.any, found.unchanged) == (False, 3)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=50)
@given(readings, readings)
def test_every_statement_is_accounted_for_whatever_it_is(old: Reading, new: Reading) -> None:
    found = changes(old, new)
    told = [sum(bool(one.attribution.content) for one in each.statements) for each in (old, new)]
    paired = len(found.changed) + found.unchanged
    assert len(found.removed) + len(found.added) + len(found.only_read) + 2 * paired == sum(told)
    assert not changes(old, old).any
