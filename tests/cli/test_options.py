"""What holds for the options of all commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer.main

from onrecord.cli.main import app


def options(command: Any, name: str) -> Iterator[tuple[str, str]]:
    for parameter in command.params:
        if parameter.param_type_name == "option":
            yield from ((name, spelling) for spelling in (*parameter.opts, *parameter.secondary_opts))
    for below, one in getattr(command, "commands", {}).items():
        yield from options(one, f"{name} {below}")


def test_options_are_written_in_small_letters() -> None:
    found = list(options(typer.main.get_command(app), "onrecord"))
    assert ("onrecord positions", "--country") in found and ("onrecord voices", "--issue") in found
    assert [one for one in found if one[1].startswith("--") and one[1] != one[1].lower()] == []
