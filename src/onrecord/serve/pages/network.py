"""The discourse network: who agrees and who disagrees with whom, as a picture and a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, cast, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.analyse import fields
from onrecord.analyse.design import Design, Measure, Mode, Normalisation, Once
from onrecord.analyse.frames import EVERY, Every, Frame
from onrecord.analyse.network import Network, Node, as_graph, strongest
from onrecord.analyse.picture import Dot, dots_of, frame_picture, frames_picture, network_picture
from onrecord.errors import OptionError
from onrecord.serve.asked import Asked, asked, download, form_of, whole
from onrecord.serve.pages.positions import period_words
from onrecord.serve.record import Record, Remembered
from onrecord.serve.remembering import Memory
from onrecord.serve.rendering import drawn_once, page
from onrecord.serve.scoped import FILTERS, GRAPHS, file, framed, graph_file, networked, one_of, scope_of, share
from onrecord.store import Store
from onrecord.store.asking.tellings import Scope

router = APIRouter(include_in_schema=False)
_TIME = ("every", "at")
_DESIGN = ("mode", "measure", "normalisation", "once", "sure", "halfway", "least", "isolates", "open", "most")
_SHOWN, _LARGEST, _ROWS = 24, 80, 40
#: Periods that are drawn beside each other; where there are more, the latest.
_FRAMES = 24


class Small(NamedTuple):
    """A period with its small picture."""

    period: str
    words: str
    utterances: int
    links: int
    picture: str


@router.get("/network")
@drawn_once
def show(request: Request, store: Record, memory: Remembered) -> Response:
    """Show the network, or send it as a file."""
    values = asked(request, (*FILTERS, *_TIME, *_DESIGN))
    try:
        design, form = _design(values), form_of(values, ("csv", "json", "svg", *GRAPHS))
        scope = scope_of(values, "document" if design.once == "document" else "utterance")
        most = min(max(whole(values, "most", _SHOWN), 2), _LARGEST)
        every = networked(store, memory, scope, design)
        over_time, at = _over_time(store, memory, values, scope, design), values.get("at")
        found, periods = (every, over_time) if at is None else (_at(over_time, at), ())
        if form is not None and form != "svg":
            return _file(found, periods, form)
        places = memory.of(("places", scope, design, most), lambda: dots_of(strongest(every, most, 2 * most)))
        drawn = strongest(found, most, 2 * most)
        if form is not None:
            pictured = frames_picture(periods, places) if periods else network_picture(drawn, alone=True, places=places)
            return file(form, "network", pictured)
    except OptionError as error:
        return page(request, "network.html", 422, values=values, problem=str(error), found=None, choices=_choices())
    smalls = memory.of(("smalls", scope, design, most, values.get("every")), lambda: _smalls(over_time, places, most))
    picture = memory.of(("picture", *sorted(values.items())), lambda: _picture(request, drawn, places, values))
    shown = strongest(found, most)
    return page(
        request,
        "network.html",
        values=values,
        problem=None,
        found=found,
        shown=shown,
        drawn=drawn,
        smalls=smalls,
        periods=[(frame.period, period_words(frame.period)) for frame in reversed(over_time)],
        at=at,
        at_words=at and period_words(at),
        rows=shown.edges[:_ROWS],
        names={node.id: node for node in found.nodes},
        picture=picture,
        design=design,
        choices=_choices(),
        most=most,
    )


def _over_time(store: Store, memory: Memory, values: Asked, scope: Scope, design: Design) -> tuple[Frame, ...]:
    """The networks of the periods that are asked for, none where none are."""
    if "every" not in values:
        if "at" in values:
            raise OptionError("at names a period, but none are asked for. Say how long they are: every=month")
        return ()
    every = cast("Every", one_of(values, "every", EVERY, EVERY[0]))
    return framed(store, memory, scope, design, every)


def _at(over_time: Sequence[Frame], at: str) -> Network:
    """The network of a period."""
    for frame in over_time:
        if frame.period == at:
            return frame.network
    known = ", ".join(frame.period for frame in over_time[-12:]) or "none"
    raise OptionError(f"at {at[:40]!r} is no period with a stance. Use one of: {known}")


def _smalls(over_time: Sequence[Frame], places: Sequence[Dot], most: int) -> list[Small]:
    """The latest periods drawn small, in the same places."""
    return [
        Small(
            frame.period,
            period_words(frame.period),
            frame.utterances,
            len(frame.network.edges),
            frame_picture(strongest(frame.network, _LARGEST, 2 * most), places),
        )
        for frame in over_time[-_FRAMES:]
    ]


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


def _picture(request: Request, drawn: Network, places: Sequence[Dot], values: Asked) -> str:
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

    return network_picture(drawn, href=leads_to, places=places)


def _file(found: Network, over_time: Sequence[Frame], form: str) -> Response:
    """The network as a file; with those of periods where the form holds several."""
    if form in GRAPHS:
        return graph_file(form, "network", as_graph(found))
    if over_time:
        value = {**fields.network_fields(found), "frames": fields.frames_fields(over_time)}
        return download(form, "network", value, (fields.FRAMES, fields.frames_rows(over_time)))
    return download(form, "network", fields.network_fields(found), (fields.NETWORK, fields.network_rows(found)))
