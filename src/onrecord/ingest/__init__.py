"""Reads sources into Documents: ``documents`` for files, folders and standard input, ``document_from_text`` for a string."""

from __future__ import annotations

from onrecord.ingest.source import documents
from onrecord.ingest.text import document_from_text

__all__ = ["document_from_text", "documents"]
