"""What a site's robots.txt allows (RFC 9309)."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import NamedTuple

from httpx2 import URL
from protego import Protego

from onrecord.errors import FetchError
from onrecord.gather.exchange import Answer
from onrecord.gather.limits import ROBOT

#: Seconds for which a robots.txt is remembered, and for which it is remembered that it could not be read.
_KEPT, _KEPT_FAILURE = 24 * 3600.0, 600.0
_AGENT = re.compile(r"^([ \t]*user[- ]?agent[ \t]*:?)([^#\r\n]*)", re.IGNORECASE | re.MULTILINE)


class Rules(NamedTuple):
    """The rules of one site. ``parsed`` is None where everything is allowed; ``problem`` says why nothing is."""

    parsed: Protego | None = None
    problem: str | None = None
    until: float = 0.0

    @property
    def delay(self) -> float:
        """Seconds that the site wants between two requests."""
        seconds = self.parsed.crawl_delay(ROBOT) if self.parsed is not None else None
        return max(0.0, seconds or 0.0)

    def check(self, url: URL) -> None:
        """Raise FetchError if the address must not be fetched."""
        if self.problem is not None:
            raise FetchError(str(url), self.problem, "Try again later", temporary=True)
        if self.parsed is not None and not self.parsed.can_fetch(str(url), ROBOT):
            raise FetchError(
                str(url), "the site's robots.txt does not allow it", "Ask the outlet, or save the page by hand"
            )


def parsed(text: str) -> Protego:
    """Parse a robots.txt; all robots that are not this one count as one, however many the file names.

    >>> parsed("User-agent: onrecord\\nDisallow: /x").can_fetch("https://a.example/x", "onrecord")
    False
    """
    return Protego.parse(_AGENT.sub(_one_of_three, text))


def _one_of_three(line: re.Match[str]) -> str:
    name = line[2].strip().lower().partition("/")[0].rstrip("*") or "*"
    return f"{line[1]} {name if name in (ROBOT, '*') else 'another'}"


class Robots:
    """Remembers the rules of sites; ``ask`` fetches a robots.txt, redirects followed."""

    def __init__(self, ask: Callable[[URL], Answer], now: Callable[[], float] = time.monotonic) -> None:
        self._ask = ask
        self._now = now
        self._known: dict[tuple[str, str, int | None], Rules] = {}

    def rules(self, url: URL) -> Rules:
        """Return the rules for an address, fetching its site's robots.txt where it is not known."""
        site = (url.scheme, url.host, url.port)
        known = self._known.get(site)
        if known is None or known.until < self._now():
            known = self._known[site] = self._fetched(url)
        return known

    def _fetched(self, url: URL) -> Rules:
        """A missing file allows everything, one that cannot be had allows nothing."""
        kept, kept_failure = self._now() + _KEPT, self._now() + _KEPT_FAILURE
        try:
            answer = self._ask(url.copy_with(raw_path=b"/robots.txt"))
        except FetchError as error:
            if error.temporary:
                return Rules(problem=f"its robots.txt cannot be read: {error.problem}", until=kept_failure)
            return Rules(until=kept)  # it points to where nothing may be fetched from: there is none
        if answer.status == 200:
            return Rules(parsed(answer.content.decode("utf-8", "replace")), until=kept)
        if answer.is_temporary_failure or answer.status >= 500:
            return Rules(
                problem=f"its robots.txt cannot be read: the server answered {answer.status}", until=kept_failure
            )
        return Rules(until=kept)
