"""Who may come in: the local user, a shared token, or the people of a file; sessions and the tokens of forms.

Nobody's token is kept: of those that were given only the SHA-256 is, and what is compared is compared in constant time.
Sessions live in memory and end with the application.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable, Sequence
from getpass import getuser
from hashlib import sha256
from threading import Lock
from typing import Annotated, Literal, NamedTuple

from fastapi import Depends, Request

from onrecord.errors import OptionError
from onrecord.serve.settings import Settings
from onrecord.serve.users import User, hashed, load_users

COOKIE = "onrecord_session"
#: Seconds that a session lasts after it was begun.
LASTING = 12 * 3600
#: Sessions that are remembered; the oldest one makes room.
MOST_SESSIONS = 1000
#: Most characters of a name that somebody gives at the door.
LONGEST_NAME = 100


class Person(NamedTuple):
    """Who asks.

    Attributes
    ----------
    name : str
        What decisions are signed with.
    role : {"reader", "editor"}
        Whether they may change anything.
    named : bool
        Whether it is known who they are: not where a token is shared, or nobody has to have one.
    """

    name: str
    role: Literal["reader", "editor"]
    named: bool = True

    @property
    def may_edit(self) -> bool:
        """Whether they may change the record."""
        return self.role == "editor"


class _Session(NamedTuple):
    person: Person
    until: float


class Access:
    """Decides who somebody is, by their token or session.

    Parameters
    ----------
    users : sequence of User
        Who may come in; where there are none, whoever asks is the local user and may do everything.
    clock : callable
        Seconds that only go forward.
    """

    def __init__(self, users: Sequence[User], clock: Callable[[], float] = time.monotonic) -> None:
        self._users = tuple(users)
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._sessions: dict[str, _Session] = {}
        self._lock = Lock()

    @property
    def is_open(self) -> bool:
        """Whether nobody has to say who they are."""
        return not self._users

    def by_token(self, token: str) -> Person | None:
        """Return whose token this is; every token takes as long."""
        given = hashed(token)
        found = None
        for user in self._users:
            if hmac.compare_digest(user.token.encode(), given.encode()):
                found = user
        return None if found is None else Person(found.name, found.role, found.named)

    def begin(self, person: Person) -> str:
        """Begin a session and return its id."""
        session = secrets.token_urlsafe(32)
        with self._lock:
            while len(self._sessions) >= MOST_SESSIONS:
                del self._sessions[next(iter(self._sessions))]
            self._sessions[_name(session)] = _Session(person, self._clock() + LASTING)
        return session

    def by_session(self, session: str) -> Person | None:
        """Return whose session this is, as long as it lasts."""
        with self._lock:
            found = self._sessions.get(_name(session))
            if found is not None and found.until <= self._clock():
                del self._sessions[_name(session)]
                return None
        return None if found is None else found.person

    def end(self, session: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(_name(session), None)

    def form_token(self, session: str | None) -> str:
        """Return what forms carry, so that no other site can send them."""
        return hmac.new(self._key, (session or "").encode("utf-8", "replace"), sha256).hexdigest()


def access_of(settings: Settings) -> Access:
    """Return who may come in.

    Raises
    ------
    OptionError
        If the token is empty, or the file of users cannot be used.
    """
    users = [] if settings.users is None else load_users(settings.users)
    if settings.token is not None:
        if not settings.token.strip():
            raise OptionError("the token is empty. Make one with: onrecord serve --new-token NAME")
        users.append(User("editor", "editor", hashed(settings.token), named=False))
    return Access(users)


def local_user() -> Person:
    """Return who is logged in on this machine."""
    try:
        return Person(getuser(), "editor", named=False)
    except (KeyError, OSError, ImportError):
        return Person("local", "editor", named=False)


def person_of(request: Request) -> Person:
    """Return who asks; the guard has let them in."""
    person: Person = request.state.person
    return person


def _name(session: str) -> str:
    """What a session is remembered by: whoever sees the memory cannot take it over."""
    return sha256(session.encode("utf-8", "replace")).hexdigest()


#: Who asks. The guard lets nobody but editors change anything, so that a handler need not ask again.
Asking = Annotated[Person, Depends(person_of)]
