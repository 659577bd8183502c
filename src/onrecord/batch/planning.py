"""What is to be done: which shards are done already, which were changed, which are in the way."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from onrecord.batch.manifest import Entry, Manifest
from onrecord.batch.shards import Shard, hash_of, here
from onrecord.errors import OptionError

#: Why a shard is read or not: it was never read, its file has another content now, its results are gone or damaged, it
#: is read anew on demand, it is done.
State = Literal["new", "changed", "damaged", "again", "done"]
_ANEW = "Choose another --out, or read them anew with --redo"


class Planned(NamedTuple):
    """A shard, and whether it has to be read."""

    shard: Shard
    state: State


def plan(shards: Iterable[Shard], manifest: Manifest, how: Mapping[str, Any], *, redo: bool = False) -> list[Planned]:
    """Tell of every shard whether it is done.

    Parameters
    ----------
    shards : iterable of Shard
    manifest : Manifest
    how : mapping
        How shards are read now; as in :class:`~onrecord.batch.manifest.Entry`.
    redo : bool
        Read all of them, whatever is done.

    Raises
    ------
    OptionError
        If what is done was read in another way, or another file would take the place of one.
    """
    if not redo:
        _check_same(manifest.entries.values(), how, str(manifest.folder))
    return [Planned(shard, _state(shard, manifest, redo=redo)) for shard in shards]


def _state(shard: Shard, manifest: Manifest, *, redo: bool) -> State:
    entry = manifest.entries.get(shard.name)
    if entry is None:
        return "new"
    if redo:
        return "again"
    if not _is_same(shard, entry):
        if entry.input.address != shard.address:
            raise OptionError(
                f"{shard.address} would take the place of {entry.input.address}: both are shard {shard.name!r}. "
                "Rename one of them, or read it in its place with --redo"
            )
        return "changed"
    return "done" if manifest.is_whole(entry) else "damaged"


def _is_same(shard: Shard, entry: Entry) -> bool:
    """Tell whether a file is what was read; its content is looked at only where size and time do not tell."""
    known = entry.input
    if shard.facts.size != known.bytes:
        return False
    if shard.address == known.address and shard.facts.changed == known.changed:
        return True
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        return hash_of(here(shard, Path(folder))) == known.sha256


def _check_same(entries: Iterable[Entry], how: Mapping[str, Any], out: str) -> None:
    others = [entry for entry in entries if entry.how != how]
    if not others:
        return
    before = others[0].how
    changed = [f"{key} {before.get(key)!r}, now {how.get(key)!r}" for key in how if before.get(key) != how.get(key)]
    shards = f"shard {others[0].shard!r}" if len(others) == 1 else f"{len(others):,} shards"
    raise OptionError(f"{out} has {shards} read in another way: {'; '.join(changed)}. {_ANEW}")
