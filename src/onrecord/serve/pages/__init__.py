"""The pages: one module a page, each with a ``router``."""

from onrecord.serve.pages import (
    home,
    login,
    review,
    search,
)

ROUTERS = (
    home.router,
    login.router,
    review.router,
    search.router,
)
