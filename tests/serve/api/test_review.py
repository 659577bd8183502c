from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from serve.api.conftest import first_statement


def test_a_decision_is_made_and_taken_back(own: TestClient) -> None:
    id = first_statement(own)
    made = own.post("/api/v1/review/accept", json={"statements": [id], "by": "Ada"}).json()["decisions"]
    assert [(one["kind"], one["decided_by"]) for one in made] == [("accept", "Ada")]
    assert own.get("/api/v1/decisions").json()["items"] == made
    undone = own.post("/api/v1/review/undo", json={"decisions": [made[0]["key"]], "by": "Ben"}).json()["decisions"]
    assert undone[0]["undone_by"] == "Ben"
    assert own.get("/api/v1/decisions").json()["items"] == []
    assert len(own.get("/api/v1/decisions", params={"undone": True}).json()["items"]) == 1


def test_an_edit_changes_what_is_given(own: TestClient) -> None:
    id = first_statement(own)
    changes = {"act": "REQUEST", "stance": "conditional", "issue": {"id": "toll", "label": "Toll"}, "conditions": []}
    answer = own.post("/api/v1/review/edit", json={"statements": [id], "speaker": {"name": "Lena Oskar"}, **changes})
    assert answer.status_code == 200, answer.text
    found = own.get(f"/api/v1/statements/{id}").json()
    coding = found["statement"]["codings"][0]
    assert (coding["act"], coding["stance"], coding["issue"]["id"]) == ("REQUEST", "conditional", "toll")
    assert found["statement"]["resolution"]["name"] == "Lena Oskar"
    assert [one["kind"] for one in found["decisions"]] == ["edit"]


def test_a_rejected_statement_is_found_no_more(own: TestClient) -> None:
    id = first_statement(own)
    assert own.post("/api/v1/review/reject", json={"statements": [id]}).status_code == 200
    assert first_statement(own) != id
    assert own.post("/api/v1/review/accept", json={"statements": [id]}).status_code == 422


def test_what_somebody_else_decided_since_is_not_overridden(own: TestClient) -> None:
    id = first_statement(own)
    own.post("/api/v1/review/accept", json={"statements": [id], "by": "Ben"})
    answer = own.post("/api/v1/review/reject", json={"statements": [id], "by": "Ada", "seen": 0})
    assert answer.status_code == 409, answer.text


def test_actors_are_merged_and_split_and_issues_renamed(own: TestClient) -> None:
    listed = own.get("/api/v1/actors", params={"limit": 100}).json()["items"]
    other = next(one for one in listed if one["entity"] not in (None, "P-04"))
    merged = own.post("/api/v1/review/merge", json={"actors": ["P-04", other["id"]]})
    assert merged.status_code == 200, merged.text
    assert own.get(f"/api/v1/actors/{other['names'][0]}").json()["entity"] == "P-04"
    split = own.post("/api/v1/review/split", json={"actor": "P-04", "names": other["names"]})
    assert split.status_code == 200, split.text
    assert own.post("/api/v1/review/rename", json={"old": "I02", "new": "Truce first"}).status_code == 200
    assert own.get("/api/v1/issues/I02").json()["label"] == "Truce first"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("accept", {"statements": []}, 422),
        ("accept", {"statements": ["0000000000000000"]}, 404),
        ("accept", {"statements": ["x"], "more": 1}, 422),
        ("edit", {"statements": ["x"], "content": [{"start": -1, "end": 4}]}, 422),
        ("edit", {"statements": ["x"], "act": "DANCE"}, 422),
        ("undo", {"decisions": [10**30]}, 422),
        ("undo", {"decisions": [77]}, 404),
        ("merge", {"actors": ["P-04"]}, 422),
        ("merge", {"actors": ["P-04", "nobody at all"]}, 404),
        ("split", {"actor": "P-04", "names": ["Somebody Else"]}, 422),
        ("rename", {"old": "nothing", "new": "Something"}, 404),
    ],
)
def test_what_cannot_be_decided_changes_nothing(own: TestClient, path: str, body: object, status: int) -> None:
    answer = own.post(f"/api/v1/review/{path}", json=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert own.get("/api/v1/decisions", params={"undone": True}).json()["items"] == []


def test_the_log_says_who_did_what_from_where(own: TestClient, own_record: Path) -> None:
    key = own.post("/api/v1/review/accept", json={"statements": [first_statement(own)]}).json()["decisions"][0]["key"]
    own.post("/api/v1/review/accept", content=b"x", headers={"Content-Type": "text/plain"})
    own.post("/api/v1/read", json={"text": "Nothing."})
    log = own_record.with_name("record.db.changes.jsonl")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(one["path"], one["status"], one["changed"]) for one in lines] == [
        ("/api/v1/review/accept", 200, {"decisions": [key]}),
        ("/api/v1/review/accept", 403, None),
    ]
    assert all(one["client"] == "127.0.0.1" and one["who"] and one["at"] for one in lines)
    assert log.stat().st_mode & 0o077 == 0
