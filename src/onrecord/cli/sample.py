"""``onrecord sample``: statements drawn at random for review, and what reviewers make of them."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.cli.common import scope
from onrecord.cli.common.record import FOUND, NOTHING, Database, opened_record, telling, write
from onrecord.store.query import HELP, Query

if TYPE_CHECKING:
    from onrecord.evaluate.judgements import Share
    from onrecord.review.sampling import Sample
    from onrecord.store import Store

EPILOG = """\
\b
A sample is kept in the record under a number, with the values that the statements had when they were drawn. It is
reviewed in the browser (onrecord serve, page Sample) or in a spreadsheet: print a sheet, write yes, no or the right
value into the columns that begin with judge_, and hand it back. Several people can judge the same sample, each under
a name; nobody's judgement changes the record or another's judgement.

\b
Examples:
  onrecord sample 200 --db record.db
  onrecord sample 200 --strata outlet --seed 7 --since 2031-05 --name "May" --db record.db
  onrecord sample --list --db record.db
  onrecord sample --sheet 12 --db record.db > sheet.csv
  onrecord sample --judge 12 --from sheet.csv --by "Odile Marchetto" --db record.db
  onrecord sample --report 12 --db record.db

\b
Exit codes:
  0    drawn, judged or reported
  1    there is no sample, or nothing was judged
  2    wrong usage, or a record or sheet that cannot be used; nothing was changed
"""


class Strata(StrEnum):
    """What a sample is drawn from in proportion."""

    outlet = "outlet"
    act = "act"


class Format(StrEnum):
    """How samples and reports are printed."""

    table = "table"
    json = "json"


Number = Annotated[int | None, typer.Option(metavar="SAMPLE", help="Number of the sample.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("sample", epilog=EPILOG)(sample_command)


def sample_command(  # noqa: PLR0913 (every filter is a parameter: that is how typer knows them)
    size: Annotated[int | None, typer.Argument(metavar="N", help="Statements to draw.", show_default=False)] = None,
    *,
    db: Database,
    seed: Annotated[int | None, typer.Option(help="The same seed draws the same statements.")] = None,
    strata: Annotated[Strata | None, typer.Option(help="Draw from each in proportion to its size.")] = None,
    name: Annotated[str, typer.Option(help="What to call the sample.")] = "",
    blind: Annotated[bool, typer.Option("--blind", help="Do not show reviewers what the machine says.")] = False,
    text: Annotated[str | None, typer.Option("--words", metavar="WORDS", help=HELP["text"])] = None,
    actor: scope.Actor = None,
    act: scope.Act = None,
    stance: scope.Stance = None,
    issue: scope.Issue = None,
    recipient: scope.Recipient = None,
    outlet: scope.Outlet = None,
    quote_type: scope.QuoteType = None,
    since: scope.Since = None,
    until: scope.Until = None,
    listed: Annotated[bool, typer.Option("--list", help="List the samples of the record.")] = False,
    report: Number = None,
    sheet: Number = None,
    judge: Number = None,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="SHEET", help="The sheet with judgements.", show_default=False)
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who draws or judges; the login name where it is not given.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.table,
) -> None:
    """Draw statements at random for review; report precision with its interval, and how well reviewers agree."""
    from onrecord.cli.review import person
    from onrecord.errors import OptionError

    asked = [one for one in (size, listed or None, report, sheet, judge) if one is not None]
    drawing = size is not None or judge is not None
    with opened_record(db, read_only=not drawing) as store, telling():
        if len(asked) != 1:
            raise OptionError("one thing at a time: a size to draw, --list, --report, --sheet or --judge")
        if size is not None:
            query = Query(text, actor, act, stance, issue, recipient, outlet, quote_type, since, until)
            found = _draw(store, (size, name, seed, strata and strata.value, blind), query, person(by), form)
        elif judge is not None:
            found = _judge(store, judge, source, person(by))
        elif report is not None:
            found = _report(store, report, form)
        elif sheet is not None:
            found = _sheet(store, sheet)
        else:
            found = _list(store, form)
    raise typer.Exit(FOUND if found else NOTHING)


def _draw(store: Store, facts: tuple[int, str, int | None, str | None, bool], query: Query, by: str, form: str) -> bool:
    from onrecord.review.sampling import Plan, draw

    size, name, seed, strata, blind = facts
    sample = draw(store, Plan(size, name, seed, query, _strata(strata), blind), by)
    _print([sample], form)
    return True


def _strata(name: str | None) -> Literal["outlet", "act"] | None:
    return None if name is None else "outlet" if name == "outlet" else "act"


def _list(store: Store, form: str) -> bool:
    from onrecord.review.sampling import samples

    found = samples(store)
    _print(found, form)
    return bool(found)


def _print(samples: list[Sample], form: str) -> None:
    from onrecord.export.json import written
    from onrecord.export.words import one_line

    if form == Format.json:
        write(written([asdict(one) for one in samples], 2) + "\n")
        return
    for one in samples:
        facts = [f"{len(one.drawn):,} of {one.pool:,}", f"seed {one.seed}", *(["by " + one.by] if one.by else [])]
        facts += ["blind"] if one.blind else []
        facts += [f"{name} {value}" for name, value in one.filters.items()]
        facts += [f"drawn by {one.decided_by}", one.decided_at]
        write(f"{one.key:>6}  {one_line(one.name)}  {one_line('  '.join(facts))}\n")


def _sheet(store: Store, key: int) -> bool:
    from onrecord.review.sampling import sample_of
    from onrecord.review.sheet import sheet_of

    write(sheet_of(sample_of(store, key)))
    return True


def _judge(store: Store, key: int, source: Path | None, by: str) -> bool:
    from onrecord.errors import InputError, OptionError
    from onrecord.review.sampling import sample_of
    from onrecord.review.sheet import MAX_BYTES, judge_sheet

    if source is None:
        raise OptionError("there is no sheet to take the judgements from. Give it with --from SHEET")
    try:
        with source.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise InputError(str(source), f"it has more than {MAX_BYTES:,} bytes", "Give the sheet of one sample")
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not in UTF-8"
        raise InputError(str(source), f"it cannot be read ({reason})", "Save the sheet as CSV in UTF-8") from error
    made = judge_sheet(store, sample_of(store, key), text, str(source), by)
    write(f"statements judged: {made:,}\n")
    return made > 0


def _report(store: Store, key: int, form: str) -> bool:
    from onrecord.review.sampling import report, sample_of

    sample = sample_of(store, key)
    found = report(store, sample)
    if form == Format.json:
        rows = [
            {"value": row.name, **_share(row.precision), "alpha": row.reviewers._asdict()}
            | {"alpha_with_machine": row.machine._asdict()}
            for row in found.rows
        ]
        facts = {"sample": key, "drawn": found.drawn, "judged": found.judged, "doubly": found.doubly}
        strata = {name: _share(share) for name, share in found.strata.items()}
        write(json.dumps(facts | {"reviewers": {**found.reviewers}, "rows": rows, "strata": strata}, indent=2) + "\n")
        return found.judged > 0
    write(f"{found.judged:,} of {found.drawn:,} judged, {found.doubly:,} by two or more\n")
    write("".join(f"  {name}: {count:,}\n" for name, count in found.reviewers.items()))
    width = max(12, *(len(name) + 2 for name in found.strata))
    write(f"\n{'value':<{width}}{'precision':>10}{'95 % interval':>16}{'n':>6}{'split':>7}{'α':>9}{'α machine':>11}\n")

    def line(name: str, share: Share, *alphas: float | None) -> str:
        low, high = share.interval or (0.0, 0.0)
        interval = f"{low:.1%} to {high:.1%}" if share.decided else "–"
        told = "".join(f"{'–' if one is None else f'{one:.3f}':>{9 + 2 * at}}" for at, one in enumerate(alphas))
        precision = "–" if share.value is None else f"{share.value:.1%}"
        return f"{name:<{width}}{precision:>10}{interval:>16}{share.decided:>6}{share.split:>7}{told}\n"

    write("".join(line(row.name, row.precision, row.reviewers.value, row.machine.value) for row in found.rows))
    if sample.by:
        write(f"\nstatements by {sample.by}\n")
        write("".join(line(name or "none", share) for name, share in found.strata.items()))
    return found.judged > 0


def _share(share: Share) -> dict[str, object]:
    facts = {"right": share.right, "decided": share.decided, "split": share.split}
    return {**facts, "precision": share.value, "interval": share.interval}
