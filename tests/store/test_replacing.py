"""A new reading of a document: the old one is kept, what people decided stays, and what changed is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from databases import LONG
from export.readings import readings
from onrecord.codes import Judged
from onrecord.contract import to_contract
from onrecord.document import Span
from onrecord.errors import StoreError
from onrecord.statement import Attribution, Reading, Statement, statement_id
from onrecord.store import Change, Query, Store
from onrecord.store.rows.replacing import paired, plan_of
from store.articles import article, said, with_statements, without


def moved(reading: Reading, number: int) -> Statement:
    """A statement whose content begins a little later, so that it has another id."""
    one = reading.statements[number]
    (content,) = one.attribution.content
    attribution = replace(one.attribution, content=(Span(content.start + 3, content.end),))
    return replace(one, id=statement_id(reading.document.id, attribution), attribution=attribution)


def changed(reading: Reading, number: int, act: str = "SUPPORT") -> Statement:
    """A statement with another act."""
    one = reading.statements[number]
    (coding,) = one.codings
    return replace(one, codings=(replace(coding, act=Judged(act, "model", 0.5)),))  # type: ignore[arg-type]


def ids(reading: Reading) -> list[str]:
    return [one.id for one in reading.statements]


def test_what_changed_is_told_and_the_old_reading_is_kept(store: Store) -> None:
    old = article()
    statements = [*old.statements]
    new = with_statements(old, [changed(old, 0), moved(old, 1), *statements[3:]])
    with store.writing() as writer:
        key = writer.add(old).document
        told = writer.replace(new)
    assert (told.added, told.gone, told.kept) == ((), (old.statements[2].id,), ())
    assert told.changed == (
        Change(old.statements[0].id, old.statements[0].id, ("act",)),
        Change(old.statements[1].id, new.statements[1].id, ("spans",)),
    )
    assert store.reading(key) == new
    (past,) = store.past(key)
    assert (past.key, past.document, past.model) == (told.past, key, "en-1@sha256:0123abcd")
    assert to_contract(past.reading) == to_contract(old)
    assert store.check() == []
    assert store.search(Query(act="SUPPORT")).total == 1


def test_the_old_reading_comes_back_or_is_forgotten(store: Store) -> None:
    old = article()
    with store.writing() as writer:
        key = writer.add(old).document
        told = writer.replace(without(old, 0, 1))
        back = writer.restore(told.past)
        assert len(back.added) == 2
        assert to_contract(store.reading(key)) == to_contract(old)
        (past,) = store.past(key)
        assert len(past.reading.statements) == 5
        assert writer.forget_past(key) == 1
        assert store.past(key) == []
        with pytest.raises(StoreError, match="there is no earlier reading 99"):
            writer.restore(99)


def test_what_a_person_decided_is_not_overwritten(store: Store) -> None:
    old = article()
    accepted, edited, rejected, withdrawn = (old.statements[number].id for number in range(4))
    new = with_statements(
        old, [moved(old, 0), changed(old, 1), moved(old, 2), changed(old, 3, "AID"), *old.statements[4:]]
    )
    with store.writing() as writer:
        key = writer.add(old).document
        writer.decide("accept", "Ada", document=key, statement=accepted)
        writer.decide("edit", "Ada", {"act": "REQUEST"}, document=key, statement=edited)
        writer.decide("reject", "Bo", document=key, statement=rejected)
        taken_back = writer.decide("accept", "Bo", document=key, statement=withdrawn)
        writer.undo(taken_back, "Ada")
        told = writer.replace(new)
    assert told.moved == ((rejected, new.statements[2].id),)
    assert {one.old: one.kept for one in told.changed} == {
        accepted: True,
        edited: True,
        rejected: False,
        withdrawn: False,
    }
    stored = store.reading(key)
    assert stored.statements == (old.statements[0], old.statements[1], *new.statements[2:])
    found = {one.kind: one for one in store.decisions(document=key)}
    assert (found["reject"].statement, found["reject"].first_statement) == (new.statements[2].id, rejected)
    assert found["edit"].value == {"act": "REQUEST"}
    assert store.check() == []
    models = {one.statement.id: one.model for one in store.statements()}
    assert models[accepted] == "en-1@sha256:0123abcd"
    assert models[withdrawn] is None
    assert new.statements[2].id not in models  # rejected


def test_a_decided_statement_that_the_new_reading_has_not_stays_in_its_place(store: Store) -> None:
    old = article()
    accepted = old.statements[2].id
    with store.writing() as writer:
        key = writer.add(old).document
        writer.decide("accept", "Ada", document=key, statement=accepted)
        told = writer.replace(without(old, 2, 5))
        assert told.gone == (accepted, old.statements[5].id)
        assert told.kept == (accepted,)
        assert ids(store.reading(key)) == ids(without(old, 5))
        writer.replace(without(old, 2))
        assert ids(store.reading(key)) == ids(old)
    assert store.check() == []


def test_a_rejection_outlives_a_reading_that_has_no_such_statement(store: Store) -> None:
    old = article()
    with store.writing() as writer:
        key = writer.add(old).document
        writer.decide("reject", "Ada", document=key, statement=old.statements[2].id)
        told = writer.replace(without(old, 2))
        assert told.kept == (old.statements[2].id,)
        assert store.count(Query()) == 6
        later = with_statements(old, [*old.statements[:2], moved(old, 2), *old.statements[3:]])
        assert writer.replace(later).moved == ((old.statements[2].id, later.statements[2].id),)
        assert store.count(Query()) == 6
    assert store.check() == []


def test_the_entity_of_a_speaker_who_stays_is_kept(store: Store) -> None:
    old = article()
    with store.writing() as writer:
        key = writer.add(old).document
        writer.decide("accept", "Ada", document=key, statement=old.statements[0].id)
        writer.replace(replace(without(old, 0), entities=()))
    assert [one.entity.id for one in store.reading(key).entities] == ["local:vennick"]


def test_what_a_person_made_gives_way_to_another_person_only() -> None:
    found = article()
    made = replace(found.statements[0], attribution=replace(found.statements[0].attribution, method="human"))
    old = with_statements(found, [made, *found.statements[1:]])
    new = with_statements(found, [changed(found, 0), *found.statements[1:]])
    assert plan_of(old, new, ()).reading.statements[0] == made
    again = replace(changed(found, 0), attribution=made.attribution)
    assert plan_of(old, with_statements(found, [again]), ()).reading.statements == (again,)


def test_nested_statements_follow_those_that_hold_them() -> None:
    found = article()
    outer, inner = found.statements[0], replace(found.statements[1], parent=found.statements[0].id)
    old = with_statements(found, [outer, inner])
    later = moved(found, 0)
    new = with_statements(found, [later, replace(inner, parent=later.id)])
    kept_inner = plan_of(old, new, {inner.id})
    assert [one.parent for one in kept_inner.reading.statements] == [None, later.id]
    kept_outer = plan_of(old, new, {outer.id})
    assert [one.parent for one in kept_outer.reading.statements] == [None, outer.id]


def test_statements_are_the_same_where_half_of_their_characters_are() -> None:
    def statement(start: int, end: int) -> Statement:
        attribution = Attribution((), (), (Span(start, end),), "direct")
        return Statement(f"{start}-{end}", attribution)

    old, new = [statement(0, 100), statement(200, 210)], [statement(0, 49), statement(40, 100), statement(205, 300)]
    assert paired(old, new) == {"0-100": "40-100"}
    assert paired([statement(0, 0)], [statement(0, 0)]) == {"0-0": "0-0"}


@settings(max_examples=400 if LONG else 15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(readings, readings)
def test_any_plan_holds_on_to_what_was_decided(old: Reading, new: Reading) -> None:
    decided = {one.id for one in old.statements[:1]}
    plan = plan_of(old, new, decided)
    there = [one.id for one in plan.reading.statements]
    assert decided <= set(there)
    assert {one.id for one in new.statements} <= set(there) | set(plan.pairs.values()) | {
        after for before, after in paired(old.statements, new.statements).items() if before in plan.kept
    }


def test_a_document_that_is_not_there_cannot_be_read_anew(store: Store) -> None:
    with store.writing() as writer, pytest.raises(StoreError, match="there is no outlet Coastwire"):
        writer.replace(article())


def test_decisions_are_about_something_and_are_taken_back_once(store: Store) -> None:
    reading = said("Rain.")
    with store.writing() as writer:
        key = writer.add(reading).document
        merged = writer.decide("merge_actors", "Ada", {"from": "local:a", "to": "local:b"})
        named = writer.decide("note", "Ada", "later", document=key)
        with pytest.raises(StoreError, match="there is no statement nowhere in document 1"):
            writer.decide("accept", "Ada", document=key, statement="nowhere")
        with pytest.raises(StoreError, match="there is no document 9"):
            writer.decide("accept", "Ada", document=9)
        writer.undo(merged, "Bo")
        with pytest.raises(StoreError, match=f"there is no standing decision {merged}"):
            writer.undo(merged, "Bo")
    assert [one.key for one in store.decisions()] == [named]
    first, _ = store.decisions(standing=False)
    assert (first.kind, first.value, first.undone_by, first.stands) == (
        "merge_actors",
        {"from": "local:a", "to": "local:b"},
        "Bo",
        False,
    )
