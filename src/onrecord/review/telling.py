"""What a decision says, for those who read the list of them."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.store.records import Decision


def told(decision: Decision) -> str:
    """Return a decision in a few words: what an edit changed, which actors were joined or kept apart.

    Empty where its kind says it all.
    """
    value = decision.value if isinstance(decision.value, Mapping) else {}
    if "changed" in value:
        return ", ".join(value["changed"])
    if "issues" in value and "into" in value:
        return f"{', '.join(label for _, label in value['issues'])} → {value['into'][1]}"
    if "into" in value:
        parts = value["names"] if decision.kind == "split" else [*value["entities"], *value["names"]]
        return f"{', '.join(parts)} → {value['into']['name']} ({value['into']['entity']})"
    if "actors" in value:
        return " / ".join(value["actors"])
    return str(value.get("name" if decision.kind == "sample" else "what", ""))
