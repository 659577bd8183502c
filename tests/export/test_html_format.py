from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.document import Block, Document, Span
from onrecord.export.html import render
from onrecord.export.listing import UNCERTAIN
from onrecord.export.markup import parts
from onrecord.statement import Attribution, Reading, Resolution, statements_of

ReadingOf = Callable[..., Reading]
VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """Reads a page strictly: every element must be closed by its own end tag, in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.article = ""
        self.marked: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        names = [tag for tag, _ in self.open]
        if any(attrs.get("class") in ("reference", "people") for _, attrs in self.open):
            return
        if "article" in names:
            self.article += data
        for _, attrs in self.open:
            for name in (attrs.get("class") or "").split():
                if re.fullmatch(r"a\d+-\d+", name):
                    self.marked.append((f"{name} {(attrs.get('class') or '').split()[0]}", data))

    def with_tag(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]

    def words(self, name: str) -> str:
        return "".join(data for key, data in self.marked if key == name)


def page_of(*readings: Reading) -> Page:
    return Page("".join(render(readings)))


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_page_needs_nothing_else(reading: Reading) -> None:
    page = page_of(reading)
    policy = [attrs for attrs in page.with_tag("meta") if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert [attrs["content"] for attrs in policy] == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert not {"script", "link", "img", "iframe", "form", "object", "svg"} & {tag for tag, _ in page.elements}
    assert not any(name.startswith("on") or name in ("src", "style") for _, attrs in page.elements for name in attrs)
    assert "url(" not in "".join(render([reading])) and "@import" not in "".join(render([reading]))


def test_the_whole_article_is_there(reading: Reading, resolved: Reading) -> None:
    for item in (reading, resolved):
        assert squeezed(item.document.text) in squeezed(page_of(item).article)


def test_every_part_of_every_statement_is_marked(reading: Reading) -> None:
    page = page_of(reading)
    for number, statement in enumerate(reading.statements, 1):
        attribution = statement.attribution
        for role, spans in (("source", attribution.source), ("cue", attribution.cue), ("content", attribution.content)):
            words = "".join(span.of(reading.document.text) for span in spans)
            found = page.words(f"a1-{number} {role}")
            assert squeezed(found) == squeezed(words), (number, role)


def test_links_lead_from_the_list_to_the_text_and_back(reading: Reading, resolved: Reading) -> None:
    page = page_of(reading, resolved)
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = [href.removeprefix("#") for attrs in page.with_tag("a") if (href := attrs["href"] or "").startswith("#")]
    assert set(targets) <= set(ids)
    for number in range(1, 12):
        assert {f"a2-{number}", f"a2-e{number}"} <= set(targets)


def test_labels_name_elements_that_are_there(reading: Reading, resolved: Reading) -> None:
    page = page_of(reading, resolved)
    ids = {attrs.get("id") for _, attrs in page.elements}
    assert {attrs["aria-labelledby"] for _, attrs in page.elements if "aria-labelledby" in attrs} <= ids


def test_blocks_become_the_elements_they_are(reading: Reading) -> None:
    page = "".join(render([reading]))
    for start in ('<h1 id="a1-title"', '<p class="deck"', '<p class="byline"', '<p class="dateline"', "<figcaption"):
        assert start in page
    assert '<h2 dir="auto">‘Filling with sand’</h2>' in page
    assert re.search(r"<blockquote><p dir=\"auto\"><span", page)
    assert len(re.findall(r"<ul>\n<li .*?</li><li .*?</li>\n</ul>", page)) == 1
    assert '<p class="teaser"' in page and 'href="https://courier.example/dredging"' in page
    assert '<article lang="en">' in page and '<time datetime="2025-05-14">14 May 2025</time>' in page
    assert "<b>Note:</b> two lines were longer than usual" in page


def test_nested_statements_are_nested_lists_and_lines(reading: Reading) -> None:
    page = "".join(render([reading]))
    assert page.count('<ol role="list">') == 3
    for depth_class in ("content d1 a1-5", "content d2 a1-6", "content d1 a1-7", "content a1-4"):
        assert f'class="{depth_class}"' in page


def test_headings_go_down_step_by_step(reading: Reading, resolved: Reading) -> None:
    for readings in ([reading], [reading, reading], [resolved], [resolved, resolved]):
        levels = [int(tag[1]) for tag, _ in page_of(*readings).elements if re.fullmatch(r"h\d", tag)]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_several_articles_have_a_table_of_contents(reading: Reading, reading_of: ReadingOf) -> None:
    page = "".join(render([reading, reading_of("Second."), reading_of("Third.", title="Third one")]))
    assert "<title>3 articles &#183; On record</title>" in page and '<h1 id="contents">3 articles</h1>' in page
    assert '<a href="#a3" dir="auto">Third one</a>' in page
    assert "<nav" not in "".join(render([reading]))


def test_provenance_is_told(reading: Reading) -> None:
    assert 'onrecord 0.1.0 <span aria-hidden="true">&#183;</span> model en-1@sha256:0123abcd' in "".join(
        render([reading])
    )


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style></article></main><!--",
    "&lt;b&gt; &amp;amp;",
    "\x00<b\x00>",
    "\u202eevil\u2066",
    "]]> ${x} {{y}} <?php ?>",
    "lone \ud800 surrogate",
    "שלום עולם",
)


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_text_stays_text(evil: str) -> None:
    document = Document(
        evil,
        (Block("headline", Span(0, len(evil))),),
        *(evil, evil, f"javascript:{evil}", evil, (evil,), f'en"{evil}'),
        source_id=evil,
        warnings=(evil,),
    )
    half = len(evil) // 2
    found = (Attribution((Span(0, half),), (Span(half, half + 1),), (Span(half + 1, len(evil)),), "direct"),)
    reading = Reading(
        document, statements_of(document, found), {"model": evil, "onrecord": evil, "options": {evil: evil}}
    )
    for readings in ([reading], [reading, reading]):
        page = "".join(render(readings))
        parsed = Page(page)
        assert {tag for tag, _ in parsed.elements} <= {tag for tag, _ in page_of(reading, reading).elements} | {"p"}
        assert not {"script", "img", "b\ufffd"} & {tag for tag, _ in parsed.elements}
        assert "javascript:" not in "".join(href or "" for attrs in parsed.with_tag("a") for href in [attrs["href"]])
        assert not set("\x00\ud800") & set(page)
        expected = evil.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
        assert squeezed(expected) in squeezed(parsed.article)
        assert parsed.with_tag("article")[0] == {}


def test_a_web_address_is_a_link_and_safe(reading_of: ReadingOf) -> None:
    page = "".join(render([reading_of("Text.", url='https://x.example/"onclick="a')]))
    assert 'href="https://x.example/&quot;onclick=&quot;a" rel="noopener noreferrer"' in page


@pytest.mark.parametrize("date", ["2025-13-40", "last week", "", "2025", "0000-00-00"])
def test_an_odd_date_is_shown_as_it_is(date: str, reading_of: ReadingOf) -> None:
    page = "".join(render([reading_of("Text.", published=date)]))
    assert "<time" not in page and date in page


def test_text_without_blocks_becomes_paragraphs() -> None:
    document = Document("One\nline.\n\n  \n\nTwo.\n", (Block("subhead", Span(15, 19)),))
    assert [(block.kind, block.span.of(document.text)) for block in parts(document)] == [
        ("paragraph", "One\nline."),
        ("subhead", "Two."),
    ]


def test_the_list_gives_the_name_and_the_words_used(resolved: Reading) -> None:
    page = "".join(render([resolved]))
    assert (
        f'<b dir="auto">Oto Velm</b>{UNCERTAIN} &#8212; <span class="used" dir="auto">the harbour chief</span> '
        '<i dir="auto">says</i></p><p class="office"><span dir="auto">Harbour chief</span> '
        '<span aria-hidden="true">&#183;</span> <span dir="auto">Switzerland</span></p>'
    ) in page
    assert '<b dir="auto">Ilse Brandt</b> <i dir="auto">said</i></p><p class="office">' in page
    assert '<span class="unnamed"><b dir="auto">dredging firm</b> <span class="sign">unnamed</span></span>' in page
    assert page.count('<span class="none">no source named</span>') == 1
    assert "score 0.40" in page and "named through a pronoun, 0.91</p>" in page


def test_who_is_on_record_leads_to_the_statements(resolved: Reading) -> None:
    page = "".join(render([resolved]))
    people = page[page.index("<nav") : page.index("</nav>")]
    assert '<h2 id="a1-people">Who is on record</h2>' in people and people.count("<li>") == 7
    assert people.index("Oto Velm") < people.index("Ilse Brandt") < people.index("source unknown")
    assert re.findall(r'href="#a1-e(\d+)"', people) == ["2", "4", "7", "8", "1", "3", "5", "10", "11", "6", "9"]
    assert "4 statements" in people and "1 statement<" in people
    assert page.index("NORVALE</p>") < page.index("<nav") < page.index("<figcaption")


def test_who_is_on_record_comes_after_the_headline_wherever_that_is(resolved_of: ReadingOf) -> None:
    reading = resolved_of("She", Resolution("Ada Rook", "pronoun", "x"))
    page = "".join(render([reading]))
    assert page.index("</h1>") < page.index('<nav class="people"') < page.index(">She<")
    late = replace(reading.document, blocks=(Block("paragraph", Span(0, 3)), Block("headline", Span(4, 8))))
    page = "".join(render([replace(reading, document=late)]))
    assert page.index(">She<") < page.index("</h1>") < page.index('<nav class="people"')


def test_pointing_at_a_source_tells_who_it_is(resolved: Reading) -> None:
    page = page_of(resolved)
    sources = {attrs["class"]: attrs.get("title") for attrs in page.with_tag("span") if "title" in attrs}
    assert sources["source a1-2"] == "Oto Velm · Harbour chief · Switzerland (uncertain)"
    assert sources["source a1-6"] == "dredging firm (unnamed)"
    references = {attrs["id"]: attrs for attrs in page.with_tag("a") if attrs.get("class") == "reference"}
    assert references["a1-2"]["data-who"] == sources["source a1-2"]
    assert references["a1-2"]["aria-label"] == f"Statement 2: {sources['source a1-2']}"
    assert references["a1-9"]["data-who"] == "source unknown"


def test_several_sources_are_told_apart(several: Reading) -> None:
    page = "".join(render([several]))
    assert '<b dir="auto">Ilse Brandt and Oto Velm</b> <i' in page
    assert page.count('<p class="office"><b dir="auto">') == 2
    assert 'title="Ilse Brandt · Mayor · Norvale, Oto Velm · Harbour chief · Switzerland"' in page


def test_without_resolution_the_page_says_nothing_of_it(reading: Reading, resolved: Reading) -> None:
    page = page_of(reading)
    assert not any(attrs.get("class") in ("people", "office", "used", "sign") for _, attrs in page.elements)
    assert not any("data-who" in attrs for _, attrs in page.elements)
    assert "uncertain name" not in "".join(render([reading]))
    assert f"{UNCERTAIN} uncertain name" in "".join(render([reading, resolved]))


LONG = "Verylongname" * 40


@pytest.mark.parametrize("evil", [*HOSTILE, LONG])
def test_hostile_names_stay_text(evil: str, resolved_of: ReadingOf, resolved: Reading, several: Reading) -> None:
    one = Resolution(evil, "pronoun", evil, "person", evil, evil, 0.1)
    both = Resolution(evil, "name", members=(one, Resolution(f"unnamed: {evil}", "group", country=evil)))
    readings = [resolved_of("She", one), resolved_of("They", both), resolved_of(evil, Resolution(evil, "none"))]
    page = "".join(render(readings))
    parsed = Page(page)
    known = page_of(resolved, several)
    assert {tag for tag, _ in parsed.elements} <= {tag for tag, _ in known.elements}
    assert {name for _, attrs in parsed.elements for name in attrs} <= {n for _, attrs in known.elements for n in attrs}
    assert not set("\x00\ud800") & set(page)
    ids = [attrs["id"] for _, attrs in parsed.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    titles = [attrs["title"] or "" for _, attrs in parsed.elements if "title" in attrs]
    assert not set("\u202e\u2066") & set("".join(titles)) and max(map(len, titles)) < 250


texts = st.text(st.sampled_from("ab<>&\"' \n"), min_size=1, max_size=24)


@given(texts, st.data())
def test_any_statements_over_any_blocks_make_a_sound_page(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    span = st.tuples(place, place).map(lambda ends: Span(*sorted(ends)))
    cuts = sorted(data.draw(st.lists(place, max_size=6, unique=True)))
    kinds = st.sampled_from(["paragraph", "list", "headline", "quote"])
    blocks = tuple(Block(data.draw(kinds), Span(*ends)) for ends in zip(cuts[::2], cuts[1::2], strict=False))
    pieces = st.lists(span, max_size=2).map(lambda spans: tuple(sorted(spans)))
    attributions = st.builds(Attribution, pieces, pieces, pieces, st.just("mixed"))
    found = tuple(data.draw(st.lists(attributions, max_size=4)))
    document = Document(text, blocks, title="t")
    page = page_of(Reading(document, statements_of(document, found)))
    assert squeezed(text) in squeezed(page.article)
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
