"""What all tests share: one thread for products of matrices, files in memory, databases, one real browser.

The browser is Debian's Chromium, steered over a pipe, so that no socket is needed.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is imported, as the command has it
# tests start hundreds of processes: each would compile the package anew if none kept what it compiled
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.testing
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from databases import LONG, database, empty, postgres, store
from together import Together
from windows import Windows

__all__ = ["database", "empty", "postgres", "store"]

_NAMES = ("chromium", "chromium-browser", "google-chrome")
#: Where Linux keeps files in memory, and the bytes that have to be free there: a run leaves about 1 GB at most.
_MEMORY, _FREE = Path("/dev/shm"), 4 << 30  # noqa: S108 (pytest makes folders of its own in it)


def pytest_configure() -> None:
    """Let tests write to memory where there is room: a record waits for the disk at each commit, on some for long.

    The command line is built once, too: that takes longer than most of what tests ask of it. Where a test does not say
    how many examples it takes, they are few.
    """
    settings.register_profile("onrecord", max_examples=200 if LONG else 30)
    settings.load_profile("onrecord")
    typer.testing._get_command = cache(typer.testing._get_command)
    if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _FREE:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together | None:
    """Let tests that share something be run by one process."""
    return Together(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        reason = "there is no browser. Install one: apt-get install chromium"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def all_windows(browser: Browser) -> Windows:
    """The windows that this process has opened."""
    return Windows(browser)


@pytest.fixture
def windows(all_windows: Windows) -> Iterator[Windows]:
    """Windows of the browser, for one test."""
    yield all_windows
    all_windows.clear()
