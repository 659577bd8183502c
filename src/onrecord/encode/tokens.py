"""Tokens of a document with their offsets and input features, and the windows that the encoder reads.

The word pieces are lower-cased, so what matters for boundaries and would be lost (capitals, paragraph starts,
quotation marks, the kind of block) is given to the encoder as four small features a token.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.document import HEADINGS, RUNNING, Document, Span
from onrecord.encode.wordpiece import WordPieces
from onrecord.encoding import FEATURE_SIZES, GAP, GAP_BLOCK, KIND, QUOTE, SHAPE, Tokens
from onrecord.quotation import quotations

_SURROGATES = re.compile("[\ud800-\udfff]")


class Window(NamedTuple):
    """Tokens ``start`` to ``end`` are read together; the window answers for those from ``own_start`` to ``own_end``."""

    start: int
    end: int
    own_start: int
    own_end: int


def tokenize(document: Document, wordpieces: WordPieces) -> Tokens:
    """Cut the document's blocks into word pieces; text outside of blocks is not read."""
    text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", document.text)
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    kinds: list[int] = []
    joins: list[bool] = []
    for block in document.blocks:
        base = block.span.start
        pieces = wordpieces.encode(block.span.of(text))
        ids.extend(pieces.ids)
        offsets.extend((base + start, _with_marks(text, base + end, block.span.end)) for start, end in pieces.offsets)
        kinds.extend([_kind(block.kind)] * len(pieces.ids))
        joins.extend(pieces.joins)
    spans = np.asarray(offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = spans[:, 0], spans[:, 1]
    features = np.zeros((len(ids), len(FEATURE_SIZES)), dtype=np.int64)
    features[:, SHAPE] = [_shape(text[start:end]) for start, end in offsets]
    features[:, GAP] = _gaps(text, spans, [block.span.start for block in document.blocks])
    features[:, KIND] = kinds
    features[:, QUOTE] = _quote_states(text, [block.span for block in document.blocks], starts)
    return Tokens(np.asarray(ids, dtype=np.int64), starts, ends, features, np.asarray(joins, dtype=np.bool_))


def _with_marks(text: str, end: int, limit: int) -> int:
    """Move an end behind the combining marks that word pieces leave out behind the letter before it."""
    while end < limit and text[end] > "\u02ff" and unicodedata.combining(text[end]):
        end += 1
    return end


def _kind(kind: str) -> int:
    return 0 if kind in RUNNING else 1 if kind in HEADINGS else 2


@lru_cache(maxsize=16384)
def _shape(piece: str) -> int:
    """0 no letters · 1 lower case · 2 capitalised · 3 all capitals · 4 mixed."""
    if piece.islower():
        return 1
    if piece.isupper():
        return 2 if len(piece) == 1 else 3
    if piece[:1].isupper() and piece[1:].islower():
        return 2
    return 4 if piece.lower() != piece else 0


def _gaps(text: str, spans: NDArray[np.int64], block_starts: Sequence[int]) -> NDArray[np.int64]:
    """0 glued to the token before · 1 white space · 2 line break inside a block · 3 start of a block."""
    starts, ends = spans[:, 0], spans[:, 1]
    last = np.maximum.accumulate(np.append(0, ends))[:-1]
    breaks = np.array([match.start() for match in re.finditer("\n", text)], dtype=np.int64)
    blocks = np.unique(np.asarray(block_starts, dtype=np.int64))
    gaps = (starts > last).astype(np.int64)
    gaps[breaks.searchsorted(starts) > breaks.searchsorted(last)] = 2
    gaps[(blocks.searchsorted(starts, side="right") > blocks.searchsorted(last)) | np.isin(starts, blocks)] = 3
    gaps[:1] = 3
    return gaps


def _quote_states(text: str, blocks: list[Span], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """0 outside of quotations · 1 inside · 2 opening mark · 3 closing mark."""
    states = np.zeros(len(text) + 1, dtype=np.int64)
    found = quotations(text, blocks)
    for quotation in found:
        states[quotation.span.start : quotation.span.end] = 1
    for quotation in found:
        states[quotation.span.start] = 2
        if quotation.closed:
            states[quotation.span.end - 1] = 3
    return states[starts]


def windows(tokens: Tokens, size: int, context: int) -> list[Window]:
    """Cut the tokens into windows that begin and end at block starts where that is possible.

    Each token belongs to exactly one window; the ``context`` tokens before (and, where a block had to be cut, after)
    are read along with it.
    """
    total = len(tokens)
    block_starts = np.flatnonzero(tokens.features[:, GAP] == GAP_BLOCK)
    found: list[Window] = []
    own = 0
    while own < total:
        start = max(0, own - context)
        end = own_end = min(total, start + size)
        if end < total:
            cuts = block_starts[(block_starts > own + size // 4) & (block_starts <= end)]
            if len(cuts):
                end = own_end = int(cuts[-1])
            else:
                own_end = end - context
        found.append(Window(start, end, own, own_end))
        own = own_end
    return found
