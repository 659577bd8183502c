"""Train the encoder: ``python training/train.py --base FOLDER --out FOLDER`` (``make train`` gives both).

Reads PolNeAR, Wikinews and invented train (``--data open``: the openly licensed two alone), writes a checkpoint every
few minutes and goes on from it when started again. ``--weights`` begins with those of an earlier run. Same seed, data
and versions: same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import math
import os
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch

from codes import coded_articles
from examples import Example, Window, batches, gum_example, label, requote, windows_of
from gum import read_gum
from losses import loss_of
from network import LAYERS, Network
from onrecord.corpora import GoldArticle, read_corpus
from onrecord.encode.wordpiece import ENDS, WordPieces
from quantize import round_inputs, training_windows, watch
from stories import read_stories
from tensors import Tensors, tensors

#: Times that each corpus is read in one epoch.
CORPORA = {
    "all": {"polnear": 1, "coded": 2, "wikinews": 2, "invented": 3, "stories": 2},
    "open": {"wikinews": 2, "invented": 3, "stories": 2},
}
#: Corpora that mark statements inside statements.
NESTED = ("wikinews", "invented", "stories")
BATCH = 16
WINDOW = 256
HEAD_RATE = 1e-3
LAYER_DECAY = 0.9
WARMUP = 0.06
REQUOTED = 0.3  # share of articles whose quotation marks are rewritten in an epoch
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
    """All training articles with their corpus and the times they are read in an epoch.

    Those of PolNeAR come with the codes of ``codes/`` where it has them; what ``coded`` has is left out there.
    """
    found: list[tuple[str, GoldArticle, int]] = []
    for name, times in CORPORA[data].items():
        articles = read_stories() if name == "stories" else read_corpus(name, "train", root)
        found.extend((name, article, times) for article in articles)
    ours = {article.id: article for article in coded_articles(root)} if data == "all" else {}
    theirs = {article.id for name, article, _ in found if name == "coded"}
    return [
        (name, ours.get(article.id, article) if name == "polnear" else article, times)
        for name, article, times in found
        if name != "polnear" or article.id not in theirs
    ]


def data_hash(articles: list[tuple[str, GoldArticle, int]]) -> str:
    """One hash over all texts and annotations, pinned in the manifest."""
    digest = hashlib.sha256()
    for name, article, _ in articles:
        digest.update(f"{name} {article.id} {article.text!r} {article.statements!r}".encode())
    return digest.hexdigest()


def epoch_batches(
    articles: list[tuple[str, GoldArticle, int]], mentions: list[Example], wordpieces: WordPieces, epoch: int, seed: int
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
            windows.extend(windows_of(label(shown, wordpieces, name in NESTED, name != "polnear"), rng, WINDOW))
    return batches(windows, BATCH, rng)


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


def start_from(path: Path, network: Network) -> str:
    """Load the weights of an earlier run and return their sha256; heads that it did not have start anew."""
    content = path.read_bytes()
    weights = torch.load(io.BytesIO(content), weights_only=True)
    missing, unknown = network.load_state_dict(weights, strict=False)
    heads = sorted({name.split(".")[0] for name in missing})
    partly = [head for head in heads if any(name.split(".")[0] == head for name in weights)]
    if unknown or partly:
        raise SystemExit(f"{path}: weights of another network ({(unknown or partly)[0]}). Give those of an earlier run")
    print(f"starts from {path}" + (f", without {', '.join(heads)}" if heads else ""), flush=True)
    return hashlib.sha256(content).hexdigest()


def learn(network: Network, optimizer: torch.optim.Optimizer, batch: Tensors) -> float:
    """Take one step and return the loss before it; products are in bfloat16 where the processor has them.

    Elsewhere torch would only imitate them, eight times slower than in single precision.
    """
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported()):
        loss = loss_of(network, batch)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.item())


def train(options: argparse.Namespace) -> None:
    """Run the whole training, or what is left of it."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    options.out.mkdir(parents=True, exist_ok=True)
    wordpieces = WordPieces.from_file(options.base / "tokenizer.json")
    opening, closing = (wordpieces.vocabulary[name] for name in ENDS)
    articles = load_articles(options.corpora, options.data)
    mentions = [gum_example(article, wordpieces) for article in read_gum(options.corpora / "gum", "train")]
    network = Network(options.base)
    origin = start_from(options.weights, network) if options.weights else None
    if options.round_inputs:
        texts = training_windows(wordpieces, options.corpora, options.data)
        round_inputs(network, watch(network.eval(), texts))
    optimizer = optimizer_of(network, options.rate)
    rates = [group["lr"] for group in optimizer.param_groups]
    checkpoint = options.out / "checkpoint.pt"
    progress = resume(checkpoint, network, optimizer)
    # every epoch has about as many batches as the first one
    total = options.epochs * len(epoch_batches(articles, mentions, wordpieces, 0, options.seed))
    record = {"data": options.data, "data_sha256": data_hash(articles), "seed": options.seed, "epochs": options.epochs}
    record |= {"rate": options.rate, "steps": total} | ({"from": origin} if origin else {})
    (options.out / "training.json").write_text(json.dumps(record, indent=1))
    network.train()
    started = saved = time.monotonic()
    while progress.epoch < options.epochs:
        todo = epoch_batches(articles, mentions, wordpieces, progress.epoch, options.seed)
        for batch in todo[progress.batch :]:
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * schedule(progress.step, total)
            loss = learn(network, optimizer, tensors(batch, (opening, closing)))
            progress.step += 1
            progress.batch += 1
            if not math.isfinite(loss):
                raise FloatingPointError(f"loss is {loss} at step {progress.step}: lower --rate")
            if progress.step % 20 == 0:
                print(f"step {progress.step}/{total} loss {loss:.3f} {time.monotonic() - started:.0f} s", flush=True)
            if time.monotonic() - saved > SAVE_SECONDS:
                save(checkpoint, network, optimizer, progress)
                saved = time.monotonic()
        progress.epoch, progress.batch = progress.epoch + 1, 0
        save(checkpoint, network, optimizer, progress)
        torch.save(network.state_dict(), options.out / f"epoch-{progress.epoch}.pt")
        print(f"epoch {progress.epoch}/{options.epochs} done", flush=True)
    torch.save(network.state_dict(), options.out / "network.part")
    os.replace(options.out / "network.part", options.out / "network.pt")


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
    parser.add_argument("--round-inputs", action="store_true", help="learn with inputs of products as int8 keeps them")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
