"""What onrecord finds: attributions, statements and the reading of one article."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from onrecord.document import Document, Span

QuoteType = Literal["direct", "indirect", "mixed"]
#: How a statement was found: ``cue`` by the encoder, the others by the rule of that name.
Method = Literal["cue", "headline_dash", "headline_colon", "free_quote", "speaker_label"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is credited, by which words, with what.

    Attributes
    ----------
    source, cue, content : tuple of Span
        In text order; discontinuous where the text splits them; ``source`` and ``cue`` may be empty.
    quote_type : {"direct", "indirect", "mixed"}
        Whether all, none or part of the content stands in quotation marks.
    negated : bool
        The cue itself is negated or hypothetical ("did not say"); a denial is not.
    parent : int or None
        Index, among the attributions of the article, of the one whose content holds this one.
    score : float
        Calibrated chance that the statement is right, between 0 and 1.
    method : str
        ``cue`` or the name of the rule that found it.
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
class Statement:
    """One attribution with its stable id; later stages add to it.

    ``parent`` is the id of the statement whose content holds this one.
    """

    id: str
    attribution: Attribution
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its statements and what is needed to read it again.

    ``provenance`` has ``model`` (name and hash), ``onrecord`` (version) and ``options``.
    """

    document: Document
    statements: tuple[Statement, ...]
    provenance: Mapping[str, Any] = field(default_factory=dict)


def statement_id(document_id: str, attribution: Attribution) -> str:
    """Hash of the document's id and the spans of cue and content: the same words give the same id."""
    spans = ";".join(f"{span.start}-{span.end}" for part in (attribution.cue, attribution.content) for span in part)
    key = f"{document_id}|{len(attribution.cue)}|{spans}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def statements_of(document: Document, attributions: tuple[Attribution, ...]) -> tuple[Statement, ...]:
    """Give every attribution its id and its parent's id."""
    document_id = document.id
    ids = [statement_id(document_id, attribution) for attribution in attributions]
    return tuple(
        Statement(own, attribution, None if attribution.parent is None else ids[attribution.parent])
        for own, attribution in zip(ids, attributions, strict=True)
    )
