"""Parameters that several resources take."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import BaseModel, Field, create_model

from onrecord.serve.api.cursors import LARGEST
from onrecord.store import HELP, query
from onrecord.store import Query as Asked

Key = Annotated[int, Path(ge=1, le=LARGEST, description="Key of the document.", examples=[1])]
Name = Annotated[str, Path(min_length=1, max_length=1000)]
Words = Annotated[str | None, Query(max_length=1000)]


def filters(name: str, without: Collection[str]) -> type[BaseModel]:
    """Return the fields of :class:`onrecord.store.Query` as parameters: FastAPI reads from it which there are."""
    wanted: dict[str, Any] = {
        one.name: (str | None, Field(None, max_length=query.LONGEST, description=HELP[one.name]))
        for one in fields(Asked)
        if one.name not in without
    }
    return create_model(name, **wanted)
