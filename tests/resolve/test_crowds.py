from __future__ import annotations

import pytest

from resolve.article import last_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("State prosecutors charged the man. [They] said no.", "unnamed: State prosecutors"),
        ("The researchers met, and [several] said no.", "unnamed: researchers"),
        ("Diplomats left. [One of them] said no.", "unnamed: Diplomats"),
        ("Thousands of Germans marched. [They] said no.", "unnamed: Germans"),
        ("Germans and Spaniards marched. [They] said no.", "unknown"),
        # of nobody told before
        ("Diplomats left, leaving [some] to wonder.", "unnamed: some"),
        ("Diplomats passed a law that [some] say is unfair.", "unnamed: some"),
        ("Diplomats left while [some] said no.", "unnamed: Diplomats"),
        # nobody near, or no more than a number
        ("State prosecutors charged the man. The day went by. Night came. [They] said no.", "unknown"),
        ("[They] said no.", "unknown"),
        ("[Some] said no.", "unnamed: Some"),
        ("Diplomats left and [others] said no.", "unnamed: others"),
        # shares of those who were asked
        (
            "A poll of Karvethi voters says so much of the rights of citizens. It rained. [59 percent] said no.",
            "unnamed: Karvethi voters",
        ),
        ("Voters were asked. It rained. [Less than a third] said no.", "unnamed: Voters"),
        ("Voters were asked. [A third of the farmers] said no.", "unnamed: farmers"),
        ("Voters were asked. It rained. [The vast majority] said no.", "unnamed: Voters"),
        ("[59 percent] said no.", "unnamed: 59 percent"),
        ("[The vast majority] said no.", "unnamed: vast majority"),
        # the authors of a study
        ("Then de Quell et al. measured it. [They] said no.", "unnamed: de Quell et al"),
        # one more
        ("[One fisherman] said no. [Another] said yes.", "unnamed: fisherman"),
        ("[Three fishermen] said no. [Another] said yes.", "unnamed: Another"),
        ("Fishermen were angry. [One] said no. [Another] said yes.", "unnamed: Fishermen"),
        ("Fishermen were angry. “It is late,” [one] said.", "unnamed: Fishermen"),
        ("It rained. “It is late,” [one] said.", "unnamed: one"),
        ("[Ada Quell] said no. [Another] said yes.", "unnamed: Another"),
        ("Diplomats left. [One minister] said no.", "unnamed: minister"),
        ("Diplomats left. [Their lawyer] said no.", "unnamed: lawyer"),
    ],
)
def test_whom_a_plural_means(text: str, name: str) -> None:
    assert last_name(text) == name
