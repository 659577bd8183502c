"""Makes a large record out of a few articles: readings with other names and other dates.

A name is spelt anew with as many letters, so that all offsets stay right; dates and figures move. Where a reading is
not coded yet, it gets codings by chance, as frequent as in the annotated corpora.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from onrecord.codes import ACTS, Coding, Condition, Issue, Judged, Recipient, StatedDate
from onrecord.document import Document, Span
from onrecord.entity import Entity, Mentioned
from onrecord.statement import Reading, Resolution, Statement, statement_id

_NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")
_FIGURE = re.compile(r"\d")
_VOWELS, _OTHERS = "aeiou", "bcdfghklmnprstvwz"
_ACTS = (58.0, 3, 0.4, 8, 2, 0.2, 0.2, 0.2, 9, 11, 6, 0.6, 1, 0.2, 0.2, 0.2, 0.2)
_STANCES = {"support": 35, "none": 30, "oppose": 20, "neutral": 13, "conditional": 2}
_ISSUES = (
    "ceasefire",
    "sanctions",
    "elections",
    "public health",
    "border crossing",
    "prisoner exchange",
    "arms supply",
)

Spell = Callable[[str], str]


def variant(reading: Reading, seed: int, outlet: str) -> Reading:
    """Return the reading of an article that differs from the given one in names, dates and figures."""
    chance = random.Random(seed)
    named = {word for one in reading.entities for word in _NAME.findall(one.entity.name)}
    spell = _speller(named, seed)
    document = reading.document
    days = timedelta(days=seed % 3000)
    text = _FIGURE.sub(lambda found: str(chance.randrange(10)), spell(document.text))
    changed = replace(
        document,
        text=text,
        title=document.title and spell(document.title),
        outlet=outlet,
        url=f"https://{outlet.lower().replace(' ', '-')}.example/{seed}",
        published=_later(document.published or "2019-06-01", days),
    )
    ids = {one.id: statement_id(changed.id, one.attribution) for one in reading.statements}
    statements = tuple(_statement(one, changed, spell, (days, ids), chance) for one in reading.statements)
    entities = tuple(Mentioned(_entity(one.entity, spell), one.mentions) for one in reading.entities)
    return replace(reading, document=changed, statements=statements, entities=entities)


def _speller(named: set[str], seed: int) -> Spell:
    """Return what spells every second name anew, the same name of the same seed alike."""

    def respelt(found: re.Match[str]) -> str:
        word = found[0]
        if word not in named:
            return word
        number = int.from_bytes(hashlib.sha256(f"{seed % 40} {word}".encode()).digest()[:8])
        if number % 2:
            return word
        chance = random.Random(number)
        letters = (chance.choice(_VOWELS if letter.lower() in _VOWELS else _OTHERS) for letter in word)
        return "".join(letters).capitalize()

    return lambda text: _NAME.sub(respelt, text)


def _entity(entity: Entity, spell: Spell) -> Entity:
    name = spell(entity.name)
    if name == entity.name:
        return entity
    return replace(entity, id=_local(name), name=name, aliases=tuple(spell(one) for one in entity.aliases))


def _local(name: str) -> str:
    return f"local:{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def _later(value: str, days: timedelta) -> str:
    return (date.fromisoformat(value[:10]) + days).isoformat() if len(value) >= 10 else value


def _resolution(resolution: Resolution, spell: Spell) -> Resolution:
    name = spell(resolution.name)
    entity = resolution.entity if name == resolution.name or resolution.entity is None else _local(name)
    members = tuple(_resolution(member, spell) for member in resolution.members)
    return replace(resolution, name=name, entity=entity, members=members)


def _statement(
    one: Statement, document: Document, spell: Spell, moved: tuple[timedelta, dict[str, str]], chance: random.Random
) -> Statement:
    days, ids = moved
    dates = tuple(replace(stated, value=_later(stated.value, days)) for stated in one.dates)
    return replace(
        one,
        id=ids[one.id],
        parent=one.parent and ids.get(one.parent),
        resolution=one.resolution and _resolution(one.resolution, spell),
        codings=one.codings or (_coding(one, document, spell, chance),),
        dates=dates or (StatedDate(document.published or "", "publication"),),
        vector=one.vector or chance.randbytes(256),
    )


def _coding(one: Statement, document: Document, spell: Spell, chance: random.Random) -> Coding:
    content = one.attribution.content[0] if one.attribution.content else Span(0, 1)
    middle = (content.start + content.end) // 2
    (act,) = chance.choices(ACTS, _ACTS)
    (stance,) = chance.choices([*_STANCES], [*_STANCES.values()])
    words = document.text[content.start : content.end].split()
    label = chance.choice(_ISSUES) if chance.random() < 0.5 else " ".join(words[:2]).lower() or "none"
    recipients = (
        (Recipient(spell("Lena Oskar"), "asked", Span(content.start, middle)),) if chance.random() < 0.4 else ()
    )
    conditions = (
        (Condition("if", Span(middle, content.end), Span(middle, middle + 1)),) if stance == "conditional" else ()
    )
    return Coding(
        Judged(act, "model", chance.random(), one.attribution.cue),
        Judged(stance, "model", chance.random()),  # type: ignore[arg-type]
        Issue(f"open:{label}", label, Span(content.start, middle), score=chance.random()),
        recipients=recipients,
        conditions=conditions,
    )
