"""When something was said: by the words of its sentence, counted from the article's date, else by that date."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from onrecord.codes import StatedDate
from onrecord.coding.dates.attachment import Views, dateline, times_of
from onrecord.coding.dates.days import days_of, value_of
from onrecord.coding.dates.times import TimeWords, is_full, times_in
from onrecord.coding.said import Said, Scene
from onrecord.coding.verbs import by_form
from onrecord.document import Document, Span

#: Cues that go on with what the same source said just before.
_GOING_ON = by_form(("add", "continue"))
_PRESENT = frozenset(("is", "are", "has", "have", "do", "does"))
_PAST = frozenset(
    "said told wrote spoke went gave put made thought felt was were did sent held meant sought"
    " been begun known found shown set sworn".split()
)
_TO_COME = frozenset(("will", "shall", "’ll", "'ll"))
#: How far a dateline may lie before the date of publication.
_OLD = timedelta(30)


class ArticleDate(NamedTuple):
    """What is known of an article's date.

    Attributes
    ----------
    day : date or None
        What other dates count from; None where only the month or year is known, or nothing.
    value : str or None
        ISO 8601 date, month or year.
    """

    day: date | None
    value: str | None


def dates_of(said: Said) -> tuple[StatedDate, ...]:
    """When a statement was said; empty where it cannot be told."""
    return scene_dates(said.scene)[said.index]


@lru_cache(maxsize=1)
def scene_dates(scene: Scene) -> tuple[tuple[StatedDate, ...], ...]:
    """When each statement of an article was said, in the order of the attributions.

    Times in the sentence of the cue that belong to the saying come first, then those of the statement that holds this
    one, then the article's own date. Nothing is said where the words show another time that cannot be told.
    """
    article = article_date(scene.document)
    told = _own_dates(scene, article.day)
    published = (StatedDate(article.value, "publication"),) if article.value else ()
    found = []
    for said in scene.statements:
        holder, seen = said, {said.index}
        while holder.index not in told and holder.parent is not None and holder.parent.index not in seen:
            holder = holder.parent
            seen.add(holder.index)
        found.append(told.get(holder.index, published))
    return tuple(found)


def article_date(document: Document) -> ArticleDate:
    """The date of an article's dateline where it has one that fits, else of its publication."""
    published = _published(document.published)
    lines = [block.span for block in document.blocks if block.kind == "dateline"]
    for line in (*lines, dateline(document)):
        for time in times_in(line.of(document.text)):
            days = days_of(time, published.day) if time.kind in ("day_month", "month_day", "iso") else None
            if days and (published.day is None or published.day - _OLD <= days[0] <= published.day + timedelta(1)):
                return ArticleDate(days[0], days[0].isoformat())
    return published


def _published(published: str | None) -> ArticleDate:
    match = re.match(r"\s*(([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?)(?=$|[T\s])", published or "")
    if match is None:
        return ArticleDate(None, None)
    year, month, day = (int(part or 0) for part in match.groups()[1:])
    try:
        known = date(year, month or 1, day or 1)
    except ValueError:
        return ArticleDate(None, None)
    return ArticleDate(known if day else None, match[1])


def _own_dates(scene: Scene, today: date | None) -> dict[int, tuple[StatedDate, ...]]:
    """Dates that the words give; an empty one where the words show a time that cannot be told."""
    views = Views(scene)
    told: dict[int, tuple[StatedDate, ...]] = {}
    for said in scene.statements:
        dates = _dates_in_words(views, said, today)
        if dates is not None:
            told[said.index] = dates
    _share(scene, told)
    _go_on(scene, told)
    return told


def _dates_in_words(views: Views, said: Said, today: date | None) -> tuple[StatedDate, ...] | None:
    if not said.attribution.cue:
        return None
    cue = [word.lower for word in said.cue]
    to_come = not _TO_COME.isdisjoint(cue)
    view = views.of(said)
    times = times_of(view, said)
    if not times:
        return () if to_come or _is_earlier(cue) else None
    found = [_stated(time, view.start, today, to_come) for time in times]
    return tuple(stated for stated in found if stated is not None)


def _is_earlier(cue: list[str]) -> bool:
    """Tell a past before the past ("had warned") from the verb *have* ("had a theory")."""
    if "had" not in cue:
        return False
    rest = cue[cue.index("had") + 1 :]
    return any(word in _PAST or word.endswith(("ed", "en")) for word in rest[:4])


def _stated(time: TimeWords, start: int, today: date | None, to_come: bool) -> StatedDate | None:
    days = days_of(time, today, to_come)
    value = value_of(days) if days else None
    if days is None or value is None or (today is not None and days[0] > today + timedelta(1) and not to_come):
        return None
    span = Span(start + time.span.start, start + time.span.end)
    return StatedDate(value, "explicit" if is_full(time) else "relative", span)


def _share(scene: Scene, told: dict[int, tuple[StatedDate, ...]]) -> None:
    """Statements of one source in one sentence were said at one time: "said on Friday that … and warned that …"."""
    known: dict[tuple[Span, int, int | None], int] = {}
    for said in scene.statements:
        if told.get(said.index) and said.attribution.source:
            known.setdefault(_same(said), said.index)
    for said in scene.statements:
        if said.index not in told and said.attribution.cue and said.attribution.source and _same(said) in known:
            told[said.index] = told[known[_same(said)]]


def _same(said: Said) -> tuple[Span, int, int | None]:
    return said.attribution.source[0], said.sentence.start, said.attribution.parent


def _go_on(scene: Scene, told: dict[int, tuple[StatedDate, ...]]) -> None:
    """What a source goes on to say in the same paragraph was said at the same time.

    Not what is told as present, nor after a mere year: those begin anew.
    """
    starts = [block.span.start for block in scene.document.blocks]
    latest: dict[tuple[str, int], int] = {}
    before: Said | None = None
    for said in sorted(scene.statements, key=lambda s: (s.anchor, s.index)):
        if said.attribution.parent is not None:
            continue
        who = (_who(said), bisect_right(starts, said.anchor))
        if said.index in told:
            if any(len(stated.value) > len("2031") for stated in told[said.index]):
                latest[who] = said.index
        elif who[0] and who in latest and said.cue and _is_past(said):
            told[said.index] = told[latest[who]]
        elif before is not None and before.index in told and _adds(said, before):
            told[said.index] = told[before.index]
        before = said


def _who(said: Said) -> str:
    return said.resolution.name if said.resolution is not None and said.resolution.method != "none" else ""


def _is_past(said: Said) -> bool:
    words = [word.lower for word in said.cue]
    return words[0] not in _PRESENT and any(word in _PAST or word.endswith(("ed", "ing")) for word in words)


def _adds(said: Said, before: Said) -> bool:
    """Tell whether a statement goes on with the one right before it: "he added"."""
    if not any(word.lower in _GOING_ON for word in said.cue):
        return False
    ends = max([before.sentence.end, *(span.end for span in before.attribution.content)])
    return before.sentence.start <= said.sentence.start and not said.scene.text[ends : said.sentence.start].strip()
