"""Shares with the interval in which they lie.

>>> share = Share(3, 12)
>>> f"{share.share:.2f} ({share.low:.2f} to {share.high:.2f}), n = {share.of}"
'0.25 (0.09 to 0.53), n = 12'
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

#: Normal quantile of an interval that holds the value 19 times in 20.
_Z = 1.959963984540054


class Share(NamedTuple):
    """How many of how many, with the interval in which the share lies at 95 % (Wilson, 1927)."""

    number: int
    of: int

    @property
    def share(self) -> float:
        """The share, 0 where there is nothing."""
        return self.number / self.of if self.of else 0.0

    @property
    def low(self) -> float:
        """Lower end of the interval."""
        return max(self._middle() - self._reach(), 0.0)

    @property
    def high(self) -> float:
        """Upper end of the interval."""
        return min(self._middle() + self._reach(), 1.0)

    def _middle(self) -> float:
        return (self.number + _Z**2 / 2) / (self.of + _Z**2)

    def _reach(self) -> float:
        spread = self.number * (self.of - self.number) / self.of if self.of else 0.0
        return _Z * sqrt(spread + _Z**2 / 4) / (self.of + _Z**2)
