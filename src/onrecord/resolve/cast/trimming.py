"""Names without the capitalised words in front that are no part of them: a verb, an office, a body, a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.document import Span
from onrecord.entity import Entity
from onrecord.resolve.cast.figures import PLACES
from onrecord.resolve.known.registry import Registry
from onrecord.resolve.names.mentions import NameMention
from onrecord.resolve.vocabulary import BODY_NAMES, REGIONS

#: What the encoder thinks of a name: chances of "person", "body", "place".
Hint = Callable[[Span], dict[str, float]]
_OPENERS = frozenset("whether lead unlike previous like longtime honour former monsenor monsignor unless".split())
#: Ends of words for what people do: "Stallholder".
_ROLES = ("er", "or", "man", "ist", "ant")
#: What begins names of places and bodies: "St. Varnay".
_SAINT = ("St.", "St", "Saint")
#: Small words that no name begins with: "Bank of Norvale".
_JOINING = frozenset("of for and & the".split())
#: What stands before a place, and how many characters of it to look at.
_WHERE = re.compile(r"\b(?:at|in|from|near)\s$", re.IGNORECASE)
_LEAD = 6
#: Up to which chance a first word is no part of a name, and from which on the rest is one.
_NO_NAME, _NAME = 0.3, 0.6


class Trimmer:
    """Cuts names; ``named`` tells whom the registry knows by a name."""

    def __init__(
        self, text: str, registry: Registry, hint: Hint | None, named: Callable[[str], Sequence[Entity]]
    ) -> None:
        self._text = text
        self._registry = registry
        self._hint = hint
        self._named = named

    def trimmed(self, mention: NameMention) -> NameMention:
        """A name from its first own word on."""
        words = mention.words
        if len(words) < 2 or words[0] in _SAINT or words[1] in _JOINING or self._named(mention.name):
            return mention
        if len(words) > 2 and (self._begins_with_place(words) or self._begins_behind_place(mention)):
            return self._cut(mention, 1)
        body = self._body_before_person(mention)
        if body:
            return self._cut(mention, body)
        return self._cut(mention, 1) if self._opens_with_other(mention) else mention

    def _opens_with_other(self, mention: NameMention) -> bool:
        """ "Entrusting Donald Trump with …", "Treasurer Ada Quell": the first word is none of the name."""
        words, rest = mention.words, mention.words[1:]
        if self._hint is not None and len(rest) > 1:
            first = self._hint(Span(mention.span.start, mention.span.start + len(words[0])))
            behind = self._hint(self._cut(mention, 1).span)
            if max(first.values()) < _NO_NAME and behind["person"] > _NAME:
                return True
            if first["person"] > _NAME and not words[0].endswith(_ROLES):
                return False
        if not mention.opens:
            return False
        given = [self._registry.given_name_gender(word) is not None for word in words]
        verbal = words[0].casefold().endswith(("ing", "ed")) or words[0].casefold() in _OPENERS
        person = len(rest) > 1 and given[1] and not given[0]
        told = " ".join(rest)
        return bool(person or (verbal and (len(rest) > 1 or self._named(told) or self._registry.country_of(told))))

    def _begins_with_place(self, words: tuple[str, ...]) -> bool:
        """ "the president of France Jacques Chirac"."""
        place = words[0] in REGIONS or any(e.type in PLACES for e in self._named(words[0]))
        given = self._registry.given_name_gender(words[1]) and not self._registry.given_name_gender(words[0])
        return bool(place and given and words[-1].casefold() not in BODY_NAMES)

    def _begins_behind_place(self, mention: NameMention) -> bool:
        """ "At Norvale Ada Quell met": whether the encoder takes the first word for a place, the rest for a person."""
        lead = _WHERE.search(self._text, max(0, mention.span.start - _LEAD), mention.span.start)
        if lead is None or self._hint is None or self._registry.given_name_gender(mention.words[0]) is not None:
            return False
        first = self._hint(Span(mention.span.start, mention.span.start + len(mention.words[0])))
        return first["place"] > first["person"] and self._hint(self._cut(mention, 1).span)["person"] > _NAME

    def _body_before_person(self, mention: NameMention) -> int:
        """ "Ambassador to the United Nations Ada Quell": how many words name a body that the registry knows."""
        words = mention.words
        for size in range(len(words) - 2, 1, -1):
            rest = words[size:]
            if len(rest) > 3 or rest[-1].casefold() in BODY_NAMES or not self._named(" ".join(words[:size])):
                continue
            likely = self._hint is not None and self._hint(self._cut(mention, size).span)["person"] > _NAME
            if likely or self._registry.given_name_gender(rest[0]):
                return size
        return 0

    def _cut(self, mention: NameMention, count: int) -> NameMention:
        """A name without its first words."""
        start = mention.span.start
        for word in mention.words[:count]:
            start = self._text.index(word, start) + len(word)
        rest = mention.words[count:]
        start = self._text.index(rest[0], start)
        return replace(mention, span=Span(start, mention.span.end), words=rest, opens=False)
