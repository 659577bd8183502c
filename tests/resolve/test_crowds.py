from __future__ import annotations

import pytest

from resolve.article import last_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("State prosecutors charged the man. [They] said no.", "unnamed: State prosecutors"),
        ("The researchers met, and [several] said no.", "unnamed: researchers"),
        ("Diplomats left. [One of them] said no.", "unnamed: Diplomats"),
        # nobody near, or no more than a number
        ("State prosecutors charged the man. The day went by. Night came. [They] said no.", "unknown"),
        ("[They] said no.", "unknown"),
        ("[Some] said no.", "unnamed: Some"),
        ("Diplomats left and [others] said no.", "unnamed: others"),
        ("Diplomats left. [One minister] said no.", "unnamed: minister"),
        ("Diplomats left. [Their lawyer] said no.", "unnamed: lawyer"),
    ],
)
def test_whom_a_plural_means(text: str, name: str) -> None:
    assert last_name(text) == name
