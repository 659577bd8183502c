"""A stand-in for the pipeline: the content of an input says what reading it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from typer.testing import Result

from onrecord.document import Document, Span
from onrecord.errors import InputError, ModelError, OptionError
from onrecord.options import ReadOptions
from onrecord.statement import Attribution, Reading, statements_of

Run = Callable[..., Result]


def reading_of(text: str, options: ReadOptions = ReadOptions(), source_id: str | None = None) -> Reading:
    """Make a reading with one statement: everything after the first word that follows "said"."""
    start = text.find("said ")
    document = Document(
        text,
        title=options.title,
        source_id=source_id,
        warnings=("no date found",) if "undated" in text else (),
    )
    content = Span(start + 5, len(text))
    found = (
        () if start < 0 else (Attribution((Span(0, start - 1),), (Span(start, start + 4),), (content,), "indirect"),)
    )
    return Reading(document, statements_of(document, found))


def fake_read(
    source: str | Path, options: ReadOptions, *, on_error: Callable[[InputError], None] | None = None
) -> Iterator[Reading]:
    path = Path(source)
    if not path.exists():
        assert on_error is not None
        on_error(InputError(str(source), "no such file or folder", "Check the name"))
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line == "INTERRUPT":
            raise KeyboardInterrupt
        if line == "MODEL":
            raise ModelError("no model in /nowhere. Install onrecord again")
        if line == "OPTION":
            raise OptionError("min_score is 7: give a number from 0 to 1")
        yield reading_of(line, options, source_id=f"line-{number}" if path.suffix == ".jsonl" else None)
