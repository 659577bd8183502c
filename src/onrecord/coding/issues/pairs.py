"""How likely it is that two statements of an article are about the same matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.coding.issues.words import IssueWords
from onrecord.coding.said import Said
from onrecord.document import HEADINGS

Floats = NDArray[np.floating[Any]]

#: Width of the part of a statement's vector that stands for its content; the rest stands for its sentence.
CONTENT_WIDTH = 64
#: From so many blocks apart statements without a telling word in common are less likely about the same matter than what
#: was learnt says, which has seen few articles of several matters: so much of their chance is left. B³ on dev, open
#: issues: 72.3 · 68.1 · 67.0, without it 72.2 · 68.1 · 65.7.
FAR, LEFT = 3, 0.7


def pair_features(words: IssueWords, vectors: Floats) -> Floats:
    """What two statements have in common, of shape (n, n, n_features) and symmetric.

    Parameters
    ----------
    vectors : ndarray of shape (n, width)
        Of the statements, as ``vectors_of`` gives them.
    """
    count = len(words.statements)
    columns = [
        *_shared_words(words),
        *_shared_entities(words),
        *_distances(words),
        *_kin(words),
        *_alike(vectors),
        *(np.full((count, count), min(count, 60) / 60),),
    ]
    own = _statement_features(words)
    low, high = np.minimum(own[:, None], own[None]), np.maximum(own[:, None], own[None])
    return np.concatenate([np.stack(columns, -1), low, high], -1).astype(np.float32)


def loosened(words: IssueWords, chances: Floats) -> Floats:
    """Chances that two statements are about the same matter, lower where they stand far apart and share no word."""
    content, sentence = words.in_content, words.in_sentence
    crossed = content @ sentence.T
    shared = (content @ content.T + crossed + crossed.T) > 0
    starts = np.array([block.span.start for block in words.scene.document.blocks] or [0], dtype=np.int64)
    block = np.searchsorted(starts, [said.anchor for said in words.statements], side="right")
    near = np.abs(block[:, None] - block[None]) < FAR
    lowered: Floats = np.where(shared | near, chances, chances * np.float32(LEFT))
    return lowered


def _shared_words(words: IssueWords) -> Iterator[Floats]:
    """Overlap of contents, of contents with sentences and of sentences, rare words counting more."""
    content, sentence = words.in_content, words.in_sentence
    blocks = words.block_count
    local = np.log((blocks + 1) / (words.block_share * blocks + 0.5)) / np.log(blocks + 2)
    for weight in (words.rarity, words.rarity * local):
        both, least, jaccard = _overlap(content, content, weight)
        yield from (np.minimum(both, 4), least, jaccard)
        _, least, jaccard = _overlap(content, sentence, weight)
        yield from ((least + least.T) / 2, np.maximum(jaccard, jaccard.T))
    yield _overlap(sentence, sentence, words.rarity * local)[2]
    weighted = content * (words.rarity * local)
    rarest = [(row[own] * content[:, own]).max(1, initial=0) for row, own in zip(weighted, content > 0, strict=True)]
    yield np.stack(rarest) if rarest else np.zeros((0, 0), dtype=np.float32)


def _overlap(one: Floats, other: Floats, weight: Floats) -> tuple[Floats, Floats, Floats]:
    """Weight of the words in both, its share of the shorter one, and its share of all words of the two."""
    both = (one * weight) @ other.T
    mine, theirs = (one @ weight)[:, None], (other @ weight)[None]
    return both, both / np.maximum(np.minimum(mine, theirs), 0.5), both / np.maximum(mine + theirs - both, 0.5)


def _shared_entities(words: IssueWords) -> Iterator[Floats]:
    """Who is named in both contents, and whether one speaks of whom the other quotes."""
    entities = words.scene.entities
    named = np.zeros((len(words.statements), len(entities)), dtype=np.float32)
    by_id = {mentioned.entity.id: column for column, mentioned in enumerate(entities)}
    starts = np.array([s.start for m in entities for s in m.mentions], dtype=np.int64)
    owner = np.array([k for k, m in enumerate(entities) for _ in m.mentions], dtype=np.int64)
    speaks = np.zeros_like(named)
    for row, said in enumerate(words.statements):
        for span in said.attribution.content:
            named[row, owner[(starts >= span.start) & (starts < span.end)]] = 1
        column = by_id.get(said.resolution.entity or "") if said.resolution else None
        if column is not None:
            speaks[row, column] = 1
    rare = np.array([1 / np.log2(1 + len(m.mentions)) for m in entities], dtype=np.float32)
    both = (named * rare) @ named.T
    mine = named @ rare
    yield np.minimum(both, 2)
    yield both / np.maximum(np.minimum(mine[:, None], mine[None]), 0.3)
    of_source = named @ speaks.T
    yield np.maximum(of_source, of_source.T)
    yield np.minimum(of_source, of_source.T)


def _distances(words: IssueWords) -> Iterator[Floats]:
    """How far apart they stand: in statements, in blocks, in the same sentence."""
    places = np.array([said.anchor for said in words.statements], dtype=np.int64)
    order = np.argsort(np.argsort(places, kind="stable"), kind="stable")
    apart = np.abs(order[:, None] - order[None])
    starts = np.array([block.span.start for block in words.scene.document.blocks] or [0], dtype=np.int64)
    block = np.searchsorted(starts, places, side="right")
    blocks = np.abs(block[:, None] - block[None])
    sentence = np.array([said.sentence.start for said in words.statements], dtype=np.int64)
    yield np.log1p(apart) / 2
    yield from ((apart == 1).astype(np.float32), (apart == 2).astype(np.float32))
    yield np.log1p(blocks)
    yield from ((blocks == 0).astype(np.float32), (blocks == 1).astype(np.float32))
    yield (sentence[:, None] == sentence[None]).astype(np.float32)
    source = np.array([_source(said) for said in words.statements])
    same = ((source[:, None] == source[None]) & (source != "")[None]).astype(np.float32)
    yield from (same, same * (apart == 1), same * (blocks == 0))


def _source(said: Said) -> str:
    name = said.resolution.name if said.resolution else " ".join(word.lower for word in said.source)
    return "" if name == "unknown" else name.casefold()


def _kin(words: IssueWords) -> Iterator[Floats]:
    """Whether one holds the other, the same one holds both, or their contents overlap."""
    count = len(words.statements)
    row_of = {said.index: row for row, said in enumerate(words.statements)}
    parent = np.array([row_of.get(_parent(said), -1) for said in words.statements], dtype=np.int64)
    holds = np.zeros((count, count), dtype=np.float32)
    has = np.flatnonzero(parent >= 0)
    holds[has, parent[has]] = holds[parent[has], has] = 1
    yield holds
    yield ((parent[:, None] == parent[None]) & (parent >= 0)[None]).astype(np.float32)
    contents = [said.attribution.content for said in words.statements]
    first = np.array([min((s.start for s in own), default=0) for own in contents], dtype=np.int64)
    last = np.array([max((s.end for s in own), default=0) for own in contents], dtype=np.int64)
    yield ((first[:, None] < last[None]) & (first[None] < last[:, None])).astype(np.float32)


def _parent(said: Said) -> int:
    return -1 if said.attribution.parent is None else said.attribution.parent


def _alike(vectors: Floats) -> Iterator[Floats]:
    """Nearness of the vectors of contents and of sentences."""
    for part in (vectors[:, :CONTENT_WIDTH], vectors[:, CONTENT_WIDTH:]):
        size = np.linalg.norm(part, axis=1, keepdims=True)
        unit = part / np.maximum(size, 1e-6)
        near = unit @ unit.T
        yield from (near, np.maximum(near, 0) ** 3)


def _statement_features(words: IssueWords) -> Floats:
    """How much each statement is about what the whole article is about: (n, 10)."""
    blocks = words.scene.document.blocks
    headline = words.in_blocks([0] if blocks else [])
    lead = words.in_blocks([next((k for k, block in enumerate(blocks) if block.kind == "paragraph"), -1)])
    content, sentence, rarity = words.in_content, words.in_sentence, words.rarity
    weight, wide = content @ rarity + 0.3, sentence @ rarity + 0.3
    length = np.minimum(content.sum(1), 10) / 10
    own = [words.block_at(said.anchor) for said in words.statements]
    heading = [block is not None and block.kind in HEADINGS for block in own]
    return np.stack(
        [
            content @ (rarity * headline) / weight,
            sentence @ (rarity * headline) / wide,
            content @ (rarity * lead) / weight,
            content @ (rarity * np.minimum(words.block_share * 2, 1)) / weight,
            (content * rarity).max(1, initial=0),
            length,
            (length == 0).astype(np.float32),
            np.minimum(content @ (rarity * headline), 2),
            np.array([said.anchor for said in words.statements], dtype=np.float32) / max(1, len(words.scene.text)),
            np.array(heading, dtype=np.float32),
        ],
        axis=1,
    ).astype(np.float32)
