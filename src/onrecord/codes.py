"""What a statement does: act, recipients, issue, stance, conditions, dates, framing. Types alone, no rules.

Acts, modes and auxiliary modes are those of PLOVER 0.8, with ``STATE`` for what PLOVER leaves out (comments,
descriptions, reports, beliefs). ``SANCTION`` is material conflict here: the manual says both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, TypeVar, get_args

from onrecord.document import Span

T = TypeVar("T")

Act = Literal[
    "STATE",
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "SANCTION",
    "PROTEST",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
ACTS: tuple[Act, ...] = get_args(Act)
Stance = Literal["support", "oppose", "conditional", "neutral", "none"]
STANCES: tuple[Stance, ...] = get_args(Stance)
#: What is said where no value is likely enough.
Unclear = Literal["unclear"]
#: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
Quad = Literal[1, 2, 3, 4]
QUADS: dict[Act, Quad] = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "CONCEDE": 1,
    "COOPERATE": 2,
    "AID": 2,
    "RETREAT": 2,
    "REQUEST": 3,
    "ACCUSE": 3,
    "REJECT": 3,
    "THREATEN": 3,
    "SANCTION": 4,
    "PROTEST": 4,
    "MOBILIZE": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}
Aux = Literal["historical", "future", "hypothetical", "negation"]
RecipientRole = Literal["addressed", "asked", "accused", "threatened", "praised", "interlocutor"]
ConditionType = Literal["if", "unless", "after", "before", "until", "guarantee", "in_return", "deadline", "limit"]
CONDITION_TYPES: tuple[ConditionType, ...] = get_args(ConditionType)
#: How a value was found: ``model`` by the heads on the encoder's states, ``lexicon`` by a listed word, ``rule`` by a
#: rule, ``alias`` by a codebook's words, ``meaning`` by nearness of vectors, ``open`` named by the text itself,
#: ``human`` by a person, whose values no later run overwrites.
CodingMethod = Literal["model", "lexicon", "rule", "alias", "meaning", "open", "human"]
DateBasis = Literal["explicit", "relative", "publication"]
FramingKind = Literal["scare_quote", "so_called", "epithet", "doubt", "endorse"]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is addressed, asked, accused, threatened or praised.

    Attributes
    ----------
    name : str
        Resolved name, or the words used where nobody is known by name ("reporters").
    span : Span or None
        The words that name or mean them, nearest to the statement; None where they are only understood.
    entity : str or None
        Id of the entity.
    """

    name: str
    role: RecipientRole
    span: Span | None = None
    entity: str | None = None
    method: CodingMethod = "rule"
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Condition:
    """What has to be so first, or within which bounds.

    Attributes
    ----------
    span : Span
        The condition with its marker.
    marker : Span or None
        The words that show the type: "only after", "provided that".
    on : str or None
        Who has to meet it, as the article names them.
    """

    type: ConditionType
    span: Span
    marker: Span | None = None
    on: str | None = None
    method: CodingMethod = "rule"
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Demand:
    """The thing demanded, in the words of the content."""

    span: Span


@dataclass(frozen=True, slots=True)
class Threat:
    """What is threatened, and what it is tied to; ``tied_to`` is None where the words name nothing."""

    consequence: Span
    tied_to: Span | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """What a statement is about.

    Attributes
    ----------
    id : str
        Of the codebook, or ``open:`` and the words of the label.
    span : Span or None
        The words that show it; None where no alias of it stands in the statement, and other words and neighbours tell.
    reversed : bool
        The words are a reversed alias ("lifting sanctions"): support for them is opposition to the issue.
    """

    id: str
    label: str
    span: Span | None = None
    reversed: bool = False
    method: CodingMethod = "open"
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Judged(Generic[T]):
    """A value with the words that show it, how it was found and the chance that it is right."""

    value: T
    method: CodingMethod
    score: float
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """What an analyst would write beside a statement.

    Attributes
    ----------
    act : Judged
        ``unclear`` where no act is likely enough.
    mode : str or None
        PLOVER mode of the act, where the words give it.
    appeal : bool
        A REQUEST that is a soft appeal, not a demand.
    aux : tuple of Aux
    stance : Judged
        Towards the issue; ``unclear`` where none is likely enough.
    """

    act: Judged[Act | Unclear]
    stance: Judged[Stance | Unclear]
    issue: Issue | None = None
    mode: str | None = None
    appeal: bool = False
    aux: tuple[Aux, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    conditions: tuple[Condition, ...] = ()
    demand: Demand | None = None
    threat: Threat | None = None

    @property
    def quad(self) -> Quad | None:
        """Quad class of the act; None for STATE and unclear."""
        return None if self.act.value == "unclear" else QUADS.get(self.act.value)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """When something was said.

    Attributes
    ----------
    value : str
        ISO 8601 date, possibly only a year or a month.
    basis : {"explicit", "relative", "publication"}
        A full date in the text, words that count from the article's date, or the article's date itself.
    span : Span or None
        The words; None for the article's date.
    """

    value: str
    basis: DateBasis
    span: Span | None = None


class Coded(NamedTuple):
    """All that is coded of one statement; see :class:`onrecord.statement.Statement`."""

    codings: tuple[Coding, ...]
    dates: tuple[StatedDate, ...] = ()
    vector: bytes = b""


@dataclass(frozen=True, slots=True)
class Framing:
    """Words that frame what is told.

    Attributes
    ----------
    voice : {"article", "source"}
        Whose words they are.
    statement : str or None
        Id of the statement that they stand in, if any.
    """

    kind: FramingKind
    span: Span
    voice: Literal["article", "source"]
    statement: str | None = None
