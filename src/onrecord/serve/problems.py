"""What is told when something is wrong: problem details (RFC 9457) for programs, a page for people."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from onrecord import errors
from onrecord.export.json import written
from onrecord.serve.rendering import page

API = "/api/"
MEDIA = "application/problem+json"
#: Most characters of a value that is told again.
_LONGEST = 200


class RefusedError(Exception):
    """Something that the application itself refuses.

    Parameters
    ----------
    status : int
        What HTTP calls it.
    what, remedy : str
        What is wrong, in one clause, and what to do.
    value : str or None
        The value that is wrong.
    headers : mapping
        For the answer.
    """

    def __init__(
        self,
        status: int,
        what: str,
        remedy: str,
        *,
        value: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{what}. {remedy}")
        self.status = status
        self.what = what
        self.remedy = remedy
        self.value = value
        self.headers = dict(headers or {})


def problem_of(error: Exception) -> RefusedError:
    """Return what is told of an error of onrecord; the one place that maps their tree to HTTP."""
    if isinstance(error, RefusedError):
        return error
    if isinstance(error, errors.StoreError):
        missing = error.problem.startswith(("there is no ", "no decision", "no name"))
        status = HTTPStatus.NOT_FOUND if missing else HTTPStatus.CONFLICT
        return RefusedError(status, error.problem, error.remedy)
    if isinstance(error, errors.OvertakenError):
        return RefusedError(HTTPStatus.CONFLICT, *_halves(error))
    if isinstance(error, errors.SourceError):
        return RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, error.problem, error.remedy, value=error.source)
    if isinstance(error, errors.ContractError):
        return RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, error.problem, error.remedy, value=error.place)
    return RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, *_halves(error))


def _halves(error: Exception) -> tuple[str, str]:
    """What is wrong and the remedy: the message's first sentence, and the rest."""
    what, _, remedy = str(error).partition(". ")
    return what.rstrip("."), remedy


def answer(request: Request, problem: RefusedError) -> Response:
    """Return a problem as whoever asks can read it."""
    if request.url.path.startswith(API):
        return Response(written(details(problem)).encode(), problem.status, headers=problem.headers, media_type=MEDIA)
    told = {"title": _title(problem.status), "what": problem.what, "remedy": problem.remedy}
    shown = page(request, "problem.html", problem.status, **told)
    shown.headers.update(problem.headers)
    return shown


def details(problem: RefusedError) -> dict[str, Any]:
    """Return the problem details as RFC 9457 has them; ``value`` and ``remedy`` are ours."""
    value = None if problem.value is None else str(problem.value)[:_LONGEST]
    return {
        "type": "about:blank",
        "title": _title(problem.status),
        "status": int(problem.status),
        "detail": problem.what,
        "value": value,
        "remedy": problem.remedy or None,
    }


def install(app: FastAPI) -> None:
    """Let the application tell of what is wrong."""
    for kind in (RefusedError, errors.OnRecordError):
        app.add_exception_handler(kind, _told)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _failed)


def _told(request: Request, error: Exception) -> Response:
    return answer(request, problem_of(error))


def _invalid(request: Request, error: Exception) -> Response:
    """Tell of the first of the values that are not as they have to be."""
    first = cast("RequestValidationError", error).errors()[0]
    # a body that is no JSON, or is nested too deep, is told with its place alone
    where = ".".join(str(part) for part in first.get("loc", ()))
    given = first.get("input")
    problem = RefusedError(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        f"{where}: {first.get('msg', 'it cannot be used')}",
        "See the parameters at /api/v1/openapi.json",
        value=given if isinstance(given, str | int | float) else None,
    )
    return answer(request, problem)


def _http(request: Request, error: Exception) -> Response:
    error = cast("HTTPException", error)
    told = {
        400: ("the body cannot be read", "Send JSON in UTF-8, or a form as browsers do"),
        404: ("there is nothing at this address", "Follow a link, or see /api/v1/openapi.json"),
        405: ("this address takes another method", "See the header Allow"),
    }
    what, remedy = told.get(error.status_code, (str(error.detail), ""))
    return answer(request, RefusedError(error.status_code, what, remedy, headers=error.headers))


def _failed(request: Request, _: Exception) -> Response:
    """Tell that it is ours to mend; what it was stands in what the server writes, not on the page."""
    return answer(request, RefusedError(500, "the application failed on this", "Try again; what it wrote says more"))


def _title(status: int) -> str:
    return HTTPStatus(status).phrase
