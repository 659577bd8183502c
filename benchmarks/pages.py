"""Web pages as a crawl has them: an article between scripts, menus, teasers and comments, in WARC archives (gzip)."""

from __future__ import annotations

import gzip
import html
import random
from collections.abc import Sequence

#: Bytes of scripts in a page, about; half as much is in menus, teasers and comments.
AROUND = 40_000
_WORDS = "harbour council ferry budget season market winter school border river museum league energy bridge".split()


def page(text: str, number: int) -> bytes:
    """One page: the first line of the text as its title, each other line as a paragraph."""
    title, *lines = [html.escape(line) for line in text.splitlines() if line.strip()] or ["Untitled"]
    rng = random.Random(number)
    body = "".join(f"<p>{line}</p>\n" for line in lines)
    head = (
        f"<title>{title} | The Crawled Gazette</title><meta property='og:title' content=\"{title}\">"
        f"<meta property='article:published_time' content='2016-05-{1 + number % 28:02}T08:00:00Z'>"
    )
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}{_scripts(rng)}</head><body>"
        f"<header><nav><ul>{_links(rng, 60)}</ul></nav></header>"
        f"<main><article><h1>{title}</h1><p class='byline'>By Ada Vennick</p>{body}</article>"
        f"<aside><h2>Most read</h2><ol>{_links(rng, 20)}</ol></aside>{_comments(rng)}</main>"
        f"<footer><ul>{_links(rng, 40)}</ul></footer>{_scripts(rng)}</body></html>"
    ).encode()


def archive(pages: Sequence[bytes]) -> bytes:
    """A WARC archive of pages, each record a gzip member of its own, as in CC-NEWS."""
    return b"".join(gzip.compress(_record(content, number), 6) for number, content in enumerate(pages))


def _record(content: bytes, number: int) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + content
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: https://gazette.example/{number}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        "WARC-Date: 2016-06-01T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def _scripts(rng: random.Random) -> str:
    values = ",".join(f'"k{rng.randrange(10**6)}":{rng.random():.6f}' for _ in range(AROUND // 80))
    return f"<script>window.settings={{{values}}};</script><style>.a{{color:#333}}</style>"


def _links(rng: random.Random, count: int) -> str:
    named = (" ".join(rng.choices(_WORDS, k=6)) for _ in range(count))
    return "".join(f"<li><a href='/news/{rng.randrange(10**6)}'>{name.capitalize()}</a></li>" for name in named)


def _comments(rng: random.Random) -> str:
    said = (" ".join(rng.choices(_WORDS, k=25)) for _ in range(15))
    told = "".join(f"<div class='comment'><b>reader{rng.randrange(999)}</b><p>{text}</p></div>" for text in said)
    return f"<section id='comments' class='comments'><h2>Comments</h2>{told}</section>"
