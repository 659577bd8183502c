"""The pages: one module a page, each with a ``router``, named here one a line."""

from __future__ import annotations

from importlib import import_module

from fastapi import APIRouter

PAGES = (
    "actors",
    "documents",
    "home",
    "login",
    "review",
    "search",
)
ROUTERS: tuple[APIRouter, ...] = tuple(import_module(f"{__name__}.{page}").router for page in PAGES)
