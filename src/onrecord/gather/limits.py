"""How much fetching may take and how politely it is done."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata
from typing import NamedTuple

from onrecord.errors import OptionError

#: The name that robots.txt files can address.
ROBOT = "onrecord"
#: Bytes of a robots.txt that are read (RFC 9309, 2.5).
ROBOTS_BYTES = 512 * 1024


class FetchOptions(NamedTuple):
    """Limits and manners of fetching.

    Attributes
    ----------
    contact : str or None
        Address or mail of who runs this; servers are told it.
    allow_private : bool
        Fetch from private, loopback and link-local addresses as well.
    delay : float
        Seconds between two requests to one host; more where its robots.txt asks for it.
    tries : int
        Times a request is sent when the server does not answer or is overloaded.
    backoff : float
        Seconds before the second try; each further pause is twice as long. ``Retry-After`` wins.
    longest_wait : float
        Seconds that are waited for a host at most; a request that would have to wait longer fails.
    max_seconds : float
        Seconds from the beginning of one request to the last byte of its answer.
    silence : float
        Seconds without a byte after which a request fails.
    max_bytes : int
        Bytes of one answer, unpacked.
    max_redirects : int
        Redirects from one address to the next.
    """

    contact: str | None = None
    allow_private: bool = False
    delay: float = 1.0
    tries: int = 3
    backoff: float = 2.0
    longest_wait: float = 120.0
    max_seconds: float = 60.0
    silence: float = 20.0
    max_bytes: int = 16 * 1024 * 1024
    max_redirects: int = 5

    def checked(self) -> FetchOptions:
        """Return the options, or raise OptionError where a value makes no sense."""
        if self.contact is not None and not (self.contact.isascii() and self.contact.isprintable()):
            raise OptionError(f"the contact {self.contact!r} cannot be sent. Give a mail or web address in plain ASCII")
        for name in ("delay", "backoff", "longest_wait", "max_seconds", "silence"):
            value = getattr(self, name)
            if not 0 <= value <= 86_400:
                raise OptionError(f"{name} is {value}: give seconds from 0 to 86400")
        return self

    def user_agent(self) -> str:
        """Return how requests introduce themselves: name and version, where to read about it, whom to ask.

        >>> FetchOptions(contact="desk@gazette.example").user_agent().endswith("desk@gazette.example)")
        True
        """
        try:
            about = metadata("onrecord")
        except PackageNotFoundError:
            return ROBOT
        pages = [url.rpartition(",")[2].strip() for url in about.get_all("Project-URL") or ()]
        who = "; ".join([f"+{page}" for page in pages[:1]] + ([self.contact] if self.contact else []))
        return f"{ROBOT}/{about['Version']}" + (f" ({who})" if who else "")
