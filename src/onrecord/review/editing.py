"""A statement with the values that a person gives it: pure, nothing is stored here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from onrecord.codes import Act, Coding, Condition, Issue, Judged, Recipient, Stance, Unclear
from onrecord.contract import reading_of, to_contract
from onrecord.document import Document, Span
from onrecord.errors import ContractError, OptionError
from onrecord.statement import Attribution, QuoteType, Reading, Resolution, Statement

_PARTS = ("source", "cue", "content")
_UNCLEAR: Coding = Coding(Judged("unclear", "human", 0.0), Judged("unclear", "human", 0.0))


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be changed of a statement; None leaves a value as it is.

    Attributes
    ----------
    source, cue, content : tuple of Span, optional
        Offsets into the article, in text order; empty where there is none, which a content cannot be.
    speaker : Resolution, optional
        Who the source is.
    coding : int
        Which coding the values below are of, counted from 0; the next number adds one.
    no_issue : bool
        The coding is about no issue.
    recipients, conditions : tuple, optional
        In place of all that are there.
    """

    source: tuple[Span, ...] | None = None
    cue: tuple[Span, ...] | None = None
    content: tuple[Span, ...] | None = None
    quote_type: QuoteType | None = None
    negated: bool | None = None
    speaker: Resolution | None = None
    coding: int = 0
    act: Act | Unclear | None = None
    stance: Stance | Unclear | None = None
    issue: Issue | None = None
    no_issue: bool = False
    recipients: tuple[Recipient, ...] | None = None
    conditions: tuple[Condition, ...] | None = None

    @property
    def is_coding(self) -> bool:
        """Whether a value of a coding is to be changed."""
        values = (self.act, self.stance, self.issue, self.recipients, self.conditions)
        return self.no_issue or any(value is not None for value in values)


def edited(statement: Statement, edit: Edit, document: Document) -> Statement:
    """Return the statement as a person has it.

    The id stays, so that whoever cited the statement finds it, and a reading that finds the old words again knows it.
    Values that are given count as a person's: method ``human``, score 1. An act takes its mode with it.

    Raises
    ------
    OptionError
        If a value makes no sense, does not fit the text, or nothing is changed.
    """
    changed = replace(statement, attribution=_attribution(statement.attribution, edit, document))
    if edit.speaker is not None:
        changed = replace(changed, resolution=replace(edit.speaker, method="human", score=1.0))
    if edit.is_coding:
        changed = replace(changed, codings=_codings(statement, edit))
    if changed == statement:
        raise OptionError(f"statement {statement.id} is like that already. Give a value that is to be changed")
    return restored(plain(changed, document), document)


def plain(statement: Statement, document: Document) -> dict[str, Any]:
    """Return all of a statement as JSON has it."""
    found: Any = to_contract(Reading(document, (statement,)))["statements"][0]
    return dict(found)


def restored(values: dict[str, Any], document: Document) -> Statement:
    """Return the statement that :func:`plain` was given.

    Raises
    ------
    OptionError
        If a value makes no sense.
    """
    whole: dict[str, Any] = {**to_contract(Reading(document, ())), "statements": [values]}
    try:
        return reading_of(whole).statements[0]
    except ContractError as error:
        place = error.place.removeprefix("statements[0].")
        raise OptionError(f"{place}: {error.problem}. Give another value") from error


def _attribution(found: Attribution, edit: Edit, document: Document) -> Attribution:
    given: dict[str, Any] = {part: spans for part in _PARTS if (spans := getattr(edit, part)) is not None}
    for part, spans in given.items():
        _check_spans(part, spans, document.text)
    if edit.content == ():
        raise OptionError("content: it is empty. A statement has a content; reject it where there is none")
    given |= {"quote_type": edit.quote_type} if edit.quote_type is not None else {}
    given |= {"negated": edit.negated} if edit.negated is not None else {}
    if all(getattr(found, name) == value for name, value in given.items()):
        return found
    return replace(found, **given, method="human", score=1.0)


def _check_spans(part: str, spans: tuple[Span, ...], text: str) -> None:
    before = 0
    for span in spans:
        if not before <= span.start < span.end <= len(text):
            raise OptionError(
                f"{part}: {span.start}-{span.end} is no place that comes next in a text of {len(text):,} characters. "
                "Give offsets in text order, the end behind the last character"
            )
        before = span.end


def _codings(statement: Statement, edit: Edit) -> tuple[Coding, ...]:
    codings = [*statement.codings]
    if not 0 <= edit.coding <= len(codings):
        raise OptionError(
            f"coding {edit.coding} of statement {statement.id} does not exist: it has {len(codings)}. "
            "They count from 0; the next number adds one"
        )
    if edit.coding == len(codings):
        codings.append(_UNCLEAR)
    codings[edit.coding] = _coding(codings[edit.coding], edit)
    return tuple(codings)


def _coding(found: Coding, edit: Edit) -> Coding:
    changed = found
    if edit.act is not None:
        changed = replace(changed, act=Judged(edit.act, "human", 1.0))
        if edit.act != found.act.value:
            changed = replace(changed, mode=None, appeal=False)
    if edit.stance is not None:
        changed = replace(changed, stance=Judged(edit.stance, "human", 1.0))
    if edit.issue is not None or edit.no_issue:
        changed = replace(changed, issue=edit.issue and replace(edit.issue, method="human", score=1.0))
    if edit.recipients is not None:
        given = (replace(one, method="human", score=1.0) for one in edit.recipients)
        changed = replace(changed, recipients=tuple(given))
    if edit.conditions is not None:
        stated = (replace(one, method="human", score=1.0) for one in edit.conditions)
        changed = replace(changed, conditions=tuple(stated))
    return changed
