"""Recipients that the grammar tells: objects of verbs that take one, and two sides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.codes import Act, Judged, Recipient
from onrecord.coding.recipients.own import is_named_by_owner, own_states, owners_of
from onrecord.coding.recipients.page import Page
from onrecord.coding.recipients.pairs import is_a_side, may_be_meant, partners_of
from onrecord.coding.recipients.parties import Parties, Party, is_made_of
from onrecord.coding.recipients.recipients import asked_spans, in_office, is_barred, is_in_role, recipients_of
from onrecord.coding.recipients.rules import is_destination, obliged_in, owner_in, pair_meant, wrongdoer_of
from onrecord.coding.recipients.targets import targeted_by_rule
from onrecord.coding.said import Scene
from onrecord.document import Span
from onrecord.entity import Entity, EntityType, Mentioned
from onrecord.statement import Resolution
from resolve.article import article

#: Those of an invented strait: two states, an armed group and two parties.
WHO: dict[str, tuple[str, EntityType, str | None]] = {
    "Karveth": ("Q1", "country", "XK"),
    "Sorrenay": ("Q2", "country", "XS"),
    "Obrassa": ("Q3", "country", "XO"),
    "Tervai Front": ("Q4", "armed_group", None),
    "Jonas Brandt": ("Q5", "person", None),
    "Harbour Party": ("Q6", "party", "XK"),
    "Meadow Party": ("Q7", "party", "XK"),
    "Velm": ("Q10", "organisation", None),
    "Hill Council": ("Q11", "organisation", None),
}


def scene_of(text: str, who: dict[str, tuple[str, EntityType, str | None]]) -> Scene:
    """The marked statements of an article, all of them Mara Quell's."""
    marked = article(text)
    words = marked.document.text
    mentioned = [Mentioned(Entity(id, name, kind, at), _all(words, name)) for name, (id, kind, at) in who.items()]
    said_by = [Resolution("Mara Quell", "name", "Q9", "person") for _ in marked.attributions]
    return Scene(marked.document, marked.attributions, said_by, [one for one in mentioned if one.mentions])


def last(text: str, act: Act) -> tuple[Recipient, ...]:
    """Recipients of the last marked statement, without an encoder."""
    scene = scene_of(text, WHO)
    return recipients_of(scene, [Judged(act, "model", 0.9) for _ in scene.attributions], {})[-1]


def to(text: str, act: Act = "REQUEST") -> list[tuple[str, str, str]]:
    """Their names, words and methods."""
    words = article(text).document.text
    return [(one.name, "" if one.span is None else one.span.of(words), one.method) for one in last(text, act)]


def roles(text: str, act: Act) -> list[tuple[str, str]]:
    """Their names and roles."""
    return [(one.name, one.role) for one in last(text, act)]


def _all(text: str, name: str) -> tuple[Span, ...]:
    starts = [at for at in range(len(text)) if text.startswith(name, at)]
    return tuple(Span(at, at + len(name)) for at in starts)


TALKS = "Talks between Karveth and Sorrenay went on in Obrassa.\n\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[Mara Quell] accused Karveth {of lying to Sorrenay}.", ["Karveth"]),
        ("[Mara Quell] accused {Karveth of lying to Sorrenay}.", ["Karveth"]),
        ("[Mara Quell] called on President Jonas Brandt {to answer Karveth}.", ["Jonas Brandt"]),
        ("[Mara Quell] told Karveth {not to meddle with Sorrenay}.", ["Karveth"]),
        ("[Mara Quell] urged Karveth and Sorrenay {to talk to the Tervai Front}.", ["Karveth", "Sorrenay"]),
        (
            "[Mara Quell] thanked Karveth, Sorrenay and Obrassa {for their patience}.",
            ["Karveth", "Sorrenay", "Obrassa"],
        ),
    ],
)
def test_the_object_of_a_verb_that_takes_one_is_the_recipient_and_nobody_else(text: str, names: list[str]) -> None:
    assert [(name, method) for name, _, method in to(text)] == [(name, "rule") for name in names]


def test_a_phrase_for_several_is_the_recipient_where_it_is_the_object() -> None:
    assert to("[Mara Quell] thanked dockers {for helping Karveth}.") == [("dockers", "dockers", "rule")]
    assert to("[Mara Quell] thanked state {for helping Karveth}.") == [("state", "state", "rule")]


@pytest.mark.parametrize(
    "text",
    [
        "[Mara Quell] called the deal with Karveth {a mistake}.",
        "[Mara Quell] criticised the treatment of Karveth {for its cost}.",
        "[Mara Quell] said {that Karveth had lied}.",
        "[Mara Quell] praised {Karveth's patience}.",
    ],
)
def test_other_names_are_left_to_the_ranker(text: str) -> None:
    assert all(method == "model" for _, _, method in to(text))


@pytest.mark.parametrize(
    ("content", "wronging"),
    [
        ("{that Karveth has repeatedly violated the truce}", True),
        ("{“President Karveth tried to prevent it}”", True),
        ("{that Karveth is deliberately prolonging the war}", True),
        ("{Karveth was attacked by Sorrenay}", False),
        ("{Karveth, again, fired}", False),
        ("{Karveth has kept the truce}", False),
        ("{the ships of Karveth fired at the pier}", False),
        ("{Karveth's plans failed}", False),
        ("{the Karveth Act ignores the fishermen}", False),
        ("{the rain failed}", False),
        ("{rebels of the Karveth used the truce to smuggle}", True),
        ("{the plans of the Karveth used the truce}", False),
    ],
)
def test_an_accusation_may_open_with_who_did_wrong(content: str, wronging: bool) -> None:
    names = dict.fromkeys(["Karveth Act" if "Act" in content else "Karveth"], ("Q1", "country", "XK"))
    (said,) = scene_of(f"[Mara Quell] said {content}.", names).statements
    place = wrongdoer_of(Page(said.scene, Parties(said.scene, (), {}), ()), said)
    assert (place is not None) is wronging


def test_who_did_wrong_is_accused_though_nothing_else_says_so() -> None:
    text = "“{The Tervai Front shelled the pier},” [Mara Quell] said."
    assert ("Tervai Front", "accused") in [(name, role) for name, role in roles(text, "ACCUSE")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TALKS + "[Mara Quell] urged both sides {to stop}.", "both sides"),
        (TALKS + "[Mara Quell] thanked the two governments {for coming}.", "the two governments"),
        (TALKS + "[Mara Quell] blamed {both armies}.", "both armies"),
        (TALKS + "“{The warring parties must stop},” [Mara Quell] said.", "The warring parties"),
        (TALKS + "[Mara Quell] thanked both sides {for coming} and [she] called on them {to stay}.", "them"),
    ],
)
def test_both_sides_are_the_two_that_were_named_together(text: str, words: str) -> None:
    assert to(text) == [("Karveth", words, "rule"), ("Sorrenay", words, "rule")]


def test_without_two_named_together_they_are_the_two_states_or_armies_named_most() -> None:
    text = "Karveth shelled the camp of the Tervai Front. The Tervai Front fired at Karveth.\n\nObrassa watched.\n\n"
    names = {name for name, _, _ in to(text + "[Mara Quell] appealed to both sides {to stop}.")}
    assert names == {"Karveth", "Tervai Front"}


@pytest.mark.parametrize(
    "text",
    [
        TALKS + "[Mara Quell] said {that both sides were tired}.",
        TALKS + "[Mara Quell] said {sailors had died on both sides}.",
        "Nobody else is named. [Mara Quell] urged both sides {to stop}.",
        TALKS + "[Mara Quell] said after dinner with both sides {that it was late}.",
        TALKS + "Sailors died on both sides, and [Mara Quell] asks them {to stay}.",
    ],
)
def test_two_sides_that_nothing_is_put_to_are_left_to_the_ranker(text: str) -> None:
    assert all(method == "model" for _, _, method in to(text))


def test_behind_between_little_has_to_be_known_of_two_sides() -> None:
    urged = "[Mara Quell] urged both sides {to stop}."
    found = to("Talks between Velm and the Hill Council went on.\n\n" + urged)
    assert [(name, method) for name, _, method in found] == [("Velm", "rule"), ("Hill Council", "rule")]
    assert all(method == "model" for _, _, method in to("Velm and the Hill Council sent envoys.\n\n" + urged))
    assert all(method == "model" for _, _, method in to("A quarrel between Jonas Brandt and Velm.\n\n" + urged))


def test_both_parties_of_a_parliament_are_no_states() -> None:
    text = TALKS + "Harbour Party and Meadow Party met. [Mara Quell] urged both parties {to vote}."
    assert all(method == "model" for _, _, method in to(text))


@pytest.mark.parametrize(
    ("text", "act", "meant"),
    [
        ("[Mara Quell] urged both companies {to stop}.", "REQUEST", "both companies"),
        ("[Mara Quell] said {neither side had kept its word}.", "ACCUSE", "neither side"),
        ("[Mara Quell] said {both sides had lied}.", "ACCUSE", "both sides"),
        ("[Mara Quell] said {both sides were tired}.", "STATE", None),
        ("[Mara Quell] said {the companies had lied}.", "ACCUSE", None),
    ],
)
def test_what_two_do_is_put_to_them_where_it_is_judged(text: str, act: Act, meant: str | None) -> None:
    (said,) = scene_of(text, WHO).statements
    pair = pair_meant(said, act)
    assert (None if pair is None else pair.of(said.scene.text)) == meant


def test_both_capitals_are_no_persons_and_both_candidates_may_be() -> None:
    page = page_of("[Mara Quell] blamed {both capitals, and both candidates}. Jonas Brandt and Karveth did not.")
    text = page.scene.text
    brandt, karveth = (next(p for p in page.parties.all if p.name == name) for name in ("Jonas Brandt", "Karveth"))
    for words, person in (("both capitals", False), ("both candidates", True)):
        pair = Span(text.index(words), text.index(words) + len(words))
        assert may_be_meant(page, pair, brandt) is person
        assert may_be_meant(page, pair, karveth)


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("Karveth and Sorrenay", {"Sorrenay"}),
        ("Sorrenay, and the Karveth", {"Sorrenay"}),
        ("Karveth and Sorrenay's navy", set()),
        ("Karveth attacked Sorrenay", set()),
    ],
)
def test_who_is_named_beside_somebody(text: str, partners: set[str]) -> None:
    page = page_of(f"[Mara Quell] blamed {{{text}}}.")
    place = next(place for place in page.parties.places if place.span.of(page.scene.text) == "Karveth")
    assert {page.parties.all[party].name for party in partners_of(page, place)} == partners


def test_who_demands_as_a_countrys_own_asks_somebody_else() -> None:
    for source, named in (("Karveth’s Jonas Brandt", True), ("Karveth's farmers", False), ("Jonas Brandt", False)):
        (said,) = scene_of(f"[{source}] demanded {{guarantees}}.", WHO).statements
        assert is_named_by_owner(said) is named


def test_of_three_named_together_no_two_are_both_sides() -> None:
    text = "Karveth, Obrassa and Sorrenay met. Karveth fired at Sorrenay, and Sorrenay at Karveth.\n\n"
    assert {name for name, _, _ in to(text + "[Mara Quell] urged both sides {to stop}.")} == {"Karveth", "Sorrenay"}


@pytest.mark.parametrize(
    ("role", "act", "barred"),
    [
        ("the foreign minister of Velm", "REJECT", True),
        ("her Velmish counterpart", "STATE", True),
        ("Velm's foreign minister", "ACCUSE", True),
        ("the foreign minister of Velm", "REQUEST", False),
        ("the opposition leader in Velm", "ACCUSE", False),
        ("the foreign minister of Velmora", "REJECT", False),
        ("the foreign minister", "REJECT", False),
    ],
)
def test_nobody_is_against_what_he_speaks_for_in_words(role: str, act: Act, barred: bool) -> None:
    source = Resolution("Mara Quell", "name", "Q9", "person", None, role)
    assert is_barred(source, act, Party(0, "Velm", "local:1", "organisation", None)) is barred


def test_offices_and_adjectives() -> None:
    assert is_made_of("Karvethis", "Karveth")
    assert not is_made_of("Karvethling", "Karveth")
    assert not is_made_of("Rani", "Ra")
    assert not in_office(None)
    assert not is_in_role(None, Party(0, "Velm", "local:1", "organisation", None))
    assert not is_in_role(Resolution("x", "name", role="of Velm"), Party(0, "Velm", None, "group", None))


@pytest.mark.parametrize(
    ("content", "threatened"),
    [
        ("any foreign troops in Karveth would be treated as legitimate targets", "foreign troops"),
        ("Foreign troops in Karveth would be seen as occupiers", "Foreign troops"),
        ("northern ‘peacekeepers’ in Karveth would be seen as occupiers", "northern ‘peacekeepers’"),
        ("if northern contingents enter Karveth, they will be legitimate targets", "northern contingents"),
        ("any Karveth patrol would be fired on", "Karveth"),
        ("they would treat any foreign troops fighting for Karveth as targets", "foreign troops"),
        ("they would view northern ‘peacekeepers’ in Karveth as an occupation force", "northern ‘peacekeepers’"),
    ],
)
def test_a_warning_to_whoever_comes_threatens_them_and_not_the_place(content: str, threatened: str) -> None:
    assert [(name, how) for name, _, how in to(f"[Mara Quell] warned {{that {content}}}.", "THREATEN")] == [
        (threatened, "rule")
    ]


@pytest.mark.parametrize(
    "content",
    ["any attack on Karveth would be answered", "Karveth would be fired on", "the ships in Karveth may leave"],
)
def test_where_no_comers_are_named_no_rule_tells_who_is_threatened(content: str) -> None:
    article = scene_of(f"[Mara Quell] warned {{that {content}}}.", WHO)
    page = Page(article, Parties(article, (), {}), ())
    assert targeted_by_rule(page, article.statements[0]) is None


def page_of(text: str) -> Page:
    scene = scene_of(text, WHO)
    return Page(scene, Parties(scene, (), {}), ())


@pytest.mark.parametrize(
    ("text", "obliged"),
    [
        ("[Mara Quell] demanded {that Karveth stop arming Sorrenay}.", "Karveth"),
        ("[Mara Quell] said {Karveth must first leave the pier}.", "Karveth"),
        ("[Mara Quell] said {that Karveth must have known}.", None),
        ("[Mara Quell] demanded {that ships of Karveth leave}.", None),
        ("[Mara Quell] demanded {that Karveth is heard}.", None),
        ("[Mara Quell] said {that Karveth stop signs are red}.", None),
        ("[Mara Quell] said {any deal must name a judge and include Karveth giving up its claims}.", "Karveth"),
        ("[Mara Quell] said {any deal must include Karveth and name a judge}.", None),
    ],
)
def test_who_has_to_do_what_is_demanded_is_asked(text: str, obliged: str | None) -> None:
    page = page_of(text)
    place = obliged_in(page, page.scene.statements[0])
    assert (None if place is None else page.parties.all[place.party].name) == obliged


def test_whom_arms_go_to_is_not_asked_to_stop_them() -> None:
    assert [name for name, _, _ in to("[Mara Quell] demanded {that Karveth stop arming Sorrenay}.")] == ["Karveth"]


@pytest.mark.parametrize(
    ("content", "destination"),
    [
        ("deploying troops to Karveth", True),
        ("that ships of Karveth be sent home", False),
        ("to send monitors into the Karveth", True),
        ("an inquiry by Karveth", False),
        ("to send monitors, and Karveth to pay", False),
    ],
)
def test_where_something_is_sent_nobody_is_asked(content: str, destination: bool) -> None:
    page = page_of(f"[Mara Quell] proposed {{{content}}}.")
    (place,) = (place for place in page.parties.places if place.kind == "name")
    assert is_destination(page.scene.statements[0], place) is destination


def test_each_other_are_the_sources_themselves() -> None:
    scene = scene_of("[Karveth and Sorrenay] accused each other {of shelling}.", WHO)
    both = tuple(Resolution(name, "name", id, "country", at) for name, id, at in _STATES_OF_BOTH)
    joint = Resolution("Karveth and Sorrenay", "group", members=both)
    said_by = Scene(scene.document, scene.attributions, [joint], scene.entities)
    (found,) = recipients_of(said_by, [Judged("ACCUSE", "model", 0.9)], {})
    assert [one.name for one in found] == ["Karveth", "Sorrenay"]


_STATES_OF_BOTH = (("Karveth", "Q1", "XK"), ("Sorrenay", "Q2", "XS"))


@pytest.mark.parametrize(
    ("content", "own"),
    [
        ("{that Karveth was ready to talk}", {"Karveth"}),
        ("{“In January I was wrong, and Karveth asks them to stay”}", {"Karveth"}),
        ("{“We shall pay, and Jonas Brandt will sign”}", set()),
        ("{“We hope that Karveth leaves”}", set()),
        ("{that the ships of Karveth would leave}", set()),
        ("{“Nobody knows whether Karveth will pay”}", set()),
    ],
)
def test_an_officer_speaks_for_the_state_whose_deeds_he_tells_as_his_own(content: str, own: set[str]) -> None:
    page = page_of(f"[Mara Quell] said {content}.")
    (speaker,) = page.parties.sources[0]
    found = own_states(page, frozenset({speaker}))
    assert {page.parties.all[party].name for party in found.get(speaker, ())} == own


def test_an_officer_speaks_of_himself_in_any_part_of_what_he_says() -> None:
    scene = scene_of("[Mara Quell] said {“I was wrong”, and “the ships and Karveth will stay”}.", WHO)
    (whole,) = scene.attributions[0].content
    middle = scene.text.index(", and")
    parts = (Span(whole.start, middle), Span(middle + 6, whole.end))
    scene = Scene(scene.document, [replace(scene.attributions[0], content=parts)], scene.resolutions, scene.entities)
    page = Page(scene, Parties(scene, (), {}), ())
    (speaker,) = page.parties.sources[0]
    assert [page.parties.all[party].name for party in own_states(page, frozenset({speaker}))[speaker]] == ["Karveth"]


def test_for_whom_something_is_accepted_is_no_recipient() -> None:
    assert to("[Mara Quell] said {she does not oppose guarantees for Karveth}.", "AGREE") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[Mara Quell] accused {its neighbours of cowardice}.", "neighbours"),
        ("[The firm] apologised to the residents {for the delay}.", "the residents"),
        ("[Mara Quell] urged MPs {to pass it}.", "MPs"),
        ("[Mara Quell] demanded {that the company publish its reports}.", "the company"),
    ],
)
def test_a_phrase_is_the_recipient_by_its_place(text: str, words: str) -> None:
    scene = scene_of(text, WHO)
    meant = {span: Resolution(f"unnamed: {span.of(scene.text)}", "group") for span in asked_spans(scene)}
    (found,) = recipients_of(scene, [Judged("REQUEST", "model", 0.9)], meant)
    assert [(words in one.name, one.method) for one in found] == [(True, "rule")]


def test_a_name_with_an_army_or_a_foreign_minister_is_a_side() -> None:
    text = "Velm's foreign minister left.\n\nThe army of Karveth stayed, and Hill Council met. [Mara Quell] said {so}."
    page = page_of(text)
    sided = {party.name for party in page.parties.all if is_a_side(page, party)}
    assert sided == {"Velm", "Karveth"}


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("[Mara Quell] praised {Karveth's patience}.", "Karveth"),
        ("[Mara Quell] rejected {“the Tervai Front’s offer”}.", "Tervai Front"),
        ("[Mara Quell] praised {the patience of Karveth}.", None),
        ("[Mara Quell] praised {Karveth for its patience}.", None),
        ("[Mara Quell] explained {Karveth's patience}.", None),
    ],
)
def test_whose_doing_is_judged(text: str, owner: str | None) -> None:
    page = page_of(text)
    place = owner_in(page, page.scene.statements[0])
    assert (None if place is None else page.parties.all[place.party].name) == owner


def test_whose_doing_is_judged_is_a_recipient_unless_it_is_the_own_side() -> None:
    text = "[Mara Quell] criticised {Karveth's decision to arm Sorrenay}."
    assert last(text, "ACCUSE")[0].name == "Karveth"
    scene = scene_of(text, WHO)
    minister = Resolution("Mara Quell", "name", "Q9", "person", "XK", "foreign minister")
    own = Scene(scene.document, scene.attributions, [minister], scene.entities)
    (found,) = recipients_of(own, [Judged("ACCUSE", "model", 0.9)], {})
    assert "Karveth" not in [one.name for one in found]


@pytest.mark.parametrize(
    ("text", "name", "own"),
    [
        ("[Velm's defence ministry] said {Velm was calm}.", "Ministry of Defence", {"Velm"}),
        ("[The ministry] said {Velm was calm}.", "Ministry of Defence (Velm)", {"Velm"}),
        ("[The ministry] said {Velm was calm}.", "Ministry of Defence (Karveth)", set()),
        ("[Jonas Brandt's aide] said {Jonas Brandt was calm}.", "unnamed: aide", set()),
    ],
)
def test_a_body_is_whose_it_is_told_to_be(text: str, name: str, own: set[str]) -> None:
    scene = scene_of(text, WHO)
    said_by = Scene(scene.document, scene.attributions, [Resolution(name, "name", "Q8")], scene.entities)
    page = Page(said_by, Parties(said_by, (), {}), ())
    assert {page.parties.all[party].name for party in owners_of(page, said_by.statements[0])} == own
