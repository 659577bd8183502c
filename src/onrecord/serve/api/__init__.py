"""The HTTP API: one module a resource, each with a ``router``."""

from fastapi import APIRouter

from onrecord.serve.api import (
    analyses,
    documents,
    info,
    jobs,
    people,
    reading,
    review,
    search,
    statements,
)

ROUTERS: tuple[APIRouter, ...] = (
    info.router,
    documents.router,
    statements.router,
    search.router,
    people.actors_router,
    people.issues_router,
    people.outlets_router,
    analyses.router,
    analyses.utterances_router,
    review.decisions_router,
    review.router,
    reading.router,
    jobs.router,
)
