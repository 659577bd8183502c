"""Which words are mostly verbs, adjectives or adverbs, and which nouns look like them (``word_classes.toml``)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Literal

FILE = Path(__file__).with_name("word_classes.toml")

WordClass = Literal["noun", "verb", "adjective", "adverb"]
#: Endings of words that are no nouns, unless they are listed as such.
NO_NOUN = re.compile(r"(?:ed|ly|ing|al|ive|ous|ful|able|ible)$")


@lru_cache(maxsize=1)
def word_classes() -> dict[str, WordClass]:
    """The listed words, in lower case."""
    listed = tomllib.loads(FILE.read_text("utf-8"))
    names: tuple[WordClass, ...] = ("noun", "verb", "adjective", "adverb")
    return {word: name for name in names for word in listed[name].split()}


def is_noun(lower: str) -> bool:
    """Whether a word in lower case may be a noun: as listed, else by its ending.

    >>> [is_noun(word) for word in ("ceasefire", "funding", "absurd", "refused", "underfunded")]
    [True, True, False, False, False]
    """
    listed = word_classes().get(lower)
    return listed == "noun" if listed else NO_NOUN.search(lower) is None
