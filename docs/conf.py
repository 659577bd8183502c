"""The site of the documentation: ``make docs`` builds it into ``site/``."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "_ext"), str(HERE.parent / "src")]

# Notebooks run the command and import the package of this folder, on one thread.
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
os.environ["PYTHONPATH"] = str(HERE.parent / "src")
os.environ["OMP_NUM_THREADS"] = "1"
os.environ.pop("ONRECORD_DB", None)

project = "onrecord"
author = "the onrecord authors"
copyright = "2026, the onrecord authors. Apache-2.0"
version = release = re.search(r'^version = "(.+)"', (HERE.parent / "pyproject.toml").read_text("utf-8"), re.M)[1]

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton", "pages"]
exclude_patterns = ["_ext", "generated/parts", "**.ipynb_checkpoints"]
needs_sphinx = "8.2"
#: Quotation marks are our subject: they stay as they are written.
smartquotes = False
nitpicky = True
#: Only what is ours has to be found: names of the standard library and of others would need the network.
nitpick_ignore_regex = [
    (r"py:.*", r"(?!onrecord\b).*"),
    (r"py:mod", r"onrecord\..*"),
    (r"py:(data|obj)", r"onrecord\.(export\.tables\.TABLES|codes\.T)"),
    (r"py:class", r"onrecord\..*\b(_\w+|T|Address|Clock|Fetches|Noted|Scorer|Party)"),
]
suppress_warnings = ["ref.python"]

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 240
nb_merge_streams = True
nb_mime_priority_overrides = [("html", "image/svg+xml", 0)]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
autodoc_default_options = {"members": True, "undoc-members": False, "show-inheritance": False}
autodoc_type_aliases = {"Entity": "onrecord.entity.Entity"}
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True
add_module_names = False
toc_object_entries = False

copybutton_prompt_text = r"\$ |>>> |\.\.\. "
copybutton_prompt_is_regexp = True
copybutton_only_copy_prompt_lines = True

html_theme = "furo"
html_title = "onrecord"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"

_SANS = '-apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, sans-serif'
_MONO = 'ui-monospace, "SFMono-Regular", Menlo, "Liberation Mono", monospace'
html_theme_options = {
    "navigation_with_keys": True,
    "light_css_variables": {
        "font-stack": _SANS,
        "font-stack--monospace": _MONO,
        "color-background-primary": "#fdfcf9",
        "color-background-secondary": "#f5f2eb",
        "color-background-hover": "#ebe6db",
        "color-background-border": "#dcd7cb",
        "color-foreground-primary": "#1c1b19",
        "color-foreground-secondary": "#5d5952",
        "color-foreground-muted": "#66615a",
        "color-foreground-border": "#8b867b",
        "color-brand-primary": "#1d4f80",
        "color-brand-content": "#1d4f80",
        "color-brand-visited": "#1d4f80",
        "color-code-background": "#f5f2eb",
        "color-inline-code-background": "#f5f2eb",
        "color-highlight-on-target": "#fbf1cf",
    },
    "dark_css_variables": {
        "color-background-primary": "#15171a",
        "color-background-secondary": "#1d2024",
        "color-background-hover": "#282c31",
        "color-background-border": "#34383e",
        "color-foreground-primary": "#e8e5de",
        "color-foreground-secondary": "#a9a59d",
        "color-foreground-muted": "#a9a59d",
        "color-foreground-border": "#6f7379",
        "color-brand-primary": "#9cc3ec",
        "color-brand-content": "#9cc3ec",
        "color-brand-visited": "#9cc3ec",
        "color-code-background": "#1d2024",
        "color-inline-code-background": "#1d2024",
        "color-highlight-on-target": "#3a331c",
    },
}
