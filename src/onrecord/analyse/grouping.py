"""Groups the statements of a record by what they tell, and keeps the groups up to date as articles come and go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

from onrecord.analyse.context import context_of, iso
from onrecord.analyse.copies import copies_among
from onrecord.analyse.scorer import shipped_scorer
from onrecord.analyse.table import NEAR, table_of
from onrecord.analyse.telling import UNKNOWN, Speaker, Telling, quotations_of, quoted_in
from onrecord.analyse.utterances import Utterance, gathered, labelled, utterances
from onrecord.document import Span
from onrecord.entity import EntityType
from onrecord.statement import QuoteType
from onrecord.store.rows import groups, told

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.store import Store, Writer


class Grouped(NamedTuple):
    """What a grouping looked at, and what it found.

    Attributes
    ----------
    documents : int
        Those that were not grouped before.
    statements : int
        Those that were compared.
    copies : tuple of Copy
        Of those documents, the ones that are copies of earlier ones.
    """

    documents: int
    statements: int
    copies: tuple[groups.Copy, ...] = ()


def group(store: Store, writer: Writer) -> Grouped:
    """Group the statements of all documents that are not grouped yet with those that may tell the same.

    These are what the same speakers, those who speak for them, and those left unnamed say in the same days. What was
    grouped with these before, and is further away, stays with most of them; what was said again long before or after is
    only found by :func:`group_anew`.
    """
    with store.connection() as connection:
        pending = groups.ungrouped(connection)
        if not pending:
            return Grouped(0, 0)
        copies = copies_among(connection, pending)
        among = set(told.statements_of(connection, pending))
        own = dict(tellings_with(connection, among))
        context = context_of(connection, own.values()) - among
        among |= context
        tellings = sorted((own | dict(tellings_with(connection, context))).items())
        before = groups.utterances_of(connection, among)
        others = groups.members_by(connection, set(before.values()), among)
    labels = labelled(table_of([telling for _, telling in tellings]), shipped_scorer())
    found: dict[int, list[int]] = {}
    for label, (key, _) in zip(labels, tellings, strict=True):
        found.setdefault(label, []).append(key)
    among.update(_follow(found, before, others))
    writer.set_copies(copies.copies, copies.marks)
    writer.set_utterances(found.values(), among, pending)
    later = set(pending).difference(copy.copy_of for copy in copies.copies)
    return Grouped(len(pending), len(tellings), tuple(copy for copy in copies.copies if copy.document in later))


def _follow(
    found: Mapping[int, list[int]], before: Mapping[int, int], away: Mapping[int, Iterable[int]]
) -> Iterator[int]:
    """Let statements of earlier utterances that were not looked at follow most of those that were; yield them."""
    cluster = {key: label for label, keys in found.items() for key in keys}
    stayed: dict[int, Counter[int]] = {}
    for key, utterance in before.items():
        if key in cluster:
            stayed.setdefault(utterance, Counter())[cluster[key]] += 1
    for utterance, keys in away.items():
        for label, _ in stayed.get(utterance, Counter[int]()).most_common(1):
            found[label].extend(keys)
            yield from keys


def near(day: str, way: int) -> str:
    """Return the day up to which others tell what was told on a day: before it (-1) or after it (1).

    >>> near("2031-06-17", -1)
    '2031-06-13'
    """
    return iso(date.fromisoformat(day).toordinal() + way * NEAR)


def tellings_with(connection: Connection, keys: Collection[int]) -> Iterator[tuple[int, Telling]]:
    """Yield what statements tell, each with its key, by the articles that they stand in."""
    for article in told.articles_with(connection, keys):
        quotes = quotations_of(article.document)
        for one in article.statements:
            yield one.key, _telling(one, article, quotes)


def _telling(one: told.Told, article: told.ToldArticle, quotes: list[Span]) -> Telling:
    document = article.document
    type = cast("EntityType | None", one.type)
    source = one.source.replace(told.GAP, " ")
    return Telling(
        statement=one.id,
        document=str(article.key),
        span=Span(one.spans[0].start, one.spans[-1].end),
        content=one.content,
        quoted=quoted_in(one.spans, quotes),
        speaker=Speaker(one.name, one.entity, type, one.country, one.role) if one.name else Speaker(source or UNKNOWN),
        quote_type=cast("QuoteType", one.quote_type),
        cue=one.cue,
        negated=one.negated,
        parent=one.parent,
        outlet=document.outlet,
        url=document.url,
        published=document.published,
        said=next((value for value, basis in one.dates if basis != "publication"), None),
        act=one.act if one.act != "unclear" else None,
        issue=one.issue if one.issue_method != "open" else None,
    )


def utterances_in(store: Store, first: str | None = None, last: str | None = None) -> list[Utterance]:
    """Return what was said in the articles of some days and of none, as the record has it grouped.

    Where it has articles that are not grouped yet, these are grouped here, and nothing is stored.
    """
    with store.connection() as connection:
        tellings = sorted(
            tellings_with(connection, told.statements_between(connection, first, last)), key=lambda one: one[0]
        )
        current = not groups.ungrouped(connection)
        labels = groups.utterances_of(connection, [key for key, _ in tellings]) if current else {}
    given = [telling for _, telling in tellings]
    return gathered(given, [labels.get(key, key) for key, _ in tellings]) if current else utterances(given)


def group_anew(store: Store, writer: Writer) -> Grouped:
    """Group all statements of a record anew: also what was said again after a long time."""
    writer.forget_groups()
    return group(store, writer)
