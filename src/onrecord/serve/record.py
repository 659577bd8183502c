"""The record that the application was started with, for pages and API alike."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from onrecord.serve.remembering import Memory
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


def memory_of(request: Request) -> Memory:
    """Return what was counted of the record before."""
    memory: Memory = request.app.state.memory
    return memory


Record = Annotated[Store, Depends(record_of)]
Given = Annotated[Settings, Depends(settings_of)]
Remembered = Annotated[Memory, Depends(memory_of)]
