"""Names that a wrong encoding has broken."""

from __future__ import annotations

import unicodedata

import pytest

from onrecord.resolve.names.broken import broken_words
from onrecord.words import mended
from resolve.article import last_name

READ_WRONGLY = "José Orlé".encode().decode("latin-1")
TWICE = READ_WRONGLY.encode().decode("latin-1")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"By {READ_WRONGLY}.", READ_WRONGLY.split()),
        (unicodedata.normalize("NFD", "Zoé Münd"), unicodedata.normalize("NFD", "Zoé Münd").split()),
        ("Ada Mu?oz and Jos\ufffd Quell", ["Mu?oz", "Jos\ufffd"]),
        # whole words, questions, signs, addresses
        ("José Orlé met Zoé Münd.", []),
        ("Why? No. Quell?no", ["Quell?no"]),
        ("«Quell» · Brandt: 5 °C, £3, §4, Quell® left", []),
        ("norvale.example/page?id=3", []),
    ],
)
def test_broken_words(text: str, words: list[str]) -> None:
    assert [text[slice(*span)] for span in broken_words(text)] == words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"Mara Quell left. [{READ_WRONGLY}, a lawyer in Norvale,] said no.", "José Orlé"),
        (f"Mara Quell left. [{TWICE}, a lawyer in Norvale,] said no.", "José Orlé"),
        (f"The lawyer {READ_WRONGLY} left. [{READ_WRONGLY.split()[1]}] said no.", "José Orlé"),
        (f"The lawyer {READ_WRONGLY}’s aide left. [{READ_WRONGLY.split()[1]}] said no.", "José Orlé"),
        ("Mara Quell left. [Ada Mu?oz, her lawyer,] said no.", "Ada Mu?oz"),
    ],
)
def test_a_broken_name_is_one_name(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (READ_WRONGLY, "José Orlé"),
        (unicodedata.normalize("NFD", TWICE), "José Orlé"),
        ("Quell’s".encode().decode("cp1252"), "Quell’s"),
        # what is not broken, or cannot be told
        ("José", "José"),
        (unicodedata.normalize("NFD", "Zoé"), unicodedata.normalize("NFD", "Zoé")),
        ("Mu?oz", "Mu?oz"),
        ("Âge", "Âge"),
    ],
)
def test_mended(text: str, meant: str) -> None:
    assert mended(text) == meant
