"""The articles: a list of them, and the reader of one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from onrecord.errors import OptionError
from onrecord.export import renderer
from onrecord.serve.asked import FORMS, download
from onrecord.serve.decided import in_document
from onrecord.serve.problems import RefusedError
from onrecord.serve.reading import read_of, target_rules
from onrecord.serve.record import Record
from onrecord.serve.rendering import page
from onrecord.statement import Reading
from onrecord.store.asking.articles import Article, Wanted, articles_of, every_article, outlets_of
from onrecord.store.records import PastReading, StoredDocument
from onrecord.store.rows.days import days_of

router = APIRouter(include_in_schema=False)
#: Formats of one article: what they are called, their kind, the end of the file's name.
FORMATS = {
    "json": ("JSON", "application/json", "json"),
    "csv": ("CSV", "text/csv; charset=utf-8", "csv"),
    "html": ("HTML", "text/html; charset=utf-8", "html"),
    "webannotation": ("Web annotations", "application/ld+json", "jsonld"),
}
LISTED = ("document", "title", "outlet", "published", "url", "language", "statements", "added_at")
_FILTERS = ("title", "outlet", "since", "until")
#: Statements that the style of targets reaches.
_MOST = 2000
#: Largest number that a database takes for a key.
_LARGEST = 2**62


@router.get("/documents")
def documents(request: Request, store: Record) -> Response:
    """Show a page of the articles, the newest first, or send all of them as a file."""
    asked = request.query_params
    given = {name: asked[name].strip()[:1000] for name in _FILTERS if asked.get(name, "").strip()}
    number, form = asked.get("page", "1"), asked.get("format")
    problem = _problem(given, number, form)
    with store.connection() as connection:
        if form and not problem:
            return _listed(form, every_article(connection, Wanted(**given)))
        outlets = outlets_of(connection)
        found = None if problem else articles_of(connection, Wanted(**given), int(number))
    status = 422 if problem else 200
    return page(request, "documents.html", status, given=given, found=found, outlets=outlets, problem=problem)


def _problem(given: dict[str, str], number: str, form: str | None) -> str | None:
    if form and form not in FORMS:
        return f"format {form[:40]!r} is not known. Use one of: {', '.join(FORMS)}"
    for name in ("since", "until"):
        if name in given and days_of(given[name]) is None:
            return f"{name} {given[name]!r} is no date. Write 2031-06-17, 2031-06 or 2031"
    if not number.isascii() or not number.isdigit() or not 0 < int(number[:9]) <= 1_000_000 or len(number) > 9:
        return f"page {number!r} does not exist. Pages count from 1"
    return None


def _listed(form: str, found: Iterable[Article]) -> Response:
    """Send articles as a file, without their texts."""
    rows = [listed_row(one) for one in found]
    told = [dict(zip(LISTED, row, strict=True)) for row in rows]
    return download(form, "articles", {"total": len(told), "articles": told}, (LISTED, rows))


def listed_row(article: Article) -> tuple[str | int | None, ...]:
    """Return what is told of an article in a list, as :data:`LISTED` names it."""
    one, statements = article
    return one.key, one.title, one.outlet, one.published, one.url, one.language, statements, one.added_at


@router.get("/documents/marks-{count:int}.css")
def marks(count: Annotated[int, Path(le=_MOST)]) -> Response:
    """Send the style by which a statement that a link leads to stands out, for as many as an article has."""
    kept = {"Cache-Control": "public, max-age=86400"}
    return Response(target_rules(count), media_type="text/css", headers=kept)


@router.get("/documents/{key:int}")
def document(request: Request, store: Record, key: int) -> Response:
    """Show an article with its statements, or send it in one of the formats."""
    stored = store.document(key) if key < _LARGEST else None
    if stored is None:
        raise RefusedError(404, f"there is no article {str(key)[:20]} in this record", "See the list of articles")
    past = store.past(key)
    earlier = _earlier(past, request.query_params.get("reading"))
    reading = store.reading(key) if earlier is None else earlier.reading
    form = request.query_params.get("format")
    if form is not None:
        return _file(reading, key, form)
    framing = request.query_params.get("framing") == "1"
    read = read_of(reading, framing=framing)
    return page(
        request,
        "document.html",
        stored=stored,
        document=reading.document,
        provenance=reading.provenance,
        has_framing=bool(reading.framing),
        framing=framing,
        read=read,
        styled=min(len(read.items), _MOST),
        decided={} if earlier else in_document(store.decisions(document=key)),
        versions=store.versions(stored.url) if stored.url else [],
        past=past,
        earlier=earlier,
        around=_title(reading, stored),
        formats={name: told[0] for name, told in FORMATS.items()},
        given={name: value for name, value in request.query_params.items() if name in ("framing", "reading")},
    )


def _title(reading: Reading, stored: StoredDocument) -> str:
    text = reading.document.text
    headline = next((block.span.of(text) for block in reading.document.blocks if block.kind == "headline"), None)
    return (headline or stored.title or "Untitled article").strip()


def _earlier(past: list[PastReading], wanted: str | None) -> PastReading | None:
    if wanted is None:
        return None
    for one in past:
        if str(one.key) == wanted:
            return one
    raise RefusedError(404, f"this article has no earlier reading {wanted[:20]!r}", "Choose one below the article")


def _file(reading: Reading, key: int, form: str) -> Response:
    if form not in FORMATS:
        raise OptionError(f"format {form!r} is not known. Use one of: {', '.join(FORMATS)}")
    _, kind, end = FORMATS[form]
    name = f'attachment; filename="article-{key}.{end}"'
    whole = "".join(renderer(form)([reading])).encode("utf-8", "replace")
    return Response(whole, media_type=kind, headers={"Content-Disposition": name})
