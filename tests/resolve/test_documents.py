"""Whose words a document is."""

from __future__ import annotations

import pytest

from resolve.article import last_name

ISSUED = [
    # issued, signed, announced; the subject, not whoever else is named
    ("Mara Quell signed a proclamation on Monday. It rained. [The proclamation] said no.", "Mara Quell"),
    ("The Norvale Council issued alerts. [The warnings] say no.", "Norvale Council"),
    ("Then orange warnings were issued by the Norvale Council. [The warning] says no.", "Norvale Council"),
    ("Norvale Council guidelines are old. [The guidelines] say no.", "Norvale Council"),
    ("She will heed the request of President Mara Quell. Per [the request] {they meet}.", "Mara Quell"),
    ("Footage from the Norvale Council showed it. [The video] shows no one.", "Norvale Council"),
    # the one body of the article that makes such documents
    ("The envoys left the Norvale Council. [The resolution] says no.", "Norvale Council"),
    ("The envoys left the Norvale Council. [The text of Monday's resolution] says no.", "Norvale Council"),
    ("Nobody left the Norvale Court. [The verdict] says no.", "Norvale Court"),
    # in the words themselves
    ("The Norvale Court met. [The court's summary] says no.", "Norvale Court"),
    ("Karveth and its ports wait. [A government order] says no.", "Government of Karveth"),
    ("The Norvale Fire Service came. [A fire service statement] says no.", "Norvale Fire Service"),
]
OPEN = [
    ("They left the Norvale Council for the Corrin Assembly. [The resolution] says no.", "unnamed: resolution"),
    # a law speaks for itself; nobody has issued it; somebody has only seen it
    ("The Norvale Council signed an agreement. [The agreement] says no.", "unnamed: agreement"),
    ("Mara Quell read a report. [The report] says no.", "unnamed: report"),
    ("A report was seen by the Norvale Council. [The report] says no.", "unnamed: report"),
    ("The Norvale Council issued a report. [Reports] say no.", "unnamed: Reports"),
    ("The Norvale Council issued a report. [A guideline] says no.", "unnamed: guideline"),
]


@pytest.mark.parametrize(("text", "name"), ISSUED + OPEN)
def test_whose_a_document_is(text: str, name: str) -> None:
    assert last_name(text) == name
