"""The lists of words that frame, as ``epithets.toml`` or a user's own file gives them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Any

from onrecord.coding.verbs import forms
from onrecord.document import Span
from onrecord.errors import OptionError
from onrecord.words import Word, words_of

_PARTS = ("so_called", "doubt", "endorse")
_KEYS = {"epithet": {"words", "note", "not_in"}, "so_called": {"words", "not_before"}}
_VERB_KEYS = {"verbs", "words", "not_before"}
#: Larger files are no lists of words.
_MAX_BYTES = 4 * 1024 * 1024
_REMEDY = "Compare it with onrecord/coding/framing/epithets.toml"


@dataclass(frozen=True, slots=True)
class Expressions:
    """Expressions that are looked up word by word.

    Attributes
    ----------
    by_first : mapping
        First word → all expressions that begin with it, the longest first; words in lower case.
    not_in : mapping
        Word → longer expressions in which it does not count.
    not_before : frozenset
        Words which, as one of the next two, make it mean something else.
    """

    by_first: Mapping[str, tuple[tuple[str, ...], ...]]
    not_in: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    not_before: frozenset[str] = frozenset()

    def at(self, words: list[Word], index: int) -> int:
        """How many words from ``index`` on are one of the expressions; 0 where none is."""
        for expression in self.by_first.get(words[index].lower, ()):
            size = len(expression)
            if _is(words, index, expression) and not (
                any(word.lower in self.not_before for word in words[index + size : index + size + 2])
                or self._is_part_of_another(words, index, expression)
            ):
                return size
        return 0

    def _is_part_of_another(self, words: list[Word], index: int, expression: tuple[str, ...]) -> bool:
        return any(
            _is(words, index - at, longer)
            for longer in self.not_in.get(expression[0], ())
            for at, word in enumerate(longer)
            if word == expression[0] and index >= at
        )


@dataclass(frozen=True, slots=True)
class FramingLists:
    """What frames: words that keep a name at a distance, loaded words, verbs that doubt and verbs that endorse.

    Attributes
    ----------
    notes : mapping
        Epithet in lower case → what the list says of it.
    """

    so_called: Expressions
    epithets: Expressions
    doubt: Expressions
    endorse: Expressions
    notes: Mapping[str, str]


@lru_cache(maxsize=1)
def shipped_lists() -> FramingLists:
    """The lists that ship with onrecord."""
    return _lists(_shipped(), "epithets.toml")


def load_lists(path: str | PathLike[str]) -> FramingLists:
    """Read a user's own lists; the parts that the file leaves out are the shipped ones.

    Raises
    ------
    OptionError
        If the file cannot be read or is malformed; the message names the file, the entry and the value.
    """
    source = str(path)
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise OptionError(f"{source}: cannot be read ({error.strerror}). Give a TOML file of framing words") from error
    if len(raw) > _MAX_BYTES:
        raise OptionError(f"{source}: larger than {_MAX_BYTES} bytes. Give a TOML file of framing words")
    try:
        data = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise OptionError(f"{source}: not UTF-8 (byte {error.start}). Save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise OptionError(f"{source}: not TOML ({error}). {_REMEDY}") from error
    except RecursionError as error:
        raise OptionError(f"{source}: nested too deeply. {_REMEDY}") from error
    unknown = sorted(set(data) - {"epithet", *_PARTS})
    if unknown or not data:
        known = ", ".join(("epithet", *_PARTS))
        raise OptionError(f"{source}: {f'unknown part {unknown[0]!r}' if unknown else 'empty'}. Use any of: {known}")
    return _lists({**_shipped(), **data}, source)


def _shipped() -> dict[str, Any]:
    return tomllib.loads(files("onrecord.coding.framing").joinpath("epithets.toml").read_text("utf-8"))


def _lists(data: dict[str, Any], source: str) -> FramingLists:
    so_called = _table(data["so_called"], "so_called", _KEYS["so_called"], source)
    epithets, notes, not_in = _epithets(data["epithet"], source)
    return FramingLists(
        so_called=_expressions(so_called["words"], so_called["not_before"]),
        epithets=_expressions(epithets, (), not_in),
        doubt=_verbs(data["doubt"], "doubt", source),
        endorse=_verbs(data["endorse"], "endorse", source),
        notes=notes,
    )


def _epithets(entries: Any, source: str) -> tuple[list[str], dict[str, str], list[str]]:
    if not isinstance(entries, list):
        raise OptionError(f"{source}: epithet is not a list of tables. Begin each entry with [[epithet]]")
    notes: dict[str, str] = {}
    not_in: list[str] = []
    for number, entry in enumerate(entries, 1):
        name = f"epithet {number}"
        if isinstance(entry, dict) and not isinstance(entry.get("note", ""), str):
            raise OptionError(f"{source}: {name}: note is {entry['note']!r}. Give a text")
        plain = {key: value for key, value in entry.items() if key != "note"} if isinstance(entry, dict) else entry
        table = _table(plain, name, _KEYS["epithet"] - {"note"}, source)
        if not table["words"]:
            raise OptionError(f'{source}: {name} has no words. Add words = ["…"], or remove the entry')
        for word in table["words"]:
            if word in notes:
                raise OptionError(f"{source}: {name}: {word!r} is listed twice. Remove one of the two")
            notes[word] = entry.get("note", "")
        not_in.extend(table["not_in"])
    return list(notes), notes, not_in


def _verbs(entry: Any, name: str, source: str) -> Expressions:
    table = _table(entry, name, _VERB_KEYS, source)
    inflected = [
        " ".join((form, *rest)) for verb, *rest in (phrase.split() for phrase in table["verbs"]) for form in forms(verb)
    ]
    return _expressions([*inflected, *table["words"]], table["not_before"])


def _table(entry: Any, name: str, keys: set[str], source: str) -> dict[str, list[str]]:
    """The lists of words of one entry, in lower case; those that it leaves out are empty."""
    if not isinstance(entry, dict):
        raise OptionError(f"{source}: {name} is {entry!r}, not a table. {_REMEDY}")
    unknown = sorted(set(entry) - keys)
    if unknown:
        raise OptionError(f"{source}: {name}: unknown key {unknown[0]!r}. Use any of: {', '.join(sorted(keys))}")
    found: dict[str, list[str]] = {}
    for key in keys:
        words = entry.get(key, [])
        if not isinstance(words, list):
            raise OptionError(f'{source}: {name}: {key} is {words!r}. Give a list: {key} = ["…"]')
        for word in words:
            if not isinstance(word, str) or not word.strip():
                raise OptionError(f"{source}: {name}: {key} holds {word!r}. Give words in quotation marks")
        found[key] = [" ".join(word.casefold().replace("’", "'").split()) for word in words]
    return found


def _expressions(words: Iterable[str], not_before: Iterable[str], not_in: Iterable[str] = ()) -> Expressions:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for expression in map(_split, dict.fromkeys(words)):
        by_first.setdefault(expression[0], []).append(expression)
    holding: dict[str, list[tuple[str, ...]]] = {}
    for expression in map(_split, dict.fromkeys(not_in)):
        for word in set(expression):
            holding.setdefault(word, []).append(expression)
    return Expressions(
        {first: tuple(sorted(found, key=len, reverse=True)) for first, found in by_first.items()},
        {word: tuple(found) for word, found in holding.items()},
        frozenset(not_before),
    )


def _split(expression: str) -> tuple[str, ...]:
    words = tuple(word.lower for word in words_of(expression, Span(0, len(expression))))
    return words or (expression,)


def _is(words: list[Word], index: int, expression: tuple[str, ...]) -> bool:
    return index + len(expression) <= len(words) and all(
        words[index + at].lower == word for at, word in enumerate(expression)
    )
