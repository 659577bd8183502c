"""Names spans that are no sources: who "him", "the ministry" or "Orsk's army" is where a statement is put to them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.document import Span
from onrecord.resolve.ranking.referents import Anaphor, Referent
from onrecord.resolve.resolver import Resolver
from onrecord.resolve.sources.sources import source_of
from onrecord.statement import Attribution, Resolution


class _Piece(NamedTuple):
    """A piece of a content: ``outer`` is the place, among the pieces in text order, of the piece around it, or -1."""

    span: Span
    statement: int
    outer: int


class SpanResolver(Resolver):
    """Resolves spans of an article whose sources are resolved; the article is not looked through again."""

    def __init__(self, resolver: Resolver) -> None:
        super().__init__(resolver.article, resolver.attributions)
        resolver.all()
        self._done, self._documents = resolver._done, resolver._documents
        self._pieces = _nested(resolver.attributions)
        self._starts = [piece.span.start for piece in self._pieces]
        self._cues = sorted(
            (attribution.cue[0].start, index)
            for index, attribution in enumerate(resolver.attributions)
            if attribution.cue
        )
        #: Who puts the statement to somebody: whoever speaks does not speak to him.
        self._speaker: Referent | None = None

    def resolve(self, span: Span) -> Resolution | None:
        """Who a span means, as if it were a source where it stands; None where it has no word."""
        article = self.article
        source = source_of(article.page, article.cast, (span,))
        if not source.words:
            return None
        holder = self._holder(span)
        asked = Attribution((span,), (), (), "indirect")
        self._speaker = self._speaker_to(span, holder)
        return self.whole(source, asked, self._done[holder] if holder is not None else None).resolution

    def choose(
        self,
        attribution: Attribution,
        asked: Anaphor,
        candidates: Sequence[Referent],
        features: NDArray[np.float32],
    ) -> tuple[int | None, float]:
        """As for sources, but never the speaker of the statement that the span is the object of."""
        kept = [place for place, referent in enumerate(candidates) if referent is not self._speaker]
        chosen, score = super().choose(attribution, asked, [candidates[place] for place in kept], features[kept])
        return (None if chosen is None else kept[chosen]), score

    def _holder(self, span: Span) -> int | None:
        """The innermost statement whose content holds a span."""
        at = bisect_right(self._starts, span.start) - 1
        while at >= 0 and not self._pieces[at].span.contains(span):
            at = self._pieces[at].outer
        return self._pieces[at].statement if at >= 0 else None

    def _speaker_to(self, span: Span, holder: int | None) -> Referent | None:
        """The source of the last statement of the sentence whose cue stands before a span outside its content."""
        sentences = self.article.page.sentences
        if not sentences:
            return None
        start = sentences[self.article.page.sentence_at(span.start)].span.start
        at = bisect_right(self._cues, (span.start, -1)) - 1
        if at < 0 or self._cues[at][0] < start or self._cues[at][1] == holder:
            return None
        return self._done[self._cues[at][1]].referent


def _nested(attributions: Sequence[Attribution]) -> list[_Piece]:
    """All pieces of contents in text order, each with the one around it."""
    order = sorted(
        (piece.start, -piece.end, index)
        for index, attribution in enumerate(attributions)
        for piece in attribution.content
    )
    found: list[_Piece] = []
    for start, end, index in order:
        outer = len(found) - 1
        while outer >= 0 and found[outer].span.end < -end:
            outer = found[outer].outer
        found.append(_Piece(Span(start, -end), index, outer))
    return found


def resolve_spans(resolver: Resolver, spans: Iterable[Span]) -> dict[Span, Resolution]:
    """Name spans as if each were a source where it stands.

    Parameters
    ----------
    resolver : Resolver
        Of the article; its sources are resolved first, if they are not yet.
    spans : iterable of Span
        Pronouns and noun phrases; asked in text order, each once.

    Returns
    -------
    dict
        A resolution for every span that holds a word.
    """
    asked = SpanResolver(resolver)
    answers = ((span, asked.resolve(span)) for span in sorted(set(spans)))
    return {span: answer for span, answer in answers if answer is not None}
