"""Groups the statements of the invented corpus into utterances and scores the groups.

In that corpus every statement that reports a canonical utterance names it; a statement that names none is a group of
its own. Which event an article is of is never looked at, only when it appeared.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, cast

from onrecord.analyse.telling import Telling, tellings_of
from onrecord.analyse.utterances import utterances
from onrecord.corpora import GoldArticle, read_corpus
from onrecord.document import Document
from onrecord.errors import CorpusError
from onrecord.evaluate.agreement import Agreement, b_cubed, pairs
from onrecord.evaluate.spans import pairs as aligned
from onrecord.evaluate.spans import trimmed
from onrecord.options import ReadOptions
from onrecord.pipeline import read_document
from onrecord.resolve import Registry, registry_of
from onrecord.statement import QuoteType, Reading, Resolution, statements_of
from onrecord.trial import gold_attributions, gold_document, scored


class Annotated(NamedTuple):
    """A telling with the utterance that it reports by the annotation; a name of its own where it reports none."""

    telling: Telling
    utterance: str
    event: str


class UtteranceScores(NamedTuple):
    """Figures from 0 to 1.

    Attributes
    ----------
    every : Agreement
        B-cubed over all statements.
    outermost : Agreement
        B-cubed over those that stand in no other statement.
    quoted : Agreement
        Pairs of direct and mixed statements that stand in no other.
    quoted_nested : Agreement
        Pairs of all direct and mixed statements.
    by_speaker : Agreement
        B-cubed over all of a simple answer: what one speaker says of one event is one utterance.
    """

    every: Agreement
    outermost: Agreement
    quoted: Agreement
    quoted_nested: Agreement
    by_speaker: Agreement


def utterance_trial(root: Path, split: str = "dev") -> UtteranceScores:
    """Group the annotated statements of the invented corpus, and score the groups.

    ``root`` is the folder of the corpora, ``split`` is ``train`` (events E01 to E08) or ``dev`` (E09 and E10).

    Raises
    ------
    CorpusError
        If the corpus is not there or is malformed.
    """
    gold = annotated(root, split)
    labels = _labels([one.telling for one in gold])
    return scores_of(gold, [labels[_place(one.telling)] for one in gold])


def whole_trial(root: Path, split: str = "dev") -> UtteranceScores:
    """Read the articles of the invented corpus, group what is found, and score the groups.

    A found statement counts as the annotated one with which it shares at least half of the characters of both contents;
    an annotated one that is not found is a group of its own.
    """
    gold = annotated(root, split)
    found: list[Telling] = []
    matched: dict[tuple[str, str], tuple[str, str]] = {}
    options = ReadOptions(actors=root / "invented" / "actors.csv")
    for article in read_corpus("invented", split, root):
        reading = read_document(_document(root, article), options)
        own = list(tellings_of(reading, article.id))
        found += own
        matched |= dict(_matched(article, reading, own))
    labels, places = _labels(found), [_place(one.telling) for one in gold]
    return scores_of(gold, [labels.get(matched.get(place, ("", "")), place) for place in places])


def scores_of(gold: Sequence[Annotated], labels: Sequence[Hashable]) -> UtteranceScores:
    """Score groups of annotated tellings; ``labels`` has one for each of ``gold``, the same for those of a group."""

    def of(score: Callable[..., Agreement], kept: Callable[[Telling], bool]) -> Agreement:
        chosen = [(label, one.utterance) for label, one in zip(labels, gold, strict=True) if kept(one.telling)]
        return score([label for label, _ in chosen], [utterance for _, utterance in chosen])

    simple = [f"{one.telling.speaker.name}|{one.event}" for one in gold]
    return UtteranceScores(
        every=of(b_cubed, lambda telling: True),
        outermost=of(b_cubed, lambda telling: telling.parent is None),
        quoted=of(pairs, lambda telling: telling.parent is None and telling.quote_type != "indirect"),
        quoted_nested=of(pairs, lambda telling: telling.quote_type != "indirect"),
        by_speaker=b_cubed(simple, [one.utterance for one in gold]),
    )


def annotated(root: Path, split: str) -> list[Annotated]:
    """Return the annotated statements of the invented corpus as tellings, with who their sources are.

    Raises
    ------
    CorpusError
        If the corpus is not there or is malformed.
    """
    articles = read_corpus("invented", split, root)
    registry = registry_of(root / "invented" / "actors.csv")
    found: list[Annotated] = []
    for article in articles:
        event, named = _named(root, article)
        document = _document(root, article)
        given = gold_attributions(article, document)
        typed = tuple(
            replace(one, quote_type=cast("QuoteType", row.quote_type))
            for one, row in zip(given, article.statements, strict=True)
        )
        who = tuple(_resolution(registry, row.who) for row in article.statements)
        reading = Reading(document, statements_of(document, typed, who))
        places = {statement.id: place for place, statement in enumerate(reading.statements)}
        for telling in tellings_of(reading, article.id):
            place = places[telling.statement]
            found.append(Annotated(telling, named[place] or f"{article.id}:{place}", event))
    return found


def _named(root: Path, article: GoldArticle) -> tuple[str, list[str | None]]:
    """The event of an article, and the utterances of its statements."""
    rows = _json(root / "invented" / "statements" / f"{article.id}.json")["statements"]
    return _meta(root, article)["event"], [row["utterance"] for row in rows]


def _document(root: Path, article: GoldArticle) -> Document:
    return replace(gold_document(article), url=_meta(root, article)["url"], source_id=article.id)


def _meta(root: Path, article: GoldArticle) -> dict[str, Any]:
    return _json(root / "invented" / "meta" / f"{article.id}.json")


def _json(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path}: malformed corpus ({error}). Compare it with its README") from error


def _resolution(registry: Registry, name: str | None) -> Resolution:
    """Who an annotated source is, as the registry knows it."""
    known = registry.named(name) if name else ()
    if not known:
        return Resolution(name or "unknown", "name" if name else "none")
    one = known[0]
    role = "; ".join(office.role for office in one.offices) if one.type == "person" else None
    return Resolution(one.name, "name", one.id, one.type, one.country, role)


def _matched(
    article: GoldArticle, reading: Reading, own: Sequence[Telling]
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield, for annotated statements, the place of the telling that was found of them."""
    text, document = article.text, reading.document
    given = statements_of(document, tuple(gold_attributions(article, document)))
    ids = [statement.id for statement in given if statement.attribution.content]
    gold = [trimmed(text, scored(statement.attribution)) for statement in given if statement.attribution.content]
    places = {telling.statement: telling for telling in own}
    statements = [statement for statement in reading.statements if statement.id in places]
    found = [trimmed(text, scored(statement.attribution)) for statement in statements]
    for ours, theirs, _ in aligned(found, gold):
        yield (article.id, ids[theirs]), (article.id, statements[ours].id)


def _labels(tellings: Sequence[Telling]) -> dict[tuple[str, str], Hashable]:
    return {_place(telling): utterance.id for utterance in utterances(tellings) for telling in utterance.tellings}


def _place(telling: Telling) -> tuple[str, str]:
    return telling.document, telling.statement
