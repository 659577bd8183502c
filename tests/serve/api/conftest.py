"""Applications on the example record, and on copies that may be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from onrecord.serve import Settings, create_app
from serve.conftest import HERE

Opening = Callable[..., TestClient]


@pytest.fixture
def opening(own_record: Path) -> Iterator[Opening]:
    """Open an application on a record that may be changed: ``opening(token="…")`` takes settings."""
    with ExitStack() as stack:

        def opened(*, at: str = HERE, peer: str = "127.0.0.1", **settings: Any) -> TestClient:
            app = create_app(Settings(str(own_record), **settings))
            client = TestClient(app, base_url=at, client=(peer, 50000), follow_redirects=False)
            return stack.enter_context(client)

        yield opened


@pytest.fixture
def own(opening: Opening) -> TestClient:
    """A client of an application on a record that may be changed."""
    return opening()


def first_statement(client: TestClient) -> str:
    """The id of some statement."""
    return str(client.get("/api/v1/search", params={"limit": 1}).json()["items"][0]["statement"])
