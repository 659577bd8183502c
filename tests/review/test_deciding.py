"""Decisions on statements: what they change, what a new reading may not change, what taking them back brings back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from export.coded import LATER, at
from onrecord.codes import Condition, Issue, Recipient
from onrecord.document import Span
from onrecord.errors import OptionError, StoreError
from onrecord.review import Edit, Place, accept, edit, latest, places_of, reject, undo
from onrecord.statement import Resolution, Statement
from onrecord.store import Query, Store, open_store
from store.articles import article, with_statements, without

WHOLE = Edit(
    source=(at("Jorath Vennick"),),
    cue=(),
    content=(at("that monitors should come"), at("after a peace deal")),
    quote_type="indirect",
    negated=True,
    speaker=Resolution("Ghislin Verdassy", "name", "local:verdassy", "person", "Sorrenay", "President"),
    act="REQUEST",
    stance="support",
    issue=Issue("open:observers", "observers", at("monitors")),
    recipients=(Recipient("the Hall", "asked", at("the Hall")), Recipient("Hask", "accused", None, "local:hask")),
    conditions=(Condition("if", at("after a peace deal"), at("after")),),
)


def of(store: Store, document: int, number: int) -> Statement:
    return store.reading(document).statements[number]


def place(store: Store, document: int, number: int) -> Place:
    return Place(document, of(store, document, number).id)


def test_who_and_when(store: Store, document: int) -> None:
    (made,) = accept(store, [place(store, document, 2)], " Ada ")
    assert store.decisions() == [made]
    assert (made.kind, made.decided_by, made.document, made.stands) == ("accept", "Ada", document, True)
    assert datetime.now(UTC) - datetime.fromisoformat(made.decided_at) < timedelta(minutes=1)
    assert store.reading(document) == article()
    (undone,) = undo(store, [made.key], "Bo")
    assert (undone.decided_by, undone.undone_by, undone.stands) == ("Ada", "Bo", False)
    assert store.decisions() == [] and store.decisions(standing=False) == [undone]


def test_accepting_twice_says_it_once_but_two_may_accept(store: Store, document: int) -> None:
    places = [place(store, document, number) for number in (0, 1)]
    first = accept(store, places, "Ada")
    assert accept(store, places, "Ada") == first
    second = accept(store, places, "Bo")
    assert [one.decided_by for one in store.decisions()] == ["Ada", "Ada", "Bo", "Bo"]
    edit(store, places[:1], Edit(act="CONSULT"), "Bo")
    (again,) = accept(store, places[:1], "Ada")
    assert again.key > second[1].key


def test_rejected_statements_are_not_found_until_that_is_taken_back(store: Store, document: int) -> None:
    chosen = place(store, document, 3)
    before = [hit.found.statement.id for hit in store.search(Query("inspections")).hits]
    (made,) = reject(store, [chosen], "Ada")
    assert reject(store, [chosen], "Bo") == (made,)
    assert chosen.statement in before and store.search(Query("inspections")).hits == ()
    with pytest.raises(OptionError, match=f"was rejected by Ada. Take that back first.*{made.key}"):
        accept(store, [chosen], "Bo")
    with pytest.raises(OptionError, match="was rejected by Ada"):
        edit(store, [chosen], Edit(act="STATE"), "Bo")
    undo(store, latest(store, chosen.statement), "Bo")
    assert [hit.found.statement.id for hit in store.search(Query("inspections")).hits] == before
    assert store.check() == []


@pytest.mark.parametrize("number", [0, 2, 6])
def test_an_edit_changes_its_statement_alone_and_taking_it_back_brings_back_all(
    store: Store, document: int, number: int
) -> None:
    before = store.reading(document)
    chosen = place(store, document, number)
    (made,) = edit(store, [chosen], WHOLE, "Ada")
    after = store.reading(document)
    assert made.value["changed"] == [
        *("spans", "quote_type", "negated", "speaker", "act", "stance", "issue", "recipients", "conditions")
    ]
    assert [one for n, one in enumerate(after.statements) if n != number] == [
        one for n, one in enumerate(before.statements) if n != number
    ]
    assert replace(after, statements=()) == replace(before, statements=())
    now = after.statements[number]
    assert now.id == chosen.statement and now.vector == before.statements[number].vector
    assert (now.attribution.content, now.attribution.cue, now.attribution.method) == (WHOLE.content, (), "human")
    assert now.resolution == replace(WHOLE.speaker, method="human")  # type: ignore[type-var]
    coding = now.codings[0]
    assert (coding.act.value, coding.act.method, coding.stance.value, coding.mode) == (
        "REQUEST",
        "human",
        "support",
        None,
    )
    assert coding.issue == replace(WHOLE.issue, method="human")  # type: ignore[type-var]
    assert [(one.name, one.method) for one in coding.recipients] == [("the Hall", "human"), ("Hask", "human")]
    assert coding.conditions == (replace(WHOLE.conditions[0], method="human"),)  # type: ignore[index]
    found = store.search(Query("monitors should come", actor="Verdassy", recipient="Hask", issue="observers")).hits
    assert [hit.found.statement for hit in found] == [replace(now, attribution=replace(now.attribution, parent=None))]
    assert store.check() == []
    undo(store, [made.key], "Bo")
    assert store.reading(document) == before
    assert store.check() == []


def test_edits_are_taken_back_one_after_the_other(store: Store, document: int) -> None:
    chosen = place(store, document, 2)
    seen, made = [store.reading(document)], []
    for change in (Edit(act="ACCUSE"), Edit(stance="oppose"), Edit(conditions=()), Edit(no_issue=True, act="unclear")):
        made.append(edit(store, [chosen], change, "Ada")[0].key)
        seen.append(store.reading(document))
    with pytest.raises(
        OptionError, match=f"decision {made[1]} is not the last one .*Take back decision {made[3]} first"
    ):
        undo(store, [made[1]], "Ada")
    for reading in reversed(seen[:-1]):
        assert store.reading(document) != reading
        undo(store, latest(store, chosen.statement), "Ada")
        assert store.reading(document) == reading
    with pytest.raises(OptionError, match=f"decision {made[0]} was taken back by Ada at "):
        undo(store, [made[0]], "Ada")
    with pytest.raises(StoreError, match=r"no decision on statement .* stands"):
        latest(store, chosen.statement)


def test_several_are_taken_back_together_or_none(store: Store, document: int) -> None:
    before, chosen = store.reading(document), place(store, document, 1)
    keys = [edit(store, [chosen], Edit(act=act), "Ada")[0].key for act in ("REJECT", "AID", "PROTEST")]
    after = store.reading(document)
    with pytest.raises(StoreError, match="there is no decision 99"):
        undo(store, [*keys[1:], 99], "Ada")
    with pytest.raises(OptionError, match="is not the last one"):
        undo(store, [keys[0], keys[2]], "Ada")
    assert store.reading(document) == after and len(store.decisions()) == 3
    undo(store, keys, "Ada")
    assert store.reading(document) == before


@pytest.mark.parametrize("decide", ["accept", "edit"])
def test_a_new_reading_does_not_change_what_was_decided(store: Store, document: int, decide: str) -> None:
    chosen = place(store, document, 2)
    if decide == "accept":
        accept(store, [chosen], "Ada")
    else:
        edit(store, [chosen], replace(WHOLE, content=(at("should come"),)), "Ada")
    held = of(store, document, 2)
    reading = article()
    other = [replace(one, attribution=replace(one.attribution, score=0.5), codings=()) for one in reading.statements]
    with store.writing() as writer:
        writer.replace(with_statements(reading, other))
        assert of(store, document, 2) == held
        assert [one.codings for one in store.reading(document).statements].count(()) == 6
        writer.replace(without(reading, 2))
    assert held in store.reading(document).statements
    assert store.check() == []


def test_an_edit_is_taken_back_after_a_new_reading(store: Store, document: int) -> None:
    before = of(store, document, 4)
    (made,) = edit(store, [Place(document, before.id)], WHOLE, "Ada")
    with store.writing() as writer:
        writer.replace(without(article(), 0, 1))
    undo(store, [made.key], "Ada")
    assert of(store, document, 2) == before
    assert [one.model for one in store.statements(Query(actor="local:verdassy", act="AGREE"))] == [
        "en-1@sha256:0123abcd"
    ]
    with store.writing() as writer:
        writer.replace(without(article(), 4))
    assert before.id not in [one.id for one in store.reading(document).statements]


def test_a_rejection_goes_over_to_a_new_reading_and_is_taken_back_there(store: Store, document: int) -> None:
    reading, chosen = article(), place(store, document, 3)
    (made,) = reject(store, [chosen], "Ada")
    moved = replace(reading.statements[3], id="fedcba9876543210")
    with store.writing() as writer:
        writer.replace(with_statements(reading, [*reading.statements[:3], moved, *reading.statements[4:]]))
    assert store.search(Query("inspections")).hits == ()
    assert latest(store, chosen.statement) == latest(store, moved.id) == (made.key,)
    undo(store, [made.key], "Ada")
    assert [hit.found.statement.id for hit in store.search(Query("inspections")).hits] == [moved.id]


def test_copies_of_a_text_have_the_same_statements(store: Store, document: int) -> None:
    with store.writing() as writer:
        copy = writer.add(article(outlet="Harbour Post")).document
    id = of(store, document, 0).id
    with pytest.raises(StoreError, match=f"is in several documents. Give one of {document}:{id}, {copy}:{id}"):
        places_of(store, id)
    assert places_of(store, f"{copy}:{id}") == (Place(copy, id),)
    both = places_of(store, id, copies=True)
    assert both == (Place(document, id), Place(copy, id))
    before = store.reading(copy)
    made = edit(store, both, Edit(stance="neutral"), "Ada")
    assert [one.document for one in made] == [document, copy]
    assert latest(store, id) == tuple(one.key for one in made)
    undo(store, latest(store, f"{copy}:{id}"), "Ada")
    assert store.reading(copy) == before and of(store, document, 0).codings[0].stance.value == "neutral"


def test_all_or_nothing_of_several_statements(store: Store, document: int) -> None:
    before = store.reading(document)
    chosen = [place(store, document, 1), place(store, document, 4)]
    reject(store, chosen[1:], "Ada")
    with pytest.raises(OptionError, match="was rejected"):
        accept(store, chosen, "Bo")
    with pytest.raises(OptionError, match="was rejected"):
        edit(store, chosen, Edit(stance="neutral"), "Bo")
    assert [one.kind for one in store.decisions()] == ["reject"] and store.reading(document) == before


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (Edit(content=()), "content: it is empty"),
        (Edit(content=(Span(5, 5),)), "content: 5-5 is no place"),
        (Edit(cue=(Span(9, 12), Span(2, 5))), "cue: 2-5 is no place that comes next"),
        (Edit(source=(Span(2, 5), Span(4, 8))), "source: 4-8 is no place"),
        (Edit(content=(Span(0, 10**20),)), "content: 0-1.* in a text of"),
        (Edit(act="PRAISE"), "act: "),  # type: ignore[arg-type]
        (Edit(stance="against"), "stance: "),  # type: ignore[arg-type]
        (Edit(quote_type="loose"), "quote_type: "),  # type: ignore[arg-type]
        (Edit(recipients=(Recipient("Hask", "told"),)), "recipients.*role"),  # type: ignore[arg-type]
        (Edit(conditions=(Condition("when", Span(0, 5)),)), "conditions.*type"),  # type: ignore[arg-type]
        (Edit(conditions=(Condition("if", Span(0, 10**6)),)), "conditions"),
        (Edit(coding=3, act="AID"), "coding 3 of statement .* does not exist: it has 1"),
        (Edit(coding=-1, act="AID"), "coding -1"),
        (Edit(), "is like that already"),
        (Edit(conditions=(replace(LATER, method="human", score=1.0),), coding=0), ""),
    ],
)
def test_edits_that_make_no_sense(store: Store, document: int, change: Edit, message: str) -> None:
    before = store.reading(document)
    if not message:
        edit(store, [place(store, document, 0)], change, "Ada")
        return
    with pytest.raises(OptionError, match=message):
        edit(store, [place(store, document, 0)], change, "Ada")
    assert store.reading(document) == before and store.decisions(standing=False) == []


def test_the_next_number_adds_a_coding(store: Store, document: int) -> None:
    before = store.reading(document)
    (made,) = edit(store, [place(store, document, 0)], Edit(coding=1, act="AID"), "Ada")
    first, second = of(store, document, 0).codings
    assert first == before.statements[0].codings[0]
    assert (second.act.value, second.stance.value, second.stance.score) == ("AID", "unclear", 0.0)
    undo(store, [made.key], "Ada")
    assert store.reading(document) == before


@pytest.mark.parametrize("by", ["", "  ", "A\nB", "x" * 201, "\x1b[31m"])
def test_somebody_decides(store: Store, document: int, by: str) -> None:
    with pytest.raises(OptionError, match="is no name of a person"):
        accept(store, [place(store, document, 0)], by)


def test_what_is_not_there(store: Store, document: int) -> None:
    for name in ("0000000000000000", f"{document + 1}:{of(store, document, 0).id}", "' OR 1=1 --"):
        with pytest.raises(StoreError, match="there is no statement"):
            places_of(store, name)
    with pytest.raises(OptionError, match="is no statement"):
        places_of(store, "x:0000000000000000")
    with pytest.raises(StoreError, match="there is no statement 00 in document"):
        accept(store, [Place(document, "00")], "Ada")
    if store.address.path is not None:
        with open_store(store.address.path, read_only=True) as reader:
            with pytest.raises(StoreError, match="opened to be read only"):
                accept(reader, [place(reader, document, 0)], "Ada")


def test_decisions_that_others_wrote_are_taken_back_too(store: Store, document: int) -> None:
    before, id = store.reading(document), of(store, document, 0).id
    with store.writing() as writer:
        keys = [writer.decide(kind, "Bo", None, document=document, statement=id) for kind in ("accept", "edit")]
        keys += [writer.decide("merge", "Bo", {"note": "one"}), writer.decide("coded", "Bo", document=document)]
    with pytest.raises(OptionError, match="of the kind 'coded', which review does not make"):
        undo(store, keys, "Ada")
    undo(store, keys[:3], "Ada")
    assert store.reading(document) == before and [one.kind for one in store.decisions()] == ["coded"]
