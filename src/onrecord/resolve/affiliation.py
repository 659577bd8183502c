"""The body that somebody speaks for: the one that the article names in their title or apposition."""

from __future__ import annotations

import re

from onrecord.resolve.article import Article
from onrecord.resolve.figures import Figure
from onrecord.resolve.mentions import NameMention
from onrecord.resolve.vocabulary import PERSON_NOUNS, TITLES

#: Bodies whose members say "we" of something else: deputies of their side, scholars of their team.
_OTHERS = frozenset(
    "university college institute school hospital academy parliament senate house congress commons assembly".split()
)
_STATES = frozenset({"legislature", "party", "government", "ministry", "outlet"})
#: ", director of the …": what stands between a person and the body.
_BEHIND = re.compile(r"\s?(?:\([^)]*\))?, (?:(?:an?|the) )?((?:[\w-]+ ){1,5})(?:of|for|at|with|from) (?:the )?")
#: "the head of the …, Mara Quell": what stands before the body.
_BEFORE = re.compile(r"([\w-]+) (?:of|for|at|with|from) (?:the )?$")


def body_of_officer(article: Article, person: Figure) -> Figure | None:
    """The body whose director, president or spokesman the article calls a person; None where it names none."""
    for mention in person.mentions:
        block = article.page.sentences[mention.sentence].span
        for near in article.page.mentions_in(block.start, block.end):
            body = article.cast.of_mention.get(near.span)
            if body is not None and _speaks(body) and _officer(article.document.text, mention, near):
                return body
    return None


def _speaks(body: Figure) -> bool:
    words = {word.casefold() for word in body.words}
    return body.body and not body.weak and body.type not in _STATES and not words & _OTHERS


def _officer(text: str, person: NameMention, body: NameMention) -> bool:
    if body.span.start >= person.span.end:
        behind = _BEHIND.fullmatch(text, person.span.end, body.span.start)
        return behind is not None and any(_role(word) for word in behind[1].split())
    start = person.title[0].span.start if person.title else person.span.start
    between = text[body.span.end : start]
    if person.title and (between.strip() in ("", "'s", "’s") or body.span.start >= start):
        return body.span.end <= person.span.start and any(_role(word.lower) for word in person.title)
    before = _BEFORE.search(text[max(0, body.span.start - 40) : body.span.start])
    beside = re.fullmatch(r"\s?(?:\([^)]*\))?,? ?", between) is not None
    return beside and before is not None and _role(before[1])


def _role(word: str) -> bool:
    return word.casefold() in PERSON_NOUNS or word.casefold() in TITLES
