"""The JSON that onrecord prints and serves: the way there, the way back, and its JSON Schema.

The keys are in :mod:`onrecord.contract.keys`. ``python -m onrecord.contract`` writes the schema to
``schema.json``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from onrecord.contract.keys import ReadingModel
from onrecord.contract.reading import reading_of
from onrecord.contract.writing import to_contract

__all__ = ["SCHEMA_FILE", "ReadingModel", "json_schema", "reading_of", "schema_text", "to_contract"]

SCHEMA_FILE = Path(__file__).with_name("schema.json")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of :class:`ReadingModel`."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(ReadingModel).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text() -> str:
    """Return the schema as the committed file holds it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
