from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.contract import SCHEMA_FILE, json_schema, schema_text, to_contract
from onrecord.document import Document
from onrecord.statement import Reading

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


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3)
)


@given(st.text(st.characters()), st.dictionaries(st.text(), json_values, max_size=3))
def test_any_text_and_any_extra_fit(text: str, extra: dict[str, Any]) -> None:
    found = to_contract(Reading(Document(text, extra=extra), ()))
    assert json.loads(json.dumps(found, allow_nan=False))["document"]["extra"] == found["document"]["extra"]
