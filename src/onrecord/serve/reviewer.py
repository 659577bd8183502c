"""Who decides in the application: the user who is logged in, else the name that was given in a form before."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from onrecord.serve.access import person_of

#: The cookie that remembers a name, and for how many seconds.
COOKIE, _AGE = "reviewer", 365 * 24 * 3600
LONGEST = 200


def reviewer_of(request: Request) -> str:
    """Return the name of whoever decides, empty where nobody said it yet.

    On one's own machine, where nobody is asked who they are, it is the login name until another one is given, as on
    the command line; who shares a token with others has to say it.
    """
    said = logged_in(request) or unquote(request.cookies.get(COOKIE, ""))[:LONGEST].strip()
    return said or (person_of(request).name if request.state.access.is_open else "")


def logged_in(request: Request) -> str:
    """Return the name of the user who is logged in, empty where nobody is."""
    return str(getattr(request.state, "user_name", "") or "")


def may_edit(request: Request) -> bool:
    """Tell whether whoever asks may change the record."""
    return person_of(request).may_edit


async def sent_form(request: Request) -> AsyncIterator[FormData]:
    """Yield the form that was sent; files that came with it are closed in the end."""
    async with request.form(max_files=1, max_fields=200) as form:
        yield form


Sent = Annotated[FormData, Depends(sent_form)]


def field(form: FormData, name: str, default: str = "") -> str:
    """Return a text of a form; a file in its place counts as nothing."""
    value = form.get(name, default)
    return value if isinstance(value, str) else default


def decider(request: Request, form: FormData) -> str:
    """Return who decides by a form: the user, the name in the form, or the remembered one."""
    return logged_in(request) or field(form, "by").strip() or reviewer_of(request)


def remembering(response: Response, request: Request, name: str) -> Response:
    """Let a name be remembered where nobody is logged in."""
    if name and not logged_in(request):
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, quote(name[:LONGEST]), max_age=_AGE, httponly=True, samesite="lax", secure=secure)
    return response


def see_other(path: str) -> RedirectResponse:
    """Return the way to another page after something was changed."""
    return RedirectResponse(path, status_code=303)


def own_path(given: str, otherwise: str) -> str:
    """Return a path of this application that a form gives; another one where it leads elsewhere.

    >>> own_path("/documents/12#s-1", "/"), own_path("//elsewhere.example", "/"), own_path("/\\\\elsewhere", "/")
    ('/documents/12#s-1', '/', '/')
    """
    plain = given.isprintable() and "\\" not in given
    return given if plain and given.startswith("/") and not given.startswith("//") else otherwise
