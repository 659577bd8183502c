from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import OptionError
from onrecord.exchange.how import How, load_mapping, with_pairs

MAPPING = """
coder = "Ana"
offsets = "utf-16"
sheet = "Codings"
delimiter = ";"
[columns]
content = "Quote"
[values.stance]
"pro" = "support"
"""


def test_a_mapping_file(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text("\ufeff" + MAPPING, "utf-8")
    assert load_mapping(path) == How(
        {"content": "Quote"}, {"stance": {"pro": "support"}}, "Ana", None, "utf-16", "Codings", ";"
    )


def test_pairs_win_over_the_file() -> None:
    how = with_pairs(How({"content": "Quote", "name": "Who"}), ("content = Zitat=x",))
    assert how.columns == {"content": "Zitat=x", "name": "Who"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("coder = ", r"mapping\.toml cannot be read"),
        ('[columns]\ncontnet = "Quote"', r"there is no field 'contnet' to map\. Use one of: document, text,"),
        ('[values.stanze]\npro = "support"', "there is no field 'stanze' to map"),
        ("[columns]\ncontent = 3", "has columns that are no texts"),
        ("values = 3", "has values that are no table"),
        ("coder = 3", "has coder that is no text"),
        ('offsets = "bytes"', r"offsets 'bytes' is not known\. Use one of: code-points, utf-16"),
        ('delimiter = "ab"', "the delimiter 'ab' is no single character"),
        ('colums = "x"', "has 'colums'"),
        pytest.param(f"coder = {'[' * 20_000}", "is nested too deeply", id="deep"),
        pytest.param("#" * 1_000_001, "has more than 1,000,000 bytes", id="large"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_told(text: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "mapping.toml").write_text(text, "utf-8")
    with pytest.raises(OptionError, match=problem):
        load_mapping(tmp_path / "mapping.toml")


def test_what_is_no_pair_or_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="--map 'content=' is no pair"):
        with_pairs(How(), ("content=",))
    with pytest.raises(OptionError, match="cannot be read"):
        load_mapping(tmp_path / "gone.toml")
