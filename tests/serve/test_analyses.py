"""Positions, changes, conditions and the network, on the record of the example articles and in a browser."""

from __future__ import annotations

import csv
import io
import re

import pytest
from lxml import etree, html

PAGES = ("/positions", "/changes", "/conditions", "/network")


def page(client, address: str, status: int = 200):
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:500]
    return html.fromstring(answer.text)


def css(element, selector: str):
    """What stands below an element: tags and classes, each inside the one before."""
    steps = []
    for step in selector.split():
        tag, *classes = step.split(".")
        tests = "".join(f"[contains(concat(' ', normalize-space(@class), ' '), ' {one} ')]" for one in classes)
        steps.append(f"//{tag or '*'}{tests}")
    return element.xpath("." + "".join(steps))


def words(element) -> str:
    return " ".join(element.text_content().split())


def rows(client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_a_cell_opens_its_statements(client) -> None:
    matrix = page(client, "/positions?actor=P-01&issue=I03")
    (cell,) = css(matrix, "a.cell")
    assert "Dorrik Halvasund on Concord monitoring mission" in cell.get("title")
    (row,) = rows(client, "/positions?actor=P-01&issue=I03&period=all&format=csv")
    shown = words(css(cell, ".numbers .n")[0])
    assert shown.split()[0] == row["n"]
    opened = page(client, cell.get("href"))
    statements = css(opened, "article.statement")
    assert len(statements) >= min(int(row["n"]), 20)
    assert all("Halvasund" in words(one) for one in statements)


def test_a_period_is_chosen_by_a_link(client) -> None:
    matrix = page(client, "/positions?issue=I03")
    months = {link.get("href") for link in css(matrix, ".strip a")}
    assert "?issue=I03&at=2031-02" in months
    february = page(client, "/positions?issue=I03&at=2031-02")
    assert words(css(february, ".facts")[0]).startswith("February 2031")
    for cell in css(february, "a.cell"):
        assert "since=2031-02" in cell.get("href") and "until=2031-02" in cell.get("href")
    assert {row["period"] for row in rows(client, "/positions?issue=I03&period=quarter&format=csv")} <= {
        "2031-Q1",
        "2031-Q2",
    }


def test_countries_lead_to_their_actors(client) -> None:
    matrix = page(client, "/positions?by=country")
    link = next(one for one in css(matrix, "tbody th a") if words(one) == "Karveth")
    actors = page(client, "/positions" + link.get("href"))
    assert "Maren Oskeveth" in words(actors)
    assert "Lucan Estravelle" not in words(actors)


def test_both_sides_of_a_change_are_quoted(client) -> None:
    found = page(client, "/changes?actor=P-11&issue=I02")
    (course,) = css(found, ".course")
    assert [words(one) for one in css(course, ".stages .stance")] == ["−oppose", "±conditional", "+support"]
    first = css(course, ".turn")[0]
    before, after = css(first, ".side-of")
    assert "talks" in words(before).lower()
    assert "same hour" in words(after)
    assert any("/documents/" in one.get("href") for one in css(after, "a"))
    assert {row["kind"] for row in rows(client, "/changes?kind=softened&actor=P-11&format=csv")} >= {"softened"}


def test_opposite_orders_are_pointed_out(client) -> None:
    found = page(client, "/conditions")
    sides = [words(one) for one in css(found, ".contradiction h3")]
    assert "Ceasefire in the strait before talks" in sides and "talks before Ceasefire in the strait" in sides
    first, second = css(found, ".contradiction")[0]
    assert "Maren Oskeveth" in words(first) and "Lucan Estravelle" in words(second)
    roles = {row["role"] for row in rows(client, "/conditions?role=sequence&format=csv")}
    assert roles == {"sequence"}
    graph = etree.fromstring(client.get("/conditions?format=graphml").content)
    assert graph.findall(".//{*}edge")


def test_a_network_over_time_keeps_its_places(client) -> None:
    found = page(client, "/network?every=month")
    smalls = css(found, ".smalls li")
    assert len(smalls) == 6 and "January 2031" in smalls[0].text_content()
    spring = page(client, "/network?every=month&at=2031-03")
    assert "March 2031" in css(spring, "ul.facts li")[0].text_content()
    placed = {
        shown: {
            css(node, "title")[0].text_content().partition(":")[0]: css(node, "circle")[0].get("cx")
            for node in css(shown, "svg.network .node")
            if css(node, "text")
        }
        for shown in (found, spring)
    }
    assert len(placed[spring]) > 5 and placed[spring].items() <= placed[found].items()
    frames = client.get("/network?every=quarter&format=json").json()["frames"]
    assert [frame["period"] for frame in frames] == ["2031-Q1", "2031-Q2"]
    assert client.get("/network?every=quarter&format=csv").text.startswith("period,one,")
    assert client.get("/network?every=quarter&format=svg").text.count("<svg") == 3
    assert client.get("/network?every=month&at=2031-03&format=csv").text.startswith("one,")


def test_a_network_in_all_its_forms(client) -> None:
    found = page(client, "/network")
    drawn = css(found, "svg.network .node")
    assert len(drawn) > 10 and all(one.get("href") for one in drawn)
    assert len(css(found, "svg.network .link")) >= len(drawn) // 2
    for form in ("graphml", "gexf", "svg"):
        answer = client.get(f"/network?mode=two-mode&format={form}")
        assert answer.headers["content-disposition"].endswith(f'.{form}"')
        etree.fromstring(answer.content)
    assert client.get("/network?format=svg").content == client.get("/network?format=svg").content
    spring = client.get("/network?since=2031-03&until=2031-04&normalisation=cosine&once=week&format=json").json()
    assert all(-1.000001 <= edge["weight"] <= 1.000001 for edge in spring["edges"])


@pytest.mark.parametrize("path", PAGES)
def test_nothing_found_and_nonsense_are_told(client, path: str) -> None:
    empty = page(client, f"{path}?actor=Nobody")
    assert css(empty, ".empty .title")
    wrong = page(client, f"{path}?since=spring", 422)
    assert "since 'spring' is no date" in words(css(wrong, ".problem")[0])
    form = page(client, f"{path}?format=exe", 422)
    assert "format 'exe' is not known" in words(form)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/positions?period=hour", "period 'hour' is not known"),
        ("/positions?at=2030-01", "at '2030-01' is no month with a statement"),
        ("/positions?actors=many", "actors 'many' is no number"),
        ("/changes?sure=nan", "sure 'nan' is no number from 0 to 1"),
        ("/changes?kind=odd", "kind 'odd' is not known"),
        ("/conditions?role=odd", "role 'odd' is not known"),
        ("/network?mode=three", "mode 'three' is not known"),
        ("/network?at=2031-03", "Say how long they are"),
        ("/network?every=month&at=1999-01", "at '1999-01' is no period with a stance"),
        ("/network?every=decade", "every 'decade' is not known"),
        ("/network?least=-1", "least '-1' is no number from 0"),
        ("/network?by=party", "by 'party' is not known"),
    ],
)
def test_values_that_make_no_sense(client, address: str, told: str) -> None:
    assert told in words(css(page(client, address, 422), ".problem")[0])


@pytest.mark.parametrize("path", PAGES)
def test_nothing_in_an_address_becomes_markup(client, path: str) -> None:
    evil = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
    answer = client.get(f"{path}?actor={evil}&issue={evil}&country={evil}&text={evil}")
    assert "<script>alert" not in answer.text
    assert not re.search(r"\sstyle=", client.get(path).text)


def test_by_keyboard_and_without_script(visit) -> None:
    opened = visit("/positions", script=False)
    opened.page.get_by_role("textbox", name="Who").fill("Halvasund")
    opened.page.get_by_role("combobox", name="Show").select_option("2031-02")
    opened.page.get_by_role("button", name="Show").press("Enter")
    opened.page.wait_for_load_state()
    assert "actor=Halvasund" in opened.page.url and "at=2031-02" in opened.page.url
    cell = opened.page.locator("a.cell").first
    cell.focus()
    cell.press("Enter")
    opened.page.wait_for_load_state()
    assert "/search?" in opened.page.url
    assert opened.page.locator("article.statement").count() > 0
    network = visit("/network", script=False)
    node = network.page.locator("svg.network a.node").first
    node.focus()
    node.press("Enter")
    network.page.wait_for_load_state()
    assert "/network" not in network.page.url
