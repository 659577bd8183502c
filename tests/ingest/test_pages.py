from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.ingest.html import document_from_html

FIXTURES = Path(__file__).parent / "fixtures"
SENTENCE = "The ferry company will halt the night boats to Oddrey, its director said."


def test_a_whole_page(article, parts):
    document = article(FIXTURES / "gazette.html")
    assert parts(document) == [
        ("headline", "Night boats ‘not safe’ – Hestrin"),
        ("deck", "Four letters to the ministry, and no answer."),
        ("byline", "By Tove Lynn"),
        ("caption", "The pier at Hask. Photograph: Runa Skelby/Gazette"),
        (
            "paragraph",
            "The ferry company will halt the night boats to Oddrey from Sunday, its director, Marl Hestrin, has said.",
        ),
        ("paragraph", "The crews have two demands:"),
        ("list", "“We want a second engineer on every boat,” said Osk Brandel."),
        ("list", "“We want our letters to be answered.”"),
        ("teaser", "READ MORE: Islanders ‘cut off’ – Sund"),
        ("subhead", "The ministry’s answer"),
        ("quote", "“Nobody has been refused a contract, and nobody will be,” the ministry said."),
        ("paragraph", "Minister Sanna Hemming called the halt “theatre”."),
        ("paragraph", "“The boats are sound,” she said."),
        ("teaser", "Related: How the contract works"),
        ("paragraph", "It ends on Sunday."),
    ]
    assert document.title == "Night boats ‘not safe’ – Hestrin"
    assert (document.outlet, document.url) == ("The Hask Gazette", "https://gazette.example/coast/17")
    assert (document.published, document.authors) == ("2025-03-14T06:30:00+01:00", ("Tove Lynn",))
    assert [link.url for link in document.links] == [
        "https://gazette.example/coast/12",
        "https://gazette.example/coast/9",
    ]
    assert document.text == "\n\n".join(text for _, text in parts(document))


def test_options_win_over_the_page(article):
    document = article(FIXTURES / "gazette.html", published="2025-01-01", title="Boats", author="Runa Skelby")
    assert (document.published, document.title, document.authors) == ("2025-01-01", "Boats", ("Runa Skelby",))


def test_the_title_becomes_the_headline_where_the_text_has_none(parts):
    page = (
        f"<html><head><meta property='og:title' content='Night boats stop'></head><body><p>{SENTENCE}</p></body></html>"
    )
    assert parts(document_from_html(page)) == [("headline", "Night boats stop"), ("paragraph", SENTENCE)]


def test_a_day_stays_a_day():
    page = f"<html><head><meta name='date' content='2025-03-14'></head><body><p>{SENTENCE}</p></body></html>"
    assert document_from_html(page).published == "2025-03-14"


def test_a_page_of_quotations_in_a_list(parts):
    quotes = [f"“We had no choice in {month},” said Osk Brandel." for month in ("May", "June", "July", "August")]
    page = f"<main><h1>What they said</h1><ul>{''.join(f'<li>{quote}</li>' for quote in quotes)}</ul></main>"
    assert parts(document_from_html(page))[1:] == [("list", quote) for quote in quotes]


def test_inline_tags_never_cut_a_sentence(parts):
    marked_up = "“We <em>had</em> <a href='/x'>no</a> choice,” (<b>said</b> <i>Osk</i>) <a href='/y'>again</a>."
    page = f"<article><p>{SENTENCE}</p><p>{marked_up}</p></article>"
    assert parts(document_from_html(page))[1] == ("paragraph", "“We had no choice,” (said Osk) again.")


def test_paragraphs_parted_by_line_breaks(parts):
    page = f"<div><h1>Ferry stops</h1>{SENTENCE}<br><br>“We had no choice,” said Osk Brandel of the crews.</div>"
    assert [text for _, text in parts(document_from_html(page))][1:] == [
        SENTENCE,
        "“We had no choice,” said Osk Brandel of the crews.",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html></html>",
        "<!-- nothing -->",
        "<html><head><script>var a = 'The ferry stops.'</script></head><body><script>b()</script></body></html>",
        "<html><body><img src='a.png'><style>p { color: red }</style></body></html>",
    ],
)
def test_pages_without_text_are_refused(page):
    with pytest.raises(InputError, match=r"^html: .+\. \w.+$"):
        document_from_html(page)


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td", "article", "span"])
def test_ten_thousand_nested_tags_give_text_or_a_clear_error(tag):
    page = f"<html><body><p>{SENTENCE}</p>{f'<{tag}>' * 10_000}<p>{SENTENCE}</p></body></html>"
    try:
        assert "<" not in document_from_html(page).text
    except InputError as error:
        assert error.remedy


def test_broken_markup(parts):
    page = (
        f"<html><body><article><h1>Ferry stops<p>{SENTENCE}<p>“We <b>will <i>go</b> on</i>”, she said.<table><tr><td>"
    )
    assert parts(document_from_html(page)) == [
        ("headline", "Ferry stops"),
        ("paragraph", SENTENCE),
        ("paragraph", "“We will go on”, she said."),
    ]


@pytest.mark.parametrize("base", ["", '<base href="http://[x">'])
def test_links_to_half_an_address_stay_as_they_are(base):
    related = '<div class="related"><a href="http://[x/a">Ferry stops too</a></div>'
    text = "<p>The quay closed on Monday, and nobody asked the pilots, their speaker said in a long note.</p>"
    document = document_from_html(f"<head>{base}</head><body><article><h1>Quay</h1>{text}{related}{text}</article>")
    assert [link.url for link in document.links] == ["http://[x/a"]


def test_malformed_metadata_is_passed_over():
    page = (
        '<html><head><meta property="article:published_time" content="99999-99-99">'
        f'<script type="application/ld+json">{{"@type": [}}</script></head><body><p>{SENTENCE}</p></body></html>'
    )
    assert document_from_html(page).text == SENTENCE


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("iso-8859-1", "utf-8"),
        ("utf-8", "cp1252"),
        ("no-such-charset", "utf-8"),
        ("windows-1252", "cp1252"),
        ("utf-8", "utf-16"),
    ],
)
def test_wrong_charset_declarations(tmp_path, article, declared, real):
    sentence = "“Café prices – all of them – rose in the harbour of Hask this year,” said Osk Brandel’s sister Ilse."
    page = f"<html><head><meta charset='{declared}'></head><body><p>{sentence}</p></body></html>"
    (tmp_path / "a.html").write_bytes(page.encode(real))
    assert article(tmp_path / "a.html").text == sentence


def test_an_address_is_text_and_is_never_fetched(parts):
    assert parts(document_from_html("https://gazette.example/17")) == [("headline", "https://gazette.example/17")]


def test_what_a_tree_cannot_hold_is_replaced():
    page = "<p>The ferry \ud800 stopped \0 on &#31;Monday&#x1F; \x1b, it said &#310;.</p>"
    assert document_from_html(page).text == "The ferry \ufffd stopped \ufffd on \ufffdMonday\ufffd \ufffd, it said Ķ."


TAGS = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "<ul><li>",
    "<h1>",
    "<br>",
    "<a href='/x'>",
    "<blockquote>",
    "<td>",
]


@given(
    st.lists(st.sampled_from([*TAGS, "words ", "“Yes.” ", "&", "<"]) | st.text(max_size=5), max_size=40).map("".join)
)
@settings(deadline=None, max_examples=60)
def test_any_markup_gives_blocks_or_a_clear_error(page):
    try:
        document = document_from_html(page)
    except InputError:
        return
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(document.text)
        end = block.span.end
