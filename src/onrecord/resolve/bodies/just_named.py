"""Whom "the website", "the company" and "it" mean: the one body that was named just before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.document import Span
from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cast.body_nouns import nouns_of
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.ranking.evidence import FIRMS, OUTLETS, PUBLIC
from onrecord.resolve.ranking.referents import Referent, is_of_another_kind
from onrecord.resolve.sources.sources import Source
from onrecord.resolve.vocabulary import BODY_NOUNS, FIRM_NAMES, HE_SHE

#: Nouns for bodies of a state as well as for others.
_AGENCIES = frozenset("agency department institute institution association".split())
#: Nouns for any body.
_ANY = frozenset("group organisation organization movement body authority".split())
_NOUNS = OUTLETS | FIRMS | _AGENCIES | _ANY
#: Nouns for a body that has just spoken, and words of names that do not tell which of them it is.
_SPEAKING = frozenset(
    "union charity federation association club foundation league institute think-tank thinktank nonprofit ngo trust"
    " watchdog regulator coalition alliance consortium insurer supplier forecaster utility exporter importer builder"
    " miner brewer campaigner developer".split()
)
_SOFT = frozenset(
    "alliance association group network trust institute foundation federation league society council campaign board"
    " organisation organization service office agency bureau administration commission".split()
)
_CAUSES = frozenset("campaign advocacy lobby rights activist environmental".split())
_AGENCY_NAMES = frozenset("agency bureau administration service department office commission inspectorate".split())
#: Sentences to look at: that of the source and the one before; those before words in which somebody is "he".
_REACH, _FAR = 2, 6
#: Characters to look back for words that a name was put behind.
_BEHIND = 20_000


def body_just_named(article: Article, source: Source) -> Answer | None:
    """The one body named in the sentence of a source so far and in the one before: "… the Ledger. The paper said".

    Else the one that has just spoken, or the only firm of the article.
    """
    if source.phrase.determiner != "the" or source.phrase.rest or source.owner is not None:
        return None
    wordy = len(source.phrase.core) > 2 and source.phrase.core[-2].lower not in _CAUSES
    if source.head in _ANY and wordy:  # "the militant group" is no council
        return None
    news = [word.lower for word in source.phrase.core] == ["the", "news", "service"]
    known = source.head in _NOUNS or source.head.endswith("maker")
    figure = _only_body(article, source) if known or news else None
    if figure is None or not _may_be(figure, source.head):
        figure = _just_spoke(article, source) or _only_firm(article, source) or _only_agency(article, source)
    if figure is None or is_of_another_kind(article.page, figure, source):
        figure = _apposed(article, source)
    return article.named(figure, source, "nominal", 0.6) if figure is not None else None


def _apposed(article: Article, source: Source) -> Figure | None:
    """ "The talks" after "at the talks, the Karvethi Dialogue, held …": the body that was named behind those words."""
    words = " ".join(word.text for word in source.phrase.core[1:])
    pattern = re.compile(rf"\bthe {re.escape(words)}, (?:the )?(?=[A-Z])")
    start = source.span.start
    for place in (match.end() for match in pattern.finditer(article.document.text, max(0, start - _BEHIND), start)):
        mention = next(article.page.mentions_in(place, place + 1), None)
        figure = article.cast.of_mention.get(mention.span) if mention is not None else None
        if mention is None or figure is None or not figure.body or mention.span.start != place:
            continue
        if article.document.text.startswith(",", mention.span.end):
            return figure
    return None


def _may_be(figure: Figure, noun: str) -> bool:
    public = figure.type in PUBLIC and noun not in _AGENCIES | _ANY
    return not public and not _is_other(figure, noun)


def _is_other(figure: Figure, noun: str) -> bool:
    """Whether a body's name tells that it is something else: a council is no airline."""
    kinds = {word.casefold() for word in figure.words} & BODY_NOUNS
    return noun not in _ANY and bool(kinds) and kinds.isdisjoint(_NOUNS) and not _is_called(figure, noun)


def _is_called(figure: Figure, noun: str) -> bool:
    return noun in nouns_of(figure) or figure.is_told_to_be(noun)


def _just_spoke(article: Article, source: Source) -> Figure | None:
    """ "The Steelworkers' Alliance praised her. The union said …": the body that has just spoken."""
    near = list(article.page.just_before(source.span.start, _REACH + 1)) if source.head in _SPEAKING else []
    told = article.trail.told_within(Span(near[-1].span.start, source.span.start)) if near else []
    spoke = {one.referent.figure.index: one.referent.figure for one in told if one.referent and one.referent.figure}
    bodies = [f for f in spoke.values() if f.body and f.type not in PUBLIC | {"outlet"}]
    figure = bodies[0] if len(bodies) == 1 else None
    if figure is None:
        return None
    kinds = {word.casefold() for word in figure.words} & BODY_NOUNS - _SOFT
    return figure if not kinds or _is_called(figure, source.head) else None


def _only_firm(article: Article, source: Source) -> Figure | None:
    """ "The company": the only body before of which the article or its own name tells that it is a firm."""
    if source.head not in FIRMS - {"group", "brand"} or len(source.phrase.core) > 2:
        return None
    before = (figure for figure in article.cast.figures if figure.is_named_before(source.span.start))
    firms = [figure for figure in before if is_firm(figure) and figure.type not in PUBLIC]
    return firms[0] if len(firms) == 1 and not _is_other(firms[0], source.head) else None


def _only_agency(article: Article, source: Source) -> Figure | None:
    """ "The agency": the only bureau, department or office before."""
    if [word.lower for word in source.phrase.core] != ["the", "agency"]:
        return None
    before = [f for f in article.cast.figures if f.body and f.type != "outlet" and f.is_named_before(source.span.start)]
    found = [figure for figure in before if not _AGENCY_NAMES.isdisjoint(word.casefold() for word in figure.words)]
    return found[0] if len(found) == 1 else None


def is_firm(figure: Figure) -> bool:
    """Whether a body's name, or what is told of it, tells that it is a firm."""
    named = any(word.casefold().rstrip(".") in FIRM_NAMES for word in figure.words)
    return figure.body and not figure.weak and (named or any(card.head in FIRMS for card in figure.cards))


def only_one_named(article: Article, source: Source) -> Answer | None:
    """The one body or place named in a sentence before "it": "the Council pays the ferry, as it …"."""
    sentence = next(article.page.just_before(source.span.start, 1), None)
    if sentence is None or sentence.heading:
        return None
    named = article.cast.named_in(Span(sentence.span.start, source.span.start))
    things = {figure.index: figure for _, figure in named if not figure.sure}
    return article.named(next(iter(things.values())), source, "pronoun", 0.5) if len(things) == 1 else None


def only_person_near(article: Article, source: Source, candidates: Sequence[Referent]) -> Answer | None:
    """ "Quell denies it. Its head accused him of lying: “He says …”": the only candidate of its gender close before.

    Only in somebody's own words, who is no candidate.
    """
    if not article.page.is_quoted(source.span):
        return None
    near = list(article.page.just_before(source.span.start, _FAR))
    start = near[-1].span.start if near else source.span.start
    places = ((one.figure, article.trail.last_place(one, source.span.start)) for one in candidates)
    persons = [f for f, place in places if f is not None and f.sure and place is not None and place >= start]
    fitting = [f for f in persons if f.gender()[0] in (None, HE_SHE.get(source.head))]
    return article.named(fitting[0], source, "pronoun", 0.5) if len(fitting) == 1 else None


def _only_body(article: Article, source: Source) -> Figure | None:
    for sentence in article.page.just_before(source.span.start, _REACH):
        if sentence.heading:
            return None
        near = Span(sentence.span.start, min(sentence.span.end, source.span.start))
        bodies = {figure.index: figure for _, figure in article.cast.named_in(near) if figure.body}
        told = [one.referent.figure for one in article.trail.told_within(near) if one.referent is not None]
        spoke = {figure.index: figure for figure in told if figure is not None and figure.body}
        for found in (spoke, bodies):
            if len(found) == 1:
                return next(iter(found.values()))
        if bodies:
            return None
    speaker = article.just_told(source.span.start, _REACH)  # "a council spokesman said … The authority"
    figure = speaker.figure if speaker is not None else None
    return figure if figure is not None and figure.body else None
