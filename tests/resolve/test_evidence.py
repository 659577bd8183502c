from __future__ import annotations

import numpy as np
import pytest

from onrecord.resolve.article import Article
from onrecord.resolve.ranking.evidence import FEATURES
from onrecord.resolve.ranking.referents import Anaphor
from resolve.article import article, own_registry


def evidence(text: str) -> dict[str, dict[str, float]]:
    """Features of the candidates of the last marked source, by name."""
    marked = article(text)
    whole = Article(marked.document, marked.attributions, own_registry())
    source = whole.source(marked.attributions[-1])
    asked = Anaphor(source.span, source.words, source.kind, source.head, None, None, False)
    candidates = whole.trail.candidates(asked)
    rows = whole.evidence.rows(asked, candidates)
    assert rows.shape == (len(candidates), len(FEATURES)) and np.isfinite(rows).all()
    return {
        candidate.figure.name: dict(zip(FEATURES, map(float, row), strict=True))
        for candidate, row in zip(candidates, rows, strict=True)
        if candidate.figure is not None
    }


@pytest.mark.parametrize(
    ("text", "name", "feature", "value"),
    [
        ("The Diocese of Norvale met. [The diocese] said no.", "Diocese of Norvale", "head fits card", 1),
        ("The Royal Academy of Norvale met. [The academy] said no.", "Royal Academy of Norvale", "head fits card", 1),
        ("The Norvale Council met. [The academy] said no.", "Norvale Council", "head fits card", 0),
        ("Prime Minister Mara Quell left. [The premier] said no.", "Mara Quell", "head fits card", 1),
        ("Mayor Mara Quell met Jonas Brandt. [The mayor] said no.", "Mara Quell", "another fits", 0),
        ("Mayor Mara Quell met Jonas Brandt. [The mayor] said no.", "Jonas Brandt", "another fits", 1),
        ("Mayor Mara Quell met Jonas Brandt. [The mayor] said no.", "Jonas Brandt", "none fits", 0),
        ("Mayor Mara Quell met Jonas Brandt. [The singer] said no.", "Mara Quell", "none fits", 1),
        ("Mayor Mara Quell met Jonas Brandt. [The man] said no.", "Jonas Brandt", "any person", 1),
        ("Mayor Mara Quell met Jonas Brandt. [The mayor] said no.", "Jonas Brandt", "any person", 0),
        ("The Norvale Times met the Norvale Council. [The newspaper] said no.", "Norvale Times", "outlet fits", 1),
        ("The Norvale Times met the Norvale Council. [The newspaper] said no.", "Norvale Council", "outlet fits", 0),
        ("Norvale Airlines left Karveth. [The company] said no.", "Norvale Airlines", "firm fits", 1),
        ("Norvale Airlines left Karveth. [The company] said no.", "Karveth", "place for another", 1),
        ("Norvale Airlines left Karveth. [The country] said no.", "Karveth", "place fits", 1),
        ("Norvale Airlines left Karveth. [They] said no.", "Karveth", "plural word", 1),
        ("Norvale Airlines left Karveth. [It] said no.", "Karveth", "plural word", 0),
        ("Mara Quell left. [It] said no.", "Mara Quell", "person for it", 1),
    ],
)
def test_what_speaks_for_somebody(text: str, name: str, feature: str, value: float) -> None:
    assert evidence(text)[name][feature] == value


def test_nobody_at_hand_has_no_rows() -> None:
    assert evidence("[The mayor] said no.") == {}
