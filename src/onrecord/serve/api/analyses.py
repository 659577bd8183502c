"""Analyses: positions, changes, conditions, networks, voices and utterances, as the commands print them."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Path, Query
from fastapi.responses import Response
from pydantic import Field, create_model

from onrecord.analyse import fields
from onrecord.analyse.design import Design, Measure, Mode, Normalisation
from onrecord.analyse.frames import Every
from onrecord.analyse.network import strongest
from onrecord.analyse.positions import positions
from onrecord.analyse.retelling import compared
from onrecord.analyse.turns import Care
from onrecord.analyse.values import comparison_fields
from onrecord.analyse.voice_rows import fields as voice_fields
from onrecord.analyse.voices import TOLD_BY, voices
from onrecord.serve.api import analysed, cursors
from onrecord.serve.api.answers import NOT_MODIFIED, answer, problems, resource
from onrecord.serve.api.cursors import LARGEST, Cursor, Limit
from onrecord.serve.asked import as_query
from onrecord.serve.problems import RefusedError
from onrecord.serve.record import Given, Record, Remembered
from onrecord.serve.scoped import FILTERS, changed, counted_finely, framed, networked, scope_of, tied
from onrecord.store import HELP, query
from onrecord.store.asking import retold
from onrecord.store.asking.stances import Period, statements

router = resource("analyses")
utterances_router = resource("utterances")
_HELP = {
    **HELP,
    "country": "Of which country those are who said it.",
    "by": "What counts as one actor: actor (the default) or country.",
}
_FIELDS: dict[str, Any] = {
    name: (str | None, Field(None, max_length=query.LONGEST, description=_HELP[name])) for name in FILTERS
}
#: The filters of the analyses as parameters, with the words of :data:`onrecord.store.HELP`.
Filters: Any = create_model("AnalysisFilters", **_FIELDS)
Filtered = Annotated[Filters, Query()]
NetworkFilters: Any = create_model(
    "NetworkFilters",
    __base__=Filters,
    mode=(Mode | None, None),
    measure=(Measure | None, None),
    normalisation=(Normalisation | None, None),
    least=(float, Field(0.0, ge=0, le=1_000_000, allow_inf_nan=False, description="Least weight of an edge.")),
    every=(Every | None, Field(None, description="Also a network for each of these, in `frames`.")),
    most=(int, Field(500, ge=2, le=5000, description="Nodes of each kind.")),
)
Designed = Annotated[NetworkFilters, Query()]
Share = Annotated[float, Query(ge=0, le=1)]
_TOLD: dict[str, Any] = {"responses": {**problems(), **NOT_MODIFIED}}


@router.get("/positions", operation_id="getPositions", response_model=analysed.PositionsFound, **_TOLD)
def get_positions(store: Record, memory: Remembered, filters: Filtered, period: Period = "all") -> Response:
    """Return who stands where: actors by issues by periods; what several outlets tell counts once."""
    scope = scope_of(_given(filters))
    found = memory.of(
        ("positions", scope, period), lambda: positions(counted_finely(store, memory, scope, period), period)
    )
    return answer(fields.positions_fields(found))


@router.get("/changes", operation_id="getChanges", response_model=analysed.ChangesFound, **_TOLD)
def get_changes(
    store: Record,
    memory: Remembered,
    filters: Filtered,
    lowest: Share = 0.5,
    least: Annotated[int, Query(ge=1, le=1000)] = 2,
    sure: Share = 0.9,
) -> Response:
    """Return where an actor's stance on an issue became another one, with the statements on both sides."""
    scope, care = scope_of(_given(filters)), Care(lowest, least, sure).checked()
    found = changed(store, memory, scope, care)
    words = statements(store, fields.shown_statements(found))
    return answer({"changes": [fields.course_fields(one, words) for one in found]})


@router.get("/conditions", operation_id="getConditions", response_model=analysed.ConditionsFound, **_TOLD)
def get_conditions(store: Record, memory: Remembered, settings: Given, filters: Filtered) -> Response:
    """Return who ties what to what, and whose sequences contradict each other."""
    found = tied(store, memory, settings, scope_of(_given(filters)))
    return answer(fields.conditions_fields(found, statements(store, found.keys())))


@router.get("/network", operation_id="getNetwork", response_model=analysed.NetworkFound, **_TOLD)
def get_network(store: Record, memory: Remembered, filters: Designed) -> Response:
    """Return the discourse network: actors by agreement and conflict over issues, or actors and issues."""
    given = filters.model_dump(include={"mode", "measure", "normalisation", "least"}, exclude_none=True)
    design = Design(**given).checked()
    scope = scope_of(_given(filters), "document" if design.once == "document" else "utterance")
    told = fields.network_fields(strongest(networked(store, memory, scope, design), filters.most))
    if filters.every is not None:
        of = framed(store, memory, scope, design, filters.every)
        told["frames"] = fields.frames_fields(
            frame._replace(network=strongest(frame.network, filters.most)) for frame in of
        )
    return answer(told)


@router.get("/voices", operation_id="getVoices", response_model=analysed.VoicesFound, **_TOLD)
def get_voices(
    store: Record, memory: Remembered, filters: Filtered, told_by: Annotated[int, Query(ge=1, le=1000)] = TOLD_BY
) -> Response:
    """Return whose words each outlet carries, directly or not, with which cue verbs, scare quotes and epithets."""
    asked = as_query(_given(filters)).checked()
    found = memory.of(("voices", asked, told_by), lambda: voices(store, asked, told_by=told_by))
    return answer({"outlets": [voice_fields(one) for one in found]})


@utterances_router.get("/utterances", operation_id="listUtterances", response_model=analysed.UtterancesFound, **_TOLD)
def get_utterances(
    store: Record,
    filters: Filtered,
    outlets: Annotated[int, Query(ge=1, le=1000, description="Only what at least so many outlets tell.")] = 2,
    sort: Annotated[str, Query(max_length=20, description=", ".join(retold.SORTS))] = "tellings",
    cursor: Cursor = None,
    limit: Limit = 20,
) -> Response:
    """List utterances with who tells them; see one with all its wordings by its key."""
    number = cursors.place(cursor, page=1)["page"]
    asked = as_query(_given(filters), page=number, size=limit).checked()
    with store.connection() as connection:
        found = retold.told_by_several(connection, asked, outlets, sort)
    more = cursors.cursor(page=number + 1) if number * limit < found.total else None
    items = [one._asdict() for one in found.utterances]
    return answer({"items": items, "next": more, "total": found.total})


@utterances_router.get(
    "/utterances/{key}",
    operation_id="getUtterance",
    response_model=analysed.UtteranceFound,
    responses={**problems(404), **NOT_MODIFIED},
)
def get_utterance(
    store: Record, key: Annotated[int, Path(ge=1, le=LARGEST, description="`utterance` of the list.")]
) -> Response:
    """Return an utterance in all its versions: what each outlet kept, cut, altered or put in its own words."""
    found = compared(store, key)
    if found is None:
        raise RefusedError(HTTPStatus.NOT_FOUND, f"there is no utterance {key}", "Find keys at /api/v1/utterances")
    return answer(comparison_fields(found))


def _given(filters: Any) -> Mapping[str, str]:
    """Return the filters that are given; an empty one is none, as in the addresses of pages."""
    given = filters.model_dump(include={*FILTERS}).items()
    return {name: value for name, value in given if value and value.strip()}
