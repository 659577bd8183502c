"""The command ``onrecord``.

A command is a module of this package with ``register(app)``, named in ``COMMANDS``. It imports what it needs to run
inside its functions, so that ``onrecord --version`` and ``--help`` stay quick.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Annotated

import typer

COMMANDS = (
    *("read", "add", "batch", "search", "who", "compare", "diff"),
    *("positions", "changes", "conditions", "network", "voices"),
    *("code", "issues", "export", "import_", "remove", "review", "sample", "actors", "db", "serve", "evaluate"),
)


app = typer.Typer(
    name="onrecord",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            typer.echo(f"onrecord {version('onrecord')}")
        except PackageNotFoundError:
            typer.echo("onrecord (not installed)")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def onrecord(
    context: typer.Context,
    show_version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Keep the record of the news: who said what, in which words, at which place of the article.

    Example: onrecord read article.txt
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


for _command in COMMANDS:
    import_module(f"onrecord.cli.{_command}").register(app)


def main() -> None:
    """Run the command line.

    Products of matrices run on one thread, unless the environment says otherwise: several are slower for matrices as
    small as these, and change last digits of scores. It has to be said before numpy is imported.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    app()
