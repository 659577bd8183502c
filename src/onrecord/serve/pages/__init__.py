"""The pages: one module a page, each with a ``router``."""

from onrecord.serve.pages import actors, compare, diff, home, issues

ROUTERS = (home.router, actors.router, issues.router, compare.router, diff.router)
