"""Statements under a speaker's label, as interviews and transcripts print them: "OSKAR: We did not open the gates."."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from onrecord.attribute.draft import Draft, Found, Scene
from onrecord.document import RUNNING, Block, Span

#: Chance that a labelled paragraph is one statement. On the training and development corpora 62 of 63 are, in articles
#: whose labels were annotated at all; in two they were not.
LABEL_SCORE = 0.9
#: The same where the label is a letter ("Q", "A") and names nobody: 0 of 47.
LETTER_SCORE = 0.1
_LABEL = re.compile(r"^[(\[*]{0,2}(?P<source>[^\W\d_][\w.'’ -]{0,40}?)[)\]*]{0,2}\s?:\s+(?P<content>\S.*)$", re.DOTALL)
_WORDS = 3
_TIMES = 2
#: Labels of parts of a page, not of speakers.
_PARTS = frozenset("image photo picture video source note update correction related also graphic map chart".split())


def labelled_statements(scene: Scene, found: Found) -> Iterator[Draft]:
    """Paragraphs under a label that comes back in the article, unless a statement already holds their words."""
    matches = [(block, match) for block in scene.document.blocks if (match := _match(scene, block)) is not None]
    times = Counter(match["source"] for _, match in matches)
    for block, match in matches:
        content = Span(block.span.start + match.start("content"), block.span.end)
        if times[match["source"]] < _TIMES or found.owning(content):
            continue
        source = Span(block.span.start + match.start("source"), block.span.start + match.end("source"))
        score = LABEL_SCORE if len(match["source"]) > 1 else LETTER_SCORE
        yield Draft([source], [], [content], score, "speaker_label")


def _match(scene: Scene, block: Block) -> re.Match[str] | None:
    if block.kind not in RUNNING:
        return None
    match = _LABEL.match(block.span.of(scene.text))
    if match is None or match["content"][0].isdigit() or len(match["content"].split()) < _WORDS:
        return None
    words = match["source"].split()
    named = all(word[0].isupper() for word in words)
    return match if named and words[0].casefold() not in _PARTS else None
