"""He and she who have no name."""

from __future__ import annotations

import pytest

from resolve.article import last_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A quartermaster sold tubes to men [he] knew.", "unnamed: quartermaster"),
        ("One of the survivors left. [He] said no.", "unnamed: survivors"),
        ("A woman left the quay. [She] said no.", "unnamed: woman"),
        ("Anna Quell left. A woman saw it. It rained. [She] said no.", "Anna Quell"),
        ("The inspector opened an inquiry, though [he] said no.", "unnamed: inspector"),
        ("The gunman opened the gates, but [she] said no.", "unknown"),
        ("The auditor opened an inquiry, but [she] said no.", "unnamed: auditor"),
        # told by name to be one; nothing goes on with the same subject
        ("[Inspector Ada Quell] left. The inspector opened an inquiry, though [she] said no.", "Ada Quell"),
        ("The inspector opened an inquiry. [He] said no.", "unknown"),
        # another gender, somebody named beside them, a thing, whose it is
        ("A woman left the quay. [He] said no.", "unknown"),
        ("A judge freed Jonas Brandt after [he] said no.", "Jonas Brandt"),
        ("Jonas Brandt left. A boat saw it. [He] said no.", "Jonas Brandt"),
        ("Jonas Brandt left. A minister’s boat saw it. [He] said no.", "Jonas Brandt"),
        # who speaks is known to the ranker
        ("[A woman] left the quay. [She] said no.", "unnamed: woman"),
    ],
)
def test_he_and_she_without_a_name(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # who has spoken last, without a name
        ("[A cashier] said no. “It is late,” [the woman] said.", "unnamed: cashier"),
        ("[One of the passengers] said no. “It is late,” [she] said.", "unnamed: passengers"),
        # too long ago, of the other gender, several, somebody by name since
        ("[A cashier] said no. It rained. It snowed. [The woman] said it again.", "unnamed: woman"),
        ("[A fisherman] said no. [The woman] said it again.", "unnamed: woman"),
        ("[Two cashiers] said no. [The woman] said it again.", "unnamed: woman"),
        ("[You] remember it. “It is late,” [he] said.", "unknown"),
        ("[One of the passengers] said no. Minister Mara Quell left. “It is late,” [she] said.", "Mara Quell"),
    ],
)
def test_who_spoke_last(text: str, name: str) -> None:
    assert last_name(text) == name
