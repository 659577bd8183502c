"""The rules of registry/, which builds the shipped file and is not in the wheel."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "registry"


@pytest.fixture(scope="module")
def offices() -> Iterator[ModuleType]:
    """The module, with its siblings for as long as it is needed."""
    before = set(sys.modules)
    sys.path.insert(0, str(FOLDER))
    try:
        import offices as module  # type: ignore[import-not-found]

        yield module
    finally:
        sys.path.remove(str(FOLDER))
        for name in ("offices", "countries", "records"):
            if name not in before:
                sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def roles(offices: ModuleType) -> object:
    from records import Country  # type: ignore[import-not-found]

    def country(code: str, name: str, *aliases: str) -> object:
        return Country(code, "Q1", name, True, list(aliases), [], [], {}, False, False)

    known = [country("AL", "Albania"), country("GB", "United Kingdom"), country("US", "United States")]
    known += [country("FR", "France"), country("KN", "Saint Kitts and Nevis", "St Kitts and Nevis")]
    return offices.Roles(FOLDER / "tables", {c.code: c for c in known})  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("President of Albania", "AL", ("President", "president", True)),
        ("Prime Minister of St Kitts and Nevis", "KN", ("Prime Minister", "prime minister", True)),
        ("President of the Senate", "FR", ("President of the Senate", "president of the senate", False)),
        ("Acting President", "AL", ("Acting President", "president", True)),
        (
            "Minister of Europe and Foreign Affairs",
            "FR",
            ("Minister of Europe and Foreign Affairs", "foreign minister", True),
        ),
        ("Minister of Foreign Trade", "FR", ("Minister of Foreign Trade", "trade minister", True)),
        ("Minister Delegate for Foreign Affairs", "FR", None),
        ("Deputy Minister of Foreign Affairs", "AL", None),
        ("Minister of State for Defence", "GB", None),
        ("Minister for Defence Procurement", "GB", None),
        ("Secretary of State for Defence", "GB", ("Secretary of State for Defence", "defence minister", True)),
        ("Secretary of Defence", "US", ("Secretary of Defence", "defence minister", True)),
        ("Secretary of the Interior", "US", None),
        ("Secretary of State", "US", ("Secretary of State", "foreign minister", True)),
        ("Member of the 57th Parliament of the United Kingdom", "GB", ("Member of Parliament", "lawmaker", False)),
        ("Governor of the Bank of England", "GB", ("Governor of the Bank of England", "central bank governor", True)),
        ("Governor of Ohio", "US", ("Governor of Ohio", "governor", False)),
    ],
)
def test_one_name_for_an_office(roles: object, text: str, code: str, expected: tuple[str, str, bool] | None) -> None:
    found = roles.read(text, code)  # type: ignore[attr-defined]
    if expected is None:
        assert found[0] == text and not found[1].startswith(("foreign m", "defence m", "interior m")), found
        assert not found[2] or found[1] != text
    else:
        assert found == expected


def test_seats_of_large_assemblies_are_left_out(roles: object) -> None:
    assert roles.read("Member of the Regional Council of Brittany", "FR") is None  # type: ignore[attr-defined]
    assert roles.read("President of the Regional Council of Brittany", "FR") is not None  # type: ignore[attr-defined]


def term(start: int, end: int, *, role: str = "President", until: int = 20220701, file: str = "a.csv") -> object:
    from records import Source, Term

    return Term(role, "president", "AL", start, end, Source(file, until), True)


def dates(terms: list[object]) -> list[tuple[int, int]]:
    return [(t.start, t.end) for t in terms]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("given", "joined"),
    [
        ([(20000101, 20040101), (20040102, 20080101)], [(20000101, 20080101)]),
        ([(20000101, 20040101), (20050101, 20080101)], [(20000101, 20040101), (20050101, 20080101)]),
        ([(20000000, 0), (20000301, 20040101)], [(20000301, 20040101)]),
        ([(20120507, 0), (20180507, 0)], [(20120507, 0)]),
        ([(0, 0)], [(0, 0)]),
        ([(20000101, 20300101), (20050101, 0)], [(20000101, 20300101)]),
    ],
)
def test_terms_of_one_office_are_joined(
    offices: ModuleType, given: list[tuple[int, int]], joined: list[tuple[int, int]]
) -> None:
    assert dates(offices.merged([term(*dates) for dates in given])) == joined


def test_a_term_without_an_end_closes_when_the_next_begins(offices: ModuleType) -> None:
    from records import Actor, Source

    def actor(id: str, *terms: object) -> object:
        return Actor(id, id, "person", "AL", Source("a.csv"), terms=list(terms))

    old, new = term(20150101, 0), term(20200802, 0)
    late = term(20230101, 0, until=20260131)
    slip = term(20050623, 0, until=20260131, file="factbook/al.json")
    offices.closed([actor("a", old), actor("b", new), actor("c", late), actor("d", slip)])
    assert dates([old]) == [(20150101, 20200802)]
    assert dates([new]) == [(20200802, 0)], "its file ends before the next begins: the end is not known"
    assert dates([late]) == [(20230101, 0)]
    assert dates([slip]) == [(0, 0)], "others held it since: the date is wrong and counts for nothing"
