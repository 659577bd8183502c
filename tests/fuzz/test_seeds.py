"""The inputs that fuzzing begins with, each through its parsers once, with what must hold of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz.__main__ import Run, main
from fuzz.target import SEEDS, WORDS, Parse
from fuzz.targets import TARGETS

#: All seeds together, so that they stay a few.
_MOST_BYTES = 400_000


@pytest.fixture(scope="module", params=TARGETS)
def parse(request: pytest.FixtureRequest) -> tuple[str, Parse]:
    return request.param, TARGETS[request.param].make()


def test_every_seed_is_read_or_refused_clearly(parse: tuple[str, Parse]) -> None:
    name, run = parse
    seeds = sorted(TARGETS[name].seeds.iterdir())
    assert seeds
    for seed in seeds:
        run(seed.read_bytes())


def test_a_seed_cut_short_or_damaged_is_too(parse: tuple[str, Parse]) -> None:
    name, run = parse
    for seed in sorted(TARGETS[name].seeds.iterdir())[:5]:
        data = seed.read_bytes()
        run(data[: len(data) // 2])
        run(data[: len(data) // 3] + b"\0\xff<" + data[len(data) // 3 :])
        run(data * 2)


def test_every_folder_of_seeds_is_a_targets_and_none_is_large() -> None:
    assert {folder.name for folder in SEEDS.iterdir()} == {file.stem for file in WORDS.iterdir()} == {*TARGETS}
    sizes = [path.stat().st_size for path in SEEDS.rglob("*") if path.is_file()]
    assert sum(sizes) < _MOST_BYTES
    assert all(path.stat().st_size <= TARGETS[path.parent.name].longest for path in _seeds())


def test_fuzzing_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_WORK", str(tmp_path))
    run = Run(TARGETS["text"], 600)
    assert run.left == 600
    run.note(540)
    assert Run(TARGETS["text"], 600).left == 60
    assert Run(TARGETS["html"], 600).left == 600


def test_one_input_is_run_again(tmp_path: Path) -> None:
    path = tmp_path / "input"
    path.write_bytes(b"No comment.")
    assert main(["text", "jsonl", "--input", str(path)]) == 0
    with pytest.raises(SystemExit):
        main(["nothing"])


def test_what_breaks_a_target_comes_through() -> None:
    with pytest.raises(AssertionError, match="a document without a text"):
        from fuzz.sound import document_is_sound
        from onrecord.document import Document

        document_is_sound(Document("\0"), 1)


def _seeds() -> list[Path]:
    return [path for path in SEEDS.rglob("*") if path.is_file()]
