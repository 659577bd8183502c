"""onrecord reads the news and keeps the record: who said what, tied to the exact characters it came from.

>>> from onrecord import read_text
>>> reading = read_text("Lena Oskar said the talks would resume on Monday.")
>>> [s.attribution.source[0].of(reading.document.text) for s in reading.statements]
['Lena Oskar']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.document import Block, Document, Link, Span
    from onrecord.errors import CorpusError, InputError, ModelError, OnRecordError, OptionError
    from onrecord.options import ReadOptions
    from onrecord.pipeline import read, read_document, read_text
    from onrecord.statement import Attribution, Reading, Statement

_HOMES = {
    "Attribution": "statement",
    "Block": "document",
    "CorpusError": "errors",
    "Document": "document",
    "InputError": "errors",
    "Link": "document",
    "ModelError": "errors",
    "OnRecordError": "errors",
    "OptionError": "errors",
    "ReadOptions": "options",
    "Reading": "statement",
    "Span": "document",
    "Statement": "statement",
    "read": "pipeline",
    "read_document": "pipeline",
    "read_text": "pipeline",
}
__all__ = [
    "Attribution",
    "Block",
    "CorpusError",
    "Document",
    "InputError",
    "Link",
    "ModelError",
    "OnRecordError",
    "OptionError",
    "ReadOptions",
    "Reading",
    "Span",
    "Statement",
    "read",
    "read_document",
    "read_text",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import onrecord`` costs next to nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"onrecord.{_HOMES[name]}"), name)
