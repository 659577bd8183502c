from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from onrecord import read_text
from onrecord.serve import Settings, create_app
from onrecord.store import open_store


def test_the_home_page_counts_the_record(tmp_path: Path) -> None:
    db = tmp_path / "record.db"
    with open_store(db, create=True) as store, store.writing() as writer:
        writer.add(read_text("Lena Oskar said the talks would resume on Monday."))
    with TestClient(create_app(Settings(str(db))), base_url="http://127.0.0.1:8000") as client:
        answer = client.get("/")
    assert answer.status_code == 200 and "1 statement from 1 article" in answer.text
