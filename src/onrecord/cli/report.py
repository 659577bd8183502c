"""What ``onrecord evaluate`` prints: tables, or JSON."""

from __future__ import annotations

import json
from typing import Any

from onrecord.evaluate import Counts, ResolutionScores, Scores


def as_text(scores: dict[str, Scores], resolved: dict[str, ResolutionScores]) -> str:
    """Tables of all corpora, those of the resolved sources last."""
    tables = [_table(name, found) for name, found in scores.items()]
    if resolved:
        tables.append(_resolution_table(resolved))
    return "\n\n".join(tables)


def as_json(scores: dict[str, Scores], resolved: dict[str, ResolutionScores]) -> str:
    """The same figures as one JSON object."""
    found: dict[str, dict[str, Any]] = {
        name: {row: _counts(c) for row, c in _rows(own).items()} | {"calibration_error": own.calibration_error}
        for name, own in scores.items()
    }
    for name, names in resolved.items():
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
