"""What people write into cells, as our values; what makes no sense is a ValueError that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import cast, get_args

from onrecord.codes import (
    ACTS,
    CONDITION_TYPES,
    STANCES,
    Act,
    Condition,
    ConditionType,
    Issue,
    Recipient,
    RecipientRole,
    Stance,
    Unclear,
)
from onrecord.document import Span
from onrecord.entity import ENTITY_TYPES, EntityType
from onrecord.exchange.texts import Article
from onrecord.statement import QuoteType

_PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_YES, _NO = frozenset({"1", "true", "yes", "y", "agree"}), frozenset({"0", "false", "no", "n", "disagree"})
#: Longest value that an error shows.
_LONGEST = 60


def act(value: str) -> Act | Unclear:
    """Return an act, however it is capitalised.

    >>> act("reject")
    'REJECT'
    """
    return cast("Act | Unclear", _one_of(value, "act", (*ACTS, "unclear")))


def stance(value: str) -> Stance | Unclear:
    """Return a stance."""
    return cast("Stance | Unclear", _one_of(value, "stance", (*STANCES, "unclear")))


def agreement(value: str) -> Stance:
    """Return the stance that a yes or no stands for."""
    return "support" if truth(value, "agreement") else "oppose"


def truth(value: str, field: str) -> bool:
    """Tell a yes from a no."""
    word = value.strip().casefold()
    if word not in _YES | _NO:
        raise ValueError(f"{field} {_shown(value)} is neither yes nor no")
    return word in _YES


def quote_type(value: str) -> QuoteType:
    """Return a quote type."""
    return cast("QuoteType", _one_of(value, "quote_type", get_args(QuoteType)))


def entity_type(value: str) -> EntityType:
    """Return a type of entity."""
    return cast("EntityType", _one_of(value, "type", ENTITY_TYPES))


def role(value: str) -> RecipientRole:
    """Return the role of a recipient."""
    return cast("RecipientRole", _one_of(value, "role", get_args(RecipientRole)))


def condition_type(value: str) -> ConditionType:
    """Return a type of condition."""
    return cast("ConditionType", _one_of(value, "condition", CONDITION_TYPES))


def iso(value: str) -> str:
    """Return a date, if it is ISO 8601, possibly only a year or a month; midnight is left out, a space becomes a T.

    >>> iso("2031-06"), iso("2031-06-18 00:00:00"), iso("2031-06-18 06:30:00")
    ('2031-06', '2031-06-18', '2031-06-18T06:30:00')
    """
    text = value.strip().removesuffix(" 00:00:00")
    if not _PARTIAL.fullmatch(text):
        try:
            datetime.fromisoformat(text)
        except ValueError:
            raise ValueError(f"date {_shown(value)} is not ISO 8601, such as 2031-06-18") from None
    return text.replace(" ", "T", 1)


def offset(value: str, field: str) -> int:
    """Return an offset; spreadsheets write whole numbers as ``12.0``."""
    text = value.strip().removesuffix(".0")
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise ValueError(f"{field} {_shown(value)} is no offset")
    return int(text)


def issue(label: str, identifier: str = "") -> Issue:
    """Return an issue by its label, its id, or both."""
    return Issue(identifier or f"open:{label.casefold()}", label or identifier, method="human")


def recipients(value: str) -> tuple[Recipient, ...]:
    """Return the recipients, which semicolons separate."""
    names = dict.fromkeys(name.strip() for name in value.split(";"))
    return tuple(Recipient(name, "addressed", method="human") for name in names if name)


def conditions(value: str, article: Article, near: Span | None) -> tuple[Condition, ...]:
    """Return the conditions whose words stand in the text, nearest to a span."""
    found = []
    for line in re.split(r"[\n;|]", value):
        kind, _, words = line.partition(":")
        if line.strip() and (span := article.find(words, near)):
            found.append(Condition(condition_type(kind), span, method="human"))
    return tuple(found)


def day(value: date) -> str:
    """Return a date of a workbook in ISO 8601, without the time where it is midnight."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    return value.isoformat()


def _one_of(value: str, field: str, known: Sequence[str]) -> str:
    found = next((one for one in known if one.casefold() == value.strip().casefold()), None)
    if found is None:
        raise ValueError(f"{field} {_shown(value)} is not known; known are {', '.join(known)}")
    return found


def _shown(value: str) -> str:
    return repr(value if len(value) <= _LONGEST else value[:_LONGEST] + "…")
