"""Works on a record in a process of its own: adds articles and says what is stored, until it is ended or killed."""

from __future__ import annotations

import resource
import sys
from itertools import count

from onrecord.errors import StoreError
from onrecord.store import open_store
from store.articles import article


def say(*words: object) -> None:
    """Write a line, seen at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def add(database: str, first: int, number: int) -> None:
    """Add so many articles, from a number on; -1 goes on and on."""
    with open_store(database) as store, store.writing() as writer:
        for at in count(first) if number < 0 else range(first, first + number):
            reading = article(at, outlet="Coastwire" if at % 2 else "The Courier")
            added = writer.add(reading)
            say(added.status, added.document, reading.document.id)


def add_until_full(database: str, size: int) -> None:
    """Add articles until no file may grow any more; say what went wrong."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        add(database, 1, 10_000)
    except StoreError as error:
        say("error", error)


def upgrade(database: str) -> None:
    """Make the tables, or bring them up to date."""
    from onrecord.store.database.address import address_of
    from onrecord.store.database.upgrading import upgrade as bring

    say("upgrading")
    bring(address_of(database))
    say("upgraded")


if __name__ == "__main__":
    work, database, *numbers = sys.argv[1:]
    {"add": add, "full": add_until_full, "upgrade": upgrade}[work](database, *map(int, numbers))
