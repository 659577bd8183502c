"""Readings of one statement each, coded by hand: who takes which stance on what."""

from __future__ import annotations

from dataclasses import replace

from onrecord.codes import Act, Coding, CodingMethod, Condition, ConditionType, Issue, Judged, StatedDate
from onrecord.codes import Stance as StanceName
from onrecord.document import Span
from onrecord.statement import Reading, Resolution
from store.articles import said

ISSUES = {
    "I01": "Ceasefire in the strait",
    "I02": "Ceasefire before talks",
    "I03": "Concord monitoring mission",
}


def took(
    text: str,
    speaker: str,
    stance: StanceName,
    issue: str = "I03",
    *,
    day: str = "2031-02-21",
    score: float = 0.8,
    outlet: str = "Coastwire",
    country: str | None = None,
    act: Act = "STATE",
    method: CodingMethod = "model",
    condition: tuple[ConditionType, str, str] | None = None,
    negated: bool = False,
    entity: str | None = None,
) -> Reading:
    """A text that is one statement whole; a condition is its type, its words and its marker, both in the text."""
    reading = said(text, speaker, outlet=outlet, published=f"{day}T08:00:00Z", title=text[:20])
    (statement,) = reading.statements
    conditions: tuple[Condition, ...] = ()
    if condition is not None:
        type, words, marker = condition
        at = text.index(words)
        conditions = (
            Condition(type, Span(at, at + len(words)), Span(at, at + len(marker)) if marker else None, score=score),
        )
    coding = Coding(
        Judged(act, "model", 0.9),
        Judged(stance, method, score),
        Issue(issue, ISSUES.get(issue, issue.removeprefix("open:"))),
        conditions=conditions,
    )
    id = entity or f"local:{speaker.lower().replace(' ', '-')}"
    resolution = Resolution(speaker, "name", id, "person", country)
    if speaker.startswith("unnamed:") or speaker == "unknown":
        resolution = Resolution(speaker, "nominal")
    return replace(
        reading,
        statements=(
            replace(
                statement,
                attribution=replace(statement.attribution, negated=negated),
                resolution=resolution,
                codings=(coding,),
                dates=(StatedDate(day, "publication"),),
            ),
        ),
    )


def together(text: str, speakers: tuple[str, str], stance: StanceName, issue: str = "I03") -> Reading:
    """A statement of two at once."""
    reading = took(text, speakers[0], stance, issue)
    (statement,) = reading.statements
    members = tuple(Resolution(name, "name", f"local:{name.lower().replace(' ', '-')}", "person") for name in speakers)
    return replace(
        reading,
        statements=(replace(statement, resolution=Resolution(" and ".join(speakers), "name", members=members)),),
    )
