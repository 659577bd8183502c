"""The pages of the documentation name all that there is, and lead to each other."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from docs.examples import DOCS, ROOT, fits, pages
from onrecord import errors, floors

FIGURES = json.loads((DOCS / "figures" / "evaluation.json").read_text("utf-8"))
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


@pytest.fixture(scope="module", autouse=True)
def makers() -> Iterator[None]:
    """What makes pages is imported as Sphinx does."""
    sys.path.insert(0, str(DOCS / "_ext"))
    yield
    sys.path.remove(str(DOCS / "_ext"))


def maker(name: str) -> ModuleType:
    return importlib.import_module(name)


def test_every_error_with_what_to_do() -> None:
    listed = re.findall(r"^\| (?:↳ )*`(\w+)` \| .+ \| .+ \|$", (DOCS / "errors.md").read_text("utf-8"), re.MULTILINE)
    known = [name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, Exception)]
    assert sorted(listed) == sorted(known)


def test_every_command_with_its_options_and_exit_codes() -> None:
    made = dict(maker("commands").pages())
    for name, command in maker("commands").commands().items():
        page = made[f"commands/{name}.md"]
        for sub, part in maker("commands").parts(command):
            assert f"onrecord {name} {sub}".rstrip() in page
            options = [option for param in part.params for option in param.opts if option.startswith("--")]
            assert [option for option in options if f"`{option}`" not in page and option != "--help"] == []
        assert "Exit codes" in page and "\x08" not in page, name


def test_a_command_without_a_place_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maker("commands"), "GROUPS", {"Reading": ("read",)})
    with pytest.raises(ValueError, match="commands without a group: actors"):
        list(maker("commands").pages())


def test_every_resource_and_object_of_the_api() -> None:
    made = dict(maker("http_api").pages())
    api = json.loads((DOCS / "openapi.json").read_text("utf-8"))
    for path, operations in api["paths"].items():
        assert all(f"### {method.upper()} `{path}`\n" in made["http.md"] for method in operations)
    linked = set(re.findall(r"\]\(#(http-[\w-]+)\)", "".join(made.values())))
    anchors = set(re.findall(r"^\((http-[\w-]+)\)=$", made["http-objects.md"], re.MULTILINE))
    assert linked <= anchors and len(anchors) == len(api["components"]["schemas"])


def test_figures_are_well_formed_and_not_below_the_floors() -> None:
    tables = dict(maker("evaluation").pages())
    for name, text in tables.items():
        lines = text.strip().splitlines()
        assert len(lines) > 3 and len({line.replace("\\|", "").count("|") for line in lines}) == 1, name
    pinned = floors.load(ROOT / "tests" / "floors.json")
    rows = {"source": "source exact", "cue": "cue exact", "content": "content exact", "linked": "linked"}
    shown = {
        corpus: {key: round(found[row]["f1"], 1) for key, row in rows.items()}
        for corpus, found in FIGURES.items()
        if "linked" in found
    }
    held = {corpus: {key: value for key, value in own.items() if key in rows} for corpus, own in pinned.items()}
    assert floors.below(held, shown) == [], "measure anew: make docs-figures"


def test_the_picture_has_all_parts_of_both_statements() -> None:
    found = maker("figure").reading_of()
    drawn = maker("figure").picture(found, "wide")
    for label in ("source", "cue", "content", "condition: after", "nested source", "nested cue", "nested content"):
        assert f">{label}<" in drawn
    assert all(word in maker("figure").codes(found) for word in ("AGREE", "conditional", "Lucan Estravelle"))


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "ARCHITECTURE.md"], ids=lambda page: page.name)
def test_links_of_the_repository_lead_somewhere(page: Path) -> None:
    missing = [link for link in _LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()]
    assert missing == []


def test_every_page_begins_with_its_title() -> None:
    assert [str(page) for page in pages() if not page.read_text("utf-8").startswith("# ")] == []


@pytest.mark.parametrize(
    ("said", "printed", "right"),
    [
        ("read 61 · failed 0", "read 61 · failed 0", True),
        ("read 61 · failed 0", "read 61 · failed 1", False),
        ("score 0.91", "score  0.97", True),
        ("score 0.91", "score 0.71", False),
        ("1,276 statements", "1,290 statements", True),
        ("SQLite …\nsize …", "SQLite 3.40\nsize 2.3 MB", True),
        ("first\n…\nlast", "first\nsecond\nthird\nlast", True),
        ("first\n…\nlast", "first\nsecond", False),
        ("", "something", False),
    ],
)
def test_what_is_printed_is_held_against_the_page(said: str, printed: str, right: bool) -> None:
    assert fits(said, printed) is right
