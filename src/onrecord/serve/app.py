"""The application: its pages, its API and what stands around them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from onrecord.serve import api, pages
from onrecord.serve.navigation import Pages, paths_of
from onrecord.serve.rendering import STATIC
from onrecord.serve.settings import Settings
from onrecord.store import open_store


def create_app(settings: Settings) -> FastAPI:
    """Make the application of a record.

    Raises
    ------
    StoreError
        If the record cannot be opened.
    """
    store = open_store(settings.db)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        store.close()

    app = FastAPI(
        title="onrecord", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json", lifespan=lifespan
    )
    app.state.settings = settings
    app.state.store = store
    app.state.pages = Pages(paths_of(pages.ROUTERS))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in (*api.ROUTERS, *pages.ROUTERS):
        app.include_router(router)
    return app
