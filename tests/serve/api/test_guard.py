from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.errors import OptionError, SourceError
from onrecord.serve import Settings
from onrecord.serve.access import LASTING, Access, Person
from onrecord.serve.audit import Audit
from onrecord.serve.guard import POLICY, Guard
from onrecord.serve.hosts import check_settings
from onrecord.serve.limits import REMOTE, Buckets, Rate
from onrecord.serve.users import User, entry_of, hashed, load_users
from serve.api.conftest import Opening, first_statement
from serve.conftest import HERE

EDITOR, READER = "an-editors-token", "a-readers-token"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def users(tmp_path: Path) -> Path:
    file = tmp_path / "users.toml"
    given = [User("Ada Vennick", "editor", hashed(EDITOR)), User('Ben "B"', "reader", hashed(READER))]
    file.write_text("\n".join(map(entry_of, given)), "utf-8")
    return file


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize(
    ("token", "read", "text", "change"),
    [(EDITOR, 200, 200, 422), (READER, 200, 200, 403), ("wrong", 401, 401, 401), (None, 401, 401, 401)],
)
def test_who_may_do_what(opening: Opening, users: Path, token: str | None, read: int, text: int, change: int) -> None:
    client = opening(users=users)
    headers = {} if token is None else bearer(token)
    assert client.get("/api/v1/info", headers=headers).status_code == read
    assert client.post("/api/v1/read", json={"text": "No."}, headers=headers).status_code == text
    assert client.post("/api/v1/review/accept", json={}, headers=headers).status_code == change
    assert client.get("/api/v1/openapi.json", headers=headers).status_code == read
    assert client.get("/static/onrecord.css").status_code == 200


def test_a_users_own_name_signs_decisions(opening: Opening, users: Path) -> None:
    client = opening(users=users)
    client.headers.update(bearer(EDITOR))
    body = {"statements": [first_statement(client)], "by": "Somebody Else"}
    made = client.post("/api/v1/review/accept", json=body).json()["decisions"]
    assert made[0]["decided_by"] == "Ada Vennick"


def test_readers_see_nothing_to_send(opening: Opening, users: Path) -> None:
    client = opening(users=users)
    for path in ("/review", "/actors/merge", "/codebook", "/sample", "/add"):
        shown = {token: client.get(path, headers=bearer(token)).text for token in (EDITOR, READER)}
        sends = {token: 'method="post"' in text.split("<main")[1].split("</main>")[0] for token, text in shown.items()}
        assert (path, sends) == (path, {EDITOR: True, READER: False})


def test_pages_lead_to_the_login_and_back(opening: Opening, users: Path, own_record: Path) -> None:
    client = opening(users=users)
    away = client.get("/search")
    assert (away.status_code, away.headers["location"]) == (303, "/login?next=%2Fsearch")
    token = form_token(client.get("/login").text)
    wrong = client.post("/login", data={"csrf": token, "token": "wrong"})
    assert wrong.status_code == 403 and "Nobody has this token" in wrong.text
    entered = client.post("/login", data={"csrf": token, "token": EDITOR, "next": "/search"})
    assert (entered.status_code, entered.headers["location"]) == (303, "/search")
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "secure" not in cookie
    assert "Ada Vennick, editor" in client.get("/search").text
    assert client.get("/search").headers["cache-control"] == "no-store"
    out = client.post("/logout", data={"csrf": form_token(client.get("/search").text)})
    assert out.headers["location"] == "/login"
    assert client.get("/search").status_code == 303
    log = own_record.with_name("record.db.changes.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["changed"] for line in log] == [None, {"login": "Ada Vennick", "role": "editor"}, None]


@pytest.mark.parametrize("next", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\nb", "javascript:x"])
def test_the_login_leads_nowhere_else(opening: Opening, next: str) -> None:
    client = opening(token=EDITOR)
    token = form_token(client.get("/login", params={"next": next}).text)
    entered = client.post("/login", data={"csrf": token, "token": EDITOR, "next": next})
    assert entered.headers["location"] == "/"


def test_the_cookie_is_for_https_where_that_is_used(opening: Opening) -> None:
    client = opening(token=EDITOR, at="https://127.0.0.1:8000")
    token = form_token(client.get("/login").text)
    assert "secure" in client.post("/login", data={"csrf": token, "token": EDITOR}).headers["set-cookie"].lower()


def test_guessing_tokens_is_slow(opening: Opening) -> None:
    client = opening(token=EDITOR)
    statuses = [client.get("/api/v1/info", headers=bearer(f"guess {n}")).status_code for n in range(12)]
    assert statuses == [401] * 10 + [429] * 2
    assert client.get("/api/v1/info", headers=bearer("guess")).headers["retry-after"]


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "", "a b", "[::1", "10.0.0.7", "@"],
)
def test_other_names_are_refused(own: TestClient, host: str) -> None:
    answer = own.get("/api/v1/info", headers={"Host": host})
    assert answer.status_code == 421, answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000"])
def test_own_names_are_not(own: TestClient, host: str) -> None:
    assert own.get("/api/v1/info", headers={"Host": host}).status_code == 200


def test_names_that_were_allowed_are_not(opening: Opening) -> None:
    client = opening(token=EDITOR, hosts=("Desk.example",), host="10.0.0.1")
    for host, status in (("desk.example", 200), ("10.0.0.7:8000", 200), ("evil.example", 421)):
        assert client.get("/api/v1/info", headers={"Host": host, **bearer(EDITOR)}).status_code == status


@pytest.mark.parametrize("settings", [{"host": "10.0.0.7"}, {"host": "desk.example"}, {"hosts": ("desk.example",)}])
def test_nobody_is_let_in_unasked(settings: dict[str, object]) -> None:
    with pytest.raises(OptionError, match="nobody is asked who they are"):
        check_settings(Settings("record.db", **settings))
    check_settings(Settings("record.db", token=EDITOR, **settings))


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_pages_of_other_sites_change_nothing(own: TestClient, headers: dict[str, str]) -> None:
    body = {"statements": [first_statement(own)]}
    assert own.post("/api/v1/review/accept", json=body, headers=headers).status_code == 403
    token = form_token(own.get("/add").text)
    assert own.post("/add", data={"csrf": token, "text": "No."}, headers=headers).status_code == 403
    assert own.get("/api/v1/decisions").json()["items"] == own.get("/api/v1/jobs").json()["items"] == []


@pytest.mark.parametrize("token", [None, "", "wrong", "ü", "0" * 64])
def test_forms_need_the_token_of_the_session(own: TestClient, token: str | None) -> None:
    data = {"text": "No."} | ({} if token is None else {"csrf": token})
    answer = own.post("/add", data=data)
    assert answer.status_code == 403 and "the form does not have the token" in answer.text.replace("The", "the")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_kinds_that_other_sites_can_send_need_it_too(own: TestClient, kind: str) -> None:
    answer = own.post("/api/v1/review/accept", content=b'{"statements": ["x"]}', headers={"Content-Type": kind})
    assert answer.status_code in (400, 403)


def test_another_sessions_form_token_is_none(opening: Opening, users: Path) -> None:
    client = opening(users=users)
    before = form_token(client.get("/login").text)
    client.post("/login", data={"csrf": before, "token": EDITOR})
    assert client.post("/add", data={"csrf": before, "text": "No."}).status_code == 403


def test_every_answer_carries_the_policy(own: TestClient) -> None:
    for path in ("/", "/api/v1/info", "/static/onrecord.css", "/nothing", "/api/v1/nothing", "/search?act=dance"):
        headers = own.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers


def test_preflights_of_other_sites_are_not_answered(own: TestClient) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answer = own.options("/api/v1/review/accept", headers=asked)
    assert answer.status_code == 405 and not [name for name in answer.headers if name.startswith("access-control")]


def test_what_is_too_large_is_not_read(own: TestClient) -> None:
    def endless() -> object:
        for _ in range(100):
            yield b" " * 100_000

    headers = {"Content-Type": "application/json"}
    assert own.post("/api/v1/read", content=endless(), headers=headers).status_code == 413
    assert own.post("/api/v1/read", content=b"", headers={**headers, "Content-Length": "9" * 30}).status_code == 413


def test_buckets_fill_with_time() -> None:
    now = [0.0]
    buckets = Buckets(Rate(2, 3), lambda: now[0])
    assert [buckets.wait("a") for _ in range(4)] == [0, 0, 0, 1]
    assert buckets.wait("b") == 0
    now[0] = 0.5
    assert [buckets.wait("a"), buckets.wait("a")] == [0, 1]
    assert buckets.wait("c", 0) == 0


def test_whoever_asks_too_often_has_to_wait(opening: Opening, tmp_path: Path) -> None:
    access = Access([User("Ada", "editor", hashed(EDITOR))])
    guard = Guard(opening().app, access, Settings("record.db"), Audit(tmp_path / "log"), lambda: 0.0)
    client = TestClient(guard, base_url=HERE, client=("10.0.0.9", 50000))
    statuses = [client.get("/api/v1/info").status_code for _ in range(REMOTE.burst + 2)]
    assert statuses == [401] * REMOTE.burst + [429] * 2


def test_sessions_end() -> None:
    now = [0.0]
    access = Access([User("Ada", "editor", hashed(EDITOR))], lambda: now[0])
    session = access.begin(Person("Ada", "editor"))
    assert access.by_session(session) == Person("Ada", "editor")
    assert access.by_session("another") is None
    now[0] = LASTING
    assert access.by_session(session) is None


def test_a_file_of_users_may_be_csv(tmp_path: Path) -> None:
    file = tmp_path / "users.csv"
    file.write_text(f"name,role,token\nAda,reader,{hashed('t')}\n", "utf-8")
    assert load_users(file) == [User("Ada", "reader", hashed("t"))]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "there is nobody in it"),
        ("users = 3", "it is no TOML or CSV"),
        pytest.param(f"users = {'[' * 20_000}", "it is nested too deeply", id="deep"),
        ('[[users]]\nname = "Ada"\nrole = "king"\ntoken = ""', "user 1: the role 'king' is not known"),
        ('[[users]]\nname = "Ada"\nrole = "editor"\ntoken = "plain"', "the token is not kept as sha256:"),
        ('[[users]]\nname = ""\nrole = "editor"\ntoken = "plain"', "the name '' cannot be used"),
        (
            (entry_of(User("Ada", "editor", hashed("a"))) + entry_of(User("Ada", "editor", hashed("b")))),
            "the same name",
        ),
    ],
)
def test_a_file_of_users_that_cannot_be_used_says_why(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "users.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(SourceError, match=problem):
        load_users(file)


def form_token(page: str) -> str:
    return page.partition('name="csrf" value="')[2].partition('"')[0]
