"""What was learnt about issues: rarity of words, projections to vectors, weights of pairs, names and codebooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.coding.issues.context import NAMES, PairNetworks
from onrecord.coding.issues.words import IssueWords
from onrecord.coding.said import Scene
from onrecord.encoding import Encoding

FILE = Path(__file__).with_name("vectors.npz")
#: What a token counts whose word tells nothing.
_FAINT = 0.05
#: How the weights of the networks of pairs begin in the file.
_OF_PAIRS = "pair_"

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class IssueModel:
    """Weights; H is the width of the encoder's states.

    Attributes
    ----------
    rarity : mapping of str to float
        How rare a stem is, from 0 to 1; stems that are not there are as rare as can be.
    centres : ndarray of shape (2, H)
        Means of contents and of sentences.
    content, sentence : ndarray of shape (H, 64), (H, 32)
        Projections.
    pairs : PairNetworks
    naming : ndarray of shape (m + 1,)
        Weights of a word's features for being part of a group's name; the last value is the bias.
    first, second : ndarray of shape (c + 1,)
        Weights of what speaks for an issue of a codebook: in the statement itself, and with its neighbours.
    """

    rarity: Mapping[str, float]
    centres: Floats
    content: Floats
    sentence: Floats
    pairs: PairNetworks
    naming: Floats
    first: Floats
    second: Floats

    def vectors(self, pooled: Floats) -> Floats:
        """Vectors of statements, of shape (n, 96), from pooled states (n, 2, H)."""
        content = _unit((pooled[:, 0] - self.centres[0]) @ self.content)
        sentence = _unit((pooled[:, 1] - self.centres[1]) @ self.sentence)
        empty = ~pooled[:, 0].any(axis=1)
        content[empty] = 0
        return np.concatenate([content, sentence], axis=1)


def pooled_states(words: IssueWords, encoding: Encoding) -> Floats:
    """Means of the states of each statement's content and of its sentence, rare words counting more: (n, 2, H)."""
    tokens, states = encoding.tokens, encoding.states
    found = np.zeros((len(words.statements), 2, states.shape[1]), dtype=np.float32)
    if not len(tokens) or not len(words.words):
        return found
    weight = np.where(words.ids >= 0, np.append(words.rarity, 0)[words.ids], _FAINT)
    at = np.searchsorted(words.starts, tokens.starts, side="right") - 1
    of_token = weight[np.maximum(at, 0)].astype(np.float32)
    for row, said in enumerate(words.statements):
        for column, spans in enumerate((said.attribution.content, (said.sentence,))):
            total = 0.0
            for span in spans:
                own = tokens.over(span)
                found[row, column] += of_token[own] @ states[own]
                total += float(of_token[own].sum())
            found[row, column] /= max(total, 1e-6)
    return found


def words_in(scene: Scene, model: IssueModel) -> IssueWords:
    """The words of an article, its statements in text order."""
    return IssueWords(scene, model.rarity, sorted(scene.statements, key=lambda said: said.anchor))


def vectors_of(words: IssueWords, encoding: Encoding) -> Floats:
    """Vectors of an article's statements: what their issue can be told from without the encoder's states.

    Parameters
    ----------
    words : IssueWords
        Those of the whole article.

    Returns
    -------
    ndarray of shape (n, 96), float32
        In the order of the scene. Content and sentence, each of length 1 (0 where there is none); as float16 it is
        what a statement keeps.
    """
    model = shipped_model()
    found = np.zeros((len(words.statements), model.content.shape[1] + model.sentence.shape[1]), dtype=np.float32)
    if len(found):
        found[[said.index for said in words.statements]] = model.vectors(pooled_states(words, encoding))
    return found


@lru_cache(maxsize=1)
def shipped_model() -> IssueModel:
    """The weights that come with onrecord."""
    return load_model(FILE)


def load_model(path: Path) -> IssueModel:
    """Read weights from an ``.npz`` file."""
    with np.load(path, allow_pickle=False) as loaded:
        arrays = {name: loaded[name] for name in loaded.files}
    rarity = dict(zip(arrays.pop("stems").tolist(), arrays.pop("rarity").astype(float).tolist(), strict=True))
    weights = {name: array.astype(np.float32) for name, array in arrays.items()}
    pairs = PairNetworks(**{name: weights.pop(_OF_PAIRS + name) for name in NAMES})
    return IssueModel(rarity, pairs=pairs, **weights)


def save_model(model: IssueModel, path: Path) -> None:
    """Write weights to an ``.npz`` file, tables in half the precision."""
    own = {field.name: getattr(model, field.name) for field in fields(model) if field.name not in {"rarity", "pairs"}}
    arrays = own | {_OF_PAIRS + name: getattr(model.pairs, name) for name in NAMES}
    stems = sorted(model.rarity)
    np.savez_compressed(
        path,
        stems=np.array(stems),
        rarity=np.array([model.rarity[stem] for stem in stems], dtype=np.float16),
        **{name: array.astype(np.float16 if array.ndim > 1 else np.float32) for name, array in arrays.items()},
    )


def _unit(rows: Floats) -> Floats:
    found: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return found.astype(np.float32)
