"""The record that the application was started with, for pages and API alike."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from onrecord.serve.settings import Settings
from onrecord.store import Store


def record_of(request: Request) -> Store:
    """Return the record of the application."""
    store: Store = request.app.state.store
    return store


def settings_of(request: Request) -> Settings:
    """Return what the application was started with."""
    settings: Settings = request.app.state.settings
    return settings


Record = Annotated[Store, Depends(record_of)]
Given = Annotated[Settings, Depends(settings_of)]
