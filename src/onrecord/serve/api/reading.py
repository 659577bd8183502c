"""Reading: text in, what is read in it out; nothing is stored."""

from __future__ import annotations

from threading import BoundedSemaphore

from fastapi.responses import Response

from onrecord.contract import to_contract
from onrecord.contract.keys import ReadingModel
from onrecord.options import ReadOptions
from onrecord.pipeline import read_text
from onrecord.serve.api import models
from onrecord.serve.api.answers import answer, problems, resource
from onrecord.serve.problems import RefusedError
from onrecord.serve.record import Given

router = resource("read")
#: Texts that are read at once: each takes a processor for itself.
AT_ONCE = 2
_reading = BoundedSemaphore(AT_ONCE)


@router.post("/read", operation_id="readText", response_model=ReadingModel, responses=problems(413))
def read(settings: Given, given: models.Text) -> Response:
    """Read an article of at most 200,000 characters and return the same JSON as `onrecord read`; nothing is stored."""
    if not _reading.acquire(blocking=False):
        raise RefusedError(
            429, f"{AT_ONCE} texts are being read already", "Try again in a moment", headers={"Retry-After": "2"}
        )
    try:
        options = ReadOptions(actors=settings.actors, codebook=settings.codebook, **given.model_dump(exclude={"text"}))
        return answer(to_contract(read_text(given.text, options)))
    finally:
        _reading.release()
