"""What people send to decide on a record, and what they decided."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from onrecord.codes import Act, ConditionType, RecipientRole, Stance, Unclear
from onrecord.serve.api.cursors import LARGEST
from onrecord.serve.api.models import Decision, Given
from onrecord.statement import QuoteType

Offset = Annotated[int, Field(ge=0, le=2**31 - 1, description="In Unicode code points of the text, from 0")]
Number = Annotated[int, Field(ge=1, le=LARGEST)]
Id = Annotated[
    str,
    Field(
        min_length=1,
        max_length=200,
        pattern=r"^([0-9]{1,15}:)?[^:]+$",
        description="A statement's id; where several documents have the same text, `DOCUMENT:ID`",
    ),
]
Called = Annotated[str, Field(min_length=1, max_length=1000)]


class Decided(Given):
    """What all decisions have in common."""

    by: Annotated[
        str | None,
        Field(max_length=200, description="Who decides, where nobody logs in by name; a user's own name wins"),
    ] = None


class OnStatements(Decided):
    """A decision on statements."""

    statements: Annotated[list[Id], Field(min_length=1, max_length=200)]
    copies: Annotated[bool, Field(description="In all documents that have the same text")] = False
    seen: Annotated[
        int | None,
        Field(
            ge=0,
            le=LARGEST,
            description="Key of the last standing decision that you saw on each, 0 for none; any other is a 409",
        ),
    ] = None


class Place(Given):
    """A stretch of the text."""

    start: Offset
    end: Offset


class Speaker(Given):
    """Who the source is: a name, or the id of somebody whom the record knows."""

    name: Called | None = None
    entity: Called | None = None


class IssueGiven(Given):
    """An issue by its id or label; with ``label``, one that is new."""

    id: Called
    label: Annotated[str | None, Field(max_length=200)] = None


class RecipientGiven(Given):
    """To or about whom."""

    role: RecipientRole
    name: Called
    start: Offset | None = None
    end: Offset | None = None


class ConditionGiven(Given):
    """A condition, with its marker."""

    type: ConditionType
    start: Offset
    end: Offset


class Edited(OnStatements):
    """Other values for statements: what is left out stays, a list takes the place of all that was there."""

    source: list[Place] | None = None
    cue: list[Place] | None = None
    content: list[Place] | None = None
    quote_type: QuoteType | None = None
    negated: bool | None = None
    speaker: Speaker | None = None
    coding: Annotated[int, Field(ge=0, le=1000, description="Which coding, from 0; the next number adds one")] = 0
    act: Act | Unclear | None = None
    stance: Stance | Unclear | None = None
    issue: IssueGiven | None = None
    no_issue: Annotated[bool, Field(description="The coding is about no issue")] = False
    recipients: list[RecipientGiven] | None = None
    conditions: list[ConditionGiven] | None = None


class Undone(Decided):
    """Decisions to be taken back."""

    decisions: Annotated[list[Number], Field(min_length=1, max_length=200, description="Keys of decisions")]


class Merged(Decided):
    """Actors that are one."""

    actors: Annotated[list[Called], Field(min_length=2, max_length=200, description="The first one's id stays")]


class Divided(Decided):
    """Names of an actor that are somebody else's."""

    actor: Called
    names: Annotated[list[Called], Field(min_length=1, max_length=200)]
    to: Annotated[Called | None, Field(description="Whose they are; without it a new actor's")] = None


class Renamed(Decided):
    """Another name for an issue."""

    old: Annotated[Called, Field(description="Id or label of an issue")]
    new: Annotated[Called, Field(description="Label, or an issue that is there: the two become one")]


class Decisions(BaseModel):
    """What was decided."""

    decisions: list[Decision]
