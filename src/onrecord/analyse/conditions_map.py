"""The conditions map: who ties what to what, and where two actors want the opposite order.

Conditions with a bound alone (``deadline``, ``limit``) are listed and tie nothing to anything else. Where the label of
an issue is an order itself ("ceasefire before talks"), support for it is that order and opposition the reverse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from onrecord.analyse.layout import networkx_module
from onrecord.analyse.matters import Matter, Matters, Order
from onrecord.store.asking.stances import Stance, Tie

#: What a condition makes of a statement. ``offer``: something is given if; ``demand``: something is wanted or refused.
Role = Literal["demand", "offer", "guarantee", "sequence", "bound", "condition"]
ROLES: tuple[Role, ...] = ("demand", "offer", "guarantee", "sequence", "bound", "condition")
_SEQUENCES = frozenset(("after", "before", "until"))
_BOUNDS = frozenset(("deadline", "limit"))
_OFFERS = frozenset(("AGREE", "CONCEDE", "COOPERATE", "AID", "RETREAT", "SUPPORT", "CONSULT"))
_DEMANDS = frozenset(("REQUEST", "REJECT", "THREATEN", "SANCTION", "ACCUSE", "COERCE", "PROTEST", "MOBILIZE"))
#: An order that a single utterance speaks for needs this score.
SURE = 0.7
#: Less likely stances on an order say nothing.
LOWEST = 0.5


@dataclass(frozen=True, slots=True)
class Bond:
    """A condition that an actor ties to a matter, in all of the utterances that have it.

    Attributes
    ----------
    about : Matter or None
        What the statement is about.
    on : Matter or None
        What the condition is about; None where its words tell of nothing ("unless that happens").
    words : str
        The condition as the surest statement has it.
    on_whom : str or None
        Who has to meet it.
    stances : tuple of (str, int)
        Stances towards the issue with their statements.
    utterances, tellings : int
        How often, and how many statements tell of it.
    key : int
        The surest statement.
    keys : tuple of int
        All statements.
    """

    actor: str
    name: str
    role: Role
    type: str
    about: Matter | None
    on: Matter | None
    words: str
    on_whom: str | None
    stances: tuple[tuple[str, int], ...]
    utterances: int
    tellings: int
    score: float
    reviewed: bool
    first: str | None
    last: str | None
    key: int
    keys: tuple[int, ...]

    @property
    def order(self) -> Order | None:
        """What comes first and what then; None for a bound, and where both are the same."""
        if self.about is None or self.on is None or self.about.id == self.on.id or self.role == "bound":
            return None
        return Order(self.about, self.on) if self.type == "before" else Order(self.on, self.about)


class Claim(NamedTuple):
    """That an actor wants an order: in how many utterances, from when to when, shown by which statement."""

    actor: str
    name: str
    utterances: int
    first: str | None
    last: str | None
    score: float
    key: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two orders of the same matters, and who wants which; whoever changed sides is on both, with the days."""

    order: Order
    wanted: tuple[Claim, ...]
    reverse: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """What is to come first, and what then, with the actors who tie them so and the types of their conditions."""

    order: Order
    types: tuple[str, ...]
    claims: tuple[Claim, ...]

    @property
    def utterances(self) -> int:
        """How many utterances tie them."""
        return sum(claim.utterances for claim in self.claims)


@dataclass(frozen=True, slots=True)
class ConditionsMap:
    """Bonds, those with most utterances first; the arrows between matters; contradictions between actors."""

    bonds: tuple[Bond, ...]
    arrows: tuple[Arrow, ...]
    contradictions: tuple[Contradiction, ...]

    def of_role(self, role: Role) -> ConditionsMap:
        """Return the map with the bonds of one role alone; arrows and contradictions stay."""
        return replace(self, bonds=tuple(bond for bond in self.bonds if bond.role == role))

    def keys(self) -> set[int]:
        """Return the keys of the statements that show what is in it."""
        claims = [claim for arrow in self.arrows for claim in arrow.claims]
        for one in self.contradictions:
            claims += [*one.wanted, *one.reverse]
        return {bond.key for bond in self.bonds} | {claim.key for claim in claims}


def conditions_map(ties: Iterable[Tie], stances: Iterable[Stance], matters: Matters) -> ConditionsMap:
    """Return the conditions map of a record.

    Parameters
    ----------
    ties, stances
        Of :func:`onrecord.store.asking.stances.ties` and :func:`onrecord.store.asking.stances.stances`.
    matters : Matters
        Knows the record's issues.
    """
    bonds = _bonds(ties, matters)
    claims: dict[tuple[str, str], dict[str, list[Claim]]] = {}
    orders: dict[tuple[str, str], Order] = {}
    types: dict[tuple[str, str], Counter[str]] = {}
    sequences: set[tuple[str, str, str]] = set()
    tied = ((one.order, one.type, _claim(one), one.role == "sequence") for one in bonds if not _of_order(one, matters))
    stated = ((order, "order", claim, True) for order, claim in _stated(stances, matters))
    for order, type, claim, sequence in (*tied, *stated):
        if order is not None:
            pair = (order.first.id, order.then.id)
            orders.setdefault(pair, order)
            claims.setdefault(pair, {}).setdefault(claim.actor, []).append(claim)
            types.setdefault(pair, Counter())[type] += claim.utterances
            if sequence:
                sequences.add((*pair, claim.actor))
    joined = {pair: {actor: _joined(of) for actor, of in by_actor.items()} for pair, by_actor in claims.items()}
    arrows = [
        Arrow(orders[pair], tuple(type for type, _ in types[pair].most_common()), _sorted(by_actor.values()))
        for pair, by_actor in joined.items()
    ]
    arrows.sort(key=lambda one: (-one.utterances, one.order))
    wanted = {
        pair: [claim for actor, claim in by_actor.items() if (*pair, actor) in sequences]
        for pair, by_actor in joined.items()
    }
    return ConditionsMap(bonds, tuple(arrows), _contradictions(wanted, orders))


def _contradictions(
    wanted: dict[tuple[str, str], list[Claim]], orders: dict[tuple[str, str], Order]
) -> tuple[Contradiction, ...]:
    found = []
    for pair, one in wanted.items():
        other = wanted.get((pair[1], pair[0]), [])
        sides = {claim.actor for claim in one}, {claim.actor for claim in other}
        if pair < pair[::-1] and one and other and len(sides[0] | sides[1]) > 1:
            order = orders[pair]
            sorted_sides = _sorted(one), _sorted(other)
            if _weight(other) > _weight(one):
                order, sorted_sides = Order(order.then, order.first), sorted_sides[::-1]
            found.append(Contradiction(order, *sorted_sides))
    return tuple(sorted(found, key=lambda one: (-_weight((*one.wanted, *one.reverse)), one.order)))


def _weight(claims: Iterable[Claim]) -> int:
    return sum(claim.utterances for claim in claims)


def _bonds(ties: Iterable[Tie], matters: Matters) -> tuple[Bond, ...]:
    groups: dict[tuple[str, str, str, str], list[Tie]] = {}
    found: dict[tuple[str, str, str, str], tuple[Matter | None, Matter | None]] = {}
    for tie in ties:
        about = matters.of_issue(tie.issue, tie.label or tie.issue) if tie.issue else None
        on = None if tie.type in _BOUNDS else matters.of_words(tie.words, tie.marker)
        plain = " ".join(tie.words.casefold().split())
        key = (tie.actor, tie.type, about.id if about else "", on.id if on else plain)
        groups.setdefault(key, []).append(tie)
        found.setdefault(key, (about, on))
    bonds = (_bond(of, *found[key]) for key, of in groups.items())
    return tuple(sorted(bonds, key=lambda one: (-one.utterances, one.first or "", one.name, one.words, one.key)))


def _bond(ties: Sequence[Tie], about: Matter | None, on: Matter | None) -> Bond:
    surest = min(ties, key=lambda one: (not one.reviewed, -one.score, one.key))
    return Bond(
        surest.actor,
        surest.name,
        _role(surest),
        surest.type,
        about,
        on,
        " ".join(surest.words.split()),
        surest.on_whom,
        tuple(sorted(Counter(one.stance for one in ties).items(), key=lambda one: (-one[1], one[0]))),
        len({one.utterance for one in ties}),
        len({one.key for one in ties}),
        surest.score,
        any(one.reviewed for one in ties),
        min((one.day for one in ties if one.day), default=None),
        max((one.day for one in ties if one.day), default=None),
        surest.key,
        tuple(sorted({one.key for one in ties})),
    )


def _role(tie: Tie) -> Role:
    if tie.type in _BOUNDS:
        return "bound"
    if tie.type == "guarantee":
        return "guarantee"
    if tie.type in _SEQUENCES:
        return "sequence"
    if tie.act in _OFFERS or tie.type == "in_return":
        return "offer"
    return "demand" if tie.act in _DEMANDS else "condition"


def _of_order(bond: Bond, matters: Matters) -> bool:
    """Whether a sequence only repeats the order that its issue is about."""
    return bond.role == "sequence" and bond.about is not None and matters.order_of(bond.about.label) is not None


def _claim(bond: Bond) -> Claim:
    return Claim(bond.actor, bond.name, bond.utterances, bond.first, bond.last, bond.score, bond.key)


def _stated(stances: Iterable[Stance], matters: Matters) -> Iterable[tuple[Order, Claim]]:
    """Orders that actors support or oppose as issues."""
    orders: dict[str, Order | None] = {}
    groups: dict[tuple[str, str, bool], list[Stance]] = {}
    for one in stances:
        if one.issue not in orders:
            orders[one.issue] = matters.order_of(one.label)
        likely = one.reviewed or one.score >= LOWEST
        if orders[one.issue] is not None and likely and one.stance in ("support", "oppose"):
            groups.setdefault((one.actor, one.issue, one.stance == "support"), []).append(one)
    for (_, issue, wanted), of in groups.items():
        order = orders[issue]
        surest = min(of, key=lambda one: (not one.reviewed, -one.score, one.key))
        if order is not None and (len(of) > 1 or surest.reviewed or surest.score >= SURE):
            days = sorted(one.day for one in of if one.day)
            first, last = (days[0], days[-1]) if days else (None, None)
            claim = Claim(surest.actor, surest.name, len(of), first, last, surest.score, surest.key)
            yield (order if wanted else Order(order.then, order.first)), claim


def _joined(claims: Sequence[Claim]) -> Claim:
    best = max(claims, key=lambda one: (one.score, -one.key))
    first = min((one.first for one in claims if one.first), default=None)
    last = max((one.last for one in claims if one.last), default=None)
    return best._replace(utterances=sum(one.utterances for one in claims), first=first, last=last)


def _sorted(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda one: (-one.utterances, one.first or "", one.name, one.key)))


def as_graph(found: ConditionsMap) -> Any:
    """Return the arrows as a directed networkx graph, for files of others.

    Raises
    ------
    OptionError
        If networkx is not installed.
    """
    graph = networkx_module().DiGraph()
    for arrow in found.arrows:
        for matter in arrow.order:
            graph.add_node(matter.id, label=matter.label, kind="issue" if matter.known else "words")
        facts = {"types": "; ".join(arrow.types), "actors": "; ".join(claim.name for claim in arrow.claims)}
        graph.add_edge(arrow.order.first.id, arrow.order.then.id, weight=arrow.utterances, **facts)
    return graph
