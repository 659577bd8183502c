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
    # several have issued it; the last name alone would be wrong
    ("The Norvale Union and the Corrin Union filed a lawsuit. [The complaint] says no.",
     "Norvale Union and Corrin Union"),
    ("Ada Quell, Jonas Brandt and Lena Oskar signed a letter. [The letter] says no.",
     "Ada Quell and Jonas Brandt and Lena Oskar"),
    ("A letter was signed by Ada Quell and Jonas Brandt. [The letter] says no.", "Ada Quell and Jonas Brandt"),
    ("Jonas Brandt came, and Ada Quell signed a letter. [The letter] says no.", "Ada Quell"),
    ("Jonas Brandt, Ada Quell’s aide, left. Ada Quell, the mayor, signed a letter. [The letter] says no.", "Ada Quell"),
    # who says something in it
    ("[The Norvale Union] said {no} in its filing. Ada Quell left. [The filing] says no.", "Norvale Union"),
    ("In an advisory, [the Norvale Union] said no. It rained. [The advisory] says no.", "Norvale Union"),
    # what courts say goes by several nouns
    ("The Norvale Court issued an opinion. Mara Quell left. [The summary] says no.", "Norvale Court"),
    ("[The opinion of the Norvale Court] says no.", "Norvale Court"),
    ("[The Norvale Union’s 5 p.m. update] says no.", "Norvale Union"),
    ("[The Norvale Union’s Corrin Advisory Number 14] says no.", "Norvale Union"),
    ("[A March 14, 2031 Norvale Union press release] says no.", "Norvale Union"),
    # who has seen it stays unnamed
    ("[Eyewitness reports] say no.", "unnamed: eyewitnesses"),
    ("[A whistleblower complaint] says no.", "unnamed: whistleblower"),
    ("[A voter survey] says no.", "unnamed: voter survey"),
    # laws are nobody's
    ("Here is Mara Quell’s legislation. [The legislation] says no.", "unnamed: legislation"),
    # anybody can write on a platform
    ("Anna Lind left. [Her last Instagram post] says no.", "Anna Lind"),
    ("Karveth and its ports wait. [A government Twitter post] says no.", "Government of Karveth"),
    ("[Twitter’s statement] says no.", "Twitter"),
    # what a study has found is the study's
    ("Anna Lind read a study. [The results] say no.", "unnamed: study"),
    ("[Anna Lind] said {it was a study, and [our findings] say no}.", "unnamed: study"),
    ("Anna Lind made a survey. [The work] says no.", "unnamed: survey"),
    # in the words themselves
    ("The Norvale Court met. [The court's summary] says no.", "Norvale Court"),
    ("Karveth and its ports wait. [A government order] says no.", "Government of Karveth"),
    ("The Norvale Fire Service came. [A fire service statement] says no.", "Norvale Fire Service"),
]  # fmt: skip
OPEN = [
    ("They left the Norvale Council for the Corrin Assembly. [The resolution] says no.", "unnamed: resolution"),
    # a law speaks for itself; nobody has issued it; somebody has only seen it
    ("The Norvale Council signed an agreement. [The agreement] says no.", "unnamed: agreement"),
    ("Karveth, Sorrenay and Ektavar signed a framework. [The framework] says no.", "unnamed: framework"),
    ("[Mara Quell] said {no} in the report. [The report] says no.", "unnamed: report"),
    ("[Mara Quell] left. [The firm’s press release] says no.", "unnamed: firm’s press release"),
    ("Mara Quell read a report. [The report] says no.", "unnamed: report"),
    ("Mara Quell left. [The results] say no.", "unnamed: results"),
    ("Mara Quell read a study. [The results of the vote] say no.", "unnamed: results of the vote"),
    ("A report was seen by the Norvale Council. [The report] says no.", "unnamed: report"),
    ("The Norvale Council issued a report. [Reports] say no.", "unnamed: Reports"),
    ("The Norvale Council issued a report. [A guideline] says no.", "unnamed: guideline"),
]


@pytest.mark.parametrize(("text", "name"), ISSUED + OPEN)
def test_whose_a_document_is(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # who has made it: by its own verb, as the object of one, told of before
        ("[The Orle Union] sued on Monday. It rained. [The lawsuit] says no.", "Orle Union"),
        ("[Mara Quell] filed a resolution that says no. [The resolution] says it again.", "Mara Quell"),
        ("[The Orle Union's report] says no. It rained. [The report] says it again.", "Orle Union"),
        # another document, several who can have made it
        ("[The Orle Union] met on Monday. It rained. [The lawsuit] says no.", "unnamed: lawsuit"),
        ("[Mara Quell] read the resolution that says no. [The resolution] says it again.", "unnamed: resolution"),
    ],
)
def test_who_has_just_made_a_document(text: str, name: str) -> None:
    assert last_name(text) == name
