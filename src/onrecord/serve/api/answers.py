"""How the API answers: JSON that holds any text, with an ETag; problems as RFC 9457 has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine, Mapping
from hashlib import sha256
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from onrecord.export.json import written
from onrecord.serve.problems import MEDIA

PREFIX = "/api/v1"
_UNSAFE_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
#: Most characters of the name of a download.
_LONGEST = 80
_PROBLEM: dict[str, Any] = {"content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_TOLD = {
    400: "The body is nothing that can be read.",
    401: "Nobody knows who you are: send `Authorization: Bearer TOKEN`.",
    403: "You may read, not change; or the request may have been sent by another site's page.",
    404: "There is no such thing.",
    409: "It cannot be done as the record is now.",
    413: "The request is too large.",
    421: "The application does not have the name in `Host`.",
    422: "A value makes no sense.",
    429: "Too many requests: wait as `Retry-After` says.",
}
NOT_MODIFIED: dict[int | str, dict[str, Any]] = {304: {"description": "It is as `If-None-Match` has it."}}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return how OpenAPI describes problems with these statuses."""
    return {
        status: {"description": _TOLD[status], **_PROBLEM}
        for status in sorted({*statuses, 400, 401, 403, 421, 422, 429})
    }


class _Tagged(APIRoute):
    """A route whose answers to GET carry an ETag, and are 304 where the client has them already."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler with the ETag around it."""
        handle = super().get_route_handler()

        async def tagged(request: Request) -> Response:
            response = await handle(request)
            if request.method != "GET" or response.status_code != 200 or not getattr(response, "body", b""):
                return response
            tag = f'"{sha256(response.body).hexdigest()[:32]}"'
            if tag in _tags(request.headers.get("if-none-match", "")):
                return Response(status_code=304, headers={"ETag": tag})
            response.headers["ETag"] = tag
            return response

        return tagged


def resource(*tags: str) -> APIRouter:
    """Return a router for a resource of the API."""
    return APIRouter(prefix=PREFIX, route_class=_Tagged, tags=[*tags])


def answer(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return a value as JSON; texts may have any character, lone surrogates too, which pydantic refuses."""
    return Response(written(value).encode(), status, headers=dict(headers or {}), media_type="application/json")


def download(body: str, media: str, name: str, suffix: str) -> Response:
    """Return a text as a file; its name has nothing in it that a system or a browser takes for something else."""
    safe = _UNSAFE_IN_NAMES.sub("-", name).strip("-._")[:_LONGEST].rstrip("-._") or "onrecord"
    header = f'attachment; filename="{safe}.{suffix}"'
    return Response(
        body.encode("utf-8", "replace"), media_type=f"{media}; charset=utf-8", headers={"Content-Disposition": header}
    )


def _tags(given: str) -> set[str]:
    """Return the entity tags of a header, weak or strong."""
    return {tag.strip().removeprefix("W/") for tag in given.split(",")}
