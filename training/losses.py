"""What the network is taught: the losses of its heads."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from examples import IGNORE
from network import Network
from onrecord.encoding import CONTENT, SOURCE
from tensors import Tensors

FALSE_CUES = 2  # most likely non-cues of a window that learn to have no arguments
FALSE_CUE_FLOOR = 0.3
ARGUMENT_TOKENS = 60  # tokens that the argument loss of one cue counts as
MENTION_WEIGHT = 1.0
CONDITION_WEIGHT = 0.5
CODING_WEIGHT = 0.5
RECIPIENT_WEIGHT = 1.0


def false_cues(tags: Tensor, batch: Tensors) -> tuple[Tensor, Tensor]:
    """Tokens that look like a cue and are none: (window, token) of the likeliest few of each window."""
    likely = torch.softmax(tags.detach(), -1)[:, :, 1].masked_fill(batch.cue_tags != 0, 0.0)
    top = likely.topk(FALSE_CUES, dim=1)
    where, rank = (top.values > FALSE_CUE_FLOOR).nonzero(as_tuple=True)
    return where, top.indices[where, rank]


def loss_of(network: Network, batch: Tensors) -> Tensor:
    """Sum of the losses of all heads."""
    states, tags, roles = network.encode(batch.ids, batch.features, batch.mask)
    loss = mean_loss(tags, batch.cue_tags) + mean_loss(roles, batch.role_tags)
    loss = loss + MENTION_WEIGHT * mean_loss(network.mention(states), batch.mention_tags)
    loss = loss + CONDITION_WEIGHT * mean_loss(network.condition(states), batch.condition_tags)
    if (batch.acts != IGNORE).any():
        acts, stances = network.codings(states, batch.where, batch.cues, content_and_source(batch.arguments))
        loss = loss + CODING_WEIGHT * (mean_loss(acts, batch.acts) + mean_loss(stances, batch.stances))
    where, cues = false_cues(tags, batch)
    nothing = torch.where(batch.mask[where], 0, IGNORE)
    where = torch.cat([batch.where, where])
    if len(where) == 0:
        return loss
    logits, recipients = network.arguments(states, roles, where, torch.cat([batch.cues, cues]), batch.mask)
    gold = torch.cat([batch.arguments, nothing])
    total = F.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=IGNORE, reduction="sum")
    loss = loss + RECIPIENT_WEIGHT * mean_loss(recipients[: len(batch.where)], batch.recipients)
    return loss + total / (ARGUMENT_TOKENS * len(where))


def mean_loss(logits: Tensor, gold: Tensor) -> Tensor:
    """Mean cross entropy over labels that are known; nothing where none is."""
    known = (gold != IGNORE).sum().clamp(min=1)
    total = F.cross_entropy(logits.flatten(0, -2), gold.flatten(), ignore_index=IGNORE, reduction="sum")
    return total / known


def content_and_source(arguments: Tensor) -> Tensor:
    """1 at source tokens, 2 at content tokens."""
    source = (arguments == SOURCE) | (arguments == SOURCE + 1)
    content = (arguments == CONTENT) | (arguments == CONTENT + 1)
    return source.long() + 2 * content.long()
