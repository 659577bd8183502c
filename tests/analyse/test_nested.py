"""Of which utterance a statement within another one tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from analyse.told import MINISTER, RIVAL, telling
from onrecord.analyse.table import table_of
from onrecord.analyse.telling import Speaker, Telling
from onrecord.analyse.utterances import utterances
from onrecord.document import Span

EARLIER = (
    "“There will be no foreign pilots in our harbours, under any flag and whatever they are paid; our own crews know"
    " every rock and every light between the islands.”"
)
NOW = "“In January I said no foreign pilots under any flag. I was wrong, and the northern ferries need them.”"
RECALLED = "no foreign pilots under any flag"
OUTLETS = ("Coastwire", "Harbour Post", "The Ledger")


def groups(tellings: Sequence[Telling]) -> list[list[int]]:
    """The tellings of each utterance by their place."""
    places = {telling.statement: place for place, telling in enumerate(tellings)}
    return sorted(sorted(places[one.statement] for one in found.tellings) for found in utterances(tellings))


def within(outer: Telling, content: str, speaker: Speaker = MINISTER, cue: str = "said", **more: object) -> Telling:
    """A telling in the content of another one."""
    start = max(outer.content.find(content), 0)
    one = telling(content, speaker, outer.outlet or "", outer.published or "", document=outer.document, cue=cue, **more)
    inner = Span(outer.span.start + start, outer.span.start + start + len(content))
    return replace(one, span=inner, parent=outer.statement, quote_type="direct")


def retold(words: str, part: str, **more: object) -> list[Telling]:
    """What three outlets tell, each followed by what stands within it."""
    tellings = []
    for outlet in OUTLETS:
        whole = telling(words, outlet=outlet, published="2031-06-20")
        tellings += [whole, within(whole, part, **more)]  # type: ignore[arg-type]
    return tellings


def test_what_one_says_he_said_before_is_what_he_said_before() -> None:
    earlier = [telling(EARLIER, outlet=outlet, published="2031-01-24") for outlet in OUTLETS[:2]]
    assert groups([*earlier, *retold(NOW, RECALLED)]) == [[0, 1, 3, 5, 7], [2, 4, 6]]


def test_what_one_says_he_said_before_is_one_utterance_though_nobody_told_it_then() -> None:
    assert groups(retold(NOW, RECALLED)) == [[0, 2, 4], [1, 3, 5]]


@pytest.mark.parametrize("cue", ["said", "Told", "had previously said", "once wrote", "repeatedly said"])
def test_cues_of_what_was_said_before(cue: str) -> None:
    assert groups(retold(NOW, RECALLED, cue=cue)) == [[0, 2, 4], [1, 3, 5]]


@pytest.mark.parametrize(
    "cue", ["say", "have always said", "had said", "had told", "believed", "saidest", "unsaid", ""]
)
def test_cues_of_what_is_said_now(cue: str) -> None:
    """Of "she said she had told them", "had" is no more than the tense of what is retold."""
    assert groups(retold(NOW, RECALLED, cue=cue)) == [list(range(6))]


def test_what_one_never_said_belongs_to_what_he_says() -> None:
    assert groups(retold(NOW, RECALLED, negated=True)) == [list(range(6))]


def test_what_is_recalled_was_not_said_in_the_same_days_nor_later() -> None:
    recalling = retold(NOW, RECALLED)
    for day in ("2031-06-18", "2031-06-22", "2031-12-01", None):
        other = telling(EARLIER, published=day)  # type: ignore[arg-type]
        assert [1, 3, 5] in groups([*recalling, other])


def test_what_is_recalled_on_a_day_that_nobody_tells() -> None:
    undated = [replace(one, published=None) for one in retold(NOW, RECALLED)]
    assert [1, 3, 5] in groups([*undated, telling(EARLIER, published="2031-01-24")])


def test_what_another_recalls_is_not_ones_own_recalling() -> None:
    earlier = telling(EARLIER, published="2031-01-24")
    told = retold(NOW, RECALLED, speaker=RIVAL)
    assert groups([earlier, *told])[0] == [0]


def test_what_others_are_said_to_say_counts_once() -> None:
    words = "“The minister told us that the ferries would sail tomorrow, and I have no reason to doubt her.”"
    told = retold(words, "that the ferries would sail tomorrow", speaker=RIVAL, cue="told")
    assert groups(told) == [[0, 2, 4], [1, 3, 5]]


@pytest.mark.parametrize(
    ("part", "speaker", "negated"),
    [
        ("that the ferries would sail tomorrow", Speaker("unnamed: officials"), False),
        ("that the ferries would sail tomorrow", Speaker(), False),
        ("it", RIVAL, False),
        ("that the ferries would sail tomorrow", RIVAL, True),
    ],
    ids=["unnamed", "unknown", "no words", "not said"],
)
def test_what_others_are_said_to_say_stands_alone(part: str, speaker: Speaker, negated: bool) -> None:
    words = f"“We were told {part}, and I have no reason to doubt that the sea is calm.”"
    told = retold(words, part, speaker=speaker, cue="told", negated=negated)
    assert groups(told) == [[0, 2, 4], [1], [3], [5]]


def test_what_others_are_said_to_say_in_other_words_or_in_another_utterance_is_another() -> None:
    first = telling("“The minister told us that the ferries would sail tomorrow.”", RIVAL)
    again = telling(first.content, RIVAL, outlet="Harbour Post")
    elsewhere = telling("“Nobody believes her when she tells us that the ferries would sail tomorrow.”", MINISTER)
    other = Speaker("Ines Vahl", "P9", "person", "Sorland")
    inner = [
        within(first, "that the ferries would sail tomorrow", other, "told"),
        within(again, "that no ferry would sail", other, "told"),
        within(elsewhere, "that the ferries would sail tomorrow", other, "tells"),
    ]
    assert groups([first, again, elsewhere, *inner]) == [[0, 1], [2], [3], [4], [5]]


def test_what_stands_within_what_is_recalled_goes_with_it() -> None:
    whole = telling(NOW, published="2031-06-20")
    back = within(whole, RECALLED)
    deep = replace(within(back, "no foreign pilots", cue="want"), parent=back.statement)
    assert groups([whole, back, deep]) == [[0], [1, 2]]


def test_a_holder_that_is_not_there_holds_nothing() -> None:
    alone = replace(telling(EARLIER), parent="nowhere")
    assert groups([alone, telling(EARLIER, outlet="Harbour Post")]) == [[0, 1]]
    assert table_of([alone]).parent.tolist() == [-1]
