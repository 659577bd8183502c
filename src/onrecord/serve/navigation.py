"""Where the pages are: the navigation, and the addresses that pages link to each other by."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode


class Entry(NamedTuple):
    """A page in the navigation."""

    label: str
    path: str


class Group(NamedTuple):
    """Entries that belong together."""

    label: str
    entries: tuple[Entry, ...]


NAVIGATION = (
    Group(
        "Read",
        (
            Entry("Home", "/"),
            Entry("Search", "/search"),
            Entry("Articles", "/documents"),
            Entry("People", "/actors"),
            Entry("Issues", "/issues"),
        ),
    ),
    Group(
        "Analyse",
        (
            Entry("Positions", "/positions"),
            Entry("Changes", "/changes"),
            Entry("Conditions", "/conditions"),
            Entry("Network", "/network"),
            Entry("Compare", "/compare"),
            Entry("Outlets", "/outlets"),
        ),
    ),
    Group(
        "Work",
        (
            Entry("Review", "/review"),
            Entry("Samples", "/sample"),
            Entry("Codebook", "/codebook"),
            Entry("Add", "/add"),
            Entry("About", "/about"),
        ),
    ),
)
_VARIABLE = re.compile(r"\{[^}]*\}")


class Pages:
    """The pages that are there: what is linked always leads somewhere."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = {_VARIABLE.sub("{}", path) for path in paths}

    def has(self, path: str) -> bool:
        """Tell whether there is a page at a path such as ``/actors`` or ``/actors/{}``."""
        return path in self._paths

    def groups(self) -> tuple[Group, ...]:
        """Return the navigation without what is not there."""
        groups = (Group(group.label, tuple(one for one in group.entries if self.has(one.path))) for group in NAVIGATION)
        return tuple(group for group in groups if group.entries)

    def actor(self, name: str, entity: str | None = None) -> str:
        """Return the address of somebody's page; without one, of their statements."""
        return self._of("/actors", entity or name, "actor")

    def issue(self, id: str) -> str:
        """Return the address of an issue's page; without one, of its statements."""
        return self._of("/issues", id, "issue")

    def outlet(self, name: str) -> str:
        """Return the address of an outlet's page; without one, of its statements."""
        return self._of("/outlets", name, "outlet")

    def _of(self, folder: str, id: str, filter: str) -> str:
        # A dot or two as a whole segment would be read as a way up, whatever its spelling.
        if self.has(f"{folder}/{{}}") and id.strip("./"):
            return f"{folder}/{quote(id, safe='')}"
        return search({filter: id})


def reader(document: int, statement: str | None = None) -> str:
    """Return the address of an article, or of a statement in it.

    >>> reader(12, "5d2c8a1f0e3b4c6d")
    '/documents/12#s-5d2c8a1f0e3b4c6d'
    """
    return f"/documents/{document}" + (f"#s-{quote(statement, safe='')}" if statement else "")


def search(filters: Mapping[str, Any]) -> str:
    """Return the address of a search; filters that are None are left out.

    >>> search({"actor": "Ada Vennick", "issue": None})
    '/search?actor=Ada+Vennick'
    """
    return with_values("/search", filters)


def with_values(path: str, values: Mapping[str, Any]) -> str:
    """Return a path with its query; values that are None or empty are left out."""
    given = {name: value for name, value in values.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


def is_here(path: str, here: str) -> bool:
    """Tell whether an entry of the navigation is the page shown, or the one above it."""
    return here == path or (path != "/" and here.startswith(f"{path}/"))


def paths_of(routers: Iterable[Any]) -> Collection[str]:
    """Return the paths of routers, with their prefixes."""
    return {route.path for router in routers for route in router.routes}
