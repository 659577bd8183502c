"""Where shards come from and results go: folders here, and object storage by its URL.

Here a file appears whole or not at all, and stays through a power cut: it is written beside its name, synced and
renamed. Object storage shows a file when its upload has ended.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from onrecord.errors import OptionError
from onrecord.export.files import missing

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_S3 = ("s3", "s3a")
#: How a file ends that is not whole yet.
PART = ".part"


class Facts(NamedTuple):
    """Size of a file in bytes, and what changes with its content: the time or the tag of its last change."""

    size: int
    changed: str


def is_url(given: str) -> bool:
    """Tell whether this is a URL of other storage than the folders here."""
    return _URL.match(given) is not None and not given.lower().startswith("file://")


def local_path(given: str) -> Path:
    """Return the path that was given, as such or as ``file://`` URL."""
    if given.lower().startswith("file://"):
        return Path(url2pathname(unquote(urlsplit(given).path)))
    return Path(given)


def storage_of(url: str) -> tuple[Any, str]:
    """Return the file system of a URL, as fsspec knows it, and the path in it.

    S3 goes through Arrow's own client, for which ``AWS_ENDPOINT_URL`` names another server.

    Raises
    ------
    OptionError
        If it cannot be used, or fsspec is not installed.
    """
    try:
        from fsspec.core import url_to_fs
        from fsspec.implementations.arrow import ArrowFSWrapper
    except ImportError as error:
        raise missing("fsspec", "batch") from error
    try:
        if url.partition("://")[0].lower() in _S3:
            return ArrowFSWrapper(_s3(url)), url.partition("://")[2].rstrip("/")
        system, path = url_to_fs(url)
    except (ImportError, ValueError, OSError) as error:
        raise OptionError(f"{url} cannot be used ({error}). Check the URL and install what it needs") from error
    return system, str(path).rstrip("/")


def _s3(url: str) -> Any:
    from pyarrow.fs import FileSystem, S3FileSystem

    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    if endpoint:
        return S3FileSystem(endpoint_override=endpoint, allow_bucket_creation=False)
    system, _ = FileSystem.from_uri(f"s3://{urlsplit(url).netloc}")
    return system


class Folder:
    """A folder for results, here or in object storage.

    Parameters
    ----------
    given : str
        A path or a URL.
    """

    def __init__(self, given: str) -> None:
        self.given = given
        self.local = None if is_url(given) else local_path(given).absolute()
        self._system: Any = None
        self._root = ""
        if self.local is None:
            self._system, self._root = storage_of(given)

    def __str__(self) -> str:
        return self.given

    def address(self, name: str) -> str:
        """Return where a file is, as an error tells it."""
        return str(self.local / name) if self.local else f"{self.given.rstrip('/')}/{name}"

    def holds(self, address: str) -> bool:
        """Tell whether the absolute path or the URL of a file lies in it."""
        if self.local:
            return not is_url(address) and self.local.resolve() in Path(address).resolve().parents
        return address.startswith(f"{self.given.rstrip('/')}/")

    def names(self, sub: str) -> list[str]:
        """Return the sorted names of the files in a folder of it, none where there is no such folder."""
        with self._telling(sub), suppress(FileNotFoundError, NotADirectoryError):
            if self.local:
                return sorted(path.name for path in (self.local / sub).iterdir() if path.is_file())
            found = self._system.ls(f"{self._root}/{sub}", detail=True)
            return sorted(PurePosixPath(one["name"]).name for one in found if one["type"] == "file")
        return []

    def size(self, name: str) -> int | None:
        """Return the bytes of a file, None where it is not there."""
        with self._telling(name), suppress(FileNotFoundError):
            if self.local:
                return (self.local / name).stat().st_size
            return int(self._system.info(f"{self._root}/{name}")["size"])
        return None

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        with self._telling(name):
            if self.local:
                return (self.local / name).read_bytes()
            data: bytes = self._system.cat_file(f"{self._root}/{name}")
            return data

    def write(self, name: str, data: bytes) -> None:
        """Write a file so that it is there whole or not at all."""
        with self._telling(name):
            if self.local:
                target = self.local / name
                target.parent.mkdir(parents=True, exist_ok=True)
                part = target.with_name(f".{target.name}.{os.getpid()}{PART}")
                try:
                    part.write_bytes(data)
                    _move(part, target)
                finally:
                    part.unlink(missing_ok=True)
            else:
                self._system.pipe_file(f"{self._root}/{name}", data)

    def put(self, file: Path, name: str) -> None:
        """Take a whole file in; where it was, it need not be afterwards."""
        with self._telling(name):
            if self.local:
                target = self.local / name
                target.parent.mkdir(parents=True, exist_ok=True)
                _move(file, target)
            else:
                self._system.put_file(str(file), f"{self._root}/{name}")

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        with self._telling(name), suppress(FileNotFoundError):
            if self.local:
                (self.local / name).unlink()
                _sync_folder((self.local / name).parent)
            else:
                self._system.rm_file(f"{self._root}/{name}")

    @contextmanager
    def local_copy(self, name: str, into: Path) -> Iterator[Path]:
        """Yield a path at which a file can be read."""
        if self.local:
            yield self.local / name
            return
        copy = into / PurePosixPath(name).name
        with self._telling(name):
            self._system.get_file(f"{self._root}/{name}", str(copy))
        try:
            yield copy
        finally:
            copy.unlink(missing_ok=True)

    @contextmanager
    def _telling(self, name: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise
        except OSError as error:
            raise unusable(self.address(name), error) from error


def unusable(address: str, error: OSError) -> OptionError:
    """Return the error that says why results cannot be kept there."""
    reason = error.strerror or str(error)
    return OptionError(f"{address} cannot be used ({reason}). Make room or choose another place; what is done stays")


def fetch(system: Any, path: str, target: Path) -> None:
    """Copy a file of object storage here."""
    with system.open(path, "rb") as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy, 1 << 20)


def facts_of(info: dict[str, Any]) -> Facts:
    """Return what fsspec tells of a file."""
    tag = info.get("ETag") or info.get("mtime") or info.get("LastModified") or info.get("created")
    return Facts(int(info["size"] or 0), str(tag))


def facts_here(path: Path) -> Facts:
    """Return size and time of the last change of a file."""
    status = path.stat()
    return Facts(status.st_size, str(status.st_mtime_ns))


def _move(file: Path, target: Path) -> None:
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    os.replace(file, target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no descriptors of folders
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
