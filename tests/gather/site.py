"""Pages of invented outlets, served from loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from onrecord.errors import FetchError
from onrecord.gather import FetchOptions
from onrecord.gather.fetcher import Fetcher
from onrecord.store.records import Fetch

PRIVATE = FetchOptions(allow_private=True, delay=0)


class Site:
    """A server that answers for every host name; what it does not have is 404."""

    def __init__(self, server: HTTPServer) -> None:
        self.server = server
        server.no_handler_status_code = 404

    def url(self, path: str, host: str = "gazette.example") -> str:
        return f"http://{host}:{self.server.port}{path}"

    def has(
        self,
        path: str,
        body: str | bytes = "",
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        content_type: str = "text/html; charset=utf-8",
    ) -> str:
        """Serve something at a path, and return its address."""
        self.server.expect_request(path).respond_with_data(body, status, dict(headers or {}), content_type=content_type)
        return self.url(path)

    def turns(self, path: str, *answers: Response) -> str:
        """Give one answer after the other; the last one stays."""
        left = list(answers)

        def answer(request: Request) -> Response:
            return left.pop(0) if len(left) > 1 else left[0]

        self.server.expect_request(path).respond_with_handler(answer)
        return self.url(path)

    def redirects(self, path: str, target: str, status: int = 302) -> str:
        return self.has(path, status=status, headers={"Location": target})

    def robots(self, text: str) -> None:
        self.has("/robots.txt", text, content_type="text/plain")

    @property
    def asked(self) -> list[str]:
        """Paths that were asked for, robots.txt left out."""
        return [request.path for request, _ in self.server.log if request.path != "/robots.txt"]

    @property
    def requests(self) -> list[Request]:
        return [request for request, _ in self.server.log]


def refused(fetcher: Fetcher, url: str, known: Fetch | None = None) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url, known)
    return caught.value


@contextmanager
def answering(answer: bytes, drip: bytes = b"", wait: bool = False, robots: bytes = b"") -> Iterator[int]:
    """A server that gives the same bytes to everybody, and after them drips, waits or hangs up; yields its port.

    ``robots`` is what it says instead when asked for its robots.txt.
    """
    done = threading.Event()

    def serve(connection: socket.socket) -> None:
        with connection:
            try:
                asked = connection.recv(65_536)
                if robots and asked.startswith(b"GET /robots.txt"):
                    connection.sendall(robots)
                    return
                connection.sendall(answer)
                while drip and not done.wait(0.05):
                    connection.sendall(drip)
                if wait:
                    done.wait(5)
            except OSError:
                pass

    def accept(listener: socket.socket) -> None:
        while not done.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=accept, args=(listener,), daemon=True).start()
        try:
            yield listener.getsockname()[1]
        finally:
            done.set()


def page(title: str, *paragraphs: str, head: str = "") -> str:
    """An article's page, as outlets make them."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body><nav><a href=/>Home</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>All rights reserved</footer></body></html>"
    )


HARBOUR = (
    "The harbour of Oddrey stays shut until the pilots come back to work, the port authority said on Monday.",
    "“We will not open it without them,” Lena Oskar, the harbour master, told reporters at the quay.",
    "The pilots, who have been on strike since the first of May, said that they would not return before talks begin.",
)
