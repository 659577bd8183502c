"""Chances that two statements are about the same matter, told by all statements of the article together."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.coding.issues.context import PairNetworks
from onrecord.coding.issues.model import FILE, load_model, save_model, shipped_model


@pytest.fixture(scope="module")
def networks() -> PairNetworks:
    return shipped_model().pairs


def given(networks: PairNetworks, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Features and vectors of some statements, the features of two the same both ways."""
    chance = np.random.default_rng(count)
    width = networks.enter.shape[1] - 11
    features = networks.mean + networks.scale * chance.normal(size=(count, count, len(networks.mean)))
    vectors = chance.normal(size=(count, width)) / np.sqrt(width)
    return ((features + features.transpose(1, 0, 2)) / 2).astype(np.float32), vectors.astype(np.float32)


@pytest.mark.parametrize("count", [0, 1, 2, 30])
def test_chances_are_chances_and_the_same_both_ways(networks: PairNetworks, count: int) -> None:
    chances = networks.chances(*given(networks, count))
    assert chances.shape == (count, count) and chances.dtype == np.float32
    assert np.array_equal(chances, chances.T)
    assert ((chances >= 0) & (chances <= 1)).all()


def test_the_order_of_the_statements_makes_no_difference(networks: PairNetworks) -> None:
    features, vectors = given(networks, 12)
    order = np.random.default_rng(1).permutation(12)
    moved = networks.chances(features[np.ix_(order, order)], vectors[order])
    assert np.allclose(moved, networks.chances(features, vectors)[np.ix_(order, order)], atol=1e-4)


def test_the_other_statements_count(networks: PairNetworks) -> None:
    features, vectors = given(networks, 12)
    alone = networks.chances(features[:2, :2], vectors[:2])
    assert abs(alone[0, 1] - networks.chances(features, vectors)[0, 1]) > 1e-4


def test_what_is_saved_is_loaded(tmp_path) -> None:
    save_model(load_model(FILE), tmp_path / "again.npz")
    with np.load(FILE) as kept, np.load(tmp_path / "again.npz") as again:
        assert sorted(kept.files) == sorted(again.files)
        assert all(np.array_equal(kept[name], again[name]) for name in kept.files)
