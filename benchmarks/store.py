"""Speed and size of the record: storing against reading, search, the database against its content as JSON.

    python benchmarks/store.py --articles 10000 --write
    python benchmarks/store.py --articles 1000 --database postgresql://USER@/DATABASE

A few articles of the corpora are read; the others are made of them with other names and dates (variants.py). Storing
includes grouping what tells the same. The shares are of this process alone, so that others on the machine do not count.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from onrecord.analyse.grouping import group
from onrecord.contract import to_contract
from onrecord.corpora import GoldArticle, read_corpus
from onrecord.ingest import document_from_text
from onrecord.options import ReadOptions
from onrecord.pipeline import read_document
from onrecord.statement import Reading
from onrecord.store import Query, Store, open_store
from tables import Section, percentile, renew
from variants import variant

CORPORA = Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora"))
OUTLETS = ("Coastwire", "The Courier", "Harbour Post", "Inland Times", "Lowland Mail", "Strait Journal")
#: Articles after which they are grouped, as onrecord add does it.
AT_ONCE = 1000
#: Articles after which it is told how many there are.
_TOLD = 200
#: Articles that are read before reading is as quick as it will be.
_WARM = 5
#: What is aimed at: name, most that it may be.
GOALS = {"storing, share of reading": 0.10, "search, 95th percentile in ms": 50.0, "size, share of text and JSON": 3.0}


class Took(NamedTuple):
    """Seconds by the clock, and of this process alone: on a busy machine the two are far apart."""

    clock: float
    process: float


class Measured(NamedTuple):
    """What came out: times of reading, storing and grouping articles, of each search by its kind, bytes."""

    reading: list[Took]
    storing: list[Took]
    grouping: list[Took]
    searching: dict[str, list[Took]]
    content: int
    database: int


def took(action: Callable[[], object]) -> Took:
    """Do something and return how long it took."""
    clock, process = time.perf_counter(), time.process_time()
    action()
    return Took(time.perf_counter() - clock, time.process_time() - process)


def articles(number: int) -> list[GoldArticle]:
    """Some articles of each corpus."""
    found = [read_corpus(name, "dev", CORPORA) for name in ("invented", "wikinews", "polnear")]
    mixed = [article for corpus in found for article in corpus]
    random.Random(7).shuffle(mixed)
    return mixed[:number]


def read(article: GoldArticle) -> Reading:
    """Read an article."""
    options = ReadOptions(published=article.published, title=article.title, outlet=article.outlet)
    return read_document(document_from_text(article.text, options), options)


def variants(base: list[Reading], number: int) -> Iterator[Reading]:
    """So many readings, no two alike."""
    for seed in range(number):
        yield variant(base[seed % len(base)], seed, OUTLETS[seed % len(OUTLETS)])


def fill(store: Store, readings: Iterator[Reading]) -> tuple[list[Took], list[Took], int]:
    """Store readings, and group them as ``onrecord add`` does.

    Returns how long each took to store, how long each grouping took, and the bytes of texts and statements as JSON.
    """
    times, groupings, content = [], [], 0
    begun = time.perf_counter()
    with store.writing() as writer:
        for reading in readings:
            written = json.dumps(to_contract(reading)["statements"], ensure_ascii=False, separators=(",", ":"))
            content += len(written.encode()) + len(reading.document.text.encode())
            times.append(took(partial(writer.add, reading)))
            if len(times) % AT_ONCE == 0:
                groupings.append(took(partial(group, store, writer)))
            if len(times) % _TOLD == 0:
                say(f"stored {len(times):,} in {time.perf_counter() - begun:.0f} s, grouping {sum_of(groupings):.0f} s")
        if len(times) % AT_ONCE:
            groupings.append(took(partial(group, store, writer)))
    return times, groupings, content


def say(line: str) -> None:
    """Tell how far it is."""
    print(line, file=sys.stderr, flush=True)


def sum_of(times: list[Took]) -> float:
    """Seconds of the process."""
    return sum(one.process for one in times)


def queries(base: list[Reading], number: int) -> Iterator[tuple[str, Query]]:
    """Questions as people ask them, of several kinds, from the words of the articles."""
    chance = random.Random(11)
    statements = [(one, reading.document.text) for reading in base for one in reading.statements]
    for _ in range(number):
        one, text = chance.choice(statements)
        words = [word.strip("“”\"'.,;:") for span in one.attribution.content for word in span.of(text).split()]
        long = [word for word in words if len(word) > 4] or ["people"]
        name = one.resolution.name if one.resolution and one.resolution.entity else "Oskar"
        at = chance.randrange(max(1, len(words) - 2))
        yield "one word", Query(chance.choice(long))
        yield "two words", Query(" ".join(chance.sample(long, min(2, len(long)))))
        yield "phrase", Query(f'"{" ".join(words[at : at + 3])}" {chance.choice(long)}')
        yield "actor", Query(actor=name)
        yield "actor, words", Query(chance.choice(long), actor=name)
        yield "actor, act", Query(actor=name, act=chance.choice(("REQUEST", "ACCUSE", "STATE")))
        yield "act, stance", Query(act="REQUEST", stance="conditional", sort="oldest")
        yield "issue, stance, outlet", Query(issue="ceasefire", stance="oppose", outlet=chance.choice(OUTLETS))
        yield "words, dates", Query(chance.choice(long), since="2021", until="2022-06", sort="newest")
        yield "recipient", Query(recipient="Oskar", quote_type="direct")
        yield "all, a later page", Query(page=chance.randrange(1, 50))


def timed(store: Store, base: list[Reading], number: int) -> dict[str, list[Took]]:
    """How long each search takes, by its kind."""
    found: dict[str, list[Took]] = {}
    for kind, query in queries(base, number):
        found.setdefault(kind, []).append(took(partial(store.search, query)))
    return found


def size_of(store: Store) -> int:
    """Bytes of the database."""
    if store.address.path is not None:
        return sum(path.stat().st_size for path in store.address.path.parent.glob(store.address.path.name + "*"))
    with store.connection() as connection:
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())


def measure(options: argparse.Namespace) -> Measured:
    """Read, store, search."""
    base: list[Reading] = []
    reading = [took(lambda article=article: base.append(read(article))) for article in articles(options.base)]
    say(f"read {len(base)} articles in {sum_of(reading):.0f} s")
    with open_store(options.database, create=True) as store:
        storing, grouping, content = fill(store, variants(base, options.articles))
        say(f"searching {options.searches} times for each kind of question")
        searching = timed(store, base, options.searches)
        return Measured(reading[_WARM:], storing, grouping, searching, content, size_of(store))


def report(found: Measured) -> Section:
    """The figures and whether they are good enough."""
    section = Section("store", ["ms", "median", "95th percentile", "by the clock", "95th percentile"])
    _row(section, "reading an article", found.reading)
    _row(section, "storing an article", found.storing)
    _row(section, "grouping up to a thousand", found.grouping)
    for kind, times in found.searching.items():
        _row(section, f"search: {kind}", times)
    searches = [one for times in found.searching.values() for one in times]
    _row(section, "all searches", searches)
    kept = (sum_of(found.storing) + sum_of(found.grouping)) / len(found.storing)
    figures = {
        "storing, share of reading": kept / (sum_of(found.reading) / len(found.reading)),
        "search, 95th percentile in ms": percentile([one.process for one in searches], 0.95) * 1000,
        "size, share of text and JSON": found.database / found.content,
    }
    for name, value in figures.items():
        section.text(f"* {name}: {value:.2f} (at most {GOALS[name]:g}: {'met' if value <= GOALS[name] else 'NOT met'})")
    groupings = ", ".join(f"{one.process:.1f}" for one in found.grouping)
    section.text(
        f"{len(found.storing):,} articles made of {len(found.reading) + _WARM}; "
        f"database {found.database / 1e6:.1f} MB, text and statements as JSON {found.content / 1e6:.1f} MB; "
        f"seconds of each grouping: {groupings}."
    )
    return section


def _row(section: Section, name: str, times: list[Took]) -> None:
    """Add median and 95th percentile of the process alone and by the clock."""
    columns = []
    for seconds in ([one.process for one in times], [one.clock for one in times]):
        columns += [f"{statistics.median(seconds) * 1000:,.1f}", f"{percentile(seconds, 0.95) * 1000:,.1f}"]
    section.row(name, *columns)


def main() -> None:
    """Measure, print, and with ``--write`` renew the table in RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000, help="how many are stored")
    parser.add_argument("--base", type=int, default=100, help="how many are read")
    parser.add_argument("--searches", type=int, default=40, help="how many of each kind")
    parser.add_argument("--database", help="where; by default a file that is removed afterwards")
    parser.add_argument("--write", action="store_true", help="renew the table in RESULTS.md")
    options = parser.parse_args()
    if options.base <= _WARM:
        parser.error(f"--base has to be more than {_WARM}")
    with tempfile.TemporaryDirectory() as folder:
        options.database = options.database or str(Path(folder) / "record.db")
        renew(report(measure(options)), options.write)


if __name__ == "__main__":
    main()
