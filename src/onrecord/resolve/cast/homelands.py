"""Countries that the registry lacks: a name and its adjective before what only states have tell that it is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.entity import Entity
from onrecord.resolve.known.identity import local_id
from onrecord.resolve.known.registry import Registry
from onrecord.resolve.names.mentions import NameMention, Page
from onrecord.resolve.names.runs import ADJECTIVES
from onrecord.resolve.vocabulary import BODY_NAMES, PORTFOLIOS, REGIONS
from onrecord.words import Word, first_from

#: What makes the adjective of a country's name, with what it takes off first.
_ENDINGS = (("", "i"), ("", "n"), ("", "an"), ("", "ian"), ("", "ese"), ("", "ish"), ("", "er"), ("a", "an"),
            ("a", "ian"), ("a", "ese"), ("e", "ian"), ("y", "ian"),
            ("e", "ese"), ("o", "an"), ("land", "ish"), ("", "ic"))  # fmt: skip
#: What only states have, in front of which an adjective is a country's.
_OF_STATES = frozenset(
    "government governments president prime premier foreign defence defense interior minister ministers ministry"
    " parliament army military navy officials authorities forces police troops soldiers embassy ambassador flag envoy"
    " border delegation capital leader leaders diplomat diplomats state territory waters citizens nationals naval"
    " navies warship warships corvette frigate vessel vessels ships sailors seamen officer officers crew crews prison"
    " prisons prisoners detainees hostages diplomacy opposition lawmakers airspace soil sovereignty".split()
)
#: What no region, firm or person has, behind "Karveth's", or in front of "of Karveth".
_SOLELY = frozenset(
    f"{field} {office}"
    for field in ("foreign", "interior", "defence", "defense")
    for office in ("minister", "ministry")
) | {"prime minister", "armed forces", "central bank"}
#: Who of several states meet, and words of such a list.
_TOGETHER = frozenset(f"{field} ministers" for field in ("foreign", "interior", "defence", "defense", "prime"))
_LONGEST_LIST = 12
_SOLELY_ALONE = frozenset("ambassador embassy airspace army".split())
#: What stands between a state and an office that it alone has; and what an armed group's "military" goes on with.
_LOWER = frozenset("deputy vice former new acting outgoing late".split())
_WINGS = frozenset("wing arm branch chief commander council leader leaders capabilities infrastructure".split())
#: What a state alone has, behind "its".
_ITS = (["ambassador"], ["embassy"], ["airspace"], ["border"], ["borders"], ["army"])
_SHORTEST = 4
#: Words up to a name behind "of", at least; who leads a state (universities and firms have presidents, too).
_OF = 2
_LEADERS = frozenset("minister premier king queen emperor emir sultan".split())


def homelands(page: Page, registry: Registry) -> list[Entity]:
    """Countries of an article that the registry does not know: "Karveth", where "the Karvethi government" is named too.

    So are those of which a foreign minister or an ambassador is told. Names of persons are none.
    """
    names = {mention.name for mention in page.mentions if len(mention.words) == 1 and not mention.title}
    personal = {word for m in page.mentions if _may_be_person(m) for word in m.words}
    stately, having = set(_before_state_words(page)), set(_with_state_offices(page))
    first = {mention.words[0] for mention in page.mentions}
    found = []
    for name in sorted(names - personal - REGIONS):
        if len(name) < _SHORTEST or registry.country_of(name) is not None or registry.named(name):
            continue
        adjectives = [word for word in dict.fromkeys(_adjectives(name)) if word in stately - personal]
        if name in having and not adjectives:  # "Karvethi FM"
            adjectives = [word for word in _adjectives(name) if word in first - {name}]
        adjectives = [word for word in adjectives if registry.country_of(word) is None]
        if adjectives or name in having:
            people = [word + "s" for word in adjectives if not word.endswith("s")]
            entity = Entity(local_id("country", name, name), name, "country", name)
            found.append(replace(entity, aliases=(*adjectives, *people)))
    return found


def _may_be_person(mention: NameMention) -> bool:
    bodily = any(word.casefold() in BODY_NAMES or word.islower() for word in mention.words)
    return bool(mention.title) or (len(mention.words) in (2, 3) and not bodily)


def _adjectives(name: str) -> Iterator[str]:
    for taken, added in _ENDINGS:
        if name.endswith(taken):
            yield name.removesuffix(taken) + added


def _with_state_offices(page: Page) -> Iterator[str]:
    """Names with what only states have: "Karveth's foreign minister", "the prime minister of Karveth"."""
    ending = {mention.span.end: mention for mention in page.mentions}
    for mention in page.mentions:
        if len(mention.words) != 1 or mention.title:
            continue
        words = page.sentences[mention.sentence].words
        first = first_from(words, mention.span.start)
        behind = [word.lower for word in words[first + 1 : first + 4]]
        behind = behind[1:] if behind[:1] and behind[0] in _LOWER else behind[:2]
        behind = behind if mention.possessive or behind == ["armed", "forces"] else []
        before = [word.lower for word in words[max(0, first - 3) : first]]
        if not mention.possessive and _is_led(words, first, ending):
            yield mention.name
        if _opens(words, first) and _has_its_own(page, mention):
            yield mention.name
        office = before[:-1] if before[-1:] == ["of"] and not mention.possessive else []
        if " ".join(office) in _TOGETHER:
            yield from _listed(words, first)
        if any(
            " ".join(two) in _SOLELY or not _SOLELY_ALONE.isdisjoint(one) or _is_military(two) or _has_field(two)
            for one, two in ((behind[:1], behind), (office[-1:], office))
        ):
            yield mention.name


def _has_field(words: Sequence[str]) -> bool:
    """Whether words begin with a minister of something: "infrastructure minister"."""
    return len(words) > 1 and words[0] in PORTFOLIOS and words[1] in ("minister", "minister’s", "minister's")


def _listed(words: Sequence[Word], at: int) -> Iterator[str]:
    """ "The foreign ministers of Orsk, Velm and Karveth": the names that stand in a list from a word on."""
    for word, behind in pairwise((*words[at : at + _LONGEST_LIST], None)):
        if word is None or not (word.capital or word.text == "," or word.lower == "and"):
            return
        if word.capital and not (behind is not None and behind.capital):
            yield word.bare


def _is_military(words: Sequence[str]) -> bool:
    """Whether words begin with the military of a state: no "military wing"."""
    return len(words) > 1 and words[0] == "military" and words[1] not in _WINGS


def _opens(words: Sequence[Word], at: int) -> bool:
    """Whether nothing but an adjective stands before a word in its sentence."""
    return all(word.lower in ADJECTIVES or not word.text[0].isalnum() for word in words[:at])


def _has_its_own(page: Page, mention: NameMention) -> bool:
    """ "Karveth refused. A spokesman for its foreign ministry …": what only states have, of the subject just before."""
    block = page.sentences[mention.sentence].block
    for sentence in page.sentences[mention.sentence : mention.sentence + 2]:
        if sentence.block != block:
            break
        words = [word.lower for word in sentence.words if word.span.start > mention.span.end]
        for at, word in enumerate(words):
            if word == "its":
                return " ".join(words[at + 1 : at + 3]) in _SOLELY or words[at + 1 : at + 2] in _ITS
    return False


def _is_led(words: Sequence[Word], at: int, ending: Mapping[int, NameMention]) -> bool:
    """ "Prime Minister Mara Quell of Karveth", "the government of Karveth": by whom a name at a word is led."""
    if at < _OF or words[at - 1].lower != "of":
        return False
    before = ending.get(words[at - 2].span.end)
    titles = {word.lower for word in before.title} if before is not None else set()
    return words[at - 2].lower == "government" or not _LEADERS.isdisjoint(titles)


def _before_state_words(page: Page) -> Iterator[str]:
    """Capitalised words in front of what only states have: "the Karvethi government", "Karvethi President Quell"."""
    for mention in page.mentions:
        for word, behind in pairwise(mention.title):
            if word.capital and behind.lower in _OF_STATES:
                yield word.text
        if (
            len(mention.words) > 2
            and mention.words[1].casefold() in _OF_STATES
            and mention.words[-1].casefold() in BODY_NAMES
        ):
            yield mention.words[0]
        if len(mention.words) == 1 and not mention.possessive:
            words = page.sentences[mention.sentence].words
            at = first_from(words, mention.span.end)
            if at < len(words) and words[at].lower in _OF_STATES:
                yield mention.name
