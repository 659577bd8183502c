from __future__ import annotations

import itertools
import json
from collections.abc import Callable

import jsonschema
import pytest
from hypothesis import given, settings

from export.coded import coded_reading
from export.readings import readings
from export.wide import TEXT, wide_reading
from onrecord.contract import to_contract
from onrecord.export.webannotation import AROUND, render
from onrecord.statement import Reading

#: What the recommendation asks of the kinds of things that are used here.
IRI = {"type": "string", "pattern": '^(https?|urn):[^\\s<>"{}|\\\\^`]+$'}
SCHEMA = {
    "type": "object",
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "AnnotationPage"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "type", "body", "target"],
                "properties": {
                    "id": IRI,
                    "type": {"const": "Annotation"},
                    "motivation": {"enum": ["tagging", "describing"]},
                    "body": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["type", "value", "purpose"],
                            "properties": {"type": {"const": "TextualBody"}, "value": {"type": "string"}},
                        },
                    },
                    "target": {
                        "type": "object",
                        "required": ["source", "selector"],
                        "properties": {
                            "source": IRI,
                            "selector": {
                                "type": "array",
                                "prefixItems": [
                                    {"required": ["type", "start", "end"]},
                                    {"required": ["type", "exact", "prefix", "suffix"]},
                                ],
                            },
                        },
                    },
                },
            },
        },
    },
}


def page(*given: Reading) -> dict:
    return json.loads("".join(render(given)))


def check_selectors(found: dict, text: str) -> None:
    for item in found["items"]:
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[max(start - AROUND, 0) : start] == quote["prefix"]
        assert text[end : end + AROUND] == quote["suffix"]


def test_the_page_is_what_the_recommendation_asks_for(resolved: Reading) -> None:
    found = page(resolved, coded_reading(), wide_reading())
    jsonschema.validate(found, SCHEMA)
    ids = [item["id"] for item in found["items"]]
    assert len(set(ids)) == len(ids)


def test_selectors_count_code_points_and_quote_the_text() -> None:
    found = page(wide_reading())
    check_selectors(found, TEXT)
    assert {item["target"]["source"] for item in found["items"]} == {"https://courier.example/fair"}


def test_a_content_carries_its_statement() -> None:
    reading = coded_reading()
    found = page(reading)
    check_selectors(found, reading.document.text)
    described = [item for item in found["items"] if item["motivation"] == "describing"]
    assert len(described) == 7
    bodies = described[5]["body"]
    assert bodies[0]["value"] == "Ghislin Verdassy: to open the ports by July 1"
    assert json.loads(bodies[1]["value"]) == to_contract(reading)["statements"][5]
    tags = [body["value"] for body in bodies if body["purpose"] == "tagging"]
    assert tags == ["act:REQUEST", "stance:support", "content", f"statement:{reading.statements[5].id}"]


def test_every_part_has_annotations_of_its_own() -> None:
    tags = {body["value"] for item in page(coded_reading())["items"] for body in item["body"]}
    assert {"source", "cue", "content", "recipient", "condition", "issue", "framing", "voice:source"} <= tags


def test_two_outlets_with_the_same_text_have_different_annotations() -> None:
    one, other = page(wide_reading()), page(wide_reading("Coastwire"))
    assert not {item["id"] for item in one["items"]} & {item["id"] for item in other["items"]}
    assert one == page(wide_reading())


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "https://a.example/<b>", "not an address"])
def test_an_address_that_is_none_becomes_the_texts_hash(url: str | None, reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("It rained.", "It rained.", url=url)
    (item,) = page(reading)["items"]
    assert item["target"]["source"] == f"urn:{reading.document.id}"


def test_articles_are_written_one_by_one() -> None:
    pieces = render(itertools.repeat(coded_reading()))  # no end
    assert next(pieces).endswith('"items":[') and len([*itertools.islice(pieces, 100)]) == 100


@settings(deadline=None, max_examples=50)
@given(readings)
def test_any_reading_makes_json(reading: Reading) -> None:
    text = "".join(render([reading]))
    text.encode("utf-8")
    check_selectors(json.loads(text), json.loads(json.dumps(reading.document.text)))
