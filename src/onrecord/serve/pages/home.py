"""The home page: what is new, and the record at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.codes import STANCES
from onrecord.export import hits
from onrecord.serve.asked import asked, download, form_of
from onrecord.serve.charts import Chart, histogram
from onrecord.serve.decided import decided_on
from onrecord.serve.pages.documents import LISTED, listed_row
from onrecord.serve.record import Record, Remembered
from onrecord.serve.remembering import Memory
from onrecord.serve.rendering import drawn_once, page
from onrecord.store import Info, Query, Store
from onrecord.store.asking.articles import Article, Wanted, articles_of
from onrecord.store.asking.facets import Facets, IssueStances, facets_of, reviewed, stances_on_issues
from onrecord.store.records import StoredStatement

router = APIRouter(include_in_schema=False)
#: How much of each is shown.
_ARTICLES, _STATEMENTS, _ACTORS, _ISSUES = 6, 5, 12, 8
#: Newest statements that are looked through for some that take a position.
_LOOKED_AT = 120
_POSITIONS = frozenset(STANCES) - {"none", "neutral"}


class Glance(NamedTuple):
    """The record at a glance."""

    info: Info
    articles: tuple[Article, ...]
    latest: tuple[StoredStatement, ...]
    facets: Facets
    issues: tuple[IssueStances, ...]
    reviewed: int
    chart: Chart


@router.get("/")
@drawn_once
def home(request: Request, store: Record, memory: Remembered) -> Response:
    """Show the home page, or send what is new as a file."""
    form, glance = form_of(asked(request, ())), glance_of(store, memory)
    if form is not None:
        return _file(form, glance)
    return page(request, "home.html", glance=glance, decided=decided_on(store, glance.latest))


def _file(form: str, glance: Glance) -> Response:
    """Send what is new: CSV has the latest positions, JSON the latest articles, issues and people too."""
    told = {
        "counts": glance.info.counts,
        "statements": [hits.fields_of(one) for one in glance.latest],
        "articles": [dict(zip(LISTED, listed_row(one), strict=True)) for one in glance.articles],
        "issues": [{**one._asdict(), "statements": one.statements} for one in glance.issues],
        "people": [one._asdict() for one in glance.facets.actor],
    }
    columns = [name for name in hits.COLUMNS if name not in ("snippet", "rank")]
    rows = ([of[name] for name in columns] for of in map(hits.joined, glance.latest))
    return download(form, "new", told, (columns, rows))


def glance_of(store: Store, memory: Memory) -> Glance:
    """Return the record at a glance, counted once."""
    return memory.of("home", lambda: _glance(store))


def _glance(store: Store) -> Glance:
    newest = (hit.found for hit in store.search(Query(size=_LOOKED_AT)).hits)
    info, latest = store.info(), tuple(_telling(newest))
    with store.connection() as connection:
        facets = facets_of(connection, Query().checked(), _ACTORS)
        issues = tuple(stances_on_issues(connection, _ISSUES))
        found = articles_of(connection, Wanted(), size=_ARTICLES).found
        return Glance(info, found, latest, facets, issues, reviewed(connection), histogram(facets.months))


def _telling(newest: Iterable[StoredStatement]) -> Iterable[StoredStatement]:
    """Yield the newest statements by which somebody who is named takes a position, one an article and a person."""
    taken: Counter[object] = Counter()
    for one in newest:
        said = one.statement.resolution
        if said is None or said.entity is None or taken.total() >= 2 * _STATEMENTS:
            continue
        positions = any(coding.issue and coding.stance.value in _POSITIONS for coding in one.statement.codings)
        if positions and not taken[one.document.key] and not taken[said.entity]:
            taken.update((one.document.key, said.entity))
            yield one
