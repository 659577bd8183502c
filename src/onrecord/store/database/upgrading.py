"""Making the tables of a record, and bringing those of an older one up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from onrecord.errors import StoreError
from onrecord.store.database import connections
from onrecord.store.database.address import Address
from onrecord.store.database.schema import VERSION
from onrecord.store.database.views import drop_views, make_views

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).with_name("migrations")
_LONGER = "Install a newer onrecord: pip install --upgrade onrecord"


def upgrade(address: Address, target: str = VERSION) -> tuple[str | None, str]:
    """Make the tables, or bring them up to date; nothing is changed where an error is raised.

    Returns
    -------
    (str or None, str)
        The version before, None where there was nothing, and the version now.
    """
    if address.path is not None:
        _look_at(address, address.path)
    engine = connections.writer_engine(address)
    try:
        with connections.writing(engine, address) as connection:
            before = checked_version(connection, address.name)
            drop_views(connection)
            if before != target:
                _migrate(connection, target)
            if target == VERSION:
                make_views(connection)
        return before, target
    finally:
        connections.close(engine, address)


def _look_at(address: Address, path: Path) -> None:
    """Refuse a file that is none of ours before anything is written to it."""
    if not path.resolve().parent.is_dir():
        raise StoreError(address.name, f"there is no folder {path.resolve().parent}", "Create it first")
    if path.exists():
        engine = connections.reader_engine(address)
        try:
            with connections.reading(engine, address.name) as connection:
                checked_version(connection, address.name)
        finally:
            engine.dispose()


def checked_version(connection: Connection, name: str) -> str | None:
    """Return the version of a record, None of an empty database.

    Raises
    ------
    StoreError
        If it is the database of something else or of a newer onrecord.
    """
    version = connections.version_of(connection, name)
    if version is not None and version > VERSION:
        raise StoreError(name, f"a newer onrecord made it (version {version}, this one knows {VERSION})", _LONGER)
    return version


def configuration() -> Config:
    """Return what Alembic has to know."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _migrate(connection: Connection, target: str) -> None:
    from alembic import command

    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, target)
