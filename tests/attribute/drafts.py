"""Statements in the making, by their words."""

from __future__ import annotations

from onrecord.attribute.drafting.draft import Draft
from onrecord.document import Span


def contents(built, drafts):
    """The words of each statement's content pieces."""
    return [[span.of(built.text) for span in draft.content] for draft in drafts]


def statement(built, source, cue, content):
    """A statement of the scene whose parts are these words where they stand first."""

    def where(words):
        start = built.text.index(words)
        return Span(start, start + len(words))

    return Draft([where(source)], [where(cue)], [where(content)], 0.9)
