"""One request and its answer, within limits of bytes and seconds."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from ssl import SSLContext
from typing import NamedTuple

import httpcore2
from httpx2 import URL, Cookies, Headers, Request, Response, Timeout, create_ssl_context

from onrecord.errors import FetchError
from onrecord.gather.addresses import Resolve, system_resolve
from onrecord.gather.connection import GuardedTransport
from onrecord.gather.limits import FetchOptions

_LATER = "Try again later"
#: Bytes that are unpacked in one step.
_STEP = 1 << 20
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
#: Statuses after which the same request may well work: not yet, too early, too many, and trouble of the server.
_TEMPORARY = frozenset((408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529))


class Answer(NamedTuple):
    """What a server answered to one request; ``content`` is unpacked, and empty for redirects and errors."""

    url: URL
    status: int
    headers: Headers
    content: bytes = b""

    @property
    def redirects(self) -> bool:
        """Whether it points elsewhere."""
        return self.status in _REDIRECTS and "location" in self.headers

    @property
    def is_temporary_failure(self) -> bool:
        """Whether the same request may work later."""
        return self.status in _TEMPORARY


class Exchange:
    """Sends requests, one at a time; cookies are kept from one to the next until :meth:`forget`."""

    def __init__(
        self,
        options: FetchOptions = FetchOptions(),
        resolve: Resolve = system_resolve,
        ssl_context: SSLContext | None = None,
    ) -> None:
        self._options = options
        self._headers = {"User-Agent": options.user_agent(), "Accept": "*/*", "Accept-Encoding": "gzip"}
        self._timeout = {"timeout": Timeout(options.silence).as_dict()}
        context = ssl_context or create_ssl_context()
        self._transport = GuardedTransport(resolve, allow_private=options.allow_private, ssl_context=context)
        self._cookies = Cookies()

    def get(self, url: URL, headers: Mapping[str, str], *, limit: int | None = None) -> Answer:
        """Send one GET request to a checked address.

        Parameters
        ----------
        url : URL
        headers : mapping
        limit : int or None
            Read so many bytes and leave the rest; None refuses an answer with more than ``max_bytes``.

        Raises
        ------
        FetchError
            If there is no whole answer; ``temporary`` where trying again may help.
        """
        self._transport.deadline.start(self._options.max_seconds)
        try:
            response = self._transport.handle_request(self._request(url, headers))
            try:
                return self._answer(url, response, limit)
            finally:
                response.close()
        except httpcore2.TimeoutException as error:
            raise _failed(url, "the server did not answer in time") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
            raise _failed(url, _reason(error)) from error

    def forget(self) -> None:
        """Forget all cookies."""
        self._cookies.clear()

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def _request(self, url: URL, headers: Mapping[str, str]) -> Request:
        request = Request("GET", url, headers=self._headers | dict(headers), extensions=dict(self._timeout))
        try:
            self._cookies.set_cookie_header(request)
        except UnicodeError:  # a server can set what cannot be sent
            self.forget()
        return request

    def _answer(self, url: URL, response: Response, limit: int | None) -> Answer:
        headers = response.headers
        self._cookies.extract_cookies(response)
        if response.status_code != 200:
            return Answer(url, response.status_code, headers)
        most = self._options.max_bytes if limit is None else limit
        content = bytearray()
        for piece in _unpacked(url, response):
            content += piece
            if len(content) > most:
                if limit is not None:
                    break
                raise FetchError(str(url), f"there are more than {most:,} bytes", "Give the text as a file")
        return Answer(url, 200, headers, bytes(content[:most]))


def _unpacked(url: URL, response: Response) -> Iterator[bytes]:
    """The body, a few bytes at a time however far they unpack."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing in ("", "identity"):
        yield from response.iter_raw()
    elif packing in ("gzip", "x-gzip"):
        yield from _inflated(url, response.iter_raw())
    else:
        raise FetchError(str(url), f"the answer is packed as {packing[:40]!r}, which nobody asked for", _LATER)


def _inflated(url: URL, pieces: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        for piece in pieces:
            rest = piece
            while rest and not unpacker.eof:
                yield unpacker.decompress(rest, _STEP)
                rest = unpacker.unconsumed_tail
        if not unpacker.eof:
            raise _failed(url, "the answer is broken off")
    except zlib.error as error:
        raise _failed(url, f"the answer is packed wrongly ({error})") from error


def _failed(url: URL, problem: str) -> FetchError:
    return FetchError(str(url), problem, _LATER, temporary=True)


def _reason(error: Exception) -> str:
    detail = str(error)[:150]
    if isinstance(error, httpcore2.ConnectError):
        return f"no connection can be made ({detail})"
    if isinstance(error, httpcore2.ProtocolError):
        return f"the answer is broken ({detail})"
    return f"the connection broke ({detail})"
