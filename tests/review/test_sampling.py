"""Samples: drawn once, judged by several who do not hear of each other, and nothing in the record changes."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from onrecord.errors import InputError, OptionError, StoreError
from onrecord.evaluate.judgements import Share, Verdict
from onrecord.review import Edit, Place, edit, reject, undo
from onrecord.review.sampling import Plan, Sample, draw, judge, judgements, report, sample_of, samples
from onrecord.review.sheet import judge_sheet, sheet_of
from onrecord.store import Query, Store
from store.articles import article, said, without

YES, NO = Verdict(True), Verdict(False)


@pytest.fixture
def sample(store: Store, document: int) -> Sample:
    return draw(store, Plan(5, "May", seed=7), "Ada")


def first(sample: Sample) -> tuple[int, str]:
    return sample.drawn[0].document, sample.drawn[0].statement


def test_a_sample_is_kept_and_drawn_again_by_its_seed(store: Store, document: int, sample: Sample) -> None:
    assert samples(store) == [sample] == [sample_of(store, sample.key)]
    assert (sample.pool, sample.decided_by, len({one.statement for one in sample.drawn})) == (7, "Ada", 5)
    again = draw(store, Plan(5, "May", seed=7), "Bo")
    assert again.drawn == sample.drawn
    undo(store, [sample.key], "Ada")
    assert samples(store) == [again]
    with pytest.raises(StoreError, match="there is no sample"):
        sample_of(store, sample.key)


def test_filters_and_strata(store: Store, document: int) -> None:
    with store.writing() as writer:
        writer.add(said("No comment.", outlet="The Courier"))
    assert [one.codes["act"] for one in draw(store, Plan(9, query=Query(act="request")), "Ada").drawn] == ["REQUEST"]
    by_outlet = draw(store, Plan(8, by="outlet"), "Ada")
    assert sorted({one.stratum for one in by_outlet.drawn}) == ["Coastwire", "The Courier"]
    with pytest.raises(OptionError, match="no statement fits"):
        draw(store, Plan(9, query=Query("nowhere")), "Ada")
    with pytest.raises(OptionError, match="cannot be drawn"):
        draw(store, Plan(0), "Ada")


def test_rejected_statements_are_not_drawn(store: Store, document: int) -> None:
    ids = [one.id for one in store.reading(document).statements]
    reject(store, [Place(document, ids[0])], "Ada")
    assert {one.statement for one in draw(store, Plan(9), "Ada").drawn} == {*ids[1:]}


def test_values_that_a_person_gave_are_not_the_machines(store: Store, document: int) -> None:
    id = store.reading(document).statements[5].id
    edit(store, [Place(document, id)], Edit(act="CONSULT"), "Ada")
    found = draw(store, Plan(9), "Ada").find(document, id)
    assert found is not None
    assert "act" not in found.codes
    assert found.words["act"] == "CONSULT"
    assert "stance" in found.codes


def test_two_reviewers_do_not_overwrite_each_other(store: Store, document: int, sample: Sample) -> None:
    before, place = store.reading(document), first(sample)
    judge(store, sample.key, place, {"statement": YES, "act": YES}, "Ada")
    judge(store, sample.key, place, {"statement": NO}, "Bo")
    judge(store, sample.key, place, {"statement": YES, "act": Verdict(None, "consult")}, "Ada")
    standing = [(one.decided_by, found.verdicts) for one, found in judgements(store, sample.key)]
    assert standing == [
        ("Bo", {"statement": NO}),
        ("Ada", {"statement": YES, "act": Verdict(False, "consult")}),
    ]
    assert report(store, sample).rows[0].precision == Share(0, 0, split=1)
    assert store.reading(document) == before
    assert store.check() == []


def test_the_machines_own_value_says_that_it_is_right(store: Store, sample: Sample) -> None:
    one = next(one for one in sample.drawn if "act" in one.codes)
    place = one.document, one.statement
    judge(store, sample.key, place, {"act": Verdict(False, one.codes["act"].lower())}, "Ada")
    ((_, judgement),) = judgements(store, sample.key)
    assert judgement.verdicts == {"act": YES}


def test_judgements_hold_nothing_and_outlive_a_new_reading(store: Store, document: int, sample: Sample) -> None:
    numbers = {one.id: number for number, one in enumerate(store.reading(document).statements)}
    judge(store, sample.key, first(sample), {"statement": YES}, "Ada")
    with store.writing() as writer:
        replaced = writer.replace(without(article(), numbers[first(sample)[1]]))
    assert first(sample)[1] in replaced.gone
    assert replaced.kept == ()
    assert report(store, sample).rows[0].precision == Share(1, 1)
    assert store.check() == []


@pytest.mark.parametrize(
    ("verdicts", "problem"),
    [
        ({}, "nothing is judged"),
        ({"tone": YES}, "'tone' is no value"),
        ({"content": Verdict(False, "other words")}, "cannot stand in its place"),
    ],
)
def test_what_makes_no_sense(store: Store, sample: Sample, verdicts: dict[str, Verdict], problem: str) -> None:
    with pytest.raises(OptionError, match=problem):
        judge(store, sample.key, first(sample), verdicts, "Ada")
    with pytest.raises(OptionError, match="is not of sample"):
        judge(store, sample.key, (1, "elsewhere"), {"statement": YES}, "Ada")
    assert judgements(store, sample.key) == []


def filled(sample: Sample, **cells: str) -> str:
    rows = list(csv.DictReader(io.StringIO(sheet_of(sample))))
    rows[0] |= {f"judge_{name}": cell for name, cell in cells.items()}
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_a_sheet_is_filled_and_taken_back(store: Store, sample: Sample) -> None:
    assert judge_sheet(store, sample, filled(sample), "sheet.csv", "Ada") == 0
    text = filled(sample, statement="Yes", content="n", issue="fishing", stance="?")
    assert judge_sheet(store, sample, text, "sheet.csv", "Ada") == 1
    ((made, judgement),) = judgements(store, sample.key)
    assert made.decided_by == "Ada"
    assert judgement.verdicts == {"statement": YES, "content": NO, "issue": Verdict(False, "fishing")}


def test_a_blind_sheet_does_not_tell_what_the_machine_says(store: Store, sample: Sample) -> None:
    head = sheet_of(replace(sample, blind=True)).splitlines()[0].split(",")
    assert {"source words", "judge_act"} <= {*head}
    assert not {"act", "source", "issue"} & {*head}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a,b\n1,2\n", "no sheet of sample"),
        ('sample,document,id,judge_statement\n1,1,"x\n', "broken CSV"),
        ("sample,document,id,judge_statement\n99,1,x,yes\n", "line 2 is about statement 'x' of sample '99'"),
    ],
)
def test_sheets_that_cannot_be_used(store: Store, sample: Sample, text: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        judge_sheet(store, sample, text, "sheet.csv", "Ada")
    with pytest.raises(InputError, match="judge_content: 'half' is no answer"):
        judge_sheet(store, sample, filled(sample, statement="yes", content="half"), "sheet.csv", "Ada")
    assert judgements(store, sample.key) == []
