from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import jsonschema
from hypothesis import given, settings

from export.coded import coded_reading
from export.readings import readings
from export.wide import TEXT, wide_reading
from onrecord.codes import ACTS
from onrecord.export.plover import CODEBOOK, country_code, render
from onrecord.statement import Reading

ENTITY = {
    "type": "object",
    "required": ["entity_text"],
    "properties": {"code": {"pattern": "^[A-Z]{3}$"}, "sector": {"pattern": "^[A-Z]{3}$"}},
}
#: Fields of PLOVER 0.8 with what is required of them; ``STATE`` is the declared extension.
SCHEMA = {
    "type": "object",
    "required": ["id", "date", "actor", "event", "text", "text_info", "cite_info", "coder"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string"},
        "date": {"anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}]},
        "actor": {"type": "array", "items": ENTITY},
        "recipient": {"type": "array", "items": ENTITY},
        "event": {"enum": [*ACTS]},
        "mode": {"type": "string"},
        "context": {"type": "array"},
        "event_text": {"type": "string"},
        "quad_code": {"enum": [1, 2, 3, 4]},
        "text": {"type": "string"},
        "text_info": {
            "type": "object",
            "required": ["sequence", "start", "end"],
            "properties": {"sequence": {"minimum": 1}, "start": {"minimum": 0}, "end": {"minimum": 0}},
        },
        "cite_info": {"type": "object", "required": ["codebook"], "properties": {"codebook": {"const": CODEBOOK}}},
        "coder": {"type": "string"},
        "comment": {"type": "string"},
    },
}


def events(*given: Reading) -> list[dict]:
    found = [json.loads(line) for line in "".join(render(given)).splitlines()]
    for event in found:
        jsonschema.validate(event, SCHEMA)
    return found


def test_a_line_a_coding_and_none_where_the_act_is_unclear() -> None:
    reading = coded_reading()
    found = events(reading)
    assert [event["event"] for event in found] == ["REJECT", "ACCUSE", "STATE", "THREATEN", "AGREE", "REQUEST"]
    twice = replace(reading.statements[0], codings=reading.statements[0].codings * 2)
    ids = [event["id"] for event in events(replace(reading, statements=(twice,)))]
    assert len(set(ids)) == 2


def test_the_fields_of_an_event() -> None:
    event = events(coded_reading())[1]
    assert event["actor"] == [
        {
            "entity_text": "Foreign Minister Jorath Vennick",
            "identifier_text": "Jorath Vennick",
            "identifier_id": "local:vennick",
            "office": "Foreign Minister",
        }
    ]
    assert event["recipient"][0]["identifier_id"] == "local:league"
    assert (event["quad_code"], event["event_text"], event["date"]) == (3, "accused", "2031-06-17")
    assert event["comment"] == "historical; negation"


def test_offsets_are_code_points_of_the_text() -> None:
    (event,) = events(wide_reading())
    info = event["text_info"]
    assert TEXT[info["start"] : info["end"]] == event["text"] == "“We will dredge 🚢 the cafe\u0301 quay,”"
    assert event["actor"][0]["code"] == "RUS"


def test_a_date_that_is_no_day_is_passed_over() -> None:
    found = events(coded_reading())
    assert found[3]["date"] == "2031-06-18"  # said in June or in 2031: the article's day
    reading = coded_reading()
    undated = replace(reading, document=replace(reading.document, published=None))
    assert events(undated)[3]["date"] is None


def test_two_outlets_with_the_same_text_have_different_events() -> None:
    assert events(wide_reading())[0]["id"] != events(wide_reading("Coastwire"))[0]["id"]


def test_several_sources_are_several_actors(several: Reading) -> None:
    coding = coded_reading().statements[0].codings
    (event,) = events(replace(several, statements=(replace(several.statements[0], codings=coding),)))
    assert [actor["identifier_text"] for actor in event["actor"]] == ["Ilse Brandt", "Oto Velm"]


def test_uncoded_statements_are_no_events(resolved: Reading, reading_of: Callable[..., Reading]) -> None:
    assert events(resolved, reading_of("It rained.", "It rained.")) == []


def test_country_codes() -> None:
    assert [country_code(code) for code in ("US", "XK", "EU", "Norvale", None)] == ["USA", "KOS", "EUR", None, None]


@settings(deadline=None, max_examples=50)
@given(readings)
def test_any_reading_makes_json(reading: Reading) -> None:
    "".join(render([reading])).encode("utf-8")
    events(reading)
