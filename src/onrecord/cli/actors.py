"""``onrecord actors``: look into the registry of known actors, and check a file of one's own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli import own_actors
from onrecord.errors import OnRecordError, OptionError

if TYPE_CHECKING:
    from onrecord.entity import Entity, Office
    from onrecord.resolve.known.registry import Registry

SEARCH = """\
\b
Examples:
  onrecord actors search Lavrov
  onrecord actors search "foreign minister of Russia" --date 2014-03
  onrecord actors search Tresk --actors examples/invented/actors.csv --format json

\b
Exit codes:
  0    somebody was found
  1    nobody was found
  2    wrong usage, or a file of actors that cannot be used
"""
SHOW = """\
\b
Examples:
  onrecord actors show Q159#mfa
  onrecord actors show P-01 --actors examples/invented/actors.csv

\b
Exit codes:
  0    shown
  1    there is nobody with this id
  2    wrong usage, or a file of actors that cannot be used
"""
CHECK = """\
\b
Columns: id, label, aliases, type, country, role, start, end, gender. Only id and label must be there.
Aliases are separated by ; or |. Rows of one id and label are offices of one actor.

\b
Examples:
  onrecord actors check examples/invented/actors.csv

\b
Exit codes:
  0    the file can be used
  2    it cannot: every problem is listed
"""


class Format(StrEnum):
    """How found actors are printed."""

    table = "table"
    json = "json"


Actors = Annotated[
    Path | None, typer.Option(metavar="FILE", help="CSV file of your own actors; they win over known ones.")
]
AsFormat = Annotated[Format, typer.Option("--format", help="How to print.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(no_args_is_help=True, help="Known actors, files of your own, a record's own actors.")
    group.command("search", epilog=SEARCH)(search_command)
    group.command("show", epilog=SHOW)(show_command)
    group.command("check", epilog=CHECK)(check_command)
    own_actors.register(group)
    app.add_typer(group, name="actors")


def search_command(
    name: Annotated[str, typer.Argument(help="A name, a capital or building, or an office: role of country.")],
    date: Annotated[str | None, typer.Option(help="ISO date, month or year: who held the office then.")] = None,
    actors: Actors = None,
    format: AsFormat = Format.table,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Print at most so many.")] = 20,
) -> None:
    """Find persons, governments and organisations by name, or who held an office on a date."""
    registry = _registry(actors)
    try:
        found = _found(registry, name, date, limit)
    except OnRecordError as error:
        raise _failed(error) from error
    _print(found, format, date)
    if not found:
        typer.echo(f"nobody is found under {name!r}", err=True)
        raise typer.Exit(1)


def show_command(
    id: Annotated[str, typer.Argument(help="The id, as search prints it.")],
    actors: Actors = None,
    format: AsFormat = Format.table,
) -> None:
    """Print all that is known of one actor: names, offices with dates, where the entry comes from."""
    entity = _registry(actors).get(id)
    if entity is None:
        typer.echo(f"there is nobody with the id {id!r}. Find ids with: onrecord actors search NAME", err=True)
        raise typer.Exit(1)
    if format is Format.json:
        _say(json.dumps(asdict(entity), ensure_ascii=False, indent=1))
    else:
        _say("\n".join(_described(entity)))


def check_command(file: Annotated[Path, typer.Argument(help="CSV file of actors.")]) -> None:
    """Check a file of your own actors: counts, warnings, and every problem with its line."""
    from onrecord.resolve.known.actors import scan_actors

    scan = scan_actors(file)
    for type, count in sorted(Counter(actor.type for actor in scan.actors).items()):
        typer.echo(f"{type:<14}{count:>6}")
    for warning in scan.warnings:
        typer.echo(f"warning: {warning}", err=True)
    for problem in scan.problems:
        typer.echo(f"error: {problem}", err=True)
    if scan.problems:
        raise typer.Exit(2)


def _registry(actors: Path | None) -> Registry:
    from onrecord.resolve.known.actors import registry_of

    try:
        return registry_of(actors)
    except OnRecordError as error:
        raise _failed(error) from error


def _say(text: str) -> None:
    """One line or several, in UTF-8 wherever they go: names are in many alphabets."""
    from onrecord.cli.common.output import opened

    with opened(None) as write:
        write(text + "\n")


def _failed(error: OnRecordError) -> typer.Exit:
    typer.echo(f"error: {error}", err=True)
    return typer.Exit(2)


def _found(registry: Registry, name: str, date: str | None, limit: int) -> list[Entity]:
    from onrecord.resolve.known.dates import period

    if date is not None and period(date) is None:
        raise OptionError(f"--date {date!r} is no date. Write 2014-03-18, 2014-03 or 2014")
    found: list[Entity] = []
    role, of, country = name.partition(" of ")
    if date is not None:
        found += registry.holders(role, country.removeprefix("the "), date) if of else ()
        found += registry.holders(name, None, date)
    found += registry.meant_by_place(name)
    found += registry.search(name, limit)
    return list(dict.fromkeys(found))[:limit]


def _print(found: Iterable[Entity], format: Format, date: str | None) -> None:
    if format is Format.json:
        _say(json.dumps([asdict(entity) for entity in found], ensure_ascii=False, indent=1))
        return
    rows = [(e.id, e.name, e.type, e.country or "", _office(e, date)) for e in found]
    if rows:
        heads = ("id", "name", "type", "country", "office")
        widths = [max(len(row[i]) for row in (*rows, heads)) for i in range(4)]
        for row in (heads, *rows):
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            _say("  ".join([*cells, row[4]]).rstrip())


def _office(entity: Entity, date: str | None) -> str:
    from onrecord.resolve.known.dates import held

    offices = [o for o in entity.offices if date is None or held(o.start, o.end, date)]
    return _line(offices[-1]) if offices else ""


def _line(office: Office) -> str:
    role = office.role or "(no role)"
    return f"{role}, {office.start or '?'} to {office.end or 'now or unknown'}" if office.start or office.end else role


def _described(entity: Entity) -> Iterable[str]:
    facts: dict[str, Any] = {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "country": entity.country,
        "aliases": "; ".join(entity.aliases),
        "gender": entity.gender,
        "born": entity.born,
        "died": entity.died,
        "last name is enough": "yes" if entity.mononym else None,
        "from": entity.provenance,
    }
    width = max(len(key) for key, value in facts.items() if value) + 2
    yield from (f"{key:<{width}}{value}" for key, value in facts.items() if value)
    for number, office in enumerate(entity.offices):
        where = f" ({office.country})" if office.country and office.country != entity.country else ""
        yield f"{'' if number else 'offices':<{width}}{_line(office)}{where}"
