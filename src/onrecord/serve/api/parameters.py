"""Parameters that several resources take."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query

from onrecord.serve.api.cursors import LARGEST

Key = Annotated[int, Path(ge=1, le=LARGEST, description="Key of the document.", examples=[1])]
Name = Annotated[str, Path(min_length=1, max_length=1000)]
Words = Annotated[str | None, Query(max_length=1000)]
