"""Several who were named in one go."""

from __future__ import annotations

import pytest

from resolve.article import last_name, resolved

STATES = "Government of Karveth and Government of Sorrenay and Government of Obrassa"
JOINED = [
    ("Karveth, Sorrenay and Obrassa met. [All three nations] said no.", STATES),
    ("Karveth, Sorrenay, and Obrassa met: [the three countries] said no.", STATES),
    ("A land that joins Karveth and the Obrassa Guild in [their] refusal is Norvale.",
     "Government of Karveth and Obrassa Guild"),
    ("Ada Quell (Norvale) and Minister Jonas Brandt left. [The two ministers] said no.", "Ada Quell and Jonas Brandt"),
    ("He met Ada Quell (Norvale), Mara Voll (Orle) and Jonas Brandt, [all of whom] said no.",
     "Ada Quell and Mara Voll and Jonas Brandt"),
    ("A court jailed brothers Ada and Jonas Quell. [The brothers] said no.", "Ada and Jonas Quell"),
    ("[Ada Quell and Jonas Brandt] said no. [They] said it again.", "Ada Quell and Jonas Brandt"),
    ("He met two deputies, [both of whom] said no.", "unnamed: deputies"),
]  # fmt: skip
NONE = [
    "Karveth, Sorrenay and Obrassa met. [The two nations] said no.",  # another number
    "Ada Quell and Jonas Brandt left. [The two nations] said no.",  # something else
    "Ada Quell met Jonas Brandt. [The two ministers] said no.",  # not named together
    "Ada Quell and Jonas Brandt left. It rained. It snowed. [The two ministers] said no.",
    "Ada Quell met brothers. [The brothers] said no.",
    "By Ada Quell and Jonas Brandt\n\n[The two ministers] said no.",
    "Ada Quell and Jonas Brandt left. [Two ministers of Norvale] said no.",
]


@pytest.mark.parametrize(("text", "name"), JOINED)
def test_those_who_were_named_together(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize("text", NONE)
def test_those_who_were_not(text: str) -> None:
    assert last_name(text).startswith("unnamed: ")
    assert not resolved(text)[-1].members
