"""What is said of figures: who they are in the registry, of which country and gender."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise

from onrecord.entity import Entity
from onrecord.resolve.cast.figures import PLACES, Figure
from onrecord.resolve.cast.kinds import GENERIC_BODIES
from onrecord.resolve.known.given import known_by_other_spelling
from onrecord.resolve.known.identity import local_id
from onrecord.resolve.known.registry import Registry
from onrecord.resolve.known.spelling import normalised
from onrecord.resolve.names.mentions import NameMention, Page
from onrecord.resolve.vocabulary import PORTFOLIOS

#: A letter for a name between first and last name.
_INITIAL = re.compile(r"[A-Z]\.?")
_POSSESSIVE = ("'s ", "’s ", "' ", "’ ")
#: Words of a ministry's name that do not tell of which country it is.
_ANY_MINISTRY = PORTFOLIOS | frozenset("ministry of and the for emergency emergencies situations internal".split())
#: How many times more often a country has to be named than any other one, that all ministries are its own.
_CLEARLY = 2


class Links:
    """Links the figures of an article to the registry, and tells what titles, offices and owners say of them.

    Parameters
    ----------
    page : Page
    registry : Registry
    named, located : callable
        Whom the registry knows by a name; the country or capital of a name.
    figures : sequence of Figure
    in_order : sequence of (NameMention, Figure)
        All names in text order, with whose they are.
    """

    def __init__(
        self,
        page: Page,
        registry: Registry,
        named: Callable[[str], Sequence[Entity]],
        located: Callable[[str], Entity | None],
        figures: Sequence[Figure],
        in_order: Sequence[tuple[NameMention, Figure]],
    ) -> None:
        self._page = page
        self._registry = registry
        self._named = named
        self._located = located
        self._figures = figures
        self._in_order = in_order

    def link(self, figure: Figure) -> None:
        """Set who a figure is in the registry, and its country."""
        forms = [figure.words, *(m.words for m in figure.mentions)]
        forms += [plain for form in forms if figure.person and (plain := _without_initials(form)) != form]
        for form in dict.fromkeys(forms):
            if len(figure.words) > 1 and len(form) == 1:  # somebody else can be famous by that last name
                continue
            known = [e for e in self._named(" ".join(form)) if _fits(e, figure)]
            known = [e for e in known if not self._elsewhere(e, form) and _may_have_initials(e, figure.words)]
            if known and (not figure.person or len(form) > 1 or known[0].mononym or known[0].provenance == "user"):
                figure.known = known[0]
                figure.type = known[0].type
                break
        if figure.known is None and figure.place and not figure.words[0].islower():
            figure.known = self._located(" ".join(figure.words))
        figure.country = figure.known.country if figure.known else self._told_country(figure)
        if figure.known is None and figure.person and figure.country is not None and len(figure.words) > 1:
            figure.known = known_by_other_spelling(self._registry, figure.words, figure.country)
        if figure.known is None and figure.country is None and figure.body:
            self._link_ministry(figure)

    def _link_ministry(self, figure: Figure) -> None:
        """ "The Emergencies Ministry" in an article that is about one country is that country's."""
        words = [word.casefold() for word in figure.words]
        if (region := self._owned.get(figure.index)) is not None and "ministry" in words:  # "Gaza's Health Ministry"
            name = f"{figure.name} ({region})"
            figure.known = Entity(
                local_id("ministry", name, None), name, "ministry", None, (figure.name,), provenance="article"
            )
            figure.type = "ministry"
            return
        state = self._registry.country(self.sole_country) if self.sole_country is not None else None
        if state is None or "ministry" not in words or len(words) < 2 or not _ANY_MINISTRY.issuperset(words):
            return
        known = [e for e in self._named(f"{figure.name} of {state.name}") if e.type == "ministry"]
        name, country = f"{figure.name} ({state.name})", state.country or state.name
        own = Entity(
            local_id("ministry", name, country), name, "ministry", country, (figure.name,), provenance="article"
        )
        figure.known = known[0] if known else own
        figure.type, figure.country = "ministry", country

    def _told_country(self, figure: Figure) -> str | None:
        """The country that offices, a possessive before the name, or for a building its meaning, tell."""
        countries = Counter(card.country for card in figure.cards if card.country)
        countries += self._possessors.get(figure.index, Counter())
        if not countries and figure.body:
            meant = {entity.country for entity in self._registry.meant_by_place(figure.name)}
            return next(iter(meant)) if len(meant) == 1 else None
        return countries.most_common(1)[0][0] if countries else None

    @cached_property
    def _possessors(self) -> dict[int, Counter[str]]:
        """Countries right before full names of persons: "Norvale's Mara Quell"."""
        found: dict[int, Counter[str]] = {}
        for (before, place), (mention, person) in pairwise(self._in_order):
            start = mention.title[0].span.start if mention.title else mention.span.start
            between = self._page.document.text[before.span.end : start]
            if place.place and place.known and person.person and len(mention.words) > 1 and between in _POSSESSIVE:
                found.setdefault(person.index, Counter())[place.known.country or place.known.name] += 1
        return found

    @cached_property
    def _owned(self) -> dict[int, str]:
        """Bodies right behind a place that has them and that is no country, with its name: "Gaza's Health Ministry"."""
        found: dict[int, str] = {}
        for (before, place), (mention, body) in pairwise(self._in_order):
            between = self._page.document.text[before.span.end : mention.span.start]
            if place.place and place.known is None and body.body and between in _POSSESSIVE:
                found.setdefault(body.index, place.name)
        return found

    def _elsewhere(self, entity: Entity, form: tuple[str, ...]) -> bool:
        """ "The Senate" in an article about another country is not the American one."""
        if entity.type not in ("legislature", "ministry", "government") or entity.country is None or not self.country:
            return False
        named = any(found.country == entity.country for word in form if (found := self._registry.country_of(word)))
        return not named and entity.country != self.country and normalised(" ".join(form)) in GENERIC_BODIES

    @property
    def country(self) -> str | None:
        """Code of the country that the article names most, by itself and in offices."""
        return self.countries[0][0] if self.countries else None

    @property
    def sole_country(self) -> str | None:
        """The country that the article names far more often than any other one."""
        counts = [count for _, count in self.countries] + [0]
        return self.country if len(counts) > 1 and counts[0] >= _CLEARLY * max(1, counts[1]) else None

    @cached_property
    def countries(self) -> list[tuple[str, int]]:
        """Codes of countries with how often each is named, the most frequent first."""
        counts: Counter[str] = Counter()
        for figure in self._figures:
            if figure.place and figure.known is not None and figure.known.country and not _is_city(figure.known):
                counts[figure.known.country] += len(figure.mentions)
            counts.update(card.country for card in figure.cards if card.country)
        return counts.most_common()

    def tell_gender(self, figure: Figure) -> None:
        """Count what tells a person's gender."""
        if not figure.person:
            return
        if figure.known is not None and figure.known.gender:
            figure.genders[figure.known.gender] += 3
        for mention in figure.mentions:
            if mention.gender is not None:
                figure.genders[mention.gender] += 2
        for card in figure.cards:
            if card.gender:
                figure.genders[card.gender] += 2
        given = self._registry.given_name_gender(figure.words[0])
        if given and not figure.genders:
            figure.genders[given[0]] += max(0.0, 2 * given[1] - 1)  # type: ignore[assignment]


def _fits(entity: Entity, figure: Figure) -> bool:
    if figure.person:
        return entity.type == "person"
    if figure.place:
        return entity.type in PLACES
    return entity.type != "person" and entity.type not in PLACES


def _without_initials(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the letters between first and last name: "Ada Quell" of "Ada V. Quell"."""
    return (*words[:1], *(word for word in words[1:-1] if not _INITIAL.fullmatch(word)), *words[1:][-1:])


def _may_have_initials(entity: Entity, words: tuple[str, ...]) -> bool:
    """Whether nobody is called by other initials: "Ada V. Quell" is no "Ada M. Quell"."""
    own = [word[0] for word in words[1:-1] if _INITIAL.fullmatch(word)]
    told = (name.split()[1:-1] for name in (entity.name, *entity.aliases))
    others = [[word[0] for word in inner] for inner in told if inner and own]
    return not others or own in others


def _is_city(entity: Entity) -> bool:
    """Whether an entity is a capital, which the registry has no id for."""
    return entity.type == "place" and entity.id.startswith("local:")
