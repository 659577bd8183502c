"""``onrecord actors add|merge|split|use|list``: the actors that a record has of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common.record import FOUND, NOTHING, Database, opened_record, write
from onrecord.cli.review import By, deciding, person, tell

if TYPE_CHECKING:
    from onrecord.store import OwnActors

KEPT = """\
\b
A record keeps actors of its own: those of the first onrecord add --actors, or of onrecord actors use, and what is
changed here. Later additions read with them.{more}
Each change is a decision: onrecord review list tells who made it and when, onrecord review undo takes it back.

\b
Examples:
{examples}

\b
Exit codes:
  0    done
  2    wrong usage, or something that is not there; nothing was changed
"""
STATED = """ Statements that are in the record follow a
merge or a split at once."""
ADD = KEPT.format(
    more="",
    examples='  onrecord actors add P-70 "Ada Wennik" --alias Wennik --country Karveth --role "Foreign Minister" '
    "--db record.db",
)
MERGE = KEPT.format(more=STATED, examples='  onrecord actors merge P-05 "O. Tresk" --db record.db')
SPLIT = KEPT.format(more=STATED, examples='  onrecord actors split P-05 "Tresk" --to P-06 --db record.db')
USE = KEPT.format(more="", examples="  onrecord actors use actors.csv --db record.db")
LIST = KEPT.format(more="", examples="  onrecord actors list --db record.db > actors.csv")


def register(group: typer.Typer) -> None:
    """Add the commands to those on actors."""
    group.command("add", epilog=ADD)(add_command)
    group.command("merge", epilog=MERGE)(merge_command)
    group.command("split", epilog=SPLIT)(split_command)
    group.command("use", epilog=USE)(use_command)
    group.command("list", epilog=LIST)(list_command)


def add_command(  # noqa: PLR0913 (every column is a parameter: that is how typer knows them)
    id: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    *,
    db: Database,
    alias: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Another name; may be repeated.", show_default=False)
    ] = None,
    type: Annotated[str | None, typer.Option(help="person, government, organisation, …; person without it.")] = None,
    country: Annotated[str | None, typer.Option(metavar="NAME", help="Whose, or of which, they are.")] = None,
    role: Annotated[str | None, typer.Option(metavar="OFFICE", help="Foreign Minister, spokesman, …")] = None,
    start: Annotated[str | None, typer.Option(metavar="DATE", help="Since when in office.")] = None,
    end: Annotated[str | None, typer.Option(metavar="DATE", help="Until when in office.")] = None,
    gender: Annotated[str | None, typer.Option(help="m or f.")] = None,
    by: By = None,
) -> None:
    """Add an actor to the record's own, or another office of one that is there."""
    from onrecord.review.own import add_actor
    from onrecord.store import OwnActor

    with deciding(db) as store:
        row = OwnActor(id, name, tuple(alias or ()), type, country, role, start, end, gender)
        tell(add_actor(store, row, person(by)))
        write(_counted(store.own_actors()))


def merge_command(
    actors: Annotated[
        list[str], typer.Argument(metavar="ACTOR…", help="Ids or names; the first one's id stays.", show_default=False)
    ],
    *,
    db: Database,
    by: By = None,
) -> None:
    """Say that several actors are one: in the record, and among its own actors."""
    from onrecord.errors import OptionError
    from onrecord.review.own import merge_actors

    with deciding(db) as store:
        if len(actors) < 2:
            raise OptionError(f"{actors[0]!r} is one actor. Give two or more")
        tell(merge_actors(store, actors, person(by)))
        write(_counted(store.own_actors()))


def split_command(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Id or name.", show_default=False)],
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME…", help="Those of its names that are somebody else's.", show_default=False),
    ],
    *,
    db: Database,
    to: Annotated[str | None, typer.Option(metavar="ACTOR", help="Whose they are; a new actor's without it.")] = None,
    by: By = None,
) -> None:
    """Say that some names of an actor are somebody else's: in the record, and among its own actors."""
    from onrecord.review.own import split_actor

    with deciding(db) as store:
        tell(split_actor(store, actor, names, person(by), to=to))
        write(_counted(store.own_actors()))


def use_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV file of actors.", show_default=False)],
    *,
    db: Database,
    by: By = None,
) -> None:
    """Put the actors of a file in the place of the record's own."""
    from onrecord.gather.own import load_own_actors
    from onrecord.review.lists import keep_actors

    with deciding(db) as store:
        actors = load_own_actors(file)
        tell(keep_actors(store, actors, person(by), f"those of {actors.name}"))
        write(_counted(actors))


def list_command(db: Database) -> None:
    """Print the record's own actors as a CSV file."""
    from onrecord.cli.common.run import say
    from onrecord.store.rows.own import actors_file

    with opened_record(db) as store:
        own = store.own_actors()
    if own is None:
        say("the record has no actors of its own. Give it some with: onrecord actors use FILE")
        raise typer.Exit(NOTHING)
    write(actors_file(own.rows))
    raise typer.Exit(FOUND)


def _counted(own: OwnActors | None) -> str:
    if own is None:
        return ""
    return f"the record's own actors ({own.name}): {len({row.id for row in own.rows}):,}\n"
