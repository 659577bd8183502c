"""Countries and territories: names, demonyms and capitals, with the identifiers of the raw files."""

from __future__ import annotations

import csv
import html
import json
import re
from pathlib import Path

from onrecord.resolve.known.spelling import normalised
from records import Country

# Names and words that the raw files get wrong for our purpose are in tables/countries.csv, which wins.
_PARTIAL = re.compile(r"[;(].*$|\b(?:note|prior to|in Romanian)\b.*$|^no official capital.*$")


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split(cell: str) -> list[str]:
    """The values of a cell with several, separated by semicolons."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def read_countries(kb: Path, tables: Path) -> dict[str, Country]:
    """All countries by ISO code."""
    own = {row["code"]: row for row in rows(tables / "countries.csv")}
    territories = _territories(kb)
    codes = {row["ISO3166-1-Alpha-2"].strip(): row for row in rows(kb / "country-codes.csv")}
    codes["XK"] = {"CLDR display name": "Kosovo", "is_independent": "Yes", "FIPS": "KV", "wikidata_id": ""}
    found = {}
    for code, row in sorted(codes.items()):
        if not code or code in {"AQ", "BQ", "UM"}:
            continue
        own_row = own.get(code, {})
        book = _factbook(kb, row["FIPS"])
        qid = territories.get(code, {}).get("qid") or row["wikidata_id"].rsplit("/", 1)[-1]
        name = own_row.get("name") or row["CLDR display name"].replace("&", "and").replace("St.", "Saint")
        independent = row["is_independent"] == "Yes" or code in {"TW", "PS"}
        found[code] = Country(
            code=code,
            qid=qid,
            name=name,
            independent=independent,
            aliases=_unique([*split(own_row.get("also", "")), *_names(row, book), *_historic(territories.get(code))]),
            demonyms=_unique([*split(own_row.get("demonyms", "")), *demonyms(book)]),
            capitals=_capitals(row, own_row, book, independent),
            spelt=_spelt(own_row),
            romanised=own_row.get("romanised") == "1",
            yields=own_row.get("yields") == "1" or not independent,
        )
    taken = {normalised(name) for c in found.values() if not c.yields for name in (c.name, *c.aliases)}
    for country in found.values():
        if country.yields:  # "Congo" is the larger one
            country.aliases = [alias for alias in country.aliases if normalised(alias) not in taken]
    return found


def _territories(kb: Path) -> dict[str, dict[str, object]]:
    lines = (kb / "rigour-territories.jsonl").read_text("utf-8").splitlines()
    parsed = [json.loads(line) for line in lines]
    return {entry["code"].upper(): entry for entry in parsed if len(entry.get("code", "")) == 2}


def _historic(territory: dict[str, object] | None) -> list[str]:
    """Of a territory's names only the full one: the "strong" ones hold peoples, the "weak" ones regions as well."""
    return [str(territory["full_name"])] if territory and territory.get("full_name") else []


def _factbook(kb: Path, fips: str) -> dict[str, object]:
    path = kb / "factbook" / f"{fips.lower()}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def field(book: dict[str, object], *keys: str) -> str:
    """The text at a path of a factbook page; empty where there is none."""
    node: object = book
    for key in (*keys, "text"):
        node = node.get(key, "") if isinstance(node, dict) else ""
    return html.unescape(re.sub(r"<[^>]+>", " ", str(node))).strip()


def _names(row: dict[str, str], book: dict[str, object]) -> list[str]:
    name = ("Government", "Country name")
    texts = [
        row["CLDR display name"],
        row.get("UNTERM English Short", ""),
        field(book, *name, "conventional short form"),
        field(book, *name, "conventional long form"),
    ]
    cleaned = [re.sub(r"\s*\(.*?\)|\s*\*+|\b(?:note|prior to)\b.*$", "", t).strip(" ;,-") for t in texts]
    bad = ("none", "", "The Dominican", "Gaza, Gaza Strip")
    return [t for t in cleaned if t.lower() not in bad and t not in bad]


def demonyms(book: dict[str, object]) -> list[str]:
    """Adjectives and nouns for a country's people, singular and plural."""
    found = []
    texts = [field(book, "People and Society", "Nationality", kind) for kind in ("adjective", "noun")]
    for part in re.split(r"[,;/]|\bor\b", ", ".join(texts)):
        plural = re.search(r"\(s\)", part)
        word = re.sub(r"\s*\(.*?\)", "", part).strip()
        if word and word.lower() != "na" and not word.endswith(("man", "woman")):
            found += [word, word + "s"] if plural else [word]
    return found


def _capitals(row: dict[str, str], own: dict[str, str], book: dict[str, object], independent: bool) -> list[str]:
    if not independent:  # nobody says Hamilton or Kingston for the government of a territory
        return []
    text = ""
    if isinstance(book.get("Government"), dict):
        capital = book["Government"].get("Capital", {})  # type: ignore[union-attr]
        text = field(capital, "name") if isinstance(capital, dict) else ""
    own_names = split(own.get("capitals", "").replace("=", ";"))
    found = [*own_names, row.get("Capital", "").strip(), _PARTIAL.sub("", text).strip()]
    muted = {normalised(c) for c in split(own.get("not_capitals", ""))}
    return [c for c in _unique(found) if normalised(c) not in muted]


def _spelt(own: dict[str, str]) -> dict[str, str]:
    """The one name of a capital, by each of its spellings as they are compared: "Kyiv=Kiev"."""
    cities = [[name.strip() for name in city.split("=")] for city in split(own.get("capitals", ""))]
    return {normalised(name): names[0] for names in cities for name in names}


def _unique(words: list[str]) -> list[str]:
    seen: dict[str, str] = {}
    for word in words:
        seen.setdefault(f"{normalised(word)}|{word if len(word) <= 4 else ''}", word)
    return [word for word in seen.values() if normalised(word)]
