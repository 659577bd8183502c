"""Things by the stretch of text they fill, so that looking at one place never looks at all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from onrecord.document import Span

T = TypeVar("T")
_SHORTEST = 64


class Places(Generic[T]):
    """An index of spans.

    Each span is kept on the level of its length, a power of two, in the one or two stretches of that level that it
    meets: short and long ones never stand in each other's way.

    >>> found = Places([(Span(0, 9), "first"), (Span(5, 700), "second")])
    >>> found.near(Span(9, 12))
    ['first', 'second']
    >>> found.near(Span(10, 12))
    ['second']
    """

    def __init__(self, things: Iterable[tuple[Span, T]] = ()) -> None:
        self._things: list[tuple[Span, T]] = []
        self._levels: dict[int, dict[int, list[int]]] = {}
        for span, thing in things:
            self.add(span, thing)

    def add(self, span: Span, thing: T) -> None:
        """Put a thing where it stands."""
        level = max(span.end - span.start, _SHORTEST).bit_length()
        stretches = self._levels.setdefault(level, {})
        for stretch in range(span.start >> level, (span.end >> level) + 1):
            stretches.setdefault(stretch, []).append(len(self._things))
        self._things.append((span, thing))

    def near(self, place: Span) -> list[T]:
        """Things that overlap or touch a place, in the order in which they were put there."""
        found = {
            index
            for level, stretches in self._levels.items()
            for stretch in range(place.start >> level, (place.end >> level) + 1)
            for index in stretches.get(stretch, ())
        }
        kept = (self._things[index] for index in sorted(found))
        return [thing for span, thing in kept if span.start <= place.end and place.start <= span.end]
