"""What the application is started with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``onrecord serve`` is told.

    Attributes
    ----------
    db : str
        The record: a SQLite file or the URL of a PostgreSQL database.
    host, port : str and int
        Where the application listens. Another address than loopback needs ``token`` or ``users``.
    token : str or None
        Who sends it may read and edit.
    users : Path or None
        File of users: name, role (reader or editor) and token.
    hosts : tuple of str
        Other names that the application is asked for by, such as that of a proxy; they need ``token`` or ``users``.
    allow_private : bool
        Fetch from private and loopback addresses too.
    actors, codebook : Path or str, or None
        The registry and the codebook of what is added in the application.
    new : bool
        Begin an empty record where there is none.
    warm : bool
        Count what pages show before anybody asks for them.
    """

    db: str
    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = None
    users: Path | None = None
    actors: Path | None = None
    codebook: str | None = None
    hosts: tuple[str, ...] = ()
    allow_private: bool = False
    new: bool = False
    warm: bool = False
