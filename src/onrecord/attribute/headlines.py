"""Statements of headlines that have no cue word: "… – Lowell" and "Lowell: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.attribute.draft import Draft, Scene
from onrecord.document import HEADINGS, Block, Span

#: Chance that such a headline is a statement, on the training corpora.
DASH_SCORE = 0.9
COLON_SCORE = 0.85

_DASH = re.compile(
    r"^(?P<content>\S.*\S)\s+[\N{EN DASH}\N{EM DASH}-]{1,2}\s+(?P<source>[^\N{EN DASH}\N{EM DASH}:]+)$", re.DOTALL
)
_COLON = re.compile(r"^(?P<source>[^:“”«»‘\"\N{EN DASH}\N{EM DASH}]+?)\s?:\s+(?P<content>\S.*)$", re.DOTALL)
_MARK = "“”„«»‘’\"'"
#: Words that name a kind of text, not who speaks.
_LABELS = frozenset(
    "analysis opinion exclusive breaking live update video watch editorial explainer comment review report photos "
    "pictures gallery podcast interview profile column correction factbox timeline fact-check fact check factcheck "
    "live updates breaking news read more poll quiz".split()
)
#: Words that begin a clause after a dash, not the name of a speaker.
_CLAUSE = frozenset("i you he she it we they this that these those there some yet not and but or so if why how".split())
_NAME_WORD = re.compile(r"[\w.’'-]+")
_SOURCE_WORDS = 6
_CONTENT_WORDS = 2


def headline_statements(scene: Scene) -> Iterator[Draft]:
    """Find the cue-less statements of headlines, decks and subheads."""
    for block in scene.document.blocks:
        if block.kind in HEADINGS:
            draft = _dash(scene, block) or _colon(scene, block)
            if draft is not None:
                yield draft


def _dash(scene: Scene, block: Block) -> Draft | None:
    match = _DASH.match(block.span.of(scene.text))
    if match is None or not _names_someone(match["source"]) or _words(match["content"]) < _CONTENT_WORDS:
        return None
    return _draft(block, match, "headline_dash")


def _colon(scene: Scene, block: Block) -> Draft | None:
    match = _COLON.match(block.span.of(scene.text))
    if match is None or not _names_someone(match["source"]):
        return None
    # without quotation marks a colon more often opens a topic ("Ukraine: what we know") than a speech
    if match["content"][0] not in _MARK:
        return None
    return _draft(block, match, "headline_colon")


def _draft(block: Block, match: re.Match[str], method: str) -> Draft:
    source, content = (
        Span(block.span.start + match.start(name), block.span.start + match.end(name)) for name in ("source", "content")
    )
    if method == "headline_colon":
        return Draft([source], [], [content], COLON_SCORE, "headline_colon")
    return Draft([source], [], [content], DASH_SCORE, "headline_dash")


def _words(text: str) -> int:
    return len(_NAME_WORD.findall(text))


def _names_someone(text: str) -> bool:
    """Tell whether a few words can name a speaker: short, no sentence, no label of a kind of text."""
    words = _NAME_WORD.findall(text)
    if not 0 < len(words) <= _SOURCE_WORDS or text.strip().casefold() in _LABELS or words[0].casefold() in _LABELS:
        return False
    if re.split("[’']", words[0].casefold())[0] in _CLAUSE:
        return False
    if any(mark in text for mark in "?!,") or any(word.isdigit() for word in words):
        return False
    return all(len(word) > 1 or word.isupper() for word in words)
