"""``onrecord review``: a person's decisions on statements, actors and issues."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common.record import FOUND, NOTHING, Database, opened_record, telling, write

if TYPE_CHECKING:
    from onrecord.review import Place
    from onrecord.store import Decision, Store

EPILOG = """\
\b
STATEMENT is the id that onrecord search prints. Where several documents have the same text, they have the same
statements: give DOCUMENT:ID for one of them, or --copies for all.

\b
Examples:
{examples}

\b
Exit codes:
  0    decided, or decided so before
  2    wrong usage, or something that is not there; nothing was changed
"""
ACCEPT = EPILOG.format(
    examples="""\
  onrecord review accept 5d2c8a1f0e3b4c6d 91b0d7e2a4c35f68 --db record.db
  onrecord review accept 17:5d2c8a1f0e3b4c6d --by "Odile Marchetto" --db record.db"""
)
REJECT = EPILOG.format(examples="  onrecord review reject 5d2c8a1f0e3b4c6d --copies --db record.db")
UNDO = EPILOG.format(
    examples="""\
  onrecord review undo 5d2c8a1f0e3b4c6d --db record.db
  onrecord review undo --decision 12 --decision 13 --db record.db"""
)
LIST = """\
\b
Examples:
  onrecord review list --db record.db
  onrecord review list 5d2c8a1f0e3b4c6d --undone --format jsonl --db record.db

\b
Exit codes:
  0    listed
  1    nobody has decided anything
  2    wrong usage, or a record that cannot be used
"""
NAMES = """\
\b
Names in articles stay as they are; what changes is whom they are counted with. It holds for articles that are added
or read again later, from the next of these commands or onrecord review settle on, until it is taken back with
onrecord review undo --decision NUMBER.

\b
Examples:
{examples}

\b
Exit codes:
  0    decided
  2    wrong usage, or something that is not there; nothing was changed
"""
MERGE = NAMES.format(examples='  onrecord review merge Q58217 "S. Lavrow" --db record.db')
SPLIT = NAMES.format(
    examples="""\
  onrecord review split P-05 "Oda Tresk" --db record.db
  onrecord review split P-05 "Tresk" --to P-06 --db record.db"""
)
RENAME = NAMES.format(examples='  onrecord review rename-issue "open:no fly zone" no-fly-zone --db record.db')
SETTLE = NAMES.format(examples="  onrecord review settle --db record.db")

By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; the login name where it is not given.")]
Copies = Annotated[bool, typer.Option("--copies", help="In all documents that have the same text.")]
Statements = Annotated[list[str], typer.Argument(metavar="STATEMENT…", help="Ids.", show_default=False)]


class Format(StrEnum):
    """How decisions are printed."""

    table = "table"
    jsonl = "jsonl"


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    from onrecord.cli.review_edit import EDIT, edit_command

    group = typer.Typer(
        no_args_is_help=True,
        help="Accept, edit, reject statements; merge, split actors; rename issues. All reversible.",
    )
    group.command("accept", epilog=ACCEPT)(accept_command)
    group.command("edit", epilog=EDIT)(edit_command)
    group.command("reject", epilog=REJECT)(reject_command)
    group.command("undo", epilog=UNDO)(undo_command)
    group.command("list", epilog=LIST)(list_command)
    group.command("merge", epilog=MERGE)(merge_command)
    group.command("split", epilog=SPLIT)(split_command)
    group.command("rename-issue", epilog=RENAME)(rename_command)
    group.command("settle", epilog=SETTLE)(settle_command)
    app.add_typer(group, name="review")


def accept_command(statements: Statements, *, db: Database, by: By = None, copies: Copies = False) -> None:
    """Say that statements are right as they are: no reading changes them from now on."""
    from onrecord.review import accept

    with deciding(db) as store:
        tell(accept(store, places(store, statements, copies), person(by)))


def reject_command(statements: Statements, *, db: Database, by: By = None, copies: Copies = False) -> None:
    """Say that statements are none: no search finds them until that is taken back."""
    from onrecord.review import reject

    with deciding(db) as store:
        tell(reject(store, places(store, statements, copies), person(by)))


def undo_command(
    statements: Annotated[
        list[str] | None,
        typer.Argument(metavar="[STATEMENT]…", help="Take back the latest decision on each.", show_default=False),
    ] = None,
    *,
    db: Database,
    decision: Annotated[
        list[int] | None,
        typer.Option(metavar="NUMBER", help="Take back this one; review list prints numbers.", show_default=False),
    ] = None,
    by: By = None,
) -> None:
    """Take decisions back and bring back what was. That they were made stays on record."""
    from onrecord.errors import OptionError
    from onrecord.review import latest, undo

    with deciding(db) as store:
        keys = [*(decision or ()), *(key for name in statements or () for key in latest(store, name))]
        if not keys:
            raise OptionError("nothing to take back. Give a statement or --decision NUMBER")
        tell(undo(store, keys, person(by)))


def list_command(
    statements: Annotated[
        list[str] | None,
        typer.Argument(metavar="[STATEMENT]…", help="Only decisions on these.", show_default=False),
    ] = None,
    *,
    db: Database,
    undone: Annotated[bool, typer.Option("--undone", help="Those that were taken back as well.")] = False,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.table,
) -> None:
    """List what people decided, with who and when."""
    from onrecord.export.json import written

    wanted = {name.rpartition(":")[2] for name in statements or ()}
    with opened_record(db) as store:
        listed = [
            one
            for one in store.decisions(standing=not undone)
            if not wanted or one.statement in wanted or one.first_statement in wanted
        ]
    if form is Format.jsonl:
        write("".join(written(asdict(one)) + "\n" for one in listed))
    else:
        tell(listed)
    raise typer.Exit(FOUND if listed else NOTHING)


def merge_command(
    actors: Annotated[
        list[str], typer.Argument(metavar="ACTOR…", help="Ids or names; the first one's id stays.", show_default=False)
    ],
    *,
    db: Database,
    by: By = None,
) -> None:
    """Say that several actors are one."""
    from onrecord.errors import OptionError
    from onrecord.review import merge

    with deciding(db) as store:
        if len(actors) < 2:
            raise OptionError(f"{actors[0]!r} is one actor. Give two or more")
        tell([merge(store, actors, person(by))])


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
    """Say that some names of an actor are somebody else's."""
    from onrecord.review import split

    with deciding(db) as store:
        tell([split(store, actor, names, person(by), to=to)])


def rename_command(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Id or label of an issue.", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Label, or an issue that is there.", show_default=False)],
    *,
    db: Database,
    by: By = None,
) -> None:
    """Call an issue something else, or make it one with another."""
    from onrecord.review import rename_issue

    with deciding(db) as store:
        tell([rename_issue(store, old, new, person(by))])


def settle_command(*, db: Database) -> None:
    """Let merges, splits and names hold for what was added or read again since."""
    from onrecord.review import settle

    with deciding(db) as store:
        write(f"names settled: {settle(store):,}\n")


@contextmanager
def deciding(db: str) -> Iterator[Store]:
    """Open a record to decide on what is in it; an error is told and ends the command."""
    with opened_record(db, read_only=False) as store, telling():
        yield store


def places(store: Store, names: Iterable[str], copies: bool) -> list[Place]:
    """Return where statements are, each once."""
    from onrecord.review import places_of

    return list(dict.fromkeys(place for name in names for place in places_of(store, name, copies=copies)))


def person(given: str | None, login: Callable[[], str] | None = None) -> str:
    """Return who decides.

    Raises
    ------
    OptionError
        If nobody is named and the system does not know who is logged in.
    """
    from getpass import getuser

    from onrecord.errors import OptionError

    if given is not None:
        return given
    try:
        return (login or getuser)()
    except (KeyError, OSError, ImportError) as error:
        raise OptionError("the system does not tell who you are. Say it with --by NAME") from error


def tell(decisions: Iterable[Decision]) -> None:
    """Print decisions, a line each."""
    write("".join(_line(one) + "\n" for one in decisions))


def _line(one: Decision) -> str:
    from onrecord.export.words import one_line, shorten
    from onrecord.review.telling import told

    about = "" if one.statement is None else f"{one.document}:{one.statement}"
    facts = [about, told(one), f"by {one.decided_by}", one.decided_at]
    if not one.stands:
        facts.append(f"taken back by {one.undone_by} {one.undone_at}")
    shown = (one_line(shorten(fact, 300)) for fact in facts if fact)
    return "  ".join((f"{one.key:>6}", f"{one_line(one.kind):<12}", *shown))
