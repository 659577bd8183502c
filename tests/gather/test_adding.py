"""What becomes of gathered articles, in a real record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.document import Document
from onrecord.errors import FetchError, InputError, StoreError
from onrecord.gather import Counts, Failed, Finished, Found, Item, Outcome, Reader, Unchanged, add_all, preview
from onrecord.statement import Reading
from onrecord.store import Copy, Store, open_store
from onrecord.store.records import Fetch

URL = "https://gazette.example/1"
FETCH = Fetch(URL, URL, datetime(2031, 5, 14, tzinfo=UTC), 200, '"1"')


class Reads:
    """A stand-in for the pipeline that remembers what it read."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.model = "first"
        self.reader = Reader(self.read)

    def read(self, document: Document) -> Reading:
        self.texts.append(document.text)
        return Reading(document, (), {"model": self.model, "onrecord": "0", "options": {"min_score": 0.0}})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "record.db", create=True) as store:
        yield store


@pytest.fixture
def reads() -> Reads:
    return Reads()


def article(text: str, url: str | None = URL, outlet: str | None = None) -> Found:
    return Found(Document(text, url=url, outlet=outlet, title=text[:10]), "feed")


def add(store: Store, reads: Reads, *items: Item) -> list[Outcome]:
    with store.writing() as writer:
        return list(add_all(items, store, writer, reads.reader))


def statuses(outcomes: list[Outcome]) -> list[str]:
    return [outcome.status for outcome in outcomes]


def test_new_articles_are_read_and_stored(store: Store, reads: Reads) -> None:
    (outcome,) = add(store, reads, article("The quay is shut."))
    assert (outcome.status, outcome.source, outcome.url, outcome.was_read) == ("new", "feed", URL, True)
    assert outcome.key is not None and store.reading(outcome.key).document.text == "The quay is shut."
    (stored,) = store.documents()
    assert stored.added_from == "feed"


def test_the_same_again_is_not_read(store: Store, reads: Reads) -> None:
    outcomes = add(store, reads, *[article("The quay is shut.")] * 3)
    assert statuses(outcomes) == ["new", "unchanged", "unchanged"] and len(reads.texts) == 1
    assert not outcomes[1].was_read


def test_a_changed_text_is_a_version(store: Store, reads: Reads) -> None:
    first, second, third = add(store, reads, *map(article, ("The quay is shut.", "The quay is open.", "The quay.")))
    assert (second.status, second.previous) == ("version", first.key) and third.previous == second.key
    assert len(store.versions(URL)) == 3


def test_a_page_that_is_changed_back_is_a_version_again_but_a_file_of_versions_is_not(
    store: Store, reads: Reads
) -> None:
    texts = ("The quay is shut.", "The quay is open.")
    assert statuses(add(store, reads, *map(article, texts))) == ["new", "version"]
    assert statuses(add(store, reads, *map(article, texts))) == ["unchanged", "unchanged"]
    page = Found(Document(texts[0], url=URL, title=texts[0][:10]), URL)
    assert statuses(add(store, reads, page)) == ["version"]
    assert len(store.versions(URL)) == 3


WIRE = " ".join(f"The harbour master of quay {number} said that ship {number} must leave." for number in range(12))


class TestGroups:
    def test_a_copy_is_told_after_it_is_stored(self, store: Store, reads: Reads) -> None:
        with store.writing() as writer:
            items = [article(WIRE, None, "Wire"), article(f"{WIRE} No answer came.", None, "Gazette")]
            outcomes = list(add_all(items, store, writer, reads.reader))
        assert statuses(outcomes) == ["new", "new", "copy"]
        assert (outcomes[2].key, outcomes[2].copy) == (2, Copy(2, 1, 1.0))
        assert store.ungrouped() == []

    def test_what_an_interruption_left_ungrouped_is_grouped_by_the_next(self, store: Store, reads: Reads) -> None:
        with store.writing() as writer:
            next(add_all([article(WIRE)], store, writer, reads.reader))
        assert store.ungrouped() == [1]
        assert add(store, reads) == []
        assert store.ungrouped() == []


class TestWireCopies:
    def test_a_text_is_read_once(self, store: Store, reads: Reads) -> None:
        add(store, reads, article("The quay is shut."))
        (again,) = add(store, reads, article("The quay is shut.", "https://press.example/1"))
        assert (again.status, again.was_read) == ("new", False) and len(reads.texts) == 1
        assert len(list(store.documents())) == 2

    def test_but_not_where_it_was_read_in_another_way(self, store: Store, reads: Reads) -> None:
        add(store, reads, article("The quay is shut."))
        reads.model = "second"
        add(store, reads, article("Another text.", "https://press.example/2"))
        (again,) = add(store, reads, article("The quay is shut.", "https://press.example/1"))
        assert (again.status, again.was_read) == ("new", True) and len(reads.texts) == 3

    def test_nor_while_it_is_not_known_how_it_is_read_now(self, store: Store, reads: Reads) -> None:
        add(store, reads, article("The quay is shut."))
        (again,) = add(store, Reads(), article("The quay is shut.", "https://press.example/1"))
        assert again.was_read


class TestFetches:
    def test_they_are_noted_after_what_they_brought_is_stored(self, store: Store, reads: Reads) -> None:
        with store.writing() as writer:
            outcomes = add_all([article("The quay is shut."), Finished(FETCH)], store, writer, reads.reader)
            next(outcomes)
            assert store.fetched(URL) is None and len(list(store.documents())) == 1
            assert list(outcomes) == []
        known = store.fetched(URL)
        assert known is not None and (known.etag, known.final, known.at) == ('"1"', URL, FETCH.at)

    def test_what_cannot_be_stored_is_not_noted(self, store: Store, reads: Reads) -> None:
        class Full:
            """A writer on a full disk."""

            def has(self, document: Document, *, ever: bool) -> bool:
                return False

            def add(self, reading: Reading, *, source: str) -> None:
                raise StoreError("record.db", "the disk is full", "Make room")

            def note_fetch(self, fetch: Fetch) -> None:
                raise AssertionError

        with pytest.raises(StoreError):
            list(add_all([article("x"), Finished(FETCH)], store, Full(), reads.reader))  # type: ignore[arg-type]

    def test_unchanged_pages_are_noted_and_counted(self, store: Store, reads: Reads) -> None:
        outcomes = add(store, reads, Unchanged(URL, "feed", FETCH), Unchanged(URL, "feed"))
        assert outcomes == [Outcome("unchanged", "feed", URL)] * 2 and store.fetched(URL) is not None


def test_failures_are_passed_on_and_the_rest_is_added(store: Store, reads: Reads) -> None:
    error = FetchError(URL, "the server answered 404", "Check the address")
    outcomes = add(store, reads, Failed(error, "feed"), article("The quay is shut."))
    assert statuses(outcomes) == ["failed", "new"] and outcomes[0].error is error


def test_counts() -> None:
    counts = Counts()
    errors = [InputError(str(number), f"reason {number % 300}", "") for number in range(600)]
    outcomes = [Outcome("failed", "feed", error=error) for error in errors]
    for outcome in (*outcomes, Outcome("new", "a", was_read=True), Outcome("version", "a"), Outcome("unchanged", "a")):
        counts.count(outcome)
    assert (counts.read, counts.new, counts.versions, counts.unchanged, counts.failed) == (1, 1, 1, 1, 600)
    assert counts.reasons["reason 0"] == 2 and counts.reasons["other reasons"] == 200 and len(counts.reasons) == 201


def test_a_preview_stores_nothing(store: Store, reads: Reads) -> None:
    add(store, reads, article("The quay is shut."))
    items: list[Item] = [article("The quay is shut."), article("The quay is open."), article("Other", None)]
    error = InputError("x", "it cannot be read", "Leave it")
    items += [Unchanged(URL, "feed", FETCH), Finished(FETCH), Failed(error, "feed")]
    outcomes = list(preview(items, store))
    assert statuses(outcomes) == ["unchanged", "version", "new", "unchanged", "failed"]
    assert len(list(store.documents())) == 1 and store.fetched(URL) is None
    assert statuses(list(preview(items, None))) == ["new", "version", "new", "unchanged", "failed"]


def test_a_preview_lists_an_article_once(store: Store, reads: Reads) -> None:
    """What comes twice in one go would be added once: as it is then told, so it is told before."""
    items: list[Item] = [article("The quay is open."), article("Other", None), article("The quay is open.")]
    items += [article("The quay is shut."), article("Other", None)]
    expected = ["new", "new", "unchanged", "version", "unchanged"]
    assert statuses(list(preview(items, None))) == statuses(list(preview(items, store))) == expected
    assert statuses(add(store, reads, *items)) == expected
