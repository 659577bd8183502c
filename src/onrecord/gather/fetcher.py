"""Fetches pages, feeds and sitemaps: politely, within limits, from the public internet only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ssl import SSLContext
from types import TracebackType
from typing import NamedTuple

from httpx2 import URL, Headers, InvalidURL

from onrecord.errors import FetchError
from onrecord.gather.addresses import Resolve, checked_url, system_resolve
from onrecord.gather.exchange import Answer, Exchange
from onrecord.gather.limits import ROBOTS_BYTES, FetchOptions
from onrecord.gather.pace import Clock, Pace
from onrecord.gather.robots import Robots
from onrecord.store.records import Fetch

_ACCEPT = {
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, "
    "text/plain;q=0.8, */*;q=0.5"
}
#: Characters of an ETag or a date that are kept; a longer one is no use.
_LONGEST_VALIDATOR = 500
_NOT_MODIFIED = 304
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE | re.ASCII)


class Fetched(NamedTuple):
    """What was fetched.

    Attributes
    ----------
    url : str
        Where it was in the end, after all redirects.
    content : bytes
        Empty when the server said that nothing has changed.
    content_type : str
        Media type in lower case, without parameters; empty where the server told none.
    charset : str or None
        The encoding that the server claims.
    fetch : Fetch
        What to note, so that it need not be fetched again; to be noted only when the content is safely stored.
    """

    url: str
    content: bytes
    content_type: str
    charset: str | None
    fetch: Fetch

    @property
    def is_new(self) -> bool:
        """Whether there is content: the server did not say that it has not changed."""
        return self.fetch.status != _NOT_MODIFIED


class Fetcher:
    """Fetches one address after the other.

    Parameters
    ----------
    options : FetchOptions
    resolve : callable
        Tells the IP addresses of a host and port.
    clock : Clock
        What tells and passes the time between requests.
    ssl_context : SSLContext or None
        Whom to trust; None trusts whom the system trusts.
    """

    def __init__(
        self,
        options: FetchOptions = FetchOptions(),
        *,
        resolve: Resolve = system_resolve,
        clock: Clock = Clock(),
        ssl_context: SSLContext | None = None,
    ) -> None:
        self._options = options.checked()
        self._exchange = Exchange(options, resolve, ssl_context)
        self._pace = Pace(options.delay, options.longest_wait, clock)
        self._robots = Robots(self._robots_txt, clock.now)

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._exchange.close()

    def fetch(self, url: str, known: Fetch | None = None) -> Fetched:
        """Fetch one address.

        Parameters
        ----------
        url : str
        known : Fetch or None
            The last fetch of this address: it is only fetched again if it has changed since.

        Raises
        ------
        FetchError
            If it cannot or must not be fetched.
        """
        self._exchange.forget()
        try:
            answer = self._followed(checked_url(url), known)
        except FetchError as error:
            raise FetchError(url, error.problem, error.remedy, temporary=error.temporary) from error
        conditional = known is not None and known.final == str(answer.url)
        if answer.status != 200 and not (answer.status == _NOT_MODIFIED and conditional):
            raise _refused(url, answer)
        content_type, charset = _content_type(answer.headers)
        return Fetched(str(answer.url), answer.content, content_type, charset, _noted(url, answer, known))

    def _followed(self, url: URL, known: Fetch | None) -> Answer:
        for _ in range(self._options.max_redirects + 1):
            rules = self._robots.rules(url)
            rules.check(url)
            self._pace.slow(url.host, rules.delay)
            answer = self._tried(url, _ACCEPT | _conditions(url, known))
            if not answer.redirects:
                return answer
            url = _target(answer)
        raise _too_many(url, self._options.max_redirects)

    def _robots_txt(self, url: URL) -> Answer:
        for _ in range(self._options.max_redirects + 1):
            answer = self._tried(url, {}, limit=ROBOTS_BYTES)
            if not answer.redirects:
                return answer
            url = _target(answer)
        raise _too_many(url, self._options.max_redirects)

    def _tried(self, url: URL, headers: Mapping[str, str], limit: int | None = None) -> Answer:
        """Send a request as often as it makes sense; returns the last answer, raises the last failure."""
        host, attempt = url.host, 0
        while True:
            attempt += 1
            last = attempt >= self._options.tries
            pause = 0.0 if last else self._options.backoff * 2 ** (attempt - 1)
            self._pace.wait(host)
            try:
                answer = self._exchange.get(url, headers, limit=limit)
            except FetchError as error:
                if last and error.temporary:
                    self._pace.failed(host)
                if last or not error.temporary:
                    raise
                self._pace.hold(host, pause)
                continue
            finally:
                if limit is None:  # a robots.txt, which comes once a day, is no reason to wait
                    self._pace.asked(host)
            self._pace.answered(host)
            if answer.is_temporary_failure:
                self._pace.hold(host, _retry_after(answer.headers) or pause)
            if last or not answer.is_temporary_failure:
                return answer


def _conditions(url: URL, known: Fetch | None) -> dict[str, str]:
    """The headers that ask for the content only if it has changed; for the very address that they were told for."""
    if known is None or known.final != str(url):
        return {}
    validators = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in validators.items() if value}


def _noted(url: str, answer: Answer, known: Fetch | None) -> Fetch:
    etag, last_modified = (_validator(answer.headers, name) for name in ("etag", "last-modified"))
    if answer.status == _NOT_MODIFIED and known is not None:
        etag, last_modified = etag or known.etag, last_modified or known.last_modified
    now = datetime.now(UTC).replace(microsecond=0)
    return Fetch(url, str(answer.url), now, answer.status, etag, last_modified)


def _validator(headers: Headers, name: str) -> str | None:
    value = headers.get(name)
    usable = value is not None and 0 < len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable()
    return value if usable else None


def _target(answer: Answer) -> URL:
    """Where a redirect points to, checked like any other address."""
    location = answer.headers["location"]
    try:
        return checked_url(answer.url.join(location))
    except FetchError as error:
        raise FetchError(str(answer.url), f"it redirects to {error.source!r}: {error.problem}", error.remedy) from error
    except (InvalidURL, ValueError) as error:
        raise FetchError(str(answer.url), f"it redirects to no address ({error})", "Check the address") from error


def _too_many(url: URL, most: int) -> FetchError:
    return FetchError(str(url), f"there are more than {most} redirects", "Give the address of the article itself")


def _refused(url: str, answer: Answer) -> FetchError:
    temporary = answer.is_temporary_failure
    remedy = "Try again later" if temporary else "Check the address"
    return FetchError(url, f"the server answered {answer.status}", remedy, temporary=temporary)


def _content_type(headers: Headers) -> tuple[str, str | None]:
    """The media type and the character encoding that an answer claims.

    The standard library's reader of such headers (RFC 2231 and all) breaks on hostile ones.
    """
    media_type, _, parameters = headers.get("content-type", "").partition(";")
    charset = _CHARSET.search(f";{parameters}")
    return media_type.strip().lower(), charset[1].lower() if charset else None


def _retry_after(headers: Headers) -> float:
    """Seconds that the server wants to be left alone for; 0 where it says nothing that can be understood."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit() and len(value) <= 9:
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, IndexError, OverflowError):
        return 0.0
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
