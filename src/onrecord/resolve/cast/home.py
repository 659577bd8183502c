"""The country an article is written from: whose government "the government" is where several are told of."""

from __future__ import annotations

import re

from onrecord.document import Document
from onrecord.resolve.known.registry import Registry

#: "PORT NORVALE, Jan. 16 (Wire) — ", "PORT NORVALE - ": a place in capitals, and what stands between it and a dash.
_DATELINE = re.compile(
    r"\W*([A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,3})(?:[,(][^—–\n]{0,60}| [^—–\n]{0,40})?\s?(?:—|–|--| - )"
)


def home_country(document: Document, registry: Registry) -> str | None:
    """Code of the country whose capital the dateline names, or else whose name the outlet has in its own."""
    for block in document.blocks:
        if block.kind not in ("paragraph", "dateline"):
            continue
        dateline = _DATELINE.match(document.text[block.span.start : block.span.start + 160])
        if dateline is not None:
            place = registry.country_of(dateline[1].title())
            return place.country or place.name if place is not None else None
    words = (document.outlet or "").split()
    countries = (registry.country_of(word) for word in words if word[0].isupper())
    named = next((country for country in countries if country is not None), None)
    return named.country or named.name if named is not None else None
