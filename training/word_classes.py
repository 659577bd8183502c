"""List words that are no nouns, and nouns that look like other words: ``python training/word_classes.py --write``.

A linear layer on the encoder's states learns GUM's parts of speech; it then tells those of the words of the training
articles. What is listed are words with their commonest class, no text. Names of open issues are made with them.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from gum import read_gum
from onrecord.coding.word_classes import FILE, NO_NOUN
from onrecord.corpora import read_corpus
from onrecord.encode.session import Encoder, load_encoder
from onrecord.encoding import Encoding
from onrecord.ingest import document_from_text
from onrecord.words import words_of

CLASSES = ("noun", "verb", "adjective", "adverb", "other")
TAGS = {"NOUN": 0, "PROPN": 0, "VERB": 1, "AUX": 1, "ADJ": 2, "ADV": 3}
#: Times that a word has to be seen; its shares as a noun below which it is none, and from which it is one by all means.
SEEN, NO_NOUN_BELOW, NOUN_FROM = 3, 0.35, 0.6
EPOCHS, BATCH, RATE = 12, 256, 3e-3
WIDTH = 118
HEADER = """\
# Words by what they mostly are in news: names of open issues do not end in verbs, adjectives and adverbs, nor run over
# a verb. Nouns are only listed where their ending is that of another class. Made by training/word_classes.py.
"""


def states_at(encoding: Encoding, starts: list[int]) -> Tensor:
    """States of the tokens that begin words, (n, 384)."""
    at = np.searchsorted(encoding.tokens.starts, starts, side="right") - 1
    return torch.from_numpy(encoding.states[np.maximum(at, 0)])


def read_tagged(encoder: Encoder, folder: Path, split: str) -> tuple[Tensor, Tensor, list[str]]:
    """States, classes and forms of GUM's words."""
    states, classes, forms = [], [], []
    for article in read_gum(folder, split):
        encoding = encoder.encode(document_from_text(article.text))
        states.append(states_at(encoding, [word.span.start for word in article.words]))
        classes += [TAGS.get(word.tag, len(CLASSES) - 1) for word in article.words]
        forms += [word.form.lower() for word in article.words]
    return torch.cat(states), torch.tensor(classes), forms


def learn(states: Tensor, classes: Tensor) -> torch.nn.Module:
    """A linear layer from states to classes."""
    torch.manual_seed(0)
    scaled = torch.nn.BatchNorm1d(states.shape[1], affine=False)
    model = torch.nn.Sequential(scaled, torch.nn.Linear(states.shape[1], len(CLASSES)))
    optimizer = torch.optim.AdamW(model.parameters(), RATE, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.05, EPOCHS)
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(states)).split(BATCH):
            optimizer.zero_grad()
            F.cross_entropy(model(states[rows]), classes[rows]).backward()
            optimizer.step()
        schedule.step()
    return model.eval()


def listed(counts: dict[str, Counter[int]]) -> dict[str, list[str]]:
    """The words of each class, in alphabetical order."""
    found: dict[str, list[str]] = {name: [] for name in CLASSES[:-1]}
    for word, own in sorted(counts.items()):
        total = sum(own.values())
        if total < SEEN or not word.replace("-", "").isalpha():
            continue
        if own[0] / total >= NOUN_FROM and NO_NOUN.search(word):
            found["noun"].append(word)
        elif own[0] / total < NO_NOUN_BELOW and (best := max(own, key=lambda number: own[number])) in (1, 2, 3):
            found[CLASSES[best]].append(word)
    return found


def write(found: dict[str, list[str]], path: Path) -> None:
    """Keep the lists, a part a class."""
    parts = [HEADER]
    for name, words in found.items():
        lines, line = [], ""
        for word in words:
            if len(line) + len(word) >= WIDTH:
                lines.append(line)
                line = ""
            line = f"{line} {word}" if line else word
        parts.append(f'{name} = """\n' + "\n".join([*lines, line]) + '"""\n')
    path.write_text("\n".join(parts), "utf-8")


def main() -> None:
    """Learn, count, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora")))
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    options = parser.parse_args()
    torch.set_num_threads(1)
    encoder = load_encoder()
    states, classes, forms = read_tagged(encoder, options.corpora / "gum", "train")
    model = learn(states, classes)
    held, right, _ = read_tagged(encoder, options.corpora / "gum", "dev")
    print(f"GUM dev: {100 * (model(held).argmax(1) == right).float().mean():.1f} % of words right")
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for form, own in zip(forms, classes.tolist(), strict=True):
        counts[form][own] += 1
    for corpus in ("polnear", "wikinews", "invented"):
        for article in read_corpus(corpus, "train", options.corpora):
            document = document_from_text(article.text)
            encoding = encoder.encode(document)
            words = [word for block in document.blocks for word in words_of(document.text, block.span)]
            if words and len(encoding.tokens):
                told = model(states_at(encoding, [word.span.start for word in words])).argmax(1)
                for word, own in zip(words, told.tolist(), strict=True):
                    counts[word.lower][own] += 1
    found = listed(counts)
    print({name: len(words) for name, words in found.items()})
    if options.write:
        write(found, FILE)


if __name__ == "__main__":
    main()
