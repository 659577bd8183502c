"""All tables of a record, and its full text."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None

TABLES = Path(__file__).with_name("v0001_tables.sql")
#: What the databases call things by other names.
NAMES = {
    "sqlite": {"key": "INTEGER", "bytes": "BLOB", "parts": " WITHOUT ROWID"},
    "postgresql": {"key": "BIGINT", "bytes": "BYTEA", "parts": ""},
}
FULL_TEXT = {
    "sqlite": (
        "PRAGMA application_id = 1869509221",
        """CREATE VIRTUAL TABLE statements_fts USING fts5(
            content, speaker, content='statements', content_rowid='key', tokenize="porter unicode61 remove_diacritics 2"
        )""",
        """CREATE TRIGGER statements_inserted AFTER INSERT ON statements BEGIN
            INSERT INTO statements_fts(rowid, content, speaker) VALUES (new.key, new.content, new.speaker);
        END""",
        """CREATE TRIGGER statements_deleted AFTER DELETE ON statements BEGIN
            INSERT INTO statements_fts(statements_fts, rowid, content, speaker)
            VALUES ('delete', old.key, old.content, old.speaker);
        END""",
        """CREATE TRIGGER statements_updated AFTER UPDATE OF key, content, speaker ON statements BEGIN
            INSERT INTO statements_fts(statements_fts, rowid, content, speaker)
            VALUES ('delete', old.key, old.content, old.speaker);
            INSERT INTO statements_fts(rowid, content, speaker) VALUES (new.key, new.content, new.speaker);
        END""",
    ),
    "postgresql": (
        "CREATE TEXT SEARCH DICTIONARY onrecord_stems (TEMPLATE = snowball, Language = english)",
        "CREATE TEXT SEARCH CONFIGURATION onrecord (COPY = simple)",
        """ALTER TEXT SEARCH CONFIGURATION onrecord
            ALTER MAPPING FOR asciiword, word, asciihword, hword, hword_asciipart, hword_part WITH onrecord_stems""",
        """CREATE TABLE statements_fts (
            rowid BIGINT PRIMARY KEY REFERENCES statements (key) ON DELETE CASCADE, words TSVECTOR NOT NULL
        )""",
        "CREATE INDEX ix_statements_fts_words ON statements_fts USING gin (words)",
    ),
}


def upgrade() -> None:
    """Make the tables."""
    dialect = op.get_bind().dialect.name
    for made in TABLES.read_text("utf-8").strip().split("\n\n"):
        op.execute(made.format_map(NAMES[dialect]))
    for made in FULL_TEXT[dialect]:
        op.execute(made)
