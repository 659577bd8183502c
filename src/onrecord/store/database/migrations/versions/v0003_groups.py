"""Statements of one utterance, copies of one text, and what the record has of its own: actors and a codebook."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

#: A whole number that keys a row.
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.add_column("readings", sa.Column("grouped_at", sa.Text))
    op.execute("CREATE INDEX ix_documents_day ON documents (substr(published, 1, 10))")
    _make_groups()
    _make_own()


def _make_groups() -> None:
    op.create_table(
        "utterances",
        sa.Column("statement", KEY, sa.ForeignKey("statements.key", ondelete="CASCADE"), nullable=False),
        sa.Column("utterance", KEY, nullable=False),
        sa.PrimaryKeyConstraint("statement"),
    )
    op.create_index("ix_utterances_utterance", "utterances", ["utterance"])
    op.create_table(
        "copies",
        sa.Column("document", KEY, sa.ForeignKey("documents.key", ondelete="CASCADE"), nullable=False),
        sa.Column("copy_of", KEY, nullable=False),
        sa.Column("similarity", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("document"),
    )
    op.create_index("ix_copies_copy_of", "copies", ["copy_of"])
    op.create_table(
        "copy_marks",
        sa.Column("mark", KEY, nullable=False),
        sa.Column("document", KEY, sa.ForeignKey("documents.key", ondelete="CASCADE"), nullable=False),
        sa.PrimaryKeyConstraint("mark", "document"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_copy_marks_document", "copy_marks", ["document"])


def _make_own() -> None:
    names = ("type", "country", "role", "start", "end", "gender")
    op.create_table(
        "own_actors",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("aliases", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in names),
    )
    op.create_table(
        "codebook",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("aliases", sa.Text, nullable=False),
        sa.Column("reversed_aliases", sa.Text, nullable=False),
        sa.Column("parent", sa.Text),
        sa.Column("examples", sa.Text, nullable=False),
    )
    op.create_table(
        "own",
        sa.Column("kind", sa.String(10), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("changed_at", sa.Text, nullable=False),
    )
