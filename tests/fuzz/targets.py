"""All targets: which parsers there are, whose branches guide the search besides ours, how long an input may be."""

from __future__ import annotations

from fuzz import articles, asked, lists, tables
from fuzz.target import Target

_LISTED = (
    Target(articles.text, ("markdown_it",)),
    Target(articles.html, ("trafilatura.metadata", "htmldate", "courlan"), 8_192),
    Target(articles.jsonl, (), 16_384),
    Target(articles.warc),
    Target(lists.feeds, ("feedparser",), 8_192),
    Target(lists.addresses, ("protego", "courlan", "httpx2", "email.message", "email.utils"), 2_048),
    Target(lists.answers, ("httpcore2", "httpx2", "h11", "protego")),
    Target(tables.codebooks, ("tomllib",)),
    Target(tables.sheets, ("openpyxl",), 16_384),
    Target(tables.brat),
    Target(tables.dna, (), 65_536),
    Target(tables.parquet, (), 16_384),
    Target(asked.queries, (), 1_024),
)
TARGETS = {target.name: target for target in _LISTED}
