"""One who watches a run and remembers what was told."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.batch.keeping import Progress
from onrecord.batch.planning import Planned
from onrecord.batch.running import Result


class Watched:
    """Remembers what was told; ``on_progress`` is called as well."""

    def __init__(self, on_progress: Callable[[Progress], object] = lambda _: None) -> None:
        self.states: dict[str, str] = {}
        self.told: list[Progress] = []
        self.results: list[Result] = []
        self.on_progress = on_progress

    def planned(self, planned: list[Planned]) -> None:
        self.states = {one.shard.name: one.state for one in planned}

    def progressed(self, progress: Progress) -> None:
        self.told.append(progress)
        self.on_progress(progress)

    def finished(self, result: Result) -> None:
        self.results.append(result)
