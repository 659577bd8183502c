"""Codebooks: what they hold, and what is said of broken ones."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from onrecord.codebook import Codebook, load_codebook, scan_codebook, starters
from onrecord.errors import CodebookError

HEAD = "id,label,aliases,reversed_aliases,parent\n"


def written(folder: Path, text: str, name: str = "mine.csv", encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return file


def refused(file: Path) -> str:
    with pytest.raises(CodebookError) as caught:
        load_codebook(file)
    return str(caught.value)


def test_a_csv_codebook(tmp_path: Path) -> None:
    book = load_codebook(
        written(tmp_path, HEAD + "dam,The Orsk dam,reservoir;sluice,opening the gates,water\nwater,Water,,,\n")
    )
    dam = book.by_id["dam"]
    assert dam.aliases == ("reservoir", "sluice")
    assert dam.reversed_aliases == ("opening the gates",)
    assert book.wider("dam") == ("water",)


def test_the_same_in_toml(tmp_path: Path) -> None:
    text = '[[issues]]\nid = "dam"\nlabel = "The Orsk dam"\naliases = ["reservoir"]\nexamples = ["The dam is full."]\n'
    book = load_codebook(written(tmp_path, text, "mine.toml"))
    assert book.by_id["dam"].examples == ("The dam is full.",)


@pytest.mark.parametrize("name", starters())
def test_starter_codebooks_are_whole(name: str) -> None:
    scan = scan_codebook(name)
    assert scan.problems == ()
    assert len(scan.codebook.entries) > 10


def test_the_peace_codebook_has_the_issues_of_negotiations() -> None:
    words = " ".join(entry.id for entry in load_codebook("peace").entries)
    for issue in (
        "ceasefire",
        "monitoring",
        "peacekeepers",
        "no-fly",
        "territor",
        "prisoner",
        "sanctions",
        "reparations",
    ):
        assert issue in words


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ("dam,Dam,,,\ndam,Other,,,\n", "dam"),
        ("a,A,,,b\nb,B,,,a\n", "a"),
        ("a,A,,,a\n", "a"),
        ("a,A,,,nowhere\n", "nowhere"),
        ("a,A,gates,gates,\n", "gates"),
        (",No id,,,\n", "id"),
        ("a,,,,\n", "label"),
    ],
)
def test_what_is_wrong_is_named_with_its_entry(rows: str, named: str, tmp_path: Path) -> None:
    told = refused(written(tmp_path, HEAD + rows))
    assert named in told
    assert "mine.csv" in told


def test_missing_columns_and_unreadable_files(tmp_path: Path) -> None:
    assert "label" in refused(written(tmp_path, "id,name\na,A\n"))
    assert "mine.toml" in refused(written(tmp_path, "[[issues]\nid=", "mine.toml"))
    assert "none.csv" in refused(tmp_path / "none.csv")
    assert "paece" in refused(Path("paece"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    book = load_codebook(written(tmp_path, HEAD + "damm,Dämme,Stauanlage,,\n", encoding=encoding))
    assert book.by_id["damm"].label == "Dämme"


def test_another_encoding_is_an_error_that_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(HEAD.encode() + b"damm,D\xe4mme,Stau,,\n")
    assert refused(file) == f"{file}, line 2: not UTF-8 (byte 0xe4). Save it as CSV or TOML in UTF-8"


@pytest.mark.parametrize("aliases", ["truce;;halt", "truce;", "truce;–"])
def test_empty_aliases_are_errors(aliases: str, tmp_path: Path) -> None:
    told = refused(written(tmp_path, HEAD + f"a,A,{aliases},,\n"))
    assert "line 2, issue 'a'" in told and "aliases" in told


def test_an_alias_of_two_issues_is_a_warning(tmp_path: Path) -> None:
    scan = scan_codebook(written(tmp_path, HEAD + "a,A,dam,,\nb,B,dam,,\nc,C,dam,,b\n"))
    assert scan.problems == ()
    assert scan.warnings[0] == "'dam' is an alias of 'a' and of 'b': the first is taken"


def test_fifty_thousand_issues_are_read(tmp_path: Path) -> None:
    rows = "".join(f"i{number},Matter number {number},alias {number},,\n" for number in range(50_000))
    assert len(load_codebook(written(tmp_path, HEAD + rows)).entries) == 50_000


def test_a_codebook_is_known_by_its_bytes(tmp_path: Path) -> None:
    file = written(tmp_path, HEAD + "dam,Dam,,,\n")
    first: Codebook = load_codebook(file)
    file.write_bytes(codecs.BOM_UTF8 + file.read_bytes())
    assert first.version.startswith("mine")
    assert load_codebook(file).sha256 != first.sha256
