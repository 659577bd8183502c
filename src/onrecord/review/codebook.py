"""The record's codebook as people change it: checked as a file is, and what was there before is kept."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from onrecord.codebook import Codebook, Entry, Scan, folded, load_codebook, scan_codebook
from onrecord.errors import OptionError
from onrecord.review.lists import CODEBOOK, keep_entries
from onrecord.review.merging import issues_named, rename_issue
from onrecord.store import Decision, Store
from onrecord.store.rows.own import codebook_file

#: What a codebook is called that nobody gave a file for.
NAME = "codebook.toml"
#: Earlier codebooks that are listed.
_LISTED = 20


@dataclass(frozen=True, slots=True)
class Earlier:
    """A codebook that was the record's until somebody changed it."""

    decision: int
    codebook: Codebook
    what: str
    by: str
    at: str


def own_codebook(store: Store) -> Codebook:
    """Return the record's codebook, an empty one where it has none."""
    return store.codebook() or Codebook(NAME, ())


def scanned(text: str, name: str = NAME) -> Scan:
    """Return what a codebook's text holds, TOML or CSV by the name's ending, and what is wrong with it."""
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        path = Path(folder) / f"codebook{PurePath(name).suffix or '.toml'}"
        path.write_text(text, "utf-8", "replace", newline="")
        return scan_codebook(path)


def checked(entries: Sequence[Entry]) -> Scan:
    """Return what is wrong with the entries of a codebook; nothing with none."""
    if not entries:
        return Scan(Codebook(NAME, ()), (), ())
    return scanned(codebook_file(entries))


def keep_codebook(store: Store, entries: Sequence[Entry], by: str, what: str, name: str = "") -> None:
    """Put entries in the place of the record's codebook, and keep the one before.

    Parameters
    ----------
    what : str
        What was done, in a few words.

    Raises
    ------
    OptionError
        If they cannot be read with, or nobody is named.
    StoreError
        If the record cannot be written.
    """
    problems = checked(entries).problems
    if problems:
        raise OptionError(f"{problems[0].problem}. {problems[0].remedy}")
    if not by.strip():
        raise OptionError("nobody is named. Say who changes the codebook")
    before = store.codebook()
    keep_entries(store, Codebook(name or (before.name if before else NAME), tuple(entries)), by, what)


def call_alike(store: Store, old: Entry, new: Entry, by: str) -> Decision | None:
    """Let statements of the record, those that people coded as well, have an issue's new name or the one it is now.

    Returns None where no statement has it, or it is called so already.

    Raises
    ------
    OptionError
        If a name means several issues.
    """
    used = issues_named(store, old.id)
    if not used or all(one == (new.id, new.label) for one in used):
        return None
    return rename_issue(store, old.id, new.label, by, id=new.id)


def earlier(store: Store) -> list[Earlier]:
    """Return the codebooks that were there before, the latest first."""
    found = [one for one in reversed(store.decisions()) if one.kind == CODEBOOK and one.value.get("toml")]
    return [_earlier(one) for one in found[:_LISTED]]


def restore_codebook(store: Store, decision: int, by: str) -> None:
    """Put the codebook back that was there before a decision.

    Raises
    ------
    OptionError
        If there is none.
    """
    found = next((one for one in store.decisions() if one.key == decision and one.kind == CODEBOOK), None)
    if found is None or not found.value.get("toml"):
        raise OptionError(f"no earlier codebook is kept under {decision}. Choose one of those that are listed")
    before = _earlier(found)
    keep_codebook(store, before.codebook.entries, by, f"put back that of {before.at[:16]}", before.codebook.name)


def with_entry(entries: Iterable[Entry], entry: Entry, old: str | None) -> list[Entry]:
    """Return entries with one in the place of another, or at the end; narrower issues follow a new id."""
    found = [entry if one.id == old else one for one in entries]
    if old is None:
        return [*found, entry]
    return [replace(one, parent=entry.id) if one.parent == old and one is not entry else one for one in found]


def without_entry(entries: Iterable[Entry], id: str) -> list[Entry]:
    """Return entries without one; what was narrower than it comes under what was wider."""
    listed = [*entries]
    parent = next((one.parent for one in listed if one.id == id), None)
    return [replace(one, parent=parent) if one.parent == id else one for one in listed if one.id != id]


def joined(entries: Iterable[Entry], id: str, into: str) -> list[Entry]:
    """Return entries with one taken into another: its words, its examples, its narrower issues.

    Raises
    ------
    OptionError
        If they are not two of them.
    """
    listed = {one.id: one for one in entries}
    if id == into or id not in listed or into not in listed:
        raise OptionError(f"{id!r} and {into!r} are not two issues of the codebook. Choose two")
    gone, kept = listed[id], listed[into]
    turned = _once((*kept.reversed_aliases, *gone.reversed_aliases), (kept.label, *kept.aliases))
    own = replace(
        kept,
        aliases=_once((*kept.aliases, gone.label, *gone.aliases), (kept.label, *turned)),
        reversed_aliases=turned,
        examples=tuple(dict.fromkeys((*kept.examples, *gone.examples))),
        parent=gone.parent if kept.parent == id else kept.parent,
    )
    merged = [own if one.id == into else one for one in listed.values() if one.id != id]
    return [replace(one, parent=into) if one.parent == id else one for one in merged]


def _once(phrases: Iterable[str], but: Iterable[str]) -> tuple[str, ...]:
    taken = {folded(one) for one in but}
    found: dict[str, str] = {}
    for phrase in phrases:
        if folded(phrase) not in taken:
            found.setdefault(folded(phrase), phrase)
    return tuple(found.values())


def _earlier(decision: Decision) -> Earlier:
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        path = Path(folder) / NAME
        path.write_text(decision.value["toml"], "utf-8")
        found = load_codebook(path)
    named = replace(found, name=decision.value["name"] or NAME)
    return Earlier(decision.key, named, decision.value["what"], decision.decided_by, decision.decided_at)
