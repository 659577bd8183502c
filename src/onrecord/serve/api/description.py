"""What OpenAPI says of the whole API."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response

from onrecord.serve.api.answers import answer, resource
from onrecord.serve.api.models import Problem

ABOUT = """\
A record of who said what, to whom, on which issue, with which stance and conditions, as JSON.

Lists come in pages: `next` is the cursor of the next one. Answers to GET have an `ETag`; sent back as
`If-None-Match`, it spares what has not changed. What is wrong is told as problem details (RFC 9457), with the value and
the remedy. What changes something needs JSON, so that no other site's page can send it. Where the application is open
to others, `Authorization: Bearer TOKEN` says who you are.
"""
TAGS = {
    "info": "What the record is.",
    "documents": "Articles and what was read in them.",
    "statements": "Who is credited with which words.",
    "search": "Statements by words and filters.",
    "actors": "Who speaks and is spoken about.",
    "issues": "What statements are about.",
    "outlets": "Who publishes.",
    "analyses": "Positions, changes, conditions, networks and voices, counted from statements.",
    "utterances": "What several outlets tell.",
    "decisions": "What people decided.",
    "review": "Deciding.",
    "read": "Reading without storing.",
    "jobs": "Adding articles.",
}


def describe(app: FastAPI) -> None:
    """Let the application describe its API, at an address that is a resource like the others."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = description_of(app)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]
    router = resource()

    @router.get("/openapi.json", include_in_schema=False)
    def openapi() -> Response:
        return answer(app.openapi())

    app.include_router(router)


def description_of(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI description of the API."""
    found = get_openapi(
        title="onrecord",
        version="1",
        description=ABOUT,
        routes=app.routes,
        tags=[{"name": name, "description": about} for name, about in TAGS.items()],
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    components = found.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    found["security"] = [{}, {"token": []}]
    return found


def described() -> str:
    """Return the description as ``docs/openapi.json`` holds it; ``python -m onrecord.serve.api`` writes it."""
    from onrecord.serve.api import ROUTERS

    app = FastAPI()
    for router in ROUTERS:
        app.include_router(router)
    return json.dumps(description_of(app), indent=2, ensure_ascii=False) + "\n"
