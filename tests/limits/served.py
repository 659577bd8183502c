"""What the application is asked, at the edge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from fastapi.testclient import TestClient
from httpx2 import Response

from limits.documented import Edge, Trial, edge
from limits.files import record
from onrecord.gather import FetchOptions
from onrecord.options import ReadOptions
from onrecord.serve import Settings, create_app
from onrecord.serve.access import LASTING, MOST_SESSIONS, Access, Person
from onrecord.serve.api import reading
from onrecord.serve.api.models import LONGEST_TEXT
from onrecord.serve.jobs import Job, Jobs
from onrecord.serve.limits import ATTEMPTS, LOCAL, REMOTE, Buckets, Rate
from onrecord.serve.problems import RefusedError
from onrecord.serve.uploads import MOST_ADDRESSES, Sources
from onrecord.serve.users import User, hashed
from serve.conftest import HERE

OURS = {"X-Requested-With": "test"}


@contextmanager
def asking(trial: Trial) -> Iterator[TestClient]:
    """A client of an application on a record with one statement."""
    if not (trial.folder / "record.db").exists():
        record(trial).close()
    app = create_app(Settings(str(trial.folder / "record.db")))
    with TestClient(app, base_url=HERE, client=("127.0.0.1", 50000)) as client:
        yield client


def passed(answer: Response, *refusals: HTTPStatus) -> None:
    """Fail where an answer is one of these refusals, with what it says."""
    assert answer.status_code not in refusals, f"left out: {answer.text}"


@edge("request")
def request(more: int, trial: Trial) -> None:
    trial.limit("serve.guard.LARGEST_BODY", 100)
    with asking(trial) as client:
        answer = client.post("/api/v1/read", content=b" " * (100 + more), headers={"Content-Type": "application/json"})
    passed(answer, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


@edge("upload of articles")
def upload(more: int, trial: Trial) -> None:
    with asking(trial) as client:
        sent = client.build_request(
            "POST", "/add", data={"text": " "}, files={"file": ("a.txt", b" " * 500)}, headers=OURS
        )
        trial.limit("serve.guard.LARGEST_UPLOAD", int(sent.headers["content-length"]) - more)
        passed(client.send(sent), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


@edge("text to read by the API")
def text(more: int, trial: Trial) -> None:
    with asking(trial) as client:
        trial.patch.setattr("onrecord.serve.api.reading.read_text", lambda text, options: _read(text))
        answer = client.post("/api/v1/read", json={"text": "x" * (LONGEST_TEXT + more)})
    passed(answer, HTTPStatus.UNPROCESSABLE_ENTITY)


def _read(text: str) -> object:
    from onrecord.document import Document
    from onrecord.statement import Reading

    return Reading(Document(text), ())


@edge("texts that are read at once")
def texts(more: int, trial: Trial) -> None:
    trial.patch.setattr("onrecord.serve.api.reading.read_text", lambda text, options: _read(text))
    others = reading.AT_ONCE - 1 + more
    with asking(trial) as client:
        for _ in range(others):
            assert reading._reading.acquire(blocking=False)
        try:
            answer = client.post("/api/v1/read", json={"text": "No comment."})
        finally:
            for _ in range(others):
                reading._reading.release()
    passed(answer, HTTPStatus.TOO_MANY_REQUESTS)


def _form(where: str, value: int, **sent: object) -> Edge:
    """The edge of what a form may have: the limit is what it has, or one less."""

    def test(more: int, trial: Trial) -> None:
        trial.limit(f"serve.guard.{where}", value - more)
        with asking(trial) as client:
            answer = client.post("/add", headers=OURS, **sent)  # type: ignore[arg-type]
        passed(answer, HTTPStatus.BAD_REQUEST)

    return test


EMPTY = [("file", ("a.txt", b" ")), ("file", ("b.txt", b" "))]
edge("files of an upload")(_form("MOST_FILES", 2, files=EMPTY))
edge("fields of a form")(_form("MOST_FIELDS", 2, data={"text": " ", "title": "x"}))
edge("field of a form with files")(_form("LARGEST_FIELD", 50, data={"text": " " * 50}, files=EMPTY))


@edge("addresses of one addition")
def addresses(more: int, trial: Trial) -> None:
    sources = Sources()
    try:
        for number in range(MOST_ADDRESSES + more):
            sources.add_address(f"https://gazette.example/{number}")
    finally:
        sources.close()


@edge("additions that wait")
def waiting(more: int, trial: Trial) -> None:
    trial.limit("serve.jobs._MOST_WAITING", 1 - more)
    sources = Sources()
    sources.add_articles([{"text": "No comment."}])
    with record(trial) as store:
        jobs = Jobs(store, FetchOptions(), lambda options: lambda document: (_ for _ in ()))
        try:
            _refused(lambda: jobs.submit(sources, ReadOptions(), "Ada"))
        finally:
            jobs.close()
            sources.close()


def _refused(ask: Callable[[], object]) -> None:
    try:
        ask()
    except RefusedError as refused:
        raise AssertionError(f"left out: {refused}") from refused


@edge("items of a page of the API")
def items(more: int, trial: Trial) -> None:
    with asking(trial) as client:
        passed(client.get("/api/v1/search", params={"limit": 200 + more}), HTTPStatus.UNPROCESSABLE_ENTITY)


@edge("session")
def session(more: int, trial: Trial) -> None:
    now = [0.0]
    access = Access([User("Ada", "editor", hashed("token"))], lambda: now[0])
    name = access.begin(Person("Ada", "editor"))
    now[0] = LASTING - 1 + more
    assert access.by_session(name), "left out: the session"


def _rate(rate: Rate, cost: int = 1) -> Edge:
    def test(more: int, trial: Trial) -> None:
        now = [0.0]
        buckets = Buckets(rate, lambda: now[0])
        waits = [buckets.wait("10.0.0.7", cost) for _ in range(rate.burst + more)]
        assert not any(waits), "left out: the last one"
        now[0] = 1 / rate.each_second
        assert buckets.wait("10.0.0.7") == 0

    return test


edge("requests from this machine")(_rate(LOCAL))
edge("requests from another machine")(_rate(REMOTE))
edge("wrong tokens of one address")(_rate(ATTEMPTS))


@edge("file of the review queue")
def queue_file(more: int, trial: Trial) -> None:
    trial.limit("serve.pages.review.MOST", 1 - more)
    with asking(trial) as client:
        answer = client.get("/review", params={"format": "json"})
    assert len(answer.json()["statements"]) == 1, "left out: the last statement"


@edge("outcomes of an addition")
def outcomes(more: int, trial: Trial) -> None:
    job = Job(1, [], "Ada", ReadOptions(), "2031-06-17")
    job.outcomes.extend({"number": number} for number in range(1_000 + more))
    assert job.outcomes[0] == {"number": 0}, "left out: the first one"


@edge("sessions")
def sessions(more: int, trial: Trial) -> None:
    access = Access([User("Ada", "editor", hashed("token"))])
    first, *_ = [access.begin(Person("Ada", "editor")) for _ in range(MOST_SESSIONS + more)]
    assert access.by_session(first), "left out: the oldest"
