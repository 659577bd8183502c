"""Analyses with plain values, for JSON and CSV: what the commands, the pages and the API tell of them alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from onrecord.analyse.conditions_map import Bond, Claim, ConditionsMap
from onrecord.analyse.frames import Frame
from onrecord.analyse.matters import Matter
from onrecord.analyse.network import Network
from onrecord.analyse.positions import Cell, Party, Positions, Topic
from onrecord.analyse.turns import Course, Stage, Turn, evidence
from onrecord.store.records import StoredStatement

POSITIONS = (
    *("actor", "name", "type", "country", "issue", "label", "period"),
    *("support", "oppose", "conditional", "neutral", "n", "net", "net_low", "net_high"),
    *("tellings", "reviewed", "score", "first", "last", "flags"),
)
CHANGES = (
    *("actor", "name", "issue", "label", "kind", "from", "to", "from_last", "to_first", "from_n", "to_n"),
    *("side", "day", "stance", "score", "reviewed", "outlet", "document", "statement", "content"),
)
CONDITIONS = (
    *("actor", "name", "role", "type", "about", "about_label", "on", "on_label", "words", "on_whom"),
    *("stances", "utterances", "tellings", "score", "reviewed", "first", "last", "document", "statement"),
)
NETWORK = ("one", "one_name", "other", "other_name", "weight", "congruence", "conflict", "issues")
FRAMES = ("period", *NETWORK)
#: Statements by their keys.
Statements = Mapping[int, StoredStatement]


def positions_fields(found: Positions) -> dict[str, Any]:
    """Return positions for JSON."""
    return {
        "utterances": found.utterances,
        "actors": [party._asdict() for party in found.actors],
        "issues": [topic._asdict() for topic in found.issues],
        "periods": list(found.periods),
        "cells": [cell_fields(*of) for of in ordered_cells(found)],
    }


def positions_rows(found: Positions) -> Iterator[list[Any]]:
    """Yield the rows of :data:`POSITIONS`."""
    for of in ordered_cells(found):
        values = {**cell_fields(*of), "flags": "; ".join(of[0].flags)}
        yield [values[name] for name in POSITIONS]


def ordered_cells(found: Positions) -> Iterator[tuple[Cell, Party, Topic]]:
    """Yield the cells by actor, then by issue, those with most utterances first, then by time."""
    parties = {party.key: (number, party) for number, party in enumerate(found.actors)}
    topics = {topic.id: (number, topic) for number, topic in enumerate(found.issues)}

    def place(cell: Cell) -> tuple[int, int, str]:
        return parties[cell.actor][0], topics[cell.issue][0], cell.period

    for cell in sorted(found.cells.values(), key=place):
        yield cell, parties[cell.actor][1], topics[cell.issue][1]


def cell_fields(cell: Cell, party: Party, topic: Topic) -> dict[str, Any]:
    """Return a position."""
    low, high = cell.interval
    return {
        "actor": party.key,
        "name": party.name,
        "type": party.type,
        "country": party.country,
        "issue": topic.id,
        "label": topic.label,
        "period": cell.period,
        **cell.counts(),
        "n": cell.n,
        "net": round(cell.net, 4),
        "net_low": round(low, 4),
        "net_high": round(high, 4),
        "tellings": cell.tellings,
        "reviewed": cell.reviewed,
        "score": round(cell.score, 4),
        "first": cell.first,
        "last": cell.last,
        "flags": list(cell.flags),
    }


def shown_statements(courses: Iterable[Course]) -> set[int]:
    """Return the keys of the statements that show the turns of courses."""
    turns = [turn for course in courses for turn in course.turns]
    before = {one.key for turn in turns for one in evidence(turn.before, late=True)}
    return before | {one.key for turn in turns for one in evidence(turn.after, late=False)}


def course_fields(course: Course, statements: Statements) -> dict[str, Any]:
    """Return a course for JSON."""
    return {
        "actor": course.actor,
        "name": course.name,
        "issue": course.issue,
        "label": course.label,
        "dropped": course.dropped,
        "stages": [
            {"stance": one.stance, "first": one.first, "last": one.last, "utterances": len(one.said)}
            for one in course.stages
        ],
        "turns": [
            {
                "kind": turn.kind,
                "before": stage_fields(turn.before, statements, late=True),
                "after": stage_fields(turn.after, statements, late=False),
            }
            for turn in course.turns
        ],
    }


def stage_fields(stage: Stage, statements: Statements, *, late: bool) -> dict[str, Any]:
    """Return the stance of a stage, and the statements that show it best at its end or its beginning."""
    said = [
        {
            "document": statements[one.key].document.key,
            "statement": statements[one.key].statement.id,
            "day": one.day,
            "outlet": statements[one.key].document.outlet,
            "score": one.score,
            "reviewed": one.reviewed,
            "content": statements[one.key].content,
        }
        for one in evidence(stage, late=late)
    ]
    return {"stance": stage.stance, "statements": said}


def course_rows(course: Course, turns: Iterable[Turn], statements: Statements) -> Iterator[list[Any]]:
    """Yield the rows of :data:`CHANGES` for some turns of a course."""
    for turn in turns:
        about: list[Any] = [course.actor, course.name, course.issue, course.label, turn.kind]
        about += [turn.before.stance, turn.after.stance, turn.before.last, turn.after.first]
        about += [len(turn.before.said), len(turn.after.said)]
        for side, stage in (("before", turn.before), ("after", turn.after)):
            for one in stage_fields(stage, statements, late=side == "before")["statements"]:
                facts = [one["day"], stage.stance, one["score"], one["reviewed"], one["outlet"]]
                yield [*about, side, *facts, one["document"], one["statement"], one["content"]]


def conditions_fields(found: ConditionsMap, statements: Statements) -> dict[str, Any]:
    """Return the conditions map for JSON."""
    return {
        "conditions": [bond_fields(one, statements) for one in found.bonds],
        "arrows": [
            {
                "first": one.order.first._asdict(),
                "then": one.order.then._asdict(),
                "types": list(one.types),
                "utterances": one.utterances,
                "claims": [_claim(claim, statements) for claim in one.claims],
            }
            for one in found.arrows
        ],
        "contradictions": [
            {
                "first": one.order.first._asdict(),
                "then": one.order.then._asdict(),
                "wanted": [_claim(claim, statements) for claim in one.wanted],
                "reverse": [_claim(claim, statements) for claim in one.reverse],
            }
            for one in found.contradictions
        ],
    }


def conditions_rows(found: ConditionsMap, statements: Statements) -> Iterator[list[Any]]:
    """Yield the rows of :data:`CONDITIONS`."""
    for one in found.bonds:
        values = bond_fields(one, statements)
        values["stances"] = "; ".join(f"{name}: {number}" for name, number in one.stances)
        yield [values[name] for name in CONDITIONS]


def bond_fields(one: Bond, statements: Statements) -> dict[str, Any]:
    """Return a condition."""
    found = statements[one.key]
    return {
        "actor": one.actor,
        "name": one.name,
        "role": one.role,
        "type": one.type,
        **_matter("about", one.about),
        **_matter("on", one.on),
        "words": one.words,
        "on_whom": one.on_whom,
        "stances": dict(one.stances),
        "utterances": one.utterances,
        "tellings": one.tellings,
        "score": round(one.score, 4),
        "reviewed": one.reviewed,
        "first": one.first,
        "last": one.last,
        "document": found.document.key,
        "statement": found.statement.id,
    }


def _claim(claim: Claim, statements: Statements) -> dict[str, Any]:
    found = statements[claim.key]
    values = {name: value for name, value in claim._asdict().items() if name != "key"}
    return {**values, "document": found.document.key, "statement": found.statement.id}


def _matter(name: str, matter: Matter | None) -> dict[str, str | None]:
    return {name: matter and matter.id, f"{name}_label": matter and matter.label}


def network_fields(found: Network) -> dict[str, Any]:
    """Return a network for JSON."""
    design = found.design
    return {"design": {name: getattr(design, name) for name in design.__slots__}, **_linked(found)}


def _linked(found: Network) -> dict[str, Any]:
    return {
        "nodes": [node._asdict() for node in found.nodes],
        "edges": [{**edge._asdict(), "issues": list(edge.issues)} for edge in found.edges],
    }


def frames_fields(found: Iterable[Frame]) -> list[dict[str, Any]]:
    """Return the networks of periods for JSON."""
    return [{"period": one.period, "utterances": one.utterances, **_linked(one.network)} for one in found]


def frames_rows(found: Iterable[Frame]) -> Iterator[list[Any]]:
    """Yield the rows of :data:`FRAMES`."""
    for frame in found:
        for row in network_rows(frame.network):
            yield [frame.period, *row]


def network_rows(found: Network) -> Sequence[list[Any]]:
    """Return the rows of :data:`NETWORK`; in two modes congruence is support, and conflict opposition."""
    names = {node.id: node.label for node in found.nodes}
    return [
        [
            *(edge.one, names[edge.one], edge.other, names[edge.other]),
            *(edge.weight, edge.congruence, edge.conflict, "; ".join(edge.issues)),
        ]
        for edge in found.edges
    ]
