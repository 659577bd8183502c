"""What the encoder's states say of a statement as a whole."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from onrecord.coding.said import Said
from onrecord.document import Span
from onrecord.encoding import Encoding, Tokens

#: What a token is to a statement: part of its cue, content or source, or of its sentence before or after the cue.
CUE, CONTENT, SOURCE, BEFORE, AFTER = range(5)
ROLES = 5
#: Tokens of one role that are looked at, and of the sentence on either side.
_MOST = 120


def states_of(encoding: Encoding, spans: Iterable[Span]) -> NDArray[np.float32]:
    """States of the tokens of some spans, of shape (n, 384); n may be 0."""
    pieces = [encoding.states[encoding.tokens.over(span)] for span in spans]
    return np.concatenate(pieces) if pieces else np.zeros((0, encoding.states.shape[1]), dtype=np.float32)


def roles_of(said: Said, tokens: Tokens) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The tokens that a statement is told by, in text order, and the role of each: (n,) and (n,); n may be 0."""
    attribution = said.attribution
    role: dict[int, int] = {}
    sentence = tokens.over(said.sentence)
    opens = tokens.over(attribution.cue[0]).start if attribution.cue else sentence.start
    for at in range(max(sentence.start, opens - _MOST), min(sentence.stop, opens + _MOST)):
        role[at] = BEFORE if not attribution.cue or at < opens else AFTER
    for own, spans in ((CONTENT, attribution.content), (SOURCE, attribution.source), (CUE, attribution.cue)):
        places = [at for span in spans for at in range(*tokens.over(span).indices(len(tokens)))]
        role.update(dict.fromkeys(places[:_MOST], own))
    where = np.fromiter(sorted(role), dtype=np.int64, count=len(role))
    return where, np.fromiter((role[at] for at in where.tolist()), dtype=np.int64, count=len(role))


def cue_state(encoding: Encoding, said: Said) -> NDArray[np.float32]:
    """State of the cue's first token, of shape (384,); zeros without a cue."""
    states = states_of(encoding, said.attribution.cue[:1])
    return states[0] if len(states) else np.zeros(encoding.states.shape[1], dtype=np.float32)
