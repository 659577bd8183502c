from __future__ import annotations

import io
import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from onrecord.serve.api import models
from onrecord.serve.uploads import Sources
from serve.api.test_guard import form_token

ARTICLE = {"text": "“The toll stays,” said Harbour Master Lena Oskar on Monday.", "title": "Toll", "outlet": "Gazette"}


def ended(client: TestClient, id: int) -> dict[str, Any]:
    """The job once it is over: its events end then."""
    client.get(f"/api/v1/jobs/{id}/events")
    found: dict[str, Any] = client.get(f"/api/v1/jobs/{id}").json()
    return found


def test_articles_are_added_in_the_background(own: TestClient) -> None:
    begun = own.post("/api/v1/jobs", json={"articles": [ARTICLE, {"text": " "}]})
    assert begun.status_code == 202 and begun.headers["location"] == "/api/v1/jobs/1"
    job = models.Job.model_validate(ended(own, 1))
    assert (job.state, job.counts.new, job.counts.failed) == ("done", 1, 1)
    failed, new = sorted(job.outcomes, key=lambda one: one.status)
    assert failed.problem and failed.remedy and "/" not in failed.problem
    assert new.source == "articles given as JSON"
    assert own.get(f"/api/v1/documents/{new.document}").json()["document"]["title"] == "Toll"
    again = own.post("/api/v1/jobs", json={"articles": [ARTICLE]}).json()["id"]
    same = ended(own, again)
    assert same["counts"]["unchanged"] == 1 and same["outcomes"][0]["document"] == new.document


def test_events_tell_of_progress_and_end(own: TestClient) -> None:
    id = own.post("/api/v1/jobs", json={"articles": [ARTICLE]}).json()["id"]
    answer = own.get(f"/api/v1/jobs/{id}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [dict(line.split(": ", 1) for line in one.splitlines()) for one in answer.text.split("\n\n") if one]
    assert {one["event"] for one in events[:-1]} == {"progress"} and events[-1]["event"] == "end"
    assert json.loads(events[-2]["data"])["state"] == "done"


@pytest.mark.parametrize("address", ["/etc/passwd", "file:///etc/passwd", "ftp://gazette.example/", "", "gazette"])
def test_only_addresses_of_the_web_are_fetched(own: TestClient, address: str) -> None:
    answer = own.post("/api/v1/jobs", json={"addresses": [address]})
    assert answer.status_code == 422, answer.text
    assert own.get("/api/v1/jobs").json()["items"] == []


@pytest.mark.parametrize("address", ["http://127.0.0.1/", "http://[::1]:8000/", "http://169.254.169.254/latest/"])
def test_private_addresses_are_refused(own: TestClient, address: str) -> None:
    id = own.post("/api/v1/jobs", json={"addresses": [address]}).json()["id"]
    job = ended(own, id)
    assert job["counts"]["failed"] == 1 and job["outcomes"][0]["document"] is None


def test_nothing_is_no_job(own: TestClient) -> None:
    assert own.post("/api/v1/jobs", json={}).status_code == 422


def test_uploads_go_by_their_names_and_lie_in_a_folder_of_their_own(own: TestClient) -> None:
    token = form_token(own.get("/add").text)
    files = [
        ("files", ("../../etc/passwd.txt", io.BytesIO(ARTICLE["text"].encode()), "text/plain")),
        ("files", ("news\u202e.jsonl", io.BytesIO(json.dumps({"text": "Ben Toll said no."}).encode()), "x")),
        ("files", ("broken.html", io.BytesIO(b"\x00\x01\x02"), "text/html")),
    ]
    sent = own.post("/add", data={"csrf": token}, files=files)
    assert sent.status_code == 303, sent.text
    job = ended(own, 1)
    assert job["counts"]["new"] == 2 and job["counts"]["failed"] == 1
    assert {one["source"] for one in job["outcomes"]} == {"passwd.txt", "news .jsonl", "broken.html"}
    page = own.get(sent.headers["location"]).text
    assert "broken.html" in page and f'href="/documents/{job["outcomes"][0]["document"]}"' in page
    assert "http-equiv" not in page


def test_a_form_that_cannot_be_used_comes_back_as_it_was(own: TestClient) -> None:
    token = form_token(own.get("/add").text)
    answer = own.post("/add", data={"csrf": token, "text": "<b>My text</b>", "addresses": "file:///etc/passwd"})
    assert answer.status_code == 422
    assert "&lt;b&gt;My text&lt;/b&gt;" in answer.text and 'role="alert"' in answer.text


def test_a_job_that_waits_is_cancelled_at_once(own: TestClient) -> None:
    many = [{**ARTICLE, "text": f"{ARTICLE['text']} Ships: {n}."} for n in range(60)]
    first = own.post("/api/v1/jobs", json={"articles": many}).json()["id"]
    second = own.post("/api/v1/jobs", json={"articles": [ARTICLE]}).json()["id"]
    header = {"X-Requested-With": "test"}
    assert own.post(f"/api/v1/jobs/{second}/cancel", headers=header).json()["state"] in ("cancelled", "waiting")
    assert own.post(f"/api/v1/jobs/{first}/cancel").status_code == 403
    own.post(f"/api/v1/jobs/{first}/cancel", headers=header)
    over = ended(own, first)
    assert over["state"] == "cancelled" and over["counts"]["new"] < 60
    assert ended(own, second)["counts"]["new"] == 0


def test_the_folder_of_a_job_goes() -> None:
    sources = Sources()
    sources.add_file("a.txt", io.BytesIO(b"No."))
    folder = sources.folder
    assert [one.name for one in folder.iterdir()] == ["0000.txt"]
    sources.close()
    assert not folder.exists()
