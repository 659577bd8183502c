"""The record's codebook as people change it."""

from __future__ import annotations

import pytest

from onrecord.codebook import Entry
from onrecord.errors import OptionError
from onrecord.review.codebook import (
    checked,
    earlier,
    joined,
    keep_codebook,
    own_codebook,
    restore_codebook,
    scanned,
    with_entry,
    without_entry,
)
from onrecord.store import Store

PASSAGE = Entry("passage", "Passage", ("right of way",))
TOLL = Entry("toll", "The toll", ("levy on ships",), ("lifting the toll",), "passage", ("The toll is unlawful.",))
CHECKS = Entry("checks", "Ship inspections", ("transit checks", "Levy on ships"), (), "toll")
BOOK = [PASSAGE, TOLL, CHECKS]


def test_an_entry_is_put_in_place_and_a_new_id_is_followed() -> None:
    changed = with_entry(BOOK, Entry("levy", "Levy"), "toll")
    assert [one.id for one in changed] == ["passage", "levy", "checks"]
    assert changed[2].parent == "levy"
    assert with_entry(BOOK, Entry("fish", "Fishing"), None)[-1].id == "fish"


def test_what_was_narrower_comes_under_what_was_wider() -> None:
    assert [(one.id, one.parent) for one in without_entry(BOOK, "toll")] == [("passage", None), ("checks", "passage")]


def test_a_merged_issue_brings_its_words_each_once() -> None:
    merged = joined(BOOK, "checks", "toll")
    assert [one.id for one in merged] == ["passage", "toll"]
    assert merged[1].aliases == ("levy on ships", "Ship inspections", "transit checks")
    upward = joined(BOOK, "toll", "checks")
    assert [(one.id, one.parent) for one in upward] == [("passage", None), ("checks", "passage")]
    for entries in (merged, upward):
        assert checked(entries).problems == ()
    for pair in (("toll", "toll"), ("toll", "nowhere")):
        with pytest.raises(OptionError, match="not two issues"):
            joined(BOOK, *pair)


def test_a_codebook_is_kept_with_the_one_before(store: Store) -> None:
    assert own_codebook(store).entries == ()
    keep_codebook(store, BOOK, " Ada ", "imported")
    keep_codebook(store, BOOK[:1], "Bo", "removed The toll")
    assert own_codebook(store).entries == (PASSAGE,)
    (before,) = earlier(store)
    assert (before.what, before.by, before.codebook.entries) == ("removed The toll", "Bo", tuple(BOOK))
    restore_codebook(store, before.decision, "Ada")
    assert own_codebook(store).entries == tuple(BOOK)
    assert [one.codebook.entries for one in earlier(store)] == [(PASSAGE,), tuple(BOOK)]
    assert store.check() == []


def test_what_cannot_be_read_with_is_not_kept(store: Store) -> None:
    for entries in ([TOLL], [PASSAGE, Entry("passage", "Twice")], [Entry("", "")], [Entry("open:x", "Open")]):
        with pytest.raises(OptionError):
            keep_codebook(store, entries, "Ada", "changed")
    with pytest.raises(OptionError, match="nobody is named"):
        keep_codebook(store, BOOK, " ", "changed")
    with pytest.raises(OptionError, match="no earlier codebook"):
        restore_codebook(store, 1, "Ada")
    assert store.codebook() is None


def test_a_text_is_read_by_the_ending_of_its_name() -> None:
    assert [one.id for one in scanned("id;label\ntoll;The toll\n", "mine.csv").codebook.entries] == ["toll"]
    assert scanned("\x00", "../../etc/mine.toml").problems
