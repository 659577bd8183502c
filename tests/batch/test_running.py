"""Done or not done: what a run leaves, and what the next one does."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from batch.conftest import files, lines, table
from batch.watcher import Watched
from onrecord.batch import planned
from onrecord.batch.manifest import Manifest
from onrecord.batch.places import Folder
from onrecord.batch.running import Request
from onrecord.batch.tables import TABLES
from onrecord.errors import OptionError
from onrecord.options import ReadOptions


@pytest.fixture
def shards(tmp_path):
    return [lines(tmp_path / f"{name}.jsonl", [f"{name} said number {n}" for n in range(3)]) for name in ("Ana", "Bo")]


def test_every_shard_has_its_tables_and_its_entry(shards, batch, tmp_path):
    results, watched = batch(*shards, workers=2)
    assert [result.entry.counts["documents"] for result in results] == [3, 3]
    assert watched.states == {"Ana": "new", "Bo": "new"}
    out = tmp_path / "out"
    assert {*files(out)} == {
        *(f"{name}/{shard}.parquet" for name in TABLES for shard in ("Ana", "Bo")),
        *(f"manifest/{shard}.json" for shard in ("Ana", "Bo")),
    }
    assert [(row["shard"], row["document"]) for row in table(out, "documents", "Bo")] == [("Bo", n) for n in (1, 2, 3)]
    assert [row["content"] for row in table(out, "statements", "Ana")] == [f"number {n}" for n in range(3)]
    entry = json.loads((out / "manifest" / "Ana.json").read_text())
    assert entry["counts"]["words"] == 12 and entry["files"]["documents"] == len(files(out)["documents/Ana.parquet"])


def test_what_is_done_is_not_done_again(shards, batch, tmp_path):
    batch(*shards)
    before = files(tmp_path / "out")
    results, watched = batch(*shards)
    assert watched.states == {"Ana": "done", "Bo": "done"} and watched.results == []
    assert [result.entry.counts["documents"] for result in results] == [3, 3]
    assert files(tmp_path / "out") == before


def test_a_changed_file_is_read_again_and_a_touched_or_moved_one_is_not(shards, batch, tmp_path):
    batch(*shards)
    os.utime(shards[0])
    moved = tmp_path / "elsewhere" / "Bo.jsonl"
    moved.parent.mkdir()
    shutil.move(shards[1], moved)
    assert batch(shards[0], moved)[1].states == {"Ana": "done", "Bo": "done"}
    lines(shards[0], ["Ana said nothing any more"])
    assert batch(shards[0], moved)[1].states == {"Ana": "changed", "Bo": "done"}
    assert [row["content"] for row in table(tmp_path / "out", "statements", "Ana")] == ["nothing any more"]


def test_another_file_does_not_take_the_place_of_one(shards, batch, tmp_path):
    batch(*shards)
    before = files(tmp_path / "out")
    other = lines(tmp_path / "june" / "Ana.jsonl", ["Ana said something else"])
    with pytest.raises(OptionError, match=r"Ana.jsonl would take the place of .*Ana.jsonl: both are shard 'Ana'"):
        batch(other)
    assert files(tmp_path / "out") == before
    assert batch(other, redo=True)[1].states == {"Ana": "again"}


def test_other_options_are_refused_unless_all_is_read_anew(shards, batch, tmp_path):
    batch(*shards)
    before = files(tmp_path / "out")
    with pytest.raises(OptionError, match=r"2 shards read in another way: options \{'min_score': 0.0\}, now") as raised:
        batch(*shards, options=ReadOptions(min_score=0.5))
    assert str(raised.value).endswith("Choose another --out, or read them anew with --redo")
    assert files(tmp_path / "out") == before
    batch(*shards, options=ReadOptions(min_score=0.5), redo=True)
    assert {
        entry.how["options"]["min_score"] for entry in Manifest(Folder(str(tmp_path / "out"))).entries.values()
    } == {0.5}


@pytest.mark.parametrize("lost", ["documents/Ana.parquet", "manifest/Ana.json"])
def test_a_lost_file_is_made_again(shards, batch, tmp_path, lost):
    batch(*shards)
    (tmp_path / "out" / lost).unlink()
    _, watched = batch(*shards)
    assert watched.states["Ana"] in ("damaged", "new") and watched.states["Bo"] == "done"
    assert len(table(tmp_path / "out", "documents", "Ana")) == 3


def test_what_an_interrupted_run_left_is_swept_away(shards, batch, tmp_path):
    out = tmp_path / "out"
    batch(shards[0])
    left = [out / ".Bo.abc.part" / "documents.parquet", out / "codings" / "Bo.parquet", out / "manifest" / ".x.part"]
    for path in left:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"PAR1")
    kept = out / "notes.txt"
    kept.write_text("mine")
    batch(shards[0])
    assert not any(path.exists() for path in left) and not left[0].parent.exists()
    assert kept.read_text() == "mine" and len(table(out, "documents", "Ana")) == 3


def test_an_interruption_leaves_what_is_done_and_nothing_else(shards, batch, tmp_path):
    def interrupt(progress):
        if progress.shard == "Bo" and progress.documents == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch(*shards, watched=Watched(interrupt))
    assert {name for name in files(tmp_path / "out") if "Bo" in name or "part" in name} == set()
    _, watched = batch(*shards)
    assert watched.states == {"Ana": "done", "Bo": "new"}


def test_two_runs_do_not_write_to_one_place(shards, batch, tmp_path):
    def again(progress):
        if progress.documents == 1 and progress.shard == "Ana":
            with pytest.raises(OptionError, match="another run writes there"):
                batch(*shards)
            seen.append(progress)

    seen = []
    batch(*shards, watched=Watched(again))
    assert seen


def test_a_full_or_forbidden_disk_is_told(shards, batch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OptionError, match=r"file/out cannot be used"):
        batch(*shards, out=str(tmp_path / "file" / "out"))


def test_nothing_is_done_where_it_is_only_planned(shards, tmp_path):
    out = tmp_path / "out"
    found = planned(Request(tuple(map(str, shards)), str(out)))
    assert [(one.shard.name, one.state) for one in found] == [("Ana", "new"), ("Bo", "new")] and not out.exists()


def test_an_entry_that_is_none_is_told(shards, batch, tmp_path):
    batch(shards[0])
    entry = tmp_path / "out" / "manifest" / "Ana.json"
    entry.write_text('{"layout": 1, "shard": "Ana"')
    with pytest.raises(OptionError, match=r"Ana.json is no entry of a manifest .* Remove it"):
        batch(shards[0])
    entry.write_text('{"layout": 99}')
    with pytest.raises(OptionError, match="has layout 99, this version knows 1"):
        batch(shards[0])
