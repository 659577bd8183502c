"""Where a document stands: its URL, its outlet's own id for it, or its outlet alone.

With its text, this is a document's identity: the wire's copy in two outlets is two documents, the same page fetched
twice is one, and a page that has changed is a new version.
"""

from __future__ import annotations

import hashlib

from onrecord.document import Document

#: Bytes that an index of PostgreSQL takes, with room to spare.
_LONGEST = 1000


def place_of(document: Document) -> str:
    """Return the place of a document.

    >>> place_of(Document("No comment.", url="https://coastwire.example/1", outlet="Coastwire"))
    'url https://coastwire.example/1'
    >>> place_of(Document("No comment.", outlet="Coastwire", source_id="a-17"))
    'id Coastwire a-17'
    >>> place_of(Document("No comment.", outlet="Coastwire"))
    'outlet Coastwire'
    """
    if document.url:
        return place_of_url(document.url)
    if document.source_id:
        return bounded(f"id {document.outlet or ''} {document.source_id}")
    return bounded(f"outlet {document.outlet}") if document.outlet else ""


def place_of_url(url: str) -> str:
    """Return the place that a URL is."""
    return bounded(f"url {url}")


def holds_one_article(place: str) -> bool:
    """Tell whether another text at the place is another version of the same article; an outlet has many articles."""
    return place.startswith(("url ", "id "))


def bounded(text: str) -> str:
    """Return the text, or its beginning and its hash where it is too long for an index."""
    encoded = text.encode("utf-8", "surrogatepass")
    if len(encoded) <= _LONGEST:
        return text
    return f"{text[:100]}… sha256:{hashlib.sha256(encoded).hexdigest()}"


def digest(*values: object) -> str:
    """Return 32 hexadecimal digits that stand for the values."""
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()[:32]
