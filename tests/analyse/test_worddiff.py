"""Word by word, what changed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.analyse.worddiff import word_diff

texts = st.text(st.sampled_from("ab c.,“”’'[]…\n\u202e\ud800é1"), max_size=40)


@settings(deadline=None)
@given(texts, texts, st.booleans())
def test_all_characters_of_both_are_there(old: str, new: str, spelling: bool) -> None:
    found = word_diff(old, new, spelling=spelling)
    assert "".join(one.old for one in found) == old
    assert "".join(one.new for one in found) == new
    assert all(one.old == "" for one in found if one.tag == "added")
    assert all(one.new == "" for one in found if one.tag == "removed")


@settings(deadline=None)
@given(texts)
def test_nothing_changed_in_the_same_text(text: str) -> None:
    assert {one.tag for one in word_diff(text, text)} == {"equal"}


def test_capitals_and_marks_do_not_count() -> None:
    assert [one.tag for one in word_diff("We will, not.", "we will not")] == ["equal"]


def test_the_house_style_counts_only_if_wanted() -> None:
    assert [one.tag for one in word_diff("nineteen harbours", "19 harbors")] == ["changed"]
    assert [one.tag for one in word_diff("nineteen harbours", "19 harbors", spelling=False)] == ["equal"]


def test_small_words_between_changes_belong_to_them() -> None:
    found = word_diff("the mayor of Ost spoke", "a minister of Vell spoke")
    assert [(one.tag, one.old, one.new) for one in found] == [
        ("changed", "the mayor of Ost ", "a minister of Vell "),
        ("equal", "spoke", "spoke"),
    ]
