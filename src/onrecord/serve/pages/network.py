"""The discourse network: who agrees and who disagrees with whom, as a picture and a table."""

from __future__ import annotations

from typing import Any, cast, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.analyse import fields
from onrecord.analyse.design import Design, Measure, Mode, Normalisation, Once
from onrecord.analyse.network import Network, Node, as_graph, network, strongest
from onrecord.analyse.picture import network_picture
from onrecord.errors import OptionError
from onrecord.serve.asked import Asked, asked, download, form_of, whole
from onrecord.serve.record import Record, Remembered
from onrecord.serve.rendering import page
from onrecord.serve.scoped import FILTERS, GRAPHS, file, graph_file, one_of, scope_of, share
from onrecord.store.stances import counts

router = APIRouter(include_in_schema=False)
_DESIGN = ("mode", "measure", "normalisation", "once", "sure", "halfway", "least", "isolates", "open", "most")
_SHOWN, _LARGEST, _ROWS = 24, 80, 40


@router.get("/network")
def show(request: Request, store: Record, memory: Remembered) -> Response:
    """Show the network, or send it as a file."""
    values = asked(request, (*FILTERS, *_DESIGN))
    try:
        design, form = _design(values), form_of(values, ("csv", "json", "svg", *GRAPHS))
        scope = scope_of(values, "document" if design.once == "document" else "utterance")
        most = min(max(whole(values, "most", _SHOWN), 2), _LARGEST)
        found = memory.of(("network", scope, design), lambda: network(counts(store, scope, design.period), design))
        shown = strongest(found, most)
        drawn = strongest(found, most, 2 * most)
        if form is not None:
            return _file(found, drawn, form)
    except OptionError as error:
        return page(request, "network.html", 422, values=values, problem=str(error), found=None, choices=_choices())
    picture = memory.of(("picture", scope, design, most), lambda: _picture(request, drawn, values))
    return page(
        request,
        "network.html",
        values=values,
        problem=None,
        found=found,
        shown=shown,
        drawn=drawn,
        rows=shown.edges[:_ROWS],
        names={node.id: node for node in found.nodes},
        picture=picture,
        design=design,
        choices=_choices(),
        most=most,
    )


def _choices() -> dict[str, tuple[str, ...]]:
    types = {"mode": Mode, "measure": Measure, "normalisation": Normalisation, "once": Once}
    return {name: get_args(type) for name, type in types.items()}


def _design(values: Asked) -> Design:
    known = _choices()
    chosen = {name: one_of(values, name, known[name], getattr(Design(), name)) for name in known}
    return Design(
        **cast("dict[str, Any]", chosen),
        sure=share(values, "sure", 0.5),
        halfway="halfway" in values,
        least=share(values, "least", 0.0, 1_000_000.0),
        isolates="isolates" in values,
        open="open" in values,
    ).checked()


def _picture(request: Request, drawn: Network, values: Asked) -> str:
    if not drawn.nodes:
        return ""

    def leads_to(node: Node) -> str:
        if node.kind == "issue":
            return str(request.app.state.pages.issue(node.id.removeprefix("issue:")))
        if values.get("by") == "country":
            return "?" + urlencode(
                {**{name: value for name, value in values.items() if name != "by"}, "country": node.id}
            )
        entity = None if node.id.startswith("name:") else node.id
        return str(request.app.state.pages.actor(node.label, entity))

    return network_picture(drawn, href=leads_to)


def _file(found: Network, drawn: Network, form: str) -> Response:
    if form in GRAPHS:
        return graph_file(form, "network", as_graph(found))
    if form == "svg":
        return file(form, "network", network_picture(drawn, alone=True))
    return download(form, "network", fields.network_fields(found), (fields.NETWORK, fields.network_rows(found)))
