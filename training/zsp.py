"""Zero-Shot-PLOVER train as articles of one sentence: the marked source acts, the words around are what it does.

``YIELD`` stands for CONCEDE and RETREAT there; it is learnt as RETREAT, and either is right. The file states no
licence: it is learnt from and measured on, and nothing of it is kept.
"""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path

from onrecord.corpora import GoldArticle, GoldStatement
from onrecord.document import Block, Span

HELD = 4  # one row of so many is kept apart to measure on
_MARKS = re.compile(r"</?[st]>")


def zsp_articles(root: Path) -> tuple[list[GoldArticle], list[GoldArticle]]:
    """Rows to learn from, and those kept apart."""
    with (root / "plover" / "zsp_train.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    parts: tuple[list[GoldArticle], list[GoldArticle]] = ([], [])
    for row in rows:
        if "<s>" not in row["marked_sentence"]:
            continue
        held = hashlib.sha256(row["sentence"].encode()).digest()[0] % HELD == 0
        parts[held].append(_article(row))
    return parts


def same_root(gold: str, found: str) -> bool:
    """Whether an act is the annotated root code."""
    return gold == found or (gold == "RETREAT" and found == "CONCEDE")


def _article(row: dict[str, str]) -> GoldArticle:
    marked = row["marked_sentence"]
    text = _MARKS.sub("", marked)
    start = len(_MARKS.sub("", marked[: marked.index("<s>")]))
    source = Span(start, start + len(_MARKS.sub("", marked[marked.index("<s>") + 3 : marked.index("</s>")])))
    pieces = (Span(0, source.start), Span(source.end, len(text)))
    content = tuple(piece for piece in pieces if piece.of(text).strip())
    act = "RETREAT" if row["gold_root"] == "YIELD" else row["gold_root"]
    statement = GoldStatement((source,), (), content, act=act)
    return GoldArticle(f"zsp-{row['sentence_id']}", text, (statement,), (Block("paragraph", Span(0, len(text))),))
