"""How a discourse network is made: what is linked, what counts, and what weights are divided by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.errors import OptionError
from onrecord.store.asking.stances import Count, Period

Mode = Literal["two-mode", "one-mode"]
Normalisation = Literal["none", "average", "jaccard", "cosine"]
Measure = Literal["subtract", "congruence", "conflict"]
Once = Literal["utterance", "document", "day", "week", "month", "year", "range"]
#: Position on the line between opposition and support.
SIDES = {"support": 1.0, "conditional": 0.0, "oppose": -1.0}


@dataclass(frozen=True, slots=True)
class Design:
    """How a network is made.

    Attributes
    ----------
    mode : {"one-mode", "two-mode"}
        Actors and actors, or actors and issues.
    measure : {"subtract", "congruence", "conflict"}
        What the weight of a one-mode edge is.
    normalisation : {"none", "average", "jaccard", "cosine"}
        What the weights of one-mode edges are divided by; two-mode edges are divided by the actor's activity for
        anything but ``none``.
    once : str
        What counts once: an utterance, a document, or a stance of an actor on an issue in a day, a week, a month, a
        year, or in all the time that is looked at ("acrossrange" in DNA). ``document`` needs counts of a scope with
        ``once="document"``.
    sure : float
        Stances whose mean score in a period is lower do not count, unless a person reviewed all of them.
    halfway : bool
        Conditional stances lie halfway between support and opposition; else they link nobody.
    least : float
        Edges with a smaller weight, whatever its sign, are left out.
    isolates : bool
        Keep those without an edge.
    open : bool
        Issues that no codebook names link too; else only where there are no others.
    """

    mode: Mode = "one-mode"
    measure: Measure = "subtract"
    normalisation: Normalisation = "average"
    once: Once = "range"
    sure: float = 0.5
    halfway: bool = False
    least: float = 0.0
    isolates: bool = False
    open: bool = False

    def checked(self) -> Design:
        """Return it.

        Raises
        ------
        OptionError
            If a value makes no sense.
        """
        known: dict[str, tuple[str, ...]] = {
            "mode": get_args(Mode),
            "measure": get_args(Measure),
            "normalisation": get_args(Normalisation),
            "once": get_args(Once),
        }
        for name, values in known.items():
            if getattr(self, name) not in values:
                raise OptionError(f"{name} {getattr(self, name)!r} is not known. Use one of: {', '.join(values)}")
        if not 0 <= self.least < float("inf"):
            raise OptionError(f"least {self.least} is no weight. Give a number from 0")
        if not 0 <= self.sure <= 1:
            raise OptionError(f"sure {self.sure} is no score. Give a number from 0 to 1")
        return self

    def takes(self, one: Count) -> bool:
        """Tell whether a count links anybody to anything."""
        sided = one.stance in SIDES and (self.halfway or one.stance != "conditional")
        return sided and (one.score >= self.sure * one.utterances or one.reviewed == one.utterances)

    @property
    def period(self) -> Period:
        """The period that counts are needed by."""
        return "all" if self.once in ("utterance", "document", "range") else self.once  # type: ignore[return-value]
