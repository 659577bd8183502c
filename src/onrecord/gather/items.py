"""What gathering yields: articles, and news of those that need not be read."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.document import Document
from onrecord.errors import InputError
from onrecord.statement import Reading
from onrecord.store.records import Fetch


class Found(NamedTuple):
    """An article, and the file, feed, sitemap or address that it comes from."""

    document: Document
    source: str


class ReadBefore(NamedTuple):
    """An article with its reading, made before, and the file that it comes from."""

    reading: Reading
    source: str


class Unchanged(NamedTuple):
    """A page or a list that has not changed since it was last fetched.

    ``fetch`` is to be noted; it is None where the server was not asked, as the last time is not long ago, and for
    sources, whose last whole fetch is what counts.
    """

    url: str
    source: str
    fetch: Fetch | None = None


class Finished(NamedTuple):
    """All articles of a page or a list were yielded: once they are safely stored, its ``fetch`` is to be noted."""

    fetch: Fetch


class Failed(NamedTuple):
    """Something that could not be read."""

    error: InputError
    source: str


Item = Found | ReadBefore | Unchanged | Finished | Failed
