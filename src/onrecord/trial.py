"""Reads an annotated corpus with onrecord and scores what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.attribute.drafting.draft import Scene
from onrecord.attribute.statements import quote_type
from onrecord.corpora import GoldArticle, GoldStatement
from onrecord.document import Document
from onrecord.encode.session import load_encoder
from onrecord.encoding import Encoding
from onrecord.evaluate import Scored, Scores, evaluate
from onrecord.ingest import document_from_text
from onrecord.options import ReadOptions
from onrecord.pipeline import READABLE, reading_of
from onrecord.statement import Attribution, Reading

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


class Tried(NamedTuple):
    """An annotated article, and what onrecord makes of its text."""

    gold: GoldArticle
    encoding: Encoding
    reading: Reading

    @property
    def document(self) -> Document:
        """The article as it was read."""
        return self.reading.document


def tried(articles: Iterable[GoldArticle], options: ReadOptions = ReadOptions()) -> list[Tried]:
    """Read articles of a corpus as a user would, each once for all that is scored."""
    encoder = load_encoder(options.checked().model)
    found = []
    for article in articles:
        document = gold_document(article)
        if document.text != article.text:
            raise AssertionError(f"{article.id}: offsets of the corpus do not fit the text that was read")
        encoding = encoder.encode(document)
        reading = reading_of(document, encoding if document.language in READABLE else None, options)
        found.append(Tried(article, encoding, reading))
    return found


def trial(name: str, articles: Iterable[Tried]) -> Scores:
    """Score the statements found in the articles of a corpus.

    ``name`` is the corpus, as ``onrecord.corpora.read_corpus`` knows it.
    """
    return evaluate(_judged(name, articles))


def _judged(name: str, articles: Iterable[Tried]) -> Iterator[tuple[str, list[Scored], list[Scored]]]:
    for one in articles:
        attributions = [statement.attribution for statement in one.reading.statements]
        yield (
            one.document.text,
            found_statements(attributions, flat=name in FLAT),
            gold_statements(one.gold.statements, one.document),
        )
