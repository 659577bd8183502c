"""One pass of the encoder over a document. The only module that knows onnxruntime."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.document import Document
from onrecord.encode.model import ModelFolder, open_model
from onrecord.encode.tokens import Window, tokenize, windows
from onrecord.encode.wordpiece import ENDS, WordPieces
from onrecord.encoding import CueScores, Encoding, Tokens

#: Graph fusions that make this model slower: the fused normalisation is not vectorised.
_SLOWER = ["SkipLayerNormFusion"]


class Encoder:
    """A loaded model. One thread, one window a call: what else is read never changes a result.

    Parameters
    ----------
    model : ModelFolder
    """

    def __init__(self, model: ModelFolder) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # window lengths differ: planned memory is only kept, not used again
        options.log_severity_level = 3
        self.model = model
        self._session = onnxruntime.InferenceSession(
            str(model.path / "model.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=_SLOWER,
        )
        self._tags_mentions = len(self._session.get_outputs()) > 5
        self._wordpieces = WordPieces.from_file(model.path / "tokenizer.json")
        self._open, self._close = (self._wordpieces.vocabulary[name] for name in ENDS)
        reading: dict[str, Any] = model.manifest["reading"]
        self._size = int(reading["window"]) - 2
        self._context = int(reading["context"])
        self._floor = np.array(reading["cue_floor"], dtype=np.float32)

    def encode(self, document: Document) -> Encoding:
        """Read the document once.

        Returns
        -------
        Encoding
            With no tokens and no cues for a document without blocks.
        """
        tokens = tokenize(document, self._wordpieces)
        total = len(tokens)
        states = np.zeros((total, 384), dtype=np.float32)
        cue_scores = np.zeros((total, 3), dtype=np.float32)
        role_scores = np.zeros((total, 7), dtype=np.float32)
        mention_scores = np.zeros((total, 11), dtype=np.float32)
        cues: list[CueScores] = []
        for window in windows(tokens, self._size, self._context):
            hidden, tags, roles, asked, arguments, *mentions = self.run(tokens, window)
            own = slice(window.own_start, window.own_end)
            inner = slice(window.own_start - window.start + 1, window.own_end - window.start + 1)
            states[own], cue_scores[own], role_scores[own] = hidden[inner], tags[inner], roles[inner]
            if mentions:
                mention_scores[own] = mentions[0][inner]
            for row, place in enumerate(asked):
                token = window.start + int(place) - 1
                if window.own_start <= token < window.own_end:
                    cues.append(CueScores(token, window.start, arguments[row, 1:-1]))
        tagged = mention_scores if self._tags_mentions else None
        return Encoding(tokens, states, cue_scores, role_scores, tuple(cues), tagged)

    def run(self, tokens: Tokens, window: Window) -> list[NDArray[Any]]:
        """Run the session on one window.

        Returns
        -------
        list of ndarray
            States (L, 384), cue scores (L, 3), role scores (L, 7), places of possible cues (C,) and argument scores
            (C, L, 7), and mention scores (L, 11) if the model tags mentions. L counts the window's tokens and the
            opening and closing one; scores are log-probabilities, and the first possible cue is the opening token,
            which stands for none.
        """
        length = window.end - window.start
        ids = np.empty(length + 2, dtype=np.int64)
        ids[0], ids[1:-1], ids[-1] = self._open, tokens.ids[window.start : window.end], self._close
        features = np.zeros((length + 2, tokens.features.shape[1]), dtype=np.int64)
        features[1:-1] = tokens.features[window.start : window.end]
        found: list[NDArray[Any]] = self._session.run(None, {"ids": ids, "features": features, "floor": self._floor})
        return found


@lru_cache(maxsize=2)
def load_encoder(folder: Path | None = None) -> Encoder:
    """Load a model (None: the shipped one) once a process.

    Raises
    ------
    ModelError
        If the folder is not a whole model of this version.
    """
    return Encoder(open_model(folder))
