"""Readings from the results of runs, for a record."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.batch.manifest import Manifest, file_of
from onrecord.batch.places import Folder
from onrecord.batch.tables import MORE_OF_ENTITY
from onrecord.contract import reading_of
from onrecord.errors import ContractError, InputError
from onrecord.gather import Failed, ReadBefore
from onrecord.statement import Reading

_ROWS = 16
_AGAIN = "Read the shard again with onrecord batch"


def readings_in(out: str) -> Iterator[ReadBefore | Failed]:
    """Yield the readings of all shards that are done, shard by shard, and what of them cannot be used.

    Parameters
    ----------
    out : str
        Folder or URL of the results.

    Raises
    ------
    OptionError
        If it cannot be read.
    InputError
        If there is no shard in it.
    """
    manifest = Manifest(Folder(out))
    if not manifest.entries:
        raise InputError(out, "there is no shard in it", "Give the --out of onrecord batch")
    for entry in manifest.entries.values():
        name = file_of("documents", entry.shard)
        source, address = entry.input.address, manifest.folder.address(name)
        if not manifest.is_whole(entry):
            yield Failed(InputError(address, "the results of this shard are not whole", _AGAIN), source)
            continue
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            with manifest.folder.local_copy(name, Path(folder)) as path:
                for found in _readings(path, address):
                    if isinstance(found, InputError):
                        yield Failed(found, source)
                    else:
                        yield ReadBefore(found, source)


def _readings(path: Path, address: str) -> Iterator[Reading | InputError]:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    number = 0
    try:
        with ParquetFile(path) as file:
            if "reading" not in file.schema_arrow.names:
                yield InputError(address, "it has no column 'reading'", _AGAIN)
                return
            for batch in file.iter_batches(batch_size=_ROWS, columns=["reading"]):
                for text in batch.column(0).to_pylist():
                    number += 1
                    yield _reading(text, f"{address}, row {number}")
    except (ArrowException, OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        yield InputError(address, f"it is damaged after row {number:,} ({reason})", _AGAIN)


def _reading(text: Any, place: str) -> Reading | InputError:
    try:
        data = json.loads(text)
        reading = reading_of(data)
    except ContractError as error:
        return InputError(place, f"{error.place}: {error.problem}", _AGAIN)
    except (TypeError, ValueError, RecursionError) as error:
        return InputError(place, f"it is no reading ({error})", _AGAIN)
    told = data.get("entities", ())
    entities = tuple(
        replace(mentioned, entity=replace(mentioned.entity, **_more(one)))
        for mentioned, one in zip(reading.entities, told, strict=True)
    )
    return replace(reading, entities=entities)


def _more(told: dict[str, Any]) -> dict[str, Any]:
    """What of an entity the contract does not tell; values of another type are left out."""
    born, died, mononym, provenance = (told.get(name) for name in MORE_OF_ENTITY)
    found = {"born": born, "died": died} if all(isinstance(year, int | None) for year in (born, died)) else {}
    more = {"mononym": mononym} if isinstance(mononym, bool) else {}
    return {**found, **more, **({"provenance": provenance} if isinstance(provenance, str) else {})}
