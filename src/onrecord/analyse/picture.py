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

from onrecord.analyse.frames import Frame
from onrecord.analyse.layout import Link, communities, places
from onrecord.analyse.meetings import Edge
from onrecord.analyse.network import Network, Node

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
    found: Network,
    *,
    alone: bool = False,
    href: Callable[[Node], str] | None = None,
    places: Sequence[Dot] | None = None,
) -> str:
    """Return the picture of a network.

    Parameters
    ----------
    alone : bool
        As a file of its own, with its style.
    href : callable or None
        The address that a node leads to.
    places : sequence of Dot or None
        Where nodes are: of :func:`dots_of` another network, such as that of all the time. Who is not in it is left out.

    Raises
    ------
    OptionError
        If networkx is not installed, or the network is too large for a picture.
    """
    dots = dots_of(found) if places is None else _of_period(found, places)
    lines = _lines(found, dots)
    labels = _labels(dots)
    marks = [_node(dot, labels[dot.node.id], href) for dot in reversed(dots)]
    role = "group" if href else "img"
    style = f"<style>{STYLE}</style>\n" if alone else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="network" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" '
        f'role="{role}" aria-labelledby="network-title network-told">\n'
        f'<title id="network-title">{_title(found)}</title>\n<desc id="network-told">{_told(found)}</desc>\n{style}'
        f'<g class="links" aria-hidden="true">\n{"".join(lines)}</g>\n<g class="nodes">\n{"".join(marks)}</g>\n</svg>\n'
    )


def frame_picture(found: Network, places: Sequence[Dot]) -> str:
    """Return a small picture of the network of a period, without names; who is not in it is a faint point."""
    here = {node.id for node in found.nodes}
    dots = _of_period(found, places)
    absent = [
        f'<circle class="absent" cx="{dot.x:g}" cy="{dot.y:g}" r="5"/>' for dot in places if dot.node.id not in here
    ]
    return (
        f'<svg class="network small" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" aria-hidden="true" focusable="false">'
        f"{_inner(found, dots, absent)}</svg>"
    )


def frames_picture(frames: Sequence[Frame], places: Sequence[Dot]) -> str:
    """Return small pictures of all periods as one file, four in a row."""
    wide, high, head = WIDTH / 2, HEIGHT / 2, 40.0
    columns = min(4, len(frames)) or 1
    size = columns * wide, -(-len(frames) // columns) * (high + head)
    pieces = []
    for number, frame in enumerate(frames):
        x, y = number % columns * wide, number // columns * (high + head)
        inner = _inner(frame.network, _of_period(frame.network, places), [])
        links = len(frame.network.edges)
        pieces.append(
            f'<text x="{x + 12:g}" y="{y + 26:g}" font-size="18">{_text(frame.period)}: {links} links, '
            f'{frame.utterances} utterances</text>\n<svg x="{x:g}" y="{y + head:g}" width="{wide:g}" height="{high:g}" '
            f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}">{inner}</svg>\n'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]:g} {size[1]:g}" role="img">\n'
        f"<title>Networks of {len(frames)} periods</title>\n<style>{STYLE}</style>\n{''.join(pieces)}</svg>\n"
    )


def _inner(found: Network, dots: Sequence[Dot], before: Sequence[str]) -> str:
    """Lines and nodes; a name is told to who points at a node."""
    nodes = (f'<g class="{_classes(dot)}"><title>{_text(dot.node.label)}</title>{_shape(dot)}</g>' for dot in dots)
    return "".join([*before, *_lines(found, dots), *nodes])


def _of_period(found: Network, places: Sequence[Dot]) -> list[Dot]:
    here = {node.id: node for node in found.nodes}
    return [dot._replace(node=here[dot.node.id]) for dot in places if dot.node.id in here]


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


def dots_of(found: Network) -> list[Dot]:
    """Return where the nodes of a network are drawn, how large, and in which group.

    Raises
    ------
    OptionError
        If networkx is not installed, or the network is too large for a picture.
    """
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


def _lines(found: Network, dots: Sequence[Dot]) -> list[str]:
    """The lines between nodes that are drawn, the heaviest on top."""
    by_id = {dot.node.id: dot for dot in dots}
    heaviest = max((abs(edge.weight) for edge in found.edges), default=1.0) or 1.0
    drawn = (edge for edge in reversed(found.edges) if edge.one in by_id and edge.other in by_id)
    return [_line(edge, by_id, heaviest, found) for edge in drawn]


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
    node = dot.node
    name = f'<text x="{label.x:g}" y="{label.y:g}" text-anchor="{label.anchor}">{_text(label.text)}</text>'
    told = f"<title>{_text(f'{node.label}: {node.utterances} utterances')}</title>"
    inner = f"{told}{_shape(dot)}{name}"
    if href:
        return f'<a class="{_classes(dot)}" href={quoteattr(_allowed(href(node)))}>{inner}</a>\n'
    return f'<g class="{_classes(dot)}">{inner}</g>\n'


def _classes(dot: Dot) -> str:
    return f"node issue g{dot.group}" if dot.node.kind == "issue" else f"node g{dot.group}"


def _shape(dot: Dot) -> str:
    if dot.node.kind == "issue":
        side = max(9.0, dot.radius * 1.7)
        return f'<rect x="{dot.x - side / 2:.1f}" y="{dot.y - side / 2:.1f}" width="{side:.1f}" height="{side:.1f}"/>'
    return f'<circle cx="{dot.x:g}" cy="{dot.y:g}" r="{dot.radius:.1f}"/>'


def _text(words: str) -> str:
    return escape(_allowed(words))


def _allowed(words: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", words)
