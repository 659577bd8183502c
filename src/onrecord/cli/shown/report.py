"""What ``onrecord evaluate`` prints: tables, or JSON."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from onrecord.evaluate import CodingScores, Counts, ResolutionScores, Scores


class Report(NamedTuple):
    """Figures by corpus; ``coded`` has, by corpus, those of onrecord and of the baselines."""

    scores: dict[str, Scores]
    resolved: dict[str, ResolutionScores]
    coded: dict[str, dict[str, CodingScores]]


def as_text(report: Report) -> str:
    """Tables of all corpora: statements, resolved sources, codings."""
    tables = [_table(name, found) for name, found in report.scores.items()]
    if report.resolved:
        tables.append(_resolution_table(report.resolved))
    if report.coded:
        tables.append(_coding_table(report.coded))
        tables += [_confusion(name, found["onrecord"]) for name, found in report.coded.items()]
    return "\n\n".join(tables)


def as_json(report: Report) -> str:
    """The same figures as one JSON object."""
    found: dict[str, dict[str, Any]] = {
        name: {row: _counts(c) for row, c in _rows(own).items()} | {"calibration_error": own.calibration_error}
        for name, own in report.scores.items()
    }
    for name, systems in report.coded.items():
        found.setdefault(name, {})["codings"] = {system: _codings(own) for system, own in systems.items()}
    for name, names in report.resolved.items():
        found.setdefault(name, {})["sources"] = {
            "accuracy": names.accuracy,
            "wrong_person": names.wrong_person,
            "total": names.total,
            "by_kind": {kind: {"accuracy": share, "total": total} for kind, (share, total) in names.by_kind.items()},
            "baselines": names.baselines,
            "end_to_end": _counts(names.end_to_end),
            "share_of_linked": names.share_of_linked,
        }
    return json.dumps(found, indent=1)


def _counts(counts: Counts) -> dict[str, float]:
    return {
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
        "right": counts.right,
        "found": counts.found,
        "gold": counts.gold,
    }


def _rows(scores: Scores) -> dict[str, Counts]:
    linked = {f"linked, {name}": counts for name, counts in scores.linked_by.items()}
    return {
        "source exact": scores.source,
        "cue exact": scores.cue,
        "content exact": scores.content,
        "content characters": scores.content_characters,
        "linked": scores.linked,
    } | linked


def _table(name: str, scores: Scores) -> str:
    lines = [f"{name:<22}{'P':>7}{'R':>7}{'F1':>7}{'found':>9}{'gold':>9}"]
    lines += [
        f"{row:<22}{c.precision:7.1f}{c.recall:7.1f}{c.f1:7.1f}{c.found:9}{c.gold:9}"
        for row, c in _rows(scores).items()
    ]
    return "\n".join([*lines, f"calibration error of the score (ECE): {scores.calibration_error:.3f}"])


def _resolution_table(resolved: dict[str, ResolutionScores]) -> str:
    """Right names in percent, a column a corpus, with the number of sources of each kind."""
    lines = [f"{'right names, spans given':<26}" + "".join(f"{name:>18}" for name in resolved)]

    def row(label: str, cells: list[str]) -> None:
        lines.append(f"{label:<26}" + "".join(f"{cell:>18}" for cell in cells))

    columns = list(resolved.values())
    row("all", [f"{c.accuracy:.1f} ({c.total})" for c in columns])
    kinds = dict.fromkeys(kind for c in columns for kind in c.by_kind)
    for kind in kinds:
        cells = [c.by_kind.get(kind) for c in columns]
        row(f"  {kind}", [f"{cell[0]:.1f} ({cell[1]})" if cell else "–" for cell in cells])
    row("wrong person", [f"{c.wrong_person:.1f}" for c in columns])
    for baseline in columns[0].baselines:
        row(f"baseline: {baseline}", [f"{c.baselines[baseline]:.1f}" for c in columns])
    row("end to end, F1", [f"{c.end_to_end.f1:.1f}" for c in columns])
    row("  share of linked F1", [f"{c.share_of_linked:.2f}" for c in columns])
    return "\n".join(lines)


def _codings(scores: CodingScores) -> dict[str, Any]:
    return {
        "figures": scores.figures,
        "intervals": scores.intervals,
        "total": scores.total,
        "acts": {act: _counts(counts) for act, counts in scores.by_act.items()},
        "confusion": [{"gold": gold, "found": found, "times": n} for (gold, found), n in scores.confusion.items()],
    }


def _coding_table(coded: dict[str, dict[str, CodingScores]]) -> str:
    """Figures of codings, a column a corpus with its 95 % interval, the mean last; then those of the baselines."""
    width = 21
    lines = [f"{'codings, statements given':<26}" + "".join(f"{name:>{width}}" for name in (*coded, "mean"))]
    systems = next(iter(coded.values()))
    for system, scores in systems.items():
        if system != "onrecord":
            lines.append(f"baseline: {system}")
        for name in scores.figures:
            columns = [found[system] for found in coded.values()]
            cells = [f"{c.figures[name]:.1f}{_interval(c, name)}" for c in columns]
            mean = sum(c.figures[name] for c in columns) / len(columns)
            row = "".join(f"{cell:>{width}}" for cell in (*cells, f"{mean:.1f}"))
            lines.append(f"{name if system == 'onrecord' else '  ' + name:<26}{row}")
    counts = "".join(f"{found['onrecord'].total:>{width}}" for found in coded.values())
    return "\n".join([*lines, f"{'statements':<26}{counts}"])


def _interval(scores: CodingScores, name: str) -> str:
    low, high = scores.intervals.get(name, (0.0, 0.0))
    return f" ({low:.0f}–{high:.0f})" if scores.intervals else ""


def _confusion(name: str, scores: CodingScores) -> str:
    """F1 of each act, and a matrix of the acts that occur: a row an annotated act, a column a found one."""
    acts = [act for act, counts in scores.by_act.items() if counts.gold or counts.found]
    lines = [f"{name}: acts, annotated (rows) against found" + "".join(f"{act[:8]:>9}" for act in acts) + f"{'F1':>7}"]
    for gold in acts:
        counts = scores.by_act[gold]
        cells = (counts.right if gold == found else scores.confusion.get((gold, found), 0) for found in acts)
        row = "".join(f"{cell or '·':>9}" for cell in cells)
        lines.append(f"{gold:<{len(name) + 39}}{row}{counts.f1:7.1f}")
    return "\n".join(lines)
