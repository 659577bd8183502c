"""TLS over connections to checked addresses: the host keeps its name."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from gather.site import PRIVATE, refused
from onrecord.gather.fetcher import Fetcher
from onrecord.gather.pace import Clock

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for gazette.example, made for this run, with its key in one file."""
    folder = tmp_path_factory.mktemp("tls")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"]
    command += ["-addext", "subjectAltName=DNS:gazette.example", "-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def names() -> list[str | None]:
    return []


@pytest.fixture
def secure(certificate: Path, names: list[str | None]) -> Iterator[HTTPServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    context.sni_callback = lambda connection, name, _: names.append(name)  # type: ignore[misc, assignment]
    with HTTPServer(host="127.0.0.1", ssl_context=context) as server:
        server.no_handler_status_code = 404
        server.expect_request("/1").respond_with_data("Quay")
        yield server


def trusting(certificate: Path) -> Fetcher:
    trust = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    return Fetcher(PRIVATE, resolve=lambda host, port: ["127.0.0.1"], ssl_context=trust, clock=Clock(sleep=print))


def test_the_host_keeps_its_name_at_the_checked_address(
    certificate: Path, secure: HTTPServer, names: list[str | None]
) -> None:
    with trusting(certificate) as fetcher:
        fetched = fetcher.fetch(f"https://gazette.example:{secure.port}/1")
    assert fetched.content == b"Quay" and set(names) == {"gazette.example"}


def test_another_host_cannot_take_its_place(certificate: Path, secure: HTTPServer) -> None:
    with trusting(certificate) as fetcher:
        error = refused(fetcher, f"https://press.example:{secure.port}/1")
    assert "certificate is not valid for 'press.example'" in error.problem
