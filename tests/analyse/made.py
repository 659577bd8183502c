"""Stances and counts made by hand, and by hypothesis."""

from __future__ import annotations

from itertools import count
from typing import cast

from hypothesis import strategies as st

from onrecord.codes import Stance as StanceName
from onrecord.store.asking.stances import POSITIONS, Count, Stance, Tie

_keys = count(1)
LABELS = {"I01": "Ceasefire in the strait", "I02": "Ceasefire before talks", "I03": "Concord monitoring mission"}


def stance(
    name: str,
    stance: str,
    day: str | None = "2031-02-21",
    *,
    issue: str = "I03",
    score: float = 0.8,
    reviewed: bool = False,
) -> Stance:
    label = LABELS.get(issue, issue)
    value = cast("StanceName", stance)
    return Stance(f"name:{name}", name, "person", None, issue, label, value, day, score, reviewed, next(_keys))


def tie(
    name: str, type: str, words: str, marker: str, issue: str = "I03", *, act: str = "STATE", label: str = ""
) -> Tie:
    key = next(_keys)
    named = label or LABELS.get(issue, issue.removeprefix("open:"))
    return Tie(
        f"name:{name}",
        name,
        issue,
        named,
        "conditional",
        act,
        type,
        words,
        marker,
        None,
        "2031-02-21",
        0.9,
        False,
        key,
        key,
    )


def number(
    name: str,
    stance: str,
    utterances: int = 1,
    *,
    issue: str = "I03",
    period: str = "",
    score: float = 0.8,
    reviewed: int = 0,
) -> Count:
    day = period if len(period) == 10 else "2031-02-21"
    facts = (f"name:{name}", name, "person", None, issue, LABELS.get(issue, issue))
    value = cast("StanceName", stance)
    return Count(*facts, period, value, utterances, utterances, reviewed, score * utterances, day, day)


COUNTS = st.lists(
    st.builds(
        number,
        st.sampled_from(["Anna Holm", "Bo Lind", "Cai Morn", "Dag Ness"]),
        st.sampled_from(POSITIONS),
        st.integers(1, 40),
        issue=st.sampled_from(["I01", "I02", "I03"]),
        period=st.sampled_from(["2031-01-24", "2031-02-03", "2031-04-30"]),
        score=st.floats(0.5, 1),
    ),
    max_size=24,
    unique_by=lambda one: (one.actor, one.issue, one.period, one.stance),
)
