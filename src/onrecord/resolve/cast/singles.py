"""Whose a name of one word is: a last name, a first name, an acronym, the head of a body's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from onrecord.document import Span
from onrecord.entity import Entity
from onrecord.resolve.cast.cards import in_full
from onrecord.resolve.cast.figures import Figure, Figures, ends_with, initials
from onrecord.resolve.cast.kin import is_merely_kin
from onrecord.resolve.cast.kinds import ACRONYM
from onrecord.resolve.cast.trimming import Hint
from onrecord.resolve.known.registry import Registry
from onrecord.resolve.known.spelling import normalised
from onrecord.resolve.names.mentions import NameMention, Page
from onrecord.resolve.vocabulary import FIRM_NAMES

#: What firms are called: the rest of their name is enough.
_FIRMS = frozenset("company corporation corp inc ltd plc llc co group bank".split()) | FIRM_NAMES

#: Titles that stand before first names.
_WITH_FIRST_NAMES = frozenset("sir dame".split())
#: How sure the encoder has to be of a person whom nothing else tells.
_PERSONAL = 0.8


class Singles:
    """Finds the figures of names of one word; ``named`` tells whom the registry knows by a name.

    ``sources`` are those of the article's statements.
    """

    def __init__(
        self,
        page: Page,
        registry: Registry,
        hint: Hint | None,
        figures: Figures,
        named: Callable[[str], Sequence[Entity]],
        sources: Sequence[Span] = (),
    ) -> None:
        self._page = page
        self._registry = registry
        self._hint = hint
        self._figures = figures
        self._named = named
        speaking = (next((m for m in page.mentions_in(*span) if not m.possessive), None) for span in sources)
        self._speaking = {mention.span.start for mention in speaking if mention is not None}

    def whose(self, mention: NameMention) -> Figure | None:
        """Whose name this is, of those who have another name as well."""
        return self._by_alias(mention) or self._by_last_name(mention) or self._by_word(mention)

    def called_so(self, mention: NameMention) -> Figure | None:
        """Who is called just so elsewhere in the article, and of no other gender."""
        named = self._figures.named(mention.words)
        return next((f for f in named if not _clash(mention.gender, _told_gender(f))), None)

    def certain_first(self, mentions: Sequence[NameMention]) -> list[NameMention]:
        """Names in brackets, then those inside sentences, which tell whether a capital that opens one is a name."""
        return sorted(mentions, key=lambda m: 0 if self._in_brackets(m) else 1 + m.opens)

    def _by_alias(self, mention: NameMention) -> Figure | None:
        """The person whom a user's actors have by title and last name: "Speaker Quell"."""
        if not mention.title:
            return None
        called = f"{mention.title[-1].text} {mention.name}"
        known = [e for e in self._named(called) if e.type == "person" and called in e.aliases]
        if len(known) != 1:
            return None
        same = (f for f in self._figures if f.known == known[0] or " ".join(f.words) == known[0].name)
        return next(same, None) or self._figures.new(mention.words, "person", known[0])

    def _by_last_name(self, mention: NameMention) -> Figure | None:
        """The person whose last name, or only known first name, this is."""
        word = normalised(mention.words[0])
        if not word:
            return None
        persons = [f for f in self._figures.with_word(word) if f.person and len(f.words) > 1]
        last = [f for f in persons if ends_with(f.words, word)]
        if not last:
            last = self._by_first_name(mention, [f for f in persons if normalised(f.words[0]) == word])
        gendered = [f for f in last if not _clash(mention.gender, self._first_gender(f))]
        if len(gendered) > 1 and mention.title:
            office = next((in_full(word.lower) for word in reversed(mention.title) if word.text[0].isalnum()), "")
            gendered = [f for f in gendered if f.is_told_to_be(office)] or gendered
        if len(gendered) > 1:
            known = {e.name for e in self._named(mention.words[0]) if e.mononym}
            gendered = [f for f in gendered if f.name in known] or gendered
        if len(gendered) > 1:
            start = mention.span.start
            others = [f for f in gendered if not is_merely_kin(self._page, f, start, self._speaking)]
            gendered = others or gendered
        return nearest(gendered, mention)

    def _by_first_name(self, mention: NameMention, persons: list[Figure]) -> list[Figure]:
        """The only one of that first name who is surely a person, and is not called Mr or Ms by it."""
        given = self._registry.given_name_gender(mention.words[0]) is not None
        surely = [f for f in persons if f.cards or given or self._look_like_person(f, mention)]
        knighted = bool(mention.title) and mention.title[-1].lower in _WITH_FIRST_NAMES
        return surely if len(surely) == 1 and (knighted or not (given and mention.gender)) else []

    def _look_like_person(self, figure: Figure, mention: NameMention) -> bool:
        """Whether the encoder takes both the full name and the first name alone for a person's."""
        fullest = next((m for m in figure.mentions if len(m.words) > 1), None)
        if self._hint is None or fullest is None:
            return False
        return all(self._hint(one.span)["person"] > _PERSONAL for one in (fullest, mention))

    def _first_gender(self, figure: Figure) -> str | None:
        gender = _told_gender(figure)
        if gender is not None:
            return gender
        known = [e.gender for e in self._named(" ".join(figure.words)) if e.type == "person" and e.gender]
        given = self._registry.given_name_gender(figure.words[0])
        return known[0] if known else given[0] if given else None

    def _by_word(self, mention: NameMention) -> Figure | None:
        """The body whose acronym, first or last word this is."""
        name = mention.name
        letters = re.sub(r"[^A-Za-z]", "", name)
        if self._in_brackets(mention):
            found = self._in_front_of(mention)
            if found and (letters in initials(found.words) or (found.body and not self._named(name))):
                return found
        if ACRONYM.fullmatch(name) and len(letters) > 1:
            meant = [*self._figures.with_initials(letters), *self._figures.with_initials(letters.rstrip("s"))]
            bodies = [f for f in meant if f.body]
            return next(iter(bodies or [f for f in meant if f.person]), None)
        word = normalised(name)
        bodies = [f for f in self._figures.with_word(word) if f.body and len(f.words) > 1]
        heads = [f for f in bodies if normalised(f.words[0]) == word and f.words[-1].casefold() in _FIRMS]
        if mention.article or not mention.opens:
            tails = [f for f in bodies if normalised(f.words[-1]) == word and mention.article]
            return nearest(tails or heads, mention)
        return nearest(heads, mention) if heads and self._is_nothing_else(name) else None

    def _is_nothing_else(self, name: str) -> bool:
        """Whether a word is no country, nobody known, and no word that the article has in lower case."""
        if self._named(name) or self._registry.country_of(name) is not None:
            return False
        return re.search(rf"\b{re.escape(name.lower())}\b", self._page.document.text) is None

    def _in_brackets(self, mention: NameMention) -> bool:
        return self._page.document.text[max(0, mention.span.start - 1) : mention.span.start] == "("

    def _in_front_of(self, mention: NameMention) -> Figure | None:
        """ "World Health Organization (WHO)": whose name ends right before a bracket."""
        for before in self._page.mentions_in(mention.span.start - 4, mention.span.start - 1):
            found = self._figures.of_mention.get(before.span)
            if found is not None and not found.place and before.span.end < mention.span.start:
                return found
        return None


def nearest(figures: list[Figure], mention: NameMention) -> Figure | None:
    """The figure named last before a mention, else the one named first after it."""
    before = [(m.span.start, f.index) for f in figures for m in f.mentions if m.span.start <= mention.span.start]
    after = [(-m.span.start, f.index) for f in figures for m in f.mentions]
    chosen = max(before, default=None) or max(after, default=None)
    return next((f for f in figures if chosen and f.index == chosen[1]), None)


def _told_gender(figure: Figure) -> str | None:
    return next((told for m in figure.mentions if (told := m.gender) is not None), None)


def _clash(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other
