"""Whatever is asked, no fault is the server's: requests are made from the description of the API itself.

A few for each operation; ``ONRECORD_LONG=1`` makes many.
"""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from onrecord.serve.api.description import described
from serve.api.conftest import Opening

SCHEMA = schemathesis.openapi.from_dict(json.loads(described()))
OPERATIONS = {one.ok().label: one.ok() for one in SCHEMA.get_all_operations()}
EXAMPLES = 200 if os.environ.get("ONRECORD_LONG") else 4


@pytest.mark.parametrize("label", OPERATIONS)
def test_nothing_that_is_asked_is_a_fault_of_the_server(opening: Opening, label: str) -> None:
    client = opening()
    client.app.state.jobs.close()  # nothing is fetched here
    operation = OPERATIONS[label]

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=[*HealthCheck]
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        answer = asked(client, case)
        assert answer.status_code < 500, (case.formatted_path, case.query, case.body)
        told = operation.definition.raw["responses"]
        assert str(answer.status_code) in told, (answer.status_code, case.formatted_path, answer.text)

    ask()


def asked(client: TestClient, case: Any) -> Any:
    body = {"json": case.body} if isinstance(case.body, dict | list | str | int | float | bool) else {}
    headers = {"X-Requested-With": "fuzz"}
    return client.request(case.method, case.formatted_path, params=dict(case.query or {}), headers=headers, **body)
