"""Whose words the places of an article are: its own, or those of the statement that holds them."""

from __future__ import annotations

import numpy as np

from onrecord.coding.said import Scene
from onrecord.document import Span


class Voices:
    """Which statement's content each place of an article stands in; of nested ones the innermost."""

    def __init__(self, scene: Scene) -> None:
        end = len(scene.text)
        spans = [
            (Span(max(span.start, 0), min(span.end, end)), index)
            for index, attribution in enumerate(scene.attributions)
            for span in attribution.content
        ]
        # the longest first, so that those inside it cover it; of equal ones the nested one comes later
        self._contents = sorted(spans, key=lambda content: content[0].start - content[0].end)
        self._of = np.full(end + 1, -1, np.int32)
        for at, (span, _) in enumerate(self._contents):
            self._of[span.start : span.end] = at

    def statement(self, place: int) -> int | None:
        """Index of the innermost statement whose content holds a place; None for the article's own words."""
        at = self._of[place]
        return None if at < 0 else self._contents[at][1]

    def content(self, span: Span) -> Span | None:
        """The innermost content that holds all of a span."""
        at = self._of[span.start]
        return self._contents[at][0] if at >= 0 and self._contents[at][0].contains(span) else None

    def touch(self, span: Span) -> bool:
        """Tell whether any of a span stands in a content."""
        return bool((self._of[span.start : span.end] >= 0).any())

    def own_words(self, text: str) -> str:
        """The text, with a space for each character of a content."""
        return "".join(np.where(self._of[:-1] >= 0, " ", list(text)).tolist()) if text else ""
