"""What another codebook would change, and changing it: issue and stance told again from stored vectors and words."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from onrecord.codebook import Codebook
from onrecord.codes import Coding, Issue
from onrecord.coding import recode
from onrecord.errors import OnRecordError
from onrecord.evaluate.drawing import drawn
from onrecord.statement import Reading, Statement
from onrecord.store import Store, StoredDocument

#: Articles that a preview looks at, at most, and changes that it lists.
LOOKED_AT, LISTED = 60, 40


class Moved(NamedTuple):
    """A statement whose issue or stance changes."""

    document: StoredDocument
    statement: Statement
    words: str
    before: Issue | None
    after: Issue | None
    stances: tuple[str, str]


class Preview(NamedTuple):
    """What a codebook would change in some articles of a record.

    Attributes
    ----------
    articles, of : int
        How many were looked at, drawn at random, and how many there are.
    statements, changing : int
        Statements of those articles, and how many of them change; ``moved`` has the first ones.
    """

    articles: int
    of: int
    statements: int
    changing: int
    moved: Sequence[Moved]


def preview(store: Store, codebook: Codebook | None) -> Preview:
    """Return what a codebook would change, by a bounded number of articles."""
    documents = {str(one.key): one for one in store.documents()}
    chosen = sorted(drawn(documents, LOOKED_AT, seed=1), key=int)
    statements, moved = 0, []
    for key in chosen:
        reading = store.reading(int(key))
        statements += len(reading.statements)
        moved += list(moves(documents[key], reading, recoded(store, int(key), reading, codebook)))
    return Preview(len(chosen), len(documents), statements, len(moved), moved[:LISTED])


def recoded(store: Store, document: int, reading: Reading, codebook: Codebook | None) -> Reading:
    """Return a reading coded with another codebook; what people decided on stays as it is."""
    held = {one.statement for one in store.decisions(document=document) if one.statement is not None}
    found = recode(reading, codebook)
    pairs = zip(reading.statements, found.statements, strict=True)
    return replace(found, statements=tuple(old if old.id in held else new for old, new in pairs))


def moves(document: StoredDocument, before: Reading, after: Reading) -> Iterator[Moved]:
    """Yield the statements whose issue or stance is another one."""
    text = before.document.text
    for old, new in zip(before.statements, after.statements, strict=True):
        for one, other in zip(old.codings, new.codings, strict=True):
            if _coded(one) != _coded(other):
                words = " ".join(" … ".join(span.of(text) for span in old.attribution.content).split())
                stances = one.stance.value, other.stance.value
                yield Moved(document, old, words, one.issue, other.issue, stances)


def _coded(coding: Coding) -> tuple[object, ...]:
    return coding.issue and (coding.issue.id, coding.issue.label), coding.stance.value


@dataclass(slots=True)
class Progress:
    """How far the record is coded again; of one who does it in a thread of its own."""

    total: int = 0
    done: int = 0
    changed: int = 0
    running: bool = False
    problem: str = ""


class Recoder:
    """Codes all articles of a record again, one after the other, in the background; one at a time.

    An article is changed in one transaction or not at all, so it can be stopped at any moment and begun anew.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self.progress = Progress()

    def start(self) -> bool:
        """Begin, unless it has begun already; return whether it did."""
        with self._lock:
            if self.progress.running:
                return False
            self.progress = Progress(running=True)
        threading.Thread(target=self._run, args=(self.progress,), daemon=True, name="recoding").start()
        return True

    def _run(self, progress: Progress) -> None:
        try:
            codebook = self._store.codebook()
            keys = [one.key for one in self._store.documents()]
            progress.total = len(keys)
            for key in keys:
                progress.changed += self._one(key, codebook)
                progress.done += 1
        except OnRecordError as error:
            progress.problem = str(error)
        finally:
            progress.running = False

    def _one(self, key: int, codebook: Codebook | None) -> int:
        """Code an article again and return how many of its statements changed."""
        document = self._store.document(key)
        if document is None:  # removed in the meantime
            return 0
        before = self._store.reading(key)
        after = recoded(self._store, key, before, codebook)
        count = sum(1 for _ in moves(document, before, after))
        if count:
            options = {
                name: value for name, value in before.provenance.get("options", {}).items() if name != "codebook"
            }
            options |= {"codebook": codebook.version} if codebook is not None else {}
            with self._store.writing() as writer:
                writer.replace(replace(after, provenance={**before.provenance, "options": options}))
        return count
