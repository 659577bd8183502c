"""What bodies are called that have names: "the bloc", "the school", "a company spokesman"."""

from __future__ import annotations

import pytest

from resolve.article import last_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # what bodies with such names are called
        ("The Coastal Union met on Monday. [The bloc] said no.", "Coastal Union"),
        ("The Norvale Academy shut on Monday. [The school] said no.", "Norvale Academy"),
        ("The Norvale Police met on Monday. [The force] said no.", "Norvale Police"),
        ("NATO met on Monday. [The alliance] said no.", "NATO"),
        ("The Norvale Red Cross met on Monday. [The charity] said no.", "Norvale Red Cross"),
        ("The Norvale Courier met a clerk on Monday. The clerk left. [The newspaper] said no.", "Norvale Courier"),
        ("The Norvale Council met a clerk on Monday. The clerk left. [The newspaper] said no.", "unnamed: newspaper"),
        # what the article introduces them as
        ("The dockers’ union Fabrel met on Monday. [The union] said no.", "Fabrel"),
        ("Electricity firm GridWest lost power on Monday. [The firm] said no.", "GridWest"),
        ("The mining company Orlemine dug on Monday. [The mining company] said no.", "Orlemine"),
        ("Mara Quell met the governing party, the Civic Front. It rained. [The party] said no.", "Civic Front"),
        ("Mara Quell left the party in Norvale, the Civic Front said. [The party] said no.", "unnamed: party"),
        # whose spokesman somebody is
        ("The mining company Orlemine dug on Monday. [A company spokesman] said no.", "Orlemine"),
        ("The Norvale Council met on Monday. [A council spokesman] said no.", "Norvale Council"),
        # nouns for any body, right after it
        ("The Norvale Council met on Monday. [The authority] said no.", "Norvale Council"),
        ("The Fuel Front met on Monday. [The movement] said no.", "Fuel Front"),
        (
            "Flour came from the Red Cross on Monday. [The organisation] said no.",
            "International Committee of the Red Cross",
        ),
        ("Chipmaker Norvel hit back on Monday. Norvel left. [The chipmaker] said no.", "Norvel"),
        ("Transparency group Clear Books met on Monday. [Transparency group Clear Books] said no.", "Clear Books"),
        ("It rained. [The rebel Eastern Command] said no.", "Eastern Command"),
        ("Car maker Volari shut on Monday. It rained. A clerk left. [The company] said no.", "Volari"),
        (
            "Car maker Volari met car maker Rotel on Monday. It rained. A clerk left. [The company] said no.",
            "unnamed: company",
        ),
        # of an army that is no country's; named later only
        ("The Norvale Liberation Army dug in on Monday. [The army] said no.", "unnamed: army"),
        ("The Norvale Army dug in on Monday. [The army] said no.", "Norvale Army"),
        (
            "The Red Cross met on Monday. [The organisation] said no. The UN met.",
            "International Committee of the Red Cross",
        ),
        # more than one of that kind, or none
        ("The Fuel Front met the Norvale Council. [The movement] said no.", "unnamed: movement"),
        ("The Coastal Union met on Monday. [A bloc] said no.", "unnamed: bloc"),
        ("The Norvale Council met on Monday. [The airline] said no.", "unnamed: airline"),
        ("The Norvale Council met on Monday. [A company spokesman] said no.", "unnamed: company spokesman"),
    ],
)
def test_what_a_body_is_called(text: str, name: str) -> None:
    assert last_name(text) == name
