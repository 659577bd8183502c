"""The pages: one module a page, each with a ``router``."""

from onrecord.serve.pages import (
    home,
    search,
)

ROUTERS = (
    home.router,
    search.router,
)
