"""The process that reads, as seen from the one that keeps what it reads."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from typing import IO, Any

from onrecord.batch.messages import Message, Task

#: Messages that wait here; then the process that reads waits.
_WAITING = 2
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_NUM_THREADS"), "1")


class ReadingProcess:
    """A process that reads; it starts with its first task, and anew after it ended or was ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._messages: queue.Queue[Message | None] = queue.Queue(_WAITING)
        self._thread: threading.Thread | None = None
        self._errors: IO[bytes] | None = None
        self._ended = ""

    @property
    def pid(self) -> int | None:
        """Its number, None while there is none."""
        return None if self._process is None else self._process.pid

    def ask(self, task: Task) -> None:
        """Give it a task."""
        if self._process is None or self._process.poll() is not None:
            self.end()
            self._start()
        with suppress(BrokenPipeError, OSError):  # if it has ended, the next message says so
            stdin = self._pipe("stdin")
            pickle.dump(task, stdin, pickle.HIGHEST_PROTOCOL)
            stdin.flush()

    def message(self, seconds: float) -> Message | None:
        """Return its next message, None when it has ended.

        Raises
        ------
        queue.Empty
            If there is none for so long.
        """
        return self._messages.get(timeout=seconds)

    def end(self) -> str:
        """End it if it has not ended yet, and return how it ended, in words; the next task starts another one."""
        if self._process is None:
            return self._ended
        self._ended = _how(self._process.poll())
        self._process.kill()
        while self._thread is not None and self._thread.is_alive():  # it may be waiting to hand over a message
            with suppress(queue.Empty):
                self._messages.get(timeout=0.05)
        self._ended = self._ended or _how(self._process.wait())
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if stream is not None:
                    stream.close()
        if said := self._said():
            self._ended += f": {said}"
        self._process = self._thread = None
        return self._ended

    def _start(self) -> None:
        self._messages = queue.Queue(_WAITING)
        self._errors = tempfile.TemporaryFile()
        command = [sys.executable, "-m", "onrecord.batch.worker"]
        self._process = subprocess.Popen(  # noqa: S603 (nothing of the command comes from outside)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, **_ONE_THREAD},
        )
        self._thread = threading.Thread(target=_take, args=(self._pipe("stdout"), self._messages), daemon=True)
        self._thread.start()

    def _pipe(self, name: str) -> IO[bytes]:
        pipe: IO[bytes] | None = getattr(self._process, name)
        if pipe is None:
            raise BrokenPipeError(name)
        return pipe

    def _said(self) -> str:
        """Return the last line that it wrote to standard error."""
        if self._errors is None:
            return ""
        self._errors.seek(max(0, self._errors.seek(0, os.SEEK_END) - 4096))
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        self._errors.close()
        self._errors = None
        return lines[-1][:300] if lines else ""


def _take(stream: IO[bytes], messages: queue.Queue[Message | None]) -> None:
    """Take messages until the process ends, which may be in the midst of one."""
    while True:
        try:
            message: Any = pickle.load(stream)  # noqa: S301 (a process that this one started sends it)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            messages.put(None)
            return
        messages.put(message)


def _how(code: int | None) -> str:
    """Say how a process ended.

    >>> _how(-11), _how(1)
    ('signal 11, SIGSEGV', 'exit code 1')
    """
    if code is None:
        return ""
    if code >= 0:
        return f"exit code {code}"
    with suppress(ValueError):
        return f"signal {-code}, {signal.Signals(-code).name}"
    return f"signal {-code}"
