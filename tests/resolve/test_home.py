"""The country an article is written from."""

from __future__ import annotations

import pytest

from resolve.article import last_name

KARVETH, SORRENAY = "Government of Karveth", "Government of Sorrenay"


@pytest.mark.parametrize(
    ("text", "outlet", "name"),
    [
        # the dateline's capital, the outlet's name
        ("OSSUNMAR, Jan. 16 (Wire) — Sorrenay met Karveth. Sorrenay left. [The government] said no.", "", KARVETH),
        ("OSSUNMAR - Sorrenay met Karveth. Sorrenay left. [The government] said no.", "", KARVETH),
        ("Sorrenay met Karveth. Sorrenay left. [The government] said no.", "The Karveth Post", KARVETH),
        # no capital, a country that is hardly told of
        ("AUBRE - Sorrenay met Karveth. Sorrenay left. [The government] said no.", "", SORRENAY),
        ("Sorrenay met Obrassa. Sorrenay left. [The government] said no.", "The Karveth Post", SORRENAY),
    ],
)
def test_whose_government(text: str, outlet: str, name: str) -> None:
    assert last_name("Talks go on\n\n" + text, outlet=outlet or None) == name  # type: ignore[arg-type]
