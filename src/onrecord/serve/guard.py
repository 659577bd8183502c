"""What stands before every page and every resource: who asks, from where, how often, how much.

A request passes when it names a host of ours (against DNS rebinding), keeps to the rate and the size, comes from
somebody who may come in and, where it changes something, from one of our own pages: by ``Origin`` and
``Sec-Fetch-Site`` here, by the token of the form or a header that other sites cannot send in :func:`from_here`.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from http import HTTPStatus
from urllib.parse import quote, unquote

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.serve.access import COOKIE, Access, Person, local_user
from onrecord.serve.audit import Audit
from onrecord.serve.hosts import host_in, hosts_of, is_address, is_loopback
from onrecord.serve.limits import (
    ATTEMPTS,
    LARGEST_BODY,
    LARGEST_FIELD,
    LARGEST_UPLOAD,
    LOCAL,
    MOST_FIELDS,
    MOST_FILES,
    REMOTE,
    Buckets,
)
from onrecord.serve.problems import API, RefusedError, answer
from onrecord.serve.settings import Settings

Clock = Callable[[], float]
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # with no-referrer, browsers would send "Origin: null" with our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: For a file whose address changes with it.
_FOREVER = "public, max-age=31536000, immutable"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: Open to whoever asks: the door itself and what it looks like.
_DOORS = ("/login", "/static/")
#: What those may send who only read: nothing is changed by it.
_FOR_READERS = frozenset({"/login", "/logout", "/api/v1/read"})
#: Nothing is changed by it, so that nobody has to know of it.
_UNLOGGED = frozenset({"/api/v1/read"})
_UPLOADS = frozenset({"/add"})
_FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
#: A form's field, and a header that another site cannot send without our leave.
FIELD, HEADER = "csrf", "x-requested-with"


class Guard:
    """Lets requests through, or tells why not.

    Parameters
    ----------
    app : ASGI application
    access : Access
    settings : Settings
    audit : Audit
        Gets what may have changed something.
    clock : callable
        Seconds that only go forward.
    """

    def __init__(
        self, app: ASGIApp, access: Access, settings: Settings, audit: Audit, clock: Clock = time.monotonic
    ) -> None:
        self._app = app
        self._access = access
        self._audit = audit
        self._hosts = hosts_of(settings)
        self._kept = "private, no-cache" if access.is_open else "no-store"
        self._local = Buckets(LOCAL, clock)
        self._remote = Buckets(REMOTE, clock)
        self._attempts = Buckets(ATTEMPTS, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        request.state.access = self._access
        request.state.attempts = self._attempts
        request.state.form_token = ""
        request.state.person = None
        kept = _FOREVER if _is_static(request) else self._kept
        sending = _with_headers(send, kept)
        if request.method not in _SAFE and request.url.path not in _UNLOGGED:
            sending = self._logged(request, sending)
        try:
            self._check(request)
        except RefusedError as problem:
            await self._refusal(request, problem)(scope, receive, sending)
            return
        await self._app(scope, _bounded(receive, _largest(request)), sending)

    def _check(self, request: Request) -> None:
        self._check_host(request)
        if "\0" in request.url.path or "\0" in unquote(request.url.query):
            raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, "the address has a NUL in it", "Leave it out")
        client = client_of(request)
        wait = (self._local if is_loopback(client) else self._remote).wait(client)
        if wait:
            raise too_often(wait)
        _check_size(request)
        session = request.cookies.get(COOKIE)
        bearer = _bearer(request)
        person = self._person(request, bearer, session)
        request.state.form_token = self._access.form_token(session)
        request.state.bearer = bearer is not None
        request.state.person = person
        if person is None:
            if not request.url.path.startswith(_DOORS):
                raise RefusedError(
                    HTTPStatus.UNAUTHORIZED,
                    "the application does not know who you are",
                    "Send the header Authorization: Bearer with your token, or log in at /login",
                    headers={"WWW-Authenticate": "Bearer"},
                )
        elif person.named:
            request.state.user_name = person.name
        if request.method not in _SAFE:
            _check_origin(request)
            if person is not None and not person.may_edit and request.url.path not in _FOR_READERS:
                raise RefusedError(
                    HTTPStatus.FORBIDDEN, f"{person.name} may read, not change", "Ask for the role editor"
                )

    def _logged(self, request: Request, send: Send) -> Send:
        """Return a sender that notes what becomes of a request; ``request.state.changed`` may say more of it."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                person = request.state.person
                self._audit.note(
                    who=getattr(request.state, "by", None) or (person and person.name),
                    role=person and person.role,
                    client=client_of(request),
                    method=request.method,
                    path=request.url.path,
                    status=message["status"],
                    changed=getattr(request.state, "changed", None),
                )
            await send(message)

        return sending

    def _person(self, request: Request, bearer: str | None, session: str | None) -> Person | None:
        if self._access.is_open:
            return local_user()
        if bearer is None:
            return None if session is None else self._access.by_session(session)
        client = client_of(request)
        if wait := self._attempts.wait(client, 0):
            raise too_often(wait)
        person = self._access.by_token(bearer)
        if person is None:
            self._attempts.wait(client)
        return person

    def _check_host(self, request: Request) -> None:
        name = host_in(request.headers.get("host", ""))
        if name is None or not (name in self._hosts or (self._hosts & {"*"} and is_address(name))):
            raise RefusedError(
                HTTPStatus.MISDIRECTED_REQUEST,
                "the application does not have this name",
                "Use the address that onrecord serve printed, or start it with --allow-host NAME",
                value=request.headers.get("host"),
            )

    def _refusal(self, request: Request, problem: RefusedError) -> Response:
        path = request.url.path
        if problem.status == HTTPStatus.UNAUTHORIZED and not path.startswith(API):
            wanted = path if request.method in _SAFE else "/"
            return RedirectResponse(f"/login?next={quote(wanted, safe='')}", HTTPStatus.SEE_OTHER)
        return answer(request, problem)


async def from_here(request: Request) -> AsyncIterator[None]:
    """Refuse what changes something and may have been sent by another site's page; a dependency of every route.

    A form is read here, for its token, and its files are closed when the request is answered.

    Raises
    ------
    RefusedError
        If there is neither a token of ours, nor a kind of request that browsers send for other sites only after
        asking us, which we refuse.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    form = None
    if request.method not in _SAFE and kind in _FORMS:
        form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LARGEST_FIELD)
    try:
        trusted = request.method in _SAFE or HEADER in request.headers or kind == "application/json"
        if not trusted and not request.state.bearer:
            _check_token(request, None if form is None else form.get(FIELD))
        yield
    finally:
        if form is not None:
            await form.close()


def _check_token(request: Request, given: object) -> None:
    expected = request.state.form_token.encode()
    if not isinstance(given, str) or not hmac.compare_digest(given.encode("utf-8", "replace"), expected):
        raise RefusedError(
            HTTPStatus.FORBIDDEN,
            "the form does not have the token of this session",
            "Load the page again and send it anew; programs send JSON, or the header X-Requested-With",
        )


def client_of(request: Request) -> str:
    """Return the address of whoever asks."""
    return request.client.host if request.client is not None else "127.0.0.1"


def too_often(wait: int) -> RefusedError:
    """Return what is told to whoever asks too often."""
    return RefusedError(
        HTTPStatus.TOO_MANY_REQUESTS,
        "there were too many requests from this address",
        f"Wait {wait} seconds",
        headers={"Retry-After": str(wait)},
    )


def _check_origin(request: Request) -> None:
    """Refuse what a page of another site has sent; programs that are no browsers send neither header."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    same = origin is None or origin.lower().partition("://")[2] == request.headers.get("host", "").lower()
    if not same or site not in (None, "same-origin", "none"):
        raise RefusedError(
            HTTPStatus.FORBIDDEN,
            "the request comes from a page of another site",
            "Use the pages of this application",
            value=origin,
        )


def _bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _largest(request: Request) -> int:
    return LARGEST_UPLOAD if request.url.path in _UPLOADS else LARGEST_BODY


def _check_size(request: Request) -> None:
    """Refuse what says that it is too large; what does not say so is counted."""
    given = request.headers.get("content-length")
    if given is not None and (not given.isascii() or not given.isdigit() or int(given[:20]) > _largest(request)):
        raise _too_large(_largest(request))


def _too_large(most: int) -> RefusedError:
    return RefusedError(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the request has more than {most:,} bytes", "Send less at once"
    )


def _bounded(receive: Receive, most: int) -> Receive:
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, str(_too_large(most)))
        return message

    return bounded


def _is_static(request: Request) -> bool:
    """Tell whether a file of ours is asked for by an address that changes with it."""
    return request.url.path.startswith("/static/") and request.url.query.startswith("v=")


def _with_headers(send: Send, kept: str) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            lasting = message["status"] in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED) or kept != _FOREVER
            headers.setdefault("Cache-Control", kept if lasting else "no-store")
        await send(message)

    return sending
