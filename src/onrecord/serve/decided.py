"""What people decided on the statements of a page."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.store import Decision, Store
from onrecord.store.records import StoredStatement

#: What is said of a statement with several decisions: the first of these that stands.
_ORDER = ("reject", "edit", "accept")
#: A statement by its document's key and its id.
Place = tuple[int, str]


def decided_on(store: Store, statements: Iterable[StoredStatement]) -> dict[Place, str]:
    """Return accept, edit or reject for each statement, and nothing ("") where nobody decided."""
    places = [(one.document.key, one.statement.id) for one in statements]
    known = in_document(store.decisions(document={document for document, _ in places}))
    return {place: known.get(place, "") for place in places}


def in_document(decisions: Iterable[Decision]) -> dict[Place, str]:
    """Return what stands of decisions, by statement."""
    kinds: dict[Place, set[str]] = {}
    for one in decisions:
        if one.stands and one.document is not None and one.statement is not None and one.kind in _ORDER:
            kinds.setdefault((one.document, one.statement), set()).add(one.kind)
    return {place: next(kind for kind in _ORDER if kind in of) for place, of in kinds.items()}
