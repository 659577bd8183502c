"""The calibrated score of a statement: the chance that source and content are right."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from onrecord.attribute.drafting.paths import LabelledSpan
from onrecord.encoding import CONTENT, CUE, SOURCE, CueScores, Encoding

_TINY = 1e-4


def _logit(chance: float) -> float:
    chance = min(max(chance, _TINY), 1 - _TINY)
    return math.log(chance / (1 - chance))


def features(encoding: Encoding, cue: CueScores, spans: Sequence[LabelledSpan]) -> list[float]:
    """What the score is made of.

    Returns
    -------
    list of 14 floats
        Log-odds of: the cue tag, the cue's label as seen by itself, the content words, the content's weakest edge,
        the source words, the source's weakest edge; whether there is no source; log-odds that the role tags agree
        on the content and on the source; the chance that the cue stands inside another statement's content; and this
        chance times what tells less, or something else, of nested statements: the role tags' agreement on the content
        and on the source, no source, the cue tag.
    """
    own = [s for s in spans if s.role == CUE]
    content = [s for s in spans if s.role == CONTENT]
    source = [s for s in spans if s.role == SOURCE]
    tagged = _logit(float(np.exp(encoding.cue_scores[cue.token, 1])))
    nested = float(np.exp(encoding.role_scores[cue.token, CONTENT : CONTENT + 2]).sum())
    no_source = 0.0 if source else 1.0
    agreed = _logit(role_share(encoding, content))
    source_agreed = _logit(role_share(encoding, source)) if source else 0.0
    return [
        tagged,
        _logit(_mean(own)),
        _logit(_mean(content)),
        _logit(min((s.edges for s in content), default=0.0)),
        _logit(_mean(source)) if source else 0.0,
        _logit(min((s.edges for s in source), default=0.5)),
        no_source,
        agreed,
        source_agreed,
        nested,
        *(nested * value for value in (agreed, source_agreed, no_source, tagged)),
    ]


def role_share(encoding: Encoding, spans: Sequence[LabelledSpan]) -> float:
    """Mean probability, by the role tags, that the tokens of the spans play the role that the cue gives them."""
    if not spans:
        return 0.0
    chances = np.exp(
        np.concatenate([encoding.role_scores[span.start : span.end, span.role : span.role + 2] for span in spans])
    )
    return float(np.add.reduce(chances[:, 0] + chances[:, 1]) / np.float32(len(chances)))


def _mean(spans: Sequence[LabelledSpan]) -> float:
    total = sum(s.end - s.start for s in spans)
    return sum(s.confidence * (s.end - s.start) for s in spans) / total if total else 0.0


def probability(values: Sequence[float], weights: Sequence[float]) -> float:
    """Logistic of the weighted features; ``weights`` has the intercept first. Without weights: the cue tag alone.

    A model that was tuned before the last features were added has no weights for them.
    """
    total = weights[0] + sum(w * v for w, v in zip(weights[1:], values, strict=False)) if weights else values[0]
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))
