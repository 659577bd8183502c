"""PLOVER as JSON lines: one line a coding, with the field names of PLOVER 0.8.

The codebook is ``plover-0.8+onrecord-1``: the sixteen event types and ``STATE`` for what PLOVER leaves out. Codings
whose act is unclear are no events and are left out, as are statements that were not coded. ``SANCTION`` is of quad
class 4. ``text_info`` counts code points of the article's text; ``text`` is what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.codes import Coding, Recipient
from onrecord.document import Document, Span
from onrecord.entity import Entity
from onrecord.export.identity import identity
from onrecord.export.json import written
from onrecord.export.sources import one_by_one
from onrecord.statement import Reading, Resolution, Statement

CODEBOOK = "plover-0.8+onrecord-1"
#: Sectors of PLOVER that a type of entity tells; a person has that of the office, which is not told.
SECTORS = {
    "government": "GOV",
    "ministry": "GOV",
    "country": "GOV",
    "legislature": "LEG",
    "party": "PTY",
    "armed_group": "UAF",
    "outlet": "JRN",
}
_COUNTRIES = Path(__file__).with_name("plover_countries.tsv")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def render(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield the lines of one article after another."""
    for reading in readings:
        known = {mentioned.entity.id: mentioned.entity for mentioned in reading.entities}
        for number, statement in enumerate(reading.statements, 1):
            for order, coding in enumerate(statement.codings, 1):
                if coding.act.value != "unclear":
                    yield written(_event(reading, (number, order), statement, coding, known)) + "\n"


def country_code(country: str | None) -> str | None:
    """Return PLOVER's code of a country, which has three letters; None where it is none of them.

    >>> country_code("RU"), country_code("XK"), country_code("Norvale")
    ('RUS', 'KOS', None)
    """
    return _codes().get(country or "")


@cache
def _codes() -> dict[str, str]:
    lines = _COUNTRIES.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def _event(
    reading: Reading, place: tuple[int, int], statement: Statement, coding: Coding, known: dict[str, Entity]
) -> dict[str, Any]:
    document = reading.document
    span = _extent(statement)
    words = coding.act.evidence or statement.attribution.cue
    optional = {
        "mode": coding.mode,
        "event_text": " ".join(one.of(document.text) for one in words) or None,
        "quad_code": coding.quad,
        "comment": _comment(coding, document.text),
    }
    return {
        "id": f"{identity(document)}:{statement.id}:{place[1]}",
        "date": _date(statement, document),
        "actor": _actors(statement, document.text),
        "recipient": [_recipient(recipient, known, document.text) for recipient in coding.recipients],
        "event": coding.act.value,
        **{key: value for key, value in optional.items() if value is not None},
        "context": [],
        "text": span.of(document.text),
        "text_info": {"sequence": place[0], "start": span.start, "end": span.end},
        "cite_info": {
            "url": document.url,
            "title": document.title,
            "publication": document.outlet,
            "language": document.language,
            "codebook": CODEBOOK,
        },
        "coder": _coder(reading),
    }


def _extent(statement: Statement) -> Span:
    """Return the stretch from the first word of content to the last, of cue or source where there is none."""
    attribution = statement.attribution
    part = attribution.content or attribution.cue or attribution.source or (Span(0, 0),)
    return Span(part[0].start, part[-1].end)


def _date(statement: Statement, document: Document) -> str | None:
    """Return the day it was said, else the article's; None where neither is known to the day."""
    days = (*(date.value for date in statement.dates), document.published or "")
    return next((match[0] for match in map(_DAY.match, days) if match), None)


def _actors(statement: Statement, text: str) -> list[dict[str, Any]]:
    resolution = statement.resolution
    words = " ".join(span.of(text) for span in statement.attribution.source)
    if resolution is None:
        return [_entity(words)] if words else []
    return [_actor(one, words) for one in one_by_one(resolution) if one.method != "none" and one.name != "unknown"]


def _actor(one: Resolution, words: str) -> dict[str, Any]:
    return _entity(words or one.name, one.name, one.entity, (one.country, one.type), one.role)


def _recipient(recipient: Recipient, known: dict[str, Entity], text: str) -> dict[str, Any]:
    entity = known.get(recipient.entity or "")
    words = recipient.span.of(text) if recipient.span else recipient.name
    facts = (entity.country, entity.type) if entity else (None, None)
    return {**_entity(words, recipient.name, recipient.entity, facts), "role": recipient.role}


def _entity(
    words: str,
    name: str | None = None,
    identifier: str | None = None,
    facts: tuple[str | None, str | None] = (None, None),
    office: str | None = None,
) -> dict[str, Any]:
    """Return PLOVER's record of an entity, without what is not known."""
    country, kind = facts
    found = {
        "code": country_code(country),
        "sector": SECTORS.get(kind or ""),
        "entity_text": words,
        "identifier_text": name,
        "identifier_id": identifier,
        "office": office,
    }
    return {key: value for key, value in found.items() if value is not None}


def _comment(coding: Coding, text: str) -> str | None:
    """Return what PLOVER has no field for: stance and issue, appeal, auxiliary modes, conditions."""
    facts = [f"stance: {coding.stance.value} on {coding.issue.label}"] if coding.issue else []
    facts += ["appeal"] if coding.appeal else []
    facts += [*coding.aux]
    facts += [f"{one.type}: {one.span.of(text)}" for one in coding.conditions]
    return "; ".join(facts) or None


def _coder(reading: Reading) -> str:
    provenance = reading.provenance
    version = provenance.get("onrecord")
    parts = ("onrecord", version, provenance.get("model"))
    return " ".join(str(part) for part in parts if part)
