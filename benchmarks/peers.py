"""Accuracy of onrecord and its peers on the same articles: ``python benchmarks/peers.py --peer-python PYTHON``.

The development articles of the corpora. A peer is run as its package is: nothing of it is written anew here. textacy
looks for direct quotations alone.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from onrecord.corpora import GoldArticle, read_corpus
from onrecord.document import Span
from onrecord.evaluate import Scored, Scores, evaluate
from onrecord.trial import FLAT, gold_document, gold_statements
from tables import Section, renew
from turns import workers

CORPORA = ("polnear", "wikinews", "invented")
COLUMNS = ["F1", "", "source", "cue", "content", "characters", "linked", "linked, direct", "P", "R"]
SYSTEMS = {
    "onrecord": ("ours", "statements"),
    "textacy, by article": ("spacy", "quotations"),
    "textacy, by line": ("spacy", "quotations by line"),
}


def scored(statement: dict[str, Any]) -> Scored:
    """A worker's answer as it is scored."""
    source, cue, content = (
        tuple(Span(start, end) for start, end in statement[role]) for role in ("source", "cue", "content")
    )
    return Scored(source, cue, content, statement.get("type", "direct"), statement.get("nested", False))


def scores(articles: list[GoldArticle], answered: list[list[dict[str, Any]]], flat: bool) -> Scores:
    """Score one system; ``answered`` has a list of statements for each article."""
    return evaluate(
        (
            article.text,
            [one for one in map(scored, found) if not (flat and one.nested)],
            gold_statements(article.statements, gold_document(article)),
        )
        for article, found in zip(articles, answered, strict=True)
    )


def main() -> None:
    """Score, print, and with ``--write`` renew the table in RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer-python", required=True, help="Python that has benchmarks/requirements.txt")
    parser.add_argument("--write", action="store_true", help="renew the table in RESULTS.md")
    options = parser.parse_args()
    root = Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora"))
    section = Section("peers", COLUMNS)
    for corpus in CORPORA:
        articles = list(read_corpus(corpus, "dev", root))
        texts = [article.text for article in articles]
        with workers(texts, ours=(sys.executable, "ours.py"), spacy=(options.peer_python, "peer_spacy.py")) as started:
            for label, (worker, action) in SYSTEMS.items():
                found = scores(articles, started[worker].measure(action)["found"], corpus in FLAT)
                direct = found.linked_by["direct"]
                figures = [found.source, found.cue, found.content, found.content_characters, found.linked, direct]
                cells = [f"{counts.f1:.1f}" for counts in figures]
                section.row(corpus, label, *cells, f"{direct.precision:.1f}", f"{direct.recall:.1f}")
    section.text("Source, cue and content are exact spans; P and R are those of the linked direct ones.")
    renew(section, options.write)


if __name__ == "__main__":
    main()
