"""What the encoder says about a name: person, body or place."""

from __future__ import annotations

import numpy as np

from onrecord.document import Span
from onrecord.encoding import BODY, PERSON, PLACE, Encoding
from onrecord.resolve.cast.trimming import Hint

_KINDS = {"person": PERSON, "body": BODY, "place": PLACE}


def hint_of(encoding: Encoding | None) -> Hint | None:
    """Chances of person, body and place for a span, as a function; None without mention scores."""
    if encoding is None or encoding.mention_scores is None:
        return None
    tokens, scores = encoding.tokens, encoding.mention_scores

    def hint(span: Span) -> dict[str, float]:
        own = scores[tokens.over(span)]
        if not len(own):
            return dict.fromkeys(_KINDS, 0.0)
        chances = np.exp(own).mean(axis=0)
        return {kind: float(chances[label] + chances[label + 1]) for kind, label in _KINDS.items()}

    return hint
