"""Reads the annotated corpora (PolNeAR, Wikinews, invented, coded) for training and evaluation.

The corpora are not part of onrecord: they are looked for under ``ONRECORD_CORPORA``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.document import Block, BlockKind, Span
from onrecord.errors import CorpusError


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """One annotated statement.

    Attributes
    ----------
    source, cue, content : tuple of Span
        Empty where the annotation has none.
    parent : int or None
        0-based index of the statement whose content holds this one.
    who : str or None
        Name of the source as annotated; None where the corpus names none.
    act, stance, issue : str or None
        As GUIDELINES of the corpora define them; None where the corpus is not coded.
    recipients : tuple of str
    conditions : tuple of (type, Span)
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quote_type: str | None = None
    negated: bool = False
    parent: int | None = None
    who: str | None = None
    act: str | None = None
    stance: str | None = None
    issue: str | None = None
    recipients: tuple[str, ...] = ()
    conditions: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article; ``blocks`` is empty where the corpus does not give them."""

    id: str
    text: str
    statements: tuple[GoldStatement, ...]
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    published: str | None = None
    author: str | None = None
    outlet: str | None = None


def read_corpus(name: str, split: str, root: Path) -> list[GoldArticle]:
    """Read one corpus.

    Parameters
    ----------
    name : {"polnear", "wikinews", "invented", "coded"}
    split : {"train", "dev", "test"}
        PolNeAR and Wikinews may have a test part beside; the two others have none.
    root : Path
        Folder that holds the corpora.

    Raises
    ------
    CorpusError
        If the folder, the corpus or the split is not there, or a file is malformed.
    """
    readers = {"polnear": _polnear, "wikinews": _wikinews, "invented": _invented, "coded": _coded}
    if name not in readers:
        raise CorpusError(f"no corpus named {name!r}. Use one of: {', '.join(readers)}")
    splits = ("train", "dev", "test") if name in ("polnear", "wikinews") else ("train", "dev")
    if split not in splits:
        raise CorpusError(f"{name} has no split named {split!r}. Use one of: {', '.join(splits)}")
    folder = root / ("polnear" if name == "coded" else name)
    if not folder.is_dir():
        raise CorpusError(f"{folder}: no such corpus folder. Set ONRECORD_CORPORA to the folder that holds {name}")
    try:
        articles = list(readers[name](folder, split))
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise CorpusError(f"{folder}: malformed corpus ({error}). Compare it with its README") from error
    if not articles:
        raise CorpusError(f"{folder}: split {split} holds no article. Compare it with its README")
    return articles


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _polnear(folder: Path, split: str) -> Iterator[GoldArticle]:
    metadata = _polnear_metadata(folder)
    annotations: dict[str, Path] = {}
    for path in sorted((folder / split / "attributions").glob("*.ann")):
        annotations.setdefault(path.stem.rsplit("_", 1)[0], path)
    for stem, path in sorted(annotations.items()):
        row = metadata.get(stem, {})
        yield GoldArticle(
            id=stem,
            text=_text(folder / split / "text" / f"{stem}.txt"),
            statements=tuple(_brat(_text(path))),
            title=row.get("title"),
            published=row.get("publication_date"),
            author=row.get("author"),
            outlet=row.get("publisher"),
        )


def _polnear_metadata(folder: Path) -> dict[str, dict[str, str]]:
    lines = _text(folder / "metadata.tsv").splitlines()
    header = lines[0].split("\t")
    rows = (dict(zip(header, line.split("\t"), strict=False)) for line in lines[1:])
    return {row["filename"]: {key: value for key, value in row.items() if value != "None"} for row in rows}


def _brat(annotation: str) -> Iterator[GoldStatement]:
    spans: dict[str, list[Span]] = {}
    events: list[dict[str, list[str]]] = []
    for line in annotation.split("\n"):
        fields = line.split("\t")
        if len(fields) < 2 or line[0] not in "TE":
            continue
        if line[0] == "T":
            offsets = fields[1].split(" ", 1)[1]
            spans[fields[0]] = [Span(*map(int, pair.split())) for pair in offsets.split(";")]
            continue
        roles: dict[str, list[str]] = {}
        for item in fields[1].split():
            role, target = item.split(":")
            roles.setdefault(re.sub(r"\d+$", "", role), []).append(target)
        events.append(roles)
    for roles in events:
        parts = {
            role: tuple(sorted(span for key in roles.get(role, ()) for span in spans.get(key, ())))
            for role in ("Source", "Cue", "Content")
        }
        if any(parts.values()):
            yield GoldStatement(parts["Source"], parts["Cue"], parts["Content"])


def _coded_values(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "who": row["who"],
        "act": row["act"],
        "stance": row["stance"],
        "issue": row["issue"],
        "recipients": tuple(row["to"]),
        "conditions": tuple((kind, Span(*pair)) for kind, pair in row["conditions"]),
    }


def _json_statements(path: Path) -> tuple[GoldStatement, ...]:
    def one(value: list[int] | None) -> tuple[Span, ...]:
        return (Span(*value),) if value else ()

    return tuple(
        GoldStatement(
            source=one(row["source"]),
            cue=one(row["cue"]),
            content=tuple(Span(*pair) for pair in row["content"]),
            quote_type=row["kind"],
            negated=row["negated"],
            parent=row["parent"] - 1 if row["parent"] else None,
            **_coded_values(row),
        )
        for row in json.loads(_text(path))["statements"]
    )


def _wikinews(folder: Path, split: str) -> Iterator[GoldArticle]:
    for row in json.loads(_text(folder / "index.json")).get(split, ()):
        path = folder / "statements" / f"{row['id']}.json"
        text = folder / "text" / f"{row['id']}.txt"
        if path.exists():
            yield GoldArticle(
                row["id"], _text(text), _json_statements(path), title=row.get("title"), published=row.get("date")
            )


def _invented(folder: Path, split: str) -> Iterator[GoldArticle]:
    for path in sorted((folder / "meta").glob("*.json")):
        meta = json.loads(_text(path))
        if (meta["event"] in ("E09", "E10")) != (split == "dev"):
            continue
        text = _text(folder / "text" / f"{path.stem}.txt")
        yield GoldArticle(
            path.stem,
            text,
            _json_statements(folder / "statements" / path.name),
            blocks=_gold_blocks(text, meta["blocks"]),
            published=meta["published"],
            outlet=meta["outlet"],
        )


def _gold_blocks(text: str, kinds: list[BlockKind]) -> tuple[Block, ...]:
    pieces = [match.span() for match in re.finditer(r"\S.*?(?=\n\s*\n|\s*\Z)", text, re.DOTALL)]
    return tuple(Block(kind, Span(*piece)) for kind, piece in zip(kinds, pieces, strict=True))


def _coded(folder: Path, split: str) -> Iterator[GoldArticle]:
    metadata = _polnear_metadata(folder)
    tuned_on = set(_text(folder / "coded" / "dev.txt").split())
    for path in sorted((folder / "coded").glob("*.json")):
        if (path.stem in tuned_on) != (split == "dev"):
            continue
        rows = json.loads(_text(path))["statements"]
        statements = tuple(
            GoldStatement(
                source=tuple(Span(*pair) for pair in row["source"] or ()),
                cue=tuple(Span(*pair) for pair in row["cue"] or ()),
                content=tuple(Span(*pair) for pair in row["content"]),
                negated=bool(row.get("negated")),
                **_coded_values(row),
            )
            for row in rows
        )
        row = metadata.get(path.stem, {})
        yield GoldArticle(
            path.stem,
            _text(folder / "train" / "text" / f"{path.stem}.txt"),
            statements,
            title=row.get("title"),
            published=row.get("publication_date"),
            author=row.get("author"),
            outlet=row.get("publisher"),
        )
