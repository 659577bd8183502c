"""Scores of what was found against what was annotated. Pure: others can score their own systems with it."""

from onrecord.evaluate.names import KINDS, same_name, source_kind
from onrecord.evaluate.spans import (
    Counts,
    Scored,
    Scores,
    calibration_error,
    characters,
    evaluate,
    pairs,
    trim,
    trimmed,
)

__all__ = [
    "KINDS",
    "Counts",
    "Scored",
    "Scores",
    "calibration_error",
    "characters",
    "evaluate",
    "pairs",
    "same_name",
    "source_kind",
    "trim",
    "trimmed",
]
