"""Files that people fill in and hand on, at the edge."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from limits.articles import read
from limits.documented import Edge, Trial, edge
from onrecord.cli.sample import _judge
from onrecord.codebook import load_codebook
from onrecord.coding.framing.lists import load_lists
from onrecord.contract.lines import readings_in
from onrecord.errors import InputError
from onrecord.exchange import imported
from onrecord.exchange.how import load_mapping
from onrecord.gather.outlets import load_outlets
from onrecord.resolve.known.actors import read_actors
from onrecord.review.sampling import Plan, draw
from onrecord.review.sheet import sheet_of
from onrecord.serve.users import User, entry_of, hashed, load_users
from onrecord.statement import Reading
from onrecord.store import Store, open_store
from store.articles import said

CODEBOOK = "id,label,aliases\ntruce,Truce,ceasefire\n"
TABLE = "content,name\nNo comment.,Oskar\n"


def _whole(name: str, content: str, where: str, load: Callable[[Path], object]) -> Edge:
    """The edge of a file's size: the limit is that of the file, or one byte less."""

    def test(more: int, trial: Trial) -> None:
        path = trial.file(name, content)
        load(path)  # so that what ships with onrecord is loaded before
        trial.limit(where, len(content.encode()) - more)
        load(path)

    return test


def _imported(path: Path) -> None:
    for item in imported(path):
        if isinstance(item, InputError):
            raise item
        assert isinstance(item, Reading)


for what, test in {
    "actors (`--actors`)": _whole(
        "actors.csv", "id,label\nlocal:1,Lena Oskar\n", "resolve.known.actors.MAX_BYTES", read_actors
    ),
    "codebook (`--codebook`)": _whole("codebook.csv", CODEBOOK, "codebook_rows.MAX_BYTES", load_codebook),
    "outlets (`add --outlets`)": _whole(
        "outlets.csv", "domain,outlet\ngazette.example,Gazette\n", "gather.outlets._MOST_BYTES", load_outlets
    ),
    "framing words (`load_lists`)": _whole(
        "words.toml", "[[epithet]]\nwords = ['rats']\n", "coding.framing.lists._MAX_BYTES", load_lists
    ),
    "users (`serve --users`)": _whole(
        "users.toml", entry_of(User("Ada", "editor", hashed("a"))), "serve.users.LARGEST", load_users
    ),
    "mapping (`import --mapping`)": _whole("map.toml", 'coder = "Ada"\n', "exchange.how.MAX_BYTES", load_mapping),
    "CSV, and what a workbook unpacks to": _whole("a.csv", TABLE, "exchange.sheets.LARGEST", _imported),
}.items():
    edge(what)(test)


@edge("alias of an issue")
def alias(more: int, trial: Trial) -> None:
    load_codebook(trial.file("codebook.csv", CODEBOOK.replace("ceasefire", "x" * (200 + more))))


def record(trial: Trial) -> Store:
    """A record with one statement."""
    store = open_store(str(trial.folder / "record.db"), create=True)
    with store.writing() as writer:
        writer.add(said("No comment."))
    return store


@edge("sheet of judgements (`sample --from`)")
def sheet(more: int, trial: Trial) -> None:
    with record(trial) as store:
        sample = draw(store, Plan(1), "Ada")
        filled = sheet_of(sample)
        trial.limit("review.sheet.MAX_BYTES", len(filled.encode()) - more)
        _judge(store, sample.key, trial.file("sheet.csv", filled), "Ada")


@edge("statements of a sample")
def sample(more: int, trial: Trial) -> None:
    with record(trial) as store:
        draw(store, Plan(5_000 + more), "Ada")


@edge("name of a sample")
def name(more: int, trial: Trial) -> None:
    with record(trial) as store:
        draw(store, Plan(1, "x" * (200 + more)), "Ada")


@edge("name of somebody who decides")
def decider(more: int, trial: Trial) -> None:
    with record(trial) as store:
        draw(store, Plan(1), "x" * (200 + more))


@edge("rows of a table")
def rows(more: int, trial: Trial) -> None:
    trial.limit("exchange.sheets.MOST_ROWS", 2 - more)
    _imported(trial.file("a.csv", TABLE))


@edge("columns of a table")
def columns(more: int, trial: Trial) -> None:
    trial.limit("exchange.sheets.MOST_COLUMNS", 2 - more)
    _imported(trial.file("a.csv", TABLE))


@edge("cell of a table")
def cell(more: int, trial: Trial) -> None:
    trial.limit("exchange.sheets.MAX_TEXT_CHARACTERS", len("No comment.") - more)
    _imported(trial.file("a.csv", TABLE))


@edge("`.ann` and `.txt` of brat, each")
def brat(more: int, trial: Trial) -> None:
    lines = "T1\tContent 0 11\tNo comment.\n"
    trial.file("a.txt", "No comment.")
    trial.limit("exchange.brat.MAX_FILE_BYTES", len(lines) - more)
    _imported(trial.file("a.ann", lines))


@edge("reading as JSON (the file has no limit)")
def reading(more: int, trial: Trial) -> None:
    from onrecord.contract import to_contract
    from onrecord.export.json import written

    line = written(to_contract(said("No comment."))).encode()
    trial.limit("contract.lines.LONGEST", len(line) - more)
    read(placed.reading for placed in readings_in([line], "a.jsonl") if isinstance(placed.reading, InputError))
