"""What each outlet made of an utterance, and who carries whose words."""

from __future__ import annotations

from analyse.told import MINISTER, RIVAL, telling
from onrecord.analyse.comparison import NO_OUTLET, Carriage, carriages, comparisons
from onrecord.analyse.telling import Telling
from onrecord.analyse.utterances import Utterance
from onrecord.document import Span


def utterance(*tellings: Telling) -> Utterance:
    return Utterance(tellings[0].statement, tellings)


def test_versions_are_measured_by_the_fullest() -> None:
    full = telling("“We could accept inspections, for as long as the mandate lasts.”", outlet="The Ledger")
    altered = telling("“We will accept inspections”", outlet="Harbour Post")
    retold = telling("she could accept inspections for a time", outlet="Coastwire")
    (found,) = comparisons([utterance(retold, altered, full)])
    assert (found.speaker, found.source, found.fullest) == (MINISTER, "The Ledger", full.content)
    assert found.outlets == ("Coastwire", "Harbour Post", "The Ledger")
    own, post, ledger = found.versions
    assert (ledger.kept, ledger.retold, ledger.missing) == (1.0, 0.0, ())
    assert (own.kept, own.quoted, own.retold > 0.3) == (0.0, False, True)
    assert [(one.here, one.fullest) for one in post.altered] == [("will", "could")]
    assert post.missing == ("could", "for as long as the mandate lasts") or "mandate" in post.missing[-1]


def test_the_fullest_wording_is_that_of_one_article_without_repetitions() -> None:
    headline = telling("‘We will not pay’", document="d", span=Span(0, 17))
    first = telling("“We will not pay this toll”", document="d", span=Span(40, 67))
    second = telling("“Nobody can make us”", document="d", span=Span(90, 110))
    own_words = telling("that the toll was unjust", document="d", span=Span(120, 144))
    (found,) = comparisons([utterance(headline, first, second, own_words)])
    assert found.fullest == "“We will not pay this toll” … “Nobody can make us”"
    assert len(found.versions) == 1 and len(found.versions[0].tellings) == 4


def test_statements_within_statements_are_no_versions() -> None:
    whole = telling("“I demand their release”", document="d")
    part = telling("their release", document="d", parent=whole.statement)
    (found,) = comparisons([utterance(whole, part)])
    assert found.versions[0].tellings == (whole,)


def test_who_leaves_it_out_reports_the_same_story() -> None:
    def both(outlet: str, published: str = "2031-03-05") -> tuple[Telling, Telling]:
        answers = telling("“Nobody asked us first”", RIVAL, outlet, published)
        says = telling("“The toll stays in force”", MINISTER, outlet, published, document=answers.document)
        return says, answers

    wire, ledger = both("Coastwire"), both("The Ledger")
    silent, late, unrelated = both("Harbour Post"), both("Old News", "2031-05-05"), telling("“Rain”", outlet="Weather")
    toll = utterance(wire[0], ledger[0], silent[0], late[0])
    answer = utterance(wire[1], ledger[1])
    found = comparisons([toll, answer, utterance(unrelated)])
    assert [one.left_out for one in found] == [(), ("Harbour Post",), ()]
    assert Carriage("Aro Tamm", "Harbour Post", 0, 0, 1) in carriages(found)
    assert Carriage("Lena Oskar", "The Ledger", 1, 1, 0) in carriages(found)


def test_only_those_that_are_wanted_are_compared() -> None:
    one, other = utterance(telling("“Yes”")), utterance(telling("“No”", RIVAL))
    found = comparisons([one, other], lambda utterance: utterance.id == other.id)
    assert [comparison.id for comparison in found] == [other.id]


def test_an_outlet_that_nobody_names() -> None:
    (found,) = comparisons([utterance(telling("“Yes”", outlet=None, published=None))])  # type: ignore[arg-type]
    assert (found.source, found.published) == (NO_OUTLET, None)


def test_a_telling_without_words() -> None:
    (found,) = comparisons([utterance(telling("“…”"))])
    assert found.versions[0].kept == 0.0
