"""Answers are compressed for those who take them so."""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.serve.problems import API

#: Shorter answers gain nothing; a higher level takes the processor long for little.
_LEAST, _LEVEL = 1024, 5


class Compressed:
    """Compresses what is asked for.

    Parameters
    ----------
    app : ASGI application
    pages : bool
        Pages too. Where people log in, a page carries the token of their session beside what the address asks for, and
        the length of a compressed one would tell who listens of both; there only files of ours and the API's answers
        are compressed.
    """

    def __init__(self, app: ASGIApp, pages: bool) -> None:
        self._app = app
        self._pages = pages
        self._compressing = GZipMiddleware(app, minimum_size=_LEAST, compresslevel=_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        fits = scope["type"] == "http" and (self._pages or scope["path"].startswith(("/static/", API)))
        await (self._compressing if fits else self._app)(scope, receive, send)
