"""Train the encoder: ``python training/train.py --base FOLDER --out FOLDER`` (``make train`` gives both).

Reads PolNeAR, Wikinews and invented train (``--data open``: the openly licensed two alone), writes a checkpoint every
few minutes and goes on from it when started again. Same seed, data and versions: same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from examples import IGNORE, Example, Window, batches, gum_example, label, requote, windows_of
from gum import read_gum
from network import LAYERS, Network, pool
from onrecord.corpora import GoldArticle, read_corpus
from onrecord.encoding import CONTENT, SOURCE

#: Times that each corpus is read in one epoch.
CORPORA = {"all": {"polnear": 1, "wikinews": 2, "invented": 3}, "open": {"wikinews": 2, "invented": 3}}
BATCH = 16
WINDOW = 256
HEAD_RATE = 1e-3
LAYER_DECAY = 0.9
WARMUP = 0.06
REQUOTED = 0.3  # share of articles whose quotation marks are rewritten in an epoch
FALSE_CUES = 2  # most likely non-cues of a window that learn to have no arguments
FALSE_CUE_FLOOR = 0.3
ARGUMENT_TOKENS = 60  # tokens that the argument loss of one cue counts as
MENTION_WEIGHT = 1.0
CONDITION_WEIGHT = 0.5
CODING_WEIGHT = 0.15
RECIPIENT_WEIGHT = 1.0
GUM_TIMES = 3
SAVE_SECONDS = 300


@dataclass
class Progress:
    """Where the training stands: enough to go on after an interruption."""

    epoch: int = 0
    batch: int = 0
    step: int = 0
    seconds: float = 0.0


def load_articles(root: Path, data: str) -> list[tuple[str, GoldArticle, int]]:
    """All training articles with their corpus and the times they are read in an epoch."""
    return [
        (name, article, times) for name, times in CORPORA[data].items() for article in read_corpus(name, "train", root)
    ]


def data_hash(articles: list[tuple[str, GoldArticle, int]]) -> str:
    """One hash over all texts and annotations, pinned in the manifest."""
    digest = hashlib.sha256()
    for name, article, _ in articles:
        digest.update(f"{name} {article.id} {article.text!r} {article.statements!r}".encode())
    return digest.hexdigest()


def epoch_batches(
    articles: list[tuple[str, GoldArticle, int]], mentions: list[Example], tokenizer: Tokenizer, epoch: int, seed: int
) -> list[list[Window]]:
    """The batches of one epoch; the same for the same seed and epoch."""
    rng = random.Random(f"{seed} {epoch}")
    windows: list[Window] = []
    for example in mentions:
        for _ in range(GUM_TIMES):
            windows.extend(windows_of(example, rng, WINDOW))
    for name, article, times in articles:
        for _ in range(times):
            shown = requote(article, rng) if rng.random() < REQUOTED else article
            windows.extend(windows_of(label(shown, tokenizer, nested_marked=name != "polnear"), rng, WINDOW))
    return batches(windows, BATCH, rng)


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
    cue_tags = torch.full((len(batch), length), IGNORE)
    role_tags = torch.full((len(batch), length), IGNORE)
    mention_tags = torch.full((len(batch), length), IGNORE)
    condition_tags = torch.full((len(batch), length), IGNORE)
    where: list[int] = []
    cues: list[int] = []
    rows: list[Tensor] = []
    recipients: list[Tensor] = []
    acts: list[int] = []
    stances: list[int] = []
    for index, window in enumerate(batch):
        example, size = window.example, window.end - window.start
        inner = slice(1, size + 1)
        ids[index, 0], ids[index, size + 1] = ends
        ids[index, inner] = torch.from_numpy(example.tokens.ids[window.start : window.end])
        features[index, inner] = torch.from_numpy(example.tokens.features[window.start : window.end])
        mask[index, : size + 2] = True
        cue_tags[index, inner] = torch.from_numpy(example.cue_tags[window.start : window.end])
        role_tags[index, inner] = torch.from_numpy(example.role_tags[window.start : window.end])
        mention_tags[index, inner] = torch.from_numpy(example.mention_tags[window.start : window.end])
        condition_tags[index, inner] = torch.from_numpy(example.condition_tags[window.start : window.end])
        for cue, found, coded in zip(example.cues, example.arguments, example.codings, strict=True):
            if window.start <= cue < window.end:
                acts.append(coded.act)
                stances.append(coded.stance)
                recipients.append(recipient_row(coded.recipients, window, length))
                where.append(index)
                cues.append(cue - window.start + 1)
                rows.append(argument_row(found, window, length))
    none = torch.zeros(0, length, dtype=torch.long)
    return Tensors(
        ids,
        features,
        mask,
        cue_tags,
        role_tags,
        torch.tensor(where, dtype=torch.long),
        torch.tensor(cues, dtype=torch.long),
        torch.stack(rows) if rows else none,
        torch.stack(recipients) if rows else none,
        torch.tensor(acts, dtype=torch.long),
        torch.tensor(stances, dtype=torch.long),
        mention_tags,
        condition_tags,
    )


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
        acts, stances = network.codings(pool(states, batch.where, batch.cues, content_and_source(batch.arguments)))
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


def optimizer_of(network: Network, rate: float) -> torch.optim.AdamW:
    """AdamW with a smaller rate the deeper the layer lies and the usual rate for the heads."""
    groups = []
    for name, parameter in network.named_parameters():
        if name.startswith("layers."):
            own = rate * LAYER_DECAY ** (LAYERS - 1 - int(name.split(".")[1]))
        elif name.startswith(("words", "positions", "norm")):
            own = rate * LAYER_DECAY**LAYERS
        else:
            own = HEAD_RATE
        decay = 0.01 if parameter.ndim > 1 else 0.0
        groups.append({"params": [parameter], "lr": own, "weight_decay": decay})
    return torch.optim.AdamW(groups, fused=True)


def schedule(step: int, total: int) -> float:
    """Linear warm-up, then linear decay to nothing."""
    return min((step + 1) / (WARMUP * total), max(0.0, (total - step) / total) / (1 - WARMUP), 1.0)


def save(path: Path, network: Network, optimizer: torch.optim.Optimizer, progress: Progress) -> None:
    """Write a checkpoint so that a crash leaves the old or the new one."""
    part = path.with_suffix(".part")
    torch.save(
        {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "progress": vars(progress),
            "random": torch.get_rng_state(),
        },
        part,
    )
    os.replace(part, path)


def resume(path: Path, network: Network, optimizer: torch.optim.Optimizer) -> Progress:
    """Take up a checkpoint if there is one."""
    if not path.exists():
        return Progress()
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["random"])
    return Progress(**state["progress"])


def train(options: argparse.Namespace) -> None:
    """Run the whole training, or what is left of it."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    ends = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    articles = load_articles(options.corpora, options.data)
    mentions = [gum_example(article, tokenizer) for article in read_gum(options.corpora / "gum", "train")]
    network = Network(options.base)
    if options.weights:
        network.load_state_dict(torch.load(options.weights, weights_only=True), strict=False)
    optimizer = optimizer_of(network, options.rate)
    rates = [group["lr"] for group in optimizer.param_groups]
    checkpoint = options.out / "checkpoint.pt"
    progress = resume(checkpoint, network, optimizer)
    # every epoch has about as many batches as the first one
    total = options.epochs * len(epoch_batches(articles, mentions, tokenizer, 0, options.seed))
    record = {"data": options.data, "data_sha256": data_hash(articles), "seed": options.seed, "epochs": options.epochs}
    (options.out / "training.json").write_text(json.dumps(record | {"rate": options.rate, "steps": total}, indent=1))
    network.train()
    started = saved = time.monotonic()
    while progress.epoch < options.epochs:
        todo = epoch_batches(articles, mentions, tokenizer, progress.epoch, options.seed)
        for batch in todo[progress.batch :]:
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * schedule(progress.step, total)
            loss = loss_of(network, tensors(batch, ends))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            progress.step += 1
            progress.batch += 1
            if not math.isfinite(loss.item()):
                raise FloatingPointError(f"loss is {loss.item()} at step {progress.step}: lower --rate")
            if progress.step % 20 == 0:
                print(
                    f"step {progress.step}/{total} loss {loss.item():.3f} {time.monotonic() - started:.0f} s",
                    flush=True,
                )
            if time.monotonic() - saved > SAVE_SECONDS:
                save(checkpoint, network, optimizer, progress)
                saved = time.monotonic()
        progress.epoch, progress.batch = progress.epoch + 1, 0
        save(checkpoint, network, optimizer, progress)
        torch.save(network.state_dict(), options.out / f"epoch-{progress.epoch}.pt")
        print(f"epoch {progress.epoch}/{options.epochs} done", flush=True)
    torch.save(network.state_dict(), options.out / "network.pt")


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder of the pretrained weights")
    parser.add_argument("--weights", type=Path, help="start from these weights of an earlier run")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the result")
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora")))
    parser.add_argument("--data", choices=sorted(CORPORA), default="all")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
