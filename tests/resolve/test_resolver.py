from __future__ import annotations

import pytest

from onrecord.document import Document, Span
from onrecord.resolve import Registry, resolve
from onrecord.resolve.known.identity import local_id
from onrecord.statement import Attribution
from resolve.article import HEADLINE, article, known_failure, last_name, own_registry, resolved, resolved_with_entities


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Secretary of State Mara Quell left. [Quell] said no.", "Mara Quell", "Secretary of State"),
        ("[Quell] said no. Mara Quell is the mayor.", "Mara Quell", "the mayor"),
        ("[Mara Quell] said no.", "Mara Quell", None),
        ("[Karvethi Defence Minister Peter Holm] said no.", "Peter Holm", "Karvethi Defence Minister"),
        ("Mme Quell left. [Quell] said no.", "Quell", None),
        ("The Norvale Harbour Authority (NHA) met. [The NHA] said no.", "Norvale Harbour Authority", None),
        ("The Karvethi Maritime Guard left. [The Guard] said no.", "Karvethi Maritime Guard", None),
        ("[Tresk] said no.", "Ulvar Tresk", None),
        ("Then President Quell left. [Quell] said no.", "Quell", "President"),
    ],
)
def test_names(text: str, name: str, role: str | None) -> None:
    found = resolved(text)[-1]
    assert (found.name, found.role, found.method) == (name, role, "name")
    assert found.type in ("person", "organisation") and found.entity


@pytest.mark.parametrize(
    ("text", "entity", "country"),
    [
        ("[Ulvar Tresk] said no.", "P-05", "Karveth"),
        ("[The Front] said no.", "F-TSF", None),
        ("[WHO] said no.", "org:who", None),
        ("[Mara Quell] said no.", local_id("person", "Mara Quell", None), None),
        ("[Karvethi envoy Mara Quell] said no.", local_id("person", "Mara Quell", "Karveth"), "Karveth"),
        ("[The Norvale Council] said no.", local_id("organisation", "Norvale Council", None), None),
    ],
)
def test_ids(text: str, entity: str, country: str | None) -> None:
    (found,) = resolved(text)
    assert (found.entity, found.country) == (entity, country)


@pytest.mark.parametrize(
    ("text", "name", "method", "type_"),
    [
        ("[The Karvethi government] said no.", "Government of Karveth", "name", "government"),
        ("[The German government] said no.", "Government of Germany", "name", "government"),
        ("[Karveth’s government] said no.", "Government of Karveth", "name", "government"),
        ("[The government of Karveth] said no.", "Government of Karveth", "name", "government"),
        ("[The French foreign ministry] said no.", "Ministry of Foreign Affairs (France)", "name", "ministry"),
        *(
            (f"[{words}] said no.", "Ministry of Foreign Affairs (Karveth)", "name", "ministry")
            for words in ("Karveth’s foreign ministry", "The foreign ministry of Karveth")
        ),
        ("[The Karvethi military] said no.", "Ministry of Defence (Karveth)", "name", "ministry"),
        ("[The Lantern House] said no.", "Government of Karveth", "name", "government"),
        # the country that the article names
        ("Karveth is small. [The government] said no.", "Government of Karveth", "nominal", "government"),
        ("Karveth is small. [The parliament] said no.", "Parliament of Karveth", "nominal", "legislature"),
        # a place that speaks, and one where somebody speaks
        ("[Karveth] said no.", "Government of Karveth", "metonym", "government"),
        ("[Ossunmar] said no.", "Government of Karveth", "metonym", "government"),
        ("[Moscow] said no.", "Government of Russia", "metonym", "government"),
        ("[Washington] said no.", "Government of the United States", "metonym", "government"),
        ("[Residents of Ossunmar] said no.", "unnamed: Residents of Ossunmar", "group", "group"),
        ("[A man in Moscow] said no.", "unnamed: man in Moscow", "group", "group"),
        ("[The mayor of Moscow] said no.", "unnamed: mayor of Moscow", "group", "group"),
        ("[Ossunmar residents] said no.", "unnamed: Ossunmar residents", "group", "group"),
        ("He spoke in Moscow. [The mayor] said no.", "unnamed: mayor", "group", "group"),
        # nothing tells whose
        ("[The government] said no.", "unnamed: government", "group", "group"),
        *(
            (f"[{seat}] said no.", government, "metonym", "government")
            for seat, government in (
                ("The Kremlin", "Government of Russia"),
                ("The White House", "Government of the United States"),
                ("Downing Street", "Government of the United Kingdom"),
            )
        ),
        *(
            pytest.param(
                f"[{words}] said no.",
                f"unnamed: {words[4:]}",
                "group",
                "group",
                marks=known_failure("of a country that the registry lacks only the adjective is left: “Ruritanian”"),
            )
            for words in ("The Ruritanian government", "The Ruritanian foreign ministry")
        ),
    ],
)
def test_governments_and_places_that_speak(text: str, name: str, method: str, type_: str) -> None:
    found = resolved(text)[-1]
    assert (found.name, found.method, found.type) == (name, method, type_)
    assert (found.entity is None) == (type_ == "group")


def test_the_likelier_of_what_a_place_stands_for() -> None:
    assert last_name("[Brussels] said no.") == "European Union"
    assert last_name("NATO met. NATO left. NATO came back. [Brussels] said no.") == "NATO"


@pytest.mark.parametrize(
    ("source", "published", "name"),
    [
        ("The Karvethi president", "2031-06-01", "Dorrik Halvasund"),
        ("The Karvethi foreign minister", "2031-03-01", "Maren Oskeveth"),
        ("The Karvethi foreign minister", "2031-05-01", "Jorath Vennick"),
        *((words, "2031-06-01", "Dorrik Halvasund") for words in ("The president of Karveth", "Karveth’s president")),
        ("The US president", "2014-04-20", "Barack Obama"),
        # no date, no such country, nobody in office, no single holder, no office
        ("The Karvethi president", None, "unnamed: Karvethi president"),
        ("The Ruritanian president", "2031-06-01", "unnamed: Ruritanian president"),
        ("The Karvethi president", "2020-01-01", "unnamed: Karvethi president"),
        ("The president", "2031-06-01", "unnamed: president"),
        ("A Karvethi minister", "2031-06-01", "unnamed: Karvethi minister"),
        ("The former Karvethi president", "2031-06-01", "unnamed: former Karvethi president"),
        ("The Karvethi lawyer", "2031-06-01", "unnamed: Karvethi lawyer"),
    ],
)
def test_who_held_an_office_on_the_day(source: str, published: str | None, name: str) -> None:
    options = {"published": published} if published else {}
    (found,) = resolved(f"[{source}] said no.", **options)
    assert (found.name, found.method) == (name, "group" if name.startswith("unnamed") else "role")


@pytest.mark.parametrize(
    ("source", "name", "country"),
    [
        ("Senior officials", "unnamed: Senior officials", None),
        ("the protesters", "unnamed: protesters", None),
        ("thousands of protesters", "unnamed: protesters", None),
        ("Three Karvethi ministers", "unnamed: Karvethi ministers", "Karveth"),
        ("officials in Ossunmar", "unnamed: officials in Ossunmar", "Karveth"),
        ("a source close to the talks", "unnamed: source close to the talks", None),
        ("one of the ministers", "unnamed: ministers", None),
        ("critics", "unnamed: critics", None),
        ("a teacher who had seen the boat", "unnamed: teacher", None),
        ("Quell’s lawyers", "unnamed: Quell's lawyers", None),
        ("Mara Quell’s lawyers", "unnamed: Mara Quell's lawyers", None),
        ("a minister, speaking in the night", "unnamed: minister", None),
    ],
)
def test_groups_stay_unnamed(source: str, name: str, country: str | None) -> None:
    (found,) = resolved(f"Then [{source}] said no.")
    assert (found.name, found.method, found.type, found.entity, found.country) == (
        name,
        "group",
        "group",
        None,
        country,
    )


def test_joint_sources_have_members() -> None:
    found = resolved("Minister Mara Quell met Jonas Brandt. [Quell and Brandt] said no.")[-1]
    assert (found.name, found.type, found.entity) == ("Mara Quell and Jonas Brandt", "group", None)
    assert [(one.name, one.type, one.method) for one in found.members] == [
        ("Mara Quell", "person", "name"),
        ("Jonas Brandt", "person", "name"),
    ]
    assert found.members[0].role == "Minister" and found.score == min(one.score for one in found.members)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Karveth] Sends Ships To Norvale Again\n\nShips left.", "Government of Karveth"),
        ("[KARVETH] SENDS SHIPS TO NORVALE AGAIN\n\nShips left.", "Government of Karveth"),
        ("[Karvethi] Sends Ships To Norvale Again\n\nShips left.", "unnamed: Karvethi"),
        ("[Norvale] Sends Ships To Karveth Again\n\nShips left.", "unnamed: Norvale"),
    ],
)
def test_a_country_in_a_headline_with_capitals_only(text: str, name: str) -> None:
    assert last_name(text) == name


def test_joint_places_are_their_governments() -> None:
    found = resolved("[Karveth and Sorrenay] said no.")[-1]
    assert [one.name for one in found.members] == ["Government of Karveth", "Government of Sorrenay"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Lind left. [Lind’s report] said no.", "Anna Lind"),
        ("[A report by Anna Lind] said no.", "Anna Lind"),
        ("[A report by the Norvale Council] said no. [The report] added that it was late.", "Norvale Council"),
        ("[Anna Lind’s decree] came. [Mara Quell] left. [The decree] said no.", "Anna Lind"),
        ("Anna Lind left. [Her statement] said no.", "Anna Lind"),
        ("[Anna Lind] said no. [The statement] added that it was late.", "Anna Lind"),
        # nobody's, as far as the article says
        ("[A report] said no.", "unnamed: report"),
        ("[The report] said no.", "unnamed: report"),
        ("[A report by Anna Lind] said no. [A report] said yes.", "unnamed: report"),
        ("[A report by Anna Lind] said no. [The study] said yes.", "unnamed: study"),
        ("[A report by teachers] said no.", "unnamed: report"),
        ("[A report about Anna Lind] said no.", "unnamed: report"),
        ("[Studies] said no.", "unnamed: Studies"),
        ("Anna Lind left. [The book] said no.", "unnamed: book"),
    ],
)
def test_documents_are_their_authors(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name", "score"),
    [
        ("[A spokesman for the Norvale Council] said no.", "Norvale Council", 0.8),
        ("[The Norvale Council spokeswoman] said no.", "Norvale Council", 0.8),
        ("Norvale Council members left. [The council] said no.", "Norvale Council", 0.7),
        # a person's spokesman is not the person
        ("Mayor Quell left. [Quell’s spokesman] said no.", "unnamed: Quell's spokesman", 0.8),
        ("Mayor Mara Quell left. [A spokesman for Mara Quell] said no.", "unnamed: spokesman for Mara Quell", 0.8),
        ("[A spokesman for Anna Lind] said no.", "unnamed: spokesman for Anna Lind", 0.8),
        # but nothing tells that this is one
        ("[A spokesman for Hallmoor Power] said no.", "Hallmoor Power", 0.7),
        ("[A spokesman for Hallmoor Power’s owner] said no.", "unnamed: spokesman for Hallmoor Power’s owner", 0.8),
    ],
)
def test_who_speaks_for_a_body(text: str, name: str, score: float) -> None:
    found = resolved(text)[-1]
    assert found.name == name and found.score == pytest.approx(score, abs=0.2)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Norvale Council met. [The council and the Karvethi government] said no.",
         ["Norvale Council", "Government of Karveth"]),
        ("[Both Mara Quell’s campaign and some experts] said no.", ["Mara Quell's campaign", "unnamed: experts"]),
        ("[Both Mara Quell and some ministers] said no.", ["Mara Quell", "unnamed: ministers"]),
        # one with what belongs to it
        ("[The council of Norvale and the valley] said no.", []),
    ],
)  # fmt: skip
def test_several_of_which_not_all_are_names(text: str, names: list[str]) -> None:
    assert [member.name for member in resolved(text)[-1].members] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Tervai Shore Front left. [The militant group] said no.", "Tervai Shore Front"),
        ("The Tervai Shore Front left. [A militant group] said no.", "unnamed: militant group"),
        ("The Norvale Council left. [The militant group] said no.", "unnamed: militant group"),
    ],
)
def test_the_armed_group_of_an_article(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("content", "cue", "name"),
    [
        ("Mara Quell said no, telling reporters that it rained.", "telling", "Mara Quell"),
        ("Mara Quell denied having told reporters that it rained.", "having told", "Mara Quell"),
        ("Mara Quell said no. Having told them so, Brandt left.", "Having told", "unknown"),
        ("Mara Quell said no; it began without telling them so.", "telling", "unknown"),
        ("It rained, meaning that all stayed.", "meaning", "unknown"),
    ],
)
def test_a_participle_goes_on_with_who_speaks(content: str, cue: str, name: str) -> None:
    document = article(content).document
    at = document.text.index(cue)
    named = document.text.find("Mara Quell")
    spoken = Attribution((Span(named, named + 10),), (Span(named + 11, named + 15),), (), "indirect")
    asked = Attribution((), (Span(at, at + len(cue)),), (Span(at + len(cue) + 1, len(document.text)),), "indirect")
    found, _ = resolve(document, None, [spoken, asked] if named >= 0 else [asked], own_registry())
    assert found[-1].name == name


def test_no_source_is_nobody() -> None:
    document = article("Nobody left.").document
    content = (Span(28, 34),)
    for attribution in (Attribution((), (), content, "direct"), Attribution((), (Span(28, 34),), (), "indirect")):
        ((found,), _) = resolve(document, None, [attribution], own_registry())
        assert (found.name, found.method, found.entity, found.type, found.evidence) == (
            "unknown",
            "none",
            None,
            None,
            (),
        )


def test_resolutions_come_in_the_order_they_were_asked() -> None:
    marked = article("[Anna Quell] said no. [She] said yes. [Peter Brandt] left.")
    backwards = tuple(reversed(marked.attributions))
    (straight, _), (turned, _) = (
        resolve(marked.document, None, found, own_registry()) for found in (marked.attributions, backwards)
    )
    assert straight == tuple(reversed(turned))


def test_a_parent_behind_its_child_is_resolved_before_it() -> None:
    marked = article("“{[I] said {no}},” [Anna Quell] said.")
    assert marked.attributions[0].parent == 1
    found, _ = resolve(marked.document, None, marked.attributions, own_registry())
    assert [one.name for one in found] == ["Anna Quell", "Anna Quell"]


def test_the_entities_of_an_article() -> None:
    text = "Defence Minister Tresk met Mara Quell in Karveth. [Quell] said no. Tresk left."
    whole = article(text).document.text
    _, entities = resolved_with_entities(text)
    told = {mentioned.entity.name: [span.of(whole) for span in mentioned.mentions] for mentioned in entities}
    assert {name: told[name] for name in ("Ulvar Tresk", "Mara Quell", "Karveth")} == {
        "Ulvar Tresk": ["Tresk", "Tresk"],
        "Mara Quell": ["Mara Quell", "Quell"],
        "Karveth": ["Karveth"],
    }
    by_name = {mentioned.entity.name: mentioned.entity for mentioned in entities}
    assert by_name["Ulvar Tresk"].provenance == "user" and by_name["Mara Quell"].provenance == "article"
    assert by_name["Mara Quell"].aliases == ("Quell",) and by_name["Mara Quell"].gender is None


@pytest.mark.parametrize(
    "text",
    [
        "Mara Quell met Peter Brandt. [Quell] said no.",
        "Quell Shuts Norvale Harbour For Good\n\nThe harbour was shut by Mara Quell on Monday, [she] said.",
        "Harbour is shut by Mara Quell\n\nThe harbour was shut by Mara Quell on Monday, [she] said.",
    ],
)
def test_mentions_of_an_entity_are_in_order_and_apart(text: str) -> None:
    for mentioned in resolved_with_entities(text)[1]:
        ends = [span.end for span in mentioned.mentions]
        assert all(end <= span.start for end, span in zip(ends, mentioned.mentions[1:], strict=False))


def test_entities_of_resolutions_are_among_those_of_the_article() -> None:
    resolutions, entities = resolved_with_entities("Tresk met Mara Quell. [Quell] said no. [He] left. [Tresk] came.")
    ids = {mentioned.entity.id for mentioned in entities}
    assert {one.entity for one in resolutions if one.entity} <= ids


def test_without_a_registry_of_ones_own_the_invented_are_local() -> None:
    (found,) = resolved("[Ulvar Tresk] said no.", Registry.shipped())
    assert found.entity == local_id("person", "Ulvar Tresk", None)


def test_an_empty_document() -> None:
    assert resolve(Document("", language="en"), None, (), own_registry()) == ((), ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # a name beside a noun
        ("[Norvale’s head of ports, Mara Quell,] said no.", "Mara Quell"),
        ("[One of the survey’s authors, herpetologist Mara Quell,] said no.", "Mara Quell"),
        ("[The envoy known as Mara Quell] said no.", "Mara Quell"),
        ("[A former candidate -- Mara Quell, who lost to Brandt --] said no.", "Mara Quell"),
        ("[Member of Parliament (MP) Mara Quell of the Norvale Party] said no.", "Mara Quell"),
        ("[a memo posted online by Mayor Mara Quell] said no.", "Mara Quell"),
        ("[whip Saskia Tornquist] said no.", "Saskia Tornquist"),
        # names inside clauses and offices are somebody else's
        ("[A person who has read Quell’s reply] said no.", "unnamed: person"),
        ("[The deputy head of Norvale’s delegation] said no.", "unnamed: deputy head of Norvale’s delegation"),
        ("[The report, released as Quell left,] said no.", "unnamed: report"),
        # whose a thing is does not make it a name
        ("[His legal team] said no.", "unnamed: legal team"),
    ],
)
def test_names_beside_nouns(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mayor Quell left. [Quell and other officials] said no.", "Quell and unnamed: officials"),
        ("Mayor Mara Quell left. [She and her husband] said no.", "Mara Quell and unnamed: husband"),
        ("[She and her husband] said no.", "unnamed: She"),
        ("[the minister and other officials] said no.", "unnamed: minister"),
        ("[A report by Mara Quell and other officials] said no.", "Mara Quell"),
    ],
)
def test_names_with_others(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mayor Mara Quell left. [Her office] said no.", "Mara Quell's office"),
        ("Karvethi president Jonas Brandt left. [His government] said no.", "Government of Karveth"),
        ("The Brandt administration fell. Jonas Brandt left. [The administration] said no.", "Brandt administration"),
        ("Jonas Brandt left. [The administration] said no. The Brandt administration fell.", "Brandt administration"),
        (
            "Karveth waits, and Karveth knows it. [The foreign ministry] said no.",
            "Ministry of Foreign Affairs (Karveth)",
        ),
        ("[Merologists] said no.", "unnamed: Merologists"),
        ("Karveth met Sorrenay. [The foreign ministry] said no.", "unnamed: foreign ministry"),
        ("Port Sennac waits. [The city of Port Sennac] said no.", "Port Sennac"),
        ("Port Sennac waits. [The council of Port Sennac] said no.", "Port Sennac's council"),
        # nobody's, another's, several of them
        ("[Her office] said no.", "unnamed: office"),
        ("Mayor Mara Quell left. [Her press office] said no.", "unnamed: press office"),
        ("The harbour administration fell. [The administration] said no.", "unnamed: administration"),
    ],
)
def test_bodies_of_somebody(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mara Quell called the Norvale Post. [The newspaper] said no.", "Norvale Post"),
        ("The Norvale Ferry Company left. [The company] said no.", "Norvale Ferry Company"),
        ("The Norvale Times saw it on Monday; [the website] said no.", "Norvale Times"),
        # two of them, another sort of body, too far off, not known to the reader
        ("The Norvale Post met the Harbour Tracker. [The website] said no.", "unnamed: website"),
        ("The Norvale Council left. [The militant group] said no.", "unnamed: militant group"),
        ("The Norvale Ferry Company left. Ships came. It rained. [The firm] said no.", "unnamed: firm"),
        ("The Norvale Ferry Company left. [A company] said no.", "unnamed: company"),
    ],
)
def test_the_one_body_named_just_before(text: str, name: str) -> None:
    assert last_name(text) == name


def test_a_quotation_without_source_and_cue_is_the_last_speakers() -> None:
    text = HEADLINE + "Mara Quell said no.\n\n“The harbour is shut.”\n\nShips left.\n\n“So be it.”"
    document = article(text).document
    said, first, second = (text.index(words) for words in ("no.", "“The", "“So"))
    quell = Attribution((Span(len(HEADLINE), len(HEADLINE) + 10),), (), (Span(said, said + 2),), "indirect")
    near = Attribution((), (), (Span(first, first + 22),), "direct")
    far = Attribution((), (), (Span(second, second + 10),), "direct")
    cued = Attribution((), (Span(said, said + 2),), (Span(first, first + 22),), "direct")
    found, _ = resolve(document, None, [quell, near, far, cued], own_registry())
    assert [one.name for one in found] == ["Mara Quell", "Mara Quell", "unknown", "unknown"]
