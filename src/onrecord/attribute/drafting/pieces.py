"""The pieces of one statement: which spans of a cue belong together, and which are strays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.attribute.drafting.draft import Scene
from onrecord.attribute.drafting.paths import LabelledSpan
from onrecord.document import TEXT, Span
from onrecord.encoding import CUE, SOURCE, Tokens
from onrecord.quotation import Quotation

#: Characters between two pieces of one source, at most; and that are looked at beside a piece.
_NEAR = 40
#: What pieces of one source do not stand on both sides of: the end of a clause, a finite verb.
_PARTING = re.compile(r"[.!?;:\n]|\b(?:said|says?|told|tells?|ha[sd]|have|is|are|was|were)\b")
#: Words of a quotation that stands for itself, at least.
_WORDS = 4
_LOOSE = re.compile(r"(?:the|an?|of|on|in|at|by|for|from|with|then)", re.IGNORECASE)
#: A preposition that opens a sentence before its subject.
_OPENING = re.compile(r"(?:as of|at|in|on|by|for|from|under|unlike|despite|during)\s[^,]+", re.IGNORECASE)
#: Conjunctions: of 10,000 contents that people marked two are parted by one alone; others may begin a clause.
_CONJUNCTION = re.compile(r"\s(?:and|or|nor)\s")
_BEFORE_THAT = re.compile(r",?\s(?:and|but|yet)\s")
_SMALL = frozenset("a an the of to in on at by for from with and or but nor as is s".split())
_MARKS = "“”„«»‘’\"' \N{NO-BREAK SPACE}"


def spans_of(tokens: Tokens, labelled: Sequence[LabelledSpan], role: int) -> list[Span]:
    """Text spans of the labelled spans of one role."""
    return [
        Span(int(tokens.starts[span.start]), int(tokens.ends[span.end - 1])) for span in labelled if span.role == role
    ]


def one_source(scene: Scene, tokens: Tokens, labelled: Sequence[LabelledSpan]) -> list[Span]:
    """A statement has one source, on the cue's side of any break between blocks where there is a choice.

    Pieces of it that lie close together in one sentence are one span ("Members of the “Pact”, a group of states").
    """
    found = [span for span in labelled if span.role == SOURCE]
    if len(found) < 2:
        return spans_of(tokens, found, SOURCE)
    cue = next((int(tokens.starts[span.start]) for span in labelled if span.role == CUE), 0)
    block = scene.block_at(cue)
    home = block.span if block else None

    def trust(span: LabelledSpan) -> tuple[bool, float]:
        start = int(tokens.starts[span.start])
        return home is not None and home.start <= start < home.end, span.confidence * span.edges

    best = max(found, key=trust)
    spans = spans_of(tokens, found, SOURCE)
    chosen = spans[found.index(best)]
    for span in sorted(spans, key=lambda s: abs(s.start - chosen.start)):
        first, last = sorted((span, chosen))
        between = scene.text[first.end : last.start]
        if span != chosen and len(between) <= _NEAR and not _PARTING.search(between):
            chosen = Span(first.start, max(first.end, last.end))
    return [chosen]


def in_one_block(scene: Scene, source: Span, cues: Sequence[Span]) -> Span:
    """The part of a source that stands in one block: the cue's if it has a part there, else where the source begins."""
    if scene.block_of(source) is not None:
        return source
    blocks = [b for place in (*(cue.start for cue in cues), source.start) if (b := scene.block_at(place)) is not None]
    home = next((block.span for block in blocks if block.span.overlaps(source)), source)
    return Span(max(source.start, home.start), min(source.end, home.end))


def beside_cue(scene: Scene, source: Span, cues: Sequence[Span]) -> bool:
    """Tell whether a source stands in the block of its cue: of 9,000 that people marked one does not."""
    return not cues or scene.block_at(source.start) == scene.block_at(cues[0].start)


def beside_furniture(scene: Scene, piece: Span, cues: Sequence[Span]) -> Span:
    """A piece of content that runs over blocks, without the caption, heading or byline that it begins or ends in."""
    first, last = scene.block_at(piece.start), scene.block_at(piece.end - 1)
    if first is None or last is None or first.span == last.span:
        return piece
    for block in (first, last):
        if block.kind not in TEXT and any(block.span.contains(cue) for cue in cues):
            return Span(max(piece.start, block.span.start), min(piece.end, block.span.end))
    start = piece.start if first.kind in TEXT else first.span.end
    return Span(start, piece.end if last.kind in TEXT else last.span.start)


def join_neighbours(text: str, pieces: list[Span]) -> list[Span]:
    """Join pieces that only white space or a conjunction parts, as long as it is not the end of a block."""
    found: list[Span] = []
    for piece in pieces:
        between = text[found[-1].end : piece.start] if found else None
        if between is not None and (not between.strip(" \N{NO-BREAK SPACE}") or _is_conjunction(text, between, piece)):
            found[-1] = Span(found[-1].start, piece.end)
        else:
            found.append(piece)
    return found


def _is_conjunction(text: str, between: str, piece: Span) -> bool:
    """Tell whether words before a piece are a conjunction that joins it to the piece before."""
    conjunction = _BEFORE_THAT if text.startswith("that ", piece.start) else _CONJUNCTION
    return conjunction.fullmatch(between) is not None


def without_loose_words(text: str, pieces: list[Span]) -> list[Span]:
    """Pieces without those that are a single article or preposition, as long as others are left."""
    return [piece for piece in pieces if not _LOOSE.fullmatch(text, *piece)] or pieces


def with_opening(text: str, pieces: list[Span]) -> list[Span]:
    """Join a phrase that opens a sentence to the clause behind its comma: "As of Friday, | the gates were shut"."""
    found: list[Span] = []
    for piece in pieces:
        gap = text[found[-1].end : piece.start] if found else ""
        if gap.strip() == "," and "\n" not in gap and _OPENING.fullmatch(text, *found[-1]):
            found[-1] = Span(found[-1].start, piece.end)
        else:
            found.append(piece)
    return found


def without_overlaps(pieces: Iterable[Span]) -> list[Span]:
    """Pieces in text order; those that share characters, as repair can make them, are one."""
    found: list[Span] = []
    for piece in sorted(pieces):
        if found and piece.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, piece.end))
        else:
            found.append(piece)
    return found


def join_within_quotations(scene: Scene, pieces: list[Span], others: Sequence[Span]) -> list[Span]:
    """Join pieces of one quotation: its words are said by one source, unless source or cue stand between them."""
    found: list[Span] = []
    for piece in sorted(pieces):
        joined = Span(found[-1].start, max(piece.end, found[-1].end)) if found else piece
        gap = Span(found[-1].end, max(piece.start, found[-1].end)) if found else piece
        together = found and any(
            q.closed and q.span.contains(gap) and q.span.overlaps(found[-1]) and q.span.overlaps(piece)
            for q in scene.quotations.near(gap)
        )
        if together and not any(gap.overlaps(other) for other in others):
            found[-1] = joined
        else:
            found.append(piece)
    return found


def whole_quotations(scene: Scene, piece: Span, others: Sequence[Span]) -> Span:
    """A piece with the whole of the quotations that it begins or ends in, unless source or cue stand in them."""
    for quotation in scene.quotations.near(piece):
        span = quotation.span
        if quotation.closed and span.overlaps(piece) and not any(span.overlaps(other) for other in others):
            piece = Span(min(piece.start, span.start), max(piece.end, span.end))
    return piece


def without_strays(scene: Scene, cues: Sequence[Span], pieces: list[Span]) -> list[Span]:
    """Drop pieces in other blocks than the cue's that begin or end inside a sentence or stand in no running text."""
    if not cues:
        return pieces
    home = scene.block_of(cues[0])
    if home is not None:
        pieces = [piece for piece in pieces if home.overlaps(piece) or not _in_heading(scene, piece)]
    near = [p for p in pieces if home is None or home.overlaps(p)]
    return [p for p in pieces if p in near or (is_whole(scene, p) and not _in_heading(scene, p))] if near else pieces


def _in_heading(scene: Scene, piece: Span) -> bool:
    """Tell whether a piece begins in a heading or caption: of 6,000 marked ones with a cue in the text none does."""
    block = scene.block_at(piece.start)
    return block is not None and block.kind not in TEXT


def is_whole(scene: Scene, piece: Span) -> bool:
    """Tell whether a piece begins where a sentence begins and ends where one ends."""
    before, after = _around(scene, piece, _MARKS)
    inside = piece.of(scene.text).rstrip(_MARKS)
    begins = not before or before[-1] in ".!?:…"
    closed = scene.text[piece.end - 1] in '”»’"'
    return begins and (not after or closed or inside[-1:] in (".", "!", "?", "…") or after[0] == ".")


def _around(scene: Scene, span: Span, blank: str | None) -> tuple[str, str]:
    """The few characters of the block before and after a span, without blanks."""
    block = scene.block_of(span) or span
    before = scene.text[max(block.start, span.start - _NEAR) : span.start].rstrip(blank)
    return before, scene.text[span.end : min(block.end, span.end + _NEAR)].lstrip(blank)


def is_sentence(scene: Scene, quotation: Quotation) -> bool:
    """Tell a sentence of its own from quoted words within one: it starts where a sentence starts and ends one."""
    inner = quotation.span.of(scene.text).strip("“”„«»‘’\"' \N{NO-BREAK SPACE}")
    before, after = _around(scene, quotation.span, None)
    starts = not before or before[-1] in '.!?:…”"»’'
    ends = inner[-1:] in (".", "!", "?", "…") or after[:1] == "." or not after
    return starts and ends and len(inner.split()) >= _WORDS and inner[:1].isupper()


def is_title(text: str) -> bool:
    """Tell the title of a work from a sentence: all its words but the small ones have a capital."""
    words = [word for word in re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)*", text) if word.lower() not in _SMALL]
    return all(word[0].isupper() for word in words) and not all(word.isupper() for word in words)
