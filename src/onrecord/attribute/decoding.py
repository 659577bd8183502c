"""Settings of the decoding, tuned on development data and kept in the model's manifest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Decoding(NamedTuple):
    """How scores become statements.

    Attributes
    ----------
    penalty : float
        Cost in log-probability of each change of role: higher means fewer, longer spans.
    boundary : float
        Weight of the role tags' evidence for where spans begin and end.
    keep : float
        Statements with a lower calibrated score are dropped.
    rescue : float
        The same for statements of words that the role tags call content and that no kept statement holds.
    long : int
        Characters that the content of such a statement has at least: a long one missed is much text missed.
    weights : tuple of float
        Of the logistic calibration: intercept, then one weight a feature of ``score.features``.
    """

    penalty: float = 0.0
    boundary: float = 0.5
    keep: float = 0.35
    rescue: float = 0.35
    long: int = 0
    weights: tuple[float, ...] = ()

    @classmethod
    def of(cls, manifest: Mapping[str, Any]) -> Decoding:
        """Take the settings out of a model's manifest."""
        settings = dict(manifest["decoding"])
        return cls(
            penalty=float(settings["penalty"]),
            boundary=float(settings["boundary"]),
            keep=float(settings["keep"]),
            rescue=float(settings["rescue"]),
            long=int(settings.get("long", 0)),
            weights=tuple(map(float, settings["weights"])),
        )
