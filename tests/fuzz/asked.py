"""What a record is asked for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import mkdtemp

from fuzz.sound import only_clear_errors
from fuzz.target import Parse

_FIELDS = ("text", "actor", "act", "stance", "issue", "recipient", "outlet", "quote_type", "since", "until", "sort")


def queries() -> Parse:
    """Fields of a query, a line each; a line ``name: value`` is the field of that name, any other one the words."""
    from onrecord.errors import OptionError
    from onrecord.store import Query, open_store
    from onrecord.store.rows.days import days_of
    from onrecord.store.rows.wording import folded, phrases_of, words_of
    from store.articles import article, said

    store = open_store(str(Path(mkdtemp(prefix="onrecord-fuzz-")) / "record.db"), create=True)
    with store.writing() as writer:
        for number in range(4):
            writer.add(article(number, outlet="Coastwire" if number % 2 else "The Courier"))
        writer.add(said("“NEAR the quay” is 100 % <b>shut</b>, AND* not open: don't, café no-fly zone"))
    everything = store.count(Query())

    def parse(data: bytes) -> None:
        text = re.sub("[\ud800-\udfff]", "?", data.decode("utf-8", "replace"))
        given: dict[str, object] = {}
        for line in text.split("\n"):
            name, colon, value = line.partition(": ")
            given |= {name: value} if colon and name in _FIELDS else {"text": line} if line else {}
            if name in ("page", "size") and value.isascii() and value.isdigit() and len(value) < 19:
                given[name] = int(value)
        with only_clear_errors():
            page = store.search(Query(**given))  # type: ignore[arg-type]
            assert len(page.hits) <= page.size
            assert page.total <= everything
            first = store.search(Query(**given | {"page": 1, "size": 1000}))  # type: ignore[arg-type]
            assert first.total == len(first.hits) == store.count(Query(**given))  # type: ignore[arg-type]
            for hit in page.hits:
                json.dumps(hit.snippet.text)
        for word in words_of(text):
            assert words_of(word) == [word], word
        for phrase in phrases_of(text):
            assert words_of(phrase)
        assert folded(folded(text)) == folded(text)
        days = days_of(text)
        assert days is None or days.first <= days.last
        try:
            checked = Query(**given).checked()  # type: ignore[arg-type]
        except OptionError:
            return
        assert checked.checked() == checked

    return parse
