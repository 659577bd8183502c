"""Recipients: who is addressed, asked, accused, threatened or praised."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.codes import ACTS, Act, Judged, Recipient
from onrecord.coding.recipients.features import is_thing
from onrecord.coding.recipients.parties import Parties, Party
from onrecord.coding.recipients.phrases import phrases_of
from onrecord.coding.recipients.ranker import shipped_ranker
from onrecord.coding.recipients.recipients import asked_spans, is_barred, is_own_state, recipients_of
from onrecord.coding.said import Scene
from onrecord.document import Block, Document, Span
from onrecord.encode.session import load_encoder
from onrecord.entity import Entity, Mentioned
from onrecord.resolve import resolve_spans, resolver_of
from onrecord.statement import Attribution, Resolution
from resolve.article import article, own_registry
from steps import steps_of

MET = "Mara Quell, the harbour minister, met Jonas Brandt of the dockers' union on Monday.\n\n"


def found(text: str, *acts: Act) -> list[tuple[Recipient, ...]]:
    """Recipients of the marked statements of an article."""
    marked = article(text)
    encoding = load_encoder().encode(marked.document)
    resolver = resolver_of(marked.document, encoding, marked.attributions, own_registry())
    scene = Scene(marked.document, marked.attributions, resolver.all(), resolver.entities())
    named = resolve_spans(resolver, asked_spans(scene, encoding))
    judged = [Judged(act, "model", 0.9) for act in (*acts, *["STATE"] * len(marked.attributions))]
    recipients = recipients_of(scene, judged[: len(marked.attributions)], named, encoding)  # type: ignore[arg-type]
    assert len(recipients) == len(marked.attributions)
    for one in (recipient for of_one in recipients for recipient in of_one):
        assert 0 < one.score <= 1
        assert one.span is None or 0 <= one.span.start < one.span.end <= len(marked.document.text)
    return list(recipients)


def last(text: str, *acts: Act) -> list[tuple[str, str]]:
    """Names and roles of the recipients of the last statement."""
    return [(one.name, one.role) for one in found(text, *acts)[-1]]


@pytest.mark.parametrize(
    ("text", "act", "wanted"),
    [
        (MET + "[Mara Quell] accused Jonas Brandt {of lying}.", "ACCUSE", ("Jonas Brandt", "accused")),
        (MET + "[Mara Quell] urged Jonas Brandt {to end the strike}.", "REQUEST", ("Jonas Brandt", "asked")),
        (MET + "[Mara Quell] thanked Jonas Brandt {for his patience}.", "SUPPORT", ("Jonas Brandt", "praised")),
        (MET + "[Mara Quell] urged him {to end the strike}.", "REQUEST", ("Jonas Brandt", "asked")),
        (MET + "[Mara Quell] said {that Jonas Brandt had lied to the dockers}.", "ACCUSE", ("Jonas Brandt", "accused")),
        (MET + "[Mara Quell] threatened Jonas Brandt {with a lawsuit}.", "THREATEN", ("Jonas Brandt", "threatened")),
    ],
)
def test_recipients_are_named_with_their_role(text: str, act: Act, wanted: tuple[str, str]) -> None:
    assert last(text, act)[:1] == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        MET + "[She] said {that it would rain on Tuesday}.",
        MET + "[The forecast] said {that winds would fall in the evening}.",
    ],
)
def test_a_plain_report_has_nobody(text: str) -> None:
    assert last(text) == []


def test_nobody_speaks_to_himself() -> None:
    names = {name for name, _ in last(MET + "[Mara Quell] said {that Mara Quell would stay}.", "REJECT")}
    assert "Mara Quell" not in names


def test_one_is_not_named_twice() -> None:
    recipients = found(MET + "[Mara Quell] accused Jonas Brandt {of lying, and said Brandt had lied before}.", "ACCUSE")
    names = [one.name for one in recipients[-1]]
    assert len(names) == len(set(names))


def test_the_words_that_name_a_recipient_are_given() -> None:
    text = MET + "[Mara Quell] accused Jonas Brandt {of lying}."
    recipient = found(text, "ACCUSE")[-1][0]
    assert recipient.span is not None
    assert recipient.span.of(article(text).document.text) == "Jonas Brandt"
    assert recipient.entity


def phrases(text: str) -> list[tuple[str, str]]:
    """Words and kinds of the phrases of a marked article."""
    marked = article(text)
    resolver = resolver_of(marked.document, None, marked.attributions, own_registry())
    scene = Scene(marked.document, marked.attributions, resolver.all(), resolver.entities())
    return [(phrase.span.of(scene.text), phrase.kind) for phrase in phrases_of(scene)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[Quell] told him {no}.", [("him", "pronoun")]),
        ("[Quell] told reporters {no}.", [("reporters", "group")]),
        ("[Quell] urged the ministry {to act}.", [("the ministry", "definite")]),
        ("[Quell] said: {“You know it.”}", [("You", "second")]),
        ("[Quell] said {that local farmers were late}.", [("local farmers", "group")]),
        ("[Quell] said {that his team would win}.", [("his", "pronoun"), ("his team", "definite")]),
        # neither names nor sources nor things
        ("[Quell] met Jonas Brandt {at the old pier}.", []),
        ("[The minister] saw {a long delay}.", []),
        ("[Quell] said {he thought he knew}.", [("he", "pronoun")]),
    ],
)
def test_phrases(text: str, wanted: list[tuple[str, str]]) -> None:
    assert phrases(text) == wanted


def test_only_what_can_be_resolved_is_asked() -> None:
    marked = article("[Quell] told reporters {that you owe him and the ministry}.")
    scene = Scene(marked.document, marked.attributions)
    assert [span.of(scene.text) for span in asked_spans(scene)] == ["him", "the ministry"]


def test_adjectives_of_a_country_stand_for_it() -> None:
    marked = article("[Quell] said {that Karveth was late}. [She] blamed {the Karvethi army}.")
    resolver = resolver_of(marked.document, None, marked.attributions, own_registry())
    scene = Scene(marked.document, marked.attributions, resolver.all(), resolver.entities())
    parties = Parties(scene, (), {})
    karveth = next(party for party in parties.all if party.name == "Karveth")
    assert "adjective" in {place.kind for place in karveth.places}


def test_a_capital_is_one_party_with_its_country_where_the_article_names_both() -> None:
    at = {name: Span(start, start + len(name)) for name, start in (("Karveth", 0), ("Ossunmar", 20), ("Quellburg", 40))}
    entities = (
        Mentioned(Entity("Q1", "Karveth", "country", "Karveth"), (at["Karveth"],)),
        Mentioned(Entity("local:1", "Ossunmar", "place", "Karveth"), (at["Ossunmar"],)),
        Mentioned(Entity("local:2", "Quellburg", "place", "Sorrenay"), (at["Quellburg"],)),
    )
    text = " " * 60
    scene = Scene(Document(text, (Block("paragraph", Span(0, 60)),)), (), (), entities)
    parties = {party.name: [place.span for place in party.places] for party in Parties(scene, (), {}).all}
    assert parties == {"Karveth": [at["Karveth"], at["Ossunmar"]], "Quellburg": [at["Quellburg"]]}


def test_the_last_word_of_a_capital_is_its_country_as_well() -> None:
    entities = (
        Mentioned(Entity("Q1", "Karveth", "country", "Karveth"), (Span(0, 7),)),
        Mentioned(Entity("local:1", "Port Ossunmar", "place", "Karveth"), (Span(20, 33),)),
        Mentioned(Entity("local:2", "Ossunmar", "person"), (Span(40, 48),)),
    )
    scene = Scene(Document(" " * 60, (Block("paragraph", Span(0, 60)),)), (), (), entities)
    assert [party.name for party in Parties(scene, (), {}).all] == ["Karveth"]


def test_short_names_and_peoples_are_one_party_with_the_whole_name() -> None:
    marked = article("[Mara Quell] of the World Concord said {that Karveth was late}. [Quell] blamed {the Concord}.")
    resolver = resolver_of(marked.document, None, marked.attributions, own_registry())
    scene = Scene(marked.document, marked.attributions, resolver.all(), resolver.entities())
    names = [party.name for party in Parties(scene, (), {}).all]
    assert len(names) == len(set(names))
    assert "Concord" not in names


def test_a_state_is_no_body_that_has_its_name() -> None:
    marked = article("[Mara Quell] told {Radio Free Karveth that Karveth was late}. [Mara Quell] blamed {Karveth}.")
    resolver = resolver_of(marked.document, None, marked.attributions, own_registry())
    scene = Scene(marked.document, marked.attributions, resolver.all(), resolver.entities())
    assert {"Karveth", "Radio Free Karveth"} <= {party.name for party in Parties(scene, (), {}).all}


def test_the_weights_fit_the_features() -> None:
    ranker = shipped_ranker()
    assert 0 < ranker.threshold < 1
    for weights in ranker.networks:
        assert weights["of_row"].shape[0] == len(weights["centre"])


def test_without_statements_or_words_there_is_nobody() -> None:
    assert recipients_of(Scene(Document(""), ()), [], {}) == ()
    nothing = Attribution((), (), (), "indirect")
    act: Judged[Act] = Judged("ACCUSE", "model", 1.0)
    assert recipients_of(Scene(Document("Rain."), (nothing,)), [act], {}) == ((),)


@settings(max_examples=80, deadline=None)
@given(
    st.text(max_size=80),
    st.lists(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=3), min_size=1, max_size=4),
    st.sampled_from(ACTS),
)
def test_odd_input_never_raises(text: str, statements: list[list[tuple[int, int]]], act: Act) -> None:
    cut = [[Span(min(*pair, len(text)), min(max(pair), len(text))) for pair in pairs] for pairs in statements]
    attributions = [Attribution(tuple(s[:1]), tuple(s[1:2]), tuple(s[2:]), "direct") for s in cut]
    blocks = (Block("paragraph", Span(0, len(text))),) if text else ()
    scene = Scene(Document(text, blocks), attributions)
    judged: list[Judged[Act]] = [Judged(act, "model", 0.5)] * len(attributions)
    assert len(recipients_of(scene, judged, {})) == len(attributions)


def test_time_grows_with_the_length_alone() -> None:
    part = "Mara Quell said that Jonas Brandt had told her men of it. He thanked the ministry and urged them to stay. "

    def taken(times: int) -> int:
        text = part * times
        attributions = []
        for at in range(times):
            start = at * len(part)
            said = Span(start + 11, start + 15)
            attributions.append(
                Attribution((Span(start, start + 10),), (said,), (Span(start + 16, start + 56),), "indirect")
            )
        document = Document(text, (Block("paragraph", Span(0, len(text))),))
        resolver = resolver_of(document, None, attributions, own_registry())
        scene = Scene(document, attributions, resolver.all(), resolver.entities())
        judged: list[Judged[Act]] = [Judged("ACCUSE", "model", 0.9)] * times
        return steps_of(lambda: recipients_of(scene, judged, {}))

    taken(2)
    assert taken(400) < 10 * taken(50)


@pytest.mark.parametrize(
    ("source", "own"),
    [
        (Resolution("Mara Quell", "name", "Q1", "person", "XK", "Karvethi foreign minister"), True),
        (Resolution("Ministry of Defence (Karveth)", "name", "Q2", "ministry", "XK"), True),
        (Resolution("Mara Quell", "name", "Q1", "person", "XK", "the head of state"), True),
        (Resolution("Mara Quell", "name", "Q1", "person", "XK", "head of the harbour office"), False),
        (Resolution("Mara Quell", "name", "Q1", "person", "XK", "former Karvethi foreign minister"), False),
        (Resolution("Mara Quell", "name", "Q1", "person", "XK", "Karvethi senator"), False),
        (Resolution("Mara Quell", "name", "Q1", "person", "XK"), False),
        (Resolution("Jonas Brandt", "name", "Q3", "person", "XS", "Sorrenayan president"), False),
        (Resolution("Jonas Brandt", "name", "Q3", "person", None, "president"), False),
        (Resolution("unknown", "none"), False),
        (None, False),
    ],
)
def test_who_speaks_for_a_state_is_not_against_it(source: Resolution | None, own: bool) -> None:
    assert is_own_state(source, Party(0, "Karveth", "Q9#gov", "government", "XK")) is own
    assert not is_own_state(source, Party(0, "Karveth", "Q9", "place", None))


@pytest.mark.parametrize(
    ("name", "act", "barred"),
    [
        ("Western", "AGREE", True),
        ("Western Concord", "REQUEST", False),
        ("Karveth", "ACCUSE", True),
        ("Karveth", "AGREE", True),
        ("Karveth", "REQUEST", False),
    ],
)
def test_a_regions_adjective_and_the_own_state_are_nobody(name: str, act: Act, barred: bool) -> None:
    minister = Resolution("Mara Quell", "name", "Q1", "person", "XK", "Karvethi foreign minister")
    assert is_barred(minister, act, Party(0, name, "Q9#gov", "government", "XK")) is barred


@pytest.mark.parametrize(
    ("source", "barred"),
    [
        (Resolution("Mara Quell", "name", "Q1", "person", "XK", "Karvethi senator"), True),
        (Resolution("Jonas Brandt", "name", "Q3", "person", "XS"), False),
        (Resolution("Jonas Brandt", "name", "Q3", "person", None), False),
        (None, False),
    ],
)
def test_nobody_promises_or_tells_the_own_country(source: Resolution | None, barred: bool) -> None:
    country = Party(0, "Karveth", "Q9", "country", "XK")
    assert is_barred(source, "STATE", country) is barred
    assert not is_barred(source, "REQUEST", country)
    assert not is_barred(source, "STATE", Party(0, "Olen Marsh", "Q8", "person", "XK"))


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("Harbour Safety Act", True),
        ("Treaty of Velm", False),
        ("Annegar Strait Agreement", True),
        ("Hurricane Ossa", True),
        ("Mara Reef", True),
        ("Sound of Corrin", True),
        ("Sound Council", False),
        ("Gulf Union", False),
        ("MV Sorrel", True),
        ("Act", False),
        ("Tervai Shore Front", False),
        ("Littoral Pact", False),
        ("", False),
    ],
)
def test_laws_storms_waters_and_ships_are_no_candidates(name: str, thing: bool) -> None:
    assert is_thing(name) is thing
