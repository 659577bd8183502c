"""The resources of the HTTP API and what they take and give, made from ``docs/openapi.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from writing import code, prose, table

DESCRIPTION = Path(__file__).parents[1] / "openapi.json"


def pages() -> Iterator[tuple[str, str]]:
    """A page of resources, and one of the objects that they take and give."""
    api = json.loads(DESCRIPTION.read_text("utf-8"))
    yield "http.md", _resources(api)
    yield "http-objects.md", _objects(api)


def _resources(api: dict[str, Any]) -> str:
    lines = [
        "# HTTP resources\n",
        "Every resource of the API, made from [openapi.json](../openapi.json). How lists, problems and tokens work is\n"
        "told in [The API](../api.md); what is in the [objects](http-objects.md) stands on a page of its own.\n",
    ]
    told = {tag["name"]: tag["description"] for tag in api["tags"]}
    for tag, says in told.items():
        lines += [f"## {tag.capitalize()}\n", prose(says) + "\n"]
        for path, operations in api["paths"].items():
            for method, operation in operations.items():
                if tag in operation["tags"]:
                    lines += _operation(method, path, operation)
    return "\n".join(lines)


def _operation(method: str, path: str, operation: dict[str, Any]) -> list[str]:
    lines = [f"### {method.upper()} {code(path)}\n", prose(operation.get("description", operation["summary"])) + "\n"]
    if given := operation.get("parameters"):
        rows = [
            (code(one["name"]), one["in"], _type(one["schema"]), prose(one.get("description", "")), _default(one))
            for one in given
        ]
        lines.append(table(("parameter", "in", "type", "meaning", "default"), rows))
    if body := operation.get("requestBody"):
        lines.append("Body: " + _media(body["content"]) + "\n")
    answers = operation["responses"]
    good = [
        f"{status}: {_media(answers[status]['content'])}"
        for status in answers
        if "content" in answers[status] and status[0] == "2"
    ]
    bad = ", ".join(status for status in sorted(answers) if status[0] in "45")
    lines.append(f"Answers {'; '.join(good) or 'with nothing'}. Problems: {bad}.\n")
    return lines


def _media(content: dict[str, Any]) -> str:
    return ", ".join(
        f"{code(kind)}" + (f" {_type(given['schema'])}" if given.get("schema") else "")
        for kind, given in content.items()
    )


def _default(parameter: dict[str, Any]) -> str:
    if parameter.get("required"):
        return "required"
    value = parameter["schema"].get("default")
    return "" if value is None else code(str(value))


def _objects(api: dict[str, Any]) -> str:
    lines = [
        "# HTTP objects\n",
        "The objects that [the resources](http.md) take and give. A value that can be null is there all the same.\n",
    ]
    for name, schema in sorted(api["components"]["schemas"].items()):
        lines += [f"({_anchor(name)})=\n## {_called(name)}\n"]
        if says := schema.get("description"):
            lines.append(prose(says.partition("\n\n")[0]) + "\n")
        if values := schema.get("enum"):
            lines.append("One of " + ", ".join(code(str(v)) for v in values) + ".\n")
        if fields := schema.get("properties"):
            required = schema.get("required", ())
            rows = [
                (
                    code(field) + ("" if field in required else " <small>optional</small>"),
                    _type(own),
                    prose(own.get("description", "")),
                )
                for field, own in fields.items()
            ]
            lines.append(table(("key", "type", "meaning"), rows))
    return "\n".join(lines)


def _anchor(name: str) -> str:
    return f"http-{name.lower().strip('_').replace('_', '-')}"


def _called(name: str) -> str:
    """``Listed_Actor_`` is a page of actors."""
    return f"List of {name[7:-1]}" if name.startswith("Listed_") else name


def _type(schema: dict[str, Any]) -> str:
    if ref := schema.get("$ref"):
        name = ref.rpartition("/")[2]
        return f"[{_called(name)}](#{_anchor(name)})"
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        return " or ".join(dict.fromkeys(map(_type, choices)))
    if values := schema.get("enum") or ([schema["const"]] if "const" in schema else []):
        return ", ".join(code(str(value)) for value in values)
    kind, more = str(schema.get("type", "any")), schema.get("additionalProperties")
    if kind == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return f"object of {_type(more)}" if kind == "object" and isinstance(more, dict) else kind
