"""Runs the application in a process of its own: the tests themselves may open no socket.

``python running.py '{"db": "record.db"}'`` takes settings, prints the address, and ends with its standard input.
"""

from __future__ import annotations

import json
import socket
import sys
import threading

import uvicorn

from onrecord.serve import Settings, create_app


def main() -> None:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = create_app(Settings(**json.loads(sys.argv[1]) | {"port": port}))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))

    def end_with_input() -> None:
        sys.stdin.read()
        server.should_exit = True

    threading.Thread(target=end_with_input, daemon=True).start()
    listening.listen()  # from here on nobody who asks is turned away
    print(f"http://127.0.0.1:{port}", flush=True)  # noqa: T201 (whoever started it reads this)
    server.run(sockets=[listening])


if __name__ == "__main__":
    main()
