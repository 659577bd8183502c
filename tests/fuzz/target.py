"""What is fuzzed: one parser, or a few that the same bytes make sense for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SEEDS, WORDS = (Path(__file__).with_name(name) for name in ("seeds", "words"))

#: Takes any bytes; whatever it raises is a bug.
Parse = Callable[[bytes], None]


class Target(NamedTuple):
    """One or several parsers.

    Attributes
    ----------
    make : callable
        Returns what takes the bytes; the parsers are imported in it.
    libraries : tuple of str
        Modules of others whose branches guide the search as ours do.
    longest : int
        Bytes of an input.
    """

    make: Callable[[], Parse]
    libraries: tuple[str, ...] = ()
    longest: int = 4_096

    @property
    def name(self) -> str:
        """Its name on the command line, and that of its folders."""
        return self.make.__name__

    @property
    def seeds(self) -> Path:
        """Where the inputs are that it begins with."""
        return SEEDS / self.name

    @property
    def words(self) -> Path:
        """Pieces that inputs are made of, as libFuzzer reads them."""
        return WORDS / f"{self.name}.dict"
