"""``onrecord evaluate``: read annotated corpora and print how much was right."""

from __future__ import annotations

import json
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onrecord.evaluate import Counts, Scores

#: Evaluated by ``--all``; ``bundled`` stands in where the corpora are not there.
ALL = ("polnear", "wikinews", "invented")
BUNDLED = Path(__file__).parents[3] / "examples"

EPILOG = """\
\b
Examples:
  onrecord evaluate wikinews
  onrecord evaluate polnear /data/corpora --split train
  onrecord evaluate --all --floors tests/floors.json

\b
Exit codes:
  0    scored, and no figure is below its floor
  1    a figure is below its floor
  2    wrong usage, or a corpus that cannot be used
"""


class Corpus(StrEnum):
    """The corpora that can be evaluated."""

    polnear = "polnear"
    wikinews = "wikinews"
    invented = "invented"
    coded = "coded"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("evaluate", epilog=EPILOG)(evaluate_command)


def evaluate_command(  # noqa: PLR0913, PLR0917 (every option of the command is a parameter: that is how typer knows them)
    corpus: Annotated[Corpus | None, typer.Argument(help="Which corpus.", show_default=False)] = None,
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="Folder of the corpora. Default: ONRECORD_CORPORA, else ../shared/corpora.", show_default=False
        ),
    ] = None,
    split: Annotated[str, typer.Option(help="train or dev.")] = "dev",
    everything: Annotated[bool, typer.Option("--all", help="Evaluate polnear, wikinews and invented.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    floors: Annotated[
        Path | None, typer.Option(help="Fail where a figure is below the one pinned in this file.")
    ] = None,
    raise_floors: Annotated[bool, typer.Option(help="Lift the floors to what was reached; none is lowered.")] = False,
    model: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of another model.")] = None,
) -> None:
    """Score statements against annotated ones: exact spans by role, content characters, linked statements.

    Figures are precision, recall and F1 in percent; see onrecord.evaluate for how they are counted.
    """
    from onrecord.errors import OnRecordError

    if (corpus is None) != everything:
        raise typer.BadParameter("name one corpus, or give --all", param_hint="CORPUS")
    names = ALL if corpus is None else (corpus.value,)
    try:
        scores = _run(names, folder, split, model)
        text = _json(scores) if as_json else "\n\n".join(_table(name, found) for name, found in scores.items())
        typer.echo(text)
        failed = _gate(scores, floors, raise_floors) if floors else False
    except OnRecordError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error
    raise typer.Exit(1 if failed else 0)


def _run(names: tuple[str, ...], folder: Path | None, split: str, model: Path | None) -> dict[str, Scores]:
    from onrecord.corpora import read_corpus
    from onrecord.options import ReadOptions
    from onrecord.trial import trial

    root = folder or Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora"))
    if folder is None and not root.is_dir() and BUNDLED.is_dir():
        typer.echo(
            f"note: no corpora at {root}: evaluating the five bundled articles of invented dev instead", err=True
        )
        root, names = BUNDLED, ("invented",)
        articles = {"bundled": read_corpus("invented", split, root)}
    else:
        articles = {name: read_corpus(name, split, root) for name in names}
    return {name: trial(name, found, ReadOptions(model=model)) for name, found in articles.items()}


def _gate(scores: dict[str, Scores], path: Path, lift: bool) -> bool:
    from onrecord import floors

    reached = {name: floors.figures(found) for name, found in scores.items()}
    pinned = floors.load(path)
    failed = floors.below(pinned, reached)
    for line in failed:
        typer.echo(f"error: {line}", err=True)
    if lift:
        path.write_text(json.dumps(floors.raised(pinned, reached), indent=1) + "\n", "utf-8")
    if not failed:
        typer.echo(f"no figure is below its floor ({path})", err=True)
    return bool(failed)


def _rows(scores: Scores) -> dict[str, Counts]:
    linked = {f"linked, {name}": counts for name, counts in scores.linked_by.items()}
    return {
        "source exact": scores.source,
        "cue exact": scores.cue,
        "content exact": scores.content,
        "content characters": scores.content_characters,
        "linked": scores.linked,
    } | linked


def _table(name: str, scores: Scores) -> str:
    lines = [f"{name:<22}{'P':>7}{'R':>7}{'F1':>7}{'found':>9}{'gold':>9}"]
    lines += [
        f"{row:<22}{c.precision:7.1f}{c.recall:7.1f}{c.f1:7.1f}{c.found:9}{c.gold:9}"
        for row, c in _rows(scores).items()
    ]
    return "\n".join([*lines, f"calibration error of the score (ECE): {scores.calibration_error:.3f}"])


def _json(scores: dict[str, Scores]) -> str:
    found = {
        name: {
            row: {
                "precision": c.precision,
                "recall": c.recall,
                "f1": c.f1,
                "right": c.right,
                "found": c.found,
                "gold": c.gold,
            }
            for row, c in _rows(own).items()
        }
        | {"calibration_error": own.calibration_error}
        for name, own in scores.items()
    }
    return json.dumps(found, indent=1)
