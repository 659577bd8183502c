"""Runs the migrations on the connection that :mod:`onrecord.store.database.upgrading` hands over."""

from alembic import context

from onrecord.store.database.schema import metadata


def run() -> None:
    """Run them in the transaction that the connection is in."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


if hasattr(context, "config"):  # Alembic has set the scene; anybody else only imports the file
    run()
