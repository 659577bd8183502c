"""A stand-in for the pipeline, for the process that reads: the article says what reading it does."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from cli.stand_in import reading_of
from onrecord.document import Document
from onrecord.errors import ModelError
from onrecord.options import ReadOptions
from onrecord.statement import Reading


def read_document(document: Document, options: ReadOptions) -> Reading:
    """Read an article: everything after "said" is a statement."""
    word, _, rest = document.text.partition(" ")
    if word == "RAISE":
        raise ValueError("no such luck")
    if word == "RECURSE":
        return read_document(document, options)
    if word == "HANG":
        time.sleep(600)
    if word == "BLOAT":
        bytearray(64 << 30)
    if word == "CRASH":
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == "EXIT":
        os._exit(7)
    if word == "ONCE" and (mark := Path(rest.split()[0])) and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "PRINT":
        print("a library prints this")  # noqa: T201
        sys.stdout.flush()
    if word == "SLOW":
        time.sleep(0.2)
    reading = reading_of(document.text)
    return Reading(document, reading.statements, {"model": "stand-in", "onrecord": "0", "options": options.recorded()})


def prepare(options: ReadOptions) -> None:
    """Refuse options that no model reads with."""
    if options.min_score == 0.99:
        raise ModelError("no model in /nowhere. Install onrecord again")
