"""Issues: of a codebook by words, else named by the text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.coding.marked import scene

from onrecord.codebook import Codebook, load_codebook
from onrecord.codes import Issue
from onrecord.coding.issues.issues import AT_ONCE, issues_of, vectors_from, words_in
from onrecord.coding.issues.model import shipped_model
from onrecord.coding.issues.pairs import LEFT, loosened
from onrecord.coding.said import Scene
from onrecord.document import Block, Document, Span
from onrecord.entity import Entity, EntityType, Mentioned
from onrecord.statement import Attribution
from steps import steps_of

ARTICLE = "\n".join(
    (
        "<1:Tarnow> {1:said} [1:the reservoir must be filled before the winter].",
        "<2:Marsh> {2:said} [2:opening the gates of the dam would drown three villages].",
        "<3:A clerk> {3:said} [3:the bakery sells two kinds of bread].",
    )
)


@pytest.fixture
def book(tmp_path: Path) -> Codebook:
    file = tmp_path / "mine.csv"
    file.write_text("id,label,aliases,reversed_aliases\ndam,Filling of the dam,reservoir,opening the gates\n", "utf-8")
    return load_codebook(file)


def issues(marked: str, book: Codebook | None) -> tuple[Issue | None, ...]:
    found = scene(marked)
    return issues_of(found, vectors_from([b""] * len(found.statements)), book)


def test_an_alias_shows_the_issue_with_its_words(book: Codebook) -> None:
    first = issues(ARTICLE, book)[0]
    assert first is not None
    assert (first.id, first.method, first.reversed) == ("dam", "alias", False)
    assert first.span is not None
    assert first.span.of(scene(ARTICLE).text) == "reservoir"


def test_a_reversed_alias_is_marked(book: Codebook) -> None:
    second = issues(ARTICLE, book)[1]
    assert second is not None
    assert (second.id, second.reversed) == ("dam", True)


def test_a_statement_without_the_words_follows_those_that_it_is_alike_to(book: Codebook) -> None:
    found = scene(
        "<1:Tarnow> {1:said} [1:the reservoir must be filled before the winter].\n"
        "<2:Tarnow> {2:added} [2:that the filling must not wait for the winter rain].\n"
        "<3:A clerk> {3:said} [3:the bakery sells two kinds of bread]."
    )
    ids = [issue and issue.id for issue in issues_of(found, vectors_from([b""] * 3), book)]
    assert ids[:2] == ["dam", "dam"]
    assert ids[2] != "dam"


def test_what_no_issue_fits_gets_an_open_one(book: Codebook) -> None:
    third = issues(ARTICLE, book)[2]
    assert third is None or third.id.startswith("open:")


def test_open_issues_are_named_by_words_of_the_text() -> None:
    text = scene(ARTICLE).text
    for issue in issues(ARTICLE, None):
        assert issue is None or (issue.id.startswith("open:") and issue.span is not None and issue.span.of(text))


def test_a_content_without_words_is_no_error() -> None:
    assert len(issues("<Tarnow> {said} [“…”].", None)) == 1


def test_broken_vectors_count_as_none() -> None:
    width = vectors_from([b""]).shape[1]
    kept = vectors_from([b"\x00" * 3, b"\xff" * (2 * width)])
    assert np.isfinite(kept).all()
    assert not kept[0].any()


def test_no_statements() -> None:
    assert issues_of(scene("Nothing is said here."), np.zeros((0, vectors_from([]).shape[1]), np.float32)) == ()


MATTER = "<{n}:Marsh> {{{n}:said}} [{n}:the ferry to Oskel must not lose its winter timetable]."


def test_the_same_words_are_the_same_matter_and_other_words_are_not() -> None:
    other = "<3:A clerk> {3:said} [3:wheat prices fell because harvests in Dorn were rich]."
    text = "\n".join((MATTER.format(n=1), MATTER.format(n=2), other))
    first, second, third = issues(text, None)
    assert first is not None and second is not None and third is not None
    assert first.id == second.id != third.id
    assert first.method == "open"


def test_vectors_and_words_decide_not_the_order_of_the_attributions(book: Codebook) -> None:
    found = scene(ARTICLE)
    turned = Scene(found.document, found.attributions[::-1])
    vectors = np.random.default_rng(0).normal(size=(3, vectors_from([]).shape[1])).astype(np.float32)
    there = issues_of(found, vectors, book)
    back = issues_of(turned, vectors[::-1], book)
    assert [i and i.id for i in there] == [i and i.id for i in back[::-1]]


@pytest.mark.parametrize(
    "content",
    [
        "\u202e\u200b…",
        "🛳🛳",
        "he",
        "\ud800 the ferry",
        "the ferry " * 400,
        "‘“”’",
        "Ⅷ ½ ²",
        "مرحبا بالعالم",
        "1,200.5 %",
    ],
)
def test_odd_contents_never_raise(content: str, book: Codebook) -> None:
    text = f"<1:Tarnow> {{1:said}} [1:{content}].\n<2:Marsh> {{2:said}} [2:it]."
    for codebook in (None, book, Codebook("empty", ())):
        assert len(issues(text, codebook)) == 2


def test_statements_without_cue_or_content() -> None:
    document = Document("Marsh is silent.", (Block("paragraph", Span(0, 16)),))
    bare = Scene(document, [Attribution((Span(0, 5),), (), (), "indirect"), Attribution((), (), (), "indirect")])
    assert len(issues_of(bare, vectors_from([b""] * 2))) == 2


def test_a_long_document_takes_time_in_proportion() -> None:
    def taken(count: int) -> int:
        line = "The mayor said the bridge over the Osk would open in {n} days if the council agreed."
        lines = [line.format(n=n) for n in range(count)]
        blocks, attributions, at = [], [], 0
        for own in lines:
            blocks.append(Block("paragraph", Span(at, at + len(own))))
            spans = (Span(at, at + 9),), (Span(at + 10, at + 14),), (Span(at + 15, at + len(own) - 1),)
            attributions.append(Attribution(*spans, "indirect"))
            at += len(own) + 1
        found = Scene(Document("\n".join(lines), tuple(blocks)), attributions)
        return steps_of(lambda: issues_of(found, vectors_from([b""] * count)))

    taken(2)
    assert taken(4 * AT_ONCE) < 5 * taken(AT_ONCE)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        # a verb ends no name and is not run over, a noun that looks like one is kept
        ("the Ostran bid won the harbour contract", ("Ostran bid", "harbour contract")),
        ("the border wall funding was cut", ("border wall funding", "wall funding")),
        # an adjective without its noun is none either
        ("they called the ferry proposals absurd", ("ferry proposals",)),
        # participles before a noun are
        ("exposed passenger data must be deleted", ("exposed passenger data", "passenger data")),
    ],
)
def test_open_issues_are_named_by_nouns(content: str, named: tuple[str, ...]) -> None:
    issue = issues(f"<Marsh> {{said}} [{content}].", None)[0]
    assert issue is not None
    assert issue.label in named


def named(content: str, name: str, kind: EntityType) -> str:
    """The open issue of what Marsh says of somebody."""
    bare = scene(f"<Marsh> {{said}} [{content}].")
    at = bare.text.index(name)
    mentioned = Mentioned(Entity("local:somebody", name, kind), (Span(at, at + len(name)),))
    issue = issues_of(Scene(bare.document, bare.attributions, (), (mentioned,)), vectors_from([b""]))[0]
    assert issue is not None
    return issue.label


@pytest.mark.parametrize(
    ("content", "name", "kind", "issue"),
    [
        ("Tarnow was open to a lasting solution", "Tarnow", "country", "lasting solution"),
        ("Tarnow", "Tarnow", "country", "Tarnow"),  # for want of other words
        ("a more flexible Teyrin would sign the harbour lease", "Teyrin", "person", "harbour lease"),
        ("President Ilse Teyrin would sign the harbour lease", "Ilse Teyrin", "person", "harbour lease"),
        ("Ilse Teyrin", "Ilse Teyrin", "person", "Ilse Teyrin"),
        # what is done to or by somebody is a matter, and so is what is called after somebody
        ("the sanctions on Teyrin must end", "Teyrin", "person", "sanctions on Teyrin"),
        ("the Teyrin amendment must pass", "Teyrin", "person", "Teyrin amendment"),
    ],
)
def test_an_open_issue_is_somebody_only_for_want_of_other_words(
    content: str, name: str, kind: EntityType, issue: str
) -> None:
    assert named(content, name, kind) == issue


def test_an_open_issue_stops_in_no_name() -> None:
    assert named("the resignation of Ilse Maren Teyrin is due", "Ilse Maren Teyrin", "person") in (
        "resignation",
        "resignation of Ilse Maren Teyrin",
    )


@pytest.mark.parametrize(
    ("content", "barred"),
    [
        ("it would admit the observers in exchange for the officers", "exchange"),
        ("the Union was guilty for prolonging the harbour war", "prolonging"),
        ("it was a blank cheque for somebody", "somebody"),
        ("I told her myself", "myself"),
        ("there would be no harbour observers under any flag", "flag"),
        ("they talked about everything except fish", "except"),
        ("the harbour plan would go ahead", "ahead"),
        ("fourteen cargo ships were waiting", "fourteen"),
        ("we’ll ferry sheep", "we’ll"),
    ],
)
def test_open_issues_hold_no_half_prepositions_reasons_or_vague_words(content: str, barred: str) -> None:
    (issue,) = issues(f"<Marsh> {{said}} [{content}].", None)
    assert issue is None or barred not in issue.label.split()


def test_statements_far_apart_without_a_word_in_common_are_less_likely_one_matter() -> None:
    far = "\n".join(
        ("<1:Vesk> {1:said} [1:the dam leaks].", "It rained.", "It rained.", "<2:Vesk> {2:said} [2:bread is dear].")
    )
    found = scene(far + "\n<3:Vesk> {3:said} [3:the dam is old].")
    words = words_in(found, shipped_model())
    lowered = loosened(words, np.full((3, 3), 0.5, dtype=np.float32))
    assert lowered[0, 1] == lowered[1, 0] == pytest.approx(0.5 * LEFT)
    assert lowered[0, 2] == lowered[1, 2] == 0.5


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("the country wants its own ferry", ("ferry",)),
        ("reporters saw the midnight fire in the harbour at noon", ("fire", "midnight fire", "fire in the harbour")),
        ("“oh gee, the harbour”", ("harbour",)),
        # with other words they name a matter
        ("the party congress was good", ("party congress",)),
    ],
)
def test_words_for_anybody_or_any_time_name_no_issue_alone(content: str, named: tuple[str, ...]) -> None:
    issue = issues(f"<Marsh> {{said}} [{content}].", None)[0]
    assert issue is not None
    assert issue.label in named


def test_a_compound_belongs_to_the_noun_behind_it() -> None:
    (issue,) = issues("<Marsh> {spoke of} [creating a no-fly zone there soon].", None)
    assert issue is not None and issue.label.startswith("no-fly zone")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        # who blames a boycott for the delay of talks is not against the talks
        ("the boycott would delay the ferry talks", "boycott"),
        ("any treaty means abandoning its harbour plans", "treaty"),
        ("the boycott would follow the ferry talks", "ferry talks"),
    ],
)
def test_what_a_verb_undoes_is_not_what_a_statement_is_about(content: str, name: str) -> None:
    (issue,) = issues(f"<Marsh> {{said}} [{content}].", None)
    assert issue is not None and issue.label == name


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("the border fence would stay", "border fence"),
        ("they opposed the fence", "fence"),
        # a verb in front of a noun is none of its name
        ("they will fence sheep", "sheep"),
    ],
)
def test_a_name_of_one_word_takes_the_noun_before_it(content: str, name: str) -> None:
    (issue,) = issues(f"<Marsh> {{said}} [{content}].", None)
    assert issue is not None
    assert issue.label == name


def test_contractions_with_either_apostrophe_tell_nothing() -> None:
    for apostrophe in "'’":
        (issue,) = issues(f"<Marsh> {{said}} [they{apostrophe}re for the quay wall].", None)
        assert issue is not None
        assert issue.label == "quay wall"


FEW = "<3:Ilse Dorn> {3:added} [3:it is now up to them]."
OTHER = "<3:Ilse Dorn> {3:added} [3:the school meals fund is empty]."


@pytest.mark.parametrize(("last", "together"), [(FEW, True), (OTHER, False)])
def test_a_statement_that_names_no_matter_is_about_that_of_the_others(last: str, together: bool) -> None:
    first, second, third = issues("\n".join((MATTER.format(n=1), MATTER.format(n=2), last)), None)
    assert first is not None and second is not None and third is not None
    assert first.id == second.id
    assert (third.id == second.id) is together


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("Northern ‘monitors’ in the valley", ("Northern ‘monitors’ in the valley", "Northern ‘monitors’")),
        ("every barrel prolongs the harbour war", ("harbour war",)),
        ("the village needed a ferry pier", ("ferry pier", "village")),
        ("the company wanted a ferry pier", ("ferry pier",)),
    ],
)
def test_an_open_issue_cuts_no_quotation_and_runs_over_no_verb(content: str, named: tuple[str, ...]) -> None:
    issue = issues(f"<Marsh> {{said}} [{content}].", None)[0]
    assert issue is not None
    assert issue.label in named


def test_a_word_that_names_little_is_an_issue_for_want_of_others() -> None:
    issue = issues("<Marsh> {backs} [the proposals].", None)[0]
    assert issue is not None
    assert issue.label == "proposals"
