"""Add articles: paste a text, upload files, give addresses; then watch what becomes of them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.datastructures import FormData
from fastapi.responses import RedirectResponse, Response

from onrecord.errors import OnRecordError
from onrecord.options import ReadOptions
from onrecord.serve.access import Asking, Person
from onrecord.serve.api.cursors import LARGEST
from onrecord.serve.jobs import Additions, Jobs
from onrecord.serve.limits import LARGEST_FIELD, LARGEST_UPLOAD, MOST_FIELDS, MOST_FILES
from onrecord.serve.problems import RefusedError, problem_of
from onrecord.serve.record import Given
from onrecord.serve.rendering import page
from onrecord.serve.uploads import MOST_ADDRESSES, Sources

router = APIRouter(include_in_schema=False)
Id = Annotated[int, Path(ge=1, le=LARGEST)]
#: What is known of a pasted text.
FACTS = ("title", "outlet", "url", "published")
#: Outcomes that are told first: those that somebody has to do something about.
_FIRST = ("failed", "new", "version", "copy", "unchanged")


async def sent_form(request: Request) -> FormData:
    """Return the form that was sent, with its files."""
    return await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LARGEST_FIELD)


Sent = Annotated[FormData, Depends(sent_form)]


@router.get("/add")
def add(request: Request, jobs: Additions, person: Asking) -> Response:
    """Show the form, and what was added before."""
    return _form(request, jobs, person)


@router.post("/add")
def added(request: Request, settings: Given, jobs: Additions, person: Asking, form: Sent) -> Response:
    """Begin an addition; a form that cannot be used comes back as it was filled in."""
    sources = Sources()
    try:
        _fill(sources, form)
        options = ReadOptions(actors=settings.actors, codebook=settings.codebook)
        made = jobs.submit(sources, options, person.name)
    except (OnRecordError, RefusedError) as error:
        sources.close()
        problem = problem_of(error)
        values = {name: value for name, value in form.items() if isinstance(value, str)}
        return _form(request, jobs, person, problem.status, values, str(problem))
    except BaseException:
        sources.close()
        raise
    request.state.changed = {"job": made["id"], "sources": made["sources"]}
    return RedirectResponse(f"/add/{made['id']}", 303)


@router.get("/add/{id}")
def job(request: Request, jobs: Additions, person: Asking, id: Id) -> Response:
    """Show how far an addition is."""
    found = jobs.one(id)
    groups = {kind: [one for one in found["outcomes"] if one["status"] == kind] for kind in _FIRST}
    over = found["state"] in ("done", "failed", "cancelled")
    return page(request, "add_job.html", job=found, groups=groups, over=over, may_edit=person.may_edit)


@router.post("/add/{id}/cancel")
def cancelled(request: Request, jobs: Additions, id: Id) -> Response:
    """Let an addition end."""
    jobs.cancel(id)
    request.state.changed = {"job": id}
    return RedirectResponse(f"/add/{id}", 303)


def _fill(sources: Sources, form: FormData) -> None:
    text = form.get("text")
    if isinstance(text, str) and text.strip():
        facts = {name: value.strip() for name in FACTS if isinstance(value := form.get(name), str)}
        sources.add_articles([{"text": text.replace("\r\n", "\n"), **facts}])
    addresses = form.get("addresses")
    for line in addresses.splitlines() if isinstance(addresses, str) else ():
        if line.strip():
            sources.add_address(line)
    for upload in form.getlist("files"):
        if not isinstance(upload, str) and upload.filename:
            sources.add_file(upload.filename, upload.file)


def _form(
    request: Request,
    jobs: Jobs,
    person: Person,
    status: int = 200,
    values: dict[str, Any] | None = None,
    problem: str | None = None,
) -> Response:
    return page(
        request,
        "add.html",
        status,
        values=dict.fromkeys((*FACTS, "text", "addresses"), "") | (values or {}),
        problem=problem,
        jobs=[*reversed(jobs.all())][:20],
        may_edit=person.may_edit,
        most_files=MOST_FILES,
        most_bytes=LARGEST_UPLOAD,
        most_addresses=MOST_ADDRESSES,
    )
