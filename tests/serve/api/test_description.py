from __future__ import annotations

import json
from pathlib import Path

from fastapi.testclient import TestClient

from onrecord.serve.api.description import described

COMMITTED = Path(__file__).parents[3] / "docs" / "openapi.json"


def test_the_committed_description_is_that_of_the_code() -> None:
    assert COMMITTED.read_text("utf-8") == described(), "renew it: python -m onrecord.serve.api > docs/openapi.json"


def test_the_application_describes_itself_so(client: TestClient) -> None:
    assert client.get("/api/v1/openapi.json").json() == json.loads(described())


def test_every_operation_has_a_name_of_its_own_a_summary_and_an_answer() -> None:
    operations = [one for path in json.loads(described())["paths"].values() for one in path.values()]
    names = [one["operationId"] for one in operations]
    assert len(set(names)) == len(names) > 20
    for one in operations:
        assert one["description"] and one["tags"], one["operationId"]
        assert any(status in one["responses"] for status in ("200", "202"))
        assert all("application/problem+json" in one["responses"][status]["content"] for status in ("401", "422"))
