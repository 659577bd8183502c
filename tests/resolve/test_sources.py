from __future__ import annotations

import pytest

from onrecord.document import Document, Span
from onrecord.resolve.cast.cast import Cast
from onrecord.resolve.names.mentions import page_of
from onrecord.resolve.sources.lists import parts_of
from onrecord.resolve.sources.sources import Source, source_of
from resolve.article import article, own_registry


def source(text: str) -> Source:
    """The one marked source of a text."""
    marked = article(text)
    page = page_of(marked.document)
    return source_of(page, Cast(page, own_registry()), marked.attributions[-1].source)


@pytest.mark.parametrize(
    ("text", "kind", "head"),
    [
        ("[He] said no.", "he_she", "he"),
        ("[she herself] said no.", "he_she", "she"),
        ("[They all] said no.", "they_it", "they"),
        ("[It] said no.", "they_it", "it"),
        ("[I] said no.", "first", "i"),
        ("[We both] said no.", "first", "we"),
        ("[you] said no.", "second", "you"),
        ("Quell, [who] said no.", "relative", "who"),
        ("the board, [which] said no.", "relative", "which"),
        ("[the minister] said no.", "person", "minister"),
        ("[a senior Karvethi minister] said no.", "person", "minister"),
        ("[the woman] said no.", "person", "woman"),
        ("[the council] said no.", "body", "council"),
        ("[the ferry operator] said no.", "body", "operator"),
        ("[the operator] said no.", "person", "operator"),
        ("[a crane operator] said no.", "person", "operator"),
        ("[police] said no.", "body", "police"),
        ("[the report] said no.", "document", "report"),
        ("[new figures] said no.", "document", "figures"),
        ("[the website] said no.", "body", "website"),
        ("[the council’s website] said no.", "document", "website"),
        ("[attorneys general of two states] said no.", "group", "general"),
        ("[the attorney general] said no.", "person", "general"),
        ("[ministers] said no.", "group", "ministers"),
        ("[critics of the minister] said no.", "group", "critics"),
        ("[several ministers] said no.", "group", "ministers"),
        ("[one of the ministers] said no.", "group", "ministers"),
        ("[thousands of protesters] said no.", "group", "protesters"),
        ("[some] said no.", "group", "some"),
        ("[a boat] said no.", "group", "boat"),
        ("[the 44-year-old] said no.", "person", "44-year-old"),
        ("[the mother-of-two] said no.", "person", "mother-of-two"),
        ("[Mara Quell KC] said no.", "name", "kc"),
        # capitals make names of what would be pronouns
        ("[WHO] said no.", "name", "who"),
        ("[US] said no.", "name", "us"),
        # pronouns inside more words are none
        ("[he who knows] said no.", "group", "he"),
        ("[those who know] said no.", "group", "those"),
    ],
)
def test_kinds(text: str, kind: str, head: str) -> None:
    found = source(text)
    assert (found.kind, found.head) == (kind, head)
    assert found.figure is None or kind == "name"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Mara Quell] said no.", "Mara Quell"),
        ("[Foreign Minister Mara Quell] said no.", "Mara Quell"),
        ("[“Mara Quell,”] said no.", "Mara Quell"),
        ("Mara Quell left. [The younger Quell] said no.", "Mara Quell"),
        ("[Mara Quell, the finance minister of Karveth,] said no.", "Mara Quell"),
        ("[The finance minister, Mara Quell,] said no.", "Mara Quell"),
        ("[His father, Jonas Quell,] said no.", "Jonas Quell"),
        ("[Mara Quell of the Norvale Council] said no.", "Mara Quell"),
        ("[Mara Quell from Sorrenay] said no.", "Mara Quell"),
        ("[Lawyer and sailor Mara Quell] said no.", "Mara Quell"),
        ("[Ambassador to Karveth Anna Quell] said no.", "Anna Quell"),
        ("[The Norvale Council] said no.", "Norvale Council"),
        ("[The Norvale Centre for Boats] said no.", "Norvale Centre for Boats"),
        # whose the document is
        ("[Mara Quell’s report] said no.", "Mara Quell"),
        ("[Mara Quell's own report] said no.", "Mara Quell"),
        ("[a report by Mara Quell] said no.", "Mara Quell"),
        ("[a report from the Norvale Council] said no.", "Norvale Council"),
        ("[a report of Mara Quell] said no.", "Mara Quell"),
        ("[a Norvale Council report] said no.", "Norvale Council"),
        ("[Mara Quell’s words] said no.", "Mara Quell"),
        ("[Sailors like Mara Quell] said no.", "Mara Quell"),
        # a source that ends within the name
        ("[Mara H]. Quell said no.", "Mara H. Quell"),
        # what somebody goes by
        ("[a protester using the pseudonym Quell] said no.", "Quell"),
        ("[a protester identified only as Quell] said no.", "Quell"),
        ("[a rebel, who goes by the name Quell,] said no.", "Quell"),
        ("[a rebel] who gave his name only as Quell said no.", "Quell"),
        ("[a rebel], who identified himself as Quell, said no.", "Quell"),
        ("[The mines’ owner, Karvethi company Orlemine,] said no.", "Orlemine"),
        # a role, a comma and a person at the end
        ("[Norvale University, Port Sennac’s chancellor, Mara Quell,] said no.", "Mara Quell"),
        ("[University of Karveth, Alsen’s chancellor, Mara Quell,] said no.", "Mara Quell"),
        # the name that is owned, not its owner
        ("[Mara Quell’s brother Jonas Brandt] said no.", "Jonas Brandt"),
        ("[Norvale Council’s Mara Quell] said no.", "Mara Quell"),
    ],
)
def test_who_is_named(text: str, name: str) -> None:
    found = source(text)
    assert found.kind == "name" and found.figure is not None and found.figure.name == name


@pytest.mark.parametrize(
    ("text", "kind", "head", "owner"),
    [
        ("[Mara Quell’s lawyer] said no.", "person", "lawyer", "Mara Quell"),
        ("[Mara Quell’s lawyers] said no.", "group", "lawyers", "Mara Quell"),
        ("[a spokesman for Mara Quell] said no.", "person", "spokesman", "Mara Quell"),
        ("[a teacher from Karveth] said no.", "person", "teacher", "Karveth"),
        ("[sources close to Mara Quell] said no.", "group", "sources", None),
        ("[a report about Mara Quell] said no.", "document", "report", None),
        ("[critics of Mara Quell] said no.", "group", "critics", "Mara Quell"),
        ("[the pro-Quell Union Leader, Karveth’s largest newspaper,] said no.", "person", "leader", None),
        ("[the vast majority] said no.", "group", "majority", None),
        ("[a man who met Mara Quell] said no.", "person", "man", None),
        ("[a protester using the boat of Mara Quell] said no.", "person", "protester", None),
        ("[protesters Mara Quell interviewed] said no.", "group", "protesters", None),
        ("[Karveth’s foreign ministry] said no.", "body", "ministry", "Karveth"),
        ("[the Karvethi minister] said no.", "person", "minister", None),
    ],
)
def test_a_name_that_is_not_the_sources(text: str, kind: str, head: str, owner: str | None) -> None:
    found = source(text)
    assert found.figure is None
    assert (found.kind, found.head, found.owner.name if found.owner else None) == (kind, head, owner)


@pytest.mark.parametrize(
    ("text", "definite"),
    [
        ("[the minister] said no.", True),
        ("[this minister] said no.", True),
        ("[his minister] said no.", True),
        ("[Karveth’s president] said no.", True),
        ("[a minister] said no.", False),
        ("[one minister] said no.", False),
        ("[some ministers] said no.", False),
        ("[another minister] said no.", False),
    ],
)
def test_whether_the_reader_knows_who_is_meant(text: str, definite: bool) -> None:
    assert source(text).definite is definite


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[Quell and Brandt] said no.", ["Mara Quell", "Jonas Brandt"]),
        ("[Mara Quell, Jonas Brandt and Anna Lind] said no.", ["Mara Quell", "Jonas Brandt", "Anna Lind"]),
        ("[Mara Quell, Jonas Brandt, and Anna Lind] said no.", ["Mara Quell", "Jonas Brandt", "Anna Lind"]),
        ("[Foreign Minister Mara Quell and Mayor Jonas Brandt] said no.", ["Mara Quell", "Jonas Brandt"]),
        ("[Both Quell and Brandt] said no.", ["Mara Quell", "Jonas Brandt"]),
        ("[Karveth and Sorrenay] said no.", ["Karveth", "Sorrenay"]),
        ("[the Norvale Council and the NHA] said no.", ["Norvale Council", "NHA"]),
        ("[State agency Norvale News and Mara Quell] said no.", ["Norvale News", "Mara Quell"]),
        ("[Quell, along with Brandt and Karveth,] said no.", ["Mara Quell", "Jonas Brandt", "Karveth"]),
        ("[She, together with Jonas Brandt,] said no.", ["Jonas Brandt"]),
        ("[Hawks, like Quell and Brandt,] said no.", ["Mara Quell", "Jonas Brandt"]),
        # one source
        ("[Quell, along with some friends,] said no.", []),
        ("[Mara Quell of Norvale News and Radio] said no.", []),
        ("[Mara Quell, the mayor,] said no.", []),
        ("[Mara Quell, mayor and sailor,] said no.", []),
        ("[Lawyer and sailor Mara Quell] said no.", []),
        ("[Quell & Brandt] said no.", []),
        ("[the minister and his aides] said no.", []),
        ("[Quell, a friend of Brandt,] said no.", []),
        # a person and a body, a name and others: not somebody of their own, each
        ("[Quell and the council] said no.", []),
        ("[Mara Quell, who lost her husband and two sons,] said no.", []),
        ("[Mara Quell, who resigned, and two sons] said no.", ["Mara Quell"]),
        ("[Quell and others] said no.", []),
        ("[Mara Quell, the mayor, and Jonas Brandt] said no.", ["Mara Quell", "Jonas Brandt"]),
        ("[the Ministry of Water and Energy] said no.", []),
    ],
)
def test_several_sources_of_one_statement(text: str, names: list[str]) -> None:
    marked = article("Mara Quell met Jonas Brandt on Monday. " + text)
    page = page_of(marked.document)
    cast = Cast(page, own_registry())
    parts = parts_of(page, cast, source_of(page, cast, marked.attributions[-1].source))
    assert [part.figure.name for part in parts if part.figure is not None] == names


def test_one_of_two_is_nobody_for_sure() -> None:
    assert source("[Quell or Brandt] said no.").figure is None
    figure = source("[Mara Quell, whether he or she, of the Norvale Council] said no.").figure
    assert figure is not None and figure.name == "Mara Quell"


def test_nothing_is_no_source() -> None:
    page = page_of(Document("“…” — no", language="en"))
    cast = Cast(page, own_registry())
    assert source_of(page, cast, ()).kind == "none"
    assert source("“[…]” is no word.").kind == "none"


def test_a_source_in_pieces_is_read_as_one() -> None:
    marked = article("The minister, it seems, of Karveth said no.")
    text = marked.document.text
    page = page_of(marked.document)
    spans = [Span(at := text.index(words), at + len(words)) for words in ("The minister", "of Karveth")]
    found = source_of(page, Cast(page, own_registry()), spans)
    assert (found.kind, found.head) == ("person", "minister")
    assert found.owner is not None and found.owner.name == "Karveth"
