from __future__ import annotations

import csv
from pathlib import Path

import pytest

from onrecord.document import Document
from onrecord.errors import OptionError
from onrecord.gather.outlets import SHIPPED, Outlet, Outlets, load_outlets

TABLE = Outlets(
    {
        "gazette.example": Outlet("gazette.example", "The Gazette", "KV", "en"),
        "sport.gazette.example": Outlet("sport.gazette.example", "Gazette Sport"),
    }
)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://gazette.example/1", "The Gazette"),
        ("https://WWW.Gazette.Example./1", "The Gazette"),
        ("http://user@live.sport.gazette.example:80/", "Gazette Sport"),
        ("https://notgazette.example/", None),
        ("https://gazette.example.evil.example/", None),
        ("http://[", None),
        ("gazette.example", None),
        ("", None),
        (None, None),
    ],
)
def test_a_domain_stands_for_its_subdomains(url: str | None, name: str | None) -> None:
    outlet = TABLE.of(url)
    assert (outlet.name if outlet else None) == name


def test_documents_get_the_table_s_name() -> None:
    document = Document("No.", url="https://gazette.example/1", outlet="gazette ONLINE", extra={"mine": 1})
    named = TABLE.named(document, keep=False)
    assert named.outlet == "The Gazette"
    assert named.extra == {"mine": 1, "outlet_country": "KV", "outlet_language": "en"}
    assert TABLE.named(document, keep=True).outlet == "gazette ONLINE"
    assert TABLE.named(Document("No.", url="https://gazette.example/1"), keep=True).outlet == "The Gazette"
    other = Document("No.", url="https://press.example/1")
    assert TABLE.named(other, keep=False) is other


def test_rows_of_one_s_own_win(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text('\ufeffdomain,outlet\r\nwww.BBC.co.uk,"Auntie, ""Beeb"""\r\n,\r\ngazette.example, The Gazette \r\n')
    table = load_outlets(file)
    assert table.of("https://www.bbc.co.uk/news/1") == Outlet("bbc.co.uk", 'Auntie, "Beeb"')
    assert table.of("https://gazette.example") == Outlet("gazette.example", "The Gazette")
    assert table.of("https://apnews.com") == load_outlets().of("https://apnews.com")
    assert len(table) == len(load_outlets()) + 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "line 1: there is no column 'domain'. Give a CSV file with the columns domain, outlet, country, language"),
        ("domain,name\n", "line 1: there is no column 'outlet'"),
        ("domain,outlet\nhttps://a.example/,A\n", "line 2: 'https://a.example/' is no domain"),
        ("domain,outlet\na.example,A\nb.example\n", "line 3: b.example has no outlet"),
        ('domain,outlet\na.example,"A\n', "cannot be read"),
        ("domain,outlet\na.example,\xff\n", "cannot be read"),
        ("domain,outlet\na.example,a\0b\n" * 3, ""),
    ],
)
def test_files_that_cannot_be_used(content: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(OptionError) as caught:
        load_outlets(file)
    assert str(file) in str(caught.value) and message in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="No such file"):
        load_outlets(tmp_path / "none.csv")


def test_the_shipped_table_is_sound() -> None:
    rows = list(csv.DictReader(SHIPPED.read_text("utf-8").splitlines()))
    domains = [row["domain"] for row in rows]
    assert len(set(domains)) == len(domains) > 100
    for row in rows:
        assert row["outlet"] and len(row["country"]) == len(row["language"]) == 2, row
        assert row["country"].isupper() and row["language"].islower()
