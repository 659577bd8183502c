"""A page for every command, made from what the command line says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import typer
from writing import code, fenced, plain, table

from onrecord.cli.main import app

#: What the commands are for, in the order in which people meet them. A command in no group fails the build.
GROUPS = {
    "Reading": ("read", "code", "issues", "actors"),
    "Keeping a record": ("add", "batch", "search", "who", "remove", "db"),
    "Comparing and counting": ("compare", "diff", "voices", "positions", "changes", "conditions", "network"),
    "Reviewing": ("review", "sample"),
    "Handing on": ("export", "import"),
    "Opening it": ("serve",),
    "Measuring": ("evaluate",),
}
_CODES = re.compile(r"^ +(\d+) +(.+)$")


def commands() -> dict[str, Any]:
    """All commands by name."""
    return dict(typer.main.get_command(app).commands)


def pages() -> Iterator[tuple[str, str]]:
    """The list of commands, and each command."""
    found = commands()
    placed = [name for names in GROUPS.values() for name in names]
    if left := sorted(set(found) - set(placed)):
        raise ValueError(f"commands without a group: {', '.join(left)}. Name them in docs/_ext/commands.py")
    yield "commands.md", _overview(found)
    for name, command in found.items():
        yield f"commands/{name}.md", _page(name, command)


def parts(command: Any) -> Iterator[tuple[str, Any]]:
    """A command's subcommands with their names, itself without a name where it has none."""
    subcommands = getattr(command, "commands", None)
    yield from subcommands.items() if subcommands else [("", command)]


def exit_codes(epilog: str | None) -> dict[str, str]:
    """What the exit codes of a command mean."""
    lines = (epilog or "").partition("Exit codes:")[2].splitlines()
    return {match[1]: match[2] for line in lines if (match := _CODES.match(line))}


def _overview(found: dict[str, Any]) -> str:
    lines = [
        "# Commands\n",
        "All that `onrecord` can be told, made from the command line itself: `onrecord COMMAND --help` prints the\n"
        "same. Every option that names a record, `--db`, can be left out where the environment has `ONRECORD_DB`.\n",
    ]
    for group, names in GROUPS.items():
        rows = [(f"[`{n}`](commands/{n}.md)", plain(_first(found[n].help))) for n in names]
        lines += [f"## {group}\n", table(("command", "what it does"), rows)]
    shown = {number for command in found.values() for _, part in parts(command) for number in exit_codes(part.epilog)}
    lines += [
        "## Exit codes\n",
        "0 is always success, 2 always wrong usage or something that cannot be used, 130 an interruption. What the\n"
        f"others ({', '.join(sorted(shown - {'0', '2', '130'}))}) mean stands with each command and, all together,\n"
        "under [Errors](../errors.md).\n",
        "```{toctree}\n:hidden:\n",
        *(f"commands/{name}" for names in GROUPS.values() for name in names),
        "```\n",
    ]
    return "\n".join(lines)


def _first(help_text: str | None) -> str:
    return (help_text or "").partition("\n\n")[0]


def _page(name: str, command: Any) -> str:
    if not getattr(command, "commands", None):
        return f"# onrecord {name}\n\n" + _body(f"onrecord {name}", command, "##")
    pieces = [f"# onrecord {name}\n", *_paragraphs(command.help)]
    for sub, part in command.commands.items():
        pieces += [f"## {name} {sub}\n", _body(f"onrecord {name} {sub}", part, "###", command.epilog)]
    if said := command.epilog or shared(command):
        pieces += ["\n".join(_epilog(said, "##"))]
    return "\n".join(pieces)


def shared(command: Any) -> str | None:
    """The epilog that all parts of a command have, if it is one."""
    epilogs = {part.epilog for _, part in parts(command)}
    return epilogs.pop() if len(epilogs) == 1 else None


def _body(called: str, command: Any, level: str, shared: str | None = None) -> str:
    given = [param for param in command.params if param.name != "help"]
    arguments = [param for param in given if param.param_type_name == "argument"]
    options = [param for param in given if param.param_type_name == "option"]
    usage = " ".join([called, *(["[OPTIONS]"] if options else []), *(_name(one) for one in arguments)])
    lines = [*_paragraphs(command.help), fenced(usage, "text")]
    if arguments:
        lines.append(table(("argument", "meaning"), [(code(_name(one)), plain(one.help or "")) for one in arguments]))
    if options:
        lines.append(table(("option", "meaning", "default"), [_option(one) for one in options]))
    if command.epilog and command.epilog != shared:
        lines += _epilog(command.epilog, level)
    return "\n".join(lines)


def _paragraphs(text: str | None) -> list[str]:
    return [plain(paragraph) + "\n" for paragraph in re.split(r"\n\s*\n", (text or "").replace("\b", "")) if paragraph]


def _name(param: Any) -> str:
    name = (param.metavar or param.human_readable_name or param.name).strip("{}[]")
    name = name.removesuffix("…").removesuffix("...").upper() if param.metavar is None else name.removesuffix("…")
    name = f"{name}…" if param.nargs == -1 or getattr(param, "multiple", False) else name
    return name if param.required else f"[{name}]"


def _option(param: Any) -> tuple[str, str, str]:
    names = ", ".join(code(one) for one in sorted(param.opts, key=len, reverse=True))
    if param.secondary_opts:
        names += ", " + ", ".join(map(code, param.secondary_opts))
    value = "" if param.is_flag else f" {code(_value(param))}"
    meaning = plain(param.help or "")
    extra = []
    if choices := getattr(param.type, "choices", None):
        extra.append("One of " + ", ".join(code(str(getattr(one, "value", one))) for one in choices) + ".")
    if param.multiple:
        extra.append("May be repeated.")
    if param.envvar:
        extra.append(f"Else the environment's {code(str(param.envvar))}.")
    return names + value, " ".join(filter(None, [meaning, *extra])), _default(param)


def _value(param: Any) -> str:
    if param.metavar:
        return str(param.metavar)
    low, high = getattr(param.type, "min", None), getattr(param.type, "max", None)
    if low is not None or high is not None:
        return f"{'' if low is None else low}–{'' if high is None else high}" if None not in (low, high) else f"≥ {low}"
    kind = param.type.name
    if kind.startswith(("int", "float")):
        return "NUMBER"
    return {"path": "PATH", "file": "PATH", "directory": "PATH", "choice": "VALUE"}.get(kind, "TEXT")


def _default(param: Any) -> str:
    if param.required:
        return "required"
    value = param.default
    if value is None or value is False or callable(value) or value in ((), []) or type(value).__name__ == "Sentinel":
        return ""
    return code(str(getattr(value, "value", value))) if value is not True else "yes"


def _epilog(text: str, level: str) -> list[str]:
    """Each part of an epilog: its first line is its head, the rest commands, exit codes or sentences."""
    lines = []
    for part in re.split(r"\s*\x08\n", "\n" + text):
        head, _, rest = part.strip("\n").partition("\n")
        if not head.strip():
            continue
        if head.startswith("Exit codes"):
            rows = exit_codes(part).items()
            lines += [
                f"{level} Exit codes\n",
                table(("code", "meaning"), [(number, plain(says)) for number, says in rows]),
            ]
        elif head.startswith("Example"):
            examples = "\n".join(line.strip() for line in rest.splitlines())
            lines += [f"{level} Examples\n", fenced(examples, "sh")]
        elif head.endswith(":") and len(head) < 40:
            lines += [f"**{plain(head.rstrip(':'))}**\n", plain(rest) + "\n"]
        else:
            lines.append(plain(part.replace("\n", " ")) + "\n")
    return lines
