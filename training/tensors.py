"""Windows of labelled examples → one padded batch of tensors."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from examples import IGNORE, Window

TAGS = ("cue_tags", "role_tags", "mention_tags", "condition_tags")


@dataclass
class Tensors:
    """One batch: B windows padded to L tokens; C cues."""

    ids: Tensor  # (B, L)
    features: Tensor  # (B, L, 4)
    mask: Tensor  # (B, L) bool
    cue_tags: Tensor  # (B, L)
    role_tags: Tensor  # (B, L)
    where: Tensor  # (C,)
    cues: Tensor  # (C,)
    arguments: Tensor  # (C, L)
    recipients: Tensor  # (C, L)
    acts: Tensor  # (C,)
    stances: Tensor  # (C,)
    mention_tags: Tensor  # (B, L)
    condition_tags: Tensor  # (B, L)


def tensors(batch: list[Window], ends: tuple[int, int]) -> Tensors:
    """Pad a batch; ``ends`` are the ids that open and close each window."""
    length = max(window.end - window.start for window in batch) + 2
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    features = torch.zeros(len(batch), length, 4, dtype=torch.long)
    mask = torch.zeros(len(batch), length, dtype=torch.bool)
    tags = {name: torch.full((len(batch), length), IGNORE) for name in TAGS}
    for index, window in enumerate(batch):
        tokens, size = window.example.tokens, window.end - window.start
        inner, shown = slice(1, size + 1), slice(window.start, window.end)
        ids[index, 0], ids[index, size + 1] = ends
        ids[index, inner] = torch.from_numpy(tokens.ids[shown])
        features[index, inner] = torch.from_numpy(tokens.features[shown])
        mask[index, : size + 2] = True
        for name in TAGS:
            tags[name][index, inner] = torch.from_numpy(getattr(window.example, name)[shown])
    return Tensors(ids=ids, features=features, mask=mask, **tags, **statements(batch, length))


def statements(batch: list[Window], length: int) -> dict[str, Tensor]:
    """What each cue of a batch asks for: its window and token, the labels of its arguments, its coding."""
    found = [
        (index, cue - window.start + 1, arguments, coding, window)
        for index, window in enumerate(batch)
        for cue, arguments, coding in zip(
            window.example.cues, window.example.arguments, window.example.codings, strict=True
        )
        if window.start <= cue < window.end
    ]
    none = torch.zeros(0, length, dtype=torch.long)
    arguments = [argument_row(labels, window, length) for _, _, labels, _, window in found]
    recipients = [recipient_row(coding.recipients, window, length) for _, _, _, coding, window in found]
    return {
        "where": torch.tensor([index for index, *_ in found], dtype=torch.long),
        "cues": torch.tensor([cue for _, cue, *_ in found], dtype=torch.long),
        "arguments": torch.stack(arguments) if found else none,
        "recipients": torch.stack(recipients) if found else none,
        "acts": torch.tensor([coding.act for _, _, _, coding, _ in found], dtype=torch.long),
        "stances": torch.tensor([coding.stance for _, _, _, coding, _ in found], dtype=torch.long),
    }


def recipient_row(recipients: tuple[tuple[int, int], ...] | None, window: Window, length: int) -> Tensor:
    """Recipient labels of one statement inside a window; all IGNORE where they are not known."""
    row = torch.full((length,), IGNORE)
    if recipients is None:
        return row
    row[1 : window.end - window.start + 1] = 0
    for start, end in recipients:
        if window.start <= start and end <= window.end:
            row[start - window.start + 1 : end - window.start + 1] = 2
            row[start - window.start + 1] = 1
    return row


def argument_row(found: list[tuple[int, int, int]], window: Window, length: int) -> Tensor:
    """Argument labels of one cue inside a window, shifted by the opening token."""
    row = torch.full((length,), IGNORE)
    row[1 : window.end - window.start + 1] = 0
    for start, end, role in found:
        first, last = max(start, window.start), min(end, window.end)
        if first < last:
            row[first - window.start + 1 : last - window.start + 1] = role + 1
            if first == start:
                row[first - window.start + 1] = role
    return row
