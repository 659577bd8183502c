from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.coding.marked import scene

from onrecord.coding.dates.dates import article_date, dates_of, scene_dates
from onrecord.coding.dates.days import days_of, value_of
from onrecord.coding.dates.times import times_in
from onrecord.coding.said import Scene
from onrecord.document import Block, Document, Span
from onrecord.statement import Attribution, Resolution
from steps import steps_of

WEDNESDAY = "2031-05-14"


def told(marked: str, published: str | None = WEDNESDAY, index: int = 0) -> list[tuple[str, str, str | None]]:
    """Value, basis and words of a statement's dates."""
    article = scene(marked, published=published)
    return [
        (stated.value, stated.basis, stated.span.of(article.text) if stated.span else None)
        for stated in dates_of(article.statements[index])
    ]


def value(words: str, today: date | None = date(2031, 5, 14), ahead: bool = False) -> str | None:
    days = days_of(times_in(words)[0], today, ahead)
    return value_of(days) if days else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Wednesday", "2031-05-14"),  # an article of Wednesday: that day
        ("on Thursday", "2031-05-08"),
        ("on Tuesday night", "2031-05-13"),
        ("late Tuesday", "2031-05-13"),
        ("last Wednesday", "2031-05-07"),
        ("last Sunday", "2031-05-11"),
        ("last Monday", "2031-05-05"),  # of a week gone by, not the day before yesterday
        ("next Wednesday", "2031-05-21"),
        ("next Friday", "2031-05-16"),
        ("this past Friday", "2031-05-09"),
        ("Friday last week", "2031-05-09"),
        ("yesterday", "2031-05-13"),
        ("yesterday evening", "2031-05-13"),
        ("last night", "2031-05-13"),
        ("today", "2031-05-14"),
        ("this morning", "2031-05-14"),
        ("earlier today", "2031-05-14"),
        ("tomorrow", "2031-05-15"),
        ("overnight", "2031-05"),
        ("two days ago", "2031-05-12"),
        ("10 days ago", "2031-05-04"),
        ("three hours ago", "2031-05-14"),
        ("a week ago", "2031-05"),
        ("two weeks ago", "2031"),  # 27 April to 3 May
        ("a month ago", "2031-04"),
        ("five months ago", "2030-12"),
        ("a year ago", "2030"),
        ("this week", "2031-05"),
        ("earlier this week", "2031-05"),
        ("last week", "2031-05"),
        ("over the weekend", "2031-05"),
        ("last month", "2031-04"),
        ("earlier in the month", "2031-05"),
        ("last year", "2030"),
        ("earlier this year", "2031"),
        ("on 14 May", "2031-05-14"),
        ("on 20 May", "2030-05-20"),
        ("on 15 May", "2031-05-15"),  # a day ahead: the outlet's clock
        ("on May 2", "2031-05-02"),
        ("on the 3rd of June 2030", "2030-06-03"),
        ("on Feb. 29", "2028-02-29"),
        ("Wednesday, May 7", "2031-05-07"),
        ("in April", "2031-04"),
        ("in June", "2030-06"),
        ("in May", "2031-05"),
        ("last May", "2030-05"),
        ("in March of this year", "2031-03"),
        ("in March last year", "2030-03"),
        ("mid-April", "2031-04"),
        ("in late March 2029", "2029-03"),
    ],
)
def test_days_counted_from_the_articles_date(words: str, expected: str | None) -> None:
    assert value(words) == expected
    assert value(words, None) == (expected if any(year in words for year in ("2029", "2030")) else None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("on May 14, 2025", "2025-05-14"), ("14 May 2025", "2025-05-14"), ("2025-05-14", "2025-05-14"),
     ("in May 2025", "2025-05"), ("in 2019", "2019"), ("a 2019 report", "2019")],
)  # fmt: skip
def test_full_dates_need_no_article(words: str, expected: str) -> None:
    assert value(words, None) == value(words) == expected


@pytest.mark.parametrize(
    "words",
    ["31 February", "May 45", "30 February 2031", "99 June", "2031-02-30", "2031-13-01", "nearly two years ago",
     "a few days ago", "that day", "in the 1990s", "last summer", "in May of that year", "in recent weeks"],
)  # fmt: skip
def test_what_cannot_be_dated(words: str) -> None:
    assert value(words) is None


def test_before_the_first_year() -> None:
    assert value("999 years ago", date(900, 1, 1)) is value("999 days ago", date(1, 1, 1)) is None


@pytest.mark.parametrize(
    "words",
    [
        "Theresa May spoke", "the march of time", "may 3 people come", "since Monday", "until Friday", "from 2019",
        "by then", "the Sunday Times", "told Sunday Mirror", "USA TODAY", "Black Friday", "Super Tuesday",
        "Friday’s attack", "last year's floods", "2,019 people", "a 2019 model", "2019-style", "5:14", "in 14 places",
        "the May blossom",
    ],
)  # fmt: skip
def test_no_time_is_told(words: str) -> None:
    assert times_in(words) == []


def test_a_weekday_to_come() -> None:
    assert value("on Friday", ahead=True) == "2031-05-16"
    assert value("on 20 May", ahead=True) == "2031-05-20"
    assert value("in June", ahead=True) == "2031-06"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # after the cue
        ("<Tresk> {said} on Tuesday [that the dam was safe].", "Tuesday"),
        ("<Tresk> {told} reporters in Hask on Tuesday [the dam was safe].", "Tuesday"),
        ("[“The dam is safe,”] {said} <Tresk, the minister,> on Tuesday.", "Tuesday"),
        ("[The dam is safe], {according to} <officials> on Tuesday.", "Tuesday"),
        ("<Tresk> {denied} [any role] on Tuesday.", "Tuesday"),
        ("<Tresk> {set out} [the plan] in a letter last week to members.", "last week"),
        ("<Tresk> {said} in an interview published on Monday [that he would stay].", "Monday"),
        ("<Tresk> {said} as he arrived in Hask on Monday [that he would stay].", "Monday"),
        ("[“Never,”] <Tresk> {told} the council when asked last month about the dam.", "last month"),
        ("[The ruling] {was announced} on Friday by <the court>.", "Friday"),
        ("<The ministry> {issued a denial on Friday that} [it had known].", "Friday"),
        # before the source
        ("On Tuesday, <Tresk> {said} [the dam was safe].", "Tuesday"),
        ("Tuesday, <Tresk> {said} [the dam was safe].", "Tuesday"),
        ("But late on Tuesday <Tresk> {said} [the dam was safe].", "Tuesday"),
        ("On Tuesday in Hask, <Tresk> {said} [the dam was safe].", "Tuesday"),
        ("Speaking at a roundtable on Tuesday, <Tresk> {warned} [that the dam would break].", "Tuesday"),
        ("In a statement on Tuesday, <Tresk> {said} [the dam was safe].", "Tuesday"),
        ("In a 2019 interview with the Ledger, <Tresk> {said} [he was tired].", "2019"),
        ("In findings published Monday, <researchers> {reported} [a decline].", "Monday"),
        ("When asked on Monday, <Tresk> {said} [no].", "Monday"),
        ("The gates stay shut, and on Monday <Tresk> {said} [why].", "Monday"),
        ("By Sunday, <Tresk> {said} [the gates were shut].", "Sunday"),
        # between source and cue
        ("<The ministry>, in a letter on Friday, {said} [it had not known].", "Friday"),
        ("<Karveth> on Monday {accused} [Sorrenay of piracy].", "Monday"),
        ("He gave it to <the Ledger>, which today {reported} [the sum].", "today"),
        # inside the source
        ("{According to} <a tweet on Monday by the minister>, [all is well].", "Monday"),
        ("<A 2019 study> {found} [that eels were fewer].", "2019"),
        ("<Wednesday’s statement> {said} [nothing new].", "Wednesday"),
        ("<A report released in April by the academy> {noted} [a rise].", "April"),
    ],
)
def test_times_of_the_saying(marked: str, expected: str) -> None:
    assert [words for *_, words in told(marked)] == [expected]


@pytest.mark.parametrize(
    "marked",
    [
        "<Tresk> {said} [the gates had been shut since Tuesday].",
        "<Tresk> {said} [the gates closed on Tuesday].",
        "<Tresk, who arrived on Monday>, {said} [the dam was safe].",
        "<Tresk>, who visited Hask on Monday, {said} [the dam was safe].",
        "<Tresk>, elected in 2019, {said} [the dam was safe].",
        "On Monday the gates closed, and <Tresk> {said} [he was sorry].",
        "On Monday the council met, but <Tresk> {said} [nothing of note].",
        "<Tresk> {said} about the fire on Monday [that it was a shame].",
        "<Tresk> {spoke} of the talks he had on Friday [as a failure].",
        "<Tresk> {will not go back on} it before Friday, [he promised].",
        "Because the gates closed on Monday, <Tresk> {said} [he would go].",
        "<Tresk> {told} the Sunday Mirror [that he was tired].",
        "<Tresk> {praised} the crew killed in Friday’s attack [as heroes].",
        "<Tresk> {said} in a programme to be shown on Sunday [that he was tired].",
        "<The deputy for the 2019 intake> {said} [the dam was safe].",
        "A summit ordered by <Tresk> {urged} it on; for a second day on Saturday [talks went on].",
    ],
)
def test_times_of_something_else(marked: str) -> None:
    assert told(marked)[:1] in ([(WEDNESDAY, "publication", None)], [])


def test_each_cue_has_its_own_time() -> None:
    marked = (
        "<1:Tresk> {1:said} on Monday [1:the gates were shut], and <2:Urdeli> {2:added} on Tuesday [2:that he knew]."
    )
    assert told(marked)[0][0] == "2031-05-12"
    assert told(marked, index=1)[0][0] == "2031-05-13"


def test_one_source_in_one_sentence_has_one_time() -> None:
    article = scene("<Tresk> {said} on Monday [no] and warned of war.", published=WEDNESDAY)
    source = article.attributions[0].source
    second = Attribution(source, (Span(23, 29),), (Span(30, 36),), "indirect")
    both = Scene(article.document, (article.attributions[0], second))
    assert [dates[0].value for dates in scene_dates(both)] == ["2031-05-12"] * 2


def test_two_times_of_one_saying() -> None:
    assert [d[0] for d in told("<Tresk> {said} on Monday and again on Tuesday [that he would stay].")] == [
        "2031-05-12",
        "2031-05-13",
    ]


def test_nested_statements() -> None:
    own = "On Monday <1:Tresk> {1:said} [1:<2:Urdeli> {2:told} him in March [2:that the dam would hold]]."
    assert told(own, index=1) == [("2031-03", "relative", "March")]
    assert told(own)[0][0] == "2031-05-12"
    parents = "On Monday <1:Tresk> {1:said} [1:<2:Urdeli> {2:thinks} [2:that the dam will hold]]."
    assert told(parents, index=1) == told(parents) == [("2031-05-12", "relative", "Monday")]
    neither = "<1:Tresk> {1:said} [1:<2:Urdeli> {2:thinks} [2:that the dam will hold]]."
    assert told(neither, index=1) == [(WEDNESDAY, "publication", None)]
    of_the_content = "<1:Tresk> {1:said} [1:<2:Urdeli> {2:thinks} [2:it will hold until] since Monday it has not]."
    assert told(of_the_content) == [(WEDNESDAY, "publication", None)]


def test_basis() -> None:
    assert told("On 2 May 2031, <Tresk> {said} [no].")[0][1] == "explicit"
    assert told("On 2 May, <Tresk> {said} [no].")[0][1] == "relative"
    assert told("<Tresk> {said} [no].") == [(WEDNESDAY, "publication", None)]
    assert told("On 2 May 2031, <Tresk> {said} [no].", None) == [("2031-05-02", "explicit", "2 May 2031")]


@pytest.mark.parametrize(
    "marked",
    [
        "On 31 February, <Tresk> {said} [no].",
        "On May 45, <Tresk> {said} [no].",
        "<Tresk> {has long warned} [of a flood].",
        "<Tresk> {has repeatedly rejected} [the plan].",
        "<Tresk> previously {rejected} [the plan].",
        "Previously, <Tresk> {rejected} [the plan].",
        "In recent weeks, <Tresk> {rejected} [the plan].",
        "<Tresk> {said} nearly two years ago [that he would go].",
        "<Tresk> {had warned} [of a flood].",
        "<Tresk> {will say} [that he knew].",
        "<Tresk> {said} on 3 June 2031 [that he knew].",  # an article of May
    ],
)
def test_abstains(marked: str) -> None:
    assert told(marked) == []


def test_to_have_is_no_earlier_past() -> None:
    assert told("<Tresk> {had a theory}: [the dam had burst].") == [(WEDNESDAY, "publication", None)]


def test_a_saying_to_come() -> None:
    assert told("<Tresk> {will say} on Friday [that he knew].") == [("2031-05-16", "relative", "Friday")]


def test_without_an_articles_date_nothing_is_counted() -> None:
    assert told("On Tuesday, <Tresk> {said} [no].", None) == []
    assert told("<Tresk> {said} [no].", None) == []


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2031-05-14T23:30:00-05:00", "2031-05-13"),
        ("2031-05-14T00:10:00Z", "2031-05-13"),
        ("2031-05-14 08:00", "2031-05-13"),
        ("  2031-05-14", "2031-05-13"),
    ],
)
def test_date_times_count_by_their_own_clock(published: str, expected: str) -> None:
    assert told("On Tuesday, <Tresk> {said} [no].", published)[0][0] == expected
    assert told("<Tresk> {said} [no].", published) == [("2031-05-14", "publication", None)]


@pytest.mark.parametrize("published", ["yesterday", "", "2031-02-30", "0000-01-01", "14/05/2031", "2031-05-14x", "𝟚𝟘"])
def test_a_broken_date_of_publication_is_none(published: str) -> None:
    assert told("<Tresk> {said} [no].", published) == told("On Tuesday, <Tresk> {said} [no].", published) == []


def test_a_month_or_year_of_publication() -> None:
    assert told("<Tresk> {said} [no].", "2031-05") == [("2031-05", "publication", None)]
    assert told("<Tresk> {said} [no].", "2031") == [("2031", "publication", None)]
    assert told("On Tuesday, <Tresk> {said} [no].", "2031-05") == []


def test_the_dateline_is_the_articles_date() -> None:
    marked = "HASK, May 13 (Coastwire) — <Tresk> {said} on Monday [that he knew]."
    assert told(marked) == [("2031-05-12", "relative", "Monday")]
    assert told("HASK, May 13 (Coastwire) — <Tresk> {said} [that he knew].") == [("2031-05-13", "publication", None)]
    assert told("HASK, May 13, 2031 (Coastwire) — <Tresk> {said} [so] on Monday.", None)[0][0] == "2031-05-12"
    assert told("HASK, May 13 (Coastwire) — <Tresk> {said} [so] on Monday.", None) == []
    assert told("HASK (Coastwire) - <Tresk> {said} [so] on Monday.") == [("2031-05-12", "relative", "Monday")]


def test_a_dateline_of_its_own() -> None:
    text = "Hask, Tuesday 13 May\nTresk said no."
    document = Document(
        text, (Block("dateline", Span(0, 20)), Block("paragraph", Span(21, len(text)))), published=WEDNESDAY
    )
    assert article_date(document).value == "2031-05-13"
    assert article_date(replace(document, published="2031-09-01")).value == "2031-09-01"  # does not fit
    assert article_date(replace(document, published=None)).value is None


def test_what_a_source_goes_on_to_say() -> None:
    marked = "<1:Tresk> {1:said} [1:no] on Monday. [2:“It is shut,”] <2:he> {2:said}. <3:Urdeli> {3:said} [3:yes]."
    plain = scene(marked, published=WEDNESDAY)
    names = [Resolution("Tresk", "name"), Resolution("Tresk", "pronoun"), Resolution("Urdeli", "name")]
    named = Scene(plain.document, plain.attributions, names)
    assert [dates[0].value for dates in scene_dates(named)] == ["2031-05-12", "2031-05-12", WEDNESDAY]
    assert [dates[0].value for dates in scene_dates(plain)] == ["2031-05-12", WEDNESDAY, WEDNESDAY]
    present = scene(marked.replace("{2:said}", "{2:says}"), published=WEDNESDAY)
    named = Scene(present.document, present.attributions, names)
    assert scene_dates(named)[1][0].value == WEDNESDAY


def test_he_added() -> None:
    marked = "<1:Tresk> {1:said} [1:no] on Monday. [2:“It is shut,”] <2:he> {2:added}."
    assert told(marked, index=1) == [("2031-05-12", "relative", "Monday")]


def test_odd_statements() -> None:
    document = Document("¤ on § Monday ¤", (Block("paragraph", Span(0, 15)),), published=WEDNESDAY)
    odd = [
        Attribution((), (), (), "direct"),
        Attribution((), (), (Span(0, 15),), "direct"),
        Attribution((Span(900, 901),), (Span(800, 900),), (Span(5, 5),), "direct", parent=0),
        Attribution((), (Span(2, 4),), (), "direct", parent=3),
    ]
    assert len(scene_dates(Scene(document, odd))) == 4
    assert scene_dates(Scene(Document(""), ())) == ()


@given(st.text(alphabet="On Monday May 14, 2031 ago two-12 said¤§Šİ'’.\n", max_size=80), st.text(max_size=12))
def test_any_text(text: str, published: str) -> None:
    half = len(text) // 2
    statement = Attribution((Span(0, half // 2),), (Span(half // 2, half),), (Span(half, len(text)),), "indirect")
    document = Document(text, (Block("paragraph", Span(0, len(text))),) if text else (), published=published)
    for stated in dates_of(Scene(document, [statement]).statements[0]):
        assert stated.span is None or stated.span.of(text)


@given(st.dates(), st.sampled_from("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()))
def test_a_weekday_is_the_latest_not_after_the_article(today: date, name: str) -> None:
    days = days_of(times_in(f"on {name}")[0], today)
    if days is not None:
        assert 0 <= (today - days[0]).days < 7 and days[0].strftime("%A") == name


@pytest.mark.parametrize("end", [".\n", " and "])  # in paragraphs, and in one sentence without end
def test_time_grows_with_the_length_alone(end: str) -> None:
    line = "<Tresk> {said} on Monday [that the dam was safe]"
    article = scene(line)
    first = article.attributions[0]
    step = len(article.text) + len(end)

    def taken(count: int) -> int:
        parts = (first.source, first.cue, first.content)
        moved = [
            Attribution(*(tuple(Span(s.start + at, s.end + at) for s in part) for part in parts), "indirect")
            for at in range(0, count * step, step)
        ]
        blocks = [Block("paragraph", Span(at, at + step - 1)) for at in range(0, count * step, step)]
        if "\n" not in end:
            blocks = [Block("paragraph", Span(0, count * step))]
        document = Document((article.text + end) * count, tuple(blocks), published=WEDNESDAY)
        scene_of_all = Scene(document, moved)
        assert all(dates[0].value == "2031-05-12" for dates in scene_dates(scene_of_all))
        return steps_of(lambda: scene_dates(scene_of_all))

    taken(2)
    assert taken(400) < 10 * taken(50)
