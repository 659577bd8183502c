"""From annotated articles to training windows: tokens, features and the labels of the three heads."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from gum import GumArticle, mention_spans
from onrecord.codes import ACTS, STANCES
from onrecord.corpora import GoldArticle, GoldStatement
from onrecord.document import Block, Document, Span
from onrecord.encode.tokens import tokenize
from onrecord.encode.wordpiece import WordPieces
from onrecord.encoding import CONTENT, CUE, GAP, GAP_BLOCK, SOURCE, Tokens
from onrecord.quotation import quotations
from silver import aligned, silver_mentions

# Labels. Cue tags: O B I. Roles and arguments: O, then B and I of source, cue, content.
IGNORE = -100
ROLES = (("source", SOURCE), ("cue", CUE), ("content", CONTENT))

#: Styles of quotation marks that an article may be rewritten in (each mark stays one character).
QUOTE_STYLES = ("“”", '""', "‘’", "''", "«»", "„“", "„”")


@dataclass(frozen=True)
class Example:
    """One article with the labels of its tokens.

    ``cues``: first token of each statement's cue; ``arguments[k]``: labels of all tokens as seen from ``cues[k]``,
    given sparsely as (first token, last token + 1, label of role); ``codings[k]``: what the statement does.
    Labels that the corpus does not give are IGNORE.
    """

    tokens: Tokens
    cue_tags: np.ndarray
    role_tags: np.ndarray
    cues: list[int]
    arguments: list[list[tuple[int, int, int]]]
    mention_tags: np.ndarray
    condition_tags: np.ndarray
    codings: list[Coded]


@dataclass(frozen=True)
class Coded:
    """Labels of one statement; ``recipients`` are token ranges, None where the corpus gives none."""

    act: int = IGNORE
    stance: int = IGNORE
    recipients: tuple[tuple[int, int], ...] | None = None


def blocks_of(article: GoldArticle) -> tuple[Block, ...]:
    """Blocks of an article whose corpus gives none: separated by blank lines, the first one the headline."""
    if article.blocks:
        return article.blocks
    found: list[Block] = []
    start = 0
    for line in article.text.split("\n"):
        if line.strip():
            span = Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
            found.append(Block("paragraph" if found else "headline", span))
        start += len(line) + 1
    return tuple(found)


def requote(article: GoldArticle, rng: random.Random) -> GoldArticle:
    """Write the article's quotation marks in another style; offsets stay as they are."""
    text = list(article.text)
    double, single = rng.sample(QUOTE_STYLES, 2)
    for quotation in quotations(article.text, [block.span for block in blocks_of(article)]):
        style = single if article.text[quotation.span.start] in "'‘" else double
        text[quotation.span.start] = style[0]
        if quotation.closed:
            text[quotation.span.end - 1] = style[1]
    return replace(article, text="".join(text))


def label(article: GoldArticle, wordpieces: WordPieces, nested_marked: bool, conditions_marked: bool) -> Example:
    """Label one article.

    ``nested_marked`` is false for corpora that mark no nested statements: tokens inside their contents are then
    ignored by the cue head instead of counting as no cue. Where ``conditions_marked`` is false nothing is known of
    conditions.
    """
    document = Document(article.text, blocks=blocks_of(article))
    tokens = tokenize(document, wordpieces)
    cue_tags = np.zeros(len(tokens), dtype=np.int64)
    role_tags = np.zeros(len(tokens), dtype=np.int64)
    cues: list[int] = []
    arguments: list[list[tuple[int, int, int]]] = []
    codings: list[Coded] = []
    for statement in sorted(article.statements, key=lambda s: s.parent is not None):
        found = [
            (*where, role)
            for name, role in ROLES
            for span in getattr(statement, name)
            if (where := _tokens_of(tokens, span)) is not None
        ]
        if statement.parent is None:
            _mark_roles(role_tags, found)
        if not statement.cue or not statement.content:
            continue
        heads = [item for item in found if item[2] == CUE]
        if heads:
            cues.append(heads[0][0])
            arguments.append(found)
            codings.append(_coded(article, statement, tokens))
    if not nested_marked:
        cue_tags[_inside_contents(arguments, len(tokens))] = IGNORE
    for found in arguments:
        for start, end, role in found:
            if role == CUE:
                cue_tags[start] = 1
                cue_tags[start + 1 : end] = 2
    mentions = bio(tokens, silver_mentions(article.text, [s.who for s in article.statements if s.who]))
    conditions = _conditions(article, tokens) if conditions_marked else np.full(len(tokens), IGNORE)
    return Example(tokens, cue_tags, role_tags, cues, arguments, mentions, conditions, codings)


def bio(tokens: Tokens, labelled: Iterable[tuple[Span, int]]) -> np.ndarray:
    """Token labels of spans, the first of overlapping ones; a label below 0 marks tokens to ignore."""
    tags = np.zeros(len(tokens), dtype=np.int64)
    taken = np.zeros(len(tokens), dtype=bool)
    for span, value in labelled:
        where = _tokens_of(tokens, span)
        if where is None or taken[slice(*where)].any():
            continue
        start, end = where
        taken[start:end] = True
        tags[start:end] = value if value < 0 else value + 1
        tags[start] = value
    return tags


def _conditions(article: GoldArticle, tokens: Tokens) -> np.ndarray:
    if all(statement.act is None for statement in article.statements):
        return np.full(len(tokens), IGNORE)
    return bio(tokens, sorted((span, 1) for s in article.statements for _, span in s.conditions))


def _coded(article: GoldArticle, statement: GoldStatement, tokens: Tokens) -> Coded:
    if statement.act is None or statement.stance is None:
        return Coded()
    spans = (aligned(article.text, name, statement) for name in statement.recipients)
    found = tuple(where for span in spans if span and (where := _tokens_of(tokens, span)))
    if len(found) < len(statement.recipients):
        return Coded(ACTS.index(statement.act), STANCES.index(statement.stance))
    return Coded(ACTS.index(statement.act), STANCES.index(statement.stance), found)


def _mark_roles(role_tags: np.ndarray, found: Iterable[tuple[int, int, int]]) -> None:
    for start, end, role in found:
        role_tags[start] = role
        role_tags[start + 1 : end] = role + 1


def _inside_contents(arguments: Iterable[list[tuple[int, int, int]]], total: int) -> np.ndarray:
    inside = np.zeros(total, dtype=bool)
    for found in arguments:
        for start, end, role in found:
            if role == CONTENT:
                inside[start:end] = True
    return inside


def _tokens_of(tokens: Tokens, span: Span) -> tuple[int, int] | None:
    found = tokens.over(span)
    return (found.start, found.stop) if found.stop > found.start else None


@dataclass(frozen=True)
class Window:
    """A stretch of one example, as the encoder sees it in training."""

    example: Example
    start: int
    end: int


def windows_of(example: Example, rng: random.Random, size: int) -> list[Window]:
    """Cut an example into windows of at most ``size`` tokens, mostly at block starts, at another place each time."""
    total = len(example.tokens)
    starts = np.flatnonzero(example.tokens.features[:, GAP] == GAP_BLOCK)
    found: list[Window] = []
    start = 0
    limit = rng.randrange(size // 4, size + 1)
    while start < total:
        end = min(total, start + limit)
        if end < total and rng.random() < 0.8:
            cuts = starts[(starts > start + limit // 3) & (starts <= end)]
            end = int(cuts[-1]) if len(cuts) else end
        if end - start > 3:
            found.append(Window(example, start, end))
        start = end
        limit = size
    return found


def batches(windows: Sequence[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Shuffle windows into batches of about equal window length, so that little is padded."""
    order = list(windows)
    rng.shuffle(order)
    found: list[list[Window]] = []
    for pool in range(0, len(order), size * 16):
        sorted_pool = sorted(order[pool : pool + size * 16], key=lambda w: w.end - w.start)
        found.extend(sorted_pool[at : at + size] for at in range(0, len(sorted_pool), size))
    rng.shuffle(found)
    return found


def gum_example(article: GumArticle, wordpieces: WordPieces) -> Example:
    """A document of GUM: mentions labelled, everything else ignored."""
    blocks = tuple(Block("paragraph", Span(*match.span())) for match in re.finditer(r"\S.*", article.text))
    tokens = tokenize(Document(article.text, blocks=blocks), wordpieces)
    unknown = np.full(len(tokens), IGNORE)
    return Example(tokens, unknown, unknown, [], [], bio(tokens, mention_spans(article)), unknown, [])
