"""Asks a server that may be killed at any moment."""

from __future__ import annotations

import http.client
import json
import subprocess
from pathlib import Path
from typing import Any, Self

from crash.running import start


class GoneError(Exception):
    """The server is not there any more."""


class Server:
    """``onrecord serve`` on a record; it is killed in the end."""

    def __init__(self, record: Path) -> None:
        self.process: subprocess.Popen[str] = start("serve", "--db", record, "--port", 0)
        assert self.process.stdout is not None and self.process.stderr is not None
        address = self.process.stdout.readline()
        assert address, self.process.stderr.read()
        self._port = int(address.rstrip("/\n").rpartition(":")[2])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def get(self, path: str) -> Any:
        """Return what the API has at a path."""
        return self._asked("GET", path, None)

    def post(self, path: str, given: dict[str, Any]) -> Any:
        """Return what the API answers to something that is sent to a path."""
        return self._asked("POST", path, json.dumps(given))

    def _asked(self, method: str, path: str, body: str | None) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=300)
        try:
            connection.request(method, f"/api/v1{path}", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise GoneError from error
        finally:
            connection.close()
        assert answer.status < 300, text
        return json.loads(text)
