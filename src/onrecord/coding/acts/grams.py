"""The words of a statement as features: which words its cue, its content and its source have."""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.coding.said import Said
from onrecord.words import Word

_LETTERS = re.compile(r"[^\W\d_]")
_MOST = 200  # words of a content that are looked at


def grams(said: Said) -> list[str]:
    """Features of a statement, each once: single words and pairs, with the part that they stand in.

    Names are left out, so that nothing is learnt about anybody in particular.
    """
    cue, content, source = (_plain(words) for words in (said.cue, said.content[:_MOST], said.source))
    found = [f"c:{word}" for word in cue]
    found.append("cue:" + " ".join(cue))
    found += [f"x:{word}" for word in content]
    found += [f"x1:{word}" for word in content[:2]]
    found += [f"xx:{first} {second}" for first, second in pairwise(content)]
    found += [f"s:{word}" for word in source]
    found.append(f"k:{said.attribution.quote_type}")
    found.append("nested" if said.attribution.parent is not None else "outermost")
    return list(dict.fromkeys(found))


def _plain(words: list[Word]) -> list[str]:
    """Words in lower case; capitalised ones inside a sentence count as a name."""
    found: list[str] = []
    opens = True
    for word in words:
        if word.text in "?!%$":
            found.append(word.text)
        elif _LETTERS.match(word.text):
            found.append("NAME" if word.capital and not opens and word.text != "I" else word.lower)
        opens = not word.text[0].isalnum()
    return found
