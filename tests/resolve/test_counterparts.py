"""Counterparts, and offices that party labels and the registry tell."""

from __future__ import annotations

import pytest

from resolve.article import last_name

DAY = {"published": "2019-05-14"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # of the article, of the registry, of neither
        ("French Foreign Minister Mara Quell left. Ada Voll is the German foreign minister. [Mara Quell] said no. [Her"
         " German counterpart] said yes.", "Ada Voll"),
        # of no told country, in an office that the country calls otherwise
        ("French Finance Minister Mara Quell left. The secretary of the Treasury, Ada Voll, slept. [Mara Quell] said"
         " no. [Her American counterpart] said yes.", "Ada Voll"),
        ("French Finance Minister Mara Quell left. The harbour master, Ada Voll, slept. [Mara Quell] said no."
         " [Her American counterpart] said yes.", "Steven Mnuchin"),
        # of somebody without a name
        ("Ada Voll, the US Treasury secretary, slept. The French finance minister met complaints from [his American"
         " counterpart] on Monday.", "Ada Voll"),
        ("Ada Voll, the US Treasury secretary, slept. The French deputy met complaints from [his American counterpart]"
         " on Monday.", "unnamed: American counterpart"),
        ("French President Mara Quell left. [Quell] said no. [Her Russian counterpart] said yes.", "Vladimir Putin"),
        ("French deputy Mara Quell left. [Quell] said no. [Her Russian counterpart] said yes.",
         "unnamed: Russian counterpart"),
        ("[A Norvale deputy] said no. [Her Russian counterpart] said yes.", "unnamed: Russian counterpart"),
    ],
)  # fmt: skip
def test_counterparts(text: str, name: str) -> None:
    assert last_name(text, **DAY) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sen. Mara Quell (R-Ky.) left. Sen. Ada Voll (D-N.Y.) slept. [The Kentucky Republican] said no.",
         "Mara Quell"),
        ("Sen. Mara Quell, R-Ky., left. Sen. Ada Voll, D-N.Y., slept. [The New York Democrat] said no.", "Ada Voll"),
        ("Sen. Mara Quell (R-Ky.) left. Sen. Ada Voll (D-N.Y.) slept. [The Texas Republican] said no.",
         "unnamed: Texas Republican"),
    ],
)  # fmt: skip
def test_party_labels(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jens Stoltenberg left. Mara Quell slept. [The NATO chief] said no.", "Jens Stoltenberg"),
        ("Jens Stoltenberg left. Mara Quell slept. [NATO's secretary general] said no.", "Jens Stoltenberg"),
        ("Mara Quell, a spokeswoman, left. Jonas Brandt slept. [The Tollhall spokeswoman] said no.", "Mara Quell"),
        ("Mara Quell, an Orle spokeswoman, left. Jonas Brandt slept. [The Tollhall spokeswoman] said no.", "Tollhall"),
    ],
)
def test_offices_of_the_registry(text: str, name: str) -> None:
    assert last_name(text, **DAY) == name
