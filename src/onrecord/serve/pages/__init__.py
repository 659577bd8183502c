"""The pages: one module a page, each with a ``router``, named here one a line."""

from __future__ import annotations

from importlib import import_module

from fastapi import APIRouter

PAGES = (
    "add",
    "merge",  # before actors, whose addresses take any path
    "about",
    "actors",
    "changes",
    "codebook",
    "compare",
    "conditions",
    "diff",
    "documents",
    "history",
    "home",
    "issues",
    "login",
    "network",
    "outlets",
    "positions",
    "review",
    "sample",
    "search",
)
ROUTERS: tuple[APIRouter, ...] = tuple(import_module(f"{__name__}.{page}").router for page in PAGES)
