"""What the record is, how much is in it, and who asks."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version

from fastapi.responses import Response

from onrecord.serve.access import Asking
from onrecord.serve.api import models
from onrecord.serve.api.answers import NOT_MODIFIED, answer, problems, resource
from onrecord.serve.record import Record

router = resource("info")


@router.get(
    "/info",
    operation_id="getInfo",
    response_model=models.Information,
    responses={**problems(), **NOT_MODIFIED},
)
def info(store: Record, person: Asking) -> Response:
    """Return what the record is, how much is in it, and who you are to it."""
    told = {**asdict(store.info()), "onrecord": version("onrecord"), "person": person.name, "role": person.role}
    return answer(told)
