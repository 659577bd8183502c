"""What the encoder's states say about a pronoun and somebody it can mean: the inputs of the ranker's product."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.document import Span
from onrecord.encoding import Encoding
from onrecord.resolve.ranking.referents import Anaphor, Referent, Trail

#: Views of a candidate: its mention last before the pronoun, its first one, and the mean of its first few.
VIEWS = 3
_FEW = 8


class Likeness:
    """States of pronouns and of mentions, each read once.

    Parameters
    ----------
    encoding : Encoding
    trail : Trail
        Tells where somebody was named or meant.
    """

    def __init__(self, encoding: Encoding, trail: Trail) -> None:
        self._encoding = encoding
        self._trail = trail
        self._at_place: dict[int, NDArray[np.float32]] = {}
        self._of_several: dict[tuple[int, ...], NDArray[np.float32]] = {}

    def anaphor(self, anaphor: Anaphor) -> NDArray[np.float32]:
        """Mean state of a pronoun's tokens: (d,)."""
        return self._mean(anaphor.span)

    def candidates(self, anaphor: Anaphor, referents: Sequence[Referent]) -> NDArray[np.float32]:
        """States of candidates: (n, VIEWS, d)."""
        size = self._encoding.states.shape[1]
        views = np.zeros((len(referents), VIEWS, size), dtype=np.float32)
        for row, referent in zip(views, referents, strict=True):
            places = tuple(referent.places[:_FEW]) or (anaphor.span.start,)
            last = self._trail.last_place(referent, anaphor.span.start)
            row[0] = self._place(places[0] if last is None else last)
            row[1] = self._place(places[0])
            row[2] = self._mean_of(places)
        return views

    def _place(self, place: int) -> NDArray[np.float32]:
        if place not in self._at_place:
            self._at_place[place] = self._mean(self._trail.named_at(place) or Span(place, place + 1))
        return self._at_place[place]

    def _mean_of(self, places: tuple[int, ...]) -> NDArray[np.float32]:
        if places not in self._of_several:
            self._of_several[places] = np.mean([self._place(place) for place in places], axis=0)
        return self._of_several[places]

    def _mean(self, span: Span) -> NDArray[np.float32]:
        tokens = self._encoding.tokens.over(span)
        states = self._encoding.states[tokens]
        if not len(states):
            return np.zeros(self._encoding.states.shape[1], dtype=np.float32)
        mean: NDArray[np.float32] = states.mean(axis=0)
        return mean
