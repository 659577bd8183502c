"""Whom "my client" means in a lawyer's words."""

from __future__ import annotations

import re

from onrecord.document import Span
from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.sources.sources import Source

_LAWYER = r"(?:lawyer|attorney|solicitor|barrister|counsel|advocate)"
#: "a Norvale lawyer representing Quell", "Quell's lawyer, Jonas Brandt": what stands between the two.
_FOR = re.compile(rf", (?:[\w-]+ ){{0,4}}{_LAWYER} (?:representing|for|of) (?:[A-Z][\w.]* )?")
_HAD = re.compile(rf"['’]s? (?:[\w-]+ ){{0,2}}{_LAWYER},? ")


def client_of(article: Article, source: Source, parent: Answer | None) -> Answer | None:
    """Whom the article says the lawyer who speaks stands for; None where it does not say."""
    words = [word.lower for word in source.words]
    words = ["my", *words[1:]] if words[:1] in (["his"], ["her"], ["their"]) else words
    lawyer = parent.referent.figure if parent is not None and parent.referent is not None else None
    if words not in (["my", "client"], ["our", "client"]) or lawyer is None or not lawyer.person:
        return None
    client = next((found for mention in lawyer.mentions if (found := _client(article, lawyer, mention.span))), None)
    return article.named(client, source, "nominal", 0.7) if client is not None else None


def _client(article: Article, lawyer: Figure, named: Span) -> Figure | None:
    text = article.document.text
    sentence = article.page.sentences[article.page.sentence_at(named.start)].span
    for mention, figure in article.cast.named_in(sentence):
        if not figure.person or figure is lawyer:
            continue
        represented = mention.span.start > named.end and _FOR.fullmatch(text[named.end : mention.span.start])
        had = mention.span.end < named.start and _HAD.fullmatch(text[mention.span.end : named.start])
        if represented or had:
            return figure
    return None
