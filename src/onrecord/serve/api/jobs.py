"""Jobs: articles are added in the background; progress as server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated

from fastapi import Path, Request
from fastapi.responses import Response, StreamingResponse

from onrecord.export.json import written
from onrecord.options import ReadOptions
from onrecord.serve.access import Asking
from onrecord.serve.api import models
from onrecord.serve.api.answers import NOT_MODIFIED, PREFIX, answer, problems, resource
from onrecord.serve.api.cursors import LARGEST, Cursor, Limit, listed
from onrecord.serve.jobs import Additions, Jobs
from onrecord.serve.problems import RefusedError
from onrecord.serve.record import Given
from onrecord.serve.uploads import Sources

router = resource("jobs")
Id = Annotated[int, Path(ge=1, le=LARGEST, description="Id of the job.")]
#: Seconds between two looks at a job, and looks after which a line keeps the connection alive.
_LOOK, _ALIVE = 0.3, 50
#: Clients that watch at once.
_MOST_WATCHING = 50
_watching = asyncio.BoundedSemaphore(_MOST_WATCHING)


@router.post(
    "/jobs", operation_id="createJob", status_code=202, response_model=models.Job, responses=problems(409, 413)
)
def create(request: Request, settings: Given, jobs: Additions, person: Asking, given: models.JobGiven) -> Response:
    """Add articles in the background; `Location` is where to see how far it is."""
    sources = Sources()
    try:
        for address in given.addresses:
            sources.add_address(address)
        if given.articles:
            sources.add_articles((article.model_dump() for article in given.articles), "articles given as JSON")
        options = ReadOptions(actors=settings.actors, codebook=settings.codebook)
        made = jobs.submit(sources, options, person.name)
    except BaseException:
        sources.close()
        raise
    request.state.changed = {"job": made["id"], "sources": made["sources"]}
    return answer(made, HTTPStatus.ACCEPTED, {"Location": f"{PREFIX}/jobs/{made['id']}"})


@router.get(
    "/jobs",
    operation_id="listJobs",
    response_model=models.Listed[models.Job],
    responses={**problems(), **NOT_MODIFIED},
)
def jobs(jobs: Additions, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """List the additions since the application was started, the last hundred at most."""
    page, more = listed(jobs.all(), cursor, limit, lambda one: one["id"], 0)
    return answer({"items": page, "next": more})


@router.get("/jobs/{id}", operation_id="getJob", response_model=models.Job, responses={**problems(404), **NOT_MODIFIED})
def job(jobs: Additions, id: Id) -> Response:
    """Return how far an addition is, and what became of the articles."""
    return answer(jobs.one(id))


@router.post("/jobs/{id}/cancel", operation_id="cancelJob", response_model=models.Job, responses=problems(404))
def cancel(request: Request, jobs: Additions, id: Id) -> Response:
    """Let an addition end after the article that it is at; what it has stored stays. Send `X-Requested-With`."""
    request.state.changed = {"job": id}
    return answer(jobs.cancel(id))


@router.get(
    "/jobs/{id}/events",
    operation_id="watchJob",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}}, **problems(404)},
)
async def events(request: Request, jobs: Additions, id: Id) -> StreamingResponse:
    """Watch an addition: an event `progress` with the job whenever something happens, and `end` when it is over."""
    jobs.version(id)
    if _watching.locked():
        raise RefusedError(429, f"{_MOST_WATCHING} clients are watching already", "Ask for the job itself now and then")
    return StreamingResponse(
        _events(request, jobs, id), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )


async def _events(request: Request, jobs: Jobs, id: int) -> AsyncIterator[str]:
    async with _watching:
        seen, looks = -1, 0
        while True:
            version, over = jobs.version(id)
            if version != seen:
                yield _event("progress", version, jobs.one(id))
                seen = version
            if over:
                yield _event("end", version, {"id": id})
                return
            looks += 1
            if looks % _ALIVE == 0:
                yield ": still here\n\n"
            await asyncio.sleep(_LOOK)
            if await request.is_disconnected():
                return


def _event(kind: str, version: int, value: object) -> str:
    return f"event: {kind}\nid: {version}\ndata: {written(value)}\n\n"
