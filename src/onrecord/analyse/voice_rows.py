"""Voices as plain values: nested for JSON, and flat for CSV, where each number has a row with what it is a share of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.analyse.shares import Share
from onrecord.analyse.voices import OutletVoices

#: Columns of the flat form. ``measure`` says what is counted, ``value`` of whom or what.
COLUMNS = ("outlet", "measure", "value", "id", "count", "of", "share", "low", "high", "utterances")
_DIGITS = 4


def fields(one: OutletVoices, most: int | None = None) -> dict[str, Any]:
    """Return the voices of an outlet with plain values; of each list the first ``most``, or all."""
    return {
        "outlet": one.outlet,
        "articles": one.articles,
        "statements": one.statements,
        "utterances": one.utterances,
        "quotation": {kind: _share(share) for kind, share in _kinds(one)},
        "unnamed": _share(one.unnamed),
        "unknown": one.unknown,
        "words_quoted": one.words_quoted,
        "words_quoted_per_article": round(one.quoted_per_article, 1),
        "tones": {tone: _share(share) for tone, share in one.tones.items()},
        "actors": [who._asdict() for who in one.actors[:most]],
        "countries": [
            {"country": of.value, "utterances": of.utterances, **_share(of.statements)} for of in one.countries[:most]
        ],
        "types": [{"type": of.value, "utterances": of.utterances, **_share(of.statements)} for of in one.types[:most]],
        "cues": [{**cue._asdict(), "found": list(cue.found)} for cue in one.cues[:most]],
        "framing": [{**mark._asdict(), "speakers": list(mark.speakers)} for mark in one.marks[:most]],
        "left_out": [
            {
                "entity": who.entity,
                "name": who.name,
                **_share(who.share),
                "utterances": list(who.utterances),
            }
            for who in one.left_out[:most]
        ],
    }


def rows(found: Iterable[OutletVoices]) -> Iterator[tuple[Any, ...]]:
    """Yield the numbers of all outlets, a row each, as :data:`COLUMNS` name their cells."""
    for one in found:
        for row in _rows(one):
            yield (one.outlet, *row)


def _rows(one: OutletVoices) -> Iterator[tuple[Any, ...]]:
    for measure, count in (
        ("articles", one.articles),
        ("statements", one.statements),
        ("words quoted", one.words_quoted),
        ("source not found", one.unknown),
    ):
        yield _row(measure, None, None, count, one.utterances if measure == "statements" else None)
    for kind, share in _kinds(one):
        yield _row("quotation", kind, None, share)
    yield _row("source unnamed", None, None, one.unnamed)
    for tone, share in one.tones.items():
        yield _row("cue", tone, None, share)
    for who in one.actors:
        yield _row("actor", who.name, who.entity, Share(who.statements, one.statements), who.utterances)
    for country in one.countries:
        yield _row("country", country.value, None, country.statements, country.utterances)
    for type in one.types:
        yield _row("type of actor", type.value, None, type.statements, type.utterances)
    for cue in one.cues:
        yield _row(f"cue words, {cue.tone}", cue.words, None, Share(cue.statements, one.statements))
    for mark in one.marks:
        yield _row(f"{mark.kind.replace('_', ' ')}, voice of {mark.voice}", mark.words, None, mark.times)
    for left in one.left_out:
        yield _row("left out", left.name, left.entity, left.share, left.left_out)


def _row(measure: str, value: str | None, id: str | None, count: int | Share, utterances: int | None = None) -> Any:
    if isinstance(count, int):
        return (measure, value, id, count, None, None, None, None, utterances)
    share = _share(count)
    return (measure, value, id, count.number, count.of, share["share"], share["low"], share["high"], utterances)


def _kinds(one: OutletVoices) -> tuple[tuple[str, Share], ...]:
    return ("direct", one.direct), ("indirect", one.indirect), ("mixed", one.mixed)


def _share(share: Share) -> dict[str, Any]:
    return {
        "count": share.number,
        "of": share.of,
        "share": round(share.share, _DIGITS),
        "low": round(share.low, _DIGITS),
        "high": round(share.high, _DIGITS),
    }
