"""Runs applications in a process of its own: the tests themselves may open no socket.

A line of its standard input gives settings, ``{"db": "record.db"}``: the application is started, and its address is
printed. An address as a line ends the application, and is printed again. All end with the standard input.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
from typing import Any

import uvicorn

from onrecord.serve import Settings, create_app


class Running:
    """An application that listens on loopback, in a thread."""

    def __init__(self, given: dict[str, Any]) -> None:
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        app = create_app(Settings(**given | {"port": port}))
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        listening.listen()  # from here on nobody who asks is turned away
        self._thread = threading.Thread(target=self._server.run, args=([listening],))
        self._thread.start()

    def end(self) -> None:
        """End it, and wait until it has ended."""
        self._server.should_exit = True
        self._thread.join()


def main() -> None:
    running: dict[str, Running] = {}
    for line in map(str.strip, sys.stdin):
        if line in running:
            running.pop(line).end()
            address = line
        else:
            started = Running(json.loads(line))
            address = started.address
            running[address] = started
        print(address, flush=True)  # noqa: T201 (whoever gave the line reads this)
    for one in running.values():
        one.end()


if __name__ == "__main__":
    main()
