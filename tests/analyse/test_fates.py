"""What became of the words of an utterance."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyse.told import telling
from onrecord.analyse.fates import Alteration, fates_of, fullest_of

FULL = fullest_of([telling("“We could accept cargo inspections, if it is the Concord that opens the hatches.”")])


@pytest.mark.parametrize(
    ("content", "parts", "altered"),
    [
        ("“We could accept cargo inspections”", ["kept"], ()),
        ("“We will accept cargo inspections”", ["kept", "altered", "kept"], (Alteration("will", "could"),)),
        ("“We could accept inspections”", ["kept"], (Alteration("", "cargo"),)),
        ("“We could accept … inspections”", ["kept"], ()),
        ("“We could accept [ship] inspections”", ["kept", "bracketed", "kept"], ()),
        ("“[W]e could accept cargo inspections”", ["kept"], ()),
        ("she could accept “cargo inspections”", ["retold", "kept"], ()),
        ("“Officers of theirs, never”", ["more"], ()),
        ("the ships may be searched", ["retold"], ()),
    ],
)
def test_fates(content: str, parts: list[str], altered: tuple[Alteration, ...]) -> None:
    found = fates_of(telling(content), FULL)
    assert ([part.fate for part in found.parts], found.altered) == (parts, altered)


def test_shares_and_what_stands_in_brackets() -> None:
    found = fates_of(telling("that it could accept “cargo inspections [of ships]”"), FULL)
    assert {FULL.words[word] for word in found.kept} == {"cargo", "inspections"}
    assert {FULL.words[word] for word in found.retold} == {"could", "accept"}
    assert found.bracketed == ("of ships",)


def test_where_a_quotation_begins_nothing_is_left_out() -> None:
    full = fullest_of([telling("“I ask both delegations to read to the last page.”")])
    assert fates_of(telling("they should read “to the last page”"), full).altered == ()


def test_words_that_the_fullest_wording_does_not_quote_are_not_altered() -> None:
    full = fullest_of([telling("that the ships “will not leave the harbour this week”")])
    assert fates_of(telling("“Those ships will not leave the harbour this week”"), full).altered == ()


@settings(deadline=None)
@given(st.text(st.sampled_from("ab “”‘’[]….\ud800"), max_size=30), st.text(st.sampled_from("ab “”[]…"), max_size=30))
def test_the_parts_are_the_content_whatever_it_is(content: str, full: str) -> None:
    found = fates_of(telling(content), fullest_of([telling(full)]))
    assert "".join(part.text for part in found.parts) == content


def test_stretches_that_say_nothing_are_not_missing() -> None:
    full = fullest_of([telling("We will go to the sea and stay")])
    assert full.stretches(frozenset({0, 1, 5, 7})) == ("sea", "stay")
    assert full.stretches(frozenset()) == ()
