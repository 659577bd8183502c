from __future__ import annotations

import pytest

from onrecord.document import Span
from onrecord.resolve.cast.cast import Cast, Figure, same_person
from onrecord.resolve.names.mentions import page_of
from resolve.article import article, cast_of, last_name, own_registry


def figures(text: str) -> list[Figure]:
    """Who is in a text, without its headline."""
    whole, cast = cast_of(text)
    start = whole.index("\n\n")
    return [figure for figure in cast if any(mention.span.start > start for mention in figure.mentions)]


def told(text: str) -> dict[str, list[str]]:
    """The names under which each figure stands in a text."""
    found = figures(text)
    names = {figure.name: [mention.name for mention in figure.mentions] for figure in found}
    assert len(names) == len(found)
    return names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara Quell left. Quell came back.", {"Mara Quell": ["Mara Quell", "Quell"]}),
        ("Quell left. Then Mara Quell came.", {"Mara Quell": ["Quell", "Mara Quell"]}),
        ("Mara Quell left. Guards saw Quell’s boat.", {"Mara Quell": ["Mara Quell", "Quell"]}),
        ("Anna Quell left. Then Anna came.", {"Anna Quell": ["Anna Quell", "Anna"]}),
        ("Anna Quell met Anna J. Quell.", {"Anna J. Quell": ["Anna Quell", "Anna J. Quell"]}),
        ("Anna Maria Quell left. Anna Quell came.", {"Anna Maria Quell": ["Anna Maria Quell", "Anna Quell"]}),
        ("Guards saw MARA QUELL. Then Quell left.", {"MARA QUELL": ["MARA QUELL", "Quell"]}),
        ("Zoë Quéll left. Zoe Quell came.", {"Zoë Quéll": ["Zoë Quéll", "Zoe Quell"]}),
        # counter-examples
        ("Mara Quell left. Brandt came.", {"Mara Quell": ["Mara Quell"], "Brandt": ["Brandt"]}),
        ("Anna Quell met Lena Brandt.", {"Anna Quell": ["Anna Quell"], "Lena Brandt": ["Lena Brandt"]}),
        ("Anna Quell met Lena Quell.", {"Anna Quell": ["Anna Quell"], "Lena Quell": ["Lena Quell"]}),
        (
            "Mara Quell left. Mara Quellington came.",
            {"Mara Quell": ["Mara Quell"], "Mara Quellington": ["Mara Quellington"]},
        ),
        (
            "Peter Brandt met Peter Holm. Then Peter left.",
            {"Peter Brandt": ["Peter Brandt"], "Peter Holm": ["Peter Holm"], "Peter": ["Peter"]},
        ),
        (
            "Peter Holm Sr met Peter Holm Jr there.",
            {"Peter Holm Sr": ["Peter Holm Sr"], "Peter Holm Jr": ["Peter Holm Jr"]},
        ),
    ],
)
def test_a_last_name_is_its_full_name(text: str, expected: dict[str, list[str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Quell met Peter Quell. Mme Quell left. Monsieur Quell stayed.",
            {"Anna Quell": ["Anna Quell", "Quell"], "Peter Quell": ["Peter Quell", "Quell"]},
        ),
        (
            "Lord Peter Holm met Lady Anna Holm. Guards saw Lady Holm and then Lord Holm.",
            {"Peter Holm": ["Peter Holm", "Holm"], "Anna Holm": ["Anna Holm", "Holm"]},
        ),
        ("Sir Peter Holm met Mme Holm.", {"Peter Holm": ["Peter Holm"], "Holm": ["Holm"]}),
        # nothing tells them apart: whoever was named last
        (
            "Anna Quell met Lena Quell. Then Quell left.",
            {"Anna Quell": ["Anna Quell"], "Lena Quell": ["Lena Quell", "Quell"]},
        ),
        (
            "Anna Quell met Peter Quell. Ms Quell left. Mr Quell stayed.",
            {"Anna Quell": ["Anna Quell", "Quell"], "Peter Quell": ["Peter Quell", "Quell"]},
        ),
        (
            "Minister Anna Quell met businessman Peter Quell. Minister Quell left.",
            {"Anna Quell": ["Anna Quell", "Quell"], "Peter Quell": ["Peter Quell"]},
        ),
        (
            "Gov. Anna Quell met Sen. Peter Quell. Gov. Quell left.",
            {"Anna Quell": ["Anna Quell", "Quell"], "Peter Quell": ["Peter Quell"]},
        ),
        (
            "President Halvasund met Speaker Halvasund.",
            {"Dorrik Halvasund": ["Halvasund"], "Lisvane Halvasund": ["Halvasund"]},
        ),
    ],
)
def test_two_of_one_last_name_are_told_apart(text: str, expected: dict[str, list[str]]) -> None:
    assert told(text) == expected


def test_a_last_name_with_titles_of_two_genders_is_two() -> None:
    assert [figure.gender()[0] for figure in figures("Mme Quell met Monsieur Quell.")] == ["female", "male"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Norvale Harbour Authority (NHA) met. Then NHA boats left.",
            {"Norvale Harbour Authority": ["Norvale Harbour Authority", "NHA", "NHA"]},
        ),
        (
            "The Norvale Harbour Authority met. Then the NHA voted.",
            {"Norvale Harbour Authority": ["Norvale Harbour Authority", "NHA"]},
        ),
        (
            "The Norvale Authority for Water (NAW) met. It saw the N.A.W. there.",
            {"Norvale Authority for Water": ["Norvale Authority for Water", "NAW", "N.A.W."]},
        ),
        (
            "The NHA met. It is the Norvale Harbour Authority.",
            {"Norvale Harbour Authority": ["NHA", "Norvale Harbour Authority"]},
        ),
        (
            "The Norvale Harbour Authority met. Then the Authority voted.",
            {"Norvale Harbour Authority": ["Norvale Harbour Authority", "Authority"]},
        ),
        ("The Maritime Guard left. Then he saw the Guard.", {"Karvethi Maritime Guard": ["Maritime Guard", "Guard"]}),
        (
            "Guards of the Norvale Guard left. Then he saw the Norvale Guard and the Guard.",
            {"Norvale Guard": ["Norvale Guard", "Norvale Guard", "Guard"]},
        ),
        ("Holm Airlines met. It is Holm Airlines.", {"Holm Airlines": ["Holm Airlines", "Holm Airlines"]}),
        ("Boats of Holm Airlines left. Then Holm paid.", {"Holm Airlines": ["Holm Airlines", "Holm"]}),
        ("Boats of Holm Energy left. Holm paid.", {"Holm Energy": ["Holm Energy", "Holm"]}),
        ("Old Capital met. Old, they saw an old boat.", {"Old Capital": ["Old Capital"], "Old": ["Old"]}),
        (
            "Anna Holm left Holm Capital. Holm came back.",
            {"Anna Holm": ["Anna Holm", "Holm"], "Holm Capital": ["Holm Capital"]},
        ),
        # counter-examples
        (
            "The Norvale Harbour Authority met. Then the NHX voted.",
            {"Norvale Harbour Authority": ["Norvale Harbour Authority"], "NHX": ["NHX"]},
        ),
        (
            "He lives in Norvale. Then the Norvale Harbour Authority met.",
            {"Norvale": ["Norvale"], "Norvale Harbour Authority": ["Norvale Harbour Authority"]},
        ),
        (
            "The Norvale Council met the Brandt Council.",
            {"Norvale Council": ["Norvale Council"], "Brandt Council": ["Brandt Council"]},
        ),
    ],
)
def test_bodies_by_acronym_and_head(text: str, expected: dict[str, list[str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Then Anna Quell left.", "person"),
        ("Then Minister Quell left.", "person"),
        ("Then Mara Quell left.", "person"),
        ("Then the Norvale Council left.", "organisation"),
        ("Then the NHA left.", "organisation"),
        ("Then Karveth left.", "country"),
        ("Then Ossunmar left.", "country"),
        ("Then the Lantern House left.", "government"),
        ("Then Bavaria left.", "place"),
        ("Then the Courrier left.", "outlet"),
        ("Then the Tervai Shore Front left.", "armed_group"),
        # a ship has a person's name
        ("Then the trawler Mara Quell left.", "organisation"),
        ("Then Captain Mara Quell left.", "person"),
        ("Quellfleets, a database of ships, was late.", "organisation"),
    ],
)
def test_what_a_name_is(text: str, type_: str) -> None:
    (figure,) = figures(text)
    assert figure.type == type_


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Mme Quell left.", "female"),
        ("Sir Jonas Quell left.", "male"),
        ("Spokeswoman Mara Quell left.", "female"),
        ("Mara Quell, a businessman, left.", "male"),
        ("Anna Quell left.", "female"),
        ("Maren Oskeveth left.", "female"),
        ("Peter Quell, the spokeswoman, left.", "female"),
        # nothing tells it
        ("Mara Quell left.", None),
        ("Minister Quell left.", None),
        ("The Norvale Council left.", None),
        ("Ms Quell left.", "female"),
    ],
)
def test_gender_as_far_as_it_is_told(text: str, gender: str | None) -> None:
    (figure,) = figures(text)
    assert figure.gender()[0] == gender
    assert 0 <= figure.gender()[1] <= 1


@pytest.mark.parametrize(
    ("text", "known", "country"),
    [
        ("Ulvar Tresk left.", "P-05", "Karveth"),
        ("Defence Minister Tresk left.", "P-05", "Karveth"),
        ("Jamkat Ourdeli left.", "P-15", "Ektavar"),
        ("Tervai Shore Front men left. He saw the Front.", "F-TSF", None),
        ("Vladimir Putin left.", "Q7747", "RU"),
        ("Then Putin left.", "Q7747", "RU"),
        ("Then Karveth left.", "C-KAR", "Karveth"),
        # counter-examples: unknown, or known by more than the article has
        ("Mara Tresk left.", None, None),
        ("Mara Quell left.", None, None),
        ("Then Halvasund left.", None, None),
        ("The Norvale Council left.", None, None),
        *((text, None, None) for text in ("Mara Putin left. Then Putin came.", "Mara Tresk left. Then Tresk came.")),
    ],
)
def test_who_is_known_to_the_registry(text: str, known: str | None, country: str | None) -> None:
    (figure,) = figures(text)
    assert (figure.known.id if figure.known else None, figure.country) == (known, country)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Karveth waits, and Karveth knows it. Then the Emergencies Ministry came.", "Emergencies Ministry (Karveth)"),
        (
            "Karveth waits, and Karveth knows it. Then the Foreign Ministry came.",
            "Ministry of Foreign Affairs (Karveth)",
        ),
        # a region that is no country has its own
        (
            "Karveth waits, and Karveth knows it. In the city of Port Quell they met Port Quell’s Health Ministry.",
            "Health Ministry (Port Quell)",
        ),
        (
            "Karveth waits, and Karveth knows it. In the city of Port Quell they met the Health Ministry.",
            "Ministry of Health (Karveth)",
        ),
        # about two countries, of no country, no ministry of any state
        ("Karveth met Sorrenay. Then the Emergencies Ministry came.", "Emergencies Ministry"),
        ("Then the Emergencies Ministry came.", "Emergencies Ministry"),
        ("Karveth waits, and Karveth knows it. Then the Quell Ministry came.", "Quell Ministry"),
        ("Karveth waits, and Karveth knows it. Then the Senate came.", "Senate"),
    ],
)
def test_a_ministry_is_that_of_the_one_country_of_the_article(text: str, name: str) -> None:
    assert name in [figure.name for figure in figures(text)]


def test_a_name_at_birth_is_no_other_person() -> None:
    assert told("Ada Quell sings. Quell was born Mara Ada Quell there.") == {
        "Ada Quell": ["Ada Quell", "Quell", "Mara Ada Quell"]
    }
    assert set(told("Ada Quell sings. Quell met Mara Quell there.")) == {"Ada Quell", "Mara Quell"}
    assert set(told("Ada Quell sings. There was born Mara Brandt.")) == {"Ada Quell", "Mara Brandt"}


def test_people_of_a_region_are_no_figures() -> None:
    assert figures("Then Montanans and Coloradans came.") == []
    assert [figure.name for figure in figures("Then Evans came.")] == ["Evans"]


def test_figures_come_in_the_order_of_the_text() -> None:
    assert [figure.name for figure in figures("Mme Orle met Ada Quell and the Norvale Council.")] == [
        "Orle",
        "Ada Quell",
        "Norvale Council",
    ]


def test_the_senate_is_that_of_the_country_spoken_of() -> None:
    assert "Senate" in told("Karveth is small. Ossunmar is smaller. Guards saw the Senate.")
    assert "United States Senate" in told("The US Senate met. Guards saw the Senate.")


def test_the_country_of_an_article_is_the_one_it_names_most() -> None:
    text = "Guards left Karveth for Sorrenay. Then Karveth closed its ports to Ossunmar."
    cast = Cast(page_of(article(text).document), own_registry())
    assert cast.country == "Karveth"
    assert Cast(page_of(article("Nobody left.").document), own_registry()).country is None


def test_a_verb_that_opens_the_sentence_is_no_part_of_a_name() -> None:
    whole, cast = cast_of("Entrusting Anna Quell with it was right. Unlike Anna Quell, he left.")
    (quell,) = (figure for figure in cast if figure.person)
    assert [mention.span.of(whole) for mention in quell.mentions] == ["Anna Quell", "Anna Quell"]
    assert list(told("Marching Norvale Council guards left.")) == ["Norvale Council"]


def test_a_name_behind_a_country_is_the_persons() -> None:
    assert list(told("The ambassador to Karveth Anna Quell left.")) == ["Anna Quell"]


def test_the_headline_names_those_of_the_text() -> None:
    whole, cast = cast_of("Quell Shuts Norvale Harbour For Good\n\nThe harbour was shut by Mara Quell on Monday.")
    (quell,) = (figure for figure in cast if figure.person)
    assert [(mention.name, mention.span.of(whole)) for mention in quell.mentions] == [
        ("Quell", "Quell"),
        ("Mara Quell", "Mara Quell"),
    ]


def test_an_encoder_tells_what_words_do_not() -> None:
    document = article("Then Norvale left. Then Mara Quell left.").document
    for kind, expected in (("person", "person"), ("body", "organisation"), ("place", "place")):

        def hint(span: Span, kind: str = kind) -> dict[str, float]:
            return {"person": 0.0, "body": 0.0, "place": 0.0} | {kind: 0.97}

        cast = Cast(page_of(document), own_registry(), hint)
        assert {f.type for f in cast.figures if f.name in ("Norvale", "Mara Quell")} == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Norvale left.", "organisation"),  # a firm or a town rather than a person of one name
        ("Then Mr Norvale left.", "person"),
        ("Then Mara Norvale left.", "person"),
        ("Then Anna left.", "person"),
    ],
)
def test_one_word_is_a_person_only_if_that_is_all_but_sure(text: str, expected: str) -> None:
    def hint(span: Span) -> dict[str, float]:
        return {"person": 0.8, "body": 0.05, "place": 0.0}

    cast = Cast(page_of(article(text).document), own_registry(), hint)
    assert [f.type for f in cast.figures] == [expected]


def test_a_capital_that_opens_a_sentence_is_a_name() -> None:
    def hint(span: Span) -> dict[str, float]:
        return {"person": 0.1, "body": 0.05, "place": 0.1}

    for text, types in (("Athens waits.", ["place"]), ("Norvale waits.", [])):
        assert [f.type for f in Cast(page_of(article(text).document), own_registry(), hint).figures] == types


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mara Quell", "Mara J. Quell", True),
        ("Mara Quell", "Mara Quell Brandt", True),
        ("Anna Mara Quell", "Mara Quell", True),
        ("Mara Quell", "MARA QUÉLL", True),
        ("Mara Quell", "Jonas Quell", False),
        ("Mara Quell", "Mara Brandt", False),
        ("Quell", "Mara Quell", False),
        ("Quell", "Quell", False),
        ("M. Quell", "Mara Quell", False),
        ("…", "…", False),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(tuple(one.split()), tuple(other.split())) is same
    assert same_person(tuple(other.split()), tuple(one.split())) is same


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Holm Energy paid, and Anna Quell left.", {"Holm Energy": "organisation", "Anna Quell": "person"}),
        ("Energy Minister Anna Quell met Gas Minister Lena Brandt.", {"Anna Quell": "person", "Lena Brandt": "person"}),
    ],
)
def test_firms_are_told_by_their_last_word(text: str, types: dict[str, str]) -> None:
    assert {figure.name: figure.type for figure in figures(text)} == types


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # kin who are only told of have no last name to themselves
        ("Mara Quell, mother of the sailor Jonas Quell, left. [Quell] said no.", "Mara Quell"),
        ("Mara Quell left. Her parents, Jonas Quell and Ada Quell, slept. [Quell] said no.", "Mara Quell"),
        ("Jonas Quell sailed. Mara Quell, mother of Jonas Quell, left. [Quell] said no.", "Mara Quell"),
        # kin who speak have, and so has who is named last otherwise
        ("Jonas Quell died. [His widow, Mara Quell,] said {no}. [Quell] said {so}.", "Mara Quell"),
        ("Jonas Quell died. [Jonas Quell’s widow, Mara Quell,] said {no}. [Quell] said {so}.", "Mara Quell"),
        ("Jonas Quell left. Mara Quell slept. [Quell] said no.", "Mara Quell"),
        # nobody else has that name
        ("Jonas Brandt left. His widow, Mara Quell, slept. [Quell] said no.", "Mara Quell"),
    ],
)
def test_whose_a_last_name_of_kin_is(text: str, name: str) -> None:
    assert last_name(text) == name
