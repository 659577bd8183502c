"""Reads GUM's conllu files: text, mentions with entity types, coreference and pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.document import Span
from onrecord.encoding import BODY, BODY_NOUN, PERSON, PERSON_NOUN, PLACE
from silver import TITLES

NAMES = {"person": PERSON, "organization": BODY, "place": PLACE}
NOUNS = {"person": PERSON_NOUN, "organization": BODY_NOUN}
JOINTS = frozenset("of and for - the & de al".split())

#: Documents of the shipped genres that GUM's own split keeps for tuning.
DEV = frozenset(
    "academic_exposure academic_librarians court_loan court_negligence interview_cyclone interview_gaming"
    " news_homeopathic news_iodine".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word with the characters it came from."""

    span: Span
    form: str
    tag: str
    features: str
    head: int
    relation: str


@dataclass(slots=True)
class GumMention:
    """A stretch that means somebody or something; ``words`` are indices into ``GumArticle.words``."""

    entity: str
    kind: str
    words: range
    head: int


@dataclass(slots=True)
class GumArticle:
    """One document."""

    id: str
    text: str = ""
    words: list[Word] = field(default_factory=list)
    mentions: list[GumMention] = field(default_factory=list)


def read_gum(folder: Path, split: str) -> Iterator[GumArticle]:
    """Read the documents of a split ("train" or "dev")."""
    for path in sorted(folder.glob("GUM_*.conllu")):
        name = path.stem.removeprefix("GUM_")
        if (name in DEV) == (split == "dev"):
            yield _article(name, path.read_text("utf-8"))


def _article(name: str, conllu: str) -> GumArticle:
    article = GumArticle(name)
    pieces: list[str] = []
    length = 0
    opened: dict[str, list[tuple[str, int]]] = {}
    for block in conllu.split("\n\n"):
        lines = block.split("\n")
        if pieces and any(line.startswith("# newpar") for line in lines):
            pieces.append("\n\n")
            length += 2
        first = len(article.words)
        covered = 0
        for line in lines:
            fields = line.split("\t")
            if len(fields) != 10 or "." in fields[0]:
                continue
            space = "" if "SpaceAfter=No" in fields[9] else " "
            if "-" in fields[0]:
                end = int(fields[0].split("-")[1])
                surface = Span(length, length + len(fields[1]))
                pieces.append(fields[1] + space)
                length += len(pieces[-1])
                covered = end
                shared = surface
                continue
            if int(fields[0]) <= covered:
                span = shared
            else:
                span = Span(length, length + len(fields[1]))
                pieces.append(fields[1] + space)
                length += len(pieces[-1])
            head = first + int(fields[6]) - 1 if fields[6] != "0" else -1
            article.words.append(Word(span, fields[1], fields[3], fields[5], head, fields[7]))
            _entities(fields[9], len(article.words) - 1, opened, article)
    article.text = "".join(pieces)
    return article


def _entities(misc: str, at: int, opened: dict[str, list[tuple[str, int]]], article: GumArticle) -> None:
    found = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
    if not found:
        return
    for opening, number, rest, closing in re.findall(r"(\()?(\d+)((?:-[^()]*)?)(\))?", found[1]):
        if opening:
            opened.setdefault(number, []).append((rest.split("-")[1], at))
        if closing and opened.get(number):
            kind, start = opened[number].pop()
            words = range(start, at + 1)
            article.mentions.append(GumMention(number, kind, words, _head(article, words)))


def _head(article: GumArticle, words: range) -> int:
    """The word whose own head lies outside the mention."""
    for at in words:
        if article.words[at].head not in words:
            return at
    return words[-1]


def mention_spans(article: GumArticle) -> list[tuple[Span, int]]:
    """Names of persons, bodies and places, then noun phrases for persons and bodies up to their head noun."""
    names: list[tuple[Span, int]] = []
    nouns: list[tuple[Span, int]] = []
    for mention in article.mentions:
        if mention.kind not in NAMES:
            continue
        head = article.words[mention.head]
        if head.tag == "PROPN":
            first, last = _name(article, mention)
            names.append((Span(article.words[first].span.start, article.words[last].span.end), NAMES[mention.kind]))
        elif head.tag == "NOUN" and mention.kind in NOUNS:
            start = article.words[mention.words[0]].span.start
            nouns.append((Span(start, head.span.end), NOUNS[mention.kind]))
    by_length = sorted(names, key=lambda item: item[0].start - item[0].end)
    return [*by_length, *sorted(nouns, key=lambda item: item[0].start - item[0].end)]


def _name(article: GumArticle, mention: GumMention) -> tuple[int, int]:
    """First and last word of the name around a mention's head: proper nouns and, for bodies, what joins them."""
    words = article.words
    first = last = mention.head
    while first - 1 in mention.words and words[first - 1].tag == "PROPN":
        first -= 1
    while last + 1 in mention.words and (
        words[last + 1].tag == "PROPN"
        or (
            mention.kind != "person"
            and last + 2 in mention.words
            and words[last + 2].tag == "PROPN"
            and words[last + 1].form in JOINTS
        )
    ):
        last += 1
    while mention.kind == "person" and first < last and words[first].form.casefold().rstrip(".") in TITLES:
        first += 1
    return first, last
