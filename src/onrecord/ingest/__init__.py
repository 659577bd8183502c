"""Reads sources into Documents: files, folders and standard input, or the string of one plain text."""

from __future__ import annotations

from onrecord.ingest.source import documents
from onrecord.ingest.text import document_from_text

__all__ = ["document_from_text", "documents"]
