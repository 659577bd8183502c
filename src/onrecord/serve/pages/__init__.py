"""The pages: one module a page, each with a ``router``."""

from onrecord.serve.pages import (
    home,
    login,
    search,
)

ROUTERS = (
    home.router,
    login.router,
    search.router,
)
