"""``onrecord compare``: one utterance in the words of several outlets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from onrecord.cli.common.output import check, chosen, opened, silence
from onrecord.cli.common.parameters import OptionalReadings, Output
from onrecord.cli.common.run import ALL_READ, NOTHING_READ, SOME_FAILED, WRONG_USAGE, say
from onrecord.cli.common.stored import REMEDY, stored
from onrecord.errors import InputError, OnRecordError, OptionError

if TYPE_CHECKING:
    from onrecord.analyse.comparison import Comparison
    from onrecord.analyse.telling import Telling
    from onrecord.analyse.utterances import Utterance

EPILOG = """\
\b
Statements are of one utterance when the same voice says the same in the same days: verbatim, cut, in brackets, in
another tense or person, or in the outlet's own words. The fullest wording in quotation marks is what others are
measured by.

\b
Examples:
  onrecord read articles/ -o readings.jsonl
  onrecord compare readings.jsonl
  onrecord compare readings.jsonl more.jsonl --actor Vennick --outlets 3 -o vennick.html
  onrecord compare --db record.db --since 2031-06 --text ceasefire
  onrecord compare --db record.db --format json

\b
Exit codes:
  0    utterances were compared
  1    some readings could not be used; the others were compared
  2    wrong usage, a record that cannot be used, or the output cannot be written
  3    nothing to compare was found
"""


class Format(StrEnum):
    """Output formats."""

    table = "table"
    json = "json"
    html = "html"


class Wanted(NamedTuple):
    """Which utterances are shown."""

    outlets: int
    actor: str | None
    text: str | None
    since: str | None
    until: str | None


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("compare", epilog=EPILOG)(compare_command)


def compare_command(  # noqa: PLR0913 (every option of the command is a parameter: that is how typer knows them)
    inputs: OptionalReadings = None,
    *,
    db: Annotated[
        str | None,
        typer.Option(
            "--db", metavar="DATABASE", envvar="ONRECORD_DB", help="A record instead: a SQLite file or postgresql://…"
        ),
    ] = None,
    outlets: Annotated[int, typer.Option(min=1, help="Only what at least so many outlets tell.")] = 2,
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what they say: a part of a name, or an id.")
    ] = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="Only what has words in it that begin so.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Told first on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Told first on this day or earlier.")] = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="Output format. Default: from the name of --output, else table."),
    ] = None,
    output: Output = None,
) -> None:
    """Show how outlets tell the same utterance: what each kept, cut, altered, bracketed or put into its own words.

    Then who carries whose words, and who reports the same story without them.
    """
    path, name = chosen(output, form, Format, Format.table)
    files = tuple(inputs or ())
    failed: list[InputError] = []

    def fail(error: InputError) -> None:
        failed.append(error)
        say(f"error: {error}")

    try:
        wanted = Wanted(outlets, actor, text, *_days(since, until))
        if path is not None:
            check(path, files, folder=False)
        found = _compared(_utterances(files, db, wanted, fail), wanted)
        if not found:
            say(f"error: {_nothing(wanted)}")
            raise typer.Exit(NOTHING_READ)
        copies = {} if files or db is None else _copies(db, found)
        with opened(path) as write:
            write(_rendered(found, copies, name, on_terminal=path is None))
    except BrokenPipeError:
        silence()
    except OnRecordError as error:
        say(f"error: {error}")
        raise typer.Exit(WRONG_USAGE) from error
    raise typer.Exit(SOME_FAILED if failed else ALL_READ)


def _days(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    from onrecord.store.rows.days import days_of

    first, last = days_of(since), days_of(until)
    for name, value, days in (("since", since, first), ("until", until, last)):
        if value is not None and days is None:
            raise OptionError(f"{name} {value!r} is no date. Write 2031-06-17, 2031-06 or 2031")
    return first and first.first, last and last.last


def _utterances(
    files: tuple[str, ...], db: str | None, wanted: Wanted, fail: Callable[[InputError], None]
) -> list[Utterance]:
    """Return what was said by the files, or by the record where no file is given."""
    from onrecord.analyse.utterances import utterances

    if files:
        return utterances(_tellings(files, fail))
    if db is None:
        raise OptionError(f"there is nothing to compare. {REMEDY}, or a record with --db")
    from onrecord.analyse.grouping import utterances_in
    from onrecord.store import open_store

    with open_store(db, read_only=True) as store:
        return utterances_in(store, _around(wanted.since, -1), _around(wanted.until, 1))


def _tellings(files: tuple[str, ...], fail: Callable[[InputError], None]) -> Iterator[Telling]:
    from onrecord.analyse.telling import document_key, tellings_of

    seen: set[str] = set()
    for source in files:
        for place, reading in stored(source):
            if isinstance(reading, InputError):
                fail(reading)
            elif (key := document_key(reading.document)) not in seen:
                seen.add(key)
                yield from tellings_of(reading, place)


def _around(day: str | None, way: int) -> str | None:
    """Return the day up to which others may tell what was told on a day."""
    from onrecord.analyse.grouping import near

    return None if day is None else near(day, way)


def _compared(utterances: list[Utterance], wanted: Wanted) -> list[Comparison]:
    from onrecord.analyse.comparison import comparisons

    found = comparisons(utterances, lambda utterance: _is_wanted(utterance, wanted))
    return [one for one in found if len(one.outlets) >= wanted.outlets]


def _is_wanted(utterance: Utterance, wanted: Wanted) -> bool:
    from onrecord.analyse.wording import compared, plain_words

    tellings = utterance.tellings
    if len({telling.outlet for telling in tellings}) < wanted.outlets:
        return False
    day = (tellings[0].published or "")[:10]
    if (wanted.since and day < wanted.since) or (wanted.until and day > wanted.until):
        return False
    actor = (wanted.actor or "").casefold()
    speakers = {telling.speaker for telling in tellings}
    if actor and not any(actor in one.name.casefold() or actor == (one.entity or "").casefold() for one in speakers):
        return False
    looked_for = {compared(word.text) for word in plain_words(wanted.text or "")} - {""}
    there = {compared(word.text) for telling in tellings if looked_for for word in plain_words(telling.content)}
    return all(any(word.startswith(beginning) for word in there) for beginning in looked_for)


def _nothing(wanted: Wanted) -> str:
    told = f"at least {wanted.outlets} outlets" if wanted.outlets > 1 else "any outlet"
    given = ", ".join(f"--{name} {value}" for name, value in wanted._asdict().items() if value and name != "outlets")
    remedy = "Give more readings, or ask for less with --outlets" + (f" or without {given}" if given else "")
    return f"nothing that {told} tell was found. {remedy}"


def _copies(db: str, found: list[Comparison]) -> dict[str, str]:
    """Return what articles of a record are copies of, by their keys as versions have them."""
    from onrecord.cli.shown.hits import named
    from onrecord.store import open_store

    documents = {int(version.document) for one in found for version in one.versions}
    with open_store(db, read_only=True) as store:
        return {str(key): named(of) for key, of in store.originals(documents).items()}


def _rendered(found: list[Comparison], copies: dict[str, str], name: str, *, on_terminal: bool) -> str:
    if name == "json":
        from onrecord.cli.shown.compared import as_json

        return as_json(found)
    if name == "html":
        from onrecord.cli.shown.pages import comparison_page

        return comparison_page(found)
    from onrecord.cli.common.record import terminal
    from onrecord.cli.shown.compared import as_table

    return as_table(found, copies, *(terminal() if on_terminal else (100, False)))
