"""Licences of all dependencies, from the metadata of what is installed: ``python tests/licences.py``."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
#: SPDX names by what the metadata of a package, or else the beginning of its licence, may say; the first one counts.
_SAID = (
    ("LGPL-3.0-only", "lesser general public"),
    ("GPL-3.0-only", "general public|gpl"),
    ("MPL-2.0", "mozilla public license|mpl-?2"),
    ("Apache-2.0", "apache"),
    ("PSF-2.0", "python software foundation|psf"),
    ("BSD-3-Clause", "bsd"),
    ("MIT", r"\bmit\b|permission is hereby granted, free of charge"),
    ("ISC", r"\bisc\b"),
)
#: What a program under Apache-2.0 may ask for, and be handed on with.
COMPATIBLE = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "MIT", "MIT-CMU"),
        *("PSF-2.0", "Zlib", "LGPL-2.1-or-later", "LGPL-3.0-only", "MPL-1.1", "MPL-2.0"),
    }
)
#: Copyleft of the package itself, which asking for it does not pass on: its source is offered by whoever hands it on.
WEAK = {
    "LGPL": "asked for, neither changed nor contained; it is installed as published and can be replaced",
    "MPL": "holds file by file: the package's files stay under it, ours are not touched",
    "OR": "one of them is to be chosen: for tld, MPL-1.1",
}
_HEAD = """# Licences of dependencies

onrecord is under the Apache License 2.0. It asks for the packages below and contains none of them; what it contains of
others (the model, the registry of actors) is named in `NOTICE`. This table is made by `make licences` from what the
packages say of themselves, on Linux with Python 3.11. A test fails where it is out of date, where a licence is not
known, and where one does not go with Apache-2.0, such as the GNU GPL and AGPL.
"""


class Package(NamedTuple):
    """A package that is asked for: first of all by which extra, and under which licence, as SPDX writes it."""

    name: str
    group: str
    licence: str


@cache
def packages() -> tuple[Package, ...]:
    """Return all installed packages that onrecord asks for, directly or not, those of a plain installation first."""
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    found: dict[str, Package] = {}
    for group in ("", *sorted(extras, key=lambda extra: (extra == "dev", extra))):
        asked = extras[group] if group else project["dependencies"]
        for name in sorted(_needed(asked)):
            found.setdefault(name, Package(name, group, licence_of(name)))
    return (*found.values(),)


def _needed(asked: Iterable[str]) -> set[str]:
    """Names of the installed packages that requirements lead to; others are for other platforms."""
    found: set[str] = set()
    seen: set[tuple[str, str]] = set()
    waiting = [(Requirement(one), "") for one in asked]
    while waiting:
        one, extra = waiting.pop()
        if one.marker is not None and not one.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(one.name)
        for wanted in ("", *one.extras):
            if (name, wanted) not in seen:
                seen.add((name, wanted))
                try:
                    requires = distribution(name).requires or ()
                except PackageNotFoundError:
                    continue
                found.add(name)
                waiting += [(Requirement(text), wanted) for text in requires]
    return found


def licence_of(name: str) -> str:
    """Return the licence of a package; ``unknown`` where nothing that it says can be understood."""
    about = distribution(name)
    expression = about.metadata.get("License-Expression")
    if expression:
        return str(expression)
    for text in _told(about):
        try:
            return canonicalize_license_expression(text.strip())
        except InvalidLicenseExpression:
            found = next((spdx for spdx, words in _SAID if re.search(words, text, re.IGNORECASE)), None)
            if found is not None:
                return found
    return "unknown"


def _told(about: Distribution) -> Iterator[str]:
    """What a package says of its licence; its files are read only where nothing before could be understood."""
    yield (about.metadata.get("License") or "")[:100]
    yield from (line.rpartition("::")[2] for line in about.metadata.get_all("Classifier") or () if "License ::" in line)
    yield from (
        file.read_text()[:400] for file in about.files or () if "licenses" in file.parts and file.suffix != ".py"
    )


def is_compatible(licence: str) -> bool:
    """Tell whether one of the licences that can be chosen, with all that come with it, goes with Apache-2.0.

    >>> is_compatible("GPL-2.0-only OR MPL-1.1"), is_compatible("MIT AND GPL-3.0-only"), is_compatible("unknown")
    (True, False, False)
    """
    return any(all(one in COMPATIBLE for one in choice.split(" AND ")) for choice in licence.split(" OR "))


def table() -> str:
    """Return the table, as Markdown."""
    groups: dict[str, list[Package]] = {}
    for package in packages():
        groups.setdefault(package.group, []).append(package)
    lines = [_HEAD]
    for group, found in groups.items():
        lines += [f"## {f'With `onrecord[{group}]`' if group else 'Always'}", "", "| package | licence |", "|---|---|"]
        lines += [*(f"| {one.name} | {one.licence} |" for one in found), ""]
    lines += ["## Remarks", "", *(f"* {licence}: {remark}." for licence, remark in WEAK.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table())
