"""What onrecord finds: attributions, statements and the reading of one article."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Literal

from onrecord.codes import Coded, Coding, Framing, StatedDate
from onrecord.document import Document, Span
from onrecord.entity import EntityType, Mentioned

QuoteType = Literal["direct", "indirect", "mixed"]
#: How a statement was found: ``cue`` by the encoder, ``human`` by a person, the others by the rule of that name.
Method = Literal["cue", "headline_dash", "headline_colon", "free_quote", "speaker_label", "human"]


#: How a source was resolved: by its own name, as he/she/they/it/who/I/we, as a noun phrase ("the diplomat"), as a place
#: or building that stands for a government, as an office ("the president"), as an unnamed group, as the article's
#: author or outlet, by a person who coded it, or not at all.
ResolutionMethod = Literal["name", "pronoun", "nominal", "metonym", "role", "group", "author", "human", "none"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is credited, by which words, with what.

    Attributes
    ----------
    source, cue, content : tuple of Span
        In text order; discontinuous where the text splits them; ``source`` and ``cue`` may be empty.
    quote_type : {"direct", "indirect", "mixed"}
        Whether all, none or part of the content stands in quotation marks; words under a speaker's label are direct
        without them.
    negated : bool
        The cue itself is negated or hypothetical ("did not say"); a denial is not.
    parent : int or None
        Index, among the attributions of the article, of the one whose content holds this one.
    score : float
        Calibrated chance that the statement is right, between 0 and 1.
    method : str
        ``cue``, ``human``, or the name of the rule that found it.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quote_type: QuoteType
    negated: bool = False
    parent: int | None = None
    score: float = 1.0
    method: Method = "cue"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who the source of a statement is.

    Attributes
    ----------
    name : str
        The resolved name; ``unnamed: US officials`` for those who stay unnamed, ``unknown`` where there is no source.
    method : str
        How it was found.
    entity : str or None
        Id of the entity; None for the unnamed, the unknown and several at once.
    type : str or None
        None when unknown.
    country : str or None
        ISO 3166-1 alpha-2 code where there is one, else the country's name.
    role : str or None
        The office in the words of the article or the registry: "Russian Foreign Minister".
    score : float
        Chance that the name is right, between 0 and 1.
    evidence : tuple of Span
        The words that show it, in text order: the name's mention, the apposition that gives the role.
    members : tuple of Resolution
        Each of several sources of one statement ("Cruz and Trump").
    """

    name: str
    method: ResolutionMethod
    entity: str | None = None
    type: EntityType | None = None
    country: str | None = None
    role: str | None = None
    score: float = 1.0
    evidence: tuple[Span, ...] = ()
    members: tuple[Resolution, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution with its stable id and its resolved source; later stages add to it.

    Attributes
    ----------
    parent : str or None
        Id of the statement whose content holds this one.
    codings : tuple of Coding
        Empty when statements were not coded.
    dates : tuple of StatedDate
        When it was said.
    vector : bytes
        Little-endian float16 values that issue and stance can be told from again without the article; empty when
        statements were not coded.
    """

    id: str
    attribution: Attribution
    parent: str | None = None
    resolution: Resolution | None = None
    codings: tuple[Coding, ...] = ()
    dates: tuple[StatedDate, ...] = ()
    vector: bytes = b""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its statements and what is needed to read it again.

    ``provenance`` has ``model`` (name and hash), ``onrecord`` (version) and ``options``; ``entities`` are the known
    persons, governments and organisations of the article with all their mentions; ``framing`` are words that frame.
    """

    document: Document
    statements: tuple[Statement, ...]
    provenance: Mapping[str, Any] = field(default_factory=dict)
    entities: tuple[Mentioned, ...] = ()
    framing: tuple[Framing, ...] = ()

    def to_frame(self, library: Literal["pandas", "polars"] = "pandas", table: str = "statements") -> Any:
        """Return one of its tables as a data frame; :func:`onrecord.export.frames.to_frame` takes several readings."""
        return import_module("onrecord.export.frames").to_frame(self, library, table)


def statement_id(document_id: str, attribution: Attribution) -> str:
    """Hash of the document's id and the spans of cue and content: the same words give the same id."""
    spans = ";".join(f"{span.start}-{span.end}" for part in (attribution.cue, attribution.content) for span in part)
    key = f"{document_id}|{len(attribution.cue)}|{spans}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def statements_of(
    document: Document,
    attributions: tuple[Attribution, ...],
    resolutions: tuple[Resolution, ...] | None = None,
    coded: tuple[Coded, ...] | None = None,
) -> tuple[Statement, ...]:
    """Give every attribution its id, its parent's id, its resolved source and what is coded of it."""
    document_id = document.id
    ids = [statement_id(document_id, attribution) for attribution in attributions]
    resolved = resolutions if resolutions is not None else (None,) * len(attributions)
    codes = coded if coded is not None else (Coded(()),) * len(attributions)
    return tuple(
        Statement(own, attribution, None if attribution.parent is None else ids[attribution.parent], resolution, *code)
        for own, attribution, resolution, code in zip(ids, attributions, resolved, codes, strict=True)
    )
