"""Gathers articles: from files and folders, pages, feeds, sitemaps and web archives; politely, and with a guard.

>>> from onrecord.gather import Fetcher, Gatherer, load_outlets
>>> with Fetcher() as fetcher:  # doctest: +SKIP
...     for item in Gatherer(fetcher, outlets=load_outlets()).gather(["https://gazette.example/feed"]):
...         print(item)
"""

from onrecord.gather.adding import Counts, Outcome, Reader, add_all, preview
from onrecord.gather.fetcher import Fetched, Fetcher
from onrecord.gather.gatherer import Gatherer, article_of, is_address
from onrecord.gather.items import Failed, Finished, Found, Item, ReadBefore, Unchanged
from onrecord.gather.limits import FetchOptions
from onrecord.gather.outlets import Outlet, Outlets, load_outlets

__all__ = [
    "Counts",
    "Failed",
    "FetchOptions",
    "Fetched",
    "Fetcher",
    "Finished",
    "Found",
    "Gatherer",
    "Item",
    "Outcome",
    "Outlet",
    "Outlets",
    "ReadBefore",
    "Reader",
    "Unchanged",
    "add_all",
    "article_of",
    "is_address",
    "load_outlets",
    "preview",
]
