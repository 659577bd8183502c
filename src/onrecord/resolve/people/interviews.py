"""Who asks and who answers in an interview: under "Q:" and "A:", and in paragraphs that are asked and answered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from onrecord.document import RUNNING, Span
from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.names.mentions import NameMention
from onrecord.resolve.ranking.evidence import PUBLIC
from onrecord.resolve.sources.sources import Source
from onrecord.statement import Attribution, Resolution

_ASKS = frozenset({"q", "question"})
_ANSWERS = frozenset({"a", "answer"})
_LABEL = re.compile(r"^[(\[*]{0,2}(?:Q|A|Question|Answer)[)\]*]{0,2}\s?:", re.MULTILINE)
#: What stands in front of the outlet that somebody speaks to.
_SPOKE_TO = re.compile(
    r"\b(?:(?:spoke|speaks|speaking|talked|talks|sat down) (?:to|with)|told|tells|interviewed by"
    r"|interview (?:with|to|for)) (?:the )?$",
    re.IGNORECASE,
)
_NEAR = 40
#: Questions of an interview without labels, at least; those of them with a mark; characters of one at most.
_QUESTIONS, _MARKED, _LONGEST = 3, 2, 400
_QUOTES = re.compile(r"[“”„«»\"]")
_OWN = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|me|us)\b")
_YOU = re.compile(r"\b[Yy]our?\b")


class Interview(NamedTuple):
    """Who answers in an interview without labels, in which blocks, and in which ones is asked."""

    answers: Figure
    own: frozenset[int]
    asked: frozenset[int]


def unlabelled(article: Article) -> Interview | None:
    """An interview whose paragraphs ask "you" and are answered by an "I", by the person named most above it.

    Three questions at least, of "you" somewhere, and most answers in the first person: who writes with questions for
    subheads is not interviewed.
    """
    text = article.document.text
    kinds = {*RUNNING, "subhead"}
    running = [(at, block.span.of(text)) for at, block in enumerate(article.document.blocks) if block.kind in kinds]
    asked = {at: words for at, words in running if _asks(words)}
    marked = sum(words.endswith("?") for words in asked.values()) >= _MARKED
    if len(asked) < _QUESTIONS or not marked or not any(map(_YOU.search, asked.values())):
        return None
    first = min(asked)
    own = {at: words for at, words in running if at > first and at not in asked and not _QUOTES.search(words)}
    if 2 * sum(_OWN.search(words) is not None for words in own.values()) <= len(own):
        return None
    figure = _most_named(article, article.cast.named_in(Span(0, article.document.blocks[first].span.start)))
    return Interview(figure, frozenset(own), frozenset(asked)) if figure is not None else None


def _asks(words: str) -> bool:
    """Whether a paragraph asks somebody: it ends in a question or says "you", and no "I"."""
    if len(words) > _LONGEST or _QUOTES.search(words) or _OWN.search(words):
        return False
    return words.endswith("?") or _YOU.search(words) is not None


def _most_named(article: Article, named: Sequence[tuple[NameMention, Figure]]) -> Figure | None:
    """The person, no writer, who is named most, those first who are told to be one; None where two are."""
    blocks, sentences = article.document.blocks, article.page.sentences
    written = {mention.span for mention, _ in named if blocks[sentences[mention.sentence].block].kind == "byline"}
    persons = [figure for mention, figure in named if figure.person and mention.span not in written]
    times = Counter(f.index for f in [f for f in persons if f.sure] or persons).most_common(2)
    alone = len(times) == 1 or (len(times) == 2 and times[0][1] > times[1][1])
    return article.cast.figures[times[0][0]] if alone else None


class Letters:
    """Who answers and who asks under the letters of an interview."""

    def __init__(self, article: Article) -> None:
        self._article = article

    def under(self, source: Source, attribution: Attribution) -> Answer | None:
        """The one person named above an interview, who answers, and the outlet spoken to, which asks."""
        letter = source.words[0].lower if len(source.words) == 1 else ""
        if attribution.method != "speaker_label" or letter not in _ASKS | _ANSWERS:
            return None
        figure = self._answers if letter in _ANSWERS else self._outlet
        if figure is not None:
            return self._article.named(figure, source, "nominal", 0.7)
        if letter in _ANSWERS:
            return None
        return Answer(Resolution("unnamed: interviewer", "group", type="group", score=0.7, evidence=(source.span,)))

    @cached_property
    def _above(self) -> list[tuple[NameMention, Figure]]:
        first = _LABEL.search(self._article.document.text)
        return self._article.cast.named_in(Span(0, first.start())) if first is not None else []

    @cached_property
    def _answers(self) -> Figure | None:
        return _most_named(self._article, self._above)

    @cached_property
    def _outlet(self) -> Figure | None:
        text = self._article.document.text
        bodies = ((m.span.start, f) for m, f in self._above if _is_outlet(f))
        return next((f for start, f in bodies if _SPOKE_TO.search(text[max(0, start - _NEAR) : start])), None)


def _is_outlet(figure: Figure) -> bool:
    return figure.body and figure.type not in PUBLIC
