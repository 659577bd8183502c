"""What the API answers to analyses, for its description; how each is counted says docs/analysis.md."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from onrecord.analyse.conditions_map import Role
from onrecord.analyse.cues import Tone
from onrecord.analyse.design import Measure, Mode, Normalisation, Once
from onrecord.analyse.fates import Fate
from onrecord.analyse.turns import Kind
from onrecord.codes import Stance
from onrecord.serve.api.models import Day, Listed, Named

ActorKey = Annotated[str, Field(description="Id, `name:` and the name where there is none, or the country")]
Chance = Annotated[float, Field(description="Mean chance that the stances are right, from 0 to 1")]


class PositionActor(BaseModel):
    """An actor of the matrix."""

    key: ActorKey
    name: str
    type: str | None
    country: str | None
    utterances: int


class PositionIssue(BaseModel):
    """An issue of the matrix."""

    id: str
    label: str
    utterances: int


class Position(BaseModel):
    """An actor's position on an issue in a period."""

    actor: ActorKey
    name: str
    type: str | None
    country: str | None
    issue: str
    label: str
    period: Annotated[str, Field(description="Empty for all time, and for what has no day", examples=["2031-Q2"])]
    support: int
    oppose: int
    conditional: int
    neutral: int
    n: Annotated[int, Field(description="All four together")]
    net: Annotated[float, Field(description="(support - oppose) / n")]
    net_low: Annotated[float, Field(description="Lower end of its interval of 95 %")]
    net_high: float
    tellings: Annotated[int, Field(description="Statements that tell of these utterances")]
    reviewed: Annotated[int, Field(description="Utterances on which a person decided")]
    score: Chance
    first: Day
    last: Day
    flags: Annotated[list[Literal["few", "low score", "unreviewed"]], Field(description="Why it is uncertain")]


class PositionsFound(BaseModel):
    """Who stands where: actors by issues by periods."""

    utterances: Annotated[int, Field(description="Once for each actor and each issue")]
    actors: list[PositionActor]
    issues: list[PositionIssue]
    periods: list[str]
    cells: list[Position]


class ChangeStage(BaseModel):
    """A time in which an actor kept a stance."""

    stance: Stance
    first: Day
    last: Day
    utterances: int


class ChangeEvidence(BaseModel):
    """A statement on one side of a turn."""

    document: int
    statement: str
    day: Day
    outlet: str | None
    score: float
    reviewed: bool
    content: str


class ChangeSide(BaseModel):
    """What stood before or after a turn."""

    stance: Stance
    statements: list[ChangeEvidence]


class ChangeTurn(BaseModel):
    """A stance that became another one."""

    kind: Kind
    before: ChangeSide
    after: ChangeSide


class ChangeCourse(BaseModel):
    """An actor's stances on an issue in order of time."""

    actor: ActorKey
    name: str
    issue: str
    label: str
    dropped: Annotated[int, Field(description="Utterances told otherwise, or too unsure to count")]
    stages: list[ChangeStage]
    turns: list[ChangeTurn]


class ChangesFound(BaseModel):
    """Whose stance on what became another one."""

    changes: list[ChangeCourse]


class ConditionTie(BaseModel):
    """A condition that an actor ties to a matter."""

    actor: ActorKey
    name: str
    role: Role
    type: str
    about: Annotated[str | None, Field(description="What the statement is about")]
    about_label: str | None
    on: Annotated[str | None, Field(description="What the condition is about")]
    on_label: str | None
    words: str
    on_whom: str | None
    stances: dict[str, int]
    utterances: int
    tellings: int
    score: float
    reviewed: bool
    first: Day
    last: Day
    document: Annotated[int, Field(description="Of the surest statement")]
    statement: str


class ConditionMatter(BaseModel):
    """What something is tied to: an issue of the record (`known`), or words."""

    id: str
    label: str
    known: bool


class ConditionClaim(BaseModel):
    """That an actor wants an order."""

    actor: ActorKey
    name: str
    utterances: int
    first: Day
    last: Day
    score: float
    document: int
    statement: str


class ConditionArrow(BaseModel):
    """What is to come first, and what then."""

    first: ConditionMatter
    then: ConditionMatter
    types: list[str]
    utterances: int
    claims: list[ConditionClaim]


class ConditionContradiction(BaseModel):
    """Two orders of the same matters, and who wants which."""

    first: ConditionMatter
    then: ConditionMatter
    wanted: list[ConditionClaim]
    reverse: list[ConditionClaim]


class ConditionsFound(BaseModel):
    """Who ties what to what, and whose orders contradict each other."""

    conditions: list[ConditionTie]
    arrows: list[ConditionArrow]
    contradictions: list[ConditionContradiction]


class NetworkDesign(BaseModel):
    """How the network is made."""

    mode: Mode
    measure: Measure
    normalisation: Normalisation
    once: Once
    sure: float
    halfway: bool
    least: float
    isolates: bool
    open: bool


class NetworkNode(BaseModel):
    """An actor or an issue."""

    id: str
    label: str
    kind: Literal["actor", "issue"]
    type: str | None
    country: str | None
    utterances: int


class NetworkEdge(BaseModel):
    """A link between two nodes."""

    one: str
    other: str
    weight: Annotated[float, Field(description="By measure and normalisation; in two modes support - oppose")]
    congruence: Annotated[float, Field(description="In two modes support")]
    conflict: Annotated[float, Field(description="In two modes opposition")]
    issues: Annotated[list[str], Field(description="Labels of what both have a side on, in one mode")]


class NetworkFrame(BaseModel):
    """The network of a period."""

    period: str
    utterances: int
    nodes: list[NetworkNode]
    edges: list[NetworkEdge]


class NetworkFound(BaseModel):
    """Nodes, those with most utterances first, and edges, the heaviest first."""

    design: NetworkDesign
    nodes: list[NetworkNode]
    edges: list[NetworkEdge]
    frames: Annotated[list[NetworkFrame] | None, Field(description="Where `every` is given")] = None


class Portion(BaseModel):
    """A part of a whole, with the interval in which the share lies at 95 % (Wilson)."""

    count: int
    of: int
    share: float
    low: float
    high: float


class VoiceActor(BaseModel):
    """Whose words an outlet carries."""

    entity: Named
    name: str
    statements: int
    utterances: int
    direct: int
    indirect: int
    mixed: int


class VoiceCountry(Portion):
    """From which country they are."""

    country: str | None
    utterances: int


class VoiceType(Portion):
    """What kind of actor they are."""

    type: str | None
    utterances: int


class VoiceCue(BaseModel):
    """Words that introduce statements."""

    words: str
    tone: Tone
    statements: int
    found: Annotated[list[str], Field(description="As they stand in articles")]


class VoiceMark(BaseModel):
    """Words that take sides, keep their distance or doubt."""

    kind: str
    voice: str
    words: str
    times: int
    speakers: list[str]


class VoiceLeftOut(Portion):
    """Whom an outlet leaves out that others carry."""

    entity: Named
    name: str
    utterances: list[int]


class OutletVoice(BaseModel):
    """Whose words an outlet carries, and how."""

    outlet: str
    articles: int
    statements: int
    utterances: int
    quotation: dict[Literal["direct", "indirect", "mixed"], Portion]
    unnamed: Portion
    unknown: Annotated[int, Field(description="Statements whose source could not be told")]
    words_quoted: int
    words_quoted_per_article: float
    tones: dict[Tone, Portion]
    actors: list[VoiceActor]
    countries: list[VoiceCountry]
    types: list[VoiceType]
    cues: list[VoiceCue]
    framing: list[VoiceMark]
    left_out: list[VoiceLeftOut]


class VoicesFound(BaseModel):
    """All outlets side by side."""

    outlets: list[OutletVoice]


class ListedUtterance(BaseModel):
    """An utterance that several outlets tell."""

    utterance: int
    entity: Named
    speaker: str
    words: str
    tellings: int
    outlets: Annotated[list[tuple[str | None, str]], Field(description="With how directly each quotes")]
    first: Day
    last: Day


class UtterancesFound(Listed[ListedUtterance]):
    """A page of utterances."""

    total: int


class TellingPart(BaseModel):
    """Words of a telling, and what became of them."""

    fate: Fate
    text: str


class TellingFound(BaseModel):
    """A statement that tells of the utterance."""

    statement: str
    speaker: str
    cue: str | None
    quote_type: str
    start: int
    end: int
    content: str
    act: str | None
    issue: str | None
    parts: list[TellingPart]


class Altered(BaseModel):
    """Words that stand for others."""

    here: str
    fullest: str


class OutletVersion(BaseModel):
    """What an outlet made of the utterance."""

    outlet: str
    document: str
    published: str | None
    url: str | None
    kept: Annotated[float, Field(description="Share of the fullest telling's words, in quotation marks")]
    retold: float
    sure: bool
    missing: list[str]
    altered: list[Altered]
    bracketed: list[str]
    tellings: list[TellingFound]


class Fullest(BaseModel):
    """The telling with most words."""

    text: str
    outlet: str


class UtteranceFound(BaseModel):
    """An utterance in all its versions."""

    id: str
    speaker: str
    entity: Named
    published: str | None
    fullest: Fullest
    outlets: list[str]
    left_out: list[str]
    versions: list[OutletVersion]
