"""A codebook's words in a text."""

from __future__ import annotations

import pytest

from onrecord.codebook import Codebook, Entry, load_codebook
from onrecord.coding.issues.lookup import Lookup, lookup_of
from onrecord.document import Span
from onrecord.words import words_of
from steps import steps_of


def found(book: Codebook, text: str) -> list[tuple[str, str, bool]]:
    lookup = lookup_of(book)
    hits = lookup.hits(words_of(text, Span(0, len(text))))
    return [(book.entries[hit.entry].id, hit.span.of(text), hit.reversed) for hit in hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the cease-fires held", [("ceasefire", "cease-fires", False)]),
        ("the ceasefire’s monitors left", [("monitoring", "ceasefire’s monitors", False)]),
        ("they vowed to fight on", [("ceasefire", "fight on", True)]),
        ("They must lift the sanctions", [("sanctions-relief", "lift the sanctions", False)]),
        ("before sanctions are lifted", [("sanctions-relief", "sanctions are lifted", False)]),
        ("the lifting of all sanctions", [("sanctions-relief", "sanctions", True)]),
        ("after the violation of the truce", [("ceasefire", "violation of the truce", True)]),
        ("no-fly zone", [("no-fly-zone", "no-fly zone", False)]),
        ("a no fly zone over Dorn", [("no-fly-zone", "no fly zone", False)]),
        ("Western security guarantees", [("guarantees", "security guarantees", False)]),
        ("the truceless fight", []),
        ("", []),
    ],
)
def test_words_of_the_peace_codebook(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert found(load_codebook("peace"), text) == expected


def test_the_longest_alias_is_taken() -> None:
    book = Codebook("b", (Entry("toll", "Toll"), Entry("bridge-toll", "Toll on the bridge")))
    assert [id for id, *_ in found(book, "the toll on the bridge")] == ["bridge-toll"]


def test_of_two_that_share_an_alias_the_narrower_is_taken() -> None:
    book = Codebook("b", (Entry("water", "Water", ("dam",)), Entry("orsk", "Orsk dam", ("dam",), parent="water")))
    assert [id for id, *_ in found(book, "a dam")] == ["orsk"]


def test_an_alias_with_an_article_is_found_with_it_alone() -> None:
    book = Codebook("b", (Entry("truce", "Truce", ("the silence",)),))
    assert [id for id, *_ in found(book, "The silence held")] == ["truce"]
    assert found(book, "in silence") == []


def test_british_and_american_spellings_are_the_same() -> None:
    book = Codebook("b", (Entry("arms", "Demilitarisation"),))
    assert [id for id, *_ in found(book, "the demilitarization")] == ["arms"]


def test_many_entries_are_one_lookup() -> None:
    text = "The alias77 thing and matter499 of place499 were told. " * 40
    words = words_of(text, Span(0, len(text)))

    def taken(count: int) -> int:
        entries = (Entry(f"i{n}", f"matter{n} of place{n % 999}", (f"alias{n} thing",)) for n in range(count))
        book = Codebook("b", tuple(entries))
        lookup = Lookup(book)
        assert {book.entries[hit.entry].id for hit in lookup.hits(words)} == {"i77", "i499"}
        return steps_of(lambda: lookup.hits(words))

    assert taken(50_000) == taken(500)
