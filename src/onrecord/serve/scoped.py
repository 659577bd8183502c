"""What the analyses of pages and API share: which statements they are about, what is counted once of them, files."""

from __future__ import annotations

from typing import Any, cast

from fastapi.responses import Response

from onrecord.analyse.conditions_map import ConditionsMap, conditions_map
from onrecord.analyse.design import Design
from onrecord.analyse.frames import Every, Frame, finest, frames, merged
from onrecord.analyse.matters import Matters
from onrecord.analyse.network import Network, network
from onrecord.analyse.positions import Positions, positions
from onrecord.analyse.turns import Care, Course, courses
from onrecord.codebook import load_codebook
from onrecord.errors import OptionError
from onrecord.export import graph
from onrecord.serve.asked import Asked, as_query
from onrecord.serve.remembering import Memory
from onrecord.serve.settings import Settings
from onrecord.store import Store
from onrecord.store.asking.stances import Count, Names, Period, Stance, counts, issue_labels, names, stances, ties
from onrecord.store.asking.tellings import By, Once, Scope

FILTERS = ("text", "actor", "country", "act", "stance", "issue", "recipient", "outlet", "since", "until", "by")
GRAPHS = ("graphml", "gexf")
_KINDS = {"graphml": "application/xml", "gexf": "application/xml", "svg": "image/svg+xml"}


def scope_of(values: Asked, once: Once = "utterance", **changed: Any) -> Scope:
    """Return what an address asks for, with other filters changed.

    Raises
    ------
    OptionError
        If a value makes no sense.
    """
    by = cast("By", values.get("by", "actor"))
    return Scope(as_query(values, **changed), by, values.get("country"), once).checked()


def counted_finely(store: Store, memory: Memory, scope: Scope, period: Period) -> list[Count]:
    """Return the counts that those of a period are made of: by day, or by month where that is enough."""
    by: Period = "day" if period in ("day", "week") else "month"
    return memory.of(("counts", scope, by), lambda: counts(store, scope, by, _names(store, memory, scope)))


def _names(store: Store, memory: Memory, scope: Scope) -> Names:
    return memory.of(("names", scope.by), lambda: names(store, scope.by))


def counted(store: Store, memory: Memory, scope: Scope, period: Period) -> list[Count]:
    """Return the counts of a scope by a period; all analyses of a scope are made of the same, counted once."""
    found = counted_finely(store, memory, scope, period)
    if period in ("day", "month"):
        return found
    return memory.of(("counts", scope, period), lambda: merged(found, period))


def everything(store: Store, memory: Memory, scope: Scope, period: Period) -> Positions:
    """Return the positions of all time, made of the counts that those of a period are made of."""
    by = "day" if period in ("day", "week") else "all"
    return memory.of(("positions", scope, "all", by), lambda: positions(counted_finely(store, memory, scope, period)))


def taken(store: Store, memory: Memory, scope: Scope) -> list[Stance]:
    """Return the stances of a scope, counted once for all analyses that need each of them."""
    return memory.of(("stances", scope), lambda: stances(store, scope, _names(store, memory, scope)))


def networked(store: Store, memory: Memory, scope: Scope, design: Design) -> Network:
    """Return the network of a scope."""
    return memory.of(("network", scope, design), lambda: network(counted(store, memory, scope, design.period), design))


def framed(store: Store, memory: Memory, scope: Scope, design: Design, every: Every) -> tuple[Frame, ...]:
    """Return the networks of the periods of a scope."""
    by = finest(design, every)
    return memory.of(("frames", scope, design, every), lambda: frames(counted(store, memory, scope, by), design, every))


def changed(store: Store, memory: Memory, scope: Scope, care: Care) -> list[Course]:
    """Return the changes of stance of a scope."""
    return memory.of(("changes", scope, care), lambda: courses(taken(store, memory, scope), care))


def tied(store: Store, memory: Memory, settings: Settings, scope: Scope) -> ConditionsMap:
    """Return the conditions map of a scope, by the record's own codebook, else by that of the settings."""

    def made() -> ConditionsMap:
        own = store.codebook()
        codebook = load_codebook(settings.codebook) if own is None and settings.codebook else own
        return conditions_map(ties(store, scope), taken(store, memory, scope), Matters(issue_labels(store), codebook))

    return memory.of(("conditions", scope), made)


def share(values: Asked, name: str, default: float, most: float = 1.0) -> float:
    """Return a parameter as a number from 0 to ``most``.

    Raises
    ------
    OptionError
        If it is none.
    """
    value = values.get(name)
    if value is None:
        return default
    try:
        found = float(value)
    except ValueError:
        found = -1.0
    if not 0 <= found <= most:
        raise OptionError(f"{name} {value[:40]!r} is no number from 0 to {most:g}. Give one such as {default:g}")
    return found


def one_of(values: Asked, name: str, known: tuple[str, ...], default: str) -> str:
    """Return a parameter that has one of some values.

    Raises
    ------
    OptionError
        If it has another one.
    """
    value = values.get(name, default)
    if value not in known:
        raise OptionError(f"{name} {value[:40]!r} is not known. Use one of: {', '.join(known)}")
    return value


def graph_file(form: str, name: str, made: Any) -> Response:
    """Return a networkx graph as a file to save."""
    return file(form, name, "".join(graph.written(made, form)))


def file(form: str, name: str, content: str) -> Response:
    """Return a text as a file to save."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(content, media_type=f"{_KINDS[form]}; charset=utf-8", headers=headers)
