"""What a caller can choose for a reading, with the reason to choose otherwise."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.errors import OptionError

#: Folder of the codebooks that ship with onrecord.
SHIPPED = Path(__file__).with_name("codebooks")


class ReadOptions(NamedTuple):
    """Options of a reading.

    Attributes
    ----------
    min_score : float
        Statements below this score are left out. Raise it for precision, lower it for recall.
    model : Path or None
        Folder of another model; None takes the one that ships with onrecord.
    actors : Path or None
        CSV file of actors of one's own, who win over those of the registry; see :mod:`onrecord.resolve.known.actors`.
    codebook : Path, str or None
        Codebook of the issues to look for: a TOML or CSV file, or the name of one that ships with onrecord; see
        :mod:`onrecord.codebook`. Without it the text itself names the issues.
    published, outlet, url, title, author : str or None
        What the input cannot say about itself (a plain text says little); they win over what it does say.
    """

    min_score: float = 0.0
    model: Path | None = None
    actors: Path | None = None
    codebook: Path | str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None

    def checked(self) -> ReadOptions:
        """Return the options, or raise OptionError where a value makes no sense."""
        if not 0 <= self.min_score <= 1:
            raise OptionError(f"min_score is {self.min_score}: give a number from 0 to 1")
        return self

    def recorded(self) -> dict[str, Any]:
        """The options that decide what is found, as provenance keeps them."""
        recorded: dict[str, Any] = {"min_score": self.min_score}
        if self.actors is not None:
            recorded["actors"] = _named(Path(self.actors))
        if self.codebook is not None:
            file = _codebook_file(self.codebook)
            recorded["codebook"] = _named(file) if file else str(self.codebook)
        return recorded


def _codebook_file(codebook: Path | str) -> Path | None:
    """The file of a codebook; a shipped one, which is known by its name, has one as well."""
    if Path(codebook).is_file():
        return Path(codebook)
    return next((file for file in SHIPPED.glob("*.*") if file.stem == str(codebook)), None)


def _named(file: Path) -> str:
    """Name and hash of a file."""
    status = file.stat()
    return f"{file.name}@sha256:{_hash(file, status.st_mtime_ns, status.st_size)}"


@lru_cache(maxsize=16)
def _hash(file: Path, changed: int, size: int) -> str:
    """Hash of a file as it was last changed: told once, not for each article."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
