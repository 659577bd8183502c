"""Scores of what was found against what was annotated. Pure: others can score their own systems with it."""

from onrecord.evaluate.coding import Coded, Codes, CodingScores, coding_scores, majority
from onrecord.evaluate.names import KINDS, same_name, source_kind
from onrecord.evaluate.resolution import Named, ResolutionScores, end_to_end, scores_of
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
    "Coded",
    "Codes",
    "CodingScores",
    "Counts",
    "Named",
    "ResolutionScores",
    "Scored",
    "Scores",
    "calibration_error",
    "characters",
    "coding_scores",
    "end_to_end",
    "evaluate",
    "majority",
    "pairs",
    "same_name",
    "scores_of",
    "source_kind",
    "trim",
    "trimmed",
]
