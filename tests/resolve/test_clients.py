"""Whose words "my client" and "this government" are, and credits of digests."""

from __future__ import annotations

import pytest

from onrecord.document import Span
from onrecord.ingest import document_from_text
from onrecord.resolve import resolve
from onrecord.statement import Attribution
from resolve.article import last_name, own_registry

OWN = [
    ("[Jonas Brandt, a Norvale lawyer representing Mara Quell,] said {[my client] denied it}.", "Mara Quell"),
    ("[Quell’s attorney, Jonas Brandt,] said {[my client] denied it}. Mara Quell left.", "Mara Quell"),
    ("[Quell’s attorney, Jonas Brandt,] said {[his client] wanted peace}. Mara Quell left.", "Mara Quell"),
    ("Karveth’s prime minister, Mara Quell, left. [Quell] said {[this government] wanted talks}.",
     "Government of Karveth"),
    ("Democratic nominee Mara Quell left. [Quell] said so. [Her party] said no.", "Democratic Party"),
    ("Mara Quell, leader of the Harbour Party, left. [Quell] said so. [Her party] said no.", "Harbour Party"),
]  # fmt: skip
NOT_OWN = [
    "[Jonas Brandt, who met Mara Quell,] said {[my client] denied it}.",
    "[Jonas Brandt, a lawyer,] said {[my client] denied it}. Mara Quell left.",
    "[A lawyer representing Mara Quell] said {[my client] denied it}.",
    "[Mara Quell] said {[this council] wanted talks}.",
    "[Mara Quell] said so. [Her party] said no.",
]
CREDITED = [
    ("HARBOUR SHUT AGAIN Nothing moves. [Norwire.]", "HARBOUR SHUT AGAIN", "Norwire"),
    ("HARBOUR SHUT AGAIN Nothing moves. [Mara Quell]", "HARBOUR SHUT AGAIN", "Mara Quell"),
    ("Harbour shut. “Nothing moves.” [Norwire]", "", "Norwire"),
]
PLAIN = [
    ("HARBOUR GUARD SHUTS IT AGAIN. [Norwire.]", "HARBOUR GUARD"),  # the headline goes on
    ("Here HARBOUR SHUT says so. [Norwire.]", "HARBOUR SHUT"),
    ("HARBOUR SHUT AGAIN Nothing moves.", "HARBOUR SHUT AGAIN"),
    ("Harbour shut [again]. “Nothing moves.”", ""),
]


def of_digest(text: str, source: str) -> str:
    """Who says the quotation, or what stands behind the words of a source, in a paragraph of a digest."""
    document = document_from_text(f"Headlines of the day\n\n{text}")
    start = document.text.index(source) if source else 0
    spans = (Span(start, start + len(source)),) if source else ()
    quote = document.text.index("Nothing" if "Nothing" in text else text[-20:])
    one = Attribution(spans, (), (Span(quote, quote + 7),), "direct")
    return resolve(document, None, (one,), own_registry())[0][0].name


@pytest.mark.parametrize(("text", "source", "name"), CREDITED)
def test_who_is_credited(text: str, source: str, name: str) -> None:
    assert of_digest(text, source) == name


@pytest.mark.parametrize(("text", "source"), PLAIN)
def test_nobody_is_credited(text: str, source: str) -> None:
    assert of_digest(text, source) not in ("Norwire", "again")


@pytest.mark.parametrize(("text", "name"), OWN)
def test_whose_they_are(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize("text", NOT_OWN)
def test_nobody_in_particular(text: str) -> None:
    assert last_name(text).startswith("unnamed: ")


def test_in_his_letter_is_of_the_subject() -> None:
    assert last_name("Jonas Brandt left. In [her] letter to Brandt, Mara Quell said no.") == "Mara Quell"
    assert last_name("[Jonas Brandt] left. In [his] letter to the board, it said, no.") == "Jonas Brandt"


def test_it_may_be_a_document() -> None:
    assert last_name("[An inquiry report] blamed the crew. [It] said no.") == "unnamed: inquiry report"


def test_the_office_of_a_sheriff() -> None:
    assert last_name("[The Orle County Sheriff’s Office] said no.") == "Orle County Sheriff’s Office"
    assert last_name("Sheriff Mara Quell left. [Quell’s office] said no.") == "Mara Quell’s office".replace("’", "'")
