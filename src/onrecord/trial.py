"""Reads an annotated corpus with onrecord and scores what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.attribute.drafting.draft import Scene
from onrecord.attribute.statements import quote_type
from onrecord.corpora import GoldArticle, GoldStatement
from onrecord.document import Document
from onrecord.evaluate import Scored, Scores, evaluate
from onrecord.ingest import document_from_text
from onrecord.options import ReadOptions
from onrecord.pipeline import read_document
from onrecord.statement import Attribution

#: Corpora that mark no nested statements: nested ones found there are neither right nor wrong.
FLAT = frozenset({"polnear", "coded"})


def found_statements(attributions: Iterable[Attribution], flat: bool) -> list[Scored]:
    """What onrecord found, as it is scored; ``flat`` leaves out nested ones."""
    return [scored(a) for a in attributions if not (flat and a.parent is not None)]


def scored(a: Attribution) -> Scored:
    """One found statement, as it is scored."""
    return Scored(a.source, a.cue, a.content, a.quote_type, a.parent is not None, a.score)


def gold_document(article: GoldArticle) -> Document:
    """An article of a corpus, read as a user would with what the corpus says of it."""
    about = ReadOptions(published=article.published, title=article.title, author=article.author, outlet=article.outlet)
    return document_from_text(article.text, about)


def gold_attributions(article: GoldArticle, document: Document) -> list[Attribution]:
    """The annotated statements as attributions."""
    scene = Scene.of(document)
    return [
        Attribution(s.source, s.cue, s.content, quote_type(scene, s.content), s.negated, s.parent)
        for s in article.statements
    ]


def counted(statements: Sequence[GoldStatement], document: Document) -> list[GoldStatement]:
    """Annotated statements that are scored: those with a content; statements of teasers belong to other articles."""
    teasers = [block.span for block in document.blocks if block.kind == "teaser"]
    return [s for s in statements if s.content and not any(teaser.contains(s.content[0]) for teaser in teasers)]


def gold_statements(statements: Sequence[GoldStatement], document: Document) -> list[Scored]:
    """What was annotated, as it is scored; where the annotation gives no quote type, the quotation marks tell it."""
    scene = Scene.of(document)
    return [
        Scored(s.source, s.cue, s.content, s.quote_type or quote_type(scene, s.content), s.parent is not None)
        for s in counted(statements, document)
    ]


def trial(name: str, articles: Iterable[GoldArticle], options: ReadOptions = ReadOptions()) -> Scores:
    """Read the articles of a corpus and score them.

    ``name`` is the corpus, as ``onrecord.corpora.read_corpus`` knows it.
    """
    return evaluate(_judged(name, articles, options))


def _judged(
    name: str, articles: Iterable[GoldArticle], options: ReadOptions
) -> Iterator[tuple[str, list[Scored], list[Scored]]]:
    for article in articles:
        reading = read_document(gold_document(article), options)
        if reading.document.text != article.text:
            raise AssertionError(f"{article.id}: offsets of the corpus do not fit the text that was read")
        attributions = [statement.attribution for statement in reading.statements]
        yield (
            article.text,
            found_statements(attributions, flat=name in FLAT),
            gold_statements(article.statements, reading.document),
        )
