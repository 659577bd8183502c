"""Finds statements: full text with ranking and snippets, filters, pages in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Integer, Select, bindparam, func, literal_column, select, text

from onrecord.store.asking.documents import stored_document
from onrecord.store.asking.filters import Filters, filters_of, not_rejected
from onrecord.store.database import schema
from onrecord.store.query import Query
from onrecord.store.records import Hit, Page, Snippet, StoredStatement
from onrecord.store.rows.loading import statements_of
from onrecord.store.rows.wording import phrases_of, words_of

#: Marks around a found word: characters that no text has (:func:`onrecord.store.database.columns.shown` sees to it).
_BEGIN, _END = "\ufdd0", "\ufdd1"
#: Stands for what PostgreSQL would take for the beginning of a tag, and leave out.
_TAG = "\ufdd2"
#: Words of a snippet.
_LENGTH = 32
#: How much more a word of the content counts than one of the speaker's name.
_WEIGHTS = (4.0, 1.0)
#: Hits that a page counts; beyond that it tells that there are more.
COUNTED = 1000
#: Statements that are built at once.
_BATCH = 500


def search(connection: Connection, query: Query, last: int | None = None) -> Page:
    """Return a page of what a checked query finds, up to the statement with the key ``last``."""
    filters = filters_of(connection, query)
    if last is not None:
        filters = replace(filters, own=[*filters.own, schema.statements.c.key <= last])
    before = (query.page - 1) * query.size
    matching = _matching(connection, query, filters).limit(query.size).offset(before)
    ranks = {row.key: row.rank for row in connection.execute(matching)}
    total = before + len(ranks)
    if len(ranks) == query.size or (before and not ranks):
        total = _counted(connection, query, filters, max(COUNTED, total) + 1)
    stored = stored_statements(connection, list(ranks))
    snippets = _snippets(connection, query, list(ranks))
    hits = tuple(Hit(one, snippets.get(key) or Snippet(one.content), ranks[key]) for key, one in stored)
    most = max(COUNTED, before + len(hits))
    return Page(hits, query.page, query.size, min(total, most), total > most)


def newest(connection: Connection) -> int:
    """Return the key of the statement that was added last, 0 where there is none."""
    return connection.scalar(select(func.max(schema.statements.c.key))) or 0


def count(connection: Connection, query: Query) -> int:
    """Return how many statements a checked query finds."""
    return _counted(connection, query, filters_of(connection, query), None)


def all_found(connection: Connection, query: Query) -> Iterator[StoredStatement]:
    """Yield everything that a checked query finds, in its order."""
    matching = _matching(connection, query, filters_of(connection, query))
    keys = [row.key for row in connection.execute(matching)]
    for start in range(0, len(keys), _BATCH):
        for _, one in stored_statements(connection, keys[start : start + _BATCH]):
            yield one


def found_after(connection: Connection, query: Query, key: int, most: int) -> list[tuple[int, int, str]]:
    """Return key, document and id of the first ``most`` that a checked query finds after a key, in the order of keys.

    Keys grow as statements are added, so what is added in the meantime comes last.
    """
    table = schema.statements
    found = matching_keys(connection, query, filters_of(connection, query)).subquery()
    asked = select(table.c.key, table.c.document, table.c.id).where(table.c.key > key, table.c.key.in_(select(found)))
    return [(row.key, row.document, row.id) for row in connection.execute(asked.order_by(table.c.key).limit(most))]


def stored_statements(connection: Connection, keys: Sequence[int]) -> list[tuple[int, StoredStatement]]:
    """Return statements with their documents, in the order of their keys as given."""
    table, documents = schema.statements, schema.documents
    rows = {row.key: row for row in connection.execute(select(table).where(table.c.key.in_(keys)))}
    ordered = [rows[key] for key in keys]
    statements = statements_of(connection, ordered, keys)
    wanted = sorted({row.document for row in ordered})
    of = {
        row.key: stored_document(row)
        for row in connection.execute(select(documents).where(documents.c.key.in_(wanted)))
    }
    return [
        (
            row.key,
            StoredStatement(
                of[row.document],
                statement,
                row.source,
                row.cue,
                row.content,
                row.said_from,
                row.said_until,
                row.model,
            ),
        )
        for row, statement in zip(ordered, statements, strict=True)
    ]


def matching_keys(connection: Connection, query: Query, filters: Filters) -> Select[Any]:
    """Select the keys of what a checked query with these filters finds, in no order."""
    statements = schema.statements
    if query.text is None:
        return _fitting(select(statements.c.key), statements.c.key, filters)
    key, _, matches = _full_text(connection, query.text)
    found = _fitting(select(key.label("key")), key, filters).where(matches)
    table: Any = schema.statements_fts
    return found.select_from(table.join(statements, key == statements.c.key) if filters.own else table)


def keys_with(connection: Connection, words: str) -> Select[Any]:
    """Select the keys of the statements that have words in them, or in their speaker's name."""
    key, _, matches = _full_text(connection, words)
    return select(key.label("key")).select_from(schema.statements_fts).where(matches)


def _matching(connection: Connection, query: Query, filters: Filters) -> Select[Any]:
    """Keys and ranks of what is found, in order."""
    statements = schema.statements
    newest = statements.c.said_until.desc().nulls_last(), statements.c.key.desc()
    oldest = statements.c.said_until.asc().nulls_last(), statements.c.key
    if query.text is None:
        found = _fitting(select(statements.c.key, literal_column("NULL").label("rank")), statements.c.key, filters)
        return found.order_by(*(oldest if query.sort == "oldest" else newest))
    key, rank, matches = _full_text(connection, query.text)
    found = _fitting(select(key.label("key"), rank.label("rank")), key, filters).where(matches)
    if query.sort == "relevance" and not filters.own:
        return found.select_from(schema.statements_fts).order_by(rank.desc(), key)
    # the plus in the key keeps SQLite from asking the index again for every statement
    found = found.select_from(schema.statements_fts.join(statements, key == statements.c.key))
    orders = {"relevance": (rank.desc(), key), "newest": newest, "oldest": oldest}
    return found.order_by(*orders[query.sort or "relevance"])


def _fitting(found: Select[Any], key: Any, filters: Filters) -> Select[Any]:
    return found.where(not_rejected(key), *filters.own, *(part.fits(key) for part in filters.parts))


def having_words(connection: Connection, words: str) -> Select[Any]:
    """Return the keys of the statements that have the words, as a query."""
    key, _, matches = _full_text(connection, words)
    return select(key.label("key")).select_from(schema.statements_fts).where(matches)


def _full_text(connection: Connection, words: str) -> tuple[Any, Any, Any]:
    """Key and rank of what has the words, and the condition that it has."""
    index = schema.statements_fts
    if connection.dialect.name == "sqlite":
        rank = -func.bm25(literal_column("statements_fts"), *_WEIGHTS)
        matches = literal_column("statements_fts").op("MATCH")(_fts5(words))
        return literal_column("+statements_fts.rowid", Integer), rank, matches
    asked = _tsquery(words)
    return index.c.rowid, func.ts_rank_cd(index.c.words, asked), index.c.words.op("@@")(asked)


def _counted(connection: Connection, query: Query, filters: Filters, most: int | None) -> int:
    """Return how many are found, counted up to ``most``."""
    statements = schema.statements
    if query.text is None and filters.parts and not any(part.few for part in filters.parts):
        first, *others = filters.parts
        key = first.table.c.statement
        found = select(key).distinct().join(statements, statements.c.key == key).where(first.condition)
        found = _fitting(found, key, Filters(filters.own, others))
    else:
        found = matching_keys(connection, query, filters)
    return connection.scalar(select(func.count()).select_from(found.limit(most).subquery())) or 0


def _snippets(connection: Connection, query: Query, keys: Sequence[int]) -> dict[int, Snippet]:
    """The piece of each content that shows the words best, with these marked."""
    if query.text is None or not keys:
        return {}
    if connection.dialect.name == "sqlite":
        asked = text(
            "SELECT rowid, snippet(statements_fts, 0, :begin, :end, '…', :length) FROM statements_fts "
            "WHERE statements_fts MATCH :match AND rowid IN :keys"
        ).bindparams(bindparam("keys", list(keys), expanding=True), match=_fts5(query.text), length=_LENGTH)
        rows = connection.execute(asked, {"begin": _BEGIN, "end": _END})
    else:
        options = f"StartSel={_BEGIN}, StopSel={_END}, MaxWords={_LENGTH}, MinWords=16, MaxFragments=1"
        statements = schema.statements
        content = func.translate(statements.c.content, "<", _TAG)
        headline = func.ts_headline("onrecord", content, _tsquery(query.text), options)
        rows = connection.execute(select(statements.c.key, headline).where(statements.c.key.in_(keys)))
    return {key: _snippet(marked) for key, marked in rows}


def _snippet(marked: str) -> Snippet:
    """Take the marks out of a text and tell where they stood."""
    pieces, marks, length = [], [], 0
    for number, piece in enumerate(marked.replace(_TAG, "<").replace(_END, _BEGIN).split(_BEGIN)):
        if number % 2:
            marks.append((length, length + len(piece)))
        pieces.append(piece)
        length += len(piece)
    return Snippet("".join(pieces), tuple(marks))


def _fts5(words: str) -> str:
    """The words as FTS5 wants them: every phrase a string, in which nothing has a meaning."""
    return " AND ".join('"' + phrase.replace('"', " ") + '"' for phrase in phrases_of(words))


def _tsquery(words: str) -> Any:
    """The words as PostgreSQL wants them: every phrase by a function in which nothing has a meaning."""
    phrases = {f"phrase{number}": " ".join(words_of(phrase)) for number, phrase in enumerate(phrases_of(words))}
    asked = " && ".join(f"phraseto_tsquery('onrecord', :{name})" for name in phrases)
    return text(f"({asked})").bindparams(**phrases)
