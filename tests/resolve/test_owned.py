"""Bodies, polls and families told by whose they are."""

from __future__ import annotations

import pytest

from resolve.article import last_name

OWNED = [
    # a body of one that a noun phrase means
    ("Norvale Bank met. [The bank's board] said no.", "Norvale Bank's board"),
    ("Norvale Bank met. [The bank's board] said no. It rained. [The board] said it again.", "Norvale Bank's board"),
    # the last one told of
    ("Mara Quell’s campaign has a page. [The campaign] said no.", "Mara Quell's campaign"),
    ("Mara Quell’s campaign left. Jonas Brandt’s campaign won. [The campaign] said no.", "Jonas Brandt's campaign"),
    ("They saw Mara Quell’s presidential campaign. [The campaign] said no.", "Mara Quell's campaign"),
    # polls by the name in front of them
    ("[The latest Norvale Radio/Orle poll] said no.", "Norvale Radio/Orle poll"),
    ("[A Norvale Radio poll of voters] said yes. It rained. [The poll] said no.", "Norvale Radio poll"),
    ("[A poll by Norvale Radio] said no.", "Norvale Radio"),
    # families
    ("Jonas Brandt died. [His family] said no.", "unnamed: Jonas Brandt's family"),
    ("Jonas Brandt died, says [a statement released by his family].", "unnamed: Jonas Brandt's family"),
    ("Jonas Brandt died. [His family's announcement] told no cause.", "unnamed: Jonas Brandt's family"),
    # the place that the article has called so
    ("A pipe broke in the city of Port Aster, Obrassa. [The city] said no.", "City of Port Aster"),
]  # fmt: skip
NONE = [
    ("Jonas Brandt met Mara Quell. [The campaign] said no.", "unnamed: campaign"),
    ("They saw Mara Quell’s last campaign. [The campaign] said no.", "unnamed: campaign"),
    ("They told Mara Quell electoral campaign rules. [The campaign] said no.", "unnamed: campaign"),
    ("Some bank met. [The bank's board] said no.", "unnamed: bank's board"),
    ("[A poll of voters] said no.", "unnamed: poll of voters"),
    ("[The family] said no.", "unnamed: family"),
    ("A pipe broke in Port Aster, Obrassa. [The city] said no.", "unnamed: city"),
]


@pytest.mark.parametrize(("text", "name"), [*OWNED, *NONE])
def test_whose_it_is(text: str, name: str) -> None:
    assert last_name(text) == name
