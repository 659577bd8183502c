"""Codes of statements of PolNeAR train, beyond those of the corpus ``coded``: act, stance, recipients and issue.

``codes/polnear.txt`` has ``## ARTICLE`` and, under it, a line a statement: its number in the article's annotation, act,
stance, recipients (``;`` between them) and issue, ``|`` between them. Texts and spans are the corpus's own and stay
there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.corpora import GoldArticle, GoldStatement, read_corpus

CODES = Path(__file__).parent / "codes" / "polnear.txt"


def coded_articles(root: Path, path: Path = CODES) -> list[GoldArticle]:
    """The articles of PolNeAR train that are coded here, with their codes."""
    codes = read_codes(path)
    return [
        replace(article, statements=tuple(_coded(article.statements, codes[article.id])))
        for article in read_corpus("polnear", "train", root)
        if article.id in codes
    ]


def read_codes(path: Path) -> dict[str, dict[int, list[str]]]:
    """Fields of each statement, by article and number."""
    found: dict[str, dict[int, list[str]]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("## "):
            statements = found.setdefault(line[3:], {})
        else:
            number, *fields = line.split("|")
            statements[int(number)] = fields
    return found


def _coded(statements: tuple[GoldStatement, ...], codes: dict[int, list[str]]) -> Iterator[GoldStatement]:
    for number, statement in enumerate(statements):
        if number not in codes:
            yield statement
            continue
        act, stance, recipients, issue = codes[number]
        names = tuple(name.strip() for name in recipients.split(";") if name.strip())
        yield replace(statement, act=act, stance=stance, recipients=names, issue=issue.strip() or None)
