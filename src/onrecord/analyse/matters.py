"""Matters: what conditions are about, as the record's issues where words match, else in the words themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from onrecord.codebook import OPEN, Codebook
from onrecord.coding.issues.lookup import Lookup
from onrecord.coding.issues.words import FUNCTION, stem
from onrecord.document import Span
from onrecord.words import words_of

#: An issue that is an order of two matters: "ceasefire before talks".
_ORDER = re.compile(r"(?P<one>\S.*?)\s+(?P<word>before|after)\s+(?P<other>.*\S)", re.IGNORECASE)
#: Words that end the head of a label: what comes after them says which one it is.
_RELATION = re.compile(r"\s(?:of|on|in|over|to|for|with|by|from|at|between|against|after|before)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
#: Letters of a matter's label.
_LONGEST = 80


class Matter(NamedTuple):
    """What something is tied to: an issue of the record (``known``), or words."""

    id: str
    label: str
    known: bool


class Order(NamedTuple):
    """Two matters, the first of which is to come first."""

    first: Matter
    then: Matter


class Matters:
    """Finds the matters that words are about.

    Words are about an issue of the codebook if one of its names stands among them, else about the one issue of the
    record whose label's head has a word in common with them; capitalised words do not count, since names say with whom
    something is done and not what. Open issues are known by their words alone.

    Parameters
    ----------
    labels : mapping of str to str
        The issues of the record by their ids.
    codebook : Codebook or None
        With the other names of issues.
    """

    def __init__(self, labels: Mapping[str, str], codebook: Codebook | None = None) -> None:
        self._labels = dict(labels)
        self._lookup = Lookup(codebook) if codebook is not None else None
        self._known: dict[str, Matter | None] = {}
        heads: dict[str, set[str]] = {}
        for id, label in labels.items():
            if not id.startswith(OPEN) and _ORDER.fullmatch(label) is None:
                for key in _stems(_RELATION.split(label)[0].lower()):
                    heads.setdefault(key, set()).add(id)
        self._heads = {key: next(iter(ids)) for key, ids in heads.items() if len(ids) == 1}

    def of_issue(self, id: str, label: str) -> Matter | None:
        """Return the matter of an issue; None for an open issue without a word that tells something."""
        if not id.startswith(OPEN):
            return Matter(id, self._labels.get(id, label), True)
        return self.of_words(label)

    def of_words(self, words: str, marker: str = "") -> Matter | None:
        """Return the matter of words, without the marker that they begin with; None where they tell of none."""
        inner = " ".join(words.split())
        start = " ".join(marker.split())
        if start and inner.casefold().startswith(start.casefold()):
            inner = inner[len(start) :]
        inner = _paired(inner.strip(" ,.;:–—-“”‘’\"'«»()[]"))
        if inner not in self._known:  # many statements tie the same words
            self._known[inner] = self._named(inner) or self._headed(inner) or _phrase(inner)
        return self._known[inner]

    def order_of(self, label: str) -> Order | None:
        """Return the order that an issue is about by its label; None for an issue that is about none."""
        match = _ORDER.fullmatch(label.strip())
        if match is None:
            return None
        one, other = self.of_words(match["one"]), self.of_words(match["other"])
        if one is None or other is None or one.id == other.id:
            return None
        return Order(one, other) if match["word"].lower() == "before" else Order(other, one)

    def _named(self, words: str) -> Matter | None:
        """The issue whose longest name stands among the words, unless it is an order."""
        if self._lookup is None:
            return None
        hits = sorted(
            self._lookup.hits(words_of(words, Span(0, len(words)))),
            key=lambda hit: (-hit.weight, hit.span.start, hit.entry),
        )
        for hit in hits:
            entry = self._lookup.codebook.entries[hit.entry]
            if _ORDER.fullmatch(entry.label) is None:
                return Matter(entry.id, self._labels.get(entry.id, entry.label), True)
        return None

    def _headed(self, words: str) -> Matter | None:
        own = words[:1].lower() + words[1:]
        found = {self._heads[key] for key in _stems(own) if key in self._heads}
        if len(found) != 1:
            return None
        id = found.pop()
        return Matter(id, self._labels[id], True)


def _paired(words: str) -> str:
    """The words without brackets whose other half was cut off."""
    for one, other in ("()", "[]"):
        if words.count(one) != words.count(other):
            words = words.replace(one, "").replace(other, "")
    return words


def _phrase(words: str) -> Matter | None:
    stems = sorted(set(_stems(words.lower())))
    if not stems:
        return None
    label = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
    return Matter(f"words:{' '.join(stems)}", label, False)


def _stems(text: str) -> Iterable[str]:
    """Stems of the words that tell something, but for names."""
    for word in _WORD.findall(text):
        if word.islower() and len(word) > 2 and word not in FUNCTION:
            yield stem(word)
