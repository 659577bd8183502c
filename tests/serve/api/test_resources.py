from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from onrecord import read_text
from onrecord.contract.keys import ReadingModel
from onrecord.serve import Settings, create_app
from onrecord.serve.api import analysed, models
from onrecord.store import HELP, open_store
from serve.api.conftest import first_statement
from serve.conftest import HERE

LISTS = {
    "documents": models.Listed[models.StoredDocument],
    "documents/1/versions": models.Listed[models.Version],
    "documents/1/past": models.Listed[models.PastReading],
    "documents/1": ReadingModel,
    "search?text=talks": models.Hits,
    "search?act=request&stance=conditional&sort=oldest": models.Hits,
    "statements": models.Listed[models.FoundStatement],
    "statements?text=talks&act=request&limit=2": models.Listed[models.FoundStatement],
    "actors": models.Listed[models.Actor],
    "actors?name=venn": models.Listed[models.Actor],
    "actors/P-04": models.Profile,
    "issues": models.Listed[models.Issue],
    "issues/I02": models.IssueStances,
    "outlets": models.Listed[models.Outlet],
    "decisions": models.Listed[models.Decision],
    "jobs": models.Listed[models.Job],
    "info": models.Information,
}


ANALYSES = {
    "positions": analysed.PositionsFound,
    "positions?period=month&by=country&issue=I02": analysed.PositionsFound,
    "changes": analysed.ChangesFound,
    "conditions": analysed.ConditionsFound,
    "network": analysed.NetworkFound,
    "network?mode=two-mode&least=2": analysed.NetworkFound,
    "network?every=quarter&most=10": analysed.NetworkFound,
    "voices": analysed.VoicesFound,
    "voices?actor=Vennick": analysed.VoicesFound,
    "utterances": analysed.UtterancesFound,
}


@pytest.mark.parametrize("path", ANALYSES)
def test_analyses_are_those_of_the_commands_and_as_they_are_described(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.text
    found = TypeAdapter(ANALYSES[path]).validate_json(answer.content)
    assert found.model_dump(mode="json", exclude_unset=True) == answer.json()  # no key that is not described


def test_an_utterance_is_as_it_is_described(client: TestClient) -> None:
    first = client.get("/api/v1/utterances?limit=1").json()["items"][0]["utterance"]
    answer = client.get(f"/api/v1/utterances/{first}")
    found = analysed.UtteranceFound.model_validate_json(answer.content)
    assert found.model_dump(mode="json", exclude_unset=True) == answer.json()


def test_a_network_over_time(client: TestClient) -> None:
    found = client.get("/api/v1/network?every=month").json()
    assert [frame["period"] for frame in found["frames"]] == [f"2031-{month:02}" for month in range(1, 7)]
    assert {node["id"] for frame in found["frames"] for node in frame["nodes"]} >= {"P-01", "P-11"}
    assert "frames" not in client.get("/api/v1/network").json()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("positions?period=eon", 422),
        ("positions?by=planet", 422),
        ("changes?least=0", 422),
        ("network?mode=three", 422),
        ("network?every=eon", 422),
        ("network?least=nan", 422),
        ("voices?told_by=0", 422),
        ("utterances?outlets=0", 422),
        ("utterances/999999", 404),
    ],
)
def test_analyses_refuse_what_makes_no_sense(client: TestClient, path: str, status: int) -> None:
    assert client.get(f"/api/v1/{path}").status_code == status


@pytest.mark.parametrize("path", LISTS)
def test_answers_are_as_they_are_described(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    TypeAdapter(LISTS[path]).validate_json(answer.content)


@pytest.mark.parametrize("path", [*LISTS, "openapi.json"])
def test_what_the_client_has_is_not_sent_again(client: TestClient, path: str) -> None:
    tag = client.get(f"/api/v1/{path}").headers["etag"]
    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("documents/999999", 404, "there is no document 999999"),
        ("documents/999999/versions", 404, "there is no document 999999"),
        ("documents/1/past/7", 404, "document 1 has no earlier reading 7"),
        ("documents/0", 422, "path.key: Input should be greater than or equal to 1"),
        (f"documents/{10**30}", 422, "path.key: Input should be less than or equal to 9007199254740991"),
        ("documents?limit=0", 422, "query.limit: Input should be greater than or equal to 1"),
        ("documents?cursor=nonsense", 422, "the cursor is none of this list"),
        ("search?act=dance", 422, "act 'dance' is not known"),
        ("statements?act=dance", 422, "act 'dance' is not known"),
        ("statements?limit=201", 422, "query.limit: Input should be less than or equal to 200"),
        ("statements?cursor=eyJsYXN0IjoxfQ", 422, "the cursor is none of this list"),
        ("search?since=soon", 422, "since 'soon' is no date"),
        ("search?text=%00", 422, "the address has a NUL in it"),
        ("actors/%00", 422, "the address has a NUL in it"),
        ("actors/Nobody%20At%20All", 404, "nobody in the record is called so"),
        ("issues/nothing", 404, "there is no such issue"),
        ("statements/0000000000000000", 404, "there is no statement 0000000000000000"),
        ("jobs/17", 404, "there is no job 17"),
        ("jobs/17/events", 404, "there is no job 17"),
        ("nothing", 404, "there is nothing at this address"),
    ],
)
def test_problems_say_what_and_how_to_mend_it(client: TestClient, path: str, status: int, detail: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.headers["content-type"] == "application/problem+json"
    problem = models.Problem.model_validate_json(answer.content)
    assert (answer.status_code, problem.status, problem.detail) == (status, status, detail)
    assert problem.remedy


@pytest.mark.parametrize(
    "path", ["documents", "actors", "issues", "outlets", "search", "search?text=talks", "statements"]
)
def test_pages_hold_everything_once(client: TestClient, path: str) -> None:
    found, cursor = [], None
    while True:
        answer = client.get(f"/api/v1/{path}", params={"limit": 50} | ({"cursor": cursor} if cursor else {})).json()
        found += [json.dumps(one) for one in answer["items"]]
        cursor = answer["next"]
        if cursor is None or len(found) > 500:
            break
    assert len(found) == len(set(found)) > 1


def test_what_is_added_in_the_meantime_moves_no_page(own: TestClient, own_record: Path) -> None:
    whole = [one["statement"] for one in own.get("/api/v1/search", params={"limit": 40}).json()["items"]]
    first = own.get("/api/v1/search", params={"limit": 20}).json()
    with open_store(own_record) as store, store.writing() as writer:
        writer.add(read_text("“We will talk,” said Lena Oskar on 30 December 2031."))
    second = own.get("/api/v1/search", params={"limit": 20, "cursor": first["next"]}).json()
    assert [one["statement"] for one in (*first["items"], *second["items"])] == whole


def test_a_cursor_of_another_list_is_refused(client: TestClient) -> None:
    cursor = client.get("/api/v1/actors", params={"limit": 1}).json()["next"]
    assert client.get("/api/v1/documents", params={"cursor": cursor}).status_code == 422


@pytest.mark.parametrize(("path", "without"), [("search", {"page", "size"}), ("statements", {"page", "size", "sort"})])
def test_every_filter_of_a_query_is_a_parameter(client: TestClient, path: str, without: set[str]) -> None:
    description = client.get("/api/v1/openapi.json").json()
    parameters = description["paths"][f"/api/v1/{path}"]["get"]["parameters"]
    told = {one["name"]: one.get("description") for one in parameters}
    assert {name: told.get(name) for name in HELP} == {
        name: None if name in without else help for name, help in HELP.items()
    }


def test_a_statement_has_its_document_and_its_decisions(client: TestClient) -> None:
    id = first_statement(client)
    found = models.FoundStatement.model_validate_json(client.get(f"/api/v1/statements/{id}").content)
    assert found.statement["id"] == id and found.document.key


def test_statements_are_listed_as_each_is_alone(client: TestClient) -> None:
    found = client.get("/api/v1/statements", params={"limit": 3}).json()
    for one in found["items"]:
        name = f"{one['document']['key']}:{one['statement']['id']}"
        assert client.get(f"/api/v1/statements/{name}").json() == one
    assert [one["document"]["key"] for one in found["items"]] == [1, 1, 1] and found["next"]


@pytest.mark.parametrize("filters", ["text=talks", "act=request&stance=conditional", "actor=P-01&since=2031-03"])
def test_statements_are_listed_by_the_filters_of_a_search(client: TestClient, filters: str) -> None:
    searched = client.get(f"/api/v1/search?{filters}&limit=200").json()["items"]
    found = client.get(f"/api/v1/statements?{filters}&limit=200").json()["items"]
    assert 0 < len(found) < 200
    assert sorted((one["document"]["key"], one["statement"]["id"]) for one in found) == sorted(
        (one["document"], one["statement"]) for one in searched
    )


def test_a_statement_that_was_rejected_is_on_no_list(own: TestClient) -> None:
    first = own.get("/api/v1/statements?limit=1").json()["items"][0]
    name = f"{first['document']['key']}:{first['statement']['id']}"
    assert own.post("/api/v1/review/reject", json={"statements": [name]}).status_code == 200
    assert own.get("/api/v1/statements?limit=1").json()["items"][0]["statement"]["id"] != first["statement"]["id"]
    assert own.get(f"/api/v1/statements/{name}").json()["decisions"]


def test_a_text_is_read_and_not_kept(client: TestClient) -> None:
    before = client.get("/api/v1/documents").json()
    answer = client.post("/api/v1/read", json={"text": "Lena Oskar said the talks would resume.", "outlet": "Gazette"})
    reading = TypeAdapter(ReadingModel).validate_json(answer.content)
    assert reading["document"]["outlet"] == "Gazette" and len(reading["statements"]) == 1
    assert client.get("/api/v1/documents").json() == before


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"text": "\\u0000 said Lena Oskar"}', 200),
        (b'{"text": "\\ud800 said Lena Oskar"}', 422),
        (b'{"text": ""}', 422),
        (b'{"text": "a", "min_score": NaN}', 422),
        (b'{"text": "a", "published": "' + b"9" * 40 + b'"}', 200),
        (b"{", 422),
        (b"[" * 100_000, 400),
        (b"\xff", 400),
        (b'{"text": "' + b"a" * 200_001 + b'"}', 422),
        (b'{"text": "' + b"a" * 2_000_001 + b'"}', 413),
    ],
)
def test_odd_bodies_are_no_fault_of_the_server(client: TestClient, body: bytes, status: int) -> None:
    answer = client.post("/api/v1/read", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status, answer.text


def test_lone_surrogates_in_the_record_come_out_as_json_has_them(tmp_path: Path) -> None:
    db = tmp_path / "odd.db"
    with open_store(db, create=True) as store, store.writing() as writer:
        writer.add(read_text("“No\ud800,” said Lena Oskar\x00 on Monday."))
    with TestClient(create_app(Settings(str(db))), base_url=HERE) as client:
        for path in ("documents", "documents/1", "documents/1/text", "search", "search.csv", "actors"):
            assert client.get(f"/api/v1/{path}").status_code == 200
        assert client.get("/api/v1/documents/1").json()["document"]["text"].startswith("“No\ud800,”")


def test_downloads_have_names_that_nothing_misreads(tmp_path: Path) -> None:
    db = tmp_path / "odd.db"
    with open_store(db, create=True) as store, store.writing() as writer:
        from onrecord.options import ReadOptions

        title = '../..\\"; filename=evil.exe\r\nX: <script>'
        writer.add(read_text("Lena Oskar said no.", ReadOptions(title=title)))
    with TestClient(create_app(Settings(str(db))), base_url=HERE) as client:
        answer = client.get("/api/v1/documents/1/text")
    assert answer.headers["content-disposition"] == 'attachment; filename="filename-evil.exe-X-script.txt"'
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
