"""The head that all HTML pages share."""

from __future__ import annotations


def page_head(title: str, style: str) -> str:
    """Return the beginning of a page, to the end of its head: no script, and nothing is fetched.

    Parameters
    ----------
    title : str
        As HTML, without the name of the software.
    style : str
        CSS, with a line break at its end.
    """
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{title} &#183; On record</title>
<style>
{style}</style>
</head>
"""
