"""Articles that nobody would write and everybody gets: an honest answer, no crash, no wrong person."""

from __future__ import annotations

import os
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.document import Block, Document, Span
from onrecord.resolve import resolve
from onrecord.statement import Attribution
from resolve.article import Marked, article, check, known_failure, last_name, own_registry, resolved
from steps import steps_of

LONG = bool(os.environ.get("ONRECORD_LONG"))

# many names


def crowded(count: int, more: str = "") -> Marked:
    """An article with as many different persons, each of whom speaks."""
    dice = random.Random(7)  # noqa: S311 (names, no secrets)
    names: dict[str, None] = {}
    while len(names) < 2 * count:
        names["".join(dice.choice("bdfgklmnprstvz") + dice.choice("aeiou") for _ in range(4)).capitalize()] = None
    pairs = zip(*[iter(names)] * 2, strict=True)
    told = [f"{first} {last} left the harbour. [{last}] said no.{more}" for first, last in pairs]
    return article("Talks go on\n\n" + "\n\n".join(" ".join(told[at : at + 5]) for at in range(0, count, 5)))


def growth(small: int, large: int, more: str = "") -> float:
    """How many times as much work the larger article is."""

    def taken(count: int) -> int:
        marked = crowded(count, more)
        return steps_of(lambda: resolve(marked.document, None, marked.attributions, own_registry()))

    taken(10)  # what is read once
    return taken(large) / taken(small)


def test_four_times_the_names_take_about_four_times_as_long() -> None:
    assert growth(100, 400) < 7  # sixteen times if each looked at all others


def test_ten_times_the_names_and_pronouns_take_about_ten_times_as_long() -> None:
    assert growth(60, 600, " [He] said yes.") < 12  # a hundred times if each looked at all others


@pytest.mark.parametrize("more", [" [The 44-year-old] said yes.", " [The regional governor] said yes."])
def test_ten_times_the_ages_and_offices_take_about_ten_times_as_long(more: str) -> None:
    assert growth(20, 200, more) < 16  # a hundred times if each looked at all others


def test_many_names_are_all_kept_apart() -> None:
    marked = crowded(2000)
    resolutions, entities = resolve(marked.document, None, marked.attributions, own_registry())
    speakers = [one for one in resolutions if one.method == "name"]
    assert len({one.entity for one in speakers}) == len(speakers) == 2000
    assert len(entities) >= 2000


# odd names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # names that are words: with a first name, and where they speak
        ("Theresa May left. [May] said no.", "Theresa May"),
        ("Gordon Brown left in May. [Brown] said no.", "Gordon Brown"),
        ("Will Holm left. [Will] said no.", "Will Holm"),
        ("[May] said no.", "May"),
        ("[Brown] said no.", "Brown"),
        # the words themselves name nobody
        ("It may rain in May. Boats will be brown. [He] said no.", "unknown"),
        ("Theresa Holm left in May. [May] said no.", "May"),
        # one letter, initials, numbers
        ("[X] said no.", "unnamed: X"),
        ("[Q.] said no.", "unnamed: Q."),
        ("J. P. Quell left. [Quell] said no.", "J. P. Quell"),
        ("[42] said no.", "unnamed: 42"),
        # nothing but titles
        ("[The Right Honourable Sir] said no.", "unnamed: Right Honourable Sir"),
        ("[Sir] said no.", "unnamed: Sir"),
        pytest.param(
            "[Her Excellency] said no.",
            "unnamed: Excellency",
            marks=known_failure("an honorific alone is a name if the titles do not have it"),
        ),
        ("[The Prime Minister] said no.", "unnamed: Prime Minister"),
        # pronouns before any name
        ("[He] said no. [She] said yes. Anna Quell met Peter Brandt. [They] left.", "unknown"),
        ("[It] said no.", "unknown"),
        ("“[I] said no.”", "unknown"),
        ("[His] said no.", "unknown"),
    ],
)
def test_odd_names(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize("pronoun", ["He", "She", "It", "They"])
def test_a_pronoun_before_any_name_is_nobody(pronoun: str) -> None:
    found = resolved(f"[{pronoun}] said no.\n\nAnna Quell met Peter Brandt and the Norvale Council on Monday.")
    assert found[0].name == "unknown" and found[0].entity is None


SHOUTED = (
    "HARBOUR SHUT\n\nMARA QUELL MET JONAS BRANDT ON MONDAY AND LEFT. [QUELL] SAID THAT THE HARBOUR WAS SHUT. [HE] LEFT."
)


def test_an_article_in_capitals_names_nobody_wrong() -> None:
    source, he = resolved(SHOUTED)
    assert source.name in ("QUELL", "unnamed: QUELL", "MARA QUELL") and he.entity is None


@known_failure("a pronoun in capitals (HE, SHE, THEY) is a noun")
def test_a_pronoun_in_capitals_is_one() -> None:
    assert resolved(SHOUTED)[1].name == "unknown"


def test_an_article_without_capitals_has_no_names() -> None:
    source, she = resolved("mara quell met jonas brandt on monday. [quell] said no. [she] said yes.")
    assert (source.name, source.entity, she.entity) == ("unnamed: quell", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Peter Holm met his son, Peter Holm, there. [Holm] said no.",
        "Peter Holm, a teacher, met Peter Holm, a judge. [Holm] said no.",
    ],
)
def test_two_of_one_name_whom_nothing_tells_apart_are_one(text: str) -> None:
    assert last_name(text) == "Peter Holm"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Peter Holm Sr met Peter Holm Jr there. [Peter Holm Jr] said no.", "Peter Holm Jr"),
        ("Peter Holm Jr met Peter Holm Sr there. [Peter Holm Sr] said no.", "Peter Holm Sr"),
    ],
)
def test_father_and_son_are_two(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The Ruritanian foreign minister", "unnamed: Ruritanian foreign minister"),
        ("A Ruritanian minister", "unnamed: Ruritanian minister"),
        ("Ruritanian ministers", "unnamed: Ruritanian ministers"),
        ("Rudolf Elphberg, the Ruritanian minister,", "Rudolf Elphberg"),
        ("Ruritanian Foreign Minister Rudolf Elphberg", "Rudolf Elphberg"),
    ],
)
def test_ministers_of_a_country_nobody_knows(source: str, name: str) -> None:
    (found,) = resolved(f"[{source}] said no.", published="2031-06-01")
    assert (found.name, found.country) == (name, None)


def test_a_country_that_has_a_foreign_minister_is_one() -> None:
    (found,) = resolved("[The foreign minister of Ruritania] said no.", published="2031-06-01")
    assert (found.name, found.country) == ("unnamed: foreign minister of Ruritania", "Ruritania")


def test_the_minister_of_an_unknown_country_is_not_that_of_a_known_one() -> None:
    text = "Karvethi Foreign Minister Anna Quell left. [The Ruritanian minister] said no."
    assert last_name(text) == "unnamed: Ruritanian minister"


# documents and spans of nothing


def test_an_empty_document_with_empty_attributions() -> None:
    empty = Attribution((), (), (), "indirect")
    found, entities = resolve(Document("", language="en"), None, (empty, empty), own_registry())
    assert [one.name for one in found] == ["unknown", "unknown"] and entities == ()


@pytest.mark.parametrize("text", [" ", "\n\n", "…", "“”", "—", "1", "a", "A", ".", "[]()", "\u200b", "\ufeff", "🙂🙂"])
def test_texts_of_next_to_nothing(text: str) -> None:
    document = Document(text, (Block("paragraph", Span(0, len(text))),), language="en")
    whole = Attribution((Span(0, len(text)),), (), (), "indirect")
    ((found,), _) = resolve(document, None, (whole,), own_registry())
    assert found.entity is None
    check(text, found)


@pytest.mark.parametrize("span", [Span(0, 0), Span(5, 5), Span(26, 28), Span(29, 29)])
def test_sources_without_words_are_none(span: Span) -> None:
    document = article("Anna Quell left. Nobody knew.").document
    assert span.of(document.text).strip() == ""
    for attribution in (
        Attribution((span,), (span,), (span,), "indirect"),
        Attribution((span, span), (), (Span(28, 38),), "direct"),
    ):
        ((found,), _) = resolve(document, None, (attribution,), own_registry())
        assert (found.name, found.method, found.evidence) == ("unknown", "none", ())


def test_a_document_without_blocks() -> None:
    text = "Anna Quell left. She said no."
    found = [
        resolve(Document(text, language="en"), None, (Attribution((span,), (), (), "indirect"),), own_registry())[0][0]
        for span in (Span(0, 10), Span(17, 20))
    ]
    assert found[1].name == "unknown"
    for one in found:
        check(text, one)


@pytest.mark.parametrize("words", ["minister", "who"])
def test_a_source_in_a_teaser(words: str) -> None:
    document = Document(words, (Block("teaser", Span(0, len(words))),), language="en")
    twice = (Attribution((Span(0, len(words)),), (), (), "indirect"),) * 2
    found, _ = resolve(document, None, twice, own_registry())
    assert {one.entity for one in found} == {None}


def test_a_deep_nest_of_statements() -> None:
    depth = 60
    text = "".join("[Anna Quell] said {that " for _ in range(depth)) + "[she] knew" + "}" * depth + "."
    assert last_name(text) == "Anna Quell"


# anything at all

PIECES = st.sampled_from(
    [
        *("Anna Quell", "Quell", "Mr Brandt", "Sir", "the minister", "The Norvale Council", "(NHA)", "U.S.", "Karveth"),
        *("he", "She", "they", "it", "I", "we", "who", "which", "his report", "Quell’s", "and", ",", "of", "by", "the"),
        *("“", "”", "‘", "’", '"', "'", ".", "?", "…", "\n", "\n\n", " ", "\t", "Moscow", "a source close to", "May"),
        *("along with", "is a liar", "asked about", "told", "his French counterpart", "Official", "in ’t", "mother of"),
        *("Full text", "some", "the majority", "the talks,", "Leading is admitting", "speech", "poll", "like"),
        *("Putin", "the Kremlin", "president", "spokeswoman", "Mrs.", "Jr.", "&", "-", "al-", "van der", "İ", "ß", "ǆ"),
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map(" ".join)


@st.composite
def anything(draw: st.DrawFn) -> tuple[Document, tuple[Attribution, ...]]:
    """A text in blocks, with attributions anywhere in it, some inside others."""
    opening = "It rained. "
    text = opening + draw(TEXTS)
    place = st.integers(0, len(text))
    cuts = sorted({len(opening), len(text), *draw(st.lists(st.integers(len(opening), len(text)), max_size=3))})
    kinds = st.sampled_from(("headline", "deck", "paragraph", "subhead", "list", "quote", "teaser", "byline"))
    blocks = (
        Block("paragraph", Span(0, len(opening))),
        *(Block(draw(kinds), Span(*pair)) for pair in pairwise(cuts)),
    )
    spans = st.lists(st.tuples(place, place).map(lambda pair: Span(min(pair), max(pair))), max_size=2)
    count = draw(st.integers(0, 6))
    order = draw(st.permutations(range(count)))
    found = []
    for at in range(count):
        above = [other for other in range(count) if order[other] < order[at]]
        parent = draw(st.sampled_from([None, *above]))
        source, cue, content = (tuple(sorted(draw(spans))) for _ in range(3))
        found.append(Attribution(source, cue, content, "indirect", parent=parent))
    published = draw(st.sampled_from([None, "2014-03-18", "2031", "soon"]))
    return Document(text, blocks, published=published, authors=("Tamsin Orle",), language="en"), tuple(found)


@settings(max_examples=5000 if LONG else 150, deadline=None)
@given(anything())
def test_anything_gives_an_answer_for_each_source(case: tuple[Document, tuple[Attribution, ...]]) -> None:
    document, attributions = case
    resolutions, entities = resolve(document, None, attributions, own_registry())
    assert len(resolutions) == len(attributions)
    for one in resolutions:
        check(document.text, one)
        assert one.method != "name" or one.entity or one.members
    for mentioned in entities:
        assert mentioned.entity.name and mentioned.mentions
        assert all(0 <= s.start < s.end <= len(document.text) for s in mentioned.mentions)
    assert resolve(document, None, attributions, own_registry()) == (resolutions, entities)
