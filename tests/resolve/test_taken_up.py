"""Groups taken up by another noun."""

from __future__ import annotations

import pytest

from resolve.article import last_name

TAKEN_UP = [
    ("[Eleven Norvale organizations] said no. [The groups] said it again.", "unnamed: Norvale organizations"),
    ("[Twelve Norvale organizations] said no. “It is late,” [the letter] said.", "unnamed: Norvale organizations"),
    ("[Scientists from Orle] said no. It rained. [The research team] said it again.", "unnamed: Scientists from Orle"),
    ("[Scientists from Orle] said no. It rained. [They] found two bones.", "unnamed: Scientists from Orle"),
    ("[Marine biologists from Orle] said no. [The authors] said it again.", "unnamed: Marine biologists from Orle"),
]
OTHERS = [
    # another kind of group, a noun that the article has had before, more told of them, nobody before
    ("[Norvale organizations] said no. [The voters] said it again.", "unnamed: voters"),
    ("[Norvale groups] left. [Norvale organizations] said no. [The groups] said it again.", "unnamed: groups"),
    ("[Norvale organizations] said no. [The green groups] said it again.", "unnamed: green groups"),
    ("[Norvale organizations] said no. [Groups] said it again.", "unnamed: Groups"),
    ("[Biologists] said no. [The authors] said it again.", "unnamed: authors"),
    ("[The groups] said no. [Norvale organizations] said it again.", "unnamed: Norvale organizations"),
]


@pytest.mark.parametrize(("text", "name"), [*TAKEN_UP, *OTHERS])
def test_groups(text: str, name: str) -> None:
    assert last_name(text) == name
