"""Whom an office means of which the ranker is not sure: the one person of the article who holds it, or just spoke."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from weakref import WeakKeyDictionary

from onrecord.document import Span
from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cast.cards import Card
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.known.registry import Role
from onrecord.resolve.names.mentions import NameMention
from onrecord.resolve.sources.sources import Source
from onrecord.resolve.vocabulary import PREPOSITIONS, SPOKES_NOUNS
from onrecord.words import Word

#: Kinds of roles that one person of a place or body holds.
_SINGLE = frozenset({"regional", "local", "business", "party", "elect"})
_OF_STATE = frozenset({"head of state", "head of government"})
#: What makes an office a lower or an earlier one.
_LOWER = frozenset("deputy vice former ex assistant associate acting then outgoing incoming".split())
#: What stands in front of an office of a body.
_WHOSE = frozenset({"the", "", "its", "whose"})
#: Sentences to look at: that of the source and the one before.
_REACH = 2
_QUOTED = re.compile(r"[“\"‘«]|''")
_AGE = re.compile(r",? ?\(?(?:aged )?(\d{1,3})(?=[,).;]| (?:from|of|who|was|and)\b)")
_YEARS = re.compile(r"(\d{1,3})-year-old")


class _Told:
    """Persons by the age and by the offices that the article tells of them."""

    def __init__(self, article: Article) -> None:
        self.of_age: dict[str, list[Figure]] = {}
        self._holding: dict[Role, list[Figure]] = {}
        self._answering = article.trail.answers_to
        text = article.document.text
        for figure in (figure for figure in article.cast.figures if figure.person):
            ages = (_AGE.match(text, mention.span.end) for mention in figure.mentions)
            for age in {match[1] for match in ages if match is not None}:
                self.of_age.setdefault(age, []).append(figure)
            held = (_role(article, card.text.split()) or article.registry.role(card.head) for card in figure.cards)
            offices = (article.trail.office(office) for office in article.offices(figure))
            for role in {role for role in (*held, *offices) if role is not None}:
                self._holding.setdefault(role, []).append(figure)

    def holders(self, asked: Role, noun: str) -> list[Figure]:
        """Who holds an office, or one whose holder a noun means as well."""
        held = (figures for role, figures in self._holding.items() if self._answering(role, asked, noun))
        return list({figure.index: figure for figures in held for figure in figures}.values())


_TOLD: WeakKeyDictionary[Article, _Told] = WeakKeyDictionary()


def _known(article: Article) -> _Told:
    """What an article tells of its persons, looked up once."""
    if article not in _TOLD:
        _TOLD[article] = _Told(article)
    return _TOLD[article]


def tell(article: Article, figure: Figure, card: Card) -> None:
    """Note what an article tells of somebody elsewhere than beside the name."""
    figure.cards.append(card)
    _TOLD.pop(article, None)


def of_age(article: Article, source: Source) -> Answer | None:
    """ "The 44-year-old": the one person of whom the article tells that age."""
    told = next((match[1] for word in source.phrase.core if (match := _YEARS.fullmatch(word.lower))), None)
    if told is None or not source.definite:
        return None
    found = _known(article).of_age.get(told, [])
    return article.named(found[0], source, "nominal", 0.85) if len(found) == 1 else None


def only_holder(article: Article, source: Source) -> Answer | None:
    """The one person of the article whom it gives the office that a source names, before or after it."""
    role = _asked(article, source)
    if role is None:
        return None
    country = article.country_in(source.words) or source.country
    holders = [article.trail.of_figure(figure) for figure in _known(article).holders(role, source.head)]
    holders = [referent for referent in holders if article.trail.called([referent], source, country)]
    figure = holders[0].figure if len(holders) == 1 else None
    return article.named(figure, source, "nominal", 0.6) if figure is not None else None


def holder_at(article: Article, source: Source) -> Answer | None:
    """ "Norvale's governor", "the spokesman of the Guild": the one person to whom an article gives that of a body.

    What is told of the person has all words of the office, none that makes it a lower or an earlier one, and names the
    body; so may an office in the registry.
    """
    owner = source.owner or _named_inside(article, source)
    if source.kind != "person" or owner is None or owner.person or source.phrase.determiner not in _WHOSE:
        return None
    names = {word.casefold() for mention in owner.mentions for word in mention.words}
    words = {word.lower for word in source.phrase.core if word.lower not in _WHOSE and word.text[0].isalnum()}
    words = words if source.owner is not None else words - names
    if not _is_only_of(source, owner):
        return None
    persons = [figure for figure in article.cast.figures if figure.person]
    found = [f for f in persons if any(_gives(c, source.head, words) for c in f.cards) and _is_of(f, owner)]
    found = found or [f for f in persons if any(_is_office(o, words, owner) for o in article.offices(f))]
    found = found or _only_spokesman(persons, source)
    return article.named(found[0], source, "nominal", 0.7) if len(found) == 1 else None


def _named_inside(article: Article, source: Source) -> Figure | None:
    """The body in front of an office: "the Tollhall spokesman"."""
    core = source.phrase.core
    named = article.cast.named_in(Span(core[0].span.start, core[-1].span.start)) if len(core) > 2 else []
    return next((figure for _, figure in named if figure.body), None)


def _only_spokesman(persons: Sequence[Figure], source: Source) -> list[Figure]:
    """ "The Tollhall spokesman": those of whom the article says that they speak, if it does not tell for which body."""
    if source.head not in SPOKES_NOUNS or source.phrase.determiner != "the":
        return []
    speak = [(f, c) for f in persons for c in f.cards if c.head in SPOKES_NOUNS]
    if len({figure.index for figure, _ in speak}) != 1:
        return []
    names = any(word[:1].isupper() for _, card in speak for word in card.text.split()[1:])
    return [] if names or _clashes(speak[0][0], source) else [speak[0][0]]


def _is_office(office: str, words: AbstractSet[str], body: Figure) -> bool:
    """Whether an office of the registry is one of these words, of a body or place."""
    told = {word.casefold() for word in office.split()}
    names = {word.casefold() for mention in body.mentions for word in mention.words if word[0].isupper()}
    return words <= told and not told.isdisjoint(names) and not _LOWER & (told - words)


def _is_only_of(source: Source, owner: Figure) -> bool:
    """Whether nothing but "of" or "for" and the body's name stands behind the head, up to a comma."""
    rest = source.phrase.rest
    if not rest:
        return True
    if rest[0].lower not in ("of", "for") or any(word.possessive or word.text == "," for word in rest):
        return False
    return any(mention.span.end == rest[-1].bare_span.end for mention in owner.mentions)


def _gives(card: Card, head: str, words: AbstractSet[str]) -> bool:
    """Whether a card gives an office of these words, and no lower or earlier one."""
    return card.head == head and words <= card.words and not _LOWER & (card.words - words)


def _is_at(figure: Figure, body: Figure) -> bool:
    """Whether what is told of somebody, or an office of the registry, names a body or place."""
    told = {word.removesuffix("’s").removesuffix("'s") for card in figure.cards for word in card.words}
    known = figure.known.offices if figure.known is not None else ()
    told |= {word.casefold() for office in known for word in office.role.split()}
    names = {word.casefold() for mention in body.mentions for word in mention.words if word[0].isupper()}
    return not told.isdisjoint(names)


def _is_of(figure: Figure, owner: Figure) -> bool:
    """Whether somebody is told to be at a body, or of a country."""
    return _is_at(figure, owner) or (owner.land is not None and owner.land in {card.country for card in figure.cards})


def holder_of_all(article: Article, source: Source) -> Answer | None:
    """ "The NATO chief": who has an office of the world that only one person has, if the article names that person."""
    role = _asked(article, source)
    if role is None or role.level != "international" or len(source.phrase.core) < 3:
        return None
    persons = (figure for figure in article.cast.figures if figure.person)
    found = [f for f in persons if any(article.trail.office(office) == role for office in article.offices(f))]
    return article.named(found[0], source, "nominal", 0.8) if len(found) == 1 else None


def _asked(article: Article, source: Source) -> Role | None:
    """The office that a source names, if one person holds it at a time."""
    if source.kind != "person" or source.phrase.determiner not in ("the", "", "its"):
        return None
    words = (*source.phrase.core, *source.phrase.rest)
    role = _role(article, [word.text for word in words if word.lower not in ("the", "its")])
    if source.phrase.rest and (role is None or source.head != "head" or role.level not in _OF_STATE):
        return None
    leader = source.head == "leader" and article.country_in(source.phrase.core) is not None
    return role if role is not None and (role.unique or leader or role.level in _SINGLE) else None


def _role(article: Article, words: Sequence[str]) -> Role | None:
    """The role that words name besides a country."""
    return article.registry.role(" ".join(word for word in words if not _is_country(article, word)))


def _is_country(article: Article, word: str) -> bool:
    return word[:1].isupper() and article.registry.country_of(word) is not None


def subject_holding(article: Article, source: Source) -> Answer | None:
    """ "Quell defends herself in an advert: “…,” the senator says": the subject of the sentence, if called so.

    So calls an article or the registry somebody.
    """
    if source.kind != "person" or source.phrase.determiner != "the" or source.owner is not None or source.phrase.rest:
        return None
    sentence = next(article.page.just_before(source.span.start, 1), None)
    named = article.cast.named_in(Span(sentence.span.start, source.span.start)) if sentence is not None else []
    mention, figure = named[0] if named else (None, None)
    if mention is None or figure is None or not figure.person or not _is_subject(article, mention):
        return None
    offices = [office.role for office in figure.known.offices] if figure.known is not None else []
    told = [card.words for card in figure.cards if card.head == source.head]
    told += [frozenset(office.casefold().split()) for office in offices]
    called = any(source.head in words and not _LOWER & words for words in told)
    quoted = _QUOTED.search(article.document.text, mention.span.end, source.span.start) is not None
    if not called or not quoted or not article.trail.called([article.trail.of_figure(figure)], source, None):
        return None
    return article.named(figure, source, "nominal", 0.7)


def subject_of_last(article: Article, source: Source) -> Figure | None:
    """ "Karveth has waited. Its minister …": whom or what the sentence before opens with."""
    before = list(article.page.just_before(source.span.start, _REACH))[1:]
    named = article.cast.named_in(before[0].span) if before and not before[0].heading else []
    return named[0][1] if named and _is_subject(article, named[0][0]) else None


def just_introduced(article: Article, source: Source) -> Answer | None:
    """ "Mara Quell told the board no. The defence minister vowed …": the only person just named, as a subject.

    Nothing is told of the person's office, and nobody else holds the one that is asked for.
    """
    role = _asked(article, source)
    mention, figure = _subject_before(article, source) if role is not None else (None, None)
    if role is None or mention is None or figure is None or figure.cards or _clashes(figure, source):
        return None
    if _known(article).holders(role, source.head):
        return None
    referent = article.trail.of_figure(figure)
    if not article.trail.called([referent], source, article.country_in(source.words)):
        return None
    return article.named(figure, source, "nominal", 0.55)


def just_quoted(article: Article, source: Source) -> Answer | None:
    """ "… answered Mara Quell. The spokeswoman of the Guild recalled …": who spoke right before an office of a body.

    Nothing but a rank is told of that person, and the article has nobody else with that office.
    """
    role = article.registry.role(source.head)
    speaker = article.just_told(source.span.start, _REACH)
    figure = speaker.figure if speaker is not None else None
    if figure is None or role is None or source.owner is None or not source.owner.body:
        return None
    if source.phrase.determiner not in ("the", "") or not _is_only_of(source, source.owner) or not figure.person:
        return None
    ranks = all(held is not None and held.level == "military" for held in _roles(article, figure))
    if not ranks or _clashes(figure, source):
        return None
    others = [f for f in article.cast.figures if f is not figure and f.is_told_to_be(source.head)]
    if any(_is_at(other, source.owner) for other in others):
        return None
    return article.named(figure, source, "nominal", 0.55)


def _roles(article: Article, figure: Figure) -> list[Role | None]:
    return [article.registry.role(card.head) for card in figure.cards]


def _subject_before(article: Article, source: Source) -> tuple[NameMention | None, Figure | None]:
    """The only person named before a source in its sentence, else in the one before, if the name is the subject."""
    for sentence in article.page.just_before(source.span.start, _REACH):
        near = Span(sentence.span.start, min(sentence.span.end, source.span.start))
        persons = [(mention, figure) for mention, figure in article.cast.named_in(near) if figure.person]
        if sentence.heading or len({figure.index for _, figure in persons}) > 1:
            return None, None
        if persons:
            mention, figure = persons[0]
            governed = sentence.span.contains(source.span) and _is_object(sentence.words, source)
            return (mention, figure) if _is_subject(article, mention) and not governed else (None, None)
    return None, None


def _is_object(words: Sequence[Word], source: Source) -> bool:
    """ "Quell asked the prime minister to go": whether a source stands behind a verb of its sentence."""
    before = [word for word in words if word.span.end <= source.span.start][-1:]
    return any(word.text[0].isalnum() and word.lower not in PREPOSITIONS for word in before)


def _is_subject(article: Article, mention: NameMention) -> bool:
    """Whether a name opens its sentence, or stands behind a comma or "and"."""
    words = article.page.sentences[mention.sentence].words
    start = mention.title[0].span.start if mention.title else mention.span.start
    before = [word for word in words if word.span.end <= start]
    opens = not any(word.text[0].isalnum() for word in before)
    return not mention.possessive and (opens or before[-1].text == "," or before[-1].lower == "and")


def _clashes(figure: Figure, source: Source) -> bool:
    return figure.clashes_with(source.head)
