"""The record that the application was started with, for pages and API alike.

What only reads sees the record as it is at one moment, however much it asks: nothing that it has found is gone, or
another thing, when it asks for more of it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

from onrecord.serve.remembering import Memory
from onrecord.serve.settings import Settings
from onrecord.store import Store
from onrecord.store.moment import Moment

#: Methods that change nothing.
_READING = frozenset({"GET", "HEAD"})


async def record_of(request: Request) -> AsyncIterator[Store]:
    """Yield the record of the application, until the answer is made."""
    store: Store = request.app.state.store
    if request.method not in _READING:
        yield store
        return
    with Moment(store) as seen:
        yield seen


def settings_of(request: Request) -> Settings:
    """Return what the application was started with."""
    settings: Settings = request.app.state.settings
    return settings


Record = Annotated[Store, Depends(record_of, scope="function")]


def memory_of(request: Request, store: Record) -> Memory:
    """Return what was counted of the record before, for who sees it as it is now."""
    memory: Memory = request.app.state.memory
    return memory.at(store)


Given = Annotated[Settings, Depends(settings_of)]
Remembered = Annotated[Memory, Depends(memory_of)]
