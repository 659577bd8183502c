"""One utterance, many tellings: a list of what several outlets tell, and how each of them tells one of these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.analyse.comparison import NO_OUTLET, Comparison, Version, fullest_tellings
from onrecord.analyse.retelling import compared
from onrecord.analyse.telling import GAP, Telling
from onrecord.analyse.values import comparison_fields
from onrecord.analyse.worddiff import Difference, word_diff
from onrecord.errors import OptionError
from onrecord.serve.asked import as_query, asked, download, form_of, number_in, whole
from onrecord.serve.record import Record, Remembered
from onrecord.serve.remembering import Memory
from onrecord.serve.rendering import drawn_once, page
from onrecord.store import Query, Store
from onrecord.store.asking import retold
from onrecord.store.asking.retold import ToldPage
from onrecord.store.query import LARGEST

router = APIRouter(include_in_schema=False)
_FILTERS = ("text", "actor", "issue", "outlet", "since", "until", "outlets", "sort", "page")
_VIEWS = ("marks", "words")
_SIZE = 20
#: How close a telling is to what was said, the closest first.
_KINDS = ("direct", "mixed", "indirect")


class Told(NamedTuple):
    """A version with what a page shows of it.

    Attributes
    ----------
    words : tuple of Difference
        Its wording against the fullest one, word by word; empty for the fullest itself.
    fullest : bool
        Whether it is what the others are measured by.
    """

    version: Version
    words: tuple[Difference, ...]
    fullest: bool

    @property
    def first(self) -> Telling:
        """The first telling, for what all of an article share."""
        return self.version.tellings[0]

    @property
    def said(self) -> list[tuple[Telling, Any]]:
        """Each telling with the fates of its words, in text order."""
        return list(zip(self.version.tellings, self.version.fates, strict=True))


@router.get("/compare")
@drawn_once
def utterances(request: Request, store: Record, memory: Remembered) -> Response:
    """List the utterances that several outlets tell."""
    values = asked(request, _FILTERS)
    found, problem = None, None
    try:
        form = form_of(values)
        number, size = (1, LARGEST) if form else (whole(values, "page", 1), _SIZE)
        query = as_query(values, page=number, size=size).checked()
        found = _found(store, memory, query, whole(values, "outlets", 2), values.get("sort", "tellings"))
        if form is not None:
            return _list(form, found)
    except OptionError as error:
        problem = str(error)
    by_kind = {one.utterance: _by_kind(one.outlets) for one in found.utterances} if found else {}
    return page(
        request,
        "compare.html",
        422 if problem else 200,
        values=values,
        found=found,
        by_kind=by_kind,
        problem=problem,
    )


@router.get("/compare/{utterance}")
def utterance(request: Request, store: Record, utterance: str) -> Response:
    """Show all tellings of an utterance side by side."""
    values = asked(request, ("view",))
    key = number_in(utterance, -1)
    found = compared(store, key)
    if found is None:
        return page(request, "utterance_missing.html", 404, problem=None)
    try:
        form = form_of(values)
        view = _view(values)
    except OptionError as error:
        return page(request, "utterance_missing.html", 422, problem=str(error))
    if form is not None:
        return download(form, f"utterance-{key}", comparison_fields(found), _table(found))
    told = [_told(version, found) for version in found.versions]
    return page(
        request,
        "utterance.html",
        found=found,
        told=told,
        view=view,
        values=values,
        issues=sorted({telling.issue for one in told for telling in one.version.tellings if telling.issue}),
        no_outlet=NO_OUTLET,
    )


def _found(store: Store, memory: Memory, query: Query, outlets: int, sort: str) -> ToldPage:
    def told() -> ToldPage:
        with store.connection() as connection:
            return retold.told_by_several(connection, query, outlets, sort)

    return memory.of(("told by several", query, outlets, sort), told)


def _view(values: dict[str, str]) -> str:
    view = values.get("view", _VIEWS[0])
    if view not in _VIEWS:
        raise OptionError(f"view {view[:40]!r} is not known. Use one of: {', '.join(_VIEWS)}")
    return view


def _told(version: Version, found: Comparison) -> Told:
    wording = GAP.join(telling.content for telling in fullest_tellings(version.tellings))
    fullest = version.outlet == found.source and wording == found.fullest
    return Told(version, () if fullest else tuple(word_diff(found.fullest, wording, spelling=False)), fullest)


def _by_kind(outlets: Iterable[tuple[str | None, str]]) -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = {kind: [] for kind in _KINDS}
    for outlet, kind in outlets:
        found[kind].append(outlet)
    return {kind: names for kind, names in found.items() if names}


def _list(form: str, found: ToldPage) -> Response:
    columns = ("utterance", "entity", "speaker", "words", "tellings", "outlets", "first", "last")
    rows = [
        (
            one.utterance,
            one.entity,
            one.speaker,
            one.words,
            one.tellings,
            "; ".join(f"{outlet or NO_OUTLET} ({kind})" for outlet, kind in one.outlets),
            one.first,
            one.last,
        )
        for one in found.utterances
    ]
    told = [one._asdict() | {"outlets": dict(one.outlets)} for one in found.utterances]
    return download(form, "utterances", {"total": found.total, "utterances": told}, (columns, rows))


def _table(found: Comparison) -> tuple[tuple[str, ...], Iterable[Iterable[Any]]]:
    columns = ("outlet", "published", "url", "quote_type", "cue", "content", "kept", "retold", "missing", "altered")
    return columns, (
        (
            version.outlet,
            telling.published,
            telling.url,
            telling.quote_type,
            telling.cue,
            telling.content,
            round(version.kept, 4),
            round(version.retold, 4),
            " … ".join(version.missing),
            "; ".join(f"{one.here} for {one.fullest}" for one in version.altered),
        )
        for version in found.versions
        for telling in version.tellings
    )
