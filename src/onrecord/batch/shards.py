"""Shards: the files of many articles that were given by name, by pattern, by folder or by URL."""

from __future__ import annotations

import glob
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from onrecord.batch.places import Facts, Folder, facts_here, facts_of, fetch, is_url, local_path, storage_of
from onrecord.errors import InputError, OptionError

#: End of a name → format.
KINDS = {
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".jsonl.gz": "lines",
    ".ndjson.gz": "lines",
    ".jsonl.bz2": "lines",
    ".ndjson.bz2": "lines",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".parquet": "parquet",
}
_ENDS = sorted(KINDS, key=len, reverse=True)
_MAGIC = re.compile(r"[*?\[]")
#: What may stay in the name of a shard, which is a name of files and stands in patterns of DuckDB.
_UNSAFE = re.compile(r"[^\w.=+-]+")
_LONGEST = 120
_REMEDY = "Give " + ", ".join(KINDS)


class Shard(NamedTuple):
    """One file of articles.

    Attributes
    ----------
    name : str
        What its results are called.
    address : str
        The absolute path or the URL.
    kind : {"lines", "warc", "parquet"}
    facts : Facts
    """

    name: str
    address: str
    kind: str
    facts: Facts


def shards_of(given: Iterable[str], out: Folder) -> list[Shard]:
    """Find the shards that were given, in the order given, those of a folder or a pattern sorted by name; each once.

    Parameters
    ----------
    given : iterable of str
    out : Folder
        Of results, which are no shards, though they may lie in a folder of shards.

    Raises
    ------
    InputError
        If something is not there, or is no shard.
    OptionError
        If two shards would have the same name.
    """
    found: dict[str, Shard] = {}
    for one in given:
        for shard in _remote(one) if is_url(one) else _local(one):
            if not out.holds(shard.address):
                found.setdefault(shard.address, shard)
    if not found:
        raise InputError(str(out), "there is nothing but results in it", _REMEDY)
    names: dict[str, Shard] = {}
    for shard in found.values():
        other = names.setdefault(shard.name.casefold(), shard)
        if other is not shard:
            problem = f"{other.address} and {shard.address} would both be shard {shard.name!r}"
            apart = other.address.rpartition("/")[0] != shard.address.rpartition("/")[0]
            remedy = "Rename one of them" + (", or give the folder that holds both" if apart else "")
            raise OptionError(f"{problem}. {remedy}")
    return list(found.values())


def kind_of(name: str) -> str | None:
    """Return the format that a file's name tells.

    >>> kind_of("CC-NEWS-20310514.warc.gz"), kind_of("article.txt")
    ('warc', None)
    """
    return next((KINDS[end] for end in _ENDS if name.lower().endswith(end)), None)


def name_of(path: str) -> str:
    """Return the name of a shard that lies at a path below what was given.

    >>> name_of("2031/05/news.jsonl.gz")
    '2031-05-news'
    """
    end = next((end for end in _ENDS if path.lower().endswith(end)), "")
    name = _UNSAFE.sub("-", path[: len(path) - len(end)]).strip("-.") or "shard"
    if len(name) > _LONGEST:
        name = f"{name[:_LONGEST]}-{hashlib.sha256(path.encode()).hexdigest()[:8]}"
    return name


def hash_of(path: Path) -> str:
    """Return the hash of a file's content."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def here(shard: Shard, folder: Path) -> Path:
    """Return a path at which a shard can be read: its own, or that of a copy that is made in the folder."""
    if not is_url(shard.address):
        return Path(shard.address)
    system, path = storage_of(shard.address)
    copy = folder / PurePosixPath(path).name
    fetch(system, path, copy)
    return copy


def _local(given: str) -> Iterator[Shard]:
    path = local_path(given)
    try:
        if path.is_dir():
            paths, base = _below(path), path
        elif path.is_file():
            paths, base = [path], path.parent
        else:
            base = Path(*_fixed(path.parts))
            paths = sorted(Path(one) for one in glob.glob(str(path), recursive=True))
            paths = [one for one in paths if one.is_file() and kind_of(one.name)]
            if not paths:
                raise InputError(given, "there is no such shard", _REMEDY)
        if not paths:
            raise InputError(given, "there is no shard in the folder", _REMEDY)
        for one in paths:
            kind = _kind(one.name, given)
            name = name_of(one.relative_to(base).as_posix())
            yield Shard(name, str(one.absolute()), kind, facts_here(one))
    except (OSError, ValueError) as error:
        raise InputError(given, f"the path cannot be used ({error})", "Check the path") from error


def _below(folder: Path) -> list[Path]:
    """The shards in a folder and in those below it; hidden ones are passed over."""
    paths = (path for path in folder.rglob("*") if kind_of(path.name) and path.is_file())
    return sorted(path for path in paths if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def _fixed(parts: tuple[str, ...]) -> list[str]:
    """The parts of a path before the first one that is a pattern."""
    fixed = list(parts)
    for number, part in enumerate(parts):
        if _MAGIC.search(part):
            return fixed[:number]
    return fixed[:-1]


def _remote(given: str) -> Iterator[Shard]:
    system, path = storage_of(given)
    scheme = given.partition("://")[0]
    try:
        if _MAGIC.search(path):
            infos, base = system.glob(path, detail=True), "/".join(_fixed(tuple(path.split("/"))))
        elif system.isdir(path):
            infos, base = system.find(path, detail=True), path
        elif system.exists(path):
            infos, base = {path: system.info(path)}, path.rpartition("/")[0]
        else:
            raise InputError(given, "there is no such file", "Check the URL")
    except OSError as error:
        raise InputError(given, f"it cannot be reached ({error})", "Check the URL and your access to it") from error
    single = len(infos) == 1
    found = {name: info for name, info in sorted(infos.items()) if info["type"] == "file" and (single or kind_of(name))}
    if not found:
        raise InputError(given, "there is no shard in it", _REMEDY)
    for name, info in found.items():
        own = name.removeprefix(base).lstrip("/")
        address = name if "://" in name else f"{scheme}://{name.lstrip('/') if scheme != 'file' else name}"
        yield Shard(name_of(own), address, _kind(name, given), facts_of(info))


def _kind(name: str, given: str) -> str:
    kind = kind_of(name)
    if kind is None:
        raise InputError(given, "its name does not end as that of a shard", _REMEDY)
    return kind
