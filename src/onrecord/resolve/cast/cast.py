"""Who appears in an article: names put together to figures, with what the article says of each.

A *figure* is a person, body or place as this article knows it. Names meet by rules: the same words, a last name and
its full name anywhere in the article, an acronym, the head of a body's name. What is not sure stays apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from onrecord.document import Span
from onrecord.entity import Entity, EntityType
from onrecord.resolve.cast.alliances import alliances
from onrecord.resolve.cast.cards import card_of_title, cards_of
from onrecord.resolve.cast.figures import PLACES, Figure, Figures, ends_with, key_of, part_of_body, same_person
from onrecord.resolve.cast.kinds import Kinds
from onrecord.resolve.cast.linking import Links
from onrecord.resolve.cast.singles import Singles, nearest
from onrecord.resolve.cast.trimming import Hint, Trimmer
from onrecord.resolve.known.registry import Registry
from onrecord.resolve.known.spelling import normalised
from onrecord.resolve.names.mentions import NameMention, Page, heading_mentions
from onrecord.resolve.names.titles import REGAL, SEATS
from onrecord.resolve.vocabulary import TITLES
from onrecord.words import first_from, words_of

_PARTIES = frozenset("republican democrat conservative liberal socialist communist".split())
_MEMBERS = frozenset({"republican", "democrat"})
#: In front of somebody's name at birth.
_BORN = frozenset("born née nee".split())
#: How sure the encoder has to be of a name that capitals alone do not tell.
_SURE = 0.5


class Cast:
    """All figures of one article.

    Attributes
    ----------
    in_order : list of (NameMention, Figure)
        All names in text order, with whose they are.
    peoples : list of NameMention
        Where peoples are named, who are no figures: "Americans".
    country : str or None
        Code of the country that the article names most.
    countries : list of (str, int)
        Codes of countries with how often each is named, by itself and in offices, the most frequent first.
    sole_country : str or None
        The same, if it names it far more often than any other one.
    """

    def __init__(self, page: Page, registry: Registry, hint: Hint | None = None, sources: Sequence[Span] = ()) -> None:
        self.page = page
        self.registry = registry
        self._named = cache(registry.named)  # a name is asked for several times
        self._capital = cache(registry.capital)
        self.peoples: list[NameMention] = []
        #: Where sources of statements end: a capitalised word alone there is a name.
        self._sources = {span.end for span in sources}
        self._kinds = Kinds(page, registry, hint, self._named, self._sources)
        self._trimmer = Trimmer(page.document.text, registry, hint, self._named)
        self._figures = Figures()
        self._singles = Singles(page, registry, hint, self._figures, self._named, sources)
        self.figures = self._figures.all
        self.of_mention = self._figures.of_mention
        self._hint = hint
        singles: list[NameMention] = []
        for mention in (*page.mentions, *self._unseen(sources)):
            if len(mention.words) == 1 and not self._place(mention):
                singles.append(mention)
            else:
                self._add(mention)
        for mention in alliances(page):
            self._attach(mention, next(iter(self._figures.named(mention.words)), None) or self._group(mention))
        for mention in self._singles.certain_first(singles):
            self._add_single(mention)
        for figure in self.figures:
            figure.mentions.sort(key=lambda m: m.span)
        for mention in list(heading_mentions(page, self._forms())):
            self._attach_heading(mention)
        self.in_order = self._sorted()
        links = Links(page, registry, self._named, self._located, self.figures, self.in_order)
        for figure in self.figures:
            links.link(figure)
        self._figures.join_known()
        for figure in self.figures:
            links.tell_gender(figure)
        self.country, self.sole_country, self.countries = links.country, links.sole_country, links.countries
        self.in_order = self._sorted()

    def named_in(self, span: Span) -> list[tuple[NameMention, Figure]]:
        """Names that end inside a span or right behind it, with whose they are, in text order."""
        first = bisect_left(self.in_order, span.start, key=lambda pair: pair[0].span.start)
        last = bisect_left(self.in_order, span.end, key=lambda pair: pair[0].span.start)
        return [
            pair for pair in self.in_order[max(0, first - 1) : last] if span.start < pair[0].span.end <= span.end + 2
        ]

    def _sorted(self) -> list[tuple[NameMention, Figure]]:
        placed = ((mention, figure) for figure in self.figures for mention in figure.mentions)
        return sorted(placed, key=lambda pair: pair[0].span)

    # putting names together

    def _unseen(self, sources: Sequence[Span]) -> Iterator[NameMention]:
        """Sources in capitals that the encoder takes for names: "Business Reporter", "Channel 4"."""
        if self._hint is None:
            return
        for span in dict.fromkeys(sources):
            words = words_of(self.page.document.text, span)
            article = bool(words) and words[0].lower == "the"
            words = words[article:]
            capitals = all(word.capital or word.text.isdigit() for word in words)
            if (
                not words
                or not capitals
                or not words[0].capital
                or not any(word.text.islower() or word.text[1:].islower() for word in words)
            ):
                continue
            whole = Span(words[0].span.start, words[-1].span.end)
            office = words[-1].lower in TITLES or words[-1].text in ("PM", "FM")
            if office or any(self.page.mentions_in(*span)) or sum(self._hint(whole).values()) < _SURE:
                continue
            at = self.page.sentence_at(span.start)
            opens = span.start == self.page.sentences[at].span.start
            names = tuple(word.text for word in words)
            yield NameMention(whole, names, (), at, opens and len(words) == 1, article, words[-1].possessive)

    def _add(self, mention: NameMention) -> None:
        member = mention.words[-1].casefold() in _MEMBERS or mention.words[-1] in SEATS
        if member and mention.article:  # "the Norvale Republican", "the Labour MP" are epithets
            return
        mention = self._trimmer.trimmed(mention)
        kind = self._kinds.of(mention)
        if kind is None:
            self._note_people(mention)
            return
        self._attach(mention, self._same(mention, kind) or self._new(mention, kind))

    def _note_people(self, mention: NameMention) -> None:
        if self._kinds.is_plural_people(mention.words):
            self.peoples.append(mention)

    def _new(self, mention: NameMention, kind: EntityType) -> Figure:
        words = mention.words
        if len(words) == 1 and mention.title and mention.title[-1].lower in REGAL:
            words = (mention.title[-1].text, *words)
        return self._figures.new(words, kind, self._located(mention.name) if kind in PLACES else None)

    def _group(self, mention: NameMention) -> Figure:
        return self._figures.new(mention.words, "group", None)

    def _attach(self, mention: NameMention, figure: Figure) -> None:
        words = figure.words
        self._figures.attach(mention, figure)
        if len(mention.words) > len(words) and self._born(mention) is figure:
            figure.words = words
        title = card_of_title(mention, self.registry)
        figure.cards.extend([title] if title else [])
        figure.cards.extend(cards_of(self.page, mention, figure.person, self.registry))

    def _attach_heading(self, mention: NameMention) -> None:
        matching = list(self._figures.named(mention.words))
        if not matching and len(mention.words) == 1:
            word = normalised(mention.words[0])
            persons = (f for f in self._figures.with_word(word) if f.person)
            matching = [f for f in persons if word in (key_of(f.words)[-1:] + key_of(f.words)[:1])]
        if matching:
            best = max(matching, key=lambda f: len(f.mentions))
            best.mentions.insert(0, mention)
            self.of_mention[mention.span] = best

    def _forms(self) -> Iterable[tuple[str, ...]]:
        forms = {mention.words for figure in self.figures for mention in figure.mentions}
        persons = [f.words for f in self.figures if f.person and len(f.words) > 1]
        given = {words[:1] for words in persons if self.registry.given_name_gender(words[0])}
        return forms | {words[-1:] for words in persons} | given

    def _place(self, mention: NameMention) -> bool:
        return bool(not mention.title and self._country(mention.name))

    def _country(self, name: str) -> Entity | None:
        found = [entity for entity in self._named(name) if entity.type in PLACES]
        return found[0] if found else None

    def _located(self, name: str) -> Entity | None:
        """The country or capital of a name."""
        return self._country(name) or self._capital(name)

    def _same(self, mention: NameMention, kind: EntityType) -> Figure | None:
        if kind in PLACES:
            known = self._located(mention.name)
            same = [f for f in self.figures if f.known == known] if known else self._figures.named(mention.words)
            return next((f for f in same if f.place), None)
        person = kind == "person"
        if person and (born := self._born(mention)) is not None:
            return born
        exact = [f for f in self._figures.named(mention.words) if f.person == person and not f.place]
        if exact:
            return exact[0]
        alike = (f for f in self._figures.like(mention.words) if f.person == person and not f.place)
        joined = same_person if person else part_of_body
        return next((f for f in alike if joined(f.words, mention.words)), None)

    def _born(self, mention: NameMention) -> Figure | None:
        """ "Quell was born Ada Mara Quell": whose name at birth a name is."""
        words = self.page.sentences[mention.sentence].words
        before = first_from(words, mention.span.start) - 1
        if before < 1 or words[before].lower not in _BORN or len(mention.words) < 2:
            return None
        persons = [f for f in self._figures.with_word(normalised(mention.words[-1])) if f.person]
        return nearest([f for f in persons if ends_with(f.words, normalised(mention.words[-1]))], mention)

    def _add_single(self, mention: NameMention) -> None:
        word = mention.words[0]
        lower = word.casefold()
        figure = self._singles.whose(mention)
        if figure is None:
            if lower.rstrip("s") in _PARTIES and not mention.title:
                return
            figure = self._singles.called_so(mention)
        if figure is None:
            kind = self._kinds.of_single(mention)
            if kind is None:
                self._note_people(mention)
                return
            clash = kind == "person" and self._figures.named(mention.words)
            figure = (None if clash else self._same(mention, kind)) or self._new(mention, kind)
            figure.weak = figure.weak or not (mention.title or figure.known is not None or self._named(word))
            if figure.weak and not figure.place:
                figure.type = self._kinds.settled(mention, figure.type)
        self._attach(mention, figure)
