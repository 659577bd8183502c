from __future__ import annotations

import json

import numpy as np
import pytest

from onrecord.resolve.ranking.evidence import FEATURES
from onrecord.resolve.ranking.ranker import BESIDE, Ranker, ranker_of, shipped_ranker

KINDS = ("he_she", "they_it", "person", "body", "document")


def ranker(nobody: float = 0.0, threshold: float = 0.0) -> Ranker:
    rows = {"he_she": {"weights": {"near": 1.0, "gone": 9.0}, "nobody": nobody, "threshold": threshold}}
    return ranker_of(json.dumps(rows), ("near", "new"))


def test_a_feature_without_a_weight_counts_for_nothing() -> None:
    assert ranker().weights["he_she"].tolist() == [1.0, 0.0]


def test_chances_are_chances_with_nobody_last() -> None:
    chances = ranker(nobody=1.0).chances("he_she", np.array([[1, 0], [0, 5], [-1, 0]], dtype=np.float32))
    assert chances.shape == (4,) and float(chances.sum()) == pytest.approx(1.0)
    assert chances[0] == pytest.approx(chances[3]) and chances[0] > chances[1] > chances[2]


@pytest.mark.parametrize(
    ("features", "nobody", "threshold", "chosen"),
    [
        ([[2, 0], [0, 0]], 0.0, 0.5, 0),
        ([[0, 0], [2, 0]], 0.0, 0.5, 1),
        ([[2, 0], [2, 0]], 0.0, 0.5, None),  # two are as likely: nobody is sure enough
        ([[2, 0], [0, 0]], 3.0, 0.0, None),  # nobody is likelier
        ([[2, 0], [0, 0]], 0.0, 0.9, None),
        ([[1000, 0], [-1000, 0]], 0.0, 0.9, 0),  # no overflow
    ],
)
def test_the_likeliest_if_likely_enough(
    features: list[list[float]], nobody: float, threshold: float, chosen: int | None
) -> None:
    found, chance = ranker(nobody, threshold).choose("he_she", np.array(features, dtype=np.float32))
    assert found == chosen and 0 <= chance <= 1


def test_states_count_as_much_as_features() -> None:
    row = {"weights": {"near": 1.0}, "nobody": 0.0, "threshold": 0.0}
    both = ranker_of(json.dumps({"he_she": row, "he_she" + BESIDE: {**row, "threshold": 0.9}}), ("near",))
    features = np.zeros((2, 1), dtype=np.float32)
    chances = both.chances("he_she", features, np.array([50, 0], dtype=np.float32))
    assert chances.tolist() == pytest.approx([(1 / 3 + 1) / 2, 1 / 6, 1 / 6], abs=1e-4)
    assert both.choose("he_she", features, np.array([50, 0], dtype=np.float32))[0] is None  # below its own threshold


def test_nobody_at_hand() -> None:
    assert ranker().choose("he_she", np.zeros((0, 2), dtype=np.float32)) == (None, 1.0)


def test_the_shipped_weights_are_of_this_versions_features() -> None:
    from onrecord.resolve.ranking.ranker import WEIGHTS

    rows = json.loads(WEIGHTS.read_text("utf-8"))
    assert set(rows) == {*KINDS, "he_she" + BESIDE}
    for row in rows.values():
        assert set(row) == {"weights", "nobody", "threshold"}
        assert set(row["weights"]) <= set(FEATURES) and 0 <= row["threshold"] < 1
    assert shipped_ranker() is shipped_ranker()
    assert all(shipped_ranker().weights[kind].shape == (len(FEATURES),) for kind in KINDS)


def test_a_gender_that_clashes_counts_against_and_one_that_fits_for() -> None:
    weights = dict(zip(FEATURES, shipped_ranker().weights["he_she"], strict=True))
    assert weights["gender clashes"] < 0 < weights["gender fits"]
