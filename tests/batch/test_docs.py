"""``docs/batch.md`` says what the code does: its queries run, its tables name what there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import duckdb
import pytest
from typer.testing import CliRunner

from onrecord.batch.messages import ErrorKind
from onrecord.batch.shards import KINDS
from onrecord.batch.tables import TABLES
from onrecord.cli.main import app
from onrecord.export.tables import TABLES as TIDY

PAGE = (Path(__file__).parents[2] / "docs" / "batch.md").read_text("utf-8")
QUERIES = re.findall(r"^```sql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_every_query_runs_on_what_a_run_writes(query: str, out: Path) -> None:
    found = duckdb.sql(query.replace("results/", f"{out}/").replace("ceasefire", "weapons")).fetchall()
    assert found or "errors" in query


def test_offsets_and_words_of_the_results_fit(out: Path) -> None:
    query = """SELECT count(*), count(*) FILTER (substr(d.text, p.start + 1, p."end" - p.start) = p.text)
        FROM 'results/spans/*.parquet' p JOIN 'results/documents/*.parquet' d USING (shard, document)
        WHERE p.text IS NOT NULL"""
    ((spans, fitting),) = duckdb.sql(query.replace("results/", f"{out}/")).fetchall()
    assert spans == fitting > 100


def test_every_format_kind_table_and_option_is_told() -> None:
    assert all(f"`{end}`" in PAGE for end in KINDS)
    assert all(f"`{kind}`" in PAGE for kind in get_args(ErrorKind))
    assert all(f"{table}/" in PAGE for table in TABLES)
    more = {(table, column.name) for table in TIDY for column in TABLES[table]} - {
        (table, column.name) for table in TIDY for column in TIDY[table]
    }
    assert more == {("documents", "reading"), *((table, "shard") for table in TIDY)}
    told = CliRunner().invoke(app, ["batch", "--help"], terminal_width=200).output
    named = {*re.findall(r"(?<=[ `])--[a-z-]+", PAGE)} - {"--format", "--parquet", "--head", "--address", "--db"}
    assert [option for option in named if option not in told] == []
