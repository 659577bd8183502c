"""The keys of the contract: one class an object of the JSON, each key with its type and what it says.

The classes are the one definition of the keys. They are plain dictionaries at run time, since pydantic refuses texts
with lone surrogates; pydantic reads the same classes to generate the schema, and :mod:`onrecord.contract.reading`
checks against them what is read back.
"""

from __future__ import annotations

import sys
from typing import Annotated, Any, Literal, NamedTuple, NotRequired

from onrecord.codes import (
    Act,
    Aux,
    CodingMethod,
    ConditionType,
    DateBasis,
    FramingKind,
    Quad,
    RecipientRole,
    Stance,
    Unclear,
)
from onrecord.document import BlockKind
from onrecord.entity import EntityType, Gender
from onrecord.statement import Method, QuoteType, ResolutionMethod

if sys.version_info >= (3, 12):
    from typing import TypedDict
else:  # pydantic cannot read the older typing.TypedDict
    from typing_extensions import TypedDict


class Says(NamedTuple):
    """What the schema says about a key; pydantic asks it while it generates the schema."""

    description: str
    minimum: int | None = None
    maximum: int | None = None

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """Add the description and the limits to what the type already says."""
        said = {key: value for key, value in self._asdict().items() if value is not None}
        return {**handler(core_schema), **said}


Start = Annotated[int, Says("First character, counted in Unicode code points of document.text from 0", 0)]
End = Annotated[int, Says("One after the last character, counted as start is", 0)]


class SpanModel(TypedDict):
    """A stretch of the text with its words: text is always document.text[start:end]."""

    start: Start
    end: End
    text: str


class BlockModel(TypedDict):
    """A part of the article."""

    kind: BlockKind
    start: Start
    end: End


class LinkModel(TypedDict):
    """A pointer to another article that stands in this one."""

    kind: Literal["teaser"]
    start: Start
    end: End
    url: str | None


class DocumentModel(TypedDict):
    """One article."""

    id: Annotated[str, Says("sha256: and the hex digest of the text in UTF-8")]
    source_id: Annotated[str | None, Says("The id that the input itself carried")]
    title: str | None
    outlet: str | None
    url: str | None
    published: Annotated[str | None, Says("ISO 8601 date or date-time")]
    authors: list[str]
    language: Annotated[str, Says("ISO 639-1 code, und when it could not be told")]
    extra: Annotated[dict[str, Any], Says("Keys of the input that onrecord does not know, as they were")]
    warnings: Annotated[list[str], Says("What a reader of the result should know about the input")]
    text: Annotated[str, Says("What every offset counts in")]
    blocks: Annotated[list[BlockModel], Says("In text order, not overlapping")]


EntityId = Annotated[str | None, Says("Wikidata, user's or local: id; null for the unnamed, the unknown, several")]
Country = Annotated[str | None, Says("ISO 3166-1 alpha-2 code where there is one, else the country's name")]
IsoDate = Annotated[str | None, Says("ISO 8601 date, possibly only a year or a month; null when open or not known")]


class ResolutionModel(TypedDict):
    """Who the source of a statement is."""

    entity: EntityId
    name: Annotated[str, Says("The resolved name; unnamed: US officials for the unnamed, unknown where none is known")]
    type: EntityType | None
    country: Country
    role: Annotated[str | None, Says("Office in the words of the article or the registry")]
    method: Annotated[ResolutionMethod, Says("What in the text or the registry gave the name")]
    score: Annotated[float, Says("Chance that the name is right", 0, 1)]
    evidence: Annotated[list[SpanModel], Says("The words that show it, in text order")]
    members: Annotated[list[ResolutionModel], Says("Each of several sources of one statement, else empty")]


class OfficeModel(TypedDict):
    """What somebody holds or held."""

    role: Annotated[str, Says("In words: Foreign Minister")]
    country: Country
    start: IsoDate
    end: IsoDate


class EntityModel(TypedDict):
    """A known person, government or organisation of the article, with all the places that name or mean it."""

    id: Annotated[str, Says("What resolution.entity refers to")]
    name: str
    type: EntityType
    country: Country
    gender: NotRequired[Annotated[Gender, Says("Only where a source says so; never guessed from a first name")]]
    role: Annotated[str | None, Says("The latest of the offices")]
    aliases: Annotated[list[str], Says("Other names, without the name itself")]
    offices: list[OfficeModel]
    mentions: Annotated[list[SpanModel], Says("In text order")]


Score = Annotated[float, Says("Chance that the value is right", 0, 1)]
Found = Annotated[
    CodingMethod,
    Says("model, a listed word (lexicon), a rule, a codebook's words (alias), nearness (meaning), the text (open)"),
]
StartIfAny = Annotated[int | None, Says("As in a span; null where no words show it", 0)]
EndIfAny = Annotated[int | None, Says("As in a span; null where no words show it", 0)]
TextIfAny = Annotated[str | None, Says("As in a span; null where no words show it")]


class DateModel(TypedDict):
    """When a statement was made."""

    value: Annotated[str, Says("ISO 8601 date, possibly only a year or a month")]
    basis: Annotated[DateBasis, Says("A full date, words that count from the article's date, or that date itself")]
    start: StartIfAny
    end: EndIfAny
    text: TextIfAny


class RecipientModel(TypedDict):
    """Who is addressed, asked, accused, threatened or praised."""

    name: Annotated[str, Says("Resolved name, or the words used where nobody is known by name")]
    role: RecipientRole
    entity: EntityId
    method: Found
    score: Score
    start: StartIfAny
    end: EndIfAny
    text: TextIfAny


class IssueModel(TypedDict):
    """What a statement is about."""

    id: Annotated[str, Says("Of the codebook, or open: and the words of the label")]
    label: str
    reversed: Annotated[bool, Says("The words are a reversed alias: support for them is opposition to the issue")]
    method: Found
    score: Score
    start: StartIfAny
    end: EndIfAny
    text: TextIfAny


class ConditionModel(TypedDict):
    """What has to be so first, or within which bounds; the span holds the marker."""

    type: ConditionType
    start: Start
    end: End
    text: str
    marker: Annotated[SpanModel | None, Says("The words that show the type")]
    on: Annotated[str | None, Says("Who has to meet it, as the article names them")]
    method: Found
    score: Score


class ThreatModel(TypedDict):
    """What is threatened, and what it is tied to."""

    consequence: SpanModel
    tied_to: Annotated[SpanModel | None, Says("null where the words name nothing")]


class CodingModel(TypedDict):
    """What a statement does: act, recipients, issue, stance, conditions."""

    act: Annotated[Literal[Act, Unclear], Says("PLOVER event type, STATE, or unclear where none is likely enough")]
    quad: Annotated[
        Quad | None,
        Says("1 verbal and 2 material cooperation, 3 verbal and 4 material conflict; null for STATE and unclear"),
    ]
    mode: Annotated[str | None, Says("PLOVER mode of the act, where the words give it")]
    appeal: Annotated[bool, Says("A REQUEST that is a soft appeal, not a demand")]
    aux: Annotated[list[Aux], Says("Auxiliary modes of the act")]
    evidence: Annotated[list[SpanModel], Says("The words that show the act")]
    method: Annotated[CodingMethod, Says("What found the act")]
    score: Annotated[float, Says("Chance that the act is right", 0, 1)]
    recipients: list[RecipientModel]
    issue: Annotated[IssueModel | None, Says("null where there is none to be told")]
    stance: Annotated[Literal[Stance, Unclear], Says("Towards the issue; unclear where none is likely enough")]
    stance_method: Annotated[CodingMethod, Says("What found the stance")]
    stance_score: Annotated[float, Says("Chance that the stance is right", 0, 1)]
    stance_evidence: Annotated[list[SpanModel], Says("The words that show the stance")]
    conditions: Annotated[list[ConditionModel], Says("In text order")]
    demand: Annotated[SpanModel | None, Says("The thing demanded")]
    threat: ThreatModel | None


class FramingModel(TypedDict):
    """Words that frame what is told."""

    kind: FramingKind
    start: Start
    end: End
    text: str
    voice: Annotated[Literal["article", "source"], Says("Whose words they are")]
    statement: Annotated[str | None, Says("Id of the statement that they stand in")]


class StatementModel(TypedDict):
    """Who is credited (source), by which words (cue), with what (content)."""

    id: Annotated[str, Says("The same words at the same place give the same id")]
    quote_type: Annotated[QuoteType, Says("Whether all, none or part of the content stands in quotation marks")]
    negated: Annotated[bool, Says("The cue is negated or hypothetical: did not say, would say")]
    parent: Annotated[str | None, Says("Id of the statement whose content holds this one")]
    score: Annotated[float, Says("Calibrated chance that the statement is right", 0, 1)]
    method: Annotated[Method, Says("cue, the rule that found it, or human")]
    source: Annotated[list[SpanModel], Says("Pieces in text order; empty when nobody is named")]
    cue: Annotated[list[SpanModel], Says("Pieces in text order; empty when there is no cue")]
    content: Annotated[list[SpanModel], Says("Pieces in text order")]
    resolution: NotRequired[Annotated[ResolutionModel, Says("Left out when sources were not resolved")]]
    dates: NotRequired[Annotated[list[DateModel], Says("When it was said; left out when statements were not coded")]]
    vector: NotRequired[
        Annotated[str, Says("Base64 of little-endian float16 values, for coding again; left out if none")]
    ]
    codings: NotRequired[Annotated[list[CodingModel], Says("What it does; left out when statements were not coded")]]


class ProvenanceModel(TypedDict):
    """What is needed to read the article again with the same result."""

    model: Annotated[str | None, Says("Name and hash of the model")]
    onrecord: Annotated[str | None, Says("Version of onrecord")]
    options: Annotated[dict[str, Any], Says("Options that decide what is found")]


class ReadingModel(TypedDict):
    """What onrecord read in one article. Later versions add keys; a key never changes its meaning."""

    document: DocumentModel
    statements: Annotated[list[StatementModel], Says("In text order")]
    entities: NotRequired[Annotated[list[EntityModel], Says("Left out when no statement's source was resolved")]]
    framing: NotRequired[Annotated[list[FramingModel], Says("Left out when statements were not coded")]]
    links: list[LinkModel]
    provenance: ProvenanceModel
