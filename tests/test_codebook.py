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


def test_bytes_of_no_encoding_are_an_error_or_are_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(HEAD.encode() + b"damm,D\xe4mme,Stau,,\n")
    try:
        assert load_codebook(file).by_id["damm"]
    except CodebookError as error:
        assert "mine.csv" in str(error)


def test_fifty_thousand_issues_are_read(tmp_path: Path) -> None:
    rows = "".join(f"i{number},Matter number {number},alias {number},,\n" for number in range(50_000))
    assert len(load_codebook(written(tmp_path, HEAD + rows)).entries) == 50_000


def test_a_codebook_is_known_by_its_bytes(tmp_path: Path) -> None:
    file = written(tmp_path, HEAD + "dam,Dam,,,\n")
    first: Codebook = load_codebook(file)
    file.write_bytes(codecs.BOM_UTF8 + file.read_bytes())
    assert first.version.startswith("mine")
    assert load_codebook(file).sha256 != first.sha256
