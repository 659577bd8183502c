"""Samples for review: statements drawn at random, and what each reviewer says of them.

A sample and its judgements are decisions like others, with who and when, and can be taken back. But a judgement changes
nothing in the record and holds nothing: it says of the values that were drawn whether they are right. So any number of
people judge the same statement without hearing of each other, and a new reading leaves the figures as they are.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from secrets import randbelow
from typing import TYPE_CHECKING, Any, Literal

from onrecord.errors import OptionError, StoreError
from onrecord.evaluate.drawing import drawn, drawn_by
from onrecord.evaluate.judgements import STATEMENT, Judgement, Report, Unit, Verdict, report_of
from onrecord.review.session import deciding, decisions
from onrecord.store import Decision, Query, Store, StoredStatement
from onrecord.store.asking.queue import Candidate, candidates
from onrecord.store.asking.search import stored_statements
from onrecord.store.database import schema
from onrecord.store.rows.wording import folded

if TYPE_CHECKING:
    from sqlalchemy import Connection

SAMPLE, JUDGE = "sample", "judge"
#: What is judged of a statement, in the order of its columns.
VALUES = (STATEMENT, "source", "content", "act", "issue", "stance", "recipients", "conditions")
#: Values that are right or wrong as they stand; nobody is asked for another one.
WHOLE = (STATEMENT, "content", "recipients", "conditions")
#: Largest sample.
LARGEST = 5000
#: Characters of a name, and of a value that a reviewer gives.
LONGEST = 200
_SEEDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be drawn.

    Attributes
    ----------
    seed : int or None
        The same seed draws the same; one is made up where there is none.
    query : Query
        What it is drawn from; order and page do not count.
    by : {"outlet", "act"} or None
        Draw from each in proportion to its size.
    blind : bool
        Reviewers are not shown what the machine says.
    """

    size: int
    name: str = ""
    seed: int | None = None
    query: Query = field(default_factory=Query)
    by: Literal["outlet", "act"] | None = None
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A statement of a sample, with what was in the record when it was drawn.

    Attributes
    ----------
    codes : mapping
        The machine's values by name; where it said nothing, or a person did, there is none.
    words : mapping
        Values and spans as people read them.
    """

    document: int
    statement: str
    stratum: str
    codes: Mapping[str, str]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample of the record; ``pool`` is how many statements it was drawn from."""

    key: int
    name: str
    seed: int
    by: Literal["outlet", "act"] | None
    blind: bool
    pool: int
    filters: Mapping[str, str]
    drawn: tuple[Drawn, ...]
    decided_by: str
    decided_at: str

    def find(self, document: int, statement: str) -> Drawn | None:
        """Return a statement of it, None for another one."""
        return next((one for one in self.drawn if (one.document, one.statement) == (document, statement)), None)


def draw(store: Store, plan: Plan, by: str) -> Sample:
    """Draw a sample and keep it in the record.

    Raises
    ------
    OptionError
        If the size makes no sense, or nothing fits the filters.
    """
    if not 1 <= plan.size <= LARGEST:
        raise OptionError(f"a sample of {plan.size:,} statements cannot be drawn. Give 1 to {LARGEST:,}")
    seed = randbelow(_SEEDS) if plan.seed is None else plan.seed
    with store.connection() as connection:
        pool = {f"{one.document}:{one.statement}": one for one in candidates(connection, plan.query)}
        strata = {id: (getattr(one, plan.by) or "") if plan.by else "" for id, one in pool.items()}
        ids = drawn_by(strata, plan.size, seed) if plan.by else drawn(pool, plan.size, seed)
        chosen = [_drawn(pool[id], one, strata[id]) for id, one in _statements(connection, pool, ids)]
    if not chosen:
        raise OptionError("no statement fits the filters of the sample. Give fewer of them")
    value = {
        "name": _named(plan.name or f"{len(chosen)} of {len(pool):,}"),
        "seed": seed,
        "by": plan.by,
        "blind": plan.blind,
        "pool": len(pool),
        "filters": _filters(plan.query),
        "statements": chosen,
    }
    with deciding(store, by) as session:
        return _sample(session.decide(SAMPLE, value))


def samples(store: Store) -> list[Sample]:
    """Return the samples of a record that were not taken back, the first one first."""
    table = schema.decisions
    with store.connection() as connection:
        return [_sample(one) for one in decisions(connection, table.c.kind == SAMPLE, table.c.undone_at.is_(None))]


def sample_of(store: Store, key: int) -> Sample:
    """Return a sample.

    Raises
    ------
    StoreError
        If there is none with this key, or it was taken back.
    """
    with store.connection() as connection:
        return _found(connection, key, store.address.name)


def judge(store: Store, sample: int, place: tuple[int, str], verdicts: Mapping[str, Verdict], by: str) -> Decision:
    """Say of a statement of a sample which of its values are right; what the same reviewer said before is taken back.

    Raises
    ------
    OptionError
        If a value is none that is judged, or the statement is not of the sample; nothing is stored then.
    StoreError
        If there is no such sample.
    """
    return judge_all(store, sample, {place: verdicts}, by)[0]


def judge_all(
    store: Store, sample: int, verdicts: Mapping[tuple[int, str], Mapping[str, Verdict]], by: str
) -> list[Decision]:
    """Do what :func:`judge` does for several statements: all is stored, or nothing."""
    made = []
    with deciding(store, by) as session:
        drawn = {(one.document, one.statement): one for one in _found(session.connection, sample, session.name).drawn}
        before = [one for one in _judged(session.connection, sample) if one.decided_by == session.by]
        for place, given in verdicts.items():
            if place not in drawn:
                raise OptionError(f"statement {place[1]} is not of sample {sample}. Give one that was drawn")
            value = {"sample": sample, "statement": place[1], "verdicts": _plain(given, drawn[place])}
            for one in before:
                if (one.document, one.value["statement"]) == place:
                    session.take_back(one)
            made.append(session.decide(JUDGE, value, document=place[0]))
    return made


def judgements(store: Store, sample: int) -> list[tuple[Decision, Judgement]]:
    """Return the standing judgements of a sample with their decisions, the first one first."""
    with store.connection() as connection:
        return [(one, _judgement(one)) for one in _judged(connection, sample)]


def report(store: Store, sample: Sample) -> Report:
    """Return what the judgements of a sample come to."""
    units: dict[Hashable, Unit] = {(one.document, one.statement): Unit(one.codes, one.stratum) for one in sample.drawn}
    return report_of(VALUES, units, [one for _, one in judgements(store, sample.key)])


def codes_of(found: StoredStatement) -> tuple[dict[str, str], dict[str, str]]:
    """Return the machine's values of a statement that can be right or wrong, and all values as people read them.

    A value that a person gave, and one that the machine did not give (``unclear``, an unknown source, no issue), is
    among the words only. Of several codings of one statement the first counts.
    """
    statement = found.statement
    attribution, resolution = statement.attribution, statement.resolution
    coding = statement.codings[0] if statement.codings else None
    by_machine = "yes" if attribution.method != "human" else None
    codes: dict[str, str | None] = {STATEMENT: by_machine, "content": by_machine and "as marked"}
    words = {"source": resolution.name if resolution else "unknown"}
    words |= {"source words": found.source, "cue": found.cue, "content": found.content}
    if resolution is not None and resolution.method not in ("human", "none"):
        codes["source"] = resolution.entity or folded(resolution.name)
    if coding is not None:
        issue = coding.issue
        words |= {"act": coding.act.value, "stance": coding.stance.value, "issue": issue.label if issue else "none"}
        words["recipients"] = "; ".join(f"{one.name} ({one.role})" for one in coding.recipients) or "none"
        words["conditions"] = "; ".join(one.type for one in coding.conditions) or "none"
        for name, value in (("act", coding.act), ("stance", coding.stance)):
            codes[name] = None if "human" in value.method or value.value == "unclear" else value.value
        codes["issue"] = issue.id if issue is not None and issue.method != "human" else None
        for name, parts in (("recipients", coding.recipients), ("conditions", coding.conditions)):
            codes[name] = None if any(one.method == "human" for one in parts) else words[name]
    return {name: code for name in VALUES if (code := codes.get(name)) is not None}, words


def _statements(
    connection: Connection, pool: Mapping[str, Candidate], ids: Sequence[str]
) -> Iterable[tuple[str, StoredStatement]]:
    found = dict(stored_statements(connection, [pool[id].key for id in ids]))
    return [(id, found[pool[id].key]) for id in ids]


def _drawn(candidate: Candidate, found: StoredStatement, stratum: str) -> dict[str, Any]:
    codes, words = codes_of(found)
    place = {"document": candidate.document, "statement": candidate.statement, "stratum": stratum}
    return {**place, "codes": codes, "words": words}


def _filters(query: Query) -> dict[str, str]:
    names = ("text", "actor", "act", "stance", "issue", "recipient", "outlet", "quote_type", "since", "until")
    return {name: value for name in names if (value := getattr(query, name)) is not None}


def _named(name: str) -> str:
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST or not clean.isprintable():
        raise OptionError(f"{name[:LONGEST]!r} is no name of a sample. Give 1 to {LONGEST} characters, on one line")
    return clean


def _sample(decision: Decision) -> Sample:
    value = decision.value
    return Sample(
        decision.key,
        value["name"],
        value["seed"],
        value["by"],
        value["blind"],
        value["pool"],
        value["filters"],
        tuple(Drawn(**one) for one in value["statements"]),
        decision.decided_by,
        decision.decided_at,
    )


def _found(connection: Connection, key: int, name: str) -> Sample:
    found = decisions(connection, schema.decisions.c.key == key, schema.decisions.c.kind == SAMPLE)
    if not found or not found[0].stands:
        raise StoreError(name, f"there is no sample {key}", "List samples with: onrecord sample --list")
    return _sample(found[0])


def _judged(connection: Connection, sample: int) -> list[Decision]:
    table = schema.decisions
    found = decisions(connection, table.c.kind == JUDGE, table.c.undone_at.is_(None))
    return [one for one in found if one.value["sample"] == sample]


def _judgement(decision: Decision) -> Judgement:
    verdicts = {name: Verdict(one["right"], one.get("instead")) for name, one in decision.value["verdicts"].items()}
    return Judgement((decision.document, decision.value["statement"]), decision.decided_by, verdicts)


def _plain(verdicts: Mapping[str, Verdict], found: Drawn) -> dict[str, dict[str, Any]]:
    """Return the verdicts as they are kept; one that gives the machine's own value says that it is right."""
    if not any(verdict.right is not None or verdict.instead for verdict in verdicts.values()):
        raise OptionError("nothing is judged. Say of a value at least whether it is right")
    kept = {}
    for name, verdict in verdicts.items():
        if name not in VALUES:
            raise OptionError(f"{name!r} is no value that is judged. Use one of: {', '.join(VALUES)}")
        if verdict.instead is not None and name in WHOLE:
            raise OptionError(f"{name}: {verdict.instead!r} cannot stand in its place. Say whether it is right")
        one = _compared(name, verdict, found)
        kept[name] = {"right": one.right} | ({"instead": one.instead} if one.instead is not None else {})
    return kept


def _compared(name: str, verdict: Verdict, found: Drawn) -> Verdict:
    if verdict.instead is None:
        return verdict
    instead = " ".join(str(verdict.instead).split())[:LONGEST]
    same = {folded(found.codes.get(name, "")), folded(found.words.get(name, ""))}
    if name in found.codes and folded(instead) in same:
        return Verdict(True)
    return Verdict(False, instead)
