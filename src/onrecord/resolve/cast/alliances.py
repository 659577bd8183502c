"""Groups of states or people that go by a phrase in quotation marks: the so-called “coalition of the willing”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.document import Span
from onrecord.resolve.names.mentions import NameMention, Page
from onrecord.resolve.vocabulary import BODY_NOUNS

_QUOTED = re.compile(
    r"\b(?:[Tt]he|[Ss]o-called|self-(?:styled|described|proclaimed)) "
    r"[“‘\"'«]\s?([a-z][\w’-]+(?: [\w’-]+){1,5})[,.]?\s?[”’\"'»]"
)
#: Nouns for several that act together.
_NOUNS = (BODY_NOUNS & frozenset("alliance coalition group front league union movement militia army".split())) | (
    frozenset("axis bloc club quartet troika quad camp brotherhood caliphate brigade gang friends".split())
)
#: Of how many phrases the other places are looked for.
_MOST = 20


def alliances(page: Page) -> Iterator[NameMention]:
    """Every place where a group is called so that the article names in quotation marks once."""
    text = page.document.text
    phrases = dict.fromkeys(match[1] for match in _QUOTED.finditer(text) if _head(match[1]) in _NOUNS)
    for phrase in list(phrases)[:_MOST]:
        for place in re.finditer(rf"\b{re.escape(phrase)}\b", text):
            span = Span(*place.span())
            at = page.sentence_at(span.start)
            if page.sentences and page.sentences[at].span.contains(span):
                yield NameMention(span, tuple(phrase.split()), (), at, False, True, False)


def _head(phrase: str) -> str:
    return phrase.partition(" of ")[0].split()[-1]
