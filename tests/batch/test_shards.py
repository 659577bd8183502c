"""Which shards are found, and what they are called."""

from __future__ import annotations

import pytest

from batch.conftest import lines
from onrecord.batch.places import Folder
from onrecord.batch.shards import name_of, shards_of
from onrecord.errors import InputError, OptionError

OUT = Folder("results")


@pytest.fixture
def crawl(tmp_path, monkeypatch):
    for name in ("2031-05/news.jsonl", "2031-06/news.jsonl", "a.jsonl", ".hidden/b.jsonl"):
        lines(tmp_path / name, ["Anna said yes"])
    (tmp_path / "note.txt").write_text("no shard")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (["."], ["2031-05-news", "2031-06-news", "a"]),
        (["*/news.jsonl"], ["2031-05-news", "2031-06-news"]),
        (["2031-05/*.jsonl", "2031-05/news.jsonl"], ["news"]),
        (["a.jsonl", "a.jsonl", "./a.jsonl"], ["a"]),
        (["**/*.jsonl"], ["2031-05-news", "2031-06-news", "a"]),
    ],
)
def test_files_folders_and_patterns_give_each_shard_once(crawl, given, names):
    assert [shard.name for shard in shards_of(given, OUT)] == names


def test_a_file_url_is_the_file(crawl):
    (shard,) = shards_of([f"{(crawl / 'a.jsonl').as_uri()}"], OUT)
    assert (shard.name, shard.address) == ("a", str(crawl / "a.jsonl"))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("nothing.jsonl", "nothing.jsonl: there is no such shard."),
        ("*.warc", "*.warc: there is no such shard."),
        ("note.txt", "note.txt: its name does not end as that of a shard."),
        (".hidden", None),
        ("a\0.jsonl", "there is no such shard."),
    ],
)
def test_what_is_no_shard_is_told(crawl, given, message):
    if message is None:
        assert [shard.name for shard in shards_of([given], OUT)] == ["b"]
        return
    with pytest.raises(InputError, match=None) as raised:
        shards_of([given], OUT)
    assert message in str(raised.value)


def test_two_shards_of_one_name_are_refused(crawl):
    with pytest.raises(OptionError, match=r"would both be shard 'news'\. Rename one of them"):
        shards_of(["2031-05/news.jsonl", "2031-06/news.jsonl"], OUT)


def test_names_are_names_of_files_everywhere():
    assert name_of("süd/[1]?*.jsonl.gz") == "süd-1"
    assert name_of("...jsonl") == "shard"
    assert len(name_of("x" * 500 + ".warc")) < 140 and name_of("x" * 500 + ".warc") != name_of("x" * 501 + ".warc")
    assert name_of("../../etc/passwd.warc") == "etc-passwd"


def test_results_are_no_shards_where_they_lie_among_them(crawl):
    lines(crawl / "results" / "documents" / "a.jsonl", ["Anna said yes"])
    given = [".", "results/*/*.jsonl"]
    assert [shard.name for shard in shards_of(given, Folder("./results"))] == ["2031-05-news", "2031-06-news", "a"]
    with pytest.raises(InputError, match="nothing but results"):
        shards_of(["results"], Folder(str(crawl / "results")))
