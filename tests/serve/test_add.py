from __future__ import annotations

import pytest

from accessibility import violations
from windows import width_of


@pytest.mark.parametrize("script", [True, False])
def test_a_pasted_text_is_added_and_its_result_shown(visit, own_server, script):
    opened = visit("/add", at=own_server, script=script, width=390)
    if script:
        assert violations(opened.page) == []
    if script:
        assert width_of(opened.page) == 390
    opened.page.fill("#f-text", "“The toll stays,” said Harbour Master Lena Oskar on Monday.")
    opened.page.fill("#f-title", "Toll <b>stays</b>")
    opened.page.click("form.add button")
    link = opened.page.locator("#job a", has_text="Toll <b>stays</b>")
    link.wait_for(timeout=30_000)
    if script:
        assert violations(opened.page) == []
    assert opened.complaints == []
