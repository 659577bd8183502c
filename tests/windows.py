"""Windows of the browser, used again: to open one takes longer than most of what is looked at in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

Scheme = Literal["light", "dark"]


@dataclass
class Opened:
    """A page with what it asked for and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def asked(self, request: Request) -> None:
        """Note what the page asks for."""
        self.requests.append(request.url)

    def said(self, message: ConsoleMessage) -> None:
        """Note what the page writes to the console."""
        self.complaints.append(message.text)

    def failed(self, error: Error) -> None:
        """Note an error of a script."""
        self.complaints.append(str(error))


class Windows:
    """Windows with scripts and without; who has looked at one leaves it as if it were new."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[bool, list[Page]] = {True: [], False: []}
        self._taken: list[tuple[bool, Opened]] = []

    def open(self, url: str, scheme: Scheme, width: int, script: bool = True) -> Opened:
        """Open an address in a window of a given width and colour scheme, without movements that take time."""
        page = self._free[script].pop() if self._free[script] else self._new(script)
        page.set_viewport_size({"width": width, "height": 844 if width < 600 else 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        opened = Opened(page)
        self._taken.append((script, opened))
        page.on("request", opened.asked)
        page.on("console", opened.said)
        page.on("pageerror", opened.failed)
        page.goto(url)
        return opened

    def clear(self) -> None:
        """Take back the windows that are open, and make them forget what was done in them."""
        for script, opened in self._taken:
            page = opened.page
            if page.url.startswith("http"):
                page.evaluate("localStorage.clear()")
            page.goto("about:blank")
            page.remove_listener("request", opened.asked)
            page.remove_listener("console", opened.said)
            page.remove_listener("pageerror", opened.failed)
            page.context.clear_cookies()
            self._free[script].append(page)
        self._taken.clear()

    def _new(self, script: bool) -> Page:
        return self._browser.new_context(java_script_enabled=script).new_page()  # each with cookies of its own


def width_of(page: Page) -> int:
    """How wide the content is: more than the window where people would have to scroll sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


def widths_of(page: Page, *widths: int) -> tuple[int, ...]:
    """How wide the content is in windows of these widths."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found.append(width_of(page))
    return tuple(found)
