"""Forms as a browser sends them: with the token of the page that they stand on."""

from __future__ import annotations

import re
from html import unescape

from fastapi.testclient import TestClient

_TOKEN = re.compile(r'name="csrf" value="([^"]*)"')
_FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def send(client: TestClient, path: str, page: str, *, files: dict[str, object] | None = None, **fields: object):
    """Send a form of a page and return the answer, without following it elsewhere."""
    found = _TOKEN.search(client.get(page).text)
    assert found is not None, f"{page} has no form"
    data = {"csrf": found[1], **fields}
    return client.post(path, data=data, files=files, follow_redirects=False)


def hidden(text: str, action: str) -> dict[str, str]:
    """Return the hidden fields of the first form that goes to an address."""
    form = text.split(f'action="{action}"', 1)[1].split("</form>", 1)[0]
    return {name: unescape(value) for name, value in _FIELD.findall(form)}
