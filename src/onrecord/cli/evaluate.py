"""``onrecord evaluate``: read annotated corpora and print how much was right."""

from __future__ import annotations

import json
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onrecord.cli.shown.report import Report
    from onrecord.corpora import GoldArticle

#: Evaluated by ``--all``; ``bundled`` stands in where the corpora are not there.
ALL = ("polnear", "wikinews", "invented", "coded")
#: Corpora that name their sources and code their statements; coded is part of polnear's train, and its spans are not
#: scored with the others.
NAMED = frozenset({"wikinews", "invented", "coded", "bundled"})
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
    split: Annotated[str, typer.Option(help="train, dev, or test where the corpus has it.")] = "dev",
    everything: Annotated[bool, typer.Option("--all", help="Evaluate all corpora.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    floors: Annotated[
        Path | None, typer.Option(help="Fail where a figure is below the one pinned in this file.")
    ] = None,
    raise_floors: Annotated[bool, typer.Option(help="Lift the floors to what was reached; none is lowered.")] = False,
    model: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of another model.")] = None,
    actors: Annotated[Path | None, typer.Option(metavar="FILE", help="CSV of actors, as for onrecord read.")] = None,
) -> None:
    """Score statements against annotated ones: spans by role, linked statements, resolved sources, codings.

    Figures are precision, recall and F1 in percent, for names the share that is right; see onrecord.evaluate for how
    they are counted. Issues of the invented articles are told by the codebook beside them, the others' are open.
    """
    from onrecord.cli.shown import report
    from onrecord.errors import OnRecordError
    from onrecord.options import ReadOptions
    from onrecord.trial import trial, tried
    from onrecord.trial_coding import coding_trial
    from onrecord.trial_resolution import resolution_trial

    if (corpus is None) != everything:
        raise typer.BadParameter("name one corpus, or give --all", param_hint="CORPUS")
    names = ALL if corpus is None else (corpus.value,)
    try:
        articles = _articles(names, folder, split)
        options = ReadOptions(model=model, actors=actors)
        scores, resolved, coded = {}, {}, {}
        for name, annotated in articles.items():
            read = tried(annotated, options)
            if name != "coded" or corpus:
                scores[name] = trial(name, read)
            if name in NAMED:
                resolved[name] = resolution_trial(name, read, options)
                coded[name] = coding_trial(read, _codebook(name, folder), options)
        found = report.Report(scores, resolved, coded)
        typer.echo(report.as_json(found) if as_json else report.as_text(found))
        failed = _gate(found, floors, raise_floors) if floors else False
    except OnRecordError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error
    raise typer.Exit(1 if failed else 0)


def _articles(names: tuple[str, ...], folder: Path | None, split: str) -> dict[str, list[GoldArticle]]:
    from onrecord.corpora import read_corpus

    root = _root(folder)
    if folder is None and not root.is_dir() and BUNDLED.is_dir():
        typer.echo(
            f"note: no corpora at {root}: evaluating the five bundled articles of invented dev instead", err=True
        )
        return {"bundled": read_corpus("invented", split, BUNDLED)}
    return {name: read_corpus(name, split, root) for name in names}


def _root(folder: Path | None) -> Path:
    return folder or Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora"))


def _codebook(name: str, folder: Path | None) -> Path | None:
    """The codebook beside the articles of a corpus, if it has one."""
    path = (BUNDLED if name == "bundled" else _root(folder)) / "invented" / "codebook.csv"
    return path if name in ("invented", "bundled") and path.exists() else None


def _gate(found: Report, path: Path, lift: bool) -> bool:
    from onrecord import floors

    reached: dict[str, floors.Figures] = {name: floors.figures(own) for name, own in found.scores.items()}
    for name, names in found.resolved.items():
        reached.setdefault(name, {}).update(floors.resolution_figures(names))
    for name, coded in found.coded.items():
        reached.setdefault(name, {}).update(floors.coding_figures(coded["onrecord"]))
    pinned = floors.load(path)
    failed = floors.below(pinned, reached)
    for line in failed:
        typer.echo(f"error: {line}", err=True)
    if lift:
        path.write_text(json.dumps(floors.raised(pinned, reached), indent=1) + "\n", "utf-8")
    if not failed:
        typer.echo(f"no figure is below its floor ({path})", err=True)
    return bool(failed)
