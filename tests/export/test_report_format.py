from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import html

from export.coded import coded_reading
from export.readings import readings
from export.wide import wide_reading
from onrecord.export import report, summary
from onrecord.export.report import render
from onrecord.statement import Reading, Resolution


def page(*given: Reading) -> html.HtmlElement:
    return html.fromstring("".join(render(given)).encode("utf-8"))


def cells(found: html.HtmlElement, section: str) -> list[list[str]]:
    rows = found.xpath(f"//section[@id='{section}']//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def test_the_figures_count_what_there_is(resolved: Reading) -> None:
    figures = page(coded_reading(), wide_reading(), resolved).xpath("//dl[@class='figures']/div")
    found = {figure[0].text: figure[1].text for figure in figures}
    assert found == {"articles": "3", "statements": "19", "named sources": "9", "issues": "4", "outlets": "2"}


def test_who_is_on_record_with_what_positions() -> None:
    assert cells(page(coded_reading()), "people")[:2] == [
        [
            "Jorath VennickForeign Minister · Karveth",
            "4",
            "1",
            "June 2031 – 18 June 2031",
            "± monitors in the strait: conditional",
        ],
        [
            "Ghislin VerdassyPresident · Sorrenay",
            "2",
            "1",
            "18 June 2031",
            "− ceasefire: oppose + opening of the ports: support",
        ],
    ]


def test_positions_on_issues_and_who_takes_them() -> None:
    assert cells(page(coded_reading()), "issues") == [
        ["monitors in the strait", "2", "conditional 2", "", ""],
        ["ceasefire", "1", "oppose 1", "", "Ghislin Verdassy"],
        ["opening of the ports", "1", "support 1", "Ghislin Verdassy", ""],
    ]


def test_months_outlets_and_articles() -> None:
    found = page(coded_reading(), wide_reading())
    assert [row[:2] for row in cells(found, "time")] == [["June 2031", "8"]]
    assert cells(found, "outlets") == [["Coastwire", "1", "7"], ["Norvale Courier", "1", "1"]]
    assert [row[1:] for row in cells(found, "articles")] == [
        ["Norvale Courier", '=HYPERLINK("https://evil.example")', "1"],
        ["Coastwire", "Karveth will take no foreign ‘monitors’ before a peace deal – Vennick", "7"],
    ]


def test_the_latest_statements_of_everybody_stand_below(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "KEPT", 2)
    section = page(coded_reading()).xpath("//section[@class='person']")[0]
    assert [item.xpath("string(p[1])") for item in section.xpath("ol/li")] == [
        "Karveth will take no foreign ‘monitors’ before a peace deal",
        "that monitors should come “only after a peace deal, not before”",
    ]
    assert section.xpath("string(p[last()])") == "The latest; 2 statements more."


def test_what_is_left_out_is_said(
    monkeypatch: pytest.MonkeyPatch, resolved_of: Callable[..., Reading], resolved: Reading
) -> None:
    for name in ("ACTORS", "OUTLETS"):
        monkeypatch.setattr(report, name, 1)
    monkeypatch.setattr(summary, "ARTICLES", 1)
    found = page(resolved, resolved_of("Oke", Resolution("Jon Oke", "name", "Q5", "person")))
    text = " ".join(found.text_content().split())
    assert "5 more with fewer statements are not listed. 2 statements without a named source." in text
    assert "1 more with fewer statements are not listed." in text and "1 more are not listed." in text


def test_every_link_within_the_page_leads_somewhere(resolved: Reading) -> None:
    for found in (page(coded_reading(), resolved), page(), page(wide_reading())):
        ids = found.xpath("//@id")
        assert len(set(ids)) == len(ids)
        assert {link[1:] for link in found.xpath("//a/@href") if link.startswith("#")} <= {*ids}


def test_nothing_of_the_articles_is_markup_or_runs(resolved_of: Callable[..., Reading]) -> None:
    evil = '"><script>alert(1)</script>\x00\u202e'
    reading = resolved_of(evil, Resolution(evil, "name", evil, "person", evil, evil))
    document = replace(reading.document, title=evil, outlet=evil, url="javascript:alert(1)", published=evil)
    text = "".join(render([replace(reading, document=document)]))
    assert "<script" not in text and "javascript:" not in text and "\x00" not in text and "\u202e" not in text
    assert "default-src 'none'" in text and not re.search(r"(src|href)=[\"'](?!#)", text)


def test_only_addresses_of_the_web_are_links() -> None:
    assert page(wide_reading()).xpath("//section[@id='articles']//a/@href") == ["https://courier.example/fair"]


@settings(deadline=None, max_examples=50)
@given(readings)
def test_any_reading_makes_a_page(reading: Reading) -> None:
    assert page(reading).xpath("//h1")
