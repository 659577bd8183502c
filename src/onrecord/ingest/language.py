"""Which language a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

#: Fewer letters than this tell nothing.
MIN_LETTERS = 40
#: Below this probability the language is left open; short texts must be surer.
_SURE, _SURE_WHEN_SHORT = 0.8, 0.98
_SHORT = 200
_NOT_WORDS = re.compile("[\ud800-\udfff\0]|https?://\\S+")


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the text's language, ``"und"`` when it is too short or uncertain.

    >>> language_of("The harbour")
    'und'
    """
    words = _NOT_WORDS.sub(" ", text)
    letters = sum(character.isalpha() for character in words)
    if letters < MIN_LETTERS:
        return "und"
    language, probability = _identifier().classify(words)
    if probability < (_SURE_WHEN_SHORT if letters < _SHORT else _SURE):
        return "und"
    return str(language)


def warning_for(language: str) -> list[str]:
    """The warning that a language other than English deserves."""
    return [] if language in ("en", "und") else [f"language is {language!r}: only English is read"]


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
