"""Whom "he" and "she" mean by the clause that they stand in."""

from __future__ import annotations

import pytest

from resolve.article import last_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Jonas Brandt] said no. Ada Quell, who came with what [she] called a last paper, left.", "Ada Quell"),
        ("[Jonas Brandt] said no. Ada Quell who, when [she] came, said yes, left.", "Ada Quell"),
        # a gender that clashes, a clause that has ended, another person in it, no clause
        ("[Jonas Brandt] said no. Ms Quell, who came with what [he] called a last paper, left.", "Jonas Brandt"),
        ("[Jonas Brandt] said no. Ada Quell, who came, left what [he] called a last paper.", "Jonas Brandt"),
        ("[Mr Brandt] said no. Ada Quell, who told Jonas Brandt what [he] had seen, left.", "Jonas Brandt"),
        ("[Jonas Brandt] said no. Ada Quell took what [he] called a last paper.", "Jonas Brandt"),
    ],
)
def test_whom_a_clause_tells_of(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Jonas Brandt] said no.\n\nMarshal Peter Voll signed. [He] said so.", "Peter Voll"),
        ("[Jonas Brandt] said no.\n\nMarshal Peter Voll, a sailor, signed. “It is late,” [he] wrote.", "Peter Voll"),
        ("[Jonas Brandt] said no.\n\n[A midwife, who left,] said so. It rained. “It is late,” [she] said.",
         "unnamed: midwife"),
        # a gender that clashes, two persons, one who is named in a quotation alone, who has spoken in the paragraph
        ("[Jonas Brandt] said no.\n\nMs Ada Quell signed. [He] said so.", "Jonas Brandt"),
        ("[Jonas Brandt] said no.\n\n“Marshal Peter Voll signed,” [he] said.", "Jonas Brandt"),
        ("[Ada Quell] said no.\n\n[A midwife] said so. [A singer] said no. “It is late,” [he] said.",
         "unnamed: singer"),
    ],
)  # fmt: skip
def test_the_only_person_of_a_paragraph(text: str, name: str) -> None:
    assert last_name(text) == name
