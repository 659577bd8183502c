"""``python -m onrecord.batch.worker``: the process that reads.

Tasks come by standard input, messages go to standard output.

It has one copy of the model and one thread. Whatever an article does to it, up to ending it, touches nothing else.
"""

from __future__ import annotations

import importlib
import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from onrecord.batch.articles import Articles, opened
from onrecord.batch.messages import Begun, Done, Ended, Failed, Message, Refused, Task
from onrecord.batch.tables import rows_of
from onrecord.document import Document
from onrecord.errors import InputError, OnRecordError
from onrecord.gather import article_of, load_outlets
from onrecord.options import ReadOptions
from onrecord.statement import Reading

Read = Callable[[Document, ReadOptions], Reading]
_REPORT = "Leave the article out, or report it as an error of onrecord"


def main() -> None:
    """Read one shard after the other until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no message
    tasks: queue.Queue[Task] = queue.Queue()
    threading.Thread(target=_take, args=(sys.stdin.buffer, tasks), daemon=True).start()
    while True:
        _Reader(tasks.get(), output).run()


def _take(stream: BinaryIO, tasks: queue.Queue[Task]) -> None:
    """Take tasks; when whoever gives them is gone, nobody wants the rest of what is being read either."""
    while True:
        try:
            tasks.put(pickle.load(stream))  # noqa: S301 (the process that started this one sends it)
        except EOFError:
            os._exit(0)


class _Reader:
    """Reads one shard."""

    def __init__(self, task: Task, output: BinaryIO) -> None:
        self.task = task
        self.output = output
        self.number = 0
        self.is_made = True
        self.found: Articles | None = None

    def run(self) -> None:
        """Read the shard and tell of every article; exits after what used up the memory."""
        limit_memory(self.task.memory)
        try:
            read, outlets = _function(self.task), load_outlets(self.task.outlets)
        except OnRecordError as error:
            self.tell(Refused(str(error), usage=True))
            return
        task = self.task
        try:
            with opened(task.path, task.kind, task.name, task.options, self.wanted) as found:
                self.found = found
                for item in found.items:
                    self.is_made = True
                    if isinstance(item, InputError):
                        self.tell(Failed(self.number, "input", item.source, item.problem, item.remedy))
                    else:
                        self.read(article_of(item, outlets, task.options), read)
        except OSError as error:
            self.tell(Refused(f"{task.name} cannot be read ({error.strerror or error})", usage=False))
            return
        except Exception as error:  # in the making of an article, or between two
            self.broken(error)
        self.tell(Ended(peak_memory()))

    def wanted(self) -> bool:
        """Count an article, and tell that it is begun."""
        self.number += 1
        if self.number < self.task.start:
            return False
        self.is_made = False
        self.tell(Begun(self.number, self.share()))
        return True

    def share(self) -> float:
        """Tell how much of the shard is read."""
        return self.found.share(self.number) if self.found else 0.0

    def read(self, document: Document, read: Read) -> None:
        """Read one article."""
        begun = Begun(self.number, self.share(), document.url, document.source_id)
        self.tell(begun)
        try:
            reading = read(document, self.task.options)
            done = Done(self.number, rows_of(reading, self.number), len(document.text.split()))
        except MemoryError:
            self.out_of_memory(begun)
        except Exception as error:  # whatever one article does, the others are read
            self.tell(_raised(begun, self.task, error))
        else:
            self.tell(done)

    def broken(self, error: Exception) -> None:
        """Tell that an article cannot be made, and end; or that the shard can be read no further."""
        if self.is_made:
            problem = f"it can be read no further after article {self.number:,} ({type(error).__name__}: {error})"
            remedy = "Get the file again, or read what is whole"
            self.tell(Failed(self.number + 1, "input", self.task.name, problem, remedy))
        elif isinstance(error, MemoryError):
            self.out_of_memory(Begun(self.number))
        else:
            self.tell(_raised(Begun(self.number), self.task, error))
            sys.exit(1)  # what made it cannot be asked for the next one

    def out_of_memory(self, begun: Begun) -> None:
        """Tell it and end: what is left of this process may be in disorder."""
        limit = f" of {self.task.memory / 1e6:,.0f} MB" if self.task.memory else ""
        place = f"{self.task.name}, article {begun.number}"
        problem = f"reading it needed more than the memory{limit}"
        remedy = "Give more with --memory, or leave it out"
        self.tell(Failed(begun.number, "memory", place, problem, remedy, begun.url, begun.source_id))
        sys.exit(1)

    def tell(self, message: Message) -> None:
        """Send a message; waits while nobody takes it."""
        pickle.dump(message, self.output, pickle.HIGHEST_PROTOCOL)
        self.output.flush()


def _function(task: Task) -> Read:
    """Return what reads, after loading all that it needs."""
    module, _, name = task.read.partition(":")
    imported = importlib.import_module(module)
    if prepare := getattr(imported, "prepare", None):
        prepare(task.options)
    read: Read = getattr(imported, name)
    return read


def _raised(begun: Begun, task: Task, error: Exception) -> Failed:
    place = f"{task.name}, article {begun.number}"
    problem = f"reading it raised {type(error).__name__}: {str(error)[:500]}"
    return Failed(begun.number, "exception", place, problem, _REPORT, begun.url, begun.source_id)


if sys.platform == "win32":

    def limit_memory(most: int | None) -> None:
        """Windows has no such limit for a process by itself."""

    def peak_memory() -> int | None:
        """Return None: not told here."""
        return None

else:
    import resource

    def limit_memory(most: int | None) -> None:
        """Let the process take no more than so many bytes of memory."""
        if most is not None:
            hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
            soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))

    def peak_memory() -> int | None:
        """Return the most bytes of memory that the process had so far."""
        with suppress(OSError, ValueError):  # Linux; what it tells elsewhere begins with the memory of who started it
            told = Path("/proc/self/status").read_text("ascii").partition("VmHWM:")[2]
            return int(told.split(maxsplit=1)[0]) * 1024 if told else None
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    main()
