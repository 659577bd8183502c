"""The codebook: its issues and their words, what a change would mean for the record, and coding it again."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from dataclasses import field as made_of
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from onrecord.codebook import STARTERS, Codebook, Entry, load_codebook, starters
from onrecord.codebook_rows import COLUMNS
from onrecord.errors import CodebookError, OptionError
from onrecord.export.csv import guarded
from onrecord.review.codebook import (
    call_alike,
    checked,
    earlier,
    joined,
    keep_codebook,
    own_codebook,
    restore_codebook,
    scanned,
    with_entry,
    without_entry,
)
from onrecord.serve.asked import number_in
from onrecord.serve.issue_form import beside, entry_of, fields_of
from onrecord.serve.navigation import with_values
from onrecord.serve.recoding import Preview, Recoder, preview
from onrecord.serve.record import Record, memory_of
from onrecord.serve.rendering import page
from onrecord.serve.reviewer import Sent, decider, field, logged_in, may_edit, remembering, reviewer_of, see_other
from onrecord.store import Store
from onrecord.store.asking.known import issues_known
from onrecord.store.rows.own import codebook_file

router = APIRouter(include_in_schema=False)
#: Largest codebook that is imported, and articles that suggestions are made from.
LARGEST, SUGGESTED_FROM, SUGGESTED = 4_000_000, 200, 12


@dataclass(frozen=True, slots=True)
class State:
    """What the page shows besides the codebook.

    Attributes
    ----------
    old : str
        Id of the issue in the form; empty for a new one.
    problems : mapping
        What is wrong with its fields.
    found : Preview or None
    scan_problems : sequence of CodebookError
        What is wrong with an imported file.
    """

    old: str = ""
    fields: Mapping[str, str] | None = None
    problems: Mapping[str, str] = made_of(default_factory=dict)
    found: Preview | None = None
    message: str = ""
    scan_problems: Sequence[CodebookError] = ()


@router.get("/codebook")
def codebook(request: Request, store: Record, issue: str = "", new: str = "", format: str = "") -> Response:
    """Show the codebook, with an issue or a new one in its form."""
    own = own_codebook(store)
    if format in ("toml", "csv"):
        return _file(own, format)
    fields: Mapping[str, str] | None = None
    if new:
        given = {name: request.query_params.get(name, "") for name in ("id", "label", "aliases", "examples")}
        fields = fields_of(entry_of(given))
    elif issue in own.by_id:
        fields = fields_of(own.by_id[issue])
    status = 404 if issue and fields is None else 200
    return _shown(request, store, status, old=issue if fields and not new else "", fields=fields)


@router.post("/codebook/issue")
def save_issue(request: Request, store: Record, form: Sent) -> Response:
    """Save an issue, or show what that would change."""
    sent, by, old = _texts(form), decider(request, form), field(form, "old")
    entry, own = entry_of(sent), own_codebook(store)
    entries = with_entry(own.entries, entry, old if old in own.by_id else None)
    problems = beside(checked(entries).problems, entry.id)
    if problems:
        return _shown(request, store, 422, old=old, fields=fields_of(entry), problems=problems)
    if "preview" in sent:
        found = preview(store, Codebook(own.name, tuple(entries)))
        return _shown(request, store, old=old, fields=fields_of(entry), found=found)
    what = f"{'changed' if old else 'added'} {entry.label}"
    return _kept(request, store, entries, by, what, renamed=(own.by_id[old], entry) if old in own.by_id else None)


@router.post("/codebook/remove")
def remove_issue(request: Request, store: Record, form: Sent) -> Response:
    """Take an issue out."""
    own, id = own_codebook(store), field(form, "issue")
    if id not in own.by_id:
        return _shown(request, store, 404, message=f"there is no issue {id[:100]!r}. Choose one of the codebook")
    entries = without_entry(own.entries, id)
    return _kept(request, store, entries, decider(request, form), f"removed {own.by_id[id].label}")


@router.post("/codebook/merge")
def merge_issue(request: Request, store: Record, form: Sent) -> Response:
    """Take an issue into another one."""
    own, id, into = own_codebook(store), field(form, "issue"), field(form, "into")
    try:
        entries = joined(own.entries, id, into)
    except OptionError as error:
        return _shown(request, store, 422, message=str(error))
    what = f"merged {own.by_id[id].label} into {own.by_id[into].label}"
    renamed = own.by_id[id], own.by_id[into]
    return _kept(request, store, entries, decider(request, form), what, renamed=renamed)


@router.post("/codebook/import")
def import_codebook(request: Request, store: Record, form: Sent) -> Response:
    """Put a codebook in the place of the one that is there: a file, or a starter."""
    by, starter, upload = decider(request, form), field(form, "starter"), form.get("file")
    if starter in starters():
        given = load_codebook(starter)
        return _kept(request, store, given.entries, by, f"took the starter {starter}", name=given.name)
    if not isinstance(upload, UploadFile) or not upload.filename:
        return _shown(request, store, 422, message="there is no file. Choose a TOML or CSV file, or a starter")
    data, name = upload.file.read(LARGEST + 1), upload.filename[-100:]
    if len(data) > LARGEST:
        return _shown(request, store, 422, message=f"{name} has more than {LARGEST:,} bytes. Is it a codebook?")
    scan = scanned(data.decode("utf-8-sig", "replace"), name)
    if scan.problems:
        return _shown(request, store, 422, message="Nothing was imported.", scan_problems=scan.problems)
    return _kept(request, store, scan.codebook.entries, by, f"imported {name}", name=name)


@router.post("/codebook/restore")
def restore(request: Request, store: Record, form: Sent) -> Response:
    """Put an earlier codebook back."""
    by = decider(request, form)
    try:
        restore_codebook(store, number_in(field(form, "decision"), 0), by)
    except OptionError as error:
        return _shown(request, store, 422, message=str(error))
    return remembering(see_other("/codebook"), request, by)


@router.post("/codebook/apply")
def apply(request: Request, store: Record, form: Sent) -> Response:
    """Code the record again with the codebook, in the background."""
    recoder_of(request, store).start()
    return remembering(see_other("/codebook#coding"), request, decider(request, form))


@router.get("/codebook/progress")
def progress(request: Request, store: Record) -> dict[str, Any]:
    """Tell how far coding again is."""
    return asdict(recoder_of(request, store).progress)


def recoder_of(request: Request, store: Store) -> Recoder:
    """Return the one who codes the record of the application again."""
    known: Recoder | None = getattr(request.app.state, "recoder", None)
    if known is None:
        known = request.app.state.recoder = Recoder(store)
    return known


def _kept(
    request: Request,
    store: Store,
    entries: Sequence[Entry],
    by: str,
    what: str,
    *,
    renamed: tuple[Entry, Entry] | None = None,
    name: str = "",
) -> Response:
    """Keep entries; statements follow an issue that has another name, or is another one now."""
    try:
        if renamed is not None:
            call_alike(store, *renamed, by)
        keep_codebook(store, entries, by, what, name)
    except OptionError as error:
        return _shown(request, store, 422, message=str(error))
    issue = renamed[1].id if renamed is not None else ""
    return remembering(see_other(with_values("/codebook", {"issue": issue, "saved": 1})), request, by)


def _shown(request: Request, store: Store, status: int = 200, **state: Any) -> Response:
    """Show the codebook; ``state`` are fields of :class:`State`."""
    shown = State(**state)
    own = own_codebook(store)
    with store.connection() as connection:
        uses = {one.id: one.codings for one in issues_known(connection, 5000)}
    given = request.query_params
    return page(
        request,
        "codebook.html",
        status,
        own=own,
        tree=_tree(own.entries),
        uses=uses,
        old=shown.old,
        fields=shown.fields,
        problems=shown.problems,
        warnings=checked(own.entries).warnings if own.entries else (),
        preview=shown.found,
        message=shown.message,
        scan_problems=shown.scan_problems,
        starters=starters(),
        starter_sizes={name: _size(name) for name in starters()} if not own.entries else {},
        suggestions=_suggestions(request, store) if given.get("suggest") else None,
        earlier=earlier(store),
        progress=recoder_of(request, store).progress,
        saved="saved" in given,
        reviewer=reviewer_of(request),
        logged_in=logged_in(request),
        may_edit=may_edit(request),
    )


def _tree(entries: Sequence[Entry]) -> list[tuple[int, Entry]]:
    """Return the entries with how deep each is, narrower ones below the wider."""
    children: dict[str | None, list[Entry]] = {}
    for one in entries:
        children.setdefault(one.parent, []).append(one)
    found: list[tuple[int, Entry]] = []
    waiting = [(0, one) for one in reversed(children.get(None, []))]
    while waiting:
        depth, one = waiting.pop()
        found.append((depth, one))
        waiting += [(depth + 1, child) for child in reversed(children.get(one.id, []))]
    return found


def _suggestions(request: Request, store: Store) -> list[Any]:
    """Return issues that the articles speak of and the codebook does not have, from a bounded number of articles."""
    from onrecord.coding.issues.suggestion import suggestions
    from onrecord.evaluate.drawing import drawn

    def counted() -> list[Any]:
        keys = drawn((str(one.key) for one in store.documents()), SUGGESTED_FROM, seed=1)
        return suggestions((store.reading(int(key)) for key in keys), 2)[:SUGGESTED]

    found: list[Any] = memory_of(request, store).of("issue suggestions", counted)
    return found


def _size(starter: str) -> int:
    return len(load_codebook(STARTERS / f"{starter}.toml").entries)


def _file(own: Codebook, format: str) -> Response:
    name = "codebook." + format
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if format == "toml":
        return Response(codebook_file(own.entries), media_type="application/toml; charset=utf-8", headers=headers)
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in own.entries:
        lists = (";".join(one.aliases), ";".join(one.reversed_aliases))
        examples = "|".join(text.replace("|", "/") for text in one.examples)
        rows.writerow(guarded(cell) for cell in (one.id, one.label, *lists, one.parent or "", examples))
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _texts(form: Any) -> dict[str, str]:
    return {name: value for name, value in form.items() if isinstance(value, str)}
