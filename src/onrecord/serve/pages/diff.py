"""What changed in an article after it appeared: a quotation that was altered or taken out without a word about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.analyse.changes import Change, Changes, changes
from onrecord.analyse.telling import Telling
from onrecord.analyse.values import changes_fields
from onrecord.errors import OptionError
from onrecord.serve.asked import Asked, asked, download, form_of, whole
from onrecord.serve.record import Record
from onrecord.serve.rendering import page
from onrecord.store import Version
from onrecord.store.asking import revised
from onrecord.store.asking.revised import Revised

router = APIRouter(include_in_schema=False)
_MOST = 200


@router.get("/diff")
def diff(request: Request, store: Record) -> Response:
    """Show what changed between two versions of an article; without an address, which articles have several."""
    values = asked(request, ("url", "old", "new"))
    if "url" not in values:
        with store.connection() as connection:
            found = revised.revised(connection, _MOST)
        return _revised(request, values, found)
    url = values["url"]
    versions = store.versions(url)
    try:
        form = form_of(values)
        old, new = _chosen(values, versions)
    except OptionError as error:
        status = 422 if versions else 404
        return page(request, "diff.html", status, url=url, versions=versions, values=values, problem=str(error))
    before, after = store.reading(old.document.key), store.reading(new.document.key)
    told = changes(before, after)
    if form is not None:
        return download(form, "changes", changes_fields(before.document, after.document, told), _table(told))
    return page(
        request,
        "diff.html",
        url=url,
        versions=versions,
        old=old,
        new=new,
        title=new.document.title or old.document.title,
        told=told,
        values=values,
        problem=None,
    )


def _revised(request: Request, values: Asked, found: Sequence[Revised]) -> Response:
    """The articles that have several versions."""
    try:
        form = form_of(values)
    except OptionError as error:
        return page(request, "revised.html", 422, found=found, values=values, problem=str(error))
    if form is not None:
        return download(
            form, "changed-articles", {"articles": [one._asdict() for one in found]}, (Revised._fields, found)
        )
    return page(request, "revised.html", found=found, values=values, problem=None)


def _chosen(values: Asked, versions: Sequence[Version]) -> tuple[Version, Version]:
    """The versions that are asked for; the last and the one before it by default."""
    if not versions:
        raise OptionError("the record has nothing of this address. Look for the article with the search, or add it")
    by_number = {version.number: version for version in versions}
    new = whole(values, "new", max(by_number))
    old = whole(values, "old", new - 1)
    if len(by_number) == 1:
        raise OptionError("the record has one version of this article. Add it again when it has changed")
    for number in (old, new):
        if number not in by_number:
            raise OptionError(f"there is no version {number} of this article. It has 1 to {max(by_number)}")
    return by_number[old], by_number[new]


def _table(told: Changes) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    columns = ("what", "speaker", "entity", "cue", "old", "new", "changed_as_well")
    rows = [_row("changed", one.new, one.old.content, one.new.content, one) for one in told.changed]
    rows += [_row("removed", one, one.content, None) for one in told.removed]
    rows += [_row("added", one, None, one.content) for one in told.added]
    return columns, rows


def _row(
    what: str, telling: Telling, old: str | None, new: str | None, change: Change | None = None
) -> tuple[Any, ...]:
    as_well = "; ".join(change.values) if change else None
    return (what, telling.speaker.name, telling.speaker.entity, telling.cue, old, new, as_well)
