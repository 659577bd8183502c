"""The file of users: who may come in, as what, and the SHA-256 of their token."""

from __future__ import annotations

import csv
import io
import re
import secrets
import tomllib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from onrecord.errors import SourceError

ROLES = ("reader", "editor")
#: Most bytes of the file.
LARGEST = 1_000_000
_HASHED = re.compile(r"sha256:[0-9a-f]{64}")
_REMEDY = "Make entries with: onrecord serve --new-token NAME"


class User(NamedTuple):
    """Somebody who may come in; ``token`` is the SHA-256 of theirs, ``named`` that nobody else has it."""

    name: str
    role: Literal["reader", "editor"]
    token: str
    named: bool = True


def hashed(token: str) -> str:
    """Return what is kept of a token; those that onrecord makes have 256 random bits, so that a plain hash will do.

    >>> hashed("token")[:15]
    'sha256:3c469e9d'
    """
    return f"sha256:{sha256(token.encode('utf-8', 'replace')).hexdigest()}"


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(32)


def entry_of(user: User) -> str:
    """Return a user as the TOML file has them."""
    name = user.name.replace("\\", "\\\\").replace('"', '\\"')
    return f'[[users]]\nname = "{name}"\nrole = "{user.role}"\ntoken = "{user.token}"\n'


def load_users(path: Path) -> list[User]:
    """Read a file of users: TOML with a table ``[[users]]`` each, or CSV with a row each: name, role, token.

    Raises
    ------
    SourceError
        If it cannot be read, or an entry makes no sense.
    """
    name = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(name, f"it cannot be read ({error.strerror or error})", "Check the file") from error
    if len(data) > LARGEST:
        raise SourceError(name, f"it has {len(data):,} bytes", f"Give a file of users of at most {LARGEST:,}")
    try:
        text = data.decode("utf-8-sig")
        entries = _of_csv(text) if path.suffix.lower() == ".csv" else _of_toml(text)
    except (ValueError, csv.Error) as error:
        raise SourceError(name, f"it is no TOML or CSV ({error})", _REMEDY) from error
    except RecursionError as error:
        raise SourceError(name, "it is nested too deeply", _REMEDY) from error
    users = [_user(name, number, entry) for number, entry in enumerate(entries, 1)]
    if not users:
        raise SourceError(name, "there is nobody in it", _REMEDY)
    for one, values in (("name", [user.name for user in users]), ("token", [user.token for user in users])):
        if len(set(values)) < len(values):
            raise SourceError(name, f"two users have the same {one}", f"Give each a {one} of their own")
    return users


def _of_toml(text: str) -> Iterable[Mapping[str, Any]]:
    entries = tomllib.loads(text).get("users", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError("users is no list of tables")
    return entries


def _of_csv(text: str) -> Iterable[Mapping[str, Any]]:
    return list(csv.DictReader(io.StringIO(text)))


def _user(source: str, number: int, entry: Mapping[str, Any]) -> User:
    name, role, token = (entry.get(key) for key in ("name", "role", "token"))
    place = f"user {number}"
    if not isinstance(name, str) or not name.strip() or not name.isprintable():
        raise SourceError(source, f"the name {name!r} cannot be used", "Give a name of letters", place)
    if role not in ROLES:
        raise SourceError(source, f"the role {role!r} is not known", "Give reader or editor", place)
    if not isinstance(token, str) or _HASHED.fullmatch(token) is None:
        raise SourceError(source, "the token is not kept as sha256: and 64 hexadecimal digits", _REMEDY, place)
    return User(name.strip(), cast("Literal['reader', 'editor']", role), token)
