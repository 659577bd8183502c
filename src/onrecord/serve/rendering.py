"""Pages from templates: everything that a record holds is escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
templates = Jinja2Templates(env=_environment)


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """Render a template as a page.

    Parameters
    ----------
    template : str
        Name of a file of ``templates/``.
    """
    return templates.TemplateResponse(request, template, values, status_code=status)
