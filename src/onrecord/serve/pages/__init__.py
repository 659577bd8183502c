"""The pages: one module a page, each with a ``router``."""

from onrecord.serve.pages import actors, home

ROUTERS = (home.router, actors.router)
