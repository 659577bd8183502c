"""The tables of a record, the same in SQLite and PostgreSQL.

A document is an article at a place (its URL, its outlet's own id, its outlet); what was read in it hangs on it by
``document``, what belongs to one statement by ``statement``. ``start`` and ``end`` count code points of ``texts.text``,
half-open, as everywhere. ``number`` is the position in the list that a value came from, counted from 0.

The SQL that makes the tables is in ``migrations/``; a test holds it against this file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from onrecord.store.database import columns
from onrecord.store.database.columns import Exact, Json, Key

#: The newest migration, the version of a database that this onrecord writes.
VERSION = "0003"
#: Marks a SQLite file as a record: the letters "onre".
APPLICATION = 0x6F6E7265

metadata = MetaData()


def _owned(name: str, owner: str, numbers: Sequence[str], *others: Any) -> Table:
    """A table whose rows are the parts of a statement or a document, found by their owner and their position."""
    return Table(
        name,
        metadata,
        columns.part_of(owner, f"{owner}s.key"),
        *(columns.number(number) for number in numbers),
        *others,
        PrimaryKeyConstraint(owner, *numbers),
        sqlite_with_rowid=False,
    )


#: The last key that was given out, by table: no key is ever given twice, not even after a removal.
counters = Table(
    "counters",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("last", Key, nullable=False),
)
texts = Table(
    "texts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("exact", LargeBinary),
)
documents = Table(
    "documents",
    metadata,
    columns.key(),
    columns.shared("text_id", "texts.id"),
    Column("place", Exact, nullable=False),
    Column("title", Exact),
    Column("outlet", Exact),
    Column("url", Exact),
    Column("published", Exact),
    Column("language", Exact, nullable=False),
    Column("source_id", Exact),
    Column("authors", Json, nullable=False),
    Column("extra", Json, nullable=False),
    Column("warnings", Json, nullable=False),
    Column("added_from", Exact),
    Column("added_at", Text, nullable=False),
    UniqueConstraint("text_id", "place"),
    Index("ix_documents_place", "place"),
)
Index("ix_documents_outlet", func.substr(documents.c.outlet, 1, 200))
Index("ix_documents_day", func.substr(documents.c.published, 1, 10))
#: What a place showed one after the other; an article that is changed back is there again.
versions = Table(
    "versions",
    metadata,
    Column("place", Exact, nullable=False),
    columns.number(),
    columns.part_of("document", "documents.key"),
    Column("seen_at", Text, nullable=False),
    PrimaryKeyConstraint("place", "number"),
    Index("ix_versions_document", "document"),
)
blocks = _owned("blocks", "document", ["number"], Column("kind", Exact, nullable=False), *columns.span())
links = _owned(
    "links", "document", ["number"], Column("kind", Exact, nullable=False), *columns.span(), Column("url", Exact)
)
framing = _owned(
    "framing",
    "document",
    ["number"],
    Column("kind", Exact, nullable=False),
    *columns.span(),
    Column("voice", Exact, nullable=False),
    Column("statement", Exact),
)
#: With which model and options a document was read; one row a document. ``grouped_at`` is empty until its statements
#: are grouped with those of others.
readings = Table(
    "readings",
    metadata,
    Column("document", ForeignKey("documents.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("model", Exact),
    Column("onrecord", Exact),
    Column("options", Json, nullable=False),
    Column("other", Json, nullable=False),
    Column("read_at", Text, nullable=False),
    Column("grouped_at", Text),
)
#: Earlier readings, kept until told otherwise: JSON as onrecord prints it, compressed with zlib.
past_readings = Table(
    "past_readings",
    metadata,
    columns.key(),
    columns.part_of("document", "documents.key"),
    Column("model", Exact),
    Column("read_at", Text, nullable=False),
    Column("replaced_at", Text, nullable=False),
    Column("json", LargeBinary, nullable=False),
    Index("ix_past_readings_document", "document"),
)
#: ``speaker``, ``source``, ``cue`` and ``content`` repeat words for those who read or search; ``model`` is there
#: where a statement was decided on and so outlived the reading that found it.
statements = Table(
    "statements",
    metadata,
    columns.key(),
    columns.part_of("document", "documents.key"),
    columns.number(),
    Column("id", Exact, nullable=False),
    Column("parent", Exact),
    Column("speaker", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("cue", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("quote_type", Exact, nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("said_from", Text),
    Column("said_until", Text),
    *columns.judged(),
    Column("model", Exact),
    UniqueConstraint("document", "number"),
    Index("ix_statements_id", "id"),
    Index("ix_statements_said_until", "said_until", "key"),
)
vectors = Table(
    "vectors",
    metadata,
    Column("statement", ForeignKey("statements.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("vector", LargeBinary, nullable=False),
)
#: Which statements tell the same utterance: ``utterance`` is the lowest key among them. One without a row is alone.
utterances = Table(
    "utterances",
    metadata,
    Column("statement", ForeignKey("statements.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("utterance", Key, nullable=False),
    Index("ix_utterances_utterance", "utterance"),
)
#: Which documents are copies of one another: ``copy_of`` is the lowest key among them; ``similarity`` the share of
#: runs of words of the shorter one that both have, with the copy that is most alike.
copies = Table(
    "copies",
    metadata,
    Column("document", ForeignKey("documents.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("copy_of", Key, nullable=False),
    Column("similarity", Float, nullable=False),
    Index("ix_copies_copy_of", "copy_of"),
)
#: Numbers made of a text's runs of words: texts with a number in common may be copies.
copy_marks = Table(
    "copy_marks",
    metadata,
    Column("mark", Key, nullable=False),
    columns.part_of("document", "documents.key"),
    PrimaryKeyConstraint("mark", "document"),
    Index("ix_copy_marks_document", "document"),
    sqlite_with_rowid=False,
)
#: ``role``: source, cue, content, resolution (the words that show who it is), act, stance (the words that show it);
#: ``of`` is the number of the resolution or coding.
spans = Table(
    "spans",
    metadata,
    columns.part_of("statement", "statements.key"),
    Column("role", String(10), nullable=False),
    columns.number("of"),
    columns.number(),
    *columns.span(),
    PrimaryKeyConstraint("statement", "role", "of", "number"),
    sqlite_with_rowid=False,
)
dates = _owned(
    "dates",
    "statement",
    ["number"],
    Column("value", Exact, nullable=False),
    Column("basis", Exact, nullable=False),
    *columns.span(nullable=True),
)
#: Whom statements are by or to: ``entity`` where they are known, a name as they are called.
actors = Table(
    "actors",
    metadata,
    columns.key(),
    Column("entity", Exact),
    Column("name", Exact, nullable=False),
    Column("digest", String(32), nullable=False, unique=True),
    Index("ix_actors_entity", "entity"),
)
#: Words of the names and aliases of actors, folded, by which they are found.
actor_words = Table(
    "actor_words",
    metadata,
    Column("word", Text, nullable=False),
    columns.part_of("actor", "actors.key"),
    PrimaryKeyConstraint("word", "actor"),
    Index("ix_actor_words_actor", "actor"),
    sqlite_with_rowid=False,
)
#: Number 0 is the source; others are those whom it is made of, ``member_of`` the number that they belong to.
resolutions = _owned(
    "resolutions",
    "statement",
    ["number"],
    Column("member_of", Integer),
    columns.shared("actor", "actors.key"),
    Column("type", Exact),
    Column("country", Exact),
    Column("role", Exact),
    *columns.judged(),
)
Index("ix_resolutions_actor", resolutions.c.actor, resolutions.c.statement)
issues = Table(
    "issues",
    metadata,
    columns.key(),
    Column("id", Exact, nullable=False),
    Column("label", Exact, nullable=False),
    Column("digest", String(32), nullable=False, unique=True),
    Index("ix_issues_id", "id"),
)
issue_words = Table(
    "issue_words",
    metadata,
    Column("word", Text, nullable=False),
    columns.part_of("issue", "issues.key"),
    PrimaryKeyConstraint("word", "issue"),
    Index("ix_issue_words_issue", "issue"),
    sqlite_with_rowid=False,
)
codings = _owned(
    "codings",
    "statement",
    ["number"],
    Column("act", Exact, nullable=False),
    Column("quad", Integer),
    *columns.judged("act_"),
    Column("mode", Exact),
    Column("appeal", Boolean, nullable=False),
    Column("aux", Json, nullable=False),
    Column("stance", Exact, nullable=False),
    *columns.judged("stance_"),
    columns.shared("issue", "issues.key", nullable=True),
    *columns.span("issue_", nullable=True),
    Column("issue_reversed", Boolean),
    *columns.judged("issue_", nullable=True),
    *columns.span("demand_", nullable=True),
    *columns.span("threat_", nullable=True),
    *columns.span("tied_", nullable=True),
)
Index("ix_codings_act", codings.c.act, codings.c.stance, codings.c.statement)
Index("ix_codings_stance", codings.c.stance, codings.c.statement)
Index("ix_codings_issue", codings.c.issue, codings.c.stance, codings.c.statement)
recipients = _owned(
    "recipients",
    "statement",
    ["coding", "number"],
    columns.shared("actor", "actors.key"),
    Column("role", Exact, nullable=False),
    *columns.span(nullable=True),
    *columns.judged(),
)
Index("ix_recipients_actor", recipients.c.actor, recipients.c.statement)
conditions = _owned(
    "conditions",
    "statement",
    ["coding", "number"],
    Column("type", Exact, nullable=False),
    *columns.span(),
    *columns.span("marker_", nullable=True),
    Column("on_whom", Exact),
    *columns.judged(),
)
#: What was known of somebody when an article was read; the same facts are one row.
entities = Table(
    "entities",
    metadata,
    columns.key(),
    Column("id", Exact, nullable=False),
    Column("name", Exact, nullable=False),
    Column("type", Exact, nullable=False),
    Column("country", Exact),
    Column("gender", Exact),
    Column("born", Integer),
    Column("died", Integer),
    Column("mononym", Boolean, nullable=False),
    Column("provenance", Exact, nullable=False),
    Column("aliases", Json, nullable=False),
    Column("offices", Json, nullable=False),
    Column("digest", String(32), nullable=False, unique=True),
    Index("ix_entities_id", "id"),
)
#: Where articles name or mean them; one row without a place where they do not. ``position`` is that of the entity.
mentions = _owned(
    "mentions",
    "document",
    ["position", "number"],
    columns.shared("entity", "entities.key"),
    *columns.span(nullable=True),
)
Index("ix_mentions_entity", mentions.c.entity)
#: What people decided, never changed by a reading; ``undone_at`` and ``undone_by`` where it was taken back.
decisions = Table(
    "decisions",
    metadata,
    columns.key(),
    columns.part_of("document", "documents.key", nullable=True),
    Column("statement", Exact),
    Column("first_statement", Exact),
    Column("kind", Exact, nullable=False),
    Column("value", Json, nullable=False),
    Column("decided_by", Exact, nullable=False),
    Column("decided_at", Text, nullable=False),
    Column("undone_by", Exact),
    Column("undone_at", Text),
    Index("ix_decisions_document", "document", "statement"),
)
#: The record's own actors, an office a row, as in a file of actors.
own_actors = Table(
    "own_actors",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Exact, nullable=False),
    Column("label", Exact, nullable=False),
    Column("aliases", Json, nullable=False),
    *(Column(name, Exact) for name in ("type", "country", "role", "start", "end", "gender")),
)
#: The record's own codebook, an issue a row, in its order.
codebook = Table(
    "codebook",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Exact, nullable=False),
    Column("label", Exact, nullable=False),
    Column("aliases", Json, nullable=False),
    Column("reversed_aliases", Json, nullable=False),
    Column("parent", Exact),
    Column("examples", Json, nullable=False),
)
#: What the record has of its own, ``actors`` or ``codebook``: the name of the file that it came from, and since when.
own = Table(
    "own",
    metadata,
    Column("kind", String(10), primary_key=True),
    Column("name", Exact, nullable=False),
    Column("changed_at", Text, nullable=False),
)
#: What was last fetched from an address, for asking only for what is new.
fetches = Table(
    "fetches",
    metadata,
    Column("address", Text, primary_key=True),
    Column("url", Exact, nullable=False),
    Column("final", Exact, nullable=False),
    Column("at", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("etag", Exact),
    Column("last_modified", Exact),
)

#: Full text of ``content`` and ``speaker``: a virtual table of FTS5 in SQLite, whose rowid is the statement's key; in
#: PostgreSQL a table of the same name. It is not in ``metadata`` since each has its own way to make it.
statements_fts = Table(
    "statements_fts",
    MetaData(),
    Column("rowid", Key, primary_key=True, autoincrement=False),
    Column("words", TSVECTOR),
)
