"""The network: a MiniLM encoder with token features, cue tags, role tags, and argument tags asked by each cue.

``Network.encode`` reads token ids and features; ``Network.arguments`` labels every token of a window as seen from one
cue (source, cue or content, as semantic role labelling does). Shapes: B windows, L tokens, C cues, H = 384.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.encoding import FEATURE_SIZES

HIDDEN = 384
BUCKETS = 81
LAYERS = 6
HEADS = 12
ARGUMENT = 128
CODING = 192
MAX_TOKENS = 512
LABELS = 7
MENTION_LABELS = 11
ACTS = 17
STANCES = 5


class LockedDropout(nn.Module):
    """Dropout with one mask for all tokens of a window: hundreds of times cheaper to draw on a CPU."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """x : (B, L, width)."""
        if not self.training or self.rate == 0:
            return x
        keep = torch.rand(x.shape[0], 1, x.shape[2]) >= self.rate
        return x * (keep.to(x.dtype) / (1 - self.rate))


class Layer(nn.Module):
    """A post-norm transformer layer (BERT)."""

    def __init__(self, width: int, heads: int, inner: int, rate: float) -> None:
        super().__init__()
        self.heads = heads
        self.before = nn.Identity()  # quantising puts the scales of its inputs here
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.merge = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.widen = nn.Linear(width, inner)
        self.narrow = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = LockedDropout(rate)

    def _split(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], -1, self.heads, x.shape[2] // self.heads).transpose(1, 2)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x : (B, L, width); mask : (B, 1, 1, L) bool, true where there is a token."""
        parts = (self.query, self.key, self.value)  # one product instead of three
        weight, bias = torch.cat([part.weight for part in parts]), torch.cat([part.bias for part in parts])
        q, k, v = map(self._split, F.linear(self.before(x), weight, bias).chunk(3, dim=-1))
        if self.training or mask is not None:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:  # spelt out, so that the exported graph has no mask arithmetic
            mixed = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]), -1) @ v
        mixed = mixed.transpose(1, 2).reshape(x.shape[0], -1, x.shape[2])
        x = self.norm1(x + self.drop(self.merge(mixed)))
        return self.norm2(x + self.drop(self.narrow(F.gelu(self.widen(x)))))


class Network(nn.Module):
    """All of it; ``base`` is the folder of the pretrained weights, or None to start empty."""

    def __init__(self, base: Path | None, vocabulary: int = 30522, rate: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(MAX_TOKENS, HIDDEN)
        self.features = nn.ModuleList(nn.Embedding(size, HIDDEN) for size in FEATURE_SIZES)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = LockedDropout(rate)
        self.layers = nn.ModuleList(Layer(HIDDEN, HEADS, 4 * HIDDEN, rate) for _ in range(LAYERS))
        self.cue = nn.Linear(HIDDEN, 3)
        self.role = nn.Linear(HIDDEN, LABELS)
        # arguments: a small layer over the window, once a cue
        self.of_token = nn.Linear(HIDDEN, ARGUMENT)
        self.of_cue = nn.Linear(HIDDEN, ARGUMENT)
        self.token_gate = nn.Linear(HIDDEN, ARGUMENT)
        self.cue_gate = nn.Linear(HIDDEN, ARGUMENT)
        self.of_role = nn.Linear(LABELS, ARGUMENT, bias=False)
        self.distance = nn.Embedding(BUCKETS, ARGUMENT)
        self.argument_norm = nn.LayerNorm(ARGUMENT)
        self.mix = Layer(ARGUMENT, 4, 3 * ARGUMENT, rate)
        self.argument = nn.Linear(ARGUMENT, LABELS)
        self.recipient = nn.Linear(ARGUMENT, 3)
        # who and what is named; what a statement does
        self.mention = nn.Linear(HIDDEN, MENTION_LABELS)
        self.condition = nn.Linear(HIDDEN, 3)
        self.weigh = nn.Linear(HIDDEN, 1)
        self.coding = nn.Linear(4 * HIDDEN, CODING)
        self.act = nn.Linear(CODING, ACTS)
        self.stance = nn.Linear(CODING, STANCES)
        self.drop_coding = nn.Dropout(rate)
        self.register_buffer("buckets", distance_buckets(), persistent=False)
        for embedding in self.features:
            nn.init.zeros_(embedding.weight)
        nn.init.normal_(self.distance.weight, std=0.1)
        if base is not None:
            self._load(base)

    def encode(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """Hidden states (B, L, H), cue tag logits (B, L, 3) and role logits (B, L, 7) of ids (B, L)."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]][None]
        for column, embedding in enumerate(self.features):
            x = x + embedding(features[:, :, column])
        x = self.drop(self.norm(x))
        attend = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attend)
        return x, self.cue(x), self.role(x)

    def arguments(
        self, states: Tensor, roles: Tensor, where: Tensor, cues: Tensor, mask: Tensor | None
    ) -> tuple[Tensor, Tensor]:
        """Argument logits (C, L, 7) and recipient logits (C, L, 3).

        ``where`` (C,) is the window of each cue, ``cues`` (C,) its first token; states (B, L, H), roles (B, L, 7).
        """
        asked = states[where, cues]
        plain = self.of_token(states) + self.of_role(torch.softmax(roles, -1))
        gate = self.token_gate(states)
        distance = self.distance(self.buckets)[torch.arange(states.shape[1])[None, :] - cues[:, None] + MAX_TOKENS - 1]
        x = plain[where] + self.of_cue(asked)[:, None] + gate[where] * self.cue_gate(asked)[:, None] + distance
        x = self.argument_norm(F.gelu(x))
        x = self.mix(x, None if mask is None else mask[where][:, None, None, :])
        return self.argument(x), self.recipient(x)

    def codings(self, states: Tensor, where: Tensor, cues: Tensor, roles: Tensor) -> tuple[Tensor, Tensor]:
        """Act logits (C, 17) and stance logits (C, 5) of statements.

        They are told from the cue's state, the means of the content's and the source's states and a weighted mean of
        the content's. ``roles`` (C, L): 1 at source tokens, 2 at content tokens, 0 elsewhere.
        """
        own = states[where]
        content, source = (roles == 2).to(own.dtype), (roles == 1).to(own.dtype)
        weights = content * torch.exp(self.weigh(own)[:, :, 0].clamp(-10, 10))
        parts = [states[where, cues]]
        for weight in (content, source, weights):
            parts.append((own * weight[:, :, None]).sum(1) / weight.sum(1, keepdim=True).clamp(min=1e-4))
        x = self.drop_coding(F.gelu(self.coding(self.drop_coding(torch.cat(parts, -1)))))
        return self.act(x), self.stance(x)

    def _load(self, base: Path) -> None:
        """Take over the weights of a Hugging Face BERT in ``base/model.safetensors``."""
        weights = load_file(base / "model.safetensors")
        state = self.state_dict()
        names = {
            "words": "embeddings.word_embeddings",
            "norm": "embeddings.LayerNorm",
        }
        for index in range(LAYERS):
            theirs = f"encoder.layer.{index}"
            names |= {
                f"layers.{index}.query": f"{theirs}.attention.self.query",
                f"layers.{index}.key": f"{theirs}.attention.self.key",
                f"layers.{index}.value": f"{theirs}.attention.self.value",
                f"layers.{index}.merge": f"{theirs}.attention.output.dense",
                f"layers.{index}.norm1": f"{theirs}.attention.output.LayerNorm",
                f"layers.{index}.widen": f"{theirs}.intermediate.dense",
                f"layers.{index}.narrow": f"{theirs}.output.dense",
                f"layers.{index}.norm2": f"{theirs}.output.LayerNorm",
            }
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                if f"{ours}.{part}" in state:
                    state[f"{ours}.{part}"] = weights[f"{theirs}.{part}"]
        state["positions.weight"] = (
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][:1]
        )
        self.load_state_dict(state)


def distance_buckets() -> Tensor:
    """Bucket of each distance from −511 to 511: exact up to 16 tokens, then four a doubling."""
    distance = torch.arange(-(MAX_TOKENS - 1), MAX_TOKENS)
    size = distance.abs()
    far = 16 + (torch.log2(size.clamp(min=16) / 16.0) * 4).floor().long()
    bucket = torch.where(size < 16, size, far.clamp(max=40))
    return 40 + distance.sign() * bucket
