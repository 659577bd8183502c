"""Connections that go to checked addresses only and that end in time, whatever the other side does.

The check sits where connections are made: no request, redirect or retry can go around it. The address that was checked
is the one that is connected to, with the name of the host for the ``Host`` header and for TLS. Proxies that the
environment names are not used: behind one, it would resolve names unchecked.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore2
from httpx2 import URL, BaseTransport, Request, Response, SyncByteStream

from onrecord.gather.addresses import Resolve, addresses_of

_SocketOptions = Iterable[Any] | None


class Deadline:
    """When the request that is under way must have ended; one for all connections of a transport."""

    def __init__(self) -> None:
        self._ends = float("inf")

    def start(self, seconds: float) -> None:
        """Let it end in so many seconds."""
        self._ends = time.monotonic() + seconds

    def left(self, timeout: float | None, error: type[httpcore2.TimeoutException]) -> float:
        """Return how long the next step may take, at most ``timeout``; raises ``error`` where there is no time left."""
        seconds = self._ends - time.monotonic()
        if seconds <= 0:
            raise error("it took too long")
        return seconds if timeout is None else min(timeout, seconds)


class GuardedTransport(BaseTransport):
    """Carries requests over checked connections."""

    def __init__(self, resolve: Resolve, *, allow_private: bool, ssl_context: ssl.SSLContext) -> None:
        self.deadline = Deadline()
        backend = _GuardedBackend(resolve, self.deadline, allow_private=allow_private)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=ssl_context,
            max_connections=20,
            max_keepalive_connections=10,
            keepalive_expiry=15,
            network_backend=backend,
        )

    def handle_request(self, request: Request) -> Response:
        """Send a request; raises FetchError or one of httpcore2's exceptions."""
        response = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=_core_url(request.url),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return Response(response.status, headers=response.headers, stream=_Body(response), request=request)

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


def _core_url(url: URL) -> httpcore2.URL:
    return httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


class _Body(SyncByteStream):
    def __init__(self, response: httpcore2.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _GuardedBackend(httpcore2.NetworkBackend):
    def __init__(self, resolve: Resolve, deadline: Deadline, *, allow_private: bool) -> None:
        self._resolve = resolve
        self._deadline = deadline
        self._allow_private = allow_private
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _SocketOptions = None,
    ) -> httpcore2.NetworkStream:
        failure: Exception = httpcore2.ConnectError("there is no address")
        for address in addresses_of(host, port, self._resolve, allow_private=self._allow_private):
            seconds = self._deadline.left(timeout, httpcore2.ConnectTimeout)
            try:
                stream = self._sockets.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure


class _TimedStream(httpcore2.NetworkStream):
    """A stream whose every step ends before the deadline: a server that drips bytes cannot hold it up."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        seconds = self._deadline.left(timeout, httpcore2.ConnectTimeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
