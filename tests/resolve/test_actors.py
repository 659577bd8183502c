from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.entity import Entity, Office
from onrecord.errors import ActorsError
from onrecord.resolve.known.actors import MAX_BYTES, read_actors, scan_actors

EXAMPLE = Path(__file__).parents[2] / "examples" / "invented" / "actors.csv"
HEADER = "id,label,aliases,type,country,role,start,end,gender\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "actors.csv"


def problems(file: Path) -> list[str]:
    return [str(problem).removeprefix(str(file)) for problem in scan_actors(file).problems]


def test_the_example(file: Path) -> None:
    actors = read_actors(EXAMPLE)
    assert len(actors) == 67 and scan_actors(EXAMPLE).problems == ()
    vennick = next(actor for actor in actors if actor.id == "P-04")
    assert vennick == Entity(
        "P-04",
        "Jorath Vennick",
        "person",
        "Karveth",
        ("Vennick", "Mr Vennick", "M. Vennick", "Minister Vennick", "Karvethi foreign minister"),
        (Office("Foreign Minister (before: ambassador to the World Concord)", "Karveth", "2031-04-12", None),),
        "male",
        mononym=True,
        provenance="user",
    )
    assert not next(actor for actor in actors if actor.id == "P-01").mononym, "there are two Halvasunds"


def test_only_id_and_label_are_needed(file: Path) -> None:
    file.write_text("label,id\nUlvar Tresk,P-05\n", "utf-8")
    assert read_actors(file) == (Entity("P-05", "Ulvar Tresk", "person", provenance="user"),)


@pytest.mark.parametrize(
    "text",
    [
        'id,label,aliases,country\nP-05,"Tresk, Ulvar",Tresk;U. Tresk,Karveth\n',
        "id;label;aliases;country\nP-05;Tresk, Ulvar;Tresk|U. Tresk;Karveth\n",
        'id;label;aliases;country\nP-05;Tresk, Ulvar;"Tresk;U. Tresk";Karveth\n',
        "id\tlabel\taliases\tcountry\nP-05\tTresk, Ulvar\tTresk;U. Tresk\tKarveth\n",
        '\n\n ID , Label , Aliases , Country \r\n\r\nP-05,"Tresk,\n Ulvar", Tresk ;; U.  Tresk ; , Karveth \r\n,,,\r\n',
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_line_ends_and_marks(file: Path, text: str, charset: str) -> None:
    file.write_bytes(text.encode(charset))
    (actor,) = read_actors(file)
    assert (actor.name, actor.aliases, actor.country) == ("Tresk, Ulvar", ("Tresk", "U. Tresk"), "Karveth")


def test_rows_of_one_id_and_label_are_offices(file: Path) -> None:
    rows = (
        "P-1,Maren Oskeveth,Oskeveth,person,Karveth,Mayor,2020,2024,f\nP-1,Maren Oskeveth,Maren,,,Minister,2024-05,,f\n"
    )
    file.write_text(HEADER + rows, "utf-8")
    (actor,) = read_actors(file)
    assert actor.offices == (Office("Mayor", "Karveth", "2020", "2024"), Office("Minister", None, "2024-05", None))
    assert actor.aliases == ("Oskeveth", "Maren") and actor.country == "Karveth"


def test_a_known_country_gets_its_code_an_own_one_keeps_its_name(file: Path) -> None:
    rows = "C-1,Georgia,,country,Georgia,,,,\nP-1,Anna Holm,,,Georgia,,,,\n"
    rows += "P-2,Bo Lind,,,Russia,Envoy,,,\nP-3,Ed Ros,,,C-1,,,,\n"
    file.write_text(HEADER + rows, "utf-8")
    assert [actor.country for actor in read_actors(file)] == ["Georgia", "Georgia", "RU", "Georgia"]
    assert read_actors(file)[2].offices == (Office("Envoy", "RU"),)
    file.write_text(HEADER + "P-1,Anna Holm,,,Atlantys,,,,\n", "utf-8")
    assert scan_actors(file).warnings == ("the country 'Atlantys' is neither known nor in this file",)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (",Anna Holm,,,,,,,", ", line 2: id is empty. Every actor needs an id and a label"),
        ("P-1, ,,,,,,,", ", line 2: label is empty. Every actor needs an id and a label"),
        ("P-1,…,,,,,,,", ", line 2: label is '…', which has no letter. Every actor needs an id and a label"),
        ("P-1,Anna Holm,,persn,,,,,", ", line 2: the type is 'persn'. Did you mean 'person'?"),
        (
            "P-1,Anna Holm,,,,,2031-13,,",
            ", line 2: start is '2031-13', which is no date. Write 2031-04-11, 2031-04 or 2031",
        ),
        (
            "P-1,Anna Holm,,,,,,11.4.2031,",
            ", line 2: end is '11.4.2031', which is no date. Write 2031-04-11, 2031-04 or 2031",
        ),
        ("P-1,Anna Holm,,,,,2031,2030-12,", ", line 2: end 2030-12 is before start 2031. Exchange or correct them"),
        ("P-1,Anna Holm,,,,,,,x", ", line 2: gender is 'x'. Write m or f, or leave it empty"),
        (
            "P-1,Anna Holm,,,,,,,f,more",
            ", line 2: 10 fields, more than columns. Put fields with separators in quotation marks",
        ),
        (
            "P-1,Anna Holm,,,,,,,\nP-1,Bo Lind,,,,,,,",
            ", line 3: the id 'P-1' is 'Bo Lind' here and 'Anna Holm' in line 2. Give each actor an id of its own",
        ),
        (
            "P-1,Anna Holm,,,,,,,f\nP-1,Anna Holm,,,,,,,m",
            ", line 3: type or gender of 'P-1' is not that of line 2. Make the rows of one actor agree",
        ),
    ],
)
def test_a_wrong_row(file: Path, rows: str, expected: str) -> None:
    file.write_text(HEADER + rows + "\n", "utf-8")
    assert problems(file) == [expected]
    with pytest.raises(ActorsError) as raised:
        read_actors(file)
    assert str(raised.value) == str(file) + expected
    assert f", line {raised.value.line}: " in expected


def test_a_date_of_the_same_year_is_not_before(file: Path) -> None:
    file.write_text(HEADER + "P-1,Anna Holm,,,,,2031-06,2031,\n", "utf-8")
    assert problems(file) == []


def test_every_problem_is_listed_with_the_line_its_row_begins_on(file: Path) -> None:
    rows = 'P-1,"Anna\n\nHolm",,,,,,,\nP-2,Bo Lind,,x,,,y,,z\nP-1,Bo,,,,,,,\nP-3,Ed Ros,,,,,,,\n'
    file.write_text(HEADER + rows, "utf-8")
    scan = scan_actors(file)
    assert [problem.line for problem in scan.problems] == [5, 5, 5, 6]
    assert [actor.name for actor in scan.actors] == ["Anna Holm", "Ed Ros"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", " is empty"),
        (b" \n\n", " is empty"),
        (b"name,alias\nx,y\n", ", line 1: no column 'id' among 'name', 'alias'. The first line must name the columns"),
        (b"id,name\nx,y\n", ", line 1: no column 'label' among 'id', 'name'"),
        (b"id,label,ID\nx,y,z\n", ", line 1: the column 'id' is there twice. Rename or remove one of them"),
        (b"id,label\n", ", line 1: names no actor below its header. Add a row for each actor"),
        (b"id,label\nP-1,Ren\xe9e Holm\n", ", line 2: not UTF-8 (byte 0xe9). Save it as CSV in UTF-8"),
        (b"\xff\xfei\x00d\x00,", ", line 1: not UTF-16"),
        (b"id,label\nP-1,An\x00na\n", ", line 2: holds a NUL character. Save it as CSV in UTF-8"),
        (b"PK\x03\x04\x00\x00\xff\xd8\x9c\x00", " is binary, not CSV. Save it as CSV in UTF-8"),
        (b'id,label\nP-1,"Anna Holm\n', ", line 2: broken CSV"),
        (b'id,label\nP-1,"Anna" Holm\n', ", line 2: broken CSV"),
        (b"id,label\nP-1," + b"x" * 200_000 + b"\n", ", line 2: broken CSV (field larger than field limit"),
        (b"\x89PNG\r\n\x1a\n", ", line 1: not UTF-8"),
        (b'{"id": 1}\n', ", line 1: no column 'id'"),
    ],
)
def test_a_file_that_is_none(file: Path, data: bytes, expected: str) -> None:
    file.write_bytes(data)
    (problem,) = scan_actors(file).problems
    text = str(problem).removeprefix(str(file)).replace(": is empty", " is empty").replace(": is binary", " is binary")
    assert text.startswith(expected), text


def test_a_missing_file_a_folder_and_a_huge_one(file: Path, tmp_path: Path) -> None:
    for path in (file, tmp_path):
        with pytest.raises(ActorsError, match="cannot be read"):
            read_actors(path)
    with file.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(ActorsError, match="more than 32 MB"):
        read_actors(file)


def test_control_characters_are_dropped(file: Path) -> None:
    file.write_text("id,label\nP-1,\x1b[31mAnna\x07 Holm\u009b\n", "utf-8")
    assert read_actors(file)[0].name == "[31mAnna Holm"


def test_warnings(file: Path) -> None:
    rows = "id,label,aliases,type,note\nP-1,Anna Holm,Holm;the boss,,x\nP-2,Bo Holm,Holm,,\nO-1,Holm,,party,\n"
    file.write_text(rows, "utf-8")
    scan = scan_actors(file)
    assert scan.warnings == (
        "the column 'note' is not used",
        "'Holm' is a name of P-1 (line 2) and P-2 (line 3): only the date or the article can tell which",
    )
    assert not any(actor.mononym for actor in scan.actors)


def test_many_rows_are_read_soon(file: Path) -> None:
    file.write_text(HEADER + "".join(f"P-{i},Anna Holm {i},,,,,,,\n" for i in range(20_000)), "utf-8")
    assert len(read_actors(file)) == 20_000


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_it(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "fuzz.csv"
    for head in (b"", b"id,label,aliases,type,start,end,gender\n", b"\xef\xbb\xbfid;label\n"):
        file.write_bytes(head + data)
        scan = scan_actors(file)
        assert scan.actors or scan.problems
