from __future__ import annotations

import pytest

from onrecord.document import Span
from onrecord.resolve.cast.cast import Cast
from onrecord.resolve.names.mentions import page_of
from resolve.article import article, own_registry


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then came United Nations Mara Quell.", {"Mara Quell"}),
        ("Then came Treasurer Mara Quell.", {"Mara Quell"}),
        ("Entrusting Mara Quell was wrong.", {"Mara Quell"}),
        ("Then came Delegate Mara Quell.", {"Mara Quell"}),
        # all of it is a name
        ("Then came Jo Mara Quell.", {"Jo Mara Quell"}),
        ("Jo Mara Quell left.", {"Jo Mara Quell"}),
        ("Then came the United Nations Mission.", {"United Nations Mission"}),
        ("Then came the Bank of Mara Quell.", {"Bank of Mara Quell"}),
    ],
)
def test_names_without_what_stands_before(text: str, names: set[str]) -> None:
    document = article(text).document
    persons = {"Jo", "Mara", "Quell"}

    def hint(span: Span) -> dict[str, float]:
        words = span.of(document.text).split()
        share = sum(word in persons for word in words) / max(1, len(words))
        return {"person": share, "body": 0.0 if share else 0.2, "place": 0.0}

    found = {figure.name for figure in Cast(page_of(document), own_registry(), hint).figures}
    assert names <= found
    assert not any(name.split()[-1] == "Quell" and name not in names for name in found)


def test_a_verb_and_an_adjective_are_no_name() -> None:
    def hint(span: Span) -> dict[str, float]:
        return {"person": 0.4, "body": 0.1, "place": 0.1}

    for text, names in (("Sinking Karvethi boats was wrong.", []), ("Ada Karvethi was wrong.", ["Ada Karvethi"])):
        assert [f.name for f in Cast(page_of(article(text).document), own_registry(), hint).figures] == names


def test_a_place_right_before_a_person_is_no_part_of_the_name() -> None:
    document = article("At Norvale Ada Quell left. At Jo Norvale Brandt left.").document

    def hint(span: Span) -> dict[str, float]:
        place = span.of(document.text) == "Norvale"
        return {"person": 0.2 if place else 0.9, "body": 0.0, "place": 0.6 if place else 0.0}

    names = [figure.name for figure in Cast(page_of(document), own_registry(), hint).figures]
    assert names == ["Ada Quell", "Jo Norvale Brandt"]
