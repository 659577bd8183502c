"""Annotated statements as the heads of act and stance see them, and how well answers agree with the annotation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from examples import IGNORE
from network import HIDDEN
from onrecord.codes import ACTS, STANCES
from onrecord.coding.acts.grams import grams
from onrecord.coding.acts.heads import marks_of
from onrecord.coding.pooling import ROLES, cue_state, roles_of
from onrecord.coding.said import Scene
from onrecord.corpora import GoldArticle, GoldStatement
from onrecord.encode.session import load_encoder
from onrecord.evaluate.coding import agreement, macro, stance_class
from onrecord.trial import gold_attributions, gold_document
from zsp import same_root

CORPORA = ("wikinews", "coded", "invented")
SIZE = len(ACTS) + len(STANCES)


class Examples(NamedTuple):
    """Statements as the heads see them; ``at`` and ``roles`` are of the tokens of each."""

    corpora: list[str]
    states: np.ndarray  # (tokens, H), float16
    at: list[np.ndarray]
    roles: list[np.ndarray]
    cues: np.ndarray  # (n, H)
    marks: np.ndarray  # (n, len(MARKS))
    grams: list[list[str]]
    acts: Tensor  # (n,)
    stances: Tensor  # (n,)

    def batch(self, chosen: Sequence[int]) -> tuple[Tensor, Tensor, Tensor]:
        """States of the tokens (b, most, H), their roles (b, most) with ``ROLES`` for none, and what stands beside."""
        most = max(1, *(len(self.at[i]) for i in chosen))
        states = np.zeros((len(chosen), most, HIDDEN), dtype=np.float32)
        roles = np.full((len(chosen), most), ROLES)
        for row, i in enumerate(chosen):
            states[row, : len(self.at[i])] = self.states[self.at[i]]
            roles[row, : len(self.at[i])] = self.roles[i]
        beside = np.hstack([self.cues[chosen], self.marks[chosen]])
        return torch.from_numpy(states), torch.from_numpy(roles), torch.from_numpy(beside)


def examples(articles: Iterable[tuple[str, GoldArticle]], model: Path | None) -> Examples:
    """Encode articles and take the statements that are coded."""
    encoder = load_encoder(model)
    found = Examples([], np.zeros(0), [], [], np.zeros(0), np.zeros(0), [], torch.zeros(0), torch.zeros(0))
    states: list[np.ndarray] = []
    cues: list[np.ndarray] = []
    marks: list[np.ndarray] = []
    gold: list[GoldStatement] = []
    before = 0
    for corpus, article in articles:
        document = gold_document(article)
        encoding = encoder.encode(document)
        scene = Scene(document, gold_attributions(article, document))
        for said, statement in zip(scene.statements, article.statements, strict=True):
            if statement.act is None or not statement.content:
                continue
            at, roles = roles_of(said, encoding.tokens)
            found.corpora.append(corpus)
            found.at.append(at + before)
            found.roles.append(roles)
            found.grams.append(grams(said))
            cues.append(cue_state(encoding, said))
            marks.append(marks_of(said))
            gold.append(statement)
        states.append(encoding.states.astype(np.float16))
        before += len(encoding.states)
    return found._replace(
        states=np.concatenate(states),
        cues=np.stack(cues),
        marks=np.stack(marks),
        acts=torch.tensor([ACTS.index(statement.act) for statement in gold]),
        stances=torch.tensor([STANCES.index(s.stance) if s.stance else IGNORE for s in gold]),
    )


def measure(dev: Examples, acts: Tensor, stances: Tensor) -> dict[str, tuple[float, float, float, float]]:
    """Act micro and macro, stance accuracy and macro of each corpus, and their means."""
    found: dict[str, tuple[float, float, float, float]] = {}
    for corpus in CORPORA:
        mine = [index for index, name in enumerate(dev.corpora) if name == corpus]
        act = [(ACTS[dev.acts[i]], ACTS[acts[i]]) for i in mine]
        stance = [(stance_class(STANCES[dev.stances[i]]), stance_class(STANCES[stances[i]])) for i in mine]
        found[corpus] = (agreement(act), macro(act), agreement(stance), macro(stance, 1))
    found["mean"] = tuple(float(np.mean([row[at] for row in found.values()])) for at in range(4))
    return found


def merged(log_scores: Tensor) -> Tensor:
    """Stances by their class: neutral and none share what they have."""
    index = torch.tensor([STANCES.index("neutral"), STANCES.index("none")])
    both = torch.logsumexp(log_scores[:, index], 1)
    classes = torch.stack([log_scores[:, 0], log_scores[:, 1], log_scores[:, 2], both], 1).argmax(1)
    inner = index[log_scores[:, index].argmax(1)]
    return torch.where(classes == 3, inner, classes)


def report(name: str, held: Examples, states: Tensor, words: Tensor | None, share: float) -> tuple[float, ...]:
    """Print the figures of one blend and return their means."""
    cut = len(ACTS)
    logits = states.detach()
    both = [F.log_softmax(part, 1) for part in (logits[:, :cut], logits[:, cut:])]
    if words is not None:
        other = [F.log_softmax(part, 1) for part in (words[:, :cut], words[:, cut:])]
        both = [F.log_softmax(share * mine + (1 - share) * theirs, 1) for mine, theirs in zip(both, other, strict=True)]
    found = measure(held, both[0].argmax(1), merged(both[1]))
    print(f"{name:24}" + " | ".join(" ".join(f"{value:5.1f}" for value in row) for row in found.values()), flush=True)
    return found["mean"]


def blend(states: Tensor, words: Tensor, share: float) -> Tensor:
    """The product of the two, weighted, as logarithms of chances."""
    return F.log_softmax(share * F.log_softmax(states, 1) + (1 - share) * F.log_softmax(words, 1), 1)


def report_roots(apart: Examples, scores: Tensor) -> None:
    """Print micro and macro F1 of the rows of Zero-Shot-PLOVER that were kept apart."""
    pairs = []
    for gold, found in zip(apart.acts.tolist(), scores.argmax(1).tolist(), strict=True):
        root, act = ACTS[gold], ACTS[found]
        pairs.append((root, root if same_root(root, act) else act))
    print(f"Zero-Shot-PLOVER, {len(pairs)} rows apart: act {agreement(pairs):.1f}, macro {macro(pairs, 1):.1f}")
