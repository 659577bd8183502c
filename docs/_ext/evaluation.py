"""Tables of what ``onrecord evaluate --all --json`` printed: ``make docs-figures`` puts it into ``docs/figures``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from writing import plain, table

FIGURES = Path(__file__).parents[1] / "figures" / "evaluation.json"
#: Corpora in the order of the tables, as they are called there.
CORPORA = {
    "polnear": "PolNeAR, 84 articles of US political news",
    "wikinews": "Wikinews, 40 articles",
    "invented": "invented, 12 articles",
    "coded": "PolNeAR, the coded part",
}
_ROWS = ("source exact", "cue exact", "content exact", "content characters", "linked")


def pages() -> Iterator[tuple[str, str]]:
    """Tables to be included: statements, linked statements by kind, names, codings, acts."""
    found = json.loads(FIGURES.read_text("utf-8"))
    yield "parts/evaluation-statements.md", _statements(found)
    yield "parts/evaluation-linked.md", _linked(found)
    yield "parts/evaluation-names.md", _names(found)
    yield "parts/evaluation-codings.md", _codings(found)
    yield "parts/evaluation-acts.md", _acts(found)


def _of(found: dict[str, Any], key: str) -> dict[str, Any]:
    """The corpora that have such figures."""
    return {name: found[name][key] for name in CORPORA if key in found.get(name, {})}


def _statements(found: dict[str, Any]) -> str:
    rows = [
        (
            CORPORA[name],
            *(_precision_recall(found[name][row]) for row in _ROWS),
            f"{found[name]['calibration_error']:.3f}",
        )
        for name in CORPORA
        if "linked" in found.get(name, {})
    ]
    return table(("F1, precision / recall", *_ROWS, "calibration error"), rows)


def _precision_recall(counts: dict[str, float]) -> str:
    return f"**{counts['f1']:.1f}** <small>{counts['precision']:.0f} / {counts['recall']:.0f}</small>"


def _linked(found: dict[str, Any]) -> str:
    kinds = ("direct", "indirect", "mixed", "nested")
    rows = []
    for name, called in CORPORA.items():
        own = found.get(name, {})
        cells = [own.get(f"linked, {kind}") for kind in kinds]
        if any(cells):
            rows.append((called, *(f"{c['f1']:.1f} <small>n {c['gold']}</small>" if c else "–" for c in cells)))
    return table(("F1, linked", *kinds), rows)


def _names(found: dict[str, Any]) -> str:
    given = _of(found, "sources")
    kinds = dict.fromkeys(kind for own in given.values() for kind in own["by_kind"])
    rows = [("**all**", *(f"**{own['accuracy']:.1f}** <small>n {own['total']}</small>" for own in given.values()))]
    for kind in kinds:
        cells = [own["by_kind"].get(kind) for own in given.values()]
        rows.append((plain(kind), *(f"{c['accuracy']:.1f} <small>n {c['total']}</small>" if c else "–" for c in cells)))
    rows.append(("wrong person", *(f"{own['wrong_person']:.1f}" for own in given.values())))
    for name in next(iter(given.values()))["baselines"]:
        rows.append((f"baseline: {plain(name)}", *(f"{own['baselines'][name]:.1f}" for own in given.values())))
    rows.append(("end to end, F1", *(f"{own['end_to_end']['f1']:.1f}" for own in given.values())))
    return table(("right names in percent", *(CORPORA[name] for name in given)), rows)


def _codings(found: dict[str, Any]) -> str:
    given = _of(found, "codings")
    rows = []
    for figure in next(iter(given.values()))["onrecord"]["figures"]:
        ours = [own["onrecord"] for own in given.values()]
        cells = [f"{own['figures'][figure]:.1f}{_interval(own, figure)}" for own in ours]
        mean = sum(own["figures"][figure] for own in ours) / len(ours)
        rows.append((plain(figure), *cells, f"**{mean:.1f}**", *_baselines(given, figure)))
    baselines = [name for name in next(iter(given.values())) if name != "onrecord"]
    head = ("percent", *(CORPORA[name] for name in given), "mean", *(f"baseline: {plain(name)}" for name in baselines))
    return table(head, rows)


def _baselines(given: dict[str, Any], figure: str) -> Iterator[str]:
    for name in next(iter(given.values())):
        if name != "onrecord":
            known = [own[name]["figures"].get(figure) for own in given.values()]
            yield "–" if None in known else f"{sum(known) / len(known):.1f}"


def _interval(own: dict[str, Any], figure: str) -> str:
    interval = own["intervals"].get(figure)
    return f" <small>{interval[0]:.0f}–{interval[1]:.0f}</small>" if interval else ""


def _acts(found: dict[str, Any]) -> str:
    given = {name: own["onrecord"]["acts"] for name, own in _of(found, "codings").items()}
    acts = dict.fromkeys(act for own in given.values() for act, c in own.items() if c["gold"])
    rows = [
        (
            act,
            *(
                f"{c['f1']:.0f} <small>n {c['gold']}</small>" if (c := own.get(act)) and c["gold"] else "–"
                for own in given.values()
            ),
        )
        for act in acts
    ]
    return table(("F1 of an act", *(CORPORA[name] for name in given)), rows)
