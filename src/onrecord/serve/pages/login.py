"""The door: a token in, a session out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.serve.access import COOKIE, LASTING, Access
from onrecord.serve.guard import client_of, too_often
from onrecord.serve.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/login")
def login(request: Request, next: str = "/") -> Response:
    """Ask for a token."""
    if request.state.person is not None:
        return RedirectResponse(_own(next), 303)
    return page(request, "login.html", next=_own(next), problem=None)


@router.post("/login")
def log_in(request: Request, token: Annotated[str, Form()] = "", next: Annotated[str, Form()] = "/") -> Response:
    """Begin a session."""
    access: Access = request.state.access
    client = client_of(request)
    if wait := request.state.attempts.wait(client, 0):
        raise too_often(wait)
    person = access.by_token(token.strip())
    if person is None:
        request.state.attempts.wait(client)
        problem = "Nobody has this token. Copy it from where it was made, or ask whoever runs this application."
        return page(request, "login.html", 403, next=_own(next), problem=problem)
    request.state.changed = {"login": person.name, "role": person.role}
    response = RedirectResponse(_own(next), 303)
    secure = request.url.scheme == "https"
    session = access.begin(person)
    response.set_cookie(COOKIE, session, max_age=LASTING, httponly=True, samesite="strict", secure=secure)
    return response


@router.post("/logout")
def log_out(request: Request) -> Response:
    """End the session."""
    access: Access = request.state.access
    access.end(request.cookies.get(COOKIE, ""))
    response = RedirectResponse("/login", 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response


def _own(path: str) -> str:
    """Return a path of this application; the home page for anything else."""
    plain = path.isprintable() and "\\" not in path
    return path if plain and path.startswith("/") and not path.startswith("//") else "/"
