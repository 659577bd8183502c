"""Parsers of what people fill in and hand on: codebooks, actors, outlets, users, sheets, hand-coded corpora."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from tempfile import mkdtemp

from fuzz.sound import error_is_clear, filled, items_are_sound, only_clear_errors, reading_is_sound
from fuzz.target import Parse


def _folder() -> Path:
    return Path(mkdtemp(prefix="onrecord-fuzz-"))


def codebooks() -> Parse:
    """The same bytes as each table that is filled in by hand, CSV and TOML."""
    from onrecord.codebook import load_codebook, scan_codebook
    from onrecord.exchange.how import load_mapping
    from onrecord.gather.outlets import load_outlets
    from onrecord.resolve.known.actors import actor_rows, read_actors, scan_actors
    from onrecord.resolve.known.roster import Roster
    from onrecord.review.sampling import Sample
    from onrecord.review.sheet import _rows
    from onrecord.serve.users import load_users

    folder = _folder()
    sample = Sample(1, "", 7, None, False, 0, {}, (), "", "")

    def parse(data: bytes) -> None:
        csv, toml = filled(folder / "table.csv", data), filled(folder / "table.toml", data)
        for path in (csv, toml):
            scan = scan_codebook(path)
            for problem in scan.problems:
                error_is_clear(problem)
            with only_clear_errors():
                book = load_codebook(path)
                assert not scan.problems and len(book.entries) == len(book.by_id)
                for entry in book.entries:
                    assert entry.id not in book.wider(entry.id)
            with only_clear_errors():
                load_users(path)
        actors = scan_actors(csv)
        for problem in actors.problems:
            error_is_clear(problem)
        with only_clear_errors():
            roster = Roster(read_actors(csv))
            assert roster.actors == actors.actors and len(actor_rows(csv)) >= len(actors.actors)
        with only_clear_errors():
            load_outlets(csv)
        with only_clear_errors():
            load_mapping(toml)
        with only_clear_errors():
            assert [*_rows(sample, data.decode("utf-8", "replace"), "sheet")] == []

    return parse


def sheets() -> Parse:
    """A table of hand-coded statements: as CSV, as a workbook, and as the first sheet of a workbook."""
    from onrecord.exchange import table
    from onrecord.exchange.how import How

    folder, name = _folder(), "xl/worksheets/sheet1.xml"
    book = _workbook()
    mapped = How(columns={"content": "Quote", "name": "Who"}, values={"stance": {"pro": "support"}})

    def check(path: Path, form: str, how: How) -> None:
        with only_clear_errors():
            _readings_are_sound(table.readings(path, how, form))

    def parse(data: bytes) -> None:
        if data.startswith(b"PK"):
            check(filled(folder / "whole.xlsx", data), "excel", How())
        elif b"<" in data[:64]:
            with zipfile.ZipFile(folder / "sheet.xlsx", "w") as archive:
                for part, content in book.items():
                    archive.writestr(part, data if part == name else content)
            check(folder / "sheet.xlsx", "excel", How())
        for how in (How(), mapped, How(delimiter=";")):
            check(filled(folder / "table.csv", data), "csv", how)

    return parse


def _workbook() -> dict[str, bytes]:
    """The parts of a workbook with one sheet."""
    import openpyxl

    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {part: archive.read(part) for part in archive.namelist()}


def brat() -> Parse:
    """A text, and behind the first line of three percent signs its annotation."""
    from onrecord.exchange import brat as reader
    from onrecord.exchange.how import How

    folder = _folder()
    counted = How(columns={"content": "Quote", "act": "Move"}, offsets="utf-16")

    def parse(data: bytes) -> None:
        text, _, annotation = data.partition(b"\n%%%\n")
        filled(folder / "article.txt", text)
        path = filled(folder / "article.ann", annotation)
        for how in (How(), counted):
            _readings_are_sound(reader.readings(path, how))

    return parse


def dna() -> Parse:
    """A database of DNA: as its file, or as the values of a row of each table, in JSON."""
    from onrecord.exchange import dna as reader

    folder = _folder()
    tables = _columns_of(Path(reader.__file__).parents[1].joinpath("export", "dna.sql").read_text("utf-8"))

    def filled_with(rows: object) -> Path:
        with closing(sqlite3.connect(":memory:")) as connection:
            for name, columns in tables.items():
                connection.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
                given = rows.get(name) if isinstance(rows, dict) else None
                for row in given[:20] if isinstance(given, list) else ():
                    values = [_cell(value) for value in row[: len(columns)]] if isinstance(row, list) else []
                    padded = values + [None] * (len(columns) - len(values))
                    marks = ", ".join("?" * len(columns))
                    connection.execute(f"INSERT INTO {name} VALUES ({marks})", padded)  # noqa: S608 (a name of ours)
            connection.commit()
            return filled(folder / "rows.dna", connection.serialize())

    def parse(data: bytes) -> None:
        if data.startswith(b"SQLite format 3"):
            path = filled(folder / "whole.dna", data)
        else:
            try:
                path = filled_with(json.loads(data))
            except (ValueError, RecursionError, OverflowError):
                return
        _readings_are_sound(reader.readings(path))

    return parse


def _columns_of(schema: str) -> dict[str, list[str]]:
    """The columns of each table of a schema, whose checks would keep out what a stranger's file may hold."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema)
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for name in names}


def _cell(value: object) -> object:
    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]", "?", value)
    return value if isinstance(value, int | float | None) and abs(value or 0) < 2**63 else str(value)[:1_000]


def parquet() -> Parse:
    """A file of Parquet: as articles, and as the readings of a run; other bytes as an entry of that run's manifest."""
    from onrecord.batch.manifest import FOLDER, Manifest, entry_of
    from onrecord.batch.places import Folder
    from onrecord.batch.results import _readings
    from onrecord.ingest.parquet import documents_from_parquet, number_of_rows

    folder = _folder()
    folder.joinpath(FOLDER).mkdir()

    def parse(data: bytes) -> None:
        if data.startswith(b"PAR1"):
            path = filled(folder / "rows.parquet", data)
            assert number_of_rows(path) >= 0
            items_are_sound(documents_from_parquet(path, "rows"), 1_000 * len(data))
            _readings_are_sound(_readings(path, "rows"))
        else:
            filled(folder / entry_of("shard"), data)
            with only_clear_errors():
                for entry in Manifest(Folder(str(folder))).entries.values():
                    Manifest(Folder(str(folder))).is_whole(entry)

    return parse


def _readings_are_sound(items: Iterable[object]) -> None:
    for item in items:
        if isinstance(item, Exception):
            error_is_clear(item)  # type: ignore[arg-type]
        else:
            reading_is_sound(item)  # type: ignore[arg-type]
