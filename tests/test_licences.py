"""Everything that onrecord asks for may be asked for by a program under Apache-2.0."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from licences import Package, is_compatible, packages, table

DOCUMENT = Path(__file__).parents[1] / "docs" / "licences.md"


@pytest.mark.parametrize("package", packages(), ids=lambda package: package.name)
def test_every_licence_is_known_and_compatible(package: Package) -> None:
    assert is_compatible(package.licence), package


@pytest.mark.skipif((sys.platform, sys.version_info[:2]) != ("linux", (3, 11)), reason="other packages are needed here")
def test_the_table_is_that_of_what_is_installed() -> None:
    assert DOCUMENT.read_text("utf-8") == table(), "make it anew: make licences"


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-2.0-only", "unknown", ""])
def test_others_are_not(licence: str) -> None:
    assert not is_compatible(licence)
