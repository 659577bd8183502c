"""The open word lists of acts (``acts.toml``), ready to look up."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from onrecord.codes import Act
from onrecord.coding.verbs import forms
from onrecord.document import Span
from onrecord.words import Word

FILE = Path(__file__).with_name("acts.toml")


class Phrases:
    """Listed words and expressions, each with a value, found in all forms of their first word."""

    def __init__(self, values: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, value in values:
            first, *rest = phrase.split()
            for form in forms(first):
                self._by_first.setdefault(form, []).append((tuple(rest), value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, words: Sequence[Word]) -> list[tuple[str, Span]]:
        """Values of all listed expressions in their order, the longest where several begin at one word."""
        lower = [word.lower for word in words]
        found: list[tuple[str, Span]] = []
        for at, word in enumerate(lower):
            for rest, value in self._by_first.get(word, ()):
                if tuple(lower[at + 1 : at + 1 + len(rest)]) == rest:
                    found.append((value, Span(words[at].span.start, words[at + len(rest)].span.end)))
                    break
        return found


@dataclass(frozen=True)
class Lexicon:
    """What ``acts.toml`` lists.

    Attributes
    ----------
    verbs : Phrases
        Cue verbs, with the act that they alone mean.
    appeals : Phrases
        Verbs and words of a soft appeal.
    modality : dict
        Act → what it is when still to come, when denied of the past, when denied of what is to come.
    modes : dict of str to Phrases
        Words of each act's modes.
    """

    verbs: Phrases
    appeals: Phrases
    modality: dict[Act, tuple[Act, Act, Act]]
    modes: dict[str, Phrases]


@lru_cache(maxsize=1)
def shipped_lexicon() -> Lexicon:
    """The lists that ship with onrecord."""
    lists = tomllib.loads(FILE.read_text("utf-8"))
    verbs = ((verb, act) for act, listed in lists["verbs"].items() for verb in listed)
    appeals = ((phrase, "appeal") for key in ("verbs", "words") for phrase in lists["appeal"][key])
    modality = {cast("Act", act): cast("tuple[Act, Act, Act]", tuple(row)) for act, row in lists["modality"].items()}
    modes = {
        act: Phrases((phrase, mode) for mode, listed in own.items() for phrase in listed)
        for act, own in lists["modes"].items()
    }
    return Lexicon(Phrases(verbs), Phrases(appeals), modality, modes)
