"""Who asks and who answers under the letters of an interview: "Q: Are the talks over? A: No."."""

from __future__ import annotations

import re
from collections import Counter

from onrecord.document import Span
from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cast.figures import Figure
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


def under_letter(article: Article, source: Source, attribution: Attribution) -> Answer | None:
    """The one person named above an interview, who answers, and the outlet spoken to, which asks."""
    letter = source.words[0].lower if len(source.words) == 1 else ""
    if attribution.method != "speaker_label" or letter not in _ASKS | _ANSWERS:
        return None
    first = _LABEL.search(article.document.text)
    above = article.cast.named_in(Span(0, first.start())) if first is not None else []
    if letter in _ANSWERS:
        times = Counter(figure.index for _, figure in above if figure.person).most_common(2)
        one = len(times) == 1 or (len(times) == 2 and times[0][1] > times[1][1])
        return article.named(article.cast.figures[times[0][0]], source, "nominal", 0.7) if one else None
    text = article.document.text
    spoken = (
        f for m, f in above if _is_outlet(f) and _SPOKE_TO.search(text[max(0, m.span.start - _NEAR) : m.span.start])
    )
    outlet = next(spoken, None)
    if outlet is not None:
        return article.named(outlet, source, "nominal", 0.7)
    return Answer(Resolution("unnamed: interviewer", "group", type="group", score=0.7, evidence=(source.span,)))


def _is_outlet(figure: Figure) -> bool:
    return figure.body and figure.type not in PUBLIC
