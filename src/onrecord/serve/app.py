"""The application: its pages, its API and what stands around them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from onrecord.gather import FetchOptions
from onrecord.serve import api, pages, problems
from onrecord.serve.access import access_of
from onrecord.serve.api.description import describe
from onrecord.serve.audit import Audit, audit_file
from onrecord.serve.compressed import Compressed
from onrecord.serve.guard import Guard, from_here
from onrecord.serve.hosts import check_settings
from onrecord.serve.jobs import Jobs
from onrecord.serve.navigation import Pages, paths_of
from onrecord.serve.remembering import Memory
from onrecord.serve.rendering import STATIC
from onrecord.serve.settings import Settings
from onrecord.serve.warming import Warming
from onrecord.store import open_store


def create_app(settings: Settings) -> FastAPI:
    """Make the application of a record.

    Raises
    ------
    OnRecordError
        If the record cannot be opened, the file of users cannot be used, or others could come in unasked.
    """
    check_settings(settings)
    access = access_of(settings)
    store = open_store(settings.db, create=settings.new)
    memory = Memory(store)
    warming = Warming(store, memory, settings)
    jobs = Jobs(store, FetchOptions(allow_private=settings.allow_private))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if settings.warm:
            warming.start()
        yield
        if settings.warm:
            warming.close()
        jobs.close()
        store.close()

    app = FastAPI(
        title="onrecord",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,  # a resource of the API: describe
        lifespan=lifespan,
        dependencies=[Depends(from_here)],
    )
    app.add_middleware(Compressed, pages=access.is_open)
    app.add_middleware(Guard, access=access, settings=settings, audit=Audit(audit_file(store.address)))
    problems.install(app)
    describe(app)
    app.state.settings = settings
    app.state.store = store
    app.state.jobs = jobs
    app.state.memory = memory
    app.state.pages = Pages(paths_of(pages.ROUTERS))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in (*api.ROUTERS, *pages.ROUTERS):
        app.include_router(router)
    return app
