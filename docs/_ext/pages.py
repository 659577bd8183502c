"""Writes the pages that are made from the code into ``docs/generated``, which git ignores, before the site is built."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import commands
import errors
import evaluation
import figure
import http_api
import navigation
import project
from docutils.nodes import Text

if TYPE_CHECKING:
    from docutils.nodes import Element, document
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: What makes pages: each yields names of files and their text.
MAKERS = (commands.pages, errors.pages, evaluation.pages, figure.pages, http_api.pages, navigation.pages, project.pages)
#: Names of what the theme leaves without one, levels of headings, and code that can be scrolled by keyboard.
ACCESSIBLE = {
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="All pages">',
    '<aside class="toc-drawer">': '<aside class="toc-drawer" aria-label="On this page">',
    '<aside class="toc-drawer no-toc">': '<aside class="toc-drawer no-toc" aria-label="On this page">',
    'class="caption" role="heading">': 'class="caption" role="heading" aria-level="2">',
    "<pre>": '<pre tabindex="0">',
    '<th class="head"><p></p></th>': "<td></td>",
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
}


def write(folder: Path) -> None:
    """Write all pages; those that stay the same keep their time, so that only what changed is built again."""
    wanted = {folder / name: text for maker in MAKERS for name, text in maker()}
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
    for path in folder.rglob("*"):
        if path.is_file() and path not in wanted:
            path.unlink()


def _prepare(folder: Path) -> None:
    for left in (folder / "notebooks").glob("record.db*"):  # the notebooks make the record anew
        left.unlink()
    write(folder / "generated")


def found_elsewhere(app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: Element) -> Element | None:
    """Resolve a public name, such as ``onrecord.store.Store.writing``, to the object where it is defined."""
    target = node.get("reftarget", "")
    if node.get("refdomain") != "py" or not target.startswith("onrecord."):
        return None
    domain = env.get_domain("py")
    for parts in (2, 1):
        end = "." + ".".join(target.split(".")[-parts:])
        names = {name for name, *_ in domain.get_objects() if name.startswith("onrecord.") and name.endswith(end)}
        if len(names) == 1:
            return domain.resolve_xref(env, node["refdoc"], app.builder, node["reftype"], names.pop(), node, contnode)
    return None


def with_dashes(_: Sphinx, doctree: document) -> None:
    """Between a parameter and its meaning stands a dash; the rest keeps its ``--``, which begins options."""
    for text in list(doctree.findall(Text)):
        if text == " -- ":
            text.parent.replace(text, Text(" – "))


def finish(app: Sphinx, failed: Exception | None) -> None:
    """Add what the theme leaves out for those who do not see the page or use no mouse; put the API's file beside."""
    if failed is None:
        shutil.copy(Path(app.srcdir) / "openapi.json", app.outdir)
        for path in Path(app.outdir).rglob("*.html"):
            text = path.read_text("utf-8")
            for bare, full in ACCESSIBLE.items():
                text = text.replace(bare, full)
            path.write_text(text, "utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx when to write."""
    app.connect("builder-inited", lambda app: _prepare(Path(app.srcdir)))
    app.connect("missing-reference", found_elsewhere)
    app.connect("doctree-read", with_dashes)
    app.connect("build-finished", finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
