"""Whom somebody speaks for who says "we", or of whom "it" tells more: a body, a government, authors of a study."""

from __future__ import annotations

import re

from onrecord.document import Span
from onrecord.entity import Entity
from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cast.cards import Card
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.names.mentions import NameMention
from onrecord.resolve.sources.sources import Source
from onrecord.resolve.vocabulary import PERSON_NOUNS, TITLES
from onrecord.statement import Resolution

#: Bodies whose members say "we" of something else: deputies of their side, scholars of their team.
_OTHERS = frozenset(
    "university college institute school hospital academy parliament senate house congress commons assembly".split()
)
#: Mentions of a person to look at: they are introduced early.
_FIRST = 30
_STATES = frozenset({"legislature", "party", "government", "ministry", "outlet"})
#: Whose "we" is their country's, by the level of their role.
_LEADS = frozenset({"head of state", "head of government"})
_FOR_A_STATE = _LEADS | {"minister"}
_STATE_OFFICES = frozenset("minister president premier chancellor".split())
_SCHOLARS = frozenset(
    "author co-author researcher scientist astronomer biologist geologist economist physicist"
    " psychologist sociologist geochemist ecologist epidemiologist anthropologist historian herpetologist".split()
)
#: ", director of the …": what stands between a person and the body.
_BEHIND = re.compile(r"\s?(?:\([^)]*\))?, (?:(?:an?|the) )?((?:[\w-]+ ){1,5})(?:of|for|at|with|from) (?:the )?")
#: "the head of the …, Mara Quell": what stands before the body.
_BEFORE = re.compile(r"([\w-]+) (?:of|for|at|with|from) (?:the )?$")
#: "the Authority’s director, Mara Quell": what stands between a body and the person.
_HAD = re.compile(r"['’]s? ((?:[\w-]+ ){0,4}[\w-]+),? ")
_OF = re.compile(r" (?:of|from) (?:the )?")


#: What an article calls the authors of a study; the first one where it has no word for them.
_TEAMS = ("researchers", "team", "scientists", "authors")


def spoken_for(article: Article, person: Figure, state: bool) -> Figure | Entity | str | None:
    """Who "we" is in a person's words, where the article says whom they speak for; None where it does not.

    ``state`` tells whether it can be a state: "we want" is, "our view" is the person's own.
    """
    body = body_of_officer(article, person)
    if body is not None:
        return body
    if state:
        country = country_spoken_for(article, person)
        government = article.registry.government(country) if country is not None else None
        found = government or _state_had(article, person)
        if found is not None:
            return found
    return _team(article) if _of_a_team(article, person) else None


def answer_for(article: Article, meant: Figure | Entity | str, source: Source) -> Answer:
    """The answer that a source means somebody who is spoken for."""
    if isinstance(meant, str):
        return Answer(Resolution(meant, "group", type="group", score=0.5, evidence=(source.span,)))
    if isinstance(meant, Entity):
        return article.body(meant, source, "pronoun", 0.7)
    return article.named(meant, source, "pronoun", 0.65)


def body_just_spoken_for(article: Article, source: Source) -> Answer | None:
    """ "Quell, Norvair’s lawyer, said … It argues": whose officer spoke last in the sentence before "it"."""
    near = list(article.page.just_before(source.span.start, 2))
    told = article.trail.last_told(source.span.start)
    person = told.referent.figure if told is not None and told.referent is not None else None
    if told is None or person is None or not person.person or len(near) < 2 or near[0].words[:1] != source.words[:1]:
        return None
    body = body_of_officer(article, person) if told.start >= near[1].span.start else None
    return article.named(body, source, "pronoun", 0.5) if body is not None else None


def _of_a_team(article: Article, person: Figure) -> bool:
    """Whether the article calls somebody a scientist, or the author of a study."""
    sentences = (article.page.sentences[mention.sentence].words for mention in person.mentions[:_FIRST])
    authors = any(word.lower in ("author", "co-author") for words in sentences for word in words)
    return authors or any(card.head in _SCHOLARS for card in person.cards)


def _team(article: Article) -> str:
    """The answer for one of several authors, with the article's own word."""
    words = {word.lower for sentence in article.page.sentences for word in sentence.words}
    return f"unnamed: {next((noun for noun in _TEAMS if noun in words), _TEAMS[0])}"


def country_spoken_for(article: Article, person: Figure) -> str | None:
    """The country whose head or minister the article, or the registry on its date, calls a person."""
    for card in person.cards:
        role = article.registry.role(card.text) or article.registry.role(card.head)
        if role is not None and role.level in _FOR_A_STATE:
            leads = role.level in _LEADS
            its = _its(article, card)
            told = card.country or person.country or (its.country if its is not None else None)
            return told or (article.cast.sole_country if leads else None)
    office = article.office(person)
    role = article.registry.role(office) if office is not None else None
    return person.country if role is not None and role.level in _FOR_A_STATE else None


def _its(article: Article, card: Card) -> Figure | None:
    """What "its foreign minister" is of: who was named last in the paragraph before these words and is no person."""
    page = article.page
    if not page.sentences or card.text.partition(" ")[0].casefold() != "its":
        return None
    block = article.document.blocks[page.sentences[page.sentence_at(card.span.start)].block].span
    named = [figure for _, figure in article.cast.named_in(Span(block.start, card.span.start)) if not figure.sure]
    return named[-1] if named and len(named[-1].words) == 1 else None


def _state_had(article: Article, person: Figure) -> Figure | None:
    """The state of "Norvale's defence minister, Mara Quell" and "President Mara Quell of Norvale"."""
    text = article.document.text
    for card in person.cards[:_FIRST]:
        its = _its(article, card) if card.head in _STATE_OFFICES else None
        if its is not None:
            return its
    for mention in person.mentions[:_FIRST]:
        sentence = article.page.sentences[mention.sentence].span
        title = [word.lower for word in mention.title]
        start = mention.title[0].span.start if mention.title else mention.span.start
        for near, state in article.cast.named_in(sentence):
            had = _HAD.match(text[near.span.end : mention.span.start]) if near.span.end <= start else None
            office = had[1].split() if had is not None and near.span.end + had.end() == start else []
            of = near.span.start >= mention.span.end and _OF.fullmatch(text[mention.span.end : near.span.start])
            if state is not person and not state.sure and _STATE_OFFICES & {*office, *(title if of else ())}:
                return state
    return None


def body_of_officer(article: Article, person: Figure) -> Figure | None:
    """The body whose director, president or spokesman the article calls a person; None where it names none."""
    for mention in person.mentions[:_FIRST]:
        sentence = article.page.sentences[mention.sentence].span
        for near, body in article.cast.named_in(sentence):
            if _speaks(body) and _officer(article.document.text, mention, near):
                return body
    return None


def _speaks(body: Figure) -> bool:
    words = {word.casefold() for word in body.words}
    return body.body and not body.weak and body.type not in _STATES and not words & _OTHERS


def _officer(text: str, person: NameMention, body: NameMention) -> bool:
    if body.span.start >= person.span.end:
        between = text[person.span.end : body.span.start]
        behind = _BEHIND.fullmatch(between)
        return _OF.fullmatch(between) is not None or (behind is not None and _has_role(behind[1]))
    start = person.title[0].span.start if person.title else person.span.start
    between = text[body.span.end : start]
    titled = person.title and any(_role(word.lower) for word in person.title)
    if (
        titled
        and body.span.end <= person.span.start
        and (between.strip() in ("", "'s", "’s") or body.span.start >= start)
    ):
        return True
    had = _HAD.fullmatch(between)
    if had is not None and _has_role(had[1]):
        return True
    before = _BEFORE.search(text[max(0, body.span.start - 40) : body.span.start])
    beside = re.fullmatch(r"\s?(?:\([^)]*\))?,? ?", between) is not None
    return beside and before is not None and _role(before[1])


def _has_role(words: str) -> bool:
    return any(_role(word) for word in words.split())


def _role(word: str) -> bool:
    """Whether a word is an office, also as part of another: "director-general"."""
    parts = (word, *word.split("-"))
    return any(part.casefold() in PERSON_NOUNS or part.casefold() in TITLES for part in parts)
