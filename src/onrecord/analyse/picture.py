"""A network as SVG: the same picture for the same network, told by more than colour, safe under a strict policy.

Sizes and places are attributes, colours come from classes: a page brings its own style, a picture that stands alone has
:data:`STYLE` in it. Actors are circles and issues squares; what agrees is a whole line and what conflicts a broken one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import hypot, sqrt
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from onrecord.analyse.layout import Link, communities, places
from onrecord.analyse.network import Edge, Network, Node

WIDTH, HEIGHT = 960.0, 620.0
_SIDE, _END = 96.0, 34.0
#: Radius of the largest and of the smallest node, and width of the thickest and of the thinnest line.
_RADII = (17.0, 4.5)
_STROKES = (5.5, 0.9)
#: Height of a label, and the width of one of its letters.
_LINE, _LETTER = 14.0, 6.3
_LONGEST = 34
#: Rounds in which nodes that touch move apart, and the room between them.
_ROUNDS, _ROOM = 80, 26.0
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")

STYLE = """\
svg { background: #fff; font: 12px sans-serif; color-scheme: light }
.link { fill: none; stroke-opacity: .55 }
.agree { stroke: #0b6666 }
.differ { stroke: #a63f14; stroke-dasharray: 7 4 }
.node circle, .node rect { fill: #3d3a35; stroke: #fff; stroke-width: 1.5 }
.node.issue rect { fill: #fff; stroke: #3d3a35; stroke-width: 2 }
.node text { fill: #1c1b19; stroke: #fff; stroke-width: 3px; paint-order: stroke; stroke-linejoin: round }
.g0 circle { fill: #2b5c8a } .g1 circle { fill: #8a5a12 } .g2 circle { fill: #5d3f8f }
.g3 circle { fill: #2f6b3c } .g4 circle { fill: #8c2f52 } .g5 circle { fill: #4d4a44 }
"""
#: Groups that have a colour of their own.
GROUPS = 6


class Dot(NamedTuple):
    """A node where it is drawn."""

    node: Node
    x: float
    y: float
    radius: float
    group: int


def network_picture(
    found: Network, *, alone: bool = False, href: Callable[[Node], str] | None = None, mark: str = "network"
) -> str:
    """Return the picture of a network.

    Parameters
    ----------
    alone : bool
        As a file of its own, with its style.
    href : callable or None
        The address that a node leads to.
    mark : str
        Begins the ids in the picture.

    Raises
    ------
    OptionError
        If networkx is not installed, or the network is too large for a picture.
    """
    dots = _dots(found)
    by_id = {dot.node.id: dot for dot in dots}
    heaviest = max((abs(edge.weight) for edge in found.edges), default=1.0) or 1.0
    lines = [_line(edge, by_id, heaviest, found) for edge in reversed(found.edges)]
    labels = _labels(dots)
    marks = [_node(dot, labels[dot.node.id], href) for dot in reversed(dots)]
    role = "group" if href else "img"
    style = f"<style>{STYLE}</style>\n" if alone else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="network" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" '
        f'role="{role}" aria-labelledby="{mark}-title {mark}-told">\n'
        f'<title id="{mark}-title">{_title(found)}</title>\n<desc id="{mark}-told">{_told(found)}</desc>\n{style}'
        f'<g class="links" aria-hidden="true">\n{"".join(lines)}</g>\n<g class="nodes">\n{"".join(marks)}</g>\n</svg>\n'
    )


def _title(found: Network) -> str:
    what = "Actors and issues" if found.design.mode == "two-mode" else "Actors linked by issues"
    return f"{what}: {len(found.nodes)} nodes, {len(found.edges)} links"


def _told(found: Network) -> str:
    kinds = ("support", "opposition") if found.design.mode == "two-mode" else ("agreement", "conflict")
    names = {node.id: node.label for node in found.nodes}
    strongest = "; ".join(f"{names[e.one]} and {names[e.other]} {e.weight:+.2f}" for e in found.edges[:5])
    return _text(
        f"Whole lines are {kinds[0]}, broken lines {kinds[1]}; the thicker, the greater the weight. "
        f"Strongest: {strongest}. The table has all of it."
    )


def _dots(found: Network) -> list[Dot]:
    ids = [node.id for node in found.nodes]
    weights = [(edge, abs(edge.weight) if found.design.mode == "two-mode" else edge.weight) for edge in found.edges]
    heaviest = max((weight for _, weight in weights), default=1.0)
    heaviest = heaviest if heaviest > 0 else 1.0
    at = places(ids, [Link(e.one, e.other, max(weight / heaviest, 0.02)) for e, weight in weights])
    group = communities(ids, [Link(edge.one, edge.other, edge.weight) for edge in found.edges])
    most = max((node.utterances for node in found.nodes), default=1)
    dots = [
        Dot(
            node,
            _SIDE + at[node.id].x * (WIDTH - 2 * _SIDE),
            _END + at[node.id].y * (HEIGHT - 2 * _END),
            max(_RADII[1], _RADII[0] * sqrt(node.utterances / most)),
            min(group[node.id], GROUPS - 1),
        )
        for node in found.nodes
    ]
    return _apart(dots)


def _apart(dots: Sequence[Dot]) -> list[Dot]:
    """Move nodes that touch away from each other, and keep all of them in the picture."""
    xs, ys = [dot.x for dot in dots], [dot.y for dot in dots]
    for _ in range(_ROUNDS):
        moved = False
        for i in range(len(dots)):
            for j in range(i):
                dx, dy = xs[i] - xs[j], ys[i] - ys[j]
                far, wanted = hypot(dx, dy), dots[i].radius + dots[j].radius + _ROOM
                if far < wanted:
                    moved = True
                    dx, dy, far = (dx, dy, far) if far > 1e-6 else (1.0, (i - j) % 3 - 1.0, 1.0)
                    step = (wanted - far) / far / 2
                    xs[i], xs[j] = xs[i] + dx * step, xs[j] - dx * step
                    ys[i], ys[j] = ys[i] + dy * step, ys[j] - dy * step
        xs = [min(max(x, _SIDE), WIDTH - _SIDE) for x in xs]
        ys = [min(max(y, _END), HEIGHT - _END) for y in ys]
        if not moved:
            break
    return [dot._replace(x=round(x, 1), y=round(y, 1)) for dot, x, y in zip(dots, xs, ys, strict=True)]


_Box = tuple[float, float, float, float]


class _Label(NamedTuple):
    x: float
    y: float
    anchor: str
    text: str


def _labels(dots: Sequence[Dot]) -> dict[str, _Label]:
    """A label for each node, beside it where the fewest others are in the way; the greatest nodes choose first."""
    taken = [(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius) for dot in dots]
    found = {}
    for dot in sorted(dots, key=lambda dot: (-dot.radius, dot.node.id)):
        text = dot.node.label if len(dot.node.label) <= _LONGEST else f"{dot.node.label[: _LONGEST - 1].rstrip()}…"
        width, gap = len(text) * _LETTER, dot.radius + 4
        choices: list[tuple[float, int, _Label, _Box]] = []
        for x, y, anchor, left in (
            (dot.x + gap, dot.y + 4, "start", dot.x + gap),
            (dot.x - gap, dot.y + 4, "end", dot.x - gap - width),
            (dot.x, dot.y + gap + 10, "middle", dot.x - width / 2),
            (dot.x, dot.y - gap, "middle", dot.x - width / 2),
        ):
            box = (left, y - _LINE + 3, left + width, y + 3)
            outside = max(0.0, -box[0]) + max(0.0, box[2] - WIDTH)
            crowd = sum(_overlap(box, other) for other in taken) + outside * 40
            choices.append((round(crowd, 3), len(choices), _Label(round(x, 1), round(y, 1), anchor, text), box))
        _, _, label, box = min(choices)
        found[dot.node.id] = label
        taken.append(box)
    return found


def _overlap(one: _Box, other: _Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, wide) * max(0.0, high)


def _line(edge: Edge, dots: dict[str, Dot], heaviest: float, found: Network) -> str:
    one, other = dots[edge.one], dots[edge.other]
    conflict = edge.weight < 0 or found.design.measure == "conflict"
    if found.design.mode == "two-mode":
        conflict = edge.weight < 0
    stroke = _STROKES[1] + (_STROKES[0] - _STROKES[1]) * abs(edge.weight) / heaviest
    names = f"{one.node.label} and {other.node.label}: {edge.weight:+.2f}"
    issues = f" ({', '.join(edge.issues)})" if edge.issues else ""
    return (
        f'<line class="link {"differ" if conflict else "agree"}" x1="{one.x:g}" y1="{one.y:g}" x2="{other.x:g}" '
        f'y2="{other.y:g}" stroke-width="{stroke:.2f}"><title>{_text(names + issues)}</title></line>\n'
    )


def _node(dot: Dot, label: _Label, href: Callable[[Node], str] | None) -> str:
    node, size = dot.node, dot.radius
    if node.kind == "issue":
        side = max(9.0, size * 1.7)
        shape = f'<rect x="{dot.x - side / 2:.1f}" y="{dot.y - side / 2:.1f}" width="{side:.1f}" height="{side:.1f}"/>'
    else:
        shape = f'<circle cx="{dot.x:g}" cy="{dot.y:g}" r="{size:.1f}"/>'
    name = f'<text x="{label.x:g}" y="{label.y:g}" text-anchor="{label.anchor}">{_text(label.text)}</text>'
    told = f"<title>{_text(f'{node.label}: {node.utterances} utterances')}</title>"
    classes = f"node issue g{dot.group}" if node.kind == "issue" else f"node g{dot.group}"
    inner = f"{told}{shape}{name}"
    if href:
        return f'<a class="{classes}" href={quoteattr(_allowed(href(node)))}>{inner}</a>\n'
    return f'<g class="{classes}">{inner}</g>\n'


def _text(words: str) -> str:
    return escape(_allowed(words))


def _allowed(words: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", words)
