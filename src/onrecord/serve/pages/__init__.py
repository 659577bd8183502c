"""The pages: one module a page, each with a ``router``."""

from onrecord.serve.pages import (
    documents,
    home,
    search,
)

ROUTERS = (
    home.router,
    documents.router,
    search.router,
)
