"""Bodies and polls told by whose they are: "the bank's board", "the campaign" after "Quell's campaign"."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.entity import Entity
from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.known.identity import local_id
from onrecord.resolve.sources.sources import Source, source_of_words
from onrecord.resolve.vocabulary import BODY_NOUNS, DETERMINERS
from onrecord.words import Word, first_from

#: Bodies that somebody has: the noun alone is the one that was told of last.
_HAD = frozenset(
    "campaign board diocese archdiocese embassy consulate delegation mission foundation office secretariat".split()
)
#: Words behind a name that may be or lead to what somebody has.
_BETWEEN = 2
_POLLS = frozenset({"poll", "average"})
_STATES = frozenset("country nation state kingdom republic".split())
_SHORT_FOR = {"cabinet": "gov", "government": "gov", "parliament": "parl", "legislature": "parl", "army": "mil",
              "military": "mil"}  # fmt: skip


def owned_by_noun(article: Article, source: Source, answer: Callable[[Source], Answer]) -> Answer | None:
    """ "The bank's board", "the island nation's cabinet", "the senator's office": a body of one without a name."""
    words = _owner(source)
    owner = source_of_words(article.cast, words) if words else None
    if owner is None or owner.kind != ("person" if source.head == "office" else "body"):
        return None
    role = article.registry.role(owner.head)
    if owner.kind == "person" and (role is None or role.level != "legislator"):  # a premier's office is the state's
        return None
    whose = answer(owner).resolution
    if whose.entity is None or (owner.kind == "person") != (whose.type == "person"):
        return None
    suffix = _SHORT_FOR.get(source.head) if owner.head in _STATES else None
    state = article.registry.ministry(whose.country, suffix) if suffix is not None and whose.country else None
    if state is not None:
        return article.body(state, source, "nominal", 0.6)
    noun = " ".join(word.text for word in source.phrase.core[len(words) :])
    return _body(article, f"{whose.name}'s {noun}", whose.country, source, 0.6)


def _owner(source: Source) -> list[Word]:
    """ "The bank's" of "the bank's new board"; empty for what is no body of somebody without a name."""
    core = list(source.phrase.core)
    at = next((at for at, word in enumerate(core[:-1]) if word.possessive), None)
    if source.kind != "body" or source.head not in BODY_NOUNS or source.phrase.rest or not at or core[at].capital:
        return []
    return core[: at + 1] if core[0].lower in ("the", "this", "that") and len(core) - at <= 3 else []


def owned_elsewhere(article: Article, source: Source) -> Answer | None:
    """ "The campaign" after, or else before, "Quell's campaign" or "the Quell campaign": the last one told of."""
    core = [word.lower for word in source.phrase.core]
    if len(core) != 2 or core[0] != "the" or core[1] not in _HAD or source.phrase.rest or source.owner is not None:
        return None
    body = article.trail.body_called(core[1], source.span.start)
    if body is not None:
        return article.again(body, source, "nominal", 0.6)
    told = _owners(article, core[1])
    before = [(place, figure) for place, figure in told if place < source.span.start]
    figure = before[-1][1] if before else told[0][1] if told else None
    if figure is None:
        return None
    return _body(article, f"{figure.name}'s {core[1]}", figure.country, source, 0.6)


def _owners(article: Article, noun: str) -> list[tuple[int, Figure]]:
    """Names right in front of a noun, with their places; also "Quell's presidential campaign"."""
    found = []
    for mention, figure in article.cast.in_order:
        words = article.page.sentences[mention.sentence].words
        first = first_from(words, mention.span.end)
        behind = words[first : first + _BETWEEN]
        at = next((at for at, word in enumerate(behind) if word.text == noun), _BETWEEN)
        plain = all(word.text.islower() and word.text.endswith("al") for word in behind[:at])
        if at < len(behind) and plain and (at == 0 or mention.possessive) and not (figure.person and figure.weak):
            found.append((mention.span.start, figure))
    return found


def poll_of(article: Article, source: Source) -> Answer | None:
    """ "The latest Norvale Radio/Orle poll": the poll, by the name in front of it; not "a poll by the Ledger"."""
    core = list(source.phrase.core)
    if source.head not in _POLLS or len(core) < 2 or any(word.possessive for word in core):
        return None
    first = next((at for at, word in enumerate(core) if word.capital and word.lower not in DETERMINERS), None)
    if first is None or not _is_named(article, core[first]):
        return None
    name = article.document.text[core[first].span.start : core[-1].bare_span.end]
    return _body(article, " ".join(name.split()), None, source, 0.8)


def _is_named(article: Article, word: Word) -> bool:
    found = (article.cast.of_mention.get(m.span) for m in article.page.mentions_in(*word.span))
    return any(figure is not None and not figure.place for figure in found)


def _body(article: Article, name: str, country: str | None, source: Source, score: float) -> Answer:
    entity = Entity(local_id("organisation", name, country), name, "organisation", country)
    return article.body(entity, source, "nominal", score)
