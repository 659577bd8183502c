"""Draws things at random, so that the draw can be made again and made larger."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction


def drawn(ids: Iterable[str], size: int, seed: int) -> list[str]:
    """Return ``size`` of the ids at random, in random order: all where there are no more.

    Each id's place in the order is a hash of it and the seed. So the order of ``ids`` does not matter, the first 50 of
    a draw of 100 are the draw of 50, and what comes to ``ids`` later moves nothing else.

    >>> drawn(["a", "b", "c", "d"], 2, seed=1) == drawn(["d", "c", "b", "a"], 4, seed=1)[:2]
    True
    """
    return sorted(set(ids), key=lambda id: hashlib.sha256(f"{seed} {id}".encode("utf-8", "surrogatepass")).digest())[
        :size
    ]


def drawn_by(strata: Mapping[str, Hashable], size: int, seed: int) -> list[str]:
    """Return ids drawn from each stratum in proportion to its size, in random order.

    Parameters
    ----------
    strata : mapping
        The stratum of each id.
    """
    members: dict[Hashable, list[str]] = defaultdict(list)
    for id, stratum in strata.items():
        members[stratum].append(id)
    names = sorted(members, key=str)
    shares = shares_of([len(members[name]) for name in names], size)
    chosen = [id for name, share in zip(names, shares, strict=True) for id in drawn(members[name], share, seed)]
    return drawn(chosen, size, seed)


def shares_of(sizes: Sequence[int], total: int) -> list[int]:
    """Return how many of ``total`` fall to each of several groups by their sizes, with the largest remainders.

    >>> shares_of([60, 30, 10], 7)
    [4, 2, 1]
    """
    everything = sum(sizes)
    if total >= everything:
        return [*sizes]
    exact = [Fraction(total * size, everything) for size in sizes]
    shares = [int(share) for share in exact]
    left = total - sum(shares)
    largest = sorted(range(len(sizes)), key=lambda at: (shares[at] - exact[at], at))
    for at in largest[:left]:
        shares[at] += 1
    return shares
