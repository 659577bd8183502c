"""``onrecord who``: a person's record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.common.record import FOUND, NOTHING, Database, opened_record, terminal, write

if TYPE_CHECKING:
    from onrecord.entity import Office
    from onrecord.store import Page, Profile, Store

EPILOG = """\
\b
Where several are called so, all are listed; give the id of the one that is meant, or --all.

\b
Examples:
  onrecord who Vennick --db record.db
  onrecord who Q58217 --statements 50 --db record.db
  onrecord who "foreign ministry" --all --format json --db record.db

\b
Exit codes:
  0    somebody was found
  1    nobody was found
  2    wrong usage, or a record that cannot be used
"""
#: Values of one kind that are told of somebody.
_MOST = 10


class Format(StrEnum):
    """How records are printed."""

    table = "table"
    json = "json"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("who", epilog=EPILOG)(who_command)


def who_command(
    name: Annotated[str, typer.Argument(help="Name, a part of it, another name, or id.")],
    *,
    db: Database,
    statements: Annotated[int, typer.Option(min=0, max=1000, help="How many of the latest statements.")] = 5,
    everybody: Annotated[bool, typer.Option("--all", help="The records of all who are called so.")] = False,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.table,
) -> None:
    """Print somebody's record: statements over time, issues and stances, offices, other names, outlets."""
    with opened_record(db) as store:
        profiles = store.who(name)
        if form is Format.json:
            _write_json(store, profiles, statements)
        elif len(profiles) > 1 and not everybody:
            write("".join(_listed(profiles)))
        else:
            for profile in profiles:
                write("".join(_told(profile)) + _latest(store, profile, statements))
    if not profiles:
        from onrecord.cli.common.run import say

        say(f"nobody in the record is called {name!r}")
    raise typer.Exit(FOUND if profiles else NOTHING)


def _write_json(store: Store, profiles: list[Profile], statements: int) -> None:
    from onrecord.export import hits
    from onrecord.export.json import written

    found: list[dict[str, Any]] = []
    for profile in profiles:
        page = _found(store, profile, statements)
        found.append({**asdict(profile), "latest": [hits.fields(hit) for hit in page.hits] if page else []})
        found[-1]["issues"] = [one._asdict() for one in profile.issues]
    write(written(found, 2) + "\n")


def _found(store: Store, profile: Profile, statements: int) -> Page | None:
    from onrecord.store import Query

    if not statements or not profile.statements:
        return None
    return store.search(Query(actor=profile.entity or profile.name, size=statements))


def _latest(store: Store, profile: Profile, statements: int) -> str:
    from onrecord.cli.shown import hits

    page = _found(store, profile, statements)
    return "" if page is None else f"\n{hits.as_list(page, {}, *terminal())}\n"


def _listed(profiles: list[Profile]) -> Iterator[str]:
    rows: list[tuple[str, ...]] = [("id", "name", "type", "country", "statements", "to them", "last")]
    for one in profiles:
        who = (one.entity or "—", one.name, one.type or "", one.country or "")
        rows.append((*who, str(one.statements), str(one.received), one.last or ""))
    widths = [max(len(_plain(row[column])) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (_plain(cell).ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip() + "\n"


def _told(profile: Profile) -> Iterator[str]:
    months = [f"{month} {count}" for month, count in profile.months]
    facts: dict[str, str] = {
        "name": profile.name,
        "id": profile.entity or "",
        "type": profile.type or "",
        "country": profile.country or "",
        "other names": "; ".join(profile.aliases[:_MOST]),
        "statements": f"{profile.statements:,}" + (f", {profile.first} to {profile.last}" if profile.first else ""),
        "to them": f"{profile.received:,}",
        "by month": ", ".join(months[-12:]),
        "outlets": _counted(profile.outlets),
        "acts": _counted(profile.acts),
    }
    for name, value in facts.items():
        if value:
            yield f"{name:<13}{_plain(value)}\n"
    for number, office in enumerate(profile.offices[:_MOST]):
        yield f"{'' if number else 'offices':<13}{_plain(_office(office))}\n"
    for number, issue in enumerate(profile.issues[:_MOST]):
        yield f"{'' if number else 'issues':<13}{_plain(issue.label)}: {_plain(_counted(issue.stances))}\n"


def _office(office: Office) -> str:
    country = f", {office.country}" if office.country else ""
    if not office.start and not office.end:
        return f"{office.role}{country}"
    return f"{office.role}{country}, {office.start or '?'} to {office.end or 'now or unknown'}"


def _counted(counts: tuple[tuple[str, int], ...]) -> str:
    more = f" and {len(counts) - _MOST} more" if len(counts) > _MOST else ""
    return ", ".join(f"{value} {count}" for value, count in counts[:_MOST]) + more


def _plain(text: str) -> str:
    from onrecord.export.words import one_line

    return one_line(text)
