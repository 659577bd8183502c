"""What the encoder's states say of a statement as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakKeyDictionary

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


_KEPT: WeakKeyDictionary[Said, tuple[Tokens, NDArray[np.int64], NDArray[np.int64]]] = WeakKeyDictionary()


def roles_of(said: Said, tokens: Tokens) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The tokens that a statement is told by, in text order, and the role of each: (n,) and (n,); n may be 0.

    Notes
    -----
    They are kept as long as the statement is: acts and recipients are told by the same tokens.
    """
    kept = _KEPT.get(said)
    if kept is None or kept[0] is not tokens:
        kept = _KEPT[said] = (tokens, *_roles(said, tokens))
    return kept[1], kept[2]


def _roles(said: Said, tokens: Tokens) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    attribution = said.attribution
    sentence = tokens.over(said.sentence)
    opens = tokens.over(attribution.cue[0]).start if attribution.cue else sentence.stop
    middle = opens if attribution.cue else sentence.start
    around = np.arange(max(sentence.start, middle - _MOST), min(sentence.stop, middle + _MOST))
    places, roles = [around], [np.where(around < opens, BEFORE, AFTER)]
    for own, spans in ((CONTENT, attribution.content), (SOURCE, attribution.source), (CUE, attribution.cue)):
        over = [np.arange(*tokens.over(span).indices(len(tokens))) for span in spans]
        if over:
            places.append(np.concatenate(over)[:_MOST])
            roles.append(np.full(len(places[-1]), own))
    # of a token with several roles the last one counts
    where, last = np.unique(np.concatenate(places)[::-1], return_index=True)
    return where, np.concatenate(roles)[::-1][last]


def cue_state(encoding: Encoding, said: Said) -> NDArray[np.float32]:
    """State of the cue's first token, of shape (384,); zeros without a cue."""
    states = states_of(encoding, said.attribution.cue[:1])
    return states[0] if len(states) else np.zeros(encoding.states.shape[1], dtype=np.float32)
