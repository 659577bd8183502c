"""Two at once."""

from __future__ import annotations

import pytest

from resolve.article import last_name, resolved

PAIRS = [
    ("Ada Quell and Jonas Brandt left. [The couple] said no.", "Ada Quell and Jonas Brandt"),
    ("Ada Quell and Jonas Brandt left. [Both officers] said no.", "Ada Quell and Jonas Brandt"),
    ("Karveth and Sorrenay met. [Neither side] said no.", "Government of Karveth and Government of Sorrenay"),
    ("Karveth and Sorrenay met. It rained. [The two sides] said no.",
     "Government of Karveth and Government of Sorrenay"),
    # the only two who are called so
    ("Minister Ada Quell left. Jonas Brandt, a minister, came. [Neither minister] said no.",
     "Ada Quell and Jonas Brandt"),
    ("Minister Ada Quell left. Jonas Brandt, a minister, came. [Both ministers] said no.",
     "Ada Quell and Jonas Brandt"),
    ("Karveth and Sorrenay met. Ada Quell and Jonas Brandt left. [Each capital] said no.",
     "Government of Karveth and Government of Sorrenay"),
    # all that the article is about
    ("Karveth waits. Sorrenay left. Karveth met Sorrenay. Karveth and its ports: Sorrenay left. [Neither] said no.",
     "Government of Karveth and Government of Sorrenay"),
    ("Karveth waits. Sorrenay left. Karveth met Sorrenay. Karveth and its ports: Sorrenay left. [Both sides] said no.",
     "Government of Karveth and Government of Sorrenay"),
]  # fmt: skip
NONE = [
    "Ada Quell met Jonas Brandt. [The couple] said no.",  # not named together
    "Ada Quell’s and Jonas Brandt’s ships left. [The couple] said no.",
    "Karveth and Sorrenay met. [The couple] said no.",
    "[The couple] said no. Ada Quell and Jonas Brandt left.",
    "Minister Ada Quell left. [Neither minister] said no.",
    "Minister Ada Quell met Minister Jonas Brandt. Minister Mara Voll came. [Neither minister] said no.",
    "Minister Ada Quell left. Jonas Brandt, a singer, came. [Both ministers] said no.",
    "Karveth waits. Sorrenay left. [Neither] said no.",  # named too seldom
    "Karveth met Sorrenay, Karveth met Obrassa, Karveth met Sorrenay, Sorrenay met Obrassa. [Neither] said no.",
    "Ada Quell and Jonas Brandt left. [Both of the ministers’ aides] said no.",
]


@pytest.mark.parametrize(("text", "name"), PAIRS)
def test_two_who_were_named_together(text: str, name: str) -> None:
    assert last_name(text) == name
    assert [member.method for member in resolved(text)[-1].members]


@pytest.mark.parametrize("text", NONE)
def test_two_who_were_not(text: str) -> None:
    assert last_name(text).startswith("unnamed: ")


@pytest.mark.parametrize("byline", ["By Ada Quell and Jonas Brandt\n\n", ""])
def test_writers_of_an_article_are_not_both(byline: str) -> None:
    name = last_name(f"Gates stay closed\n\n{byline}The gates stay closed in the valley, which [both] claimed.")
    assert name.startswith("unnamed: ")
