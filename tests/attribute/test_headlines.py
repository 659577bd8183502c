from __future__ import annotations

import json
from pathlib import Path

import pytest

from attribute.drafts import contents, statement
from onrecord.attribute.drafting.draft import Found
from onrecord.attribute.uncued.headlines import (
    headline_sources,
    headline_statements,
    is_told_below,
    whole_headlines,
    without_clauses_before,
    without_cut_clauses,
    without_preludes,
)
from onrecord.document import Span

CASES = json.loads((Path(__file__).parents[1] / "cases" / "headlines.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["statements"], ids=lambda case: case["label"])
def test_finds_the_statement(scene, case):
    built = scene((case["kind"], case["text"]))
    (draft,) = headline_statements(built)
    assert draft.source[0].of(built.text) == case["source"]
    assert draft.content[0].of(built.text) == case["content"]
    assert not draft.cue


@pytest.mark.parametrize("case", CASES["negative"], ids=lambda case: case["label"])
def test_leaves_other_headlines_alone(scene, case):
    assert list(headline_statements(scene((case["kind"], case["text"])))) == []


@pytest.mark.parametrize(
    "clause", ["It Might Surprise You", "She’s Going to Hate It", "Some Say It Leaks", "but not yet"]
)
def test_a_clause_after_a_dash_is_no_speaker(scene, clause):
    assert (
        list(headline_statements(scene(("headline", f"Tresk Just Told the Hall Who Opened the Gates – {clause}"))))
        == []
    )


def test_a_quotation_before_a_colon_is_of_the_subject_behind_it(scene):
    built = scene(("headline", "‘No way back’: minister defends the closing of the gates"))
    told = statement(built, "minister", "defends", "the closing of the gates")
    (draft,) = headline_statements(built, Found([told]))
    assert (draft.source, draft.content[0].of(built.text)) == (told.source, "‘No way back’")


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("‘I never wanted to win’: Lena Oskar on storms and fame", "Lena Oskar"),
        ("“We lost my boat”: Lena Oskar", "Lena Oskar"),
        ("‘We were never asked’: fishermen round on minister", "fishermen"),
        ("‘We won’t go’: striking dock workers vow to stay", "striking dock workers"),
        ("‘It is a disgrace’: Velm mayor on the gates", "Velm mayor"),
        ("‘It is a disgrace’: Velm minister", "Velm minister"),
        ("‘It is a disgrace’: tall Velm mayor on the gates", "tall Velm mayor"),
        ("‘Never asked’: fishermen round on minister", None),
        ("‘Never asked’: fishermen blame minister", None),
        ("‘We won’t go’: why miners stay put", None),
        ("‘We Were Sailors’: veterans remember a film", None),
        ("‘Safer with me’: Oskar courts voters", None),
        ("‘It is a disgrace’: Velm harbour on the gates", None),
        ("‘I never wanted to win’: Lena Oskar’s gates are shut", None),
        ("‘I never wanted to win’: Tresk on storms", None),
        ("‘Never wanted to win’: Lena Oskar on storms", None),
        ("‘My boat’: Lena Oskar sells the last of them", None),
    ],
)
def test_words_in_the_first_person_are_of_who_is_named_behind_them(scene, headline, source):
    found = list(headline_statements(scene(("headline", headline))))
    assert [draft.source[0].of(headline) for draft in found] == ([source] if source else [])


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("Oskar: Gates of the Kemral will stay shut", "Oskar"),
        ("Mara Oskar: Gates of the Kemral will stay shut", "Mara Oskar"),
        ("Gates of the Kemral will stay shut: Oskar", "Oskar"),
        ("Oskar: Gates are “finished”", "Oskar"),
        ("Oskar: Gates are finished", None),
        ("Oskar: What the gates mean for us", None),
        ("Tresk: Gates of the Kemral will stay shut", None),
    ],
)
def test_without_quotation_marks_a_colon_needs_a_person_who_speaks_in_the_article(scene, headline, source):
    built = scene(("headline", headline), ("paragraph", "Mayor Mara Oskar said the gates were shut. Tresk said no."))
    told = [
        statement(built, "Mayor Mara Oskar", "said", "the gates were shut"),
        statement(built, "Tresk", "said no", "no."),
    ]
    found = [draft.source[0].of(built.text) for draft in headline_statements(built, Found(told))]
    assert found == ([source] if source else [])


def test_a_label_or_a_time_is_no_part_of_what_a_heading_tells(scene):
    built = scene(("headline", "EXCLUSIVE-Gates to open, sources say"), ("subhead", "14:05 Gates to open, Oskar says"))
    told = [
        statement(built, "sources", "say", "EXCLUSIVE-Gates to open"),
        statement(built, "Oskar", "says", "14:05 Gates to open"),
    ]
    without_preludes(built, told)
    assert contents(built, told) == [["Gates to open"], ["Gates to open"]]


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("Talks collapse; minister: ‘We have no more to give’", "minister"),
        ("Talks collapse; Mara Oskar: “We have no more to give”", "Mara Oskar"),
        ("Talks collapse; minister: no more to give", None),
        ("Talks collapse; what the minister said: ‘No more’", None),
        ("Talks collapse; gates shut", None),
    ],
)
def test_a_quotation_behind_a_semicolon_has_its_speaker(scene, headline, source):
    found = [draft.source[0].of(headline) for draft in headline_statements(scene(("headline", headline)))]
    assert found == ([source] if source else [])


def test_what_somebody_is_to_do_is_no_speaker(scene):
    assert list(headline_statements(scene(("headline", "Budget day in Velm - mayor to speak at noon")))) == []
    (draft,) = headline_statements(scene(("headline", "Oskar to the nineteen: ‘Welcome home’")))
    assert draft.source == [Span(0, 5)]


@pytest.mark.parametrize("text", ["Oskar to the gates " * 2000, "Oskar - the gates " * 2000 + "shut: no"])
def test_a_heading_without_end_is_no_statement(scene, text):
    assert list(headline_statements(scene(("headline", text)))) == []


@pytest.mark.parametrize("content", ["a long night of gates and fog", "‘a long night of gates’"])
@pytest.mark.parametrize(
    "label", ["Review", "Live", "Opinion", "Watch", "Budget 2031", "Explainer", "Exclusive", "Match report"]
)
def test_a_label_before_a_colon_is_no_speaker(scene, label, content):
    assert list(headline_statements(scene(("headline", f"{label}: {content}")))) == []


@pytest.mark.parametrize(
    ("headline", "source", "content"),
    [
        ("‘I feared for my life’, tribunal hears", "tribunal", "‘I feared for my life’"),
        ("Gates of the Kemral were faulty, report finds", "report", "Gates of the Kemral were faulty"),
        ("Gates open, boats sail again, Mara Quell says", "Mara Quell", "Gates open, boats sail again"),
        ("‘Open the gates’, says Oskar", None, None),  # may be "says Oskar will go"
        ("Tresk rejects the truce, says troops will stay", None, None),
        ("Harbour town gets lower fees, clearer rules", None, None),
        ("Harbour town gets a mayor, final say", None, None),
        ("Late again, Oskar says", None, None),
    ],
)
def test_the_last_words_of_a_heading_tell_who_says_it(scene, headline, source, content):
    built = scene(("headline", headline))
    found = [(d.source[0].of(built.text), d.content[0].of(built.text)) for d in headline_statements(built)]
    assert found == ([(source, content)] if source else [])


@pytest.mark.parametrize(
    ("headline", "source", "cue", "found", "content"),
    [
        ("Gates of Sennac fell, harbour police report", "harbour police", "report", "fell", "Gates of Sennac fell"),
        ("Gates ‘may fall’, says Oskar", "Oskar", "says", "‘may fall’", "Gates ‘may fall’"),
        ("Tresk rejects truce, says gates will stay", "Tresk", "says", "gates will stay", "gates will stay"),
    ],
)
def test_all_of_a_heading_before_who_says_it_is_the_content(scene, headline, source, cue, found, content):
    built = scene(("headline", headline))
    told = statement(built, source, cue, found)
    whole_headlines(built, [told])
    assert contents(built, [told]) == [[content]]


@pytest.mark.parametrize(
    ("headline", "source", "cue", "mended"),
    [
        ("Tresk, Karveth agree to talk", "Karveth", "agree", "Tresk, Karveth"),
        ("In Tresk, Karveth agrees to talk", "Karveth", "agrees", "Karveth"),
        ("After rain, Karveth miners agree to talk", "Karveth miners", "agree", "Karveth miners"),
        ("15.10 Miners complain of delays", "15.10 Miners", "complain", "Miners"),
        ("Bosses apologise after inquiry finds fault", "Bosses apologise after inquiry", "finds", "inquiry"),
        ("Miners as guests complain of delays", "Miners as guests", "complain", "Miners as guests"),
    ],
)
def test_sources_of_headings_are_whole_and_without_times(scene, headline, source, cue, mended):
    built = scene(("headline", headline))
    draft = statement(built, source, cue, headline[headline.index(cue) + len(cue) + 1 :])
    headline_sources(built, [draft])
    assert draft.source[0].of(headline) == mended


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("a strike as pay talks", "a strike"),
        ("a strike as pay talks collapse", "a strike as pay talks collapse"),
        ("a strike", "a strike"),
    ],
)
def test_a_content_ends_before_a_clause_of_which_the_heading_goes_on(scene, content, kept):
    built = scene(("headline", "Miners threaten a strike as pay talks collapse"), ("paragraph", "Rain fell."))
    draft = statement(built, "Miners", "threaten", content)
    without_cut_clauses(built, [draft])
    assert contents(built, [draft]) == [[kept]]


@pytest.mark.parametrize(
    ("text", "source", "cue", "pieces", "kept"),
    [
        (
            "Rebels seize port, cabinet vows response",
            "cabinet",
            "vows",
            ["Rebels seize port", "response"],
            ["response"],
        ),
        ("Things Oskar said that hurt", "Oskar", "said", ["Things", "that hurt"], ["Things", "that hurt"]),
        (
            "Ports shut, Oskar says, as rebels near",
            "Oskar",
            "says",
            ["Ports shut", "as rebels near"],
            ["Ports shut", "as rebels near"],
        ),
    ],
)
def test_a_clause_before_the_source_of_a_heading_is_not_its_content(scene, text, source, cue, pieces, kept):
    built = scene(("headline", text))
    draft = statement(built, source, cue, pieces[0])
    draft.content += statement(built, source, cue, pieces[1]).content
    without_clauses_before(built, [draft])
    assert contents(built, [draft]) == [kept]


def test_a_heading_has_no_content_in_the_paragraph_below(scene):
    built = scene(("headline", "Gates to open, president hints"), ("paragraph", "Talks were possible."))
    draft = statement(built, "president", "hints", "Talks were possible")
    assert is_told_below(built, draft)
    whole_headlines(built, [draft])
    assert contents(built, [draft]) == [["Gates to open"]]
    assert not is_told_below(built, draft)
