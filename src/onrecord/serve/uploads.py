"""What a job is to add: addresses, uploaded files and pasted articles; files lie in a folder of the job's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from onrecord.errors import InputError, OptionError
from onrecord.gather import Failed, Found, Item
from onrecord.gather.addresses import checked_url
from onrecord.ingest.source import FORMATS

#: Addresses of one job, and articles that are handed over as such.
MOST_ADDRESSES, MOST_ARTICLES = 100, 200
PASTED = "pasted text"
_LONGEST_NAME = 120
_SEPARATORS = re.compile(r"[\\/]")
_PIECE = 1 << 20


class Sources:
    """The sources of a job, in a folder that goes when the job has ended."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="onrecord-job-")
        self._names: dict[str, str] = {}
        self._addresses: list[str] = []

    @property
    def folder(self) -> Path:
        """Where files of the job may lie."""
        return Path(self._folder.name)

    def close(self) -> None:
        """Delete the folder."""
        self._folder.cleanup()

    def given(self) -> list[str]:
        """Return the sources as a gatherer takes them: paths of the folder, and addresses."""
        return [*self._names, *self._addresses]

    def called(self) -> list[str]:
        """Return the sources as people know them."""
        return [*self._names.values(), *self._addresses]

    def add_address(self, address: str) -> None:
        """Add the address of a page, a feed or a sitemap.

        Raises
        ------
        FetchError
            If it is none of the web.
        OptionError
            If there are too many.
        """
        if len(self._addresses) >= MOST_ADDRESSES:
            raise OptionError(f"there are more than {MOST_ADDRESSES} addresses. Add them in several goes")
        self._addresses.append(str(checked_url(address.strip())))

    def add_file(self, name: str, stream: BinaryIO) -> None:
        """Add an uploaded file: of its name only the ending counts."""
        path = self._path(suffix_of(name))
        with path.open("xb") as out:
            while piece := stream.read(_PIECE):
                out.write(piece)
        self._names[str(path)] = shown_name(name)

    def add_articles(self, articles: Iterable[Mapping[str, Any]], name: str = PASTED) -> None:
        """Add articles that are given with what is known of them: text, title, outlet, url, published."""
        path = self._path(".jsonl")
        with path.open("x", encoding="ascii") as out:
            for article in articles:
                out.write(json.dumps({key: value for key, value in article.items() if value}) + "\n")
        self._names[str(path)] = name

    def named(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield items with the names that people know instead of paths of the folder."""
        for item in items:
            if isinstance(item, Found) and item.source in self._names:
                yield item._replace(source=self._names[item.source])
            elif isinstance(item, Failed) and item.source in self._names:
                path, name = item.source, self._names[item.source]
                error = item.error
                told = error.source.replace(path, name)
                yield Failed(InputError(told, error.problem.replace(path, name), error.remedy), name)
            else:
                yield item

    def _path(self, suffix: str) -> Path:
        return self.folder / f"{len(self._names):04}{suffix}"


def suffix_of(name: str) -> str:
    """Return the ending of a file's name if it tells a format, else nothing: what it is, is seen in it.

    >>> suffix_of("../../etc/News.HTML"), suffix_of("CC-NEWS.warc.gz"), suffix_of("feed.xml")
    ('.html', '.warc.gz', '')
    """
    suffixes = [suffix.lower() for suffix in PurePosixPath(_SEPARATORS.split(name)[-1]).suffixes]
    for ending in ("".join(suffixes[-2:]), *suffixes[-1:]):
        if ending in FORMATS:
            return ending
    return ""


def shown_name(name: str) -> str:
    """Return a file's name as it can be shown: without folders and control characters.

    >>> shown_name("C:/tmp/a\\x00b.txt"), shown_name("..")
    ('a b.txt', 'upload')
    """
    last = _SEPARATORS.split(name)[-1]
    plain = "".join(letter if letter.isprintable() else " " for letter in last).strip(". ") if last else ""
    kept = plain[:_LONGEST_NAME] if len(plain) <= _LONGEST_NAME else f"…{plain[-_LONGEST_NAME:]}"
    return kept or "upload"
