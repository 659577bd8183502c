"""``docs/exports.md`` says what the code says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.exchange.how import FIELDS
from onrecord.export import FORMATS, SAVED
from onrecord.export.dna import PASSWORD
from onrecord.export.dna_rows import SHORT, VARIABLES
from onrecord.export.networks import NETWORKS
from onrecord.export.plover import CODEBOOK
from onrecord.export.tables import TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")


def rows(text: str) -> list[tuple[str, ...]]:
    """The cells of the tables in a text, without their heads."""
    lines = re.findall(r"^\| `(.*) \|$", text, re.MULTILINE)
    return [tuple(cell.strip(" `").replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)) for line in lines]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_with_its_meaning(table: str) -> None:
    section = re.split("^#", PAGE.partition(f"#### {table}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    listed = rows(section.partition("`part` of a span")[0])
    assert listed == [(column.name, column.kind, column.says) for column in TABLES[table]]


def test_every_field_of_a_mapping_with_its_meaning() -> None:
    assert {*FIELDS.items()} <= {row[:2] for row in rows(PAGE)}


def test_every_format_network_and_variable_is_told() -> None:
    suffixes = {"webannotation": "x.jsonld", "json": "-f json", "table": "-f table", "report": "-f report"}
    for name in (*FORMATS, *SAVED):
        told = (suffixes.get(name, f"-o x.{name}"), f"-f {name}")
        assert any(words in PAGE for words in told), name
    listed = rows(PAGE)
    assert {row[0] for row in listed} >= {*NETWORKS}
    assert {*VARIABLES.items()} <= {row[:2] for row in listed}
    assert CODEBOOK in PAGE and f"the password is `{PASSWORD}`" in PAGE and f"at most {SHORT} characters" in PAGE
