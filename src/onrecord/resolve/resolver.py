"""Resolves the sources of an article's statements, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.document import Document, Span
from onrecord.encoding import Encoding
from onrecord.entity import Entity, EntityType, Mentioned
from onrecord.resolve.cards import country_in
from onrecord.resolve.cast import PLACES, Cast, Figure, Hint
from onrecord.resolve.hints import hint_of
from onrecord.resolve.identity import local_id
from onrecord.resolve.mentions import Page, page_of
from onrecord.resolve.phrases import Word
from onrecord.resolve.ranker import Ranker, shipped_ranker
from onrecord.resolve.referents import Anaphor, Referent, Told, Trail
from onrecord.resolve.registry import Registry
from onrecord.resolve.sources import Source, parts_of, source_of, source_of_words
from onrecord.resolve.vocabulary import (
    BODY_NOUNS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    PLURALS,
    POSSESSIVES,
    RELATIVES,
    SPOKES_NOUNS,
    VOICE_NOUNS,
    WE,
)
from onrecord.statement import Attribution, Resolution, ResolutionMethod

UNKNOWN = Resolution("unknown", "none", score=0.9)
#: Bodies of a state by their noun, as the registry's suffixes.
_STATE_BODIES = {"government": "gov", "cabinet": "gov", "administration": "gov", "regime": "gov",
                 "parliament": "parl", "presidency": "gov"}  # fmt: skip
_DISPLAYED = 8
_THEIRS = frozenset("his her its their".split())
#: Documents that are somebody's words: without an author they are the last speaker's.
_SAYINGS = frozenset("statement message tweet post letter announcement warning decree request remark comment".split())
_SPEECHES = frozenset("speech remarks address letter testimony transcript op-ed statement".split())


class Resolver:
    """Everything known of one article while its sources are resolved."""

    def __init__(
        self, document: Document, attributions: Sequence[Attribution], registry: Registry, hint: Hint | None = None
    ) -> None:
        self.document = document
        self.registry = registry
        self.attributions = attributions
        self.page: Page = page_of(document)
        self.cast = Cast(self.page, registry, hint, (span for a in attributions for span in a.source))
        self.trail = Trail(self.page, self.cast, registry)
        self.ranker: Ranker = shipped_ranker()
        self._done: dict[int, tuple[Resolution, Referent | None]] = {}
        #: Whose a document is, by its noun: "the decree" after "a decree signed by the Pope".
        self._documents: dict[str, tuple[Resolution, Referent | None]] = {}

    def all(self) -> tuple[Resolution, ...]:
        """Resolve every source."""
        for index in sorted(range(len(self.attributions)), key=lambda i: _anchor(self.attributions[i])):
            self.one(index)
        return tuple(self._done[index][0] for index in range(len(self.attributions)))

    def one(self, index: int) -> tuple[Resolution, Referent | None]:
        """Resolve one source, its parent's before it."""
        if index not in self._done:
            attribution = self.attributions[index]
            parent = self.one(attribution.parent) if attribution.parent is not None else None
            found = self._resolve(attribution, parent)
            self._done[index] = found
            self._tell(attribution, found[1])
        return self._done[index]

    def _tell(self, attribution: Attribution, referent: Referent | None) -> None:
        spans = (*attribution.source, *attribution.cue, *attribution.content)
        start = min(span.start for span in (attribution.cue or attribution.content or spans))
        self.trail.told.append(Told(start, max(s.end for s in spans), referent, attribution.content))
        self.trail.told.sort(key=lambda told: told.start)
        if referent is not None and attribution.source:
            referent.places.append(attribution.source[0].start)

    def _resolve(
        self, attribution: Attribution, parent: tuple[Resolution, Referent | None] | None
    ) -> tuple[Resolution, Referent | None]:
        source = self.taken_apart(attribution)
        parts = parts_of(self.page, self.cast, source)
        if parts:
            members = tuple(self.named(part.figure, part) for part in parts if part.figure is not None)
            names = " and ".join(member.name for member in members)
            joint = Resolution(names, "name", type="group", score=min(m.score for m in members), members=members)
            return joint, self.trail.add_unnamed(names, names, True, source.span)
        return self.source(source, attribution, parent)

    def taken_apart(self, attribution: Attribution) -> Source:
        """The source of an attribution, by its kind."""
        return source_of(self.page, self.cast, attribution.source)

    def source(
        self, source: Source, attribution: Attribution, parent: tuple[Resolution, Referent | None] | None
    ) -> tuple[Resolution, Referent | None]:
        """Resolve one source that is not several."""
        match source.kind:
            case "none":
                return UNKNOWN, None
            case "name" if source.figure is not None:
                found = self.named(source.figure, source), self.trail.of_figure(source.figure)
                if source.head in DOCUMENT_NOUNS:
                    self._documents[source.head] = found
                return found
            case "document":
                return self.document_of(source, attribution, parent)
            case "first":
                return self.first_person(source, attribution, parent)
            case "second":
                return self.unnamed(source, attribution)
            case "relative":
                return self.relative(source, attribution, parent)
            case "group":
                return self.body_of_state(source) or self.unnamed(source, attribution)
            case _:
                return self.anaphor(source, attribution, parent)

    # names

    def named(
        self, figure: Figure, source: Source, method: ResolutionMethod = "name", score: float = 0.95
    ) -> Resolution:
        """The resolution of a named figure; a place that speaks is its government."""
        evidence = [source.span] if source.words else []
        if method != "name" and figure.mentions:
            evidence.append(self._naming(figure, source.span))
        if figure.place and method == "name":
            return self._place(figure, source, tuple(evidence))
        card = next((card for card in reversed(figure.cards) if card.head not in ("mr", "mrs", "ms", "m", "mme")), None)
        if card is not None and figure.person:
            evidence.append(card.span)
        return Resolution(
            figure.name,
            method,
            self.entity(figure).id,
            figure.type,
            figure.country,
            card.text if card and figure.person else None,
            score * (0.8 if figure.weak else 1.0),
            tuple(sorted(dict.fromkeys(evidence))),
        )

    def _naming(self, figure: Figure, before: Span) -> Span:
        fullest = [m for m in figure.mentions if len(m.words) == max(len(m.words) for m in figure.mentions)]
        near = [m for m in fullest if m.span.start < before.start]
        return (near[-1] if near else fullest[0]).span

    def _place(self, figure: Figure, source: Source, evidence: tuple[Span, ...]) -> Resolution:
        meant = self.registry.meant_by_place(source.figure.mentions[0].name if source.figure else figure.name)
        meant = meant or self.registry.meant_by_place(figure.name)
        chosen = self._likeliest(meant)
        if chosen is not None and chosen.type == "country":
            chosen = self.registry.government(chosen.id) or chosen
        if chosen is None:
            return Resolution(
                figure.name, "name", self.entity(figure).id, figure.type, figure.country, None, 0.8, evidence
            )
        metonym = chosen.type not in PLACES
        method: ResolutionMethod = "metonym" if metonym else "name"
        return Resolution(chosen.name, method, chosen.id, chosen.type, chosen.country, None, 0.9, evidence)

    def _likeliest(self, meant: Sequence[Entity]) -> Entity | None:
        """Of several that a place can stand for the one whose country or own name the article has most."""
        if len(meant) < 2:
            return meant[0] if meant else None
        counts = {figure.known.id: len(figure.mentions) for figure in self.cast.figures if figure.known}
        by_country = {f.country: len(f.mentions) for f in self.cast.figures if f.country}
        return max(meant, key=lambda e: (counts.get(e.id, 0), by_country.get(e.country or "", 0), -meant.index(e)))

    def entity(self, figure: Figure) -> Entity:
        """The registry's entity of a figure, or a local one."""
        if figure.known is not None:
            return figure.known
        name = figure.name
        aliases = tuple(dict.fromkeys(m.name for m in figure.mentions if m.name != name))
        return Entity(local_id(figure.type, name, figure.country), name, figure.type, figure.country, aliases)

    # pronouns and noun phrases

    def first_person(
        self, source: Source, attribution: Attribution, parent: tuple[Resolution, Referent | None] | None
    ) -> tuple[Resolution, Referent | None]:
        """I and we: inside a quotation its speaker, outside the author."""
        if parent is not None:
            return replace(parent[0], method="pronoun", score=parent[0].score * 0.9), parent[1]
        speaker = self._speaker_around(source.span)
        if speaker is not None:
            return replace(speaker[0], method="pronoun", score=speaker[0].score * 0.8), speaker[1]
        transcript = self._transcribed()
        if transcript is not None and not self.page.is_quoted(source.span) and source.head not in WE:
            return self.named(transcript, source, "author", 0.7), self.trail.of_figure(transcript)
        author = self.document.authors[0] if self.document.authors else None
        if source.head in WE or author is None:
            author = self.document.outlet or author
        if author is None:
            return Resolution("unknown", "author", score=0.4, evidence=(source.span,)), None
        kind: EntityType = "outlet" if author == self.document.outlet else "person"
        return Resolution(author, "author", local_id(kind, author, None), kind, None, None, 0.7, (source.span,)), None

    def _transcribed(self) -> Figure | None:
        """Whose speech, letter or address the article is, if its headline says that it is one."""
        for sentence in self.page.sentences:
            if sentence.heading and any(word.lower in _SPEECHES for word in sentence.words):
                persons = [
                    f for f in self.cast.figures for m in f.mentions if f.person and sentence.span.contains(m.span)
                ]
                if len({f.index for f in persons}) == 1:
                    return persons[0]
        return None

    def _speaker_around(self, span: Span) -> tuple[Resolution, Referent | None] | None:
        """Source of the statement whose content or quotation holds a span."""
        for index, attribution in enumerate(self.attributions):
            if index in self._done and any(piece.contains(span) for piece in attribution.content):
                return self._done[index]
        quote = next((quote for quote in self.page.quoted if quote.contains(span)), None)
        if quote is None:
            return None
        near = [
            i for i, a in enumerate(self.attributions) if any(p.overlaps(quote) for p in a.content) and i in self._done
        ]
        return self._done[near[0]] if near else None

    def relative(
        self, source: Source, attribution: Attribution, parent: tuple[Resolution, Referent | None] | None
    ) -> tuple[Resolution, Referent | None]:
        """Who and which: the noun phrase to their left."""
        sentence = self.page.sentences[self.page.sentence_at(source.span.start)]
        left = [word for word in sentence.words if word.span.end <= source.span.start]
        while left and not left[-1].text[0].isalnum():
            left = left[:-1]
        start = len(left)
        while start > 0 and len(left) - start < 12 and not self._starts_phrase(left, start):
            start -= 1
        phrase = left[start:]
        if not phrase or phrase[-1].lower in RELATIVES:
            return UNKNOWN, None
        found = source_of_words(self.page, self.cast, phrase)
        if found.kind in ("relative", "first", "second"):
            return UNKNOWN, None
        resolution, referent = self.source(found, attribution, parent)
        method: ResolutionMethod = "pronoun" if resolution.entity else resolution.method
        return replace(resolution, method=method, score=resolution.score * 0.85), referent

    def _starts_phrase(self, words: list[Word], at: int) -> bool:
        if at == len(words):
            return False
        word = words[at]
        if word.lower in DETERMINERS or word.lower in POSSESSIVES:
            return True
        mention = next((m for m in self.page.mentions if m.span.start <= word.span.start < m.span.end), None)
        if mention is not None:
            return word.span.start == (mention.title[0].span.start if mention.title else mention.span.start)
        return not words[at - 1].text[0].isalnum() or (words[at - 1].text[0].islower() and word.text[0].isupper())

    def anaphor(
        self, source: Source, attribution: Attribution, parent: tuple[Resolution, Referent | None] | None
    ) -> tuple[Resolution, Referent | None]:
        """He, she, it, they and singular noun phrases: who is meant of those at hand, or nobody."""
        pronoun = source.kind in ("he_she", "they_it")
        if not pronoun:
            state = self.body_of_state(source) or self.body_of_somebody(source)
            if state is not None:
                return state
            if not source.definite and source.kind != "document":
                return self.unnamed(source, attribution)
        asked = self._asked(source, parent)
        candidates = self.trail.candidates(asked)
        chosen, score = self.ranker.choose(source.kind, self.trail.features(asked, candidates))
        if chosen is None:
            return self._nobody(source, attribution, score)
        referent = candidates[chosen]
        method: ResolutionMethod = "pronoun" if pronoun else "nominal"
        if referent.figure is None:
            name = referent.descriptor
            group = "group" if name.startswith("unnamed:") else method
            return Resolution(name, group, type="group", score=score, evidence=(source.span,)), referent
        return self.named(referent.figure, source, method, score), referent

    def _asked(self, source: Source, parent: tuple[Resolution, Referent | None] | None) -> Anaphor:
        country = country_in(source.words, self.registry)
        return Anaphor(
            source.span,
            source.words,
            source.kind,
            source.head,
            country,
            parent[1] if parent else None,
            self.page.is_quoted(source.span),
        )

    def _country(self, word: Word) -> str | None:
        found = self.registry.country_of(word.text) if word.text[0].isupper() else None
        return (found.country or found.name) if found else None

    def _nobody(self, source: Source, attribution: Attribution, score: float) -> tuple[Resolution, Referent | None]:
        if source.kind in ("he_she", "they_it"):
            return Resolution("unknown", "pronoun", score=score, evidence=(source.span,)), None
        holder = self._holder(source)
        return holder or self.unnamed(source, attribution)

    def _holder(self, source: Source) -> tuple[Resolution, Referent | None] | None:
        """Who held the office on the article's date, where the words name office and country."""
        if source.kind != "person" or not self.document.published:
            return None
        country = country_in(source.words, self.registry)
        if country is None:
            return None
        held = self.registry.holders(source.head, country, self.document.published)
        role = self.registry.role(" ".join(w.text for w in source.words if not self._country(w) and w.lower != "the"))
        held = self.registry.holders(role.name, country, self.document.published) if role and role.unique else ()
        if len(held) != 1:
            return None
        text = " ".join(word.text for word in source.words)
        return (
            Resolution(held[0].name, "role", held[0].id, "person", country, text, 0.8, (source.span,)),
            None,
        )

    def body_of_state(self, source: Source) -> tuple[Resolution, Referent | None] | None:
        """ "The German government", "Chinese authorities", "Russia's foreign ministry"."""
        head = source.head
        if head not in VOICE_NOUNS and head not in _STATE_BODIES:
            if head not in ("ministry", "parliament", "army", "military", "senate", "congress"):
                return None
        core = [word.text for word in source.phrase.core if word.lower not in DETERMINERS]
        owner = source.owner if source.owner is not None and source.owner.place else None
        country = owner.country or owner.name if owner else None
        if country is None:
            country = country_in(source.phrase.core, self.registry)
        if country is None and source.owner is not None and source.owner.person:
            country = source.owner.country
        local = country is None and len(core) == 1 and source.definite and head in _STATE_BODIES
        country = self.cast.country if local else country
        if country is None:
            return None
        known = self.registry.named(" ".join(core)) if owner is None else ()
        state = [entity for entity in known if entity.type not in ("person", *PLACES)]
        found = (
            state[0]
            if state
            else self.registry.ministry(country, _STATE_BODIES.get(head, ""))
            if head in _STATE_BODIES
            else None
        )
        if found is None:
            return None
        method: ResolutionMethod = "nominal" if local else "name"
        score = 0.6 if local else 0.9
        resolution = Resolution(found.name, method, found.id, found.type, found.country, None, score, (source.span,))
        return resolution, self.trail.add_unnamed(found.name, head, False, source.span)

    def document_of(
        self, source: Source, attribution: Attribution, parent: tuple[Resolution, Referent | None] | None
    ) -> tuple[Resolution, Referent | None]:
        """A report, study, decree: whoever the article says it is from, here or earlier."""
        by = next((at for at, word in enumerate(source.phrase.rest) if word.lower in ("by", "from")), None)
        behind = list(source.phrase.rest[by + 1 :]) if by is not None else []
        if behind and behind[0].text[0].isalnum():
            author = source_of_words(self.page, self.cast, behind)
            if author.kind in ("name", "person", "body") and author.definite:
                resolution, referent = self.source(author, attribution, parent)
                if resolution.entity is not None:
                    found = replace(resolution, score=resolution.score * 0.9), referent
                    self._documents[source.head] = found
                    return found
        if source.owner is not None and not source.owner.place:
            return self.named(source.owner, source), self.trail.of_figure(source.owner)
        if source.phrase.determiner in _THEIRS:
            pronoun = source_of_words(self.page, self.cast, [source.words[0]])
            resolution, referent = self.anaphor(pronoun, attribution, parent)
            if resolution.entity is not None:
                return replace(resolution, method="nominal", score=resolution.score * 0.9), referent
        if source.definite and source.head in self._documents:
            resolution, referent = self._documents[source.head]
            return replace(resolution, method="nominal", score=resolution.score * 0.9), referent
        if source.definite and source.head in _SAYINGS and self.trail.told:
            last = [told.referent for told in self.trail.told if told.start < source.span.start and told.referent][-1:]
            if last and last[0].figure is not None:
                return self.named(last[0].figure, source, "nominal", 0.6), last[0]
        return self.anaphor(source, attribution, parent)

    def body_of_somebody(self, source: Source) -> tuple[Resolution, Referent | None] | None:
        """ "The Trump administration", "Hampshire Police spokesman", "the Associated Press news agency"."""
        owner = source.owner or self._named_in_core(source)
        if source.head in SPOKES_NOUNS and owner is not None and not owner.person:
            return self.named(owner, source, "nominal", 0.8), self.trail.of_figure(owner)
        if source.kind != "body" or not source.definite or source.head in DOCUMENT_NOUNS:
            return None
        if owner is not None and not owner.person and not owner.place and source.owner is None:
            return self.named(owner, source, "name", 0.85), self.trail.of_figure(owner)
        core = [word for word in source.phrase.core if word.lower not in DETERMINERS]
        if len(core) < 2 or not any(word.capital for word in core[:-1]) or source.head not in BODY_NOUNS:
            return None
        name = " ".join(word.text for word in core)
        if source.owner is not None:
            name = f"{' '.join(source.owner.words)}'s {name}"
        country = owner.country if owner is not None else country_in(core, self.registry)
        own = local_id("organisation", name, country)
        resolution = Resolution(name, "name", own, "organisation", country, None, 0.75, (source.span,))
        return resolution, self.trail.add_unnamed(name, source.head, False, source.span)

    def _named_in_core(self, source: Source) -> Figure | None:
        for mention in self.page.mentions:
            if any(mention.span.start <= word.span.start < mention.span.end for word in source.phrase.core):
                return self.cast.of_mention.get(mention.span)
        return None

    def _body_called(self, source: Source) -> Figure | None:
        """The one body of the article whose name has the noun: "police" for the Hampshire Police."""
        if source.head not in BODY_NOUNS or len(source.phrase.core) > 2 or source.phrase.rest:
            return None
        if source.phrase.determiner not in ("", "the", "this") or (
            len(source.phrase.core) == 2 and not source.phrase.determiner
        ):
            return None
        called = [
            f
            for f in self.cast.figures
            if not f.person and not f.place and len(f.words) > 1 and source.head in {w.casefold() for w in f.words}
        ]
        return called[0] if len(called) == 1 else None

    # the unnamed

    def unnamed(self, source: Source, attribution: Attribution) -> tuple[Resolution, Referent | None]:
        """A descriptor for those who stay unnamed, with whom they belong to where the words tell it."""
        words = [word for word in source.words if word.text[0].isalnum() or word.text in ",-"]
        while (
            len(words) > 1
            and (words[0].lower in DETERMINERS or words[0].lower in POSSESSIVES)
            and words[1].lower != "of"
        ):
            words = words[1:]
        kept = words[:_DISPLAYED]
        text = self.document.text[kept[0].span.start : kept[-1].span.end] if kept else ""
        text = re.sub(r"\s+", " ", text).rstrip(" ,-")
        plural = source.head in PLURALS
        country = country_in(source.words, self.registry)
        if country is None and source.owner is not None:
            country = source.owner.country
        descriptor = f"unnamed: {text}"
        resolution = Resolution(descriptor, "group", None, "group", country, None, 0.8, (source.span,))
        return resolution, self.trail.add_unnamed(descriptor, source.head, plural, source.span)


def _place_behind(rest: Sequence[Word]) -> list[Word]:
    """The "in …", "of …" right behind a head, up to the next break."""
    if not rest or rest[0].lower not in ("of", "in", "at", "from", "for", "within", "close", "familiar"):
        return []
    kept = [rest[0]]
    for word in rest[1:_DISPLAYED]:
        if not word.text[0].isalnum() or word.lower in RELATIVES or word.lower == "including":
            break
        kept.append(word)
    return kept if len(kept) > 1 else []


def _anchor(attribution: Attribution) -> int:
    spans = attribution.source or attribution.cue or attribution.content
    return min(span.start for span in spans)


def resolver_of(
    document: Document, encoding: Encoding | None, attributions: Sequence[Attribution], registry: Registry
) -> Resolver:
    """A resolver that asks the encoder about names."""
    return Resolver(document, attributions, registry, hint_of(encoding))


def resolve(
    document: Document, encoding: Encoding | None, attributions: Sequence[Attribution], registry: Registry
) -> tuple[tuple[Resolution, ...], tuple[Mentioned, ...]]:
    """Resolve the sources of an article's statements.

    Parameters
    ----------
    encoding : Encoding or None
        What the encoder says about names; None to do without.

    Returns
    -------
    (resolutions, entities)
        One resolution an attribution, in the same order; everybody named in the article with all mentions.
    """
    resolver = resolver_of(document, encoding, attributions, registry)
    resolutions = resolver.all()
    entities = tuple(
        Mentioned(resolver.entity(figure), tuple(m.span for m in figure.mentions))
        for figure in resolver.cast.figures
        if figure.mentions
    )
    return resolutions, entities
