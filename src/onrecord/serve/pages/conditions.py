"""Conditions: who ties what to what, as a graph and a table, and where two want the opposite order."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.analyse import fields
from onrecord.analyse.conditions_map import ROLES, ConditionsMap, as_graph
from onrecord.errors import OptionError
from onrecord.serve.asked import Asked, asked, download, form_of, whole
from onrecord.serve.record import Given, Record, Remembered
from onrecord.serve.rendering import drawn_once, page
from onrecord.serve.scoped import FILTERS, GRAPHS, graph_file, scope_of, tied
from onrecord.serve.slopes import MOST, slopes
from onrecord.store import Store
from onrecord.store.asking.stances import statements

router = APIRouter(include_in_schema=False)
_NAMES = (*FILTERS, "role", "page", "most")
_SIZE = 40
#: Statements of a side of a contradiction.
_QUOTED = 3


@router.get("/conditions")
@drawn_once
def show(request: Request, store: Record, memory: Remembered, settings: Given) -> Response:
    """Show the conditions map, or send it as a file."""
    values = asked(request, _NAMES)
    try:
        scope, role, form = scope_of(values), values.get("role"), form_of(values, ("csv", "json", *GRAPHS))
        if role is not None and role not in ROLES:
            raise OptionError(f"role {role[:40]!r} is not known. Use one of: {', '.join(ROLES)}")
        found = tied(store, memory, settings, scope)
        if role is not None:
            found = found.of_role(role)
        if form is not None:
            return _file(store, found, form)
        number, most = whole(values, "page", 1), min(whole(values, "most", MOST), 80)
    except OptionError as error:
        return page(request, "conditions.html", 422, values=values, problem=str(error), found=None, roles=ROLES)
    return page(request, "conditions.html", **_shown(store, found, values, number, most))


def _file(store: Store, found: ConditionsMap, form: str) -> Response:
    if form in GRAPHS:
        return graph_file(form, "conditions", as_graph(found))
    words = statements(store, found.keys())
    table = fields.CONDITIONS, fields.conditions_rows(found, words)
    return download(form, "conditions", fields.conditions_fields(found, words), table)


def _shown(store: Store, found: ConditionsMap, values: Asked, number: int, most: int) -> dict[str, Any]:
    bonds = found.bonds[(number - 1) * _SIZE : number * _SIZE]
    sides = [claims[:_QUOTED] for one in found.contradictions for claims in (one.wanted, one.reverse)]
    keys = {bond.key for bond in bonds} | {claim.key for claims in sides for claim in claims}
    return {
        "values": values,
        "problem": None,
        "roles": ROLES,
        "found": found,
        "bonds": bonds,
        "total": len(found.bonds),
        "number": number,
        "size": _SIZE,
        "most": most,
        "picture": slopes(found, most),
        "words": statements(store, keys),
        "quoted": _QUOTED,
    }
