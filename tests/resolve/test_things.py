"""Names of one word that are no person's."""

from __future__ import annotations

import pytest

from onrecord.ingest import document_from_text
from onrecord.resolve import Registry
from onrecord.resolve.cast.things import things
from onrecord.resolve.names.mentions import page_of
from resolve.article import HEADLINE


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("They know that Quessel will consider itself free.", {"quessel"}),
        ("The envoy of Quessel said the port itself is open.", set()),
        # which
        ("Quessel, which signed first, waits.", {"quessel"}),
        ("A book on Quessel, which sold well, is out.", set()),
        ("Quessel, who signed first, waits.", set()),
        # what only things have
        ("Mara Brandt, the president of Quessel, waits.", {"quessel"}),
        ("Talks with Quessel’s special envoy go on.", {"quessel"}),
        ("Talks with Quessel’s tall and tired envoy go on.", set()),
        ("Talks with Quessel’s brother go on.", set()),
        ("A friend of Quessel waits.", set()),
        # beside a country
        ("They left for Quessel and Chile at noon.", {"quessel"}),
        ("They left for Chile and Quessel at noon.", {"quessel"}),
        ("They left for Tarvo and Quessel at noon.", set()),
        # whose last name it is
        ("They left with Quessel and Chile in mind. Ada Quessel waits.", set()),
        ("Mara Brandt, the president of Quessel, waits, and Mr Quessel left.", set()),
        ("Quessel, which will consider itself free, waits. Ada Quessel left.", {"quessel"}),
    ],
)
def test_names_that_the_article_shows_to_be_no_persons(text: str, named: set[str]) -> None:
    page, registry = page_of(document_from_text(HEADLINE + text)), Registry.shipped()
    assert things(page, lambda name: registry.country_of(name) is not None) == named
