"""What a name names: a person, a body, a place, or nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise

from onrecord.entity import Entity, EntityType
from onrecord.resolve.cast.beside import singular_of
from onrecord.resolve.cast.figures import PLACES
from onrecord.resolve.cast.places import datelines, is_called_town, is_geographic, lived_in
from onrecord.resolve.cast.things import things
from onrecord.resolve.cast.trimming import Hint
from onrecord.resolve.known.registry import Registry
from onrecord.resolve.known.spelling import normalised
from onrecord.resolve.names.mentions import NameMention, Page
from onrecord.resolve.names.nobody import is_event, is_people, names_nobody
from onrecord.resolve.names.runs import CAUSES
from onrecord.resolve.vocabulary import (
    BODY_NAMES,
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    NAMING_NOUNS,
    PERSON_NOUNS,
    PLURALS,
    REGIONS,
    TITLES,
)
from onrecord.words import first_from

ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}s?")
#: Bodies that most countries have: the name alone does not tell whose.
GENERIC_BODIES = frozenset(
    ("senate", "house", "congress", "parliament", "supreme court", "house of representatives", "constitution", "army")
)
#: How sure the encoder has to be of a person who goes by one word that is no first name: firms do, and towns.
_SURELY_PERSON = 0.9
#: What has a name that may be a person's: "the ferry Mara Quell".
_VESSELS = frozenset(
    "ship vessel boat trawler ferry tanker freighter yacht corvette frigate destroyer cruiser submarine tugboat"
    " lifeboat sailboat liner barge schooner icebreaker warship".split()
)
#: How long an apposition may be, and what shows that it is none.
_APPOSED = 14
_SAID = frozenset("said says told tells added adds wrote writes warned argued announced".split())
#: "Karvethi FM" is whoever is the foreign minister.
_MINISTERS = frozenset({"FM", "PM"})
#: Endings of the plurals of professions: "Egyptologists".
_LEARNED = ("ologists", "onomists", "ographers", "icists")
#: What bodies are that fight: "the rebel Eastern Command".
_FIGHTING = frozenset("rebel militant insurgent".split())
#: What stands right before the name of a body.
_NAMING = NAMING_NOUNS | {"group"}
_HINTED: dict[str, EntityType] = {"person": "person", "body": "organisation", "place": "place"}


class Kinds:
    """Tells what names of an article name.

    Parameters
    ----------
    page : Page
    registry : Registry
    hint : callable or None
        What the encoder thinks of a span.
    named : callable
        Whom the registry knows by a name.
    sources : set of int
        Where sources of statements end: a capitalised word alone there is a name.
    """

    def __init__(
        self,
        page: Page,
        registry: Registry,
        hint: Hint | None,
        named: Callable[[str], Sequence[Entity]],
        sources: set[int],
    ) -> None:
        self._page = page
        self._registry = registry
        self._hint = hint
        self._named = named
        self._sources = sources

    def of(self, mention: NameMention) -> EntityType | None:
        """What a name is, by its title, its words, the registry and the encoder; None for what names nobody."""
        name, words = mention.name, mention.words
        titled = any(w.lower in TITLES or w.lower in PERSON_NOUNS for w in mention.title[-2:])
        fighting = mention.title[-1:] and mention.title[-1].lower in _FIGHTING and words[-1].casefold() in BODY_NAMES
        if len(words) <= 4 and titled and not fighting:
            return "person"
        known = self._named(name)
        if known:
            return known[0].type
        if name not in REGIONS and (names_nobody(words) or self.is_people(words) or self._is_minister(words)):
            return None
        if (
            name in REGIONS
            or (name.isupper() and name.title() in REGIONS)
            or self._registry.country_of(name) is not None
        ):
            return "place"
        lower = [word.casefold().rstrip(".") for word in words]
        of = any(one in BODY_NAMES and two in ("of", "for") for one, two in pairwise(lower))
        of = of or any(word in CAUSES for word in lower[1:-1])
        bodily = of or lower[0] in BODY_NAMES or lower[-1] in BODY_NAMES or ACRONYM.fullmatch(name)
        if bodily or self._registry.meant_by_place(name):
            return "organisation"
        guess = self._guess(mention, lower)
        return None if guess == "person" and self._is_part_of_people(mention) else guess

    def _is_part_of_people(self, mention: NameMention) -> bool:
        """ "The Velmish Norwegians": what looks like a person's name, and is some of a country's people."""
        first, last = mention.words[0], mention.words[-1:]
        several = len(mention.words) > 1 and not mention.title and self.is_plural_people(last)
        return several and self._registry.given_name_gender(first) is None

    def _is_minister(self, words: tuple[str, ...]) -> bool:
        return len(words) == 2 and words[1] in _MINISTERS and self._registry.country_of(words[0]) is not None

    def is_people(self, words: tuple[str, ...]) -> bool:
        """Whether a name means people of a country or region, or is its adjective."""
        if is_people(words):
            return True
        name = " ".join(words)
        if self._registry.country_of(name) is None or self._registry.meant_by_place(name):
            return False
        return not self._is_place(name)

    def is_plural_people(self, words: tuple[str, ...]) -> bool:
        """Whether a name means several people of a country or region: "Americans", no adjective."""
        singular = (*words[:-1], words[-1].removesuffix("s"))
        return is_people(words) or (singular != words and self.is_people(words) and self.is_people(singular))

    def of_single(self, mention: NameMention) -> EntityType | None:
        """What a name of one word is: at the beginning of a sentence its capital says little."""
        lower = mention.words[0].casefold()
        if lower.endswith(_LEARNED) and not mention.article:
            return None
        if mention.opens and not mention.title and not self._known(mention.name):
            common = lower in PERSON_NOUNS or lower in PLURALS or lower in BODY_NOUNS or lower in DOCUMENT_NOUNS
            if self._is_before_noun(mention):
                return None
            lone = mention.span.end in self._sources
            if lone and lower in GENERIC_BODIES:
                return "organisation"
            chance = max(self._hint(mention.span).values()) if self._hint is not None else 1.0
            if common or (not lone and self._is_adjective(mention)) or (lone and lower.endswith("s") and chance < 0.5):
                return None
            named = lone or self._is_apposed(mention)
            if not named and (lower.endswith(("s", "ing", "ed", "ly")) or chance <= 0.3):
                return None
        return self.of(mention)

    def _known(self, name: str) -> bool:
        """Whether the registry knows a name, be it as a capital that speaks for its state."""
        return bool(self._named(name) or self._registry.meant_by_place(name))

    def _is_place(self, name: str) -> bool:
        """Whether the registry knows a country or place by a name."""
        return any(entity.type in PLACES for entity in self._named(name))

    def _is_adjective(self, mention: NameMention) -> bool:
        """ "Initial reports say": a word in front of documents that the article has nowhere else with a capital."""
        words = self._page.sentences[mention.sentence].words
        behind = next((word for word in words if word.span.start >= mention.span.end), None)
        if behind is None or mention.possessive or singular_of(behind.lower) not in DOCUMENT_NOUNS:
            return False
        return not any(other is not mention and mention.words[0] in other.words for other in self._page.mentions)

    def _is_before_noun(self, mention: NameMention) -> bool:
        """ "Transparency group Clear Books": a word in front of what a body is and its name."""
        words = self._page.sentences[mention.sentence].words
        behind = words[first_from(words, mention.span.end) :][:2]
        if len(behind) < 2 or mention.possessive:
            return False
        return behind[0].text.islower() and behind[0].lower in _NAMING and behind[1].capital

    def _is_apposed(self, mention: NameMention) -> bool:
        """ "Quellfleets, a database of ships, states …": whether something tells what a name is; no "…, a man said"."""
        words = self._page.sentences[mention.sentence].words
        first = first_from(words, mention.span.end)
        behind = [word.lower for word in words[first : first + _APPOSED]]
        if behind[:1] != [","] or behind[1:2] not in (["a"], ["an"]) or "," not in behind[2:]:
            return False
        return not _SAID.intersection(behind[2 : behind.index(",", 2)])

    def settled(self, mention: NameMention, kind: EntityType) -> EntityType:
        """What a name that says little by itself is, where the article shows it to be a place, or no person."""
        lived, towns = self._lived_in
        word = normalised(mention.words[0])
        shown = word in lived if kind == "person" else False
        town = word in towns and word not in BODY_NAMES
        town = town and (not ACRONYM.fullmatch(mention.name) or word in self._datelines)
        if shown or town:
            return "place"
        return "organisation" if kind == "person" and word in self._things else kind

    @cached_property
    def _things(self) -> frozenset[str]:
        return things(self._page, self._is_place)

    @cached_property
    def _lived_in(self) -> tuple[frozenset[str], frozenset[str]]:
        return lived_in(self._page, self._datelines, lambda name: self._registry.given_name_gender(name) is not None)

    @cached_property
    def _datelines(self) -> frozenset[str]:
        return datelines(self._page.document.text)

    def _guess(self, mention: NameMention, lower: list[str]) -> EntityType:
        words = mention.words
        if self._is_vessel(mention):
            return "organisation"
        given = self._registry.given_name_gender(words[0]) if len(words) > 1 or not mention.article else None
        hinted = self._hinted(mention, given is not None)
        if is_geographic(words, given is not None or hinted == "person") or self._is_town(mention):
            return "place"
        called = (hinted != "person" or len(words) == 1) and given is None and self._is_called_body(mention)
        told = "organisation" if called or (is_event(words) and given is None) else hinted
        if told is not None:
            return told
        if any(word in BODY_NAMES for word in lower) and not given:
            return "organisation"
        if given is not None or (2 <= len(words) <= 4 and not mention.article):
            return "person"
        return "organisation"

    def _is_vessel(self, mention: NameMention) -> bool:
        """ "The trawler Ada Quell": a name that the noun before it gives to a ship."""
        words = self._page.sentences[mention.sentence].words
        first = first_from(words, mention.span.start)
        return (
            first > 0 and not mention.title and words[first - 1].lower in _VESSELS and words[first - 1].text.islower()
        )

    def _is_called_body(self, mention: NameMention) -> bool:
        """ "The airline Norvair": a name with the noun for a body right before it."""
        words = self._page.sentences[mention.sentence].words
        first = first_from(words, mention.span.start)
        noun = words[first - 1] if first > 0 and not mention.title else None
        return noun is not None and noun.text.islower() and noun.lower in NAMING_NOUNS

    def _is_town(self, mention: NameMention) -> bool:
        """ "The city of Port Sennac", for names of several words: those of one are settled by all their mentions."""
        words = self._page.sentences[mention.sentence].words
        first = first_from(words, mention.span.start)
        return len(mention.words) > 1 and not mention.title and is_called_town(words, first)

    def _hinted(self, mention: NameMention, given: bool) -> EntityType | None:
        """What the encoder takes a name for; None where it is not sure."""
        if self._hint is None:
            return None
        chances = self._hint(mention.span)
        best = max(chances, key=lambda kind: chances[kind])
        alone = len(mention.words) == 1 and not mention.title and not given
        if best == "person" and alone and chances[best] < _SURELY_PERSON:
            return "organisation"
        if chances[best] > (0.8 if given and best != "person" else 0.5):
            return _HINTED[best]
        body = not given and chances["body"] > max(0.1, chances["person"])
        return "organisation" if body else None
