"""One statement as those who code it see it: its words, its sentence, and what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from onrecord.document import Document, Span
from onrecord.entity import Entity, Mentioned
from onrecord.quotation import Quotation, quotations
from onrecord.statement import Attribution, Resolution
from onrecord.words import Word, Words, sentence_spans

_OWNER = re.compile(r"\((\w+)\)$")


class Scene:
    """An article while its statements are coded.

    Attributes
    ----------
    sentences : list of Span
        In text order; a headline is one.
    entities : sequence of Mentioned
        Everybody named in the article.

    Parameters
    ----------
    words : Words, optional
        Those of the article, where they are cut already.
    """

    def __init__(
        self,
        document: Document,
        attributions: Sequence[Attribution],
        resolutions: Sequence[Resolution] = (),
        entities: Sequence[Mentioned] = (),
        words: Words | None = None,
    ) -> None:
        self.document = document
        self.text = document.text
        self.attributions = tuple(attributions)
        self.resolutions = tuple(resolutions)
        self.entities = tuple(entities)
        self._words = words or Words(document.text)
        self.sentences = [span for block in document.blocks for span in sentence_spans(document.text, block.span)]
        self._starts = [span.start for span in self.sentences]
        self._blocks = [block.span for block in document.blocks]
        self._block_starts = [span.start for span in self._blocks]

    @cached_property
    def quotations(self) -> list[Quotation]:
        """All quotations of the article."""
        return quotations(self.text, [block.span for block in self.document.blocks])

    @property
    def pieces(self) -> list[Word]:
        """All words of the article, possessive endings by themselves."""
        return self._words.pieces

    def words(self, span: Span) -> list[Word]:
        """The words inside a span, as :func:`onrecord.words.words_of` tells them."""
        return self._words.inside(span)

    @cached_property
    def statements(self) -> tuple[Said, ...]:
        """Every statement, in the order of the attributions."""
        return tuple(Said(self, index) for index in range(len(self.attributions)))

    @cached_property
    def _mentions(self) -> list[tuple[Span, Entity]]:
        """All mentions in text order."""
        placed = ((span, known.entity) for known in self.entities for span in known.mentions)
        return sorted(placed, key=lambda one: one[0])

    def mentions_in(self, span: Span) -> Iterator[tuple[Span, Entity]]:
        """Mentions that begin and end inside a span, in text order, each with who is named."""
        for at in range(bisect_left(self._mentions, span.start, key=lambda one: one[0].start), len(self._mentions)):
            mention, entity = self._mentions[at]
            if mention.start >= span.end:
                return
            if mention.end <= span.end:
                yield mention, entity

    @cached_property
    def names_of_states(self) -> dict[str, frozenset[str]]:
        """How each country is named, itself or its government, in lower case."""
        found: dict[str, set[str]] = {}
        for known in self.entities:
            if known.entity.country and known.entity.type in ("country", "government"):
                names = {span.of(self.text).casefold() for span in known.mentions}
                found.setdefault(known.entity.country, set()).update(names)
        return {country: frozenset(names) for country, names in found.items()}

    def sentence(self, place: int) -> Span:
        """The sentence that holds a place of the text, or the one before it; empty where there is none."""
        at = bisect_right(self._starts, place) - 1
        return self.sentences[at] if at >= 0 else Span(place, place)

    def block(self, place: int) -> Span:
        """The block that holds a place of the text; empty where there is none."""
        at = bisect_right(self._block_starts, place) - 1
        return self._blocks[at] if at >= 0 and place < self._blocks[at].end else Span(place, place)


class Said:
    """One statement.

    Attributes
    ----------
    index : int
        Of its attribution, and of its resolution where there is one.
    """

    def __init__(self, scene: Scene, index: int) -> None:
        self.scene = scene
        self.index = index
        self.attribution = scene.attributions[index]

    @property
    def resolution(self) -> Resolution | None:
        """Who says it."""
        return self.scene.resolutions[self.index] if self.index < len(self.scene.resolutions) else None

    @property
    def owner_in_name(self) -> str:
        """Whose the source is by its name: Orsk for "Ministry of Defence (Orsk)"; "" where the name does not tell."""
        found = _OWNER.search(self.resolution.name) if self.resolution is not None else None
        return found[1] if found is not None else ""

    @property
    def parent(self) -> Said | None:
        """The statement whose content holds this one."""
        parent = self.attribution.parent
        return None if parent is None else self.scene.statements[parent]

    @cached_property
    def anchor(self) -> int:
        """Where it stands in the order of the text: its cue, without one its content."""
        spans = self.attribution.cue or self.attribution.content or self.attribution.source
        return min((span.start for span in spans), default=0)

    @cached_property
    def source(self) -> list[Word]:
        """Words of the source."""
        return self._words(self.attribution.source)

    @cached_property
    def cue(self) -> list[Word]:
        """Words of the cue."""
        return self._words(self.attribution.cue)

    @cached_property
    def content(self) -> list[Word]:
        """Words of the content, with its punctuation."""
        return self._words(self.attribution.content)

    @cached_property
    def told(self) -> str:
        """The content as it is written, in lower case."""
        return " ".join(span.of(self.scene.text) for span in self.attribution.content).casefold()

    @cached_property
    def told_with_cue(self) -> str:
        """The cue and the content as they are written, in lower case."""
        cue = " ".join(span.of(self.scene.text) for span in self.attribution.cue)
        return f"{cue.casefold()} {self.told}"

    @cached_property
    def sentence(self) -> Span:
        """The sentence that holds the anchor."""
        return self.scene.sentence(self.anchor)

    def _words(self, spans: Sequence[Span]) -> list[Word]:
        return [word for span in spans for word in self.scene.words(span)]
