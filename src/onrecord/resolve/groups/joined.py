"""Several who were named in one go: whom "all three nations", "both of whom" and "they" mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.document import Span
from onrecord.resolve.article import Answer, Article
from onrecord.resolve.bodies.just_named import is_firm
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.names.mentions import NameMention
from onrecord.resolve.sources.sources import Source
from onrecord.resolve.vocabulary import BODY_NOUNS, PERSON_NOUNS, PLACE_NOUNS, THEY, plural

#: What joins names, besides titles and what stands in brackets behind them.
_JOINING = frozenset({",", "and", ", and", "and the", ", and the", "&"})
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_PLACES = frozenset(map(plural, PLACE_NOUNS)) | frozenset("governments capitals".split())
_PERSONS, _BODIES = frozenset(map(plural, PERSON_NOUNS)), frozenset(map(plural, BODY_NOUNS))
_OPPOSED = (_PERSONS | _BODIES) - frozenset("people officials".split())
#: Characters of a noun, at most.
_LONGEST = 30
#: Sentences to look at: that of the source and the one before.
_REACH = 2

Group = list[tuple[NameMention, Figure]]


def several_before(article: Article, source: Source) -> Answer | None:
    """ "Karveth, Sorrenay and Obrassa met. All three nations …": those who were named together last, of that number."""
    number = _number(source)
    if number is None:
        return None
    for group in _last_groups(article, source.span.start):
        if len(group) == number and _fits(group, source.head):
            return _answer(article, group, source)
    return None


def called_before(article: Article, source: Source) -> Answer | None:
    """ "The brothers" after "brothers Ada and Jonas Quell": those joined names that the noun stood in front of."""
    core = [word.lower for word in source.phrase.core]
    if len(core) != 2 or core[0] not in ("the", "these") or core[1] not in _PERSONS or source.phrase.rest:
        return None
    for mention, _ in reversed(article.cast.in_order):
        if mention.span.end <= source.span.start and _noun_before(article, mention) == core[1]:
            named = article.cast.named_in(article.page.sentences[mention.sentence].span)
            groups = (group for group in _groups(article.document.text, named) if group[0][0] is mention)
            group = next(groups, None)
            if group is not None:
                return _answer(article, group, source)
    return None


def named_together(article: Article, source: Source) -> Answer | None:
    """ "The candidates", "the parties" after "Ada Quell and Jonas Brandt": those who were named together last."""
    core = [word.bare.lower() for word in source.phrase.core]
    if core in (["the", "two", "companies"], ["the", "two", "firms"]):
        return _only_firms(article, source)
    if len(core) != 2 or core[0] != "the" or source.phrase.rest or core[1] not in _OPPOSED:
        return None
    for group in _last_groups(article, source.span.start):
        if _fits(group, core[1]):
            return _answer(article, group, source)
    return _only_firms(article, source) if core[1] in ("companies", "firms") else None


def _only_firms(article: Article, source: Source) -> Answer | None:
    """ "The companies" in an article about two firms: both, where no third one has been named."""
    firms = [figure for figure in article.cast.figures if is_firm(figure)]
    before = [figure for figure in firms if figure.is_named_before(source.span.start)]
    return _answer(article, [(figure.mentions[0], figure) for figure in before], source) if len(before) == 2 else None


def _noun_before(article: Article, mention: NameMention) -> str:
    """The word in front of a name, in lower case: "brothers" of "brothers Ada and Jonas Quell"."""
    start = mention.span.start
    before = article.document.text[max(0, start - _LONGEST) : start].split()
    return before[-1].casefold() if before else ""


def those_left(article: Article, source: Source) -> Answer | None:
    """ "Ada Quell (Norvale) and Jonas Brandt, both of whom …": the names that end right before the source."""
    group = next(_last_groups(article, source.span.start), None)
    between = article.document.text[group[-1][0].span.end : source.span.start] if group else ""
    return _answer(article, group, source) if group and _BRACKETS.sub("", between).strip() == "," else None


def is_of_whom(source: Source) -> bool:
    """Whether a source is "both of whom", "all of which", "most of whom"."""
    words = [word.lower for word in source.words]
    return len(words) == 3 and words[1] == "of" and words[2] in ("whom", "which")


def _number(source: Source) -> int | None:
    """How many a source means: 3 for "all three nations"; None where it says more than that, or no number."""
    words = [word.lower for word in source.words if word.text[0].isalnum()]
    while words and words[0] in ("all", "the", "these", "those"):
        words = words[1:]
    number = _NUMBERS.get(words[0]) if words else None
    rest = words[1:]
    plain = not rest or rest == ["of", "them"] or (len(rest) == 1 and rest[0] in _PLACES | _PERSONS | _BODIES)
    return number if plain else None


def they_were_named(article: Article, source: Source) -> Answer | None:
    """ "Ada Quell and Jonas Brandt left. They …": the only names of the sentence before, or of this one so far."""
    if source.head not in THEY:
        return None
    for group in _last_groups(article, source.span.start):
        return _answer(article, group, source) if _alone(article, group, source) else None
    return None


def people_before(article: Article, source: Source) -> Answer | None:
    """ "Thousands of Norvalians came. They …": the only people that this sentence so far or the one before names."""
    near = list(article.page.just_before(source.span.start, _REACH))
    first = near[-1].span.start if near else source.span.start
    named = article.peoples_in(first, source.span.start)
    if len(named) != 1:
        return None
    descriptor = f"unnamed: {named.pop()}"
    referent = article.trail.add_unnamed(descriptor, descriptor, True, source.span)
    return article.again(referent, source, "pronoun", 0.5)


def they_spoke(article: Article, source: Source) -> Answer | None:
    """ "The brothers said no. They …": several by name who spoke in this sentence or the one before."""
    referent = article.just_told(source.span.start, _REACH)
    if referent is None or referent.figure is not None or not referent.plural or " and " not in referent.descriptor:
        return None
    return article.again(referent, source, "pronoun", 0.6)


def _alone(article: Article, group: Group, source: Source) -> bool:
    sentence = article.page.sentences[group[0][0].sentence]
    named = article.cast.named_in(Span(sentence.span.start, min(sentence.span.end, source.span.start)))
    members = {figure.index for _, figure in group}
    alike = [f for _, f in named if f.index not in members and f.person == group[0][1].person]
    return not alike


def _fits(group: Group, noun: str) -> bool:
    """Whether all of several can be what a noun says; any can be "both of whom"."""
    figures = [figure for _, figure in group]
    if noun in _PLACES:
        return all(figure.place for figure in figures)
    if noun in _PERSONS:
        return all(figure.person for figure in figures)
    if noun in _BODIES:
        return not any(figure.person for figure in figures)
    return len({figure.person for figure in figures}) == 1


def _last_groups(article: Article, position: int) -> Iterator[Group]:
    """Names that "and" joins in the sentence of a position so far and in the one before, the last ones first."""
    for sentence in article.page.just_before(position, _REACH):
        if sentence.heading or article.document.blocks[sentence.block].kind == "byline":
            return
        named = article.cast.named_in(Span(sentence.span.start, min(sentence.span.end, position)))
        yield from reversed(list(_groups(article.document.text, named)))


def _groups(text: str, named: Sequence[tuple[NameMention, Figure]]) -> Iterator[Group]:
    """Stretches of names that commas and, last, "and" join."""
    group: Group = []
    linked = False
    for mention, figure in named:
        if text[mention.span.start - 1 : mention.span.start] == "(":
            continue
        start = mention.title[0].span.start if mention.title else mention.span.start
        between = _BRACKETS.sub("", text[group[-1][0].span.end : start]).strip() if group else ""
        joins = between in _JOINING and not linked and not group[-1][0].possessive
        if not joins:
            if linked and not group[-1][0].possessive:
                yield group
            group, linked = [], False
        group.append((mention, figure))
        linked = linked or (joins and between != ",")
    if linked and not group[-1][0].possessive:
        yield group


def _answer(article: Article, group: Group, source: Source) -> Answer | None:
    figures = list({figure.index: figure for _, figure in group}.values())
    if len(figures) < 2:
        return None
    answers = [article.named(figure, source, "nominal", 0.6) for figure in figures]
    return article.joint(answers, source.span.start)
