"""Makes the record of the newest version, which later versions have to be able to open.

    PYTHONPATH=tests python tests/store/versions/make.py

Run it once for each version of the tables, before the next one is begun; records of earlier versions stay as they are.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from onrecord.codebook import Codebook, Entry
from onrecord.contract import to_contract
from onrecord.store import Copy, Fetch, OwnActor, OwnActors
from onrecord.store.database import schema
from onrecord.store.database.address import address_of
from onrecord.store.database.upgrading import upgrade
from onrecord.store.reader import Store
from store.articles import article, said

HERE = Path(__file__).parent
URL = "https://coastwire.example/monitors"


def make(version: str) -> None:
    """Make the record of a version whose tables this onrecord can write to."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        address = address_of(path)
        upgrade(address, version)
        with Store(address) as store, store.writing() as writer:
            reading = article(url=URL)
            writer.add(reading, source="feed.xml")
            writer.add(
                replace(said("Rain.\x00\ud800", "unnamed: a diplomat"), provenance={"model": "en-1", "by": "Ada"})
            )
            writer.decide("accept", "Ada", document=1, statement=reading.statements[0].id)
            writer.replace(reading)
            if version >= "0002":
                writer.note_fetch(Fetch(URL, URL, datetime(2031, 6, 18, tzinfo=UTC), 200, '"abc"'))
            if version >= "0003":
                writer.set_actors(OwnActors("own.csv", (OwnActor("P1", "Ada Wennik", ("Wennik",)),)))
                writer.set_codebook(Codebook("own.toml", (Entry("ceasefire", "Ceasefire"),)))
                writer.set_utterances([[1, 2]], [1, 2], [1])
                writer.set_copies([Copy(1, 1, 0.9), Copy(2, 1, 0.9)], {1: [5, 6], 2: [5]})
            writer.compact()
            readings = {one.key: to_contract(store.reading(one.key)) for one in store.documents()}
        written = json.dumps(readings, indent=1) + "\n"
        (HERE / f"{version}.json").write_text(written, "utf-8")
        with gzip.GzipFile(HERE / f"{version}.db.gz", "wb", mtime=0) as packed:
            packed.write(path.read_bytes())


if __name__ == "__main__":
    make(sys.argv[1] if len(sys.argv) > 1 else schema.VERSION)
