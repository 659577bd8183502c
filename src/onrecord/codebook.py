"""The analyst's issues: what they are called, the words that show them, and how they nest.

A codebook is a CSV file (id, label, aliases, reversed_aliases, parent, examples; ``;`` or ``|`` between aliases, ``|``
between examples) or a TOML file with a table ``[[issues]]`` for each issue and lists for its aliases. Starter codebooks
lie in ``codebooks/``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any

from onrecord.codebook_rows import COLUMNS, REQUIRED, bytes_of, rows_of
from onrecord.errors import CodebookError

#: Longer aliases are sentences: they belong among the examples.
MAX_ALIAS = 200
#: Where the starter codebooks lie, by name.
STARTERS = Path(__file__).with_name("codebooks")
#: Ids of issues that the text itself names begin with this.
OPEN = "open:"
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One issue of a codebook.

    Attributes
    ----------
    aliases : tuple of str
        Words that show the issue, besides its label.
    reversed_aliases : tuple of str
        Words that show it turned round ("lifting of sanctions"): support for them is opposition to the issue.
    parent : str or None
        Id of the wider issue.
    examples : tuple of str
        Sentences about it.
    """

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    reversed_aliases: tuple[str, ...] = ()
    parent: str | None = None
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Codebook:
    """The issues of an analysis; compared as the object that it is, so that what is made of it can be kept.

    Attributes
    ----------
    name : str
        Of the file, without its folder, or of the starter codebook.
    sha256 : str
        Of the file's bytes.
    """

    name: str
    entries: tuple[Entry, ...]
    sha256: str = ""

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Entries by their ids."""
        return {entry.id: entry for entry in self.entries}

    @property
    def version(self) -> str:
        """Name and hash, as provenance keeps them."""
        return f"{self.name}@sha256:{self.sha256}"

    def wider(self, id: str) -> tuple[str, ...]:
        """Ids of the issues that hold an issue, nearest first."""
        found: list[str] = []
        parent = self.by_id[id].parent
        while parent is not None:
            found.append(parent)
            parent = self.by_id[parent].parent
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Scan:
    """What a codebook holds and what is wrong with it.

    Attributes
    ----------
    problems : tuple of CodebookError
        In the order of the file; empty for a codebook that can be used.
    warnings : tuple of str
        What is allowed and yet may not be meant.
    """

    codebook: Codebook
    problems: tuple[CodebookError, ...]
    warnings: tuple[str, ...]


def starters() -> tuple[str, ...]:
    """Names of the codebooks that come with onrecord."""
    return tuple(sorted(path.stem for path in STARTERS.glob("*.toml")))


def load_codebook(path_or_name: str | PathLike[str]) -> Codebook:
    """Read a codebook from a TOML or CSV file, or a starter codebook by its name.

    Raises
    ------
    CodebookError
        For the first problem; :func:`scan_codebook` lists them all.

    Examples
    --------
    >>> load_codebook("peace").by_id["ceasefire"].label
    'Ceasefire'
    """
    scan = scan_codebook(path_or_name)
    if scan.problems:
        raise scan.problems[0]
    return scan.codebook


def scan_codebook(path_or_name: str | PathLike[str]) -> Scan:
    """Read a codebook to the end and gather its problems instead of raising the first."""
    path = _path(path_or_name)
    source = str(path_or_name)
    name = path.stem if path.parent == STARTERS else path.name
    gathered = _Gathered(source)
    try:
        remedy = f"Give a TOML or CSV file, or the name of a starter codebook: {', '.join(starters())}"
        data = bytes_of(path, source, remedy)
        for place, row in rows_of(path, data, source):
            if isinstance(row, CodebookError):
                gathered.problems.append(row)
            else:
                gathered.add(place, row)
    except CodebookError as error:
        return Scan(Codebook(name, ()), (error,), ())
    codebook = Codebook(name, tuple(gathered.entries.values()), hashlib.sha256(data).hexdigest())
    gathered.check_parents()
    warnings = (*gathered.warnings, *(() if gathered.problems else _shared(codebook)))
    if not gathered.entries and not gathered.problems:
        gathered.problem(None, "names no issue", "Add a row, or a table [[issues]], for each issue")
    return Scan(codebook, tuple(gathered.problems), warnings)


def folded(phrase: str) -> str:
    """A phrase in lower case and plain apostrophes, its words one space apart: phrases that differ in no more are one.

    >>> folded("No-Fly  Zone")
    'no fly zone'
    """
    text = phrase if phrase.isascii() else unicodedata.normalize("NFKC", phrase).replace("’", "'")
    return " ".join(_WORDS.findall(text.casefold()))


def _path(path_or_name: str | PathLike[str]) -> Path:
    """A starter codebook where the name is one and has no folder or ending, else the file."""
    starter = STARTERS / f"{path_or_name}.toml"
    plain = isinstance(path_or_name, str) and Path(path_or_name).name == path_or_name
    return starter if plain and starter.is_file() else Path(path_or_name)


@dataclass(slots=True)
class _Gathered:
    """Entries in the making, with the places that they come from."""

    source: str
    entries: dict[str, Entry] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    problems: list[CodebookError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    _unused: set[str] = field(default_factory=set)

    def problem(self, place: str | None, problem: str, remedy: str) -> None:
        self.problems.append(CodebookError(self.source, place, problem, remedy))

    def add(self, place: str, row: Mapping[str, Any]) -> None:
        for name in row.keys() - set(COLUMNS) - self._unused - {""}:
            self._unused.add(name)
            near = get_close_matches(name, COLUMNS, 1)
            self.warnings.append(f"{name!r} is not used" + (f": did you mean {near[0]!r}?" if near else ""))
        values = {name: self._line(place, name, row.get(name)) for name in ("id", "label", "parent")}
        id, label = values["id"], values["label"]
        where = f"{place}, issue {id!r}" if id else place
        for name in REQUIRED:
            if not folded(values[name]):
                problem = f"{name} is {values[name]!r}, which has no letter" if values[name] else f"{name} is empty"
                self.problem(where, problem, "Every issue needs an id and a label")
        if id.startswith(OPEN):
            self.problem(where, f"the id begins with {OPEN!r}", "That is kept for issues that no codebook names")
        if id in self.places:
            self.problem(where, f"the id is that of {self.places[id]} too", "Give each issue an id of its own")
            return
        aliases = self._aliases(where, "aliases", row.get("aliases"))
        turned = self._aliases(where, "reversed_aliases", row.get("reversed_aliases"))
        own = {folded(alias) for alias in (label, *aliases)}
        for alias in turned:
            if folded(alias) in own:
                problem = f"{alias!r} is an alias and a reversed alias"
                self.problem(where, problem, "Leave it only where it means what it says")
        self.places[id] = place
        examples = tuple(self._phrases(where, "examples", row.get("examples")))
        self.entries[id] = Entry(id, label, aliases, turned, values["parent"] or None, examples)

    def _line(self, place: str, name: str, value: object) -> str:
        if value is not None and not isinstance(value, str):
            self.problem(place, f"{name} is {value!r}, not a text", "Put it in quotation marks")
            return str(value)
        return _clean(value or "")

    def _aliases(self, place: str, name: str, value: object) -> tuple[str, ...]:
        phrases = self._phrases(place, name, value)
        for phrase in phrases:
            if not folded(phrase):
                problem = f"{phrase!r} among its {name} has no letter" if phrase else f"an empty one among its {name}"
                self.problem(place, problem, "Remove it, or the separator too many")
            elif len(phrase) > MAX_ALIAS:
                problem = f"{phrase[:40]!r}… among its {name} has {len(phrase)} characters"
                self.problem(place, problem, "Keep aliases short, and put sentences among the examples")
        kept = {folded(phrase): phrase for phrase in reversed(phrases)}
        return tuple(reversed([phrase for key, phrase in kept.items() if key and len(phrase) <= MAX_ALIAS]))

    def _phrases(self, place: str, name: str, value: object) -> list[str] | tuple[str, ...]:
        if value is None or (isinstance(value, str) and not value.strip()):
            return ()
        if isinstance(value, str):
            between = r"\|" if name == "examples" else r"[;|]"  # sentences may have semicolons
            return tuple(_clean(part) for part in re.split(between, value))
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(_clean(part) for part in value)
        self.problem(place, f"{name} is {value!r}, not a list of texts", f'Write {name} = ["one", "another"]')
        return ()

    def check_parents(self) -> None:
        """Find parents that are not there, and issues that hold themselves."""
        state: dict[str, int] = {}  # 1: on the way up from an issue, 2: known to end
        for id, entry in self.entries.items():
            if entry.parent is not None and entry.parent not in self.entries:
                near = get_close_matches(entry.parent, list(self.entries)[:5000], 1)
                remedy = f"Did you mean {near[0]!r}?" if near else "Add it, or leave the parent empty"
                self.problem(f"{self.places[id]}, issue {id!r}", f"there is no parent {entry.parent!r}", remedy)
            path: list[str] = []
            at: str | None = id
            while at in self.entries and at not in state:
                state[at] = 1
                path.append(at)
                at = self.entries[at].parent
            if at is not None and state.get(at) == 1:
                cycle = " → ".join([*path[path.index(at) :], at])
                place = f"{self.places[at]}, issue {at!r}"
                self.problem(place, f"its parents go in a circle ({cycle[:200]})", "Break it at one of them")
            state.update(dict.fromkeys(path, 2))


def _clean(cell: str) -> str:
    """A cell on one line, without control characters that would reach a terminal."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "", re.sub(r"\s+", " ", cell)).strip()


def _shared(codebook: Codebook) -> Iterator[str]:
    """Phrases of two issues neither of which holds the other."""
    first: dict[str, str] = {}
    for entry in codebook.entries:
        for phrase in dict.fromkeys(folded(alias) for alias in (entry.label, *entry.aliases)):
            other = first.setdefault(phrase, entry.id)
            if other != entry.id and other not in codebook.wider(entry.id) and entry.id not in codebook.wider(other):
                yield f"{phrase!r} is an alias of {other!r} and of {entry.id!r}: the first is taken"
