"""The JSON that onrecord prints and serves: its keys, how they are filled, and their JSON Schema.

The classes below are the one definition of the keys. They are plain dictionaries at run time, since pydantic refuses
texts with lone surrogates; pydantic reads the same classes to generate the schema.

``python -m onrecord.contract`` writes the schema to ``contract.schema.json``.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, NotRequired, cast

from onrecord.document import BlockKind, Document, Span
from onrecord.entity import EntityType, Gender, Mentioned, Office
from onrecord.statement import Method, QuoteType, Reading, Resolution, ResolutionMethod, Statement

if sys.version_info >= (3, 12):
    from typing import TypedDict
else:  # pydantic cannot read the older typing.TypedDict
    from typing_extensions import TypedDict

SCHEMA_FILE = Path(__file__).with_name("contract.schema.json")
#: Values of ``extra`` that are nested deeper than this come out as null.
DEEPEST = 100


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


class StatementModel(TypedDict):
    """Who is credited (source), by which words (cue), with what (content)."""

    id: Annotated[str, Says("The same words at the same place give the same id")]
    quote_type: Annotated[QuoteType, Says("Whether all, none or part of the content stands in quotation marks")]
    negated: Annotated[bool, Says("The cue is negated or hypothetical: did not say, would say")]
    parent: Annotated[str | None, Says("Id of the statement whose content holds this one")]
    score: Annotated[float, Says("Calibrated chance that the statement is right", 0, 1)]
    method: Annotated[Method, Says("cue, or the rule that found it")]
    source: Annotated[list[SpanModel], Says("Pieces in text order; empty when nobody is named")]
    cue: Annotated[list[SpanModel], Says("Pieces in text order; empty when there is no cue")]
    content: Annotated[list[SpanModel], Says("Pieces in text order")]
    resolution: NotRequired[Annotated[ResolutionModel, Says("Left out when sources were not resolved")]]


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
    links: list[LinkModel]
    provenance: ProvenanceModel


def to_contract(reading: Reading) -> ReadingModel:
    """Return the reading as a dictionary that ``json.dumps`` takes.

    >>> reading = Reading(Document("No comment."), ())
    >>> to_contract(reading)["document"]["text"]
    'No comment.'
    """
    document, provenance = reading.document, reading.provenance
    options = provenance.get("options")
    found: dict[str, Any] = {
        "document": _document(document),
        "statements": [_statement(statement, document.text) for statement in reading.statements],
    }
    if any(statement.resolution is not None for statement in reading.statements):
        found["entities"] = [_entity(mentioned, document.text) for mentioned in reading.entities]
    found["links"] = [
        {"kind": link.kind, "start": link.span.start, "end": link.span.end, "url": link.url} for link in document.links
    ]
    found["provenance"] = {
        "model": provenance.get("model"),
        "onrecord": provenance.get("onrecord"),
        "options": _object(options if isinstance(options, Mapping) else {}),
    }
    return cast("ReadingModel", found)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of :class:`ReadingModel`."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(ReadingModel).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text() -> str:
    """Return the schema as the committed file holds it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _document(document: Document) -> DocumentModel:
    return {
        "id": document.id,
        "source_id": document.source_id,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published,
        "authors": list(document.authors),
        "language": document.language,
        "extra": _object(document.extra),
        "warnings": list(document.warnings),
        "text": document.text,
        "blocks": [{"kind": block.kind, "start": block.span.start, "end": block.span.end} for block in document.blocks],
    }


def _statement(statement: Statement, text: str) -> StatementModel:
    attribution = statement.attribution
    found: StatementModel = {
        "id": statement.id,
        "quote_type": attribution.quote_type,
        "negated": attribution.negated,
        "parent": statement.parent,
        "score": attribution.score,
        "method": attribution.method,
        "source": _pieces(attribution.source, text),
        "cue": _pieces(attribution.cue, text),
        "content": _pieces(attribution.content, text),
    }
    if statement.resolution is not None:
        found["resolution"] = _resolution(statement.resolution, text)
    return found


def _resolution(resolution: Resolution, text: str) -> ResolutionModel:
    return {
        "entity": resolution.entity,
        "name": resolution.name,
        "type": resolution.type,
        "country": resolution.country,
        "role": resolution.role,
        "method": resolution.method,
        "score": resolution.score,
        "evidence": _pieces(resolution.evidence, text),
        "members": [_resolution(member, text) for member in resolution.members],
    }


def _entity(mentioned: Mentioned, text: str) -> EntityModel:
    entity = mentioned.entity
    office = max(entity.offices, key=_lateness, default=None)
    gender: dict[str, Gender] = {"gender": entity.gender} if entity.gender else {}
    found = {
        **{"id": entity.id, "name": entity.name, "type": entity.type, "country": entity.country, **gender},
        "role": office.role if office else None,
        "aliases": list(entity.aliases),
        "offices": [
            {"role": held.role, "country": held.country, "start": held.start, "end": held.end}
            for held in entity.offices
        ],
        "mentions": _pieces(mentioned.mentions, text),
    }
    return cast("EntityModel", found)


def _lateness(office: Office) -> tuple[bool, str, str]:
    """Sort offices without an end after all others, and those by when they began."""
    return office.end is None, office.end or "", office.start or ""


def _pieces(spans: Iterable[Span], text: str) -> list[SpanModel]:
    return [{"start": span.start, "end": span.end, "text": span.of(text)} for span in spans]


def _object(values: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key): _plain(value, 1) for key, value in values.items()}


def _plain(value: Any, depth: int) -> Any:
    """Return a value that JSON can hold: no NaN, no bottomless nesting, other types by their text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if depth >= DEEPEST and isinstance(value, Mapping | list | tuple):
        return None
    if isinstance(value, Mapping):
        return {str(key): _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, depth + 1) for item in value]
    return str(value)


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8", newline="\n")
