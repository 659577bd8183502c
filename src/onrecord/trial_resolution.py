"""Resolves the sources of an annotated corpus, with annotated spans and with found ones, and scores the names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.evaluate import Counts, Named, ResolutionScores, end_to_end, scores_of
from onrecord.options import ReadOptions
from onrecord.resolve import registry_of
from onrecord.resolve.resolver import Resolver, resolver_of
from onrecord.statement import Attribution
from onrecord.trial import FLAT, Tried, counted, gold_attributions, gold_statements, scored

BASELINES = ("nearest person", "previous source")


def resolution_trial(name: str, articles: Iterable[Tried], options: ReadOptions = ReadOptions()) -> ResolutionScores:
    """Score the names of a corpus's sources.

    ``name`` is the corpus, as ``onrecord.corpora.read_corpus`` knows it; it has to name its sources.
    """
    named: list[Named] = []
    baselines: dict[str, list[Named]] = {baseline: [] for baseline in BASELINES}
    whole = linked = Counts()
    for one in articles:
        article = one.gold
        given = gold_attributions(article, one.document)
        resolver = resolver_of(one.document, one.encoding, given, registry_of(options.actors))
        answers = resolver.all()
        who = [statement.who or "unknown" for statement in article.statements]
        words = [" ".join(span.of(article.text) for span in attribution.source) for attribution in given]
        named += [
            Named(source, gold, answer.name, answer.type == "person")
            for source, gold, answer in zip(words, who, answers, strict=True)
        ]
        for baseline, found in _baselines(resolver, given).items():
            baselines[baseline] += [
                Named(source, gold, answer) for source, gold, answer in zip(words, who, found, strict=True)
            ]
        right, both = _end_to_end(name, one)
        whole, linked = whole.plus(right), linked.plus(both)
    return scores_of(named, baselines, whole, linked)


def _end_to_end(name: str, tried: Tried) -> tuple[Counts, Counts]:
    article, document = tried.gold, tried.document
    found = [
        (scored(s.attribution), s.resolution.name if s.resolution else "unknown")
        for s in tried.reading.statements
        if not (name in FLAT and s.parent is not None)
    ]
    names = [statement.who or "unknown" for statement in counted(article.statements, document)]
    gold = gold_statements(article.statements, document)
    return end_to_end(article.text, found, list(zip(gold, names, strict=True)))


def _baselines(resolver: Resolver, attributions: Sequence[Attribution]) -> dict[str, list[str]]:
    """Answers that need no thought: a name in the source itself, else the nearest person, or the source before."""
    figures = resolver.article.cast.figures
    persons = sorted((m.span.end, figure.name) for figure in figures if figure.person for m in figure.mentions)
    nearest: list[str] = []
    previous: list[str] = []
    for attribution in attributions:
        source = resolver.article.source(attribution)
        if source.kind == "none":
            own: str | None = "unknown"
        else:
            own = source.figure.name if source.figure is not None else None
        before = [name for end, name in persons if end <= source.span.start]
        nearest.append(own or (before[-1] if before else "unknown"))
        previous.append(own or (previous[-1] if previous else "unknown"))
    return {"nearest person": nearest, "previous source": previous}
