from __future__ import annotations

from onrecord.floors import below, raised

PINNED = {"wikinews": {"linked": 70.0, "source": 80.0}}


def test_a_figure_at_its_floor_passes():
    assert below(PINNED, {"wikinews": {"linked": 70.0, "source": 90.0}}) == []


def test_a_figure_below_its_floor_fails():
    assert len(below(PINNED, {"wikinews": {"linked": 69.0, "source": 79.0}})) == 2


def test_a_corpus_that_was_not_read_is_not_judged():
    assert below(PINNED, {"bundled": {"linked": 1.0}}) == []


def test_floors_rise_and_never_fall():
    reached = {"wikinews": {"linked": 75.0, "source": 60.0}, "invented": {"linked": 50.0}}
    assert raised(PINNED, reached) == {"wikinews": {"linked": 75.0, "source": 80.0}, "invented": {"linked": 50.0}}
