from __future__ import annotations

import subprocess
import sys

from cli.stand_in import Run


def test_without_arguments_it_helps(run: Run) -> None:
    result = run()
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: onrecord [OPTIONS] COMMAND [ARGS]...")
    assert "Read articles and print who said what" in result.stdout


def test_version(run: Run) -> None:
    result = run("--version")
    assert result.exit_code == 0 and result.stdout.startswith("onrecord ")


def test_an_unknown_command(run: Run) -> None:
    result = run("raed")
    assert result.exit_code == 2
    assert "No such command 'raed'" in result.stderr


def test_help_tells_the_exit_codes_and_examples(run: Run) -> None:
    page = run("read", "--help").stdout
    for line in (
        "onrecord read article.txt",
        "0    everything was read",
        "1    some inputs could not be read; the others were written",
        "2    wrong usage, or the output cannot be written",
        "3    nothing could be read",
        "130  interrupted",
    ):
        assert f"  {line}\n" in page


def test_starting_loads_none_of_the_heavy_libraries() -> None:
    heavy = ("numpy", "onnxruntime", "trafilatura", "pydantic", "rich", "onrecord.pipeline")
    code = f"import sys, onrecord.cli.main; print([name for name in {heavy!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
