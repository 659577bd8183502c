"""The pages: one module a page, each with a ``router``."""

from onrecord.serve.pages import home, review, sample

ROUTERS = (home.router, review.router, sample.router)
