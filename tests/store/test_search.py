"""Finding statements: words, filters, order, pages; the same on both databases."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from databases import LONG, new_record
from onrecord.cli.search import search_command
from onrecord.codes import Coding, Issue, Judged, Recipient, StatedDate
from onrecord.errors import OptionError
from onrecord.statement import Reading
from onrecord.store import HELP, Page, Query, Store, open_store
from store.articles import article, said


def coded(reading: Reading, act: str, stance: str, issue: str = "ceasefire", *more: Coding) -> Reading:
    """A reading whose statements have one coding, and more."""
    coding = Coding(
        Judged(act, "model", 0.5),  # type: ignore[arg-type]
        Judged(stance, "model", 0.5),  # type: ignore[arg-type]
        Issue(f"open:{issue}", issue),
    )
    return replace(reading, statements=tuple(replace(one, codings=(coding, *more)) for one in reading.statements))


def dated(reading: Reading, *values: str) -> Reading:
    dates = tuple(StatedDate(value, "explicit") for value in values)
    return replace(reading, statements=tuple(replace(one, dates=dates) for one in reading.statements))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A record of ten statements by several people in several outlets; nobody writes to it."""
    aid = Coding(Judged("AID", "model", 0.5), Judged("none", "model", 0.5), Issue("open:food", "food for the north"))
    asked = replace(aid, recipients=(Recipient("Council of Ports", "asked", entity="local:council"),))
    several = [
        coded(said("Sanctions will be lifted.", outlet="Coastwire", published="2031-06-01"), "CONCEDE", "oppose"),
        coded(said("Lifting the sanction was wrong.", "Bo Lind", outlet="The Courier"), "REJECT", "support"),
        coded(said("There is no peace.", "Bo Lind", published="2031-06-15"), "STATE", "conditional", "Peace talks"),
        dated(said("Peace will come, no doubt.", "Émile Åström", outlet="Coastwire"), "2031-06"),
        dated(said("It is a no-fly zone over Æsk.", outlet="coastwire"), "not a date", "2030"),
        said("Fly over the zone, no!", published="2032-01-01T10:00:00Z"),
        said("No flying zone here."),
        coded(said("Grain will be sent.", "Bo Lind", outlet="Côte d’Or"), "STATE", "neutral", "grain", asked),
        said("Peace, peace, peace and guarantees for peace.", "unnamed: a diplomat"),
        said('100% true; DROP TABLE documents; -- "said" he', "Robert'); --"),
    ]
    with new_record(request, tmp_path_factory.mktemp("filled")) as address, open_store(address) as store:
        with store.writing() as writer:
            for reading in several:
                writer.add(reading)
        yield store


def found(store: Store, *arguments: object, **filters: object) -> list[int]:
    """Keys of the documents that a query finds, sorted."""
    page = store.search(Query(*arguments, **filters))  # type: ignore[arg-type]
    assert page.total == len(page.hits) == store.count(Query(*arguments, **filters))  # type: ignore[arg-type]
    return sorted(hit.found.document.key for hit in page.hits)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sanctions", [1, 2]),
        ("SANCTION", [1, 2]),
        ("sanctions lifted", [1, 2]),
        ("sanctions wrong", [2]),
        ('"lifting the sanctions"', [2]),
        ('"sanctions lifted"', []),
        ("“no fly zone”", [5, 7]),
        ("no-fly", [5, 7]),
        ("zone no fly", [5, 6, 7]),
        ("æsk", [5]),
        ("ÅSTRÖM", [4]),
        ("emile astrom", [4]),
        ("Lind", [2, 3, 8]),
        ("Lind peace", [3]),
        ("100%", [10]),
        ("peace NOT guarantees", []),
        ("peace OR grain", []),
        ("pea*", []),
        ("NEAR(peace guarantees)", []),
        ("content:peace", []),
        ('documents"; DROP TABLE documents; --', [10]),
        ("'); DROP TABLE documents", [10]),
    ],
)
def test_words(filled: Store, text: str, expected: list[int]) -> None:
    assert found(filled, text) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"actor": "Lind"}, [2, 3, 8]),
        ({"actor": "bo lind"}, [2, 3, 8]),
        ({"actor": "local:lind"}, [2, 3, 8]),
        ({"actor": "LIND, Bo"}, [2, 3, 8]),
        ({"actor": "Lindqvist"}, []),
        ({"actor": "Lind Oskar"}, []),
        ({"actor": "%"}, None),
        ({"actor": "diplomat"}, [9]),
        ({"act": "concede"}, [1]),
        ({"act": "STATE"}, [3, 8]),
        ({"stance": "support"}, [2]),
        ({"act": "STATE", "stance": "none"}, []),
        ({"act": "AID", "stance": "none"}, [8]),
        ({"issue": "ceasefire"}, [1, 2]),
        ({"issue": "open:ceasefire"}, [1, 2]),
        ({"issue": "peace"}, [3]),
        ({"issue": "north food"}, [8]),
        ({"issue": "grain", "act": "AID"}, []),
        ({"issue": "nothing"}, []),
        ({"recipient": "ports"}, [8]),
        ({"recipient": "local:council", "act": "AID"}, [8]),
        ({"recipient": "Lind"}, []),
        ({"outlet": "Coastwire"}, [1, 4, 5]),
        ({"outlet": "cote d’or"}, [8]),
        ({"outlet": "Coast"}, []),
        ({"quote_type": "INDIRECT", "actor": "Lind"}, [2, 3, 8]),
        ({"quote_type": "direct"}, []),
        ({"since": "2031-06-02"}, [3, 4, 6]),
        ({"since": "2031-06", "until": "2031-06"}, [1, 3, 4]),
        ({"until": "2031-06-01"}, [1, 4, 5]),
        ({"since": "2031", "until": "2031"}, [1, 3, 4]),
        ({"until": "2030"}, [5]),
        ({"text": "peace", "since": "2031-06-10", "actor": "Lind"}, [3]),
    ],
)
def test_filters(filled: Store, filters: dict[str, str], expected: list[int] | None) -> None:
    if expected is None:
        with pytest.raises(OptionError):
            found(filled, **filters)
    else:
        assert found(filled, **filters) == expected


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"text": ' *-" '}, "text ' *-\" ' has no word. Give a word to look for"),
        ({"act": "SHOUT"}, "act 'SHOUT' is not known. Use one of: STATE, AGREE"),
        ({"stance": "against"}, "stance 'against' is not known. Use one of: support, oppose"),
        ({"quote_type": "x"}, "quote_type 'x' is not known. Use one of: direct, indirect, mixed"),
        ({"since": "June"}, "since 'June' is no date. Write 2031-06-17, 2031-06 or 2031"),
        ({"until": "2031-02-30"}, "until '2031-02-30' is no date"),
        ({"page": 0}, "page 0 of size 20 does not exist"),
        ({"page": 10**20}, "does not exist"),
        ({"size": 1001}, "page 1 of size 1001 does not exist"),
        ({"sort": "best"}, "sort 'best' is not known. Use one of: relevance, newest, oldest"),
        ({"text": "x" * 1001}, "text has 1,001 characters. Give at most 1000"),
    ],
)
def test_values_that_make_no_sense(filled: Store, filters: dict[str, object], message: str) -> None:
    with pytest.raises(OptionError) as caught:
        filled.search(Query(**filters))  # type: ignore[arg-type]
    assert message in str(caught.value)


def test_the_best_fit_comes_first_and_its_words_are_marked(filled: Store) -> None:
    page = filled.search(Query("peace"))
    assert page.hits[0].found.document.key == 9
    ranks = [hit.rank for hit in page.hits]
    assert ranks == sorted(ranks, reverse=True)  # type: ignore[type-var]
    snippet = page.hits[0].snippet
    assert [snippet.text[slice(*mark)].lower() for mark in snippet.marks] == ["peace"] * 4


def test_a_snippet_shows_the_words_of_a_long_content(store: Store) -> None:
    text = "Nothing at all is said. " * 40 + "The \ufdd0harbour\x00 <b>opens</b>. " + "Nothing more is said. " * 40
    with store.writing() as writer:
        writer.add(said(text))
    ((hit),) = store.search(Query("harbours")).hits
    assert [hit.snippet.text[slice(*mark)] for mark in hit.snippet.marks] == ["harbour"]
    assert len(hit.snippet.text) < 300
    assert "<b>" in hit.snippet.text


def test_a_word_of_the_speaker_leaves_the_content_unmarked(filled: Store) -> None:
    hit = filled.search(Query("Åström")).hits[0]
    assert (hit.found.content, hit.snippet.marks) == ("Peace will come, no doubt.", ())


def test_orders(filled: Store) -> None:
    newest = [hit.found.document.key for hit in filled.search(Query()).hits]
    assert newest == [6, 4, 3, 1, 5, 10, 9, 8, 7, 2]
    oldest = [hit.found.document.key for hit in filled.search(Query(sort="oldest")).hits]
    assert oldest == [5, 1, 3, 4, 6, 2, 7, 8, 9, 10]
    assert [hit.found.document.key for hit in filled.search(Query("peace", sort="newest")).hits] == [4, 3, 9]


def test_hits_tell_where_they_come_from(store: Store) -> None:
    reading = article(1, url="https://coastwire.example/1")
    with store.writing() as writer:
        writer.add(reading, source="feed")
    ((hit),) = store.search(Query('"peace deal" monitors should')).hits
    assert hit.found.statement == replace(
        reading.statements[2], attribution=replace(reading.statements[2].attribution, parent=None)
    )
    assert (hit.found.cue, hit.found.source) == ("said", "Foreign Minister Jorath Vennick")
    assert hit.found.pieces == (hit.found.content,)
    assert (hit.found.said_from, hit.found.said_until) == ("2031-06-17", "2031-06-17")
    assert (hit.found.document.url, hit.found.document.outlet) == ("https://coastwire.example/1", "Coastwire")


def test_pieces_of_a_content_are_told_apart(store: Store) -> None:
    reading = article()
    first = reading.statements[0]
    pieces = (*reading.statements[1].attribution.content, *reading.statements[2].attribution.content)
    first = replace(first, attribution=replace(first.attribution, content=pieces))
    with store.writing() as writer:
        writer.add(replace(reading, statements=(first,)))
    (stored,) = store.statements()
    assert stored.pieces == tuple(span.of(reading.document.text) for span in pieces)
    assert stored.content == " … ".join(stored.pieces)


def test_pages_hold_every_hit_once(store: Store) -> None:
    with store.writing() as writer:
        for number in range(9):
            writer.add(article(number + 1))
    for query in (Query(size=10), Query("the", size=10), Query("deal", size=7, sort="oldest"), Query(actor="Vennick")):
        keys = [hit.found for page in pages(store, query) for hit in page.hits]
        told = [(one.document.key, one.statement.id) for one in keys]
        assert len(told) == len(set(told)) == store.count(query)
        assert told == [(one.document.key, one.statement.id) for one in store.statements(query)]
    beyond = store.search(Query(size=10, page=50))
    assert (beyond.hits, beyond.total) == ((), 63)


def pages(store: Store, query: Query) -> Iterator[Page]:
    page = store.search(query)
    while page.hits:
        yield page
        page = store.search(replace(query, page=page.number + 1))


def test_both_ways_to_filter_find_the_same(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    queries = [
        Query(actor="Lind"),
        Query("peace", actor="Lind"),
        Query(act="STATE", actor="Lind"),
        Query(issue="ceasefire", outlet="Coastwire"),
        Query(outlet="coastwire", sort="oldest"),
        Query("no", outlet="coastwire"),
        Query(recipient="ports", act="AID"),
    ]
    few = [(filled.search(query), filled.count(query)) for query in queries]
    monkeypatch.setattr("onrecord.store.asking.filters.FEW", 0)
    monkeypatch.setattr("onrecord.store.asking.search.COUNTED", 1)
    many = [(filled.search(query), filled.count(query)) for query in queries]
    assert [(page.hits, number) for page, number in few] == [(page.hits, number) for page, number in many]


def test_more_than_are_counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.writing() as writer:
        for number in range(3):
            writer.add(article(number + 1))
    monkeypatch.setattr("onrecord.store.asking.search.COUNTED", 10)
    page = store.search(Query(size=5))
    assert (page.total, page.more, store.count(Query())) == (10, True, 21)
    last = store.search(Query(size=5, page=5))
    assert (len(last.hits), last.total, last.more) == (1, 21, False)


def test_what_was_rejected_is_not_found(store: Store) -> None:
    reading = article()
    with store.writing() as writer:
        key = writer.add(reading).document
        decision = writer.decide("reject", "Ada", document=key, statement=reading.statements[0].id)
        assert store.count(Query("monitors")) == 1
        assert store.count(Query()) == len(list(store.statements())) == 6
        writer.undo(decision, "Ada")
    assert store.count(Query("monitors")) == 2


@settings(max_examples=300 if LONG else 20, deadline=None)
@given(text=st.text(st.characters() | st.sampled_from("\"'“”()*:^-+%_;\\{}&|!<>~\x00\ud800"), min_size=1, max_size=40))
def test_any_text_is_words(filled: Store, text: str) -> None:
    for query in (Query(text), Query(actor=text), Query(issue=text), Query(outlet=text), Query(recipient=text)):
        try:
            page = filled.search(query)
        except OptionError as error:
            assert "has no word" in str(error)
        else:
            assert page.total <= 10


def test_many_words(filled: Store) -> None:
    assert found(filled, " ".join(["peace"] * 160)) == [3, 4, 9]
    assert found(filled, " ".join(f"w{number}" for number in range(200))) == []
    assert found(filled, " ".join("abcdefghij" * 50)) == []
    assert found(filled, " ".join(["no-fly"] * 140)) == [5, 7]


def test_both_databases_find_the_same(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Kept in one test for each database: the other side is a SQLite file."""
    path = tmp_path_factory.mktemp("other") / "other.db"
    with open_store(path, create=True) as other, store.writing() as writer, other.writing() as second:
        for number in range(3):
            reading = article(number + 1)
            writer.add(reading)
            second.add(reading)
        for query in (Query(), Query("monitors deal", sort="newest"), Query(act="REQUEST"), Query(actor="wennik")):
            mine, theirs = (
                [(hit.found.document.key, hit.found.statement) for hit in one.search(query).hits]
                for one in (store, other)
            )
            assert mine == theirs


def test_the_filters_are_one_definition() -> None:
    names = [one.name for one in fields(Query)]
    assert [*HELP] == names
    parameters = inspect.signature(search_command, eval_str=True).parameters
    for name in names:
        (option,) = parameters[name].annotation.__metadata__
        assert option.help == HELP[name]
