"""The documentation's limits are the code's, and each is tested at its edge."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from limits import articles, asked, fetched, files, served
from limits.documented import DOCUMENT, EDGES, Limit, Trial, limits, value_of
from onrecord.errors import OnRecordError
from onrecord.serve.limits import Rate

assert all((articles, asked, fetched, files, served))


def test_all_rows_of_the_tables_are_read() -> None:
    lines = DOCUMENT.read_text("utf-8").splitlines()
    assert sum("| `onrecord." in line for line in lines) == len(limits()) > 50


@pytest.mark.parametrize("limit", limits(), ids=lambda limit: limit.what)
def test_the_value_is_that_of_the_code(limit: Limit) -> None:
    value = value_of(limit.where)
    if isinstance(value, Rate):
        assert (limit.most, limit.unit) == (value.each_second, f"a second, {value.burst:,} at once")
    else:
        assert value == limit.most


@pytest.mark.parametrize("limit", limits(), ids=lambda limit: limit.what)
def test_so_much_passes_and_one_more_is_told(limit: Limit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = EDGES[limit.what]
    test(0, Trial(tmp_path, monkeypatch))
    with pytest.raises((OnRecordError, AssertionError)) as caught:
        test(1, Trial(tmp_path, monkeypatch))
    told = str(caught.value)
    if isinstance(caught.value, OnRecordError):
        assert limit.told_by(told), told
        assert re.search(r"[.] [A-Z]\w+ \w+|Give ", told), f"no remedy: {told}"
    else:
        assert "left out: " in told, told
        assert "{" not in told or limit.told_by(told), told


def test_there_is_no_edge_without_a_limit() -> None:
    assert {limit.what for limit in limits()} == {*EDGES}
