from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.contract import SCHEMA_FILE, json_schema, schema_text, to_contract
from onrecord.document import Document
from onrecord.entity import Entity, Mentioned, Office
from onrecord.statement import Reading, Resolution

ReadingOf = Callable[..., Reading]


def test_the_committed_schema_is_the_generated_one() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), "run: python -m onrecord.contract"


def test_the_schema_accepts_a_reading(reading: Reading) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.Draft202012Validator(json_schema()).validate(to_contract(reading))


@pytest.mark.parametrize(
    ("key", "value"), [("score", 1.5), ("quote_type", "scare"), ("negated", None), ("method", "guess"), ("cue", "said")]
)
def test_the_schema_refuses_a_wrong_value(reading: Reading, key: str, value: object) -> None:
    found: Any = to_contract(reading)
    found["statements"][0][key] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json_schema()).validate(found)


def test_keys_and_their_order(reading: Reading) -> None:
    found = to_contract(reading)
    assert list(found) == ["document", "statements", "links", "provenance"]
    assert " ".join(found["document"]) == (
        "id source_id title outlet url published authors language extra warnings text blocks"
    )
    assert " ".join(found["statements"][0]) == "id quote_type negated parent score method source cue content"
    assert found["document"]["blocks"][0] == {"kind": "headline", "start": 0, "end": 37}
    assert found["links"][0]["url"] == "https://courier.example/dredging"
    assert found["provenance"] == {"model": "en-1@sha256:0123abcd", "onrecord": "0.1.0", "options": {"min_score": 0.0}}


def test_offsets_slice_back_to_the_words(reading: Reading) -> None:
    found = to_contract(reading)
    text = found["document"]["text"]
    pieces = [
        piece
        for item in found["statements"]
        for part in (item["source"], item["cue"], item["content"])
        for piece in part
    ]
    assert len(pieces) == 35
    assert all(text[piece["start"] : piece["end"]] == piece["text"] for piece in pieces)


def test_parents_are_ids(reading: Reading) -> None:
    items = to_contract(reading)["statements"]
    assert [item["parent"] for item in items[4:7]] == [items[3]["id"], items[4]["id"], items[3]["id"]]


def test_unknown_keys_of_the_input_come_out_as_json_can_hold_them(reading_of: ReadingOf) -> None:
    extra = {"rank": float("nan"), "when": object, 7: [1, (2.5, None)], "tags": {"a": True}}
    found = to_contract(reading_of("Text.", extra=extra))["document"]["extra"]
    assert found == {"rank": None, "when": str(object), "7": [1, [2.5, None]], "tags": {"a": True}}


def test_bottomless_extra_is_cut_off(reading_of: ReadingOf) -> None:
    deep: Any = "ground"
    for _ in range(5000):
        deep = [deep]
    found = json.dumps(to_contract(reading_of("Text.", extra={"deep": deep}))["document"]["extra"])
    assert found.count("[") == 99 and "null" in found


def test_the_schema_accepts_resolved_sources(resolved: Reading, several: Reading) -> None:
    for reading in (resolved, several):
        jsonschema.Draft202012Validator(json_schema()).validate(to_contract(reading))


@pytest.mark.parametrize(("key", "value"), [("name", None), ("method", "guess"), ("type", "planet"), ("score", 2)])
def test_the_schema_refuses_a_wrong_resolution(several: Reading, key: str, value: object) -> None:
    for path in ((), ("members", 1)):
        contract: Any = to_contract(several)
        found = contract["statements"][0]["resolution"]
        for step in path:
            found = found[step]
        found[key] = value
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(json_schema()).validate(contract)


def test_keys_of_a_resolved_source(resolved: Reading) -> None:
    found = to_contract(resolved)
    assert list(found) == ["document", "statements", "entities", "links", "provenance"]
    assert list(found["statements"][0])[-2:] == ["content", "resolution"]
    assert list(found["statements"][1]["resolution"].items()) == [
        *(("entity", "Q77001"), ("name", "Oto Velm"), ("type", "person"), ("country", "CH"), ("role", "Harbour chief")),
        *(("method", "nominal"), ("score", 0.62)),
        ("evidence", [{"start": 307, "end": 329, "text": "Harbour chief Oto Velm"}]),
        ("members", []),
    ]
    assert found["statements"][8]["resolution"] == {
        **{"entity": None, "name": "unknown", "type": None, "country": None, "role": None},
        **{"method": "none", "score": 1.0, "evidence": [], "members": []},
    }


def test_several_sources_are_members(several: Reading) -> None:
    found = to_contract(several)["statements"][0]["resolution"]
    assert found["entity"] is None
    assert [(member["entity"], member["role"]) for member in found["members"]] == [
        ("local:brandt", "Mayor"),
        ("Q77001", "Harbour chief"),
    ]


def test_entities_with_offices_and_mentions(resolved: Reading) -> None:
    mayor, chief, *_ = to_contract(resolved)["entities"]
    assert " ".join(mayor) == "id name type country gender role aliases offices mentions"
    assert " ".join(chief) == "id name type country role aliases offices mentions"
    assert (mayor["role"], mayor["gender"], mayor["aliases"]) == ("Mayor", "female", ["Brandt", "the mayor"])
    assert mayor["offices"][0] == {
        **{"role": "Harbour master", "country": "Norvale", "start": "2011", "end": "2018-03"},
    }
    text = resolved.document.text
    assert [text[place["start"] : place["end"]] for place in mayor["mentions"]] == ["Brandt", "Mayor Ilse Brandt"]


@pytest.mark.parametrize(
    ("offices", "role"),
    [
        ((), None),
        ((Office("Envoy", end="2001"), Office("Judge", end="2004-06")), "Judge"),
        ((Office("Minister", start="2019"), Office("Judge", start="2004", end="2030")), "Minister"),
        ((Office("Judge", start="2004"), Office("Minister", start="2019-03")), "Minister"),
        ((Office("Judge"), Office("Minister")), "Judge"),
    ],
)
def test_the_role_of_an_entity_is_its_latest_office(
    resolved_of: ReadingOf, offices: tuple[Office, ...], role: str | None
) -> None:
    entity = Entity("x", "Ada Rook", "person", offices=offices)
    reading = resolved_of("Rook", Resolution("Ada Rook", "name", "x"), Mentioned(entity, ()))
    assert to_contract(reading)["entities"][0]["role"] == role


def test_without_resolution_its_keys_are_left_out(reading: Reading) -> None:
    contract = to_contract(replace(reading, entities=(Mentioned(Entity("x", "Ada Rook", "person"), ()),)))
    assert "entities" not in contract
    assert not any("resolution" in statement for statement in contract["statements"])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3)
)


@given(st.text(st.characters()), st.dictionaries(st.text(), json_values, max_size=3))
def test_any_text_and_any_extra_fit(text: str, extra: dict[str, Any]) -> None:
    found = to_contract(Reading(Document(text, extra=extra), ()))
    assert json.loads(json.dumps(found, allow_nan=False))["document"]["extra"] == found["document"]["extra"]
