"""Groups from the scores of pairs."""

from __future__ import annotations

import numpy as np

from onrecord.analyse.clusters import Joining, clusters

MEAN = Joining(threshold=0.0, doubt=0.0, doubted=0.0)


def found(edges: dict[tuple[int, int], float], apart: list[int], joining: Joining = MEAN) -> list[int]:
    first, second = (np.array([pair[end] for pair in edges], dtype=np.int32) for end in (0, 1))
    scores = np.array(list(edges.values()), dtype=np.float32)
    return clusters(first, second, scores, np.array(apart, dtype=np.int32), joining)


def test_the_mean_decides_and_pairs_without_a_score_say_nothing() -> None:
    assert found({(0, 1): 3, (1, 2): 2}, [0, 0, 0]) == [0, 0, 0]
    assert found({(0, 1): 3, (1, 2): 2, (0, 2): -1}, [0, 0, 0]) == [0, 0, 0]
    assert found({(0, 1): 3, (1, 2): 2, (0, 2): -3}, [0, 0, 0]) == [0, 0, 2]


def test_no_single_pair_decides_for_a_group() -> None:
    assert found({(0, 1): 5, (1, 2): 100, (0, 2): -7}, [0, 0, 0]) == [0, 1, 1]


def test_what_is_apart_stays_apart() -> None:
    assert found({(0, 1): 3}, [1, 2]) == [0, 1]
    assert found({(0, 1): 3, (1, 2): 2}, [1, 0, 2]) == [0, 0, 2]
    assert found({(0, 1): 3, (1, 2): 2}, [1, 0, 1]) == [0, 0, 0]


def test_one_pair_alone_has_to_be_sure() -> None:
    careful = Joining(threshold=0.0, doubt=2.0, doubted=-1.0)
    assert found({(0, 1): 1.5}, [0, 0], careful) == [0, 1]
    assert found({(0, 1): 2.5}, [0, 0], careful) == [0, 0]


def test_nothing() -> None:
    assert found({}, []) == []
    assert found({}, [0, 0]) == [0, 1]


def test_a_long_chain_is_one_group() -> None:
    assert set(found({(place, place + 1): 2.0 for place in range(999)}, [0] * 1000)) == {0}
