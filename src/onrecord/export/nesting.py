"""Orders statements as an outline: each under the statement whose content holds it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from onrecord.statement import Statement


class Entry(NamedTuple):
    """A line of the outline; ``number`` counts the statements in text order from 1."""

    number: int
    depth: int
    statement: Statement


def outline(statements: Iterable[Statement]) -> list[Entry]:
    """Return every statement once, children right after their parent.

    A statement whose parent is not there (left out for its score) or is its own descendant stands at the top.
    """
    numbered = dict(enumerate(statements, 1))
    by_id = {statement.id: number for number, statement in reversed(numbered.items())}
    children: dict[int, list[int]] = {}
    tops: list[int] = []
    for number, statement in numbered.items():
        parent = by_id.get(statement.parent) if statement.parent else None
        if parent is None or parent == number:
            tops.append(number)
        else:
            children.setdefault(parent, []).append(number)
    order: dict[int, int] = {}
    for top in tops:
        order |= _below(top, children, order)
    for number in numbered:  # what is left are circles, which no top leads to
        order |= _below(number, children, order)
    return [Entry(number, depth, numbered[number]) for number, depth in order.items()]


def _below(top: int, children: dict[int, list[int]], known: dict[int, int]) -> dict[int, int]:
    found: dict[int, int] = {}
    waiting = [(top, 0)]
    while waiting:
        number, depth = waiting.pop()
        if number in known or number in found:
            continue
        found[number] = depth
        waiting += [(child, depth + 1) for child in reversed(children.get(number, ()))]
    return found


def label(statement: Statement) -> str:
    """Return the quote type, with "negated" where the cue is.

    >>> from onrecord.document import Span
    >>> from onrecord.statement import Attribution
    >>> label(Statement("a", Attribution((), (), (Span(0, 4),), "mixed", negated=True)))
    'mixed, negated'
    """
    attribution = statement.attribution
    return f"{attribution.quote_type}, negated" if attribution.negated else attribution.quote_type


def rule(statement: Statement) -> str:
    """Return the rule that found the statement in words ("headline dash"), nothing where it was the cue."""
    method = statement.attribution.method
    return "" if method == "cue" else method.replace("_", " ")
