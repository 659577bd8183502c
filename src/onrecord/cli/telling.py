"""What ``onrecord add`` tells: errors as they come, a line for each article where it is wanted, and a summary."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from onrecord.cli.common.output import opened
from onrecord.cli.common.run import say
from onrecord.export.words import one_line, shorten
from onrecord.gather import Counts, Outcome

if TYPE_CHECKING:
    from rich.status import Status

    from onrecord.store import Copy, Store

#: Reasons that a summary lists: the most frequent ones.
_REASONS = 10
#: Copies and changed articles that a summary lists.
_COPIES = _CHANGED = 5
#: Failures that are remembered, so that watching does not tell them again and again.
_REMEMBERED = 10_000


class Report:
    """Tells the user what became of the articles.

    Parameters
    ----------
    form : {"table", "jsonl"}
        A summary for people; or one JSON object for each article, and one for the summary.
    listed : bool
        List the articles in a table as well: nothing is stored, so that is what was asked for.
    quiet : bool
        Show no progress.
    """

    def __init__(self, form: str, *, listed: bool = False, quiet: bool = False) -> None:
        self._as_json = form == "jsonl"
        self._listed = listed
        self._quiet = quiet
        self._counts: Counts | None = None
        self._copies: list[Copy] = []
        self._changed: list[Outcome] = []
        self._told: set[str] = set()

    @property
    def counts(self) -> Counts:
        """What became of the articles of this round."""
        return self._counts or Counts()

    def tell_all(self, outcomes: Iterable[Outcome]) -> None:
        """Count a round of outcomes and tell each as soon as it is known."""
        self._counts, self._copies, self._changed = Counts(), [], []
        with self._progress() as status:
            for outcome in outcomes:
                self._counts.count(outcome)
                if outcome.copy is not None:
                    self._copies.append(outcome.copy)
                if outcome.status == "version" and len(self._changed) < _CHANGED:
                    self._changed.append(outcome._replace(document=None))
                if outcome.error is not None:
                    self._tell_failure(str(outcome.error))
                if self._as_json:
                    _write(json.dumps(_as_json(outcome), ensure_ascii=False))
                elif self._listed and outcome.document is not None:
                    _write(_as_line(outcome))
                if status is not None:
                    status.update(_line(self._counts))

    def summary(self, store: Store | None = None) -> None:
        """Tell how many articles became what, and why some failed; nothing where nothing was begun.

        Parameters
        ----------
        store : Store or None
            Has the articles whose text changed: what that did to their statements is told.
        """
        counts = self._counts
        if counts is None:
            return
        reasons = counts.reasons.most_common()
        if self._as_json:
            numbers = {"read": counts.read, "new": counts.new, "versions": counts.versions}
            numbers |= {"unchanged": counts.unchanged, "failed": counts.failed, "copies": counts.copies}
            _write(json.dumps({"status": "summary", **numbers, "reasons": dict(reasons)}, ensure_ascii=False))
            return
        _write(_line(counts))
        if self._copies:
            _write("".join(_told_copies(self._copies)))
        for line in _told_changes(store, self._changed, counts.versions) if store is not None else ():
            _write(line)
        for reason, number in reasons[:_REASONS]:
            _write(f"{number:>8,}  {one_line(shorten(reason, 160))}")
        if len(reasons) > _REASONS:
            _write(f"{sum(number for _, number in reasons[_REASONS:]):>8,}  other reasons")

    def _tell_failure(self, error: str) -> None:
        if error in self._told:
            return
        if len(self._told) < _REMEMBERED:
            self._told.add(error)
        say(f"error: {error}")

    def _progress(self) -> AbstractContextManager[Status | None]:
        """Return a line that shows the counts, where somebody can see it and the output does not run through it."""
        if self._quiet or not sys.stderr.isatty() or ((self._as_json or self._listed) and sys.stdout.isatty()):
            return nullcontext()
        from rich.console import Console

        return Console(stderr=True).status(_line(Counts()))


def _told_copies(copies: Sequence[Copy]) -> Iterator[str]:
    yield f"{len(copies):,} of them copies of another article's text"
    shown = [f"{copy.document} of {copy.copy_of} ({copy.similarity:.0%})" for copy in copies[:_COPIES]]
    yield f": document {', '.join(shown)}" + (", …" if len(copies) > _COPIES else "")


def _told_changes(store: Store, changed: Sequence[Outcome], number: int) -> Iterator[str]:
    """Say what the new texts of some articles did to their statements."""
    from onrecord.analyse.changes import changes

    for outcome in changed:
        if outcome.previous is not None and outcome.key is not None:
            found = changes(store.reading(outcome.previous), store.reading(outcome.key))
            counted = f"{len(found.changed):,} changed, {len(found.removed):,} removed, {len(found.added):,} added"
            yield f"new version of {one_line(outcome.url or outcome.source)}: statements {counted} (see onrecord diff)"
    if number > len(changed):
        yield f"new versions of {number - len(changed):,} other articles"


def _write(line: str) -> None:
    with opened(None) as write:
        write(line + "\n")


def _line(counts: Counts) -> str:
    return (
        f"read {counts.read:,} · new {counts.new:,} · new versions {counts.versions:,} · "
        f"unchanged {counts.unchanged:,} · failed {counts.failed:,}"
    )


def _as_line(outcome: Outcome) -> str:
    document = outcome.document
    if document is None:
        return outcome.status
    facts = (document.published or "no date", document.outlet, document.title, document.url or outcome.source)
    shown = "  ".join(one_line(shorten(fact, 100)) for fact in facts if fact)
    return f"{outcome.status:<10}{shown}"


def _as_json(outcome: Outcome) -> dict[str, Any]:
    told: dict[str, Any] = {"status": outcome.status, "source": outcome.source}
    if outcome.error is not None:
        error = outcome.error
        return told | {"input": error.source, "problem": error.problem, "remedy": error.remedy}
    told["url"] = outcome.url
    if outcome.copy is not None:
        told |= outcome.copy._asdict()
    if outcome.document is not None:
        document = outcome.document
        told |= {"id": document.id, "title": document.title, "outlet": document.outlet}
        told |= {"published": document.published, "document": outcome.key, "previous": outcome.previous}
    return told
