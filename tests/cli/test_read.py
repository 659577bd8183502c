from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.stand_in import Run, fake_read
from onrecord.options import ReadOptions
from onrecord.statement import Reading


def test_a_table_is_the_default(run: Run, files: Path) -> None:
    result = run("read", "one.txt")
    assert result.exit_code == 0 and result.stderr == ""
    assert "Anna Holm" in result.stdout and "it would rain" in result.stdout and "score" in result.stdout


def test_json_lines_come_in_input_order(run: Run, files: Path) -> None:
    result = run("read", "two.txt", "one.txt", "many.jsonl", "--format", "jsonl")
    texts = [json.loads(line)["document"]["text"] for line in result.stdout.splitlines()]
    assert texts == [
        *("Bo Lind said the undated plan was dead", "Anna Holm said it would rain"),
        *("Anna said yes", "Bo said an undated no"),
    ]


def test_warnings_name_the_input_and_the_article_in_it(run: Run, files: Path) -> None:
    result = run("read", "two.txt", "many.jsonl", "-f", "csv")
    assert result.stderr == "warning: two.txt: no date found\nwarning: many.jsonl: line-2: no date found\n"
    assert run("read", "two.txt", "-f", "csv", "--quiet").stderr == ""


def test_what_cannot_be_read_is_told_and_the_rest_is_written(run: Run, files: Path) -> None:
    result = run("read", "gone.txt", "one.txt", "-f", "jsonl")
    assert result.exit_code == 1
    assert result.stderr == "error: gone.txt: no such file or folder. Check the name\n"
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "html", "brat"])
def test_nothing_is_written_where_nothing_could_be_read(form: str, run: Run, tmp_path: Path) -> None:
    result = run("read", "gone.txt", "away.txt", "-f", form)
    assert result.exit_code == 3 and result.stdout == "" and result.stderr.count("error: ") == 2
    (tmp_path / "out.x").write_text("before")
    assert run("read", "gone.txt", "-f", form if form != "brat" else "csv", "-o", "out.x").exit_code == 3
    assert (tmp_path / "out.x").read_text() == "before"


def test_an_input_without_articles(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    result = run("read", "empty.jsonl")
    assert result.exit_code == 3
    assert result.stderr == "error: no article in the input. Give a file, a folder or a URL that holds one\n"


def test_an_error_message_is_one_line_that_a_terminal_cannot_be_steered_with(run: Run) -> None:
    result = run("read", "a\nb\x1b[2J.txt")
    assert result.stderr == "error: a b\ufffd[2J.txt: no such file or folder. Check the name\n"


def test_options_reach_the_pipeline(run: Run, files: Path) -> None:
    result = run("read", "one.txt", "--title", "Weather", "-f", "json")
    assert json.loads(result.stdout)["document"]["title"] == "Weather"


def test_a_codebook_reaches_the_pipeline(run: Run, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[ReadOptions] = []

    def read(source: str | Path, options: ReadOptions, **more: object) -> Iterator[Reading]:
        asked.append(options)
        return fake_read(source, options)

    monkeypatch.setattr("onrecord.cli.read.read", read)
    (files / "mine.toml").write_text("issues")
    assert run("read", "one.txt", "--codebook", "mine.toml").exit_code == 0
    assert run("read", "one.txt", "--codebook", "peace").exit_code == 0
    assert [options.codebook for options in asked] == ["mine.toml", "peace"]
    digest = hashlib.sha256(b"issues").hexdigest()
    assert asked[0].recorded() == {"min_score": 0.0, "codebook": f"mine.toml@sha256:{digest}"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--min-score", "much"), "Invalid value for '--min-score'"),
        (("--published", "14 May"), "'14 May' is not an ISO 8601 date such as 2025-05-14"),
        (("--format", "pdf"), "'pdf' is not one of 'table', 'json', 'jsonl', 'csv', 'html', 'brat'."),
        (("--model", "nowhere"), "'nowhere' does not exist"),
        (("--fromat", "csv"), "No such option: --fromat"),
        (
            ("-o", "out.pdf"),
            "the name 'out.pdf' does not tell the format: "
            "add --format, or end it with .json, .jsonl, .csv, .html or .ann",
        ),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str, run: Run, files: Path) -> None:
    result = run("read", "one.txt", *arguments)
    assert result.exit_code == 2 and message in result.stderr and result.stdout == ""


def test_no_input_is_wrong_usage(run: Run) -> None:
    result = run("read")
    assert result.exit_code == 2 and "Missing argument 'INPUT" in result.stderr


@pytest.mark.parametrize("score", ["1.5", "nan", "-1.0"])
def test_a_score_out_of_range(score: str, run: Run, files: Path) -> None:
    result = run("read", "one.txt", "--min-score", score)
    assert result.exit_code == 2 and result.stderr == f"error: min_score is {score}: give a number from 0 to 1\n"


@pytest.mark.parametrize(
    ("trouble", "code", "message"),
    [
        ("INTERRUPT", 130, "error: interrupted\n"),
        ("MODEL", 3, "error: no model in /nowhere. Install onrecord again\n"),
        ("OPTION", 2, "error: min_score is 7: give a number from 0 to 1\n"),
    ],
)
def test_what_ends_a_run(trouble: str, code: int, message: str, run: Run, files: Path) -> None:
    (files / "bad.txt").write_text(trouble)
    result = run("read", "bad.txt", "-f", "csv")
    assert (result.exit_code, result.stderr) == (code, message)


def test_an_interrupted_run_leaves_the_old_output(run: Run, files: Path) -> None:
    (files / "bad.txt").write_text("Anna said yes\nINTERRUPT")
    (files / "out.csv").write_text("before")
    before = sorted(os.listdir(files))
    assert run("read", "one.txt", "bad.txt", "-o", "out.csv").exit_code == 130
    assert (files / "out.csv").read_text() == "before" and sorted(os.listdir(files)) == before


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("out.json", '{\n  "document"'),
        ("out.jsonl", '{"document"'),
        ("out.csv", "document_id,"),
        ("out.HTML", "<!doctype html>"),
        ("out.ann", "T1\tSource 0 9\tAnna Holm"),
    ],
)
def test_the_name_of_the_output_tells_the_format(name: str, start: str, run: Run, files: Path) -> None:
    result = run("read", "one.txt", "-o", name)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert (files / name).read_text("utf-8").startswith(start)


def test_a_dash_is_standard_output(run: Run, files: Path) -> None:
    assert run("read", "one.txt", "-f", "csv", "-o", "-").stdout.startswith("document_id,")


def test_a_table_in_a_file_is_plain(run: Run, files: Path) -> None:
    run("read", "one.txt", "-f", "table", "-o", "out.txt")
    assert "\x1b" not in (files / "out.txt").read_text("utf-8")


def test_output_keeps_mode_and_link_of_the_file_it_replaces(run: Run, files: Path) -> None:
    (files / "real.csv").touch(mode=0o640)
    (files / "link.csv").symlink_to("real.csv")
    assert run("read", "one.txt", "-o", "link.csv").exit_code == 0
    assert (files / "link.csv").is_symlink() and (files / "real.csv").read_text().startswith("document_id")
    assert stat.S_IMODE((files / "real.csv").stat().st_mode) == 0o640


def test_a_device_is_written_to_and_not_replaced(run: Run, files: Path) -> None:
    assert run("read", "one.txt", "-f", "csv", "-o", os.devnull).exit_code == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("one.txt", "-f", "csv", "-o", "./one.txt"),
            "--output one.txt is an input and would be lost. Choose another name",
        ),
        (
            ("one.txt", "-f", "csv", "-o", "same.txt"),
            "--output same.txt is an input and would be lost. Choose another name",
        ),
        (
            (".", "-o", "out.jsonl"),
            "--output out.jsonl lies in the input folder .. Choose a place outside of it",
        ),
        ((".", "-f", "brat", "-o", "ann"), "--output ann lies in the input folder .. Choose a place outside of it"),
        (("one.txt", "-f", "csv", "-o", "dir"), "--output dir is a folder. Give the name of a file"),
        (
            ("one.txt", "-f", "brat", "-o", "two.txt"),
            "--output two.txt is a file. Give a folder, or a name that ends with .ann",
        ),
        (("one.txt", "-o", "no/out.csv"), "--output no/out.csv: there is no folder {}/no. Create it first"),
        (("many.jsonl", "-f", "brat"), "brat holds one article a file, and there are several. Add --output FOLDER"),
    ],
)
def test_outputs_that_are_refused(arguments: tuple[str, ...], message: str, run: Run, files: Path) -> None:
    (files / "same.txt").symlink_to("one.txt")
    (files / "dir").mkdir()
    result = run("read", "--quiet", *arguments)
    assert result.exit_code == 2
    assert result.stderr == f"error: {message.format(files.resolve())}\n"
    assert (files / "one.txt").read_text() == "Anna Holm said it would rain\n"


def test_a_table_of_numbers_may_lie_beside_the_articles(run: Run, files: Path) -> None:
    (files / "in").mkdir()
    (files / "in" / "a.txt").write_text("Anna said yes")
    assert "input folder" not in run("read", "in", "-o", "in/out.csv").stderr


def test_brat_into_a_folder(run: Run, files: Path) -> None:
    (files / "many.jsonl").write_text("Anna said yes\nAnna said yes\n")
    assert run("read", "many.jsonl", "one.txt", "one.txt", "-f", "brat", "-o", "ann").exit_code == 0
    names = sorted(path.name for path in (files / "ann").iterdir())
    assert len(names) == 9 and "annotation.conf" in names
    assert sum(name.startswith("line-") for name in names) == 4 and sum(name.endswith("-2.txt") for name in names) == 1
    for name in names:
        if name.endswith(".ann"):
            text = (files / "ann" / name).with_suffix(".txt").read_text("utf-8")
            kind, start, end = (files / "ann" / name).read_text("utf-8").split("\t")[1].split()
            assert kind == "Source" and text[int(start) : int(end)] in ("Anna", "Anna Holm")


FAKE = """
import sys
sys.path[:0] = [{folder!r}]
import stand_in, onrecord.cli.read
onrecord.cli.read.read = stand_in.fake_read
from onrecord.cli.main import main
main()
"""


def test_a_closed_pipe_is_no_error(files: Path) -> None:
    (files / "long.txt").write_text("Anna said yes\n" * 5000)
    code = FAKE.format(folder=str(Path(__file__).parent))
    command = [sys.executable, "-c", code, "read", "long.txt", "-f", "jsonl"]
    with subprocess.Popen(command, cwd=files, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        assert process.stdout.readline().startswith(b'{"document"')
        process.stdout.close()
        complaint = process.stderr.read()
    assert (process.returncode, complaint) == (0, b"")


def test_output_is_utf_8_whatever_the_system_says(files: Path) -> None:
    (files / "one.txt").write_text("Zoë said “über”", "utf-8")
    code = FAKE.format(folder=str(Path(__file__).parent))
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    for form in ("json", "table"):
        command = [sys.executable, "-X", "utf8=0", "-c", code, "read", "one.txt", "-f", form]
        done = subprocess.run(command, cwd=files, env=environment, capture_output=True, check=True)
        assert "Zoë" in done.stdout.decode("utf-8")
