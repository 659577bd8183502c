"""Bodies that a noun phrase names without a name of their own: governments, offices, "police", a body's spokesman."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from onrecord.document import Span
from onrecord.entity import Entity
from onrecord.resolve.article import Answer, Article, capital_of
from onrecord.resolve.cast.body_nouns import nouns_of
from onrecord.resolve.cast.figures import PLACES, Figure
from onrecord.resolve.known.dates import held, period
from onrecord.resolve.known.identity import local_id
from onrecord.resolve.known.registry import Role
from onrecord.resolve.people.affiliation import country_spoken_for
from onrecord.resolve.ranking.evidence import FIRMS, PUBLIC
from onrecord.resolve.sources.sources import Source
from onrecord.resolve.vocabulary import (
    BODY_NOUNS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    PLACE_NOUNS,
    PLURALS,
    POSSESSIVES,
    SPOKES_NOUNS,
    TITLES,
)
from onrecord.statement import Resolution

#: Nouns of the bodies that every state has, with the registry's suffix.
_OF_STATES = {
    "government": "gov",
    "cabinet": "gov",
    "administration": "gov",
    "regime": "gov",
    "presidency": "gov",
    "leadership": "gov",
    "parliament": "parl",
    "senate": "parl",
    "congress": "parl",
    "army": "mil",
    "military": "mil",
    "navy": "mil",
    "ministry": "",
}


#: By article what :func:`_ministers` has found.
_MINISTERS: WeakKeyDictionary[Article, dict[Role, Figure]] = WeakKeyDictionary()
#: Words of a name that was missed, at least.
_FEWEST = 2
#: Letters of initials that are written as they are: "U.S.", "UAE".
_SHORT = 4


def body_in(article: Article, source: Source) -> Answer | None:
    """Who a noun phrase for a body means: a state's, somebody's own, or the one that the article has of its kind."""
    return (
        _state_by_name(article, source)
        or _administration(article, source)
        or _place_itself(article, source)
        or _place_called(article, source)
        or _all_members(article, source)
        or _of_state(article, source)
        or _of_somebody(article, source)
        or _of_its_kind(article, source)
        or _armed_group(article, source)
    )


def _state_by_name(article: Article, source: Source) -> Answer | None:
    """ "U.S." in a headline whose words all have capitals, where no name was found."""
    words = [word.bare for word in source.words if word.text[0].isalnum()]
    if not words or source.owner is not None or any(article.page.mentions_in(*source.span)):
        return None
    name = " ".join(words)
    name = name.title() if name.isupper() and len(name) > _SHORT else name
    if not all(word[0].isupper() for word in words) or not article.registry.meant_by_place(name):
        return None
    country = article.registry.country_of(name)
    government = article.registry.government(country.id) if country is not None else None
    return article.body(government, source, "metonym", 0.85) if government is not None else None


def name_missed(article: Article, source: Source) -> Answer | None:
    """ "… as quoted by Orle Reporter", "News 12 said": words in capitals inside a sentence, where no name was found."""
    page = article.page
    words = source.words
    capitals = all(word.capital or word.text.isdecimal() for word in words) and words[0].capital
    if len(words) < _FEWEST or not capitals or source.owner is not None or source.phrase.rest or not page.sentences:
        return None
    sentence = page.sentences[page.sentence_at(source.span.start)]
    opens = not any(word.text[0].isalnum() for word in sentence.words if word.span.end <= source.span.start)
    if opens or sentence.heading or words[-1].lower in TITLES or words[0].lower in DETERMINERS:
        return None
    if source.head in PLURALS and not words[-1].text.isdecimal():
        return None
    name = " ".join(word.bare for word in words)
    return article.body(Entity(local_id("organisation", name, None), name, "organisation"), source, "name", 0.6)


def _administration(article: Article, source: Source) -> Answer | None:
    """ "The administration" after "the Quell administration"."""
    if source.head != "administration" or [word.lower for word in source.phrase.core[:-1]] != ["the"]:
        return None
    if not article.administrations:
        return None
    at = bisect_left(article.administrations, (source.span.start, ""))
    name = f"{article.administrations[max(0, at - 1)][1]} administration"
    country = article.cast.country
    entity = Entity(local_id("organisation", name, country), name, "organisation", country)
    return article.body(entity, source, "nominal", 0.7)


def _place_itself(article: Article, source: Source) -> Answer | None:
    """ "The city of Port Norvale": the place that stands behind "of", nothing else."""
    rest, owner = source.phrase.rest, source.owner
    if source.head not in PLACE_NOUNS or owner is None or not owner.place or not rest or rest[0].lower != "of":
        return None
    only = any(mention.span.start == rest[1].span.start for mention in owner.mentions)
    return article.named(owner, source) if only and source.phrase.determiner == "the" else None


def _place_called(article: Article, source: Source) -> Answer | None:
    """ "The city" after "the city of Port Norvale": the last place that the article has called so."""
    core = [word.lower for word in source.phrase.core]
    if source.head not in _LOCAL or core not in (["the", source.head], ["this", source.head]) or source.phrase.rest:
        return None
    text = article.document.text
    called = f"{source.head} of "
    for mention, figure in reversed(article.cast.in_order):
        start = mention.span.start
        if start < source.span.start and not figure.person and text[start - len(called) : start].casefold() == called:
            if not figure.place or figure.known is not None:
                return article.named(figure, source, "nominal", 0.7)
            name = f"{source.head.title()} of {figure.name}"
            entity = Entity(local_id("government", name, figure.country), name, "government", figure.country)
            return article.body(entity, source, "nominal", 0.7)
    return None


#: Places that are named with what they are: "the city of Port Norvale".
_LOCAL = frozenset("city town village county district province borough island municipality".split())


def _all_members(article: Article, source: Source) -> Answer | None:
    """ "Members of the Harbour Committee", "the new members of …": the body; not "two members" of it."""
    owner = source.owner
    plain = all(word.lower in _ALL for word in source.phrase.core)
    if source.head != "members" or not plain or owner is None or not owner.body or owner.type == "group":
        return None
    rest = [word.lower for word in source.phrase.rest[:2]]
    return article.named(owner, source, "nominal", 0.7) if rest[:1] == ["of"] else None


_ALL = frozenset("the all new current members".split())


def _of_state(article: Article, source: Source) -> Answer | None:
    """ "The German government", "Russia's foreign ministry"; "the government" of the article's country."""
    suffix = _OF_STATES.get(source.head)
    if suffix is None:
        return None
    core = [word.text for word in source.phrase.core if word.lower not in DETERMINERS]
    country = _owning_country(source) or article.country_in(source.phrase.core)
    local = (
        country is None
        and source.owner is None
        and len(core) == 1
        and source.phrase.determiner in ("the", "")
        and suffix != ""
    )
    country = article.country if local else country
    only = country is None and source.owner is None and suffix == "" and len(core) > 1
    country = _whose_ministry(article, source) if only else country
    if country is None:
        return None
    name = "" if local else _composed(article, core, country, source, only)
    found = _known_body(article, name, country, suffix)
    if found is None:
        return None
    return article.body(found, source, "nominal" if local else "name", 0.6 if local else 0.9)


_MINISTRIES = frozenset({"ministry", "department"})


def _whose_ministry(article: Article, source: Source) -> str | None:
    """The country of a ministry that tells none: "In Port Karveth, the foreign ministry said", else the article's."""
    sentence = next(article.page.just_before(source.span.start, 1), None)
    named = article.cast.named_in(Span(sentence.span.start, source.span.start)) if sentence is not None else []
    inside = bool(named) and sentence is not None and sentence.words[0].lower == "in"
    place = named[0][1] if inside and named[0][1].place else None
    return article.cast.sole_country if place is None else capital_of(place) or place.country


def _answer(article: Article, body: Entity | None, source: Source) -> Answer | None:
    return article.body(body, source, "nominal", 0.6) if body is not None else None


def _ministry_of(article: Article, minister: Figure) -> Entity | None:
    """The ministry of whom the article calls interior minister; None for whom it does not call minister."""
    role = _minister(article, minister)
    if role is None:
        return None
    return _ministry(article, role, country_spoken_for(article, minister) or article.cast.sole_country)


def _ministers(article: Article) -> dict[Role, Figure]:
    """Of each ministry whose minister an article names, one of those whom it calls so; looked for once."""
    if article not in _MINISTERS:
        told = ((_minister(article, figure), figure) for figure in article.cast.figures if figure.person)
        _MINISTERS[article] = {role: figure for role, figure in told if role is not None and role.body}
    return _MINISTERS[article]


def _minister(article: Article, figure: Figure) -> Role | None:
    """As what the article calls somebody minister."""
    for card in figure.cards:
        words = [word for word in card.text.split() if not article.registry.country_of(word)]
        role = article.registry.role(" ".join(words))
        if role is not None and role.level == "minister":
            return role
    return None


def _ministry(article: Article, minister: Role | None, country: str | None) -> Entity | None:
    """The ministry of a minister in a country."""
    if minister is None or minister.body is None or country is None or minister.level != "minister":
        return None
    return article.registry.ministry(country, minister.body)


def ministry_named(article: Article, source: Source) -> Answer | None:
    """ "The Defence Ministry": a name that any country's ministry has is that of the article's country."""
    figure = source.figure
    if figure is None or figure.known is not None or figure.words[-1].casefold() != "ministry" or source.phrase.rest:
        return None
    minister = article.registry.role(" ".join((*figure.words[:-1], "minister")))
    body = _ministry(article, minister, figure.country or _whose_ministry(article, source))
    return article.body(body, source, "name", 0.7) if body is not None else None


def ministry_just_meant(article: Article, source: Source) -> Answer | None:
    """ "… Interior Minister Mara Quell said. The ministry …": that of who just spoke, else of the only minister."""
    if [word.lower for word in source.words] != ["the", "ministry"]:
        return None
    spoke = article.just_told(source.span.start, 2)
    figure = spoke.figure if spoke is not None else None
    role = _minister(article, figure) if figure is not None else None
    if role is None and len(_ministers(article)) == 1:
        role, figure = next(iter(_ministers(article).items()))
    if role is None or figure is None:
        return None
    body = _ministry_of(article, figure)
    if body is not None:
        return article.body(body, source, "nominal", 0.6)
    descriptor = f"unnamed: {role.name.replace('minister', 'ministry')}"
    resolution = Resolution(descriptor, "group", type="group", score=0.6, evidence=(source.span,))
    return Answer(resolution, article.trail.add_unnamed(descriptor, "ministry", False, source.span))


def _known_body(article: Article, name: str, country: str, suffix: str) -> Entity | None:
    """The body that goes by a name, else the one of its kind that a state has; either may be empty."""
    named = article.registry.named(name) if name else ()
    found = next((body for body in named if body.type not in ("person", *PLACES)), None)
    return article.registry.ministry(country, suffix) if found is None and suffix else found


def _composed(article: Article, core: list[str], country: str, source: Source, only: bool) -> str:
    """The name of a body with its country's, which "Karveth’s foreign ministry" has as its owner."""
    state = article.registry.country(country) if source.owner is not None or only else None
    return f"{' '.join(core)} of {state.name}" if state is not None else " ".join(core)


def _owning_country(source: Source) -> str | None:
    owner = source.owner
    if owner is None or not (owner.place or owner.person or owner.known is not None):
        return None  # "Norvale's government", of a region that somebody calls one of Karveth, is not Karveth's
    return owner.country or owner.land


def body_of(article: Article, source: Source, whose: Answer) -> Answer | None:
    """ "His office", "its government": a body of somebody already resolved; None for what need not be one body."""
    owner, referent = whose
    minister = referent.figure if referent is not None and source.head in _MINISTRIES else None
    if owner.entity is None or (minister is not None and minister.person):
        body = _ministry_of(article, minister) if minister is not None else None
        return _answer(article, body, source) or _its_ministry(article, source)
    if [word.lower for word in source.phrase.core[1:]] == ["party"] and not source.phrase.rest:
        return _party_of(article, source, owner)
    if source.head in _GOVERNMENTS:
        government = article.registry.government(owner.country) if owner.country else None
        return article.body(government, source, "nominal", 0.7) if government is not None else None
    if source.head in _OF_STATES and owner.type in ("government", *PLACES):
        return _state_body(article, source, owner)
    words = [word.text for word in source.phrase.core[1:]]
    board = words in (["board"], ["editorial", "board"]) and owner.type != "person"
    if not board and (words not in (["office"], ["campaign"]) or owner.type != "person"):
        return None
    name = f"{owner.name}'s {' '.join(words)}"
    return article.body(
        Entity(local_id("organisation", name, owner.country), name, "organisation", owner.country),
        source,
        "nominal",
        0.6,
    )


def _party_of(article: Article, source: Source, owner: Resolution) -> Answer | None:
    """ "Her party": the one that what is told of a person names, "the Democratic nominee" the Democratic Party."""
    figure = next((f for f in article.cast.figures if f.person and article.entity(f).id == owner.entity), None)
    for card in figure.cards if figure is not None else ():
        named = [other for _, other in article.cast.named_in(card.span) if other.type == "party"]
        if named:
            return article.named(named[0], source, "nominal", 0.6)
        for word in sorted(card.words):
            party = f"{_PARTIES.get(word, word).title()} Party"
            known = [entity for entity in article.registry.named(party) if entity.type == "party"]
            if known:
                return article.body(known[0], source, "nominal", 0.6)
    return None


_PARTIES = {"democrat": "democratic"}


def own_government(article: Article, source: Source, parent: Answer | None) -> Answer | None:
    """ "This government has always believed …", "our government": that of the country of who says so."""
    words = [word.lower for word in source.words]
    own = len(words) == 2 and words[0] in ("this", "our", "my") and words[1] in ("government", "administration")
    speaker = parent.referent.figure if parent is not None and parent.referent is not None else None
    if not own or speaker is None or not speaker.person:
        return None
    told = (card.country for card in speaker.cards if card.country is not None)
    country = speaker.country or next(told, None) or article.cast.sole_country
    government = article.registry.government(country) if country is not None else None
    return article.body(government, source, "nominal", 0.6) if government is not None else None


def _state_body(article: Article, source: Source, owner: Resolution) -> Answer | None:
    """ "Its foreign ministry", "its army", where "it" is a state."""
    state = article.registry.country(owner.country) if owner.country is not None else None
    if state is None or source.phrase.rest:
        return None
    name = " ".join(word.text for word in source.phrase.core[1:])
    suffix = _OF_STATES[source.head] if len(source.phrase.core) == 2 else ""
    body = _known_body(article, f"{name} of {state.name}", state.country or state.name, suffix)
    return article.body(body, source, "nominal", 0.7) if body is not None else None


def _its_ministry(article: Article, source: Source) -> Answer | None:
    """ "Karveth waits. Its foreign ministry said …": that of the first country named in the sentence before."""
    before = list(article.page.just_before(source.span.start, 2))
    if source.head != "ministry" or source.phrase.determiner != "its" or len(before) < 2:
        return None
    country = article.country_in(before[-1].words)
    state = article.registry.country(country) if country is not None else None
    owner = Resolution(state.name, "nominal", state.id, "country", country) if state is not None else None
    return _state_body(article, source, owner) if owner is not None else None


_GOVERNMENTS = frozenset("government cabinet administration country nation".split())


def _of_somebody(article: Article, source: Source) -> Answer | None:
    """ "The Trump administration", "a Hampshire Police spokesman", "the Associated Press news agency"."""
    within = _named_within(article, source)
    owner = source.owner or within
    spoken_for = _spoken_for(article, source, owner) if source.head in SPOKES_NOUNS and owner is not None else None
    if spoken_for is not None:
        return spoken_for
    if source.kind != "body" or not source.definite or source.head in DOCUMENT_NOUNS:
        return None
    place = within is not None and within.weak and " " not in within.name and source.head in _OF_COUNTRIES
    if within is not None and source.owner is None and within.body and not place:
        return article.named(within, source, "name", 0.85)
    core = [word for word in source.phrase.core if word.lower not in DETERMINERS and word.lower not in POSSESSIVES]
    unowned = source.owner is None and (source.head in PLACE_NOUNS or not any(word.capital for word in core[:-1]))
    if source.head not in BODY_NOUNS or not core or unowned:
        return None
    name = " ".join(word.text for word in core)
    if source.owner is not None:
        name = f"{' '.join(source.owner.words)}'s {name}"
    country = owner.country if owner is not None else article.country_in(core)
    entity = Entity(local_id("organisation", name, country), name, "organisation", country)
    return article.body(entity, source, "name", 0.75)


#: Bodies that a word before them gives to a country or town: "the Quesseli embassy".
_OF_COUNTRIES = frozenset(_OF_STATES) | frozenset("embassy court police cabinet delegation authority".split())


def _spoken_for(article: Article, source: Source, owner: Figure) -> Answer | None:
    """The body whose spokesman somebody is; a person's spokesman is not the person."""
    if not owner.person:
        return article.named(owner, source, "nominal", 0.8)
    if owner.sure or not _is_for_whole(source):
        return None
    entity = Entity(local_id("organisation", owner.name, owner.country), owner.name, "organisation", owner.country)
    return article.body(entity, source, "nominal", 0.7)


def _is_for_whole(source: Source) -> bool:
    """ "A spokesman for Hallmoor Power": nothing but the name behind "for"."""
    rest = source.phrase.rest
    plain = bool(rest) and rest[0].lower == "for" and not any(word.possessive for word in rest)
    return plain and not source.definite


def _named_within(article: Article, source: Source) -> Figure | None:
    """A name among the words up to the head."""
    core = source.phrase.core
    if not core:
        return None
    for mention in article.page.mentions_in(core[0].span.start, core[-1].span.end):
        if mention.span in article.cast.of_mention:
            return article.cast.of_mention[mention.span]
    return None


def _of_its_kind(article: Article, source: Source) -> Answer | None:
    """The one body of the article whose name has the noun: "police" for the Hampshire Police."""
    core = [word.lower for word in source.phrase.core if word.lower not in ("the", "this")]
    if source.head not in BODY_NOUNS or len(core) > 2 or source.phrase.rest:
        return None
    bodies = [f for f in article.cast.figures if f.body]
    named = [f for f in bodies if len(f.words) > 1 and {*core} <= nouns_of(f) & {w.casefold() for w in f.words}]
    called = named or [f for f in bodies if nouns_of(f).issuperset(core) or _is_introduced_so(f, core)]
    heading = article.page.in_heading(source.span.start)
    called = [f for f in called if heading or f in named or f.is_named_before(source.span.start)]
    return article.named(called[0], source, "nominal", 0.7) if len(called) == 1 else None


def _is_introduced_so(figure: Figure, core: Sequence[str]) -> bool:
    """Whether an article has introduced a body so: "the airline" for "the budget airline Norvair"."""
    if list(core) in (["company"], ["firm"]) and figure.type not in PUBLIC:
        return any(card.head in FIRMS for card in figure.cards)
    return any(card.head == core[-1] and card.words.issuperset(core) for card in figure.cards)


def _armed_group(article: Article, source: Source) -> Answer | None:
    """ "The militant group": the one armed group of the article."""
    core = [word.lower for word in source.phrase.core]
    if source.head not in _GROUPS or not source.definite or not _ARMED.intersection(core) or source.phrase.rest:
        return None
    groups = [figure for figure in article.cast.figures if figure.type == "armed_group"]
    return article.named(groups[0], source, "nominal", 0.7) if len(groups) == 1 else None


_GROUPS = frozenset("group organization organisation movement militia".split())
_ARMED = frozenset("terrorist terror militant rebel armed extremist jihadist insurgent guerrilla paramilitary".split())


def office_holder(article: Article, source: Source) -> Answer | None:
    """Who held an office on the article's date, where the words name office and country."""
    published = article.document.published
    owner = source.owner
    if source.kind != "person" or not published or (owner is not None and not owner.place):
        return None
    country = (owner.country or owner.name) if owner is not None else article.country_in(source.words)
    country = country or article.country
    if country is None:
        return None
    words = [word for word in source.phrase.core if word.lower != "the" and not article.country_in([word])]
    role = article.registry.role(" ".join(word.text for word in words))
    holders = article.registry.holders(role.name, country, published) if role and role.unique else ()
    if len(holders) != 1:
        return None
    text = " ".join(word.text for word in source.words)
    return Answer(Resolution(holders[0].name, "role", holders[0].id, "person", country, text, 0.8, (source.span,)))


def own_actor(article: Article, source: Source) -> Answer | None:
    """Whom a user's file of actors calls so, on the article's date: "the Steward", "the Karvethi president"."""
    core = [word for word in source.words if word.lower not in DETERMINERS]
    if not core or source.kind != "person" or source.owner is not None:
        return None
    published = period(article.document.published) if article.document.published else None
    called = [e for e in article.registry.named(" ".join(word.text for word in core)) if e.provenance == "user"]
    called = [e for e in called if published and any(held(o.start, o.end, published) for o in e.offices)]
    if len(called) != 1:
        return None
    actor = called[0]
    figure = next((f for f in article.cast.figures if f.known is not None and f.known.id == actor.id), None)
    if figure is not None:
        return article.named(figure, source, "role", 0.85)
    text = " ".join(word.text for word in core)
    return Answer(Resolution(actor.name, "role", actor.id, actor.type, actor.country, text, 0.85, (source.span,)))
