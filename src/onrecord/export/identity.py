"""What tells documents apart: the text, and who published it where."""

from __future__ import annotations

import hashlib

from onrecord.document import Document


def identity(document: Document) -> str:
    """Return a hash that two outlets' copies of one text do not share, of 16 hexadecimal digits.

    >>> identity(Document("It rained.", outlet="A")) == identity(Document("It rained.", outlet="B"))
    False
    """
    facts = (document.id, document.outlet, document.url, document.source_id)
    key = "\x1f".join(fact or "" for fact in facts)
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
