"""Voices counted: totals hold whatever the statements are; shares lie in their intervals; what CSV and JSON tell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse.cues import TONES, plain_cue, quoted_words
from onrecord.analyse.leaving import left_out_by
from onrecord.analyse.shares import Share
from onrecord.analyse.tally import Names, tallies_of
from onrecord.store.asking.voices import Article, Spoken, Told, Who

OUTLETS = ("Coastwire", "The Ledger", None)
PEOPLE = {
    1: Who("local:oskar", "Lena Oskar"),
    2: Who("local:oskar", "Mrs Oskar"),
    3: Who(None, "Bo Lind"),
    4: Who(None, "unnamed: officials"),
    5: Who(None, "unknown"),
}
ARTICLES = {key: Article(OUTLETS[key % 3], f"place {key // 2}", f"2031-06-{key + 1:02}") for key in range(9)}
rows = st.lists(
    st.tuples(
        st.sampled_from(sorted(ARTICLES)),
        st.integers(1, 6),
        st.sampled_from(["direct", "indirect", "mixed"]),
        st.sampled_from(["said", "says", ""]),
        st.sampled_from([*PEOPLE, None]),
        st.sampled_from([None, "Karveth", "Sorrenay"]),
    ),
    max_size=30,
)
told = st.lists(st.builds(Told, st.integers(1, 8), st.sampled_from(sorted(ARTICLES)), st.sampled_from([1, 3])))


@given(rows, st.sets(st.integers(0, 29)))
def test_every_statement_is_counted_once_in_each_way(given_rows, doubted):
    spoken = [
        Spoken(key, document, utterance, kind, cue, 3, 0, actor, "person", country)
        for key, (document, utterance, kind, cue, actor, country) in enumerate(given_rows)
    ]
    names = Names(PEOPLE)
    tallies = tallies_of(ARTICLES, names, spoken, set(), dict.fromkeys(doubted, "doubt"))
    assert sum(tally.statements for tally in tallies.values()) == len(spoken)
    for outlet, tally in tallies.items():
        own = [row for row in spoken if ARTICLES[row.document].outlet == outlet]
        assert tally.kinds.total() == tally.cues.total() == tally.countries.total() == len(own)
        assert tally.types.total() == len(own) and tally.words == 3 * len(own)
        assert sum(kinds.total() for kinds in tally.actors.values()) == sum(row.actor is not None for row in own)
        assert tally.utterances == {row.utterance for row in own} == set().union(*tally.told_in.values())
        assert tally.places == {ARTICLES[row.document].place for row in own}
        assert tally.unnamed + tally.unknown <= len(own)
        assert {tone for _, tone in tally.cues} <= set(TONES)
    assert len({names.called(names.of[key])[0] for key in (1, 2)}) == 1


@given(told, st.integers(1, 3))
def test_nobody_leaves_out_what_they_tell_nor_what_few_tell(rows, told_by):
    names = Names(PEOPLE)
    carried = {(row.utterance, ARTICLES[row.document].outlet) for row in rows}
    for outlet, who in left_out_by(rows, ARTICLES, names, None, told_by).items():
        for one in who:
            assert 0 < one.left_out == len(set(one.utterances)) <= one.of
            for utterance in one.utterances:
                assert (utterance, outlet) not in carried
                assert len({of for key, of in carried if key == utterance}) >= told_by
    assert left_out_by(rows, ARTICLES, names, frozenset(), told_by) == {}


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_lies_in_its_interval(one, other):
    number, of = sorted((one, other))
    share = Share(number, of)
    assert 0 <= share.low <= share.share + 1e-9
    assert share.share <= share.high + 1e-9 <= 1 + 1e-9


def test_shares_of_a_table():
    assert [round(value, 3) for value in (Share(1, 10).low, Share(1, 10).high)] == [0.018, 0.404]
    assert (Share(0, 0).share, Share(0, 0).low, Share(0, 0).high) == (0.0, 0.0, 1.0)


def test_cues_in_their_plain_form():
    cues = {
        "had been told": "tell",
        "calling for": "call for",
        "According to": "according to",
        "let it be known": "let it be known",
        "": "",
        "would": "would",
    }
    assert {cue: plain_cue(cue) for cue in cues} == cues


def test_words_in_quotation_marks():
    contents = {
        "“never again” and “no”": 3,
        "« jamais » plus": 1,
        '"We could accept a few,': 5,
        "a ‘toll, not a tax’ on ships": 4,
        "that it’s over": 0,
        "": 0,
    }
    assert {content: quoted_words(content) for content in contents} == contents
