"""Pages from templates: everything that a record holds is escaped.

``page`` is the one way to render. What templates can use beside the values of the page: the filters and functions
below, the macros of ``templates/macros/``, and ``request``. How to build a page with them says ``docs/web.md``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from onrecord.codes import QUADS
from onrecord.document import Span
from onrecord.export.codings import date_words
from onrecord.export.sources import country_name
from onrecord.export.words import one_line, shorten, writable
from onrecord.serve import navigation
from onrecord.serve.remembering import Memory
from onrecord.store.records import StoredStatement

STATIC = Path(__file__).parent / "static"
QUAD_WORDS = (
    "neither cooperation nor conflict",
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
)
_UNNAMED = re.compile(r"unnamed:\s*|unknown$")
_ISO = re.compile(r"\d{4}(-\d\d){0,2}$")
#: Longest words of a condition on a card.
_LONGEST = 70
_WEB = re.compile(r"https?://", re.IGNORECASE)


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """Render a template as a page.

    Parameters
    ----------
    template : str
        Name of a file of ``templates/``.
    """
    values = {"pages": request.app.state.pages, "here": request.url.path, "status": status, **values}
    return templates.TemplateResponse(request, template, values, status_code=status)


def drawn_once(handler: Callable[..., Response]) -> Callable[..., Response]:
    """Let a page be drawn once for all who see the same, until the record changes; files are made anew.

    For handlers that take ``request`` and ``memory``, of pages that show nothing but the record and what the address
    asks for: no names of who reviews, no jobs.
    """

    @wraps(handler)
    def drawing(*, request: Request, memory: Memory, **others: Any) -> Response:
        def drawn() -> tuple[int, bytes]:
            made = handler(request=request, memory=memory, **others)
            if not isinstance(made, HTMLResponse):
                raise AssertionError(made)
            return made.status_code, bytes(made.body)

        if request.query_params.get("format", "").strip():
            return handler(request=request, memory=memory, **others)
        seen = str(request.url), request.state.form_token, request.state.person
        status, body = memory.of_page(seen, drawn)
        return HTMLResponse(body, status)

    return drawing


def date(value: str | None) -> Markup:
    """Return a day, month or year in words, with the date itself for programs; a dash where there is none.

    >>> date("2031-06-17T09:30Z")
    Markup('<time datetime="2031-06-17">17 June 2031</time>')
    """
    if not value:
        return Markup('<span class="missing">no date</span>')
    iso, words = value[:10], date_words(value)
    if _ISO.match(iso) and words != value:
        return Markup('<time datetime="{}">{}</time>').format(iso, words)
    return escape(words)


def days(first: str | None, last: str | None) -> Markup:
    """Return a stretch of time; one day where both are the same.

    >>> days("2031-06-17", "2031-06-17") == date("2031-06-17")
    True
    """
    if not first or not last or first == last:
        return date(first or last)
    return Markup("{}&#8202;–&#8202;{}").format(date(first), date(last))


def number(value: float | None, digits: int = 0) -> str:
    """Return a number with separators; a dash for None.

    >>> number(12345), number(0.876, 2), number(None)
    ('12,345', '0.88', '–')
    """
    return "–" if value is None else f"{value:,.{digits}f}"


def percent(value: float | None) -> str:
    r"""Return a share as a percentage; a dash for None.

    >>> percent(0.256)
    '26\xa0%'
    """
    return "–" if value is None else f"{100 * value:.0f}\N{NO-BREAK SPACE}%"


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun.

    >>> plural(1, "statement"), plural(1200, "statement"), plural(2, "country", "countries")
    ('1 statement', '1,200 statements', '2 countries')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def words(value: str) -> str:
    """Return a name of a program as words.

    >>> words("in_return")
    'in return'
    """
    return value.replace("_", " ")


def marked(text: str, marks: Sequence[tuple[int, int]] = ()) -> Markup:
    """Return a text with ``<mark>`` around stretches of it.

    >>> marked("a <b> c", [(2, 5)])
    Markup('a <mark>&lt;b&gt;</mark> c')
    """
    pieces, end = [], 0
    for begin, stop in marks:
        pieces += [escape(shown(text[end:begin])), Markup("<mark>{}</mark>").format(shown(text[begin:stop]))]
        end = stop
    return Markup("").join([*pieces, escape(shown(text[end:]))])


def within(found: StoredStatement, span: Span) -> str:
    """Return the words at a place of the article, as far as they stand in the content of a statement."""
    for whole, piece in zip(found.statement.attribution.content, found.pieces, strict=True):
        if whole.start <= span.start and span.end <= whole.end:
            return shorten(one_line(piece[span.start - whole.start : span.end - whole.start]), _LONGEST)
    return ""


def shown(text: str) -> str:
    """Return a text without the characters that no page may have."""
    return writable(text)


def unnamed(name: str) -> bool:
    """Tell whether a resolved name names nobody.

    >>> unnamed("unnamed: Karvethi officials"), unnamed("Ada Vennick")
    (True, False)
    """
    return _UNNAMED.match(name) is not None


def called(name: str) -> str:
    """Return a resolved name as people would say it.

    >>> called("unnamed: Karvethi officials"), called("unknown"), called("Ada Vennick")
    ('Karvethi officials', 'source unknown', 'Ada Vennick')
    """
    return shown(_UNNAMED.sub("", name) or "source unknown")


def web(url: str | None) -> str | None:
    """Return an address if it is one of the web: others can run things."""
    return url if url and _WEB.match(url) else None


def without(values: Mapping[str, Any], *names: str, **changed: Any) -> str:
    """Return the query part of an address: ``values`` but for ``names``, with others changed.

    >>> without({"actor": "Vennick", "page": 3}, "page", stance="oppose")
    '?actor=Vennick&stance=oppose'
    """
    kept = {name: value for name, value in values.items() if name not in names} | changed
    return navigation.with_values("", kept) or "?"


@pass_context
def csrf_field(context: Context) -> Markup:
    """Return the hidden field that every form with ``method="post"`` has: it shows that the form is ours."""
    token = context["request"].state.form_token
    return Markup('<input type="hidden" name="csrf" value="{}">').format(token)


@cache
def static(name: str) -> str:
    """Return the address of a file of ``static/``, another one whenever the file is."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:12]}"


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # it would look at every file for each page
    )
    made.filters |= {
        "called": called,
        "country": country_name,
        "date": date,
        "marked": marked,
        "number": number,
        "percent": percent,
        "shown": shown,
        "web": web,
        "words": words,
    }
    made.globals |= {
        "csrf_field": csrf_field,
        "days": days,
        "is_here": navigation.is_here,
        "plural": plural,
        "quad_words": QUAD_WORDS,
        "quads": QUADS,
        "reader": navigation.reader,
        "search": navigation.search,
        "static": static,
        "unnamed": unnamed,
        "version": version("onrecord"),
        "with_values": navigation.with_values,
        "within": within,
        "without": without,
    }
    return made


templates = Jinja2Templates(env=_environment())
