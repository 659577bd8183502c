"""Words as they are looked for: those of names and labels, and those of a query."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
#: A phrase in quotation marks, straight or curly, or a run without white space.
_PIECE = re.compile(r'["“”„«]([^"“”„«»]*)["”“»]|(\S+)')
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
#: Longest word that is told from those that begin alike.
_LONGEST = 64


def folded(text: str) -> str:
    """Return the text in lower case, without accents.

    >>> folded("Émile ÅSTRÖM")
    'emile astrom'
    """
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded, in their order.

    >>> words_of("Jean-Marie d’Æsk (U.N.)")
    ['jean', 'marie', 'd', 'æsk', 'u', 'n']
    """
    return [word[:_LONGEST] for word in _WORD.findall(folded(text))]


def phrases_of(text: str) -> list[str]:
    """Return what a query asks for: phrases in quotation marks, and every other word by itself.

    Nothing else has a meaning of its own. What holds no letter and no digit is left out.

    >>> phrases_of('security "no-fly zone" NOT* (peace OR) -- %')
    ['security', 'no-fly zone', 'NOT*', '(peace', 'OR)']
    """
    pieces = (match[1] or match[2] for match in _PIECE.finditer(_CONTROL.sub(" ", text)))
    return [piece for piece in pieces if piece and words_of(piece)]
