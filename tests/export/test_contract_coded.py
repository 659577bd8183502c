"""The contract of coded statements, and the way back."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from export.coded import coded_reading
from export.readings import readings
from onrecord.contract import json_schema, reading_of, to_contract
from onrecord.document import Document
from onrecord.errors import ContractError
from onrecord.export.json import encode
from onrecord.statement import Reading

CODED = coded_reading()
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def contract() -> Any:
    return deepcopy(to_contract(CODED))


def test_the_schema_accepts_codings() -> None:
    VALIDATOR.validate(contract())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("statements 3 codings 0 act", "SHOUT"),
        ("statements 3 codings 0 quad", 5),
        ("statements 3 codings 0 stance", "against"),
        ("statements 3 codings 0 recipients 0 role", "hated"),
        ("statements 3 codings 0 recipients 0 start", -1),
        ("statements 3 codings 0 conditions 0 type", "when"),
        ("statements 3 codings 0 threat consequence", None),
        ("statements 3 dates 0 basis", "guess"),
        ("framing 0 voice", "reader"),
    ],
)
def test_the_schema_and_the_way_back_refuse_the_same(path: str, value: object) -> None:
    data = contract()
    *way, last = [int(step) if step.isdigit() else step for step in path.split()]
    found = data
    for step in way:
        found = found[step]
    found[last] = value
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(data)
    with pytest.raises(ContractError) as error:
        reading_of(data)
    assert error.value.place == "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in (*way, last))[1:]


def test_keys_and_their_order() -> None:
    found = contract()
    assert list(found) == ["document", "statements", "entities", "framing", "links", "provenance"]
    assert list(found["statements"][0])[-4:] == ["resolution", "dates", "vector", "codings"]
    assert " ".join(found["statements"][3]["codings"][0]) == (
        "act quad mode appeal aux evidence method score recipients issue stance stance_method stance_score "
        "stance_evidence conditions demand threat"
    )


def test_values_of_a_coding() -> None:
    accuse, threat, request = (contract()["statements"][index]["codings"][0] for index in (1, 3, 5))
    assert (accuse["act"], accuse["quad"], accuse["method"], accuse["score"]) == ("ACCUSE", 3, "lexicon", 0.93)
    assert accuse["aux"] == ["historical", "negation"] and accuse["issue"] is None
    assert accuse["recipients"] == [
        {
            **{"name": "League of Ports", "role": "accused", "entity": "local:league", "method": "model"},
            **{"score": 0.8, "start": 142, "end": 171, "text": "the so-called League of Ports"},
        }
    ]
    assert threat["threat"]["tied_to"] == {"start": 269, "end": 305, "text": "If the Hall strikes out article four"}
    assert threat["threat"]["consequence"]["text"] == "our inspections will resume the following morning"
    assert threat["conditions"] == [
        {
            **{"type": "if", "start": 269, "end": 305, "text": "If the Hall strikes out article four"},
            **{"marker": {"start": 269, "end": 271, "text": "If"}, "on": "the Hall", "method": "rule", "score": 1.0},
        }
    ]
    assert request["demand"]["text"] == "to open the ports by July 1" and request["appeal"] is True
    assert [request["recipients"][0][key] for key in ("start", "end", "text")] == [None] * 3
    assert request["issue"] == {
        **{"id": "ports", "label": "opening of the ports", "reversed": False, "method": "open", "score": 1.0},
        **{"start": None, "end": None, "text": None},
    }


def test_dates_vectors_and_framing() -> None:
    found = contract()
    assert found["statements"][1]["dates"] == [
        {"value": "2031-06-17", "basis": "relative", "start": 123, "end": 133, "text": "on Tuesday"}
    ]
    assert found["statements"][6]["dates"] == []
    assert found["statements"][1]["vector"] == "ADwBAA=="
    assert found["framing"][0] == {
        **{"kind": "scare_quote", "start": 29, "end": 39, "text": "‘monitors’"},
        **{"voice": "article", "statement": found["statements"][0]["id"]},
    }


def test_keys_of_a_stage_that_did_not_run_are_left_out(reading: Reading) -> None:
    found: Any = to_contract(reading)
    assert "framing" not in found
    assert not any({"dates", "vector", "codings"} & set(statement) for statement in found["statements"])


def test_where_one_statement_is_coded_all_have_the_keys() -> None:
    first, *others = CODED.statements
    bare = [replace(statement, codings=(), dates=(), vector=b"") for statement in others]
    found: Any = to_contract(replace(CODED, statements=(first, *bare), framing=()))
    assert found["framing"] == []
    assert [(item["codings"], item["dates"], "vector" in item) for item in found["statements"][1:]] == [
        ([], [], False)
    ] * 6


def test_the_reading_comes_back(reading: Reading, resolved: Reading, several: Reading) -> None:
    assert reading_of(to_contract(CODED)) == CODED
    for item in (reading, resolved, several):
        data = to_contract(item)
        back = reading_of(json.loads(encode(item)))
        assert to_contract(back) == data
        assert [s.attribution for s in back.statements] == [s.attribution for s in item.statements]


@settings(deadline=None)
@given(readings)
def test_there_and_back_and_there_again(reading: Reading) -> None:
    data = to_contract(reading)
    VALIDATOR.validate(data)
    assert to_contract(reading_of(data)) == data


def test_keys_that_are_not_known_are_ignored() -> None:
    data = contract()
    data["later"] = data["statements"][0]["later"] = {"a": 1}
    assert reading_of(data) == CODED


def test_a_parent_that_was_left_out() -> None:
    data = contract()
    data["statements"][1]["parent"] = "0123456789abcdef"
    statement = reading_of(data).statements[1]
    assert (statement.parent, statement.attribution.parent) == ("0123456789abcdef", None)


def change(path: str, value: object) -> Callable[[Any], None]:
    *way, last = [int(step) if step.isdigit() else step for step in path.split()]

    def apply(data: Any) -> None:
        for step in way:
            data = data[step]
        if value is KeyError:
            del data[last]
        else:
            data[last] = value

    return apply


AGAIN = "Read the article again with onrecord read"


SAID = "statements 2 cue 0"
NO_STRETCH = "is no stretch of a text of 627 characters"


@pytest.mark.parametrize(
    ("path", "value", "place", "problem"),
    [
        ("document", KeyError, "the reading", f"the key 'document' is missing. {AGAIN}"),
        ("document", [], "document", "a list is not an object. Give an object with the keys id, source_id, title, "),
        ("document text", "Karveth", "document.blocks[0]", "0 to 69 is no stretch of a text of 7 characters. "),
        ("document id", "sha256:0", "document.id", f"it is not the hash of document.text, which was changed. {AGAIN}"),
        ("statements", None, "statements", "null is not a list. Give a list, if only an empty one"),
        ("statements 2 codings 0 act", KeyError, "statements[2].codings[0]", f"the key 'act' is missing. {AGAIN}"),
        ("statements 2 score", 1.7, "statements[2].score", "1.7 is out of range. Give a number from 0 to 1"),
        ("statements 2 score", True, "statements[2].score", "true is not a number. Give a number"),
        ("statements 2 score", float("nan"), "statements[2].score", "nan is no number that JSON has. Give a number"),
        ("statements 2 score", 10**400, "statements[2].score", "a huge number is out of range. Give a number from 0"),
        ("statements 2 negated", 0, "statements[2].negated", "0 is not true or false. Give true or false"),
        (f"{SAID} start", "7", "statements[2].cue[0].start", "'7' is not a whole number. Give a whole number"),
        (f"{SAID} start", -1, "statements[2].cue[0].start", "-1 is out of range. Give a number from 0"),
        (f"{SAID} end", 9999, "statements[2].cue[0]", f"197 to 9999 {NO_STRETCH}. {AGAIN}"),
        (f"{SAID} end", 5, "statements[2].cue[0]", f"197 to 5 {NO_STRETCH}. {AGAIN}"),
        (f"{SAID} text", "says", "statements[2].cue[0].text", "'says' is not what stands there, which is 'said'. "),
        ("statements 2 codings 0 quad", True, "statements[2].codings[0].quad", "true is not known. Give one of 1, 2, "),
        ("statements 1 dates 0 start", None, "statements[1].dates[0]", f"null to 133 {NO_STRETCH}. {AGAIN}"),
        ("statements 2 vector", "AAA=A", "statements[2].vector", "it is not base64 ("),
        ("statements 2 vector", "AA==", "statements[2].vector", f"1 bytes are no values of two bytes each. {AGAIN}"),
        ("provenance options", 3, "provenance.options", "3 is not an object. Give an object, if only an empty one"),
        (
            "statements 2 method",
            "x" * 99,
            "statements[2].method",
            f"'{'x' * 58}… is not known. Give one of cue, headline",
        ),
    ],
)
def test_what_is_wrong_is_told(path: str, value: object, place: str, problem: str) -> None:
    data = contract()
    change(path, value)(data)
    with pytest.raises(ContractError) as error:
        reading_of(data)
    assert str(error.value).startswith(f"{place}: {problem}")


def test_statements_within_each_other_are_refused() -> None:
    data = contract()
    first, second = data["statements"][:2]
    first["parent"], second["parent"] = second["id"], first["id"]
    with pytest.raises(ContractError, match=r"statements\[0\]\.parent: the statement is within itself"):
        reading_of(data)


def test_other_values_are_no_readings() -> None:
    nothing: Any
    for nothing in (None, [], "reading", 7):
        with pytest.raises(ContractError, match=r"the reading: .* is not an object"):
            reading_of(nothing)


def test_bottomless_members_are_refused() -> None:
    data = contract()
    who = data["statements"][0]["resolution"]
    for _ in range(5000):
        who = {**who, "members": [who]}
    data["statements"][0]["resolution"] = who
    with pytest.raises(ContractError, match="the reading: it is nested too deeply"):
        reading_of(data)


def test_an_empty_document_comes_back() -> None:
    assert reading_of(to_contract(Reading(Document(""), ()))).document.text == ""
