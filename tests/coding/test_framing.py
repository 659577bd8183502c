from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.coding.marked import scene

from onrecord.codes import Framing
from onrecord.coding.framing.framing import framing_of
from onrecord.coding.framing.lists import FramingLists, load_lists, shipped_lists
from onrecord.coding.said import Scene
from onrecord.document import Block, BlockKind, Document, Span
from onrecord.errors import OptionError
from onrecord.statement import Attribution
from steps import steps_of

SPEECH = "\n[“We have opened the gates and we will not shut them again this year,”] {said} <Tresk>."


def framing(article: Scene, lists: FramingLists | None = None) -> tuple[Framing, ...]:
    return framing_of(article, [f"s{index + 1}" for index in range(len(article.attributions))], lists)


def marks(marked: str, kind: str, kinds: tuple[BlockKind, ...] = ()) -> list[tuple[str, str, str | None]]:
    """Words, voice and statement of the marks of one kind."""
    article = scene(marked, kinds=kinds)
    return [(f.span.of(article.text), f.voice, f.statement) for f in framing(article) if f.kind == kind]


def words(marked: str, kind: str, kinds: tuple[BlockKind, ...] = ()) -> list[str]:
    return [mark for mark, *_ in marks(marked, kind, kinds)]


# --- scare quotes


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The ‘inspectors’ boarded four boats.", "‘inspectors’"),
        ("The “inspectors” boarded four boats.", "“inspectors”"),
        ('The "inspectors" boarded four boats.', '"inspectors"'),
        ("The « technical visits » of the Guard continue.", "« technical visits »"),
        ("They sailed with ‘volunteers’ from the south.", "‘volunteers’"),
        ("Karveth’s ‘open talks’ ended at noon.", "‘open talks’"),
        ("On Friday ‘Commander’ Oort sailed.", "‘Commander’"),
        ("“Patriotic citizens” boarded four boats.", "“Patriotic citizens”"),
        ("They paid for the “inspectors” too.", "“inspectors”"),
        ("The ''inspectors'' boarded four boats.", "''inspectors''"),
        ("The gates were shut by “patriotic citizens,” and stayed so.", "“patriotic citizens,”"),
        ("An “independent” and well-paid panel met.", "“independent”"),
    ],
)
def test_scare_quotes_of_the_article(marked: str, expected: str) -> None:
    assert marks(marked + SPEECH, "scare_quote") == [(expected, "article", None)]


@pytest.mark.parametrize(
    "marked",
    [
        # names of works, ships, programmes, bodies; nicknames
        "They sang “Lamp on the Shoals” on the quay.",
        "They took boats past the cutter “brannoch” last week.",
        "He spoke on the programme “morning ferry” about it.",
        "Pim “Lucky” Oort sailed.",
        "She chairs the “Nineteen Families” of the men.",
        "The author of ‘the envelope and the river’ agreed.",
        "He was known as “the heron” to all.",
        "The council rose. “Gates,” on the radio, is a comedy.",
        # terms that are introduced, translated, or used plainly later
        "A process called “backfilling” spread.",
        "Four states, the so-named “outer four”, vote first.",
        "The shore league, or “the league”, met.",
        "It is known locally as the “long pull”.",
        "The hashtag “open water” spread.",
        "He paid tribute to Pim ‘Rat’ Oort and the singer “Lucky” Wennick.",
        "They met with “super boards” in June. Each of the super boards has ten members.",
        "The rule – “first come” – held.",
        "The “first come” (or early) rule held.",
        # what somebody said, in part
        "The deal was “absurd” and slow.",
        "It would “march behind” the plan.",
        "He felt “sorry” for them.",
        "He was hailed as a “saviour” of the dam.",
        "Critics called the deal with Karveth a “sham” at once.",
        "The council, he wrote, was “not sure” of it.",
        "They held placards reading “open the gates” on the quay.",
        "They chose “honest” from the list.",
        "The “quiet” level was reached.",
        "Again a “pull” is a local word for rest.",
        "The words “peace” and “land” stand in it.",
        # clauses and remarks
        "A “why not?” look came.",
        "The “we can do it” mood went.",
        "The “1974” line holds.",
        "His memory of “a day of” rain was clear.",
    ],
)
def test_no_scare_quotes(marked: str) -> None:
    assert marks(marked + SPEECH, "scare_quote") == []


@pytest.mark.parametrize(
    "marked",
    [
        "<Tresk> {called} the plan [“absurd”].",
        "<Tresk> {called} the plan [“absurd” and costly].",
        "<Tresk> {said} [the “open talks” would fail].",  # his words in part
        "<Tresk> {described} it [as a “farce”].",
        "[“Absurd,”] {said} <Tresk>.",
        "<Tresk> {wants} [a “real peace”], not a pause.",
    ],
)
def test_a_sources_words_in_part_are_no_scare_quotes(marked: str) -> None:
    assert marks(marked + SPEECH.replace("<", "<2:").replace("{", "{2:").replace("[", "[2:"), "scare_quote") == []


def test_a_source_holds_a_word_at_a_distance() -> None:
    marked = "[“They sent their ‘inspectors’ to board us, and we let them do it every day,”] {said} <Tresk>."
    assert marks(marked, "scare_quote") == [("‘inspectors’", "source", "s1")]


def test_single_marks_stand_out_where_speech_has_double_ones() -> None:
    marked = "<1:Tresk> {1:said} [1:the ‘inspectors’ had gone]."
    speech = SPEECH.replace("<", "<2:").replace("{", "{2:").replace("[", "[2:")
    assert marks(marked + speech, "scare_quote") == [("‘inspectors’", "source", "s1")]
    single = speech.replace("“", "‘").replace("”", "’")
    assert marks(marked + single, "scare_quote") == []


def test_what_a_source_is_quoted_with_is_no_scare_quote() -> None:
    marked = "The “open hand” was refused.\n[“This is an open hand, held out to all who live here,”] {said} <Tresk>."
    assert marks(marked, "scare_quote") == []
    at_a_distance = marked.replace("an open hand", "a so-called open hand")
    assert words(at_a_distance, "scare_quote") == ["“open hand”"]


def test_headlines() -> None:
    kinds: tuple[BlockKind, ...] = ("headline", "paragraph", "paragraph")
    body = "\nTalks went on." + SPEECH.replace("<", "<2:").replace("{", "{2:").replace("[", "[2:")
    headline = "[Western ‘peacekeepers’ on the shoals would be taken for invaders] – <Tresk>"
    assert marks(headline + body, "scare_quote", kinds) == [("‘peacekeepers’", "source", "s1")]
    assert words("‘Brave peacekeepers’ land on the shoals" + body, "scare_quote", kinds) == ["‘Brave peacekeepers’"]
    # a source's words in part come again in the text
    echo = headline + body.replace("Talks went on.", "<3:Tresk> {3:spoke} of [3:“keepers of the peacekeeping kind”].")
    assert marks(echo, "scare_quote", kinds) == []
    partial = "<1:Tresk> {1:accuses} Karveth of [1:‘sabotaging’ talks]" + body
    assert marks(partial, "scare_quote", kinds) == []
    assert marks("[‘Open the gates’] – <Tresk>" + body, "scare_quote", kinds) == []
    assert marks("Towns Hail ‘Brave New Gates’ of Karveth" + body, "scare_quote", kinds) == []


def test_a_headline_repeats_the_text() -> None:
    kinds: tuple[BlockKind, ...] = ("headline", "paragraph", "paragraph")
    marked = "More ‘Inspectors’ Board Karvethi Boats\nThe ‘inspectors’ boarded four boats." + SPEECH
    assert words(marked, "scare_quote", kinds) == ["‘Inspectors’", "‘inspectors’"]


def test_teasers_and_bylines_are_left_out() -> None:
    kinds: tuple[BlockKind, ...] = ("teaser", "byline", "caption")
    marked = "READ MORE: ‘inspectors’ of the regime\nBy the so-called ‘heron’\nThe regime on the quay."
    article = scene(marked, kinds=kinds)
    assert [(f.kind, f.span.of(article.text)) for f in framing(article)] == [("epithet", "regime")]


# --- so-called


def test_so_called() -> None:
    assert marks("The so-called guard sailed.", "so_called") == [("so-called", "article", None)]
    assert marks("The self-styled Maritime Guard sailed.", "so_called") == [("self-styled", "article", None)]
    assert words("Self-proclaimed judges met.", "so_called") == ["Self-proclaimed"]
    quoted = "Members of the so-called “league of the willing,” met."
    assert marks(quoted, "so_called") == [("so-called “league of the willing,”", "article", None)]
    assert marks(quoted, "scare_quote") == []
    assert marks("<Tresk> {said} [the so-called guards sailed].", "so_called") == [("so-called", "source", "s1")]


@pytest.mark.parametrize(
    "marked", ["The alleged theft was reported.", "He was supposed to come.", "It is so called for its colour."]
)
def test_not_so_called(marked: str) -> None:
    assert marks(marked, "so_called") == []


# --- epithets


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The Karveth regime shut the gates.", "regime"),
        ("The regime of Tresk shut the gates.", "regime"),
        ("Thugs broke the windows.", "Thugs"),
        ("Two terrorists were held.", "terrorists"),
        ("The junta’s men came.", "junta’s"),
        ("They are puppets of Hask.", "puppets"),
        ("Hard-liners won the vote.", "Hard-liners"),
        ("It was a witch hunt from the start.", "witch hunt"),
        ("Our freedom fighters came home.", "freedom fighters"),
        ("Illegal aliens were held.", "Illegal aliens"),
    ],
)
def test_epithets(marked: str, expected: str) -> None:
    assert marks(marked, "epithet") == [(expected, "article", None)]
    assert marks(f"<Oort> {{said}} [it: {marked}]", "epithet") == [(expected, "source", "s1")]


@pytest.mark.parametrize(
    "marked",
    [
        "The sanctions regime was eased.", "A new tax regime began.", "It fell under a regime of quotas.",
        "A puppet show was given.", "A terrorist attack was feared.", "Militants held the bridge.",
        "An anti-terrorist unit came.", "The Extremist Crime Unit came.", "The government shut the gates.",
        "A flash mob danced.", "Rebels and separatists met.", "She was a soldier.", "Extremism grew.",
    ],
)  # fmt: skip
def test_no_epithets(marked: str) -> None:
    assert marks(marked, "epithet") == []


def test_an_epithet_in_scare_quotes_is_marked_once() -> None:
    article = scene("The “terrorists” went home.")
    assert [f.kind for f in framing(article)] == ["scare_quote"]


def test_the_innermost_statement_has_the_voice() -> None:
    marked = "<1:Tresk> {1:said} [1:<2:Oort> {2:told} him [2:the thugs had gone] with the regime]."
    assert marks(marked, "epithet") == [("thugs", "source", "s2"), ("regime", "source", "s1")]


# --- verbs


@pytest.mark.parametrize(
    ("marked", "kind", "expected"),
    [
        ("<Tresk> {claimed} [the dam was safe].", "doubt", "claimed"),
        ("<Tresk> {has repeatedly insisted} [the dam was safe].", "doubt", "insisted"),
        ("<Tresk’s> {claim that} [the dam was safe] fell flat.", "doubt", "claim"),
        ("<Tresk> {admitted} [the dam was old].", "endorse", "admitted"),
        ("<Tresk> {pointed out} [that the dam was old].", "endorse", "pointed out"),
        ("As <Tresk> {noted}, [the dam was old].", "endorse", "noted"),
        ("<Tresk> {refused to acknowledge} [the leak].", "endorse", "acknowledge"),
    ],
)
def test_verbs_of_the_article(marked: str, kind: str, expected: str) -> None:
    assert marks(marked, kind) == [(expected, "article", None)]


@pytest.mark.parametrize(
    "marked",
    [
        "<Tresk> {said} [the dam was safe].",
        "<The Front> {claimed} [responsibility for the fire].",
        "<Tresk> {conceded} [the election].",
        "<Tresk> {told} us [all].",
        "<Tresk> {pointed at} [the dam].",
        "She claimed a prize and admitted a guest.",  # no cues
    ],
)
def test_no_such_verbs(marked: str) -> None:
    assert marks(marked, "doubt") == marks(marked, "endorse") == []


def test_verbs_in_a_sources_words() -> None:
    marked = "<1:Tresk> {1:said} [1:<2:Oort> {2:claims} [2:to know]]."
    assert marks(marked, "doubt") == [("claims", "source", "s1")]


def test_who_did_not_claim_is_not_doubted() -> None:
    article = scene("<Tresk> {did not claim} [the dam was safe].")
    denied = Attribution(*_parts(article.attributions[0]), "indirect", negated=True)
    assert framing(Scene(article.document, [denied])) == ()


def _parts(attribution: Attribution) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
    return attribution.source, attribution.cue, attribution.content


def test_marks_are_in_text_order_and_never_double() -> None:
    marked = "<1:The regime> {1:claimed} [1:so] and <2:thugs> {2:admitted} [2:the so-called ‘order’]."
    found = framing(scene(marked))
    assert [f.span for f in found] == sorted(f.span for f in found)
    assert len({(f.kind, f.span) for f in found}) == len(found) == 5


# --- lists


def test_every_shipped_epithet_has_a_note() -> None:
    lists = shipped_lists()
    assert all(note.endswith(".") for note in lists.notes.values())
    assert {"regime", "thugs", "freedom fighters", "occupiers", "hardliner", "illegal aliens"} <= set(lists.notes)


def test_a_list_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text('[[epithet]]\nwords = ["Sea Rats"]\nnote = "Sailors."\nnot_in = ["sea rats club"]\n', "utf-8")
    lists = load_lists(path)
    article = scene("<Tresk> {claimed} [the sea rats came], not the Sea Rats Club. The regime fell.")
    found = [(f.kind, f.span.of(article.text)) for f in framing(article, lists)]
    assert found == [("doubt", "claimed"), ("epithet", "sea rats")]  # the verbs are the shipped ones
    path.write_bytes(b"\xef\xbb\xbf[doubt]\nverbs = ['say']\n")
    assert [f.kind for f in framing(scene("<Tresk> {said} [no]."), load_lists(path))] == ["doubt"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty. Use any of: epithet, so_called, doubt, endorse"),
        (b"[epithets]\n", "unknown part 'epithets'"),
        (b"[[epithet]\n", "not TOML"),
        (b"epithet = " + b"[" * 20_000, "nested too deeply"),
        (b"[doubt]\nverbs = ['caf\xe9']\n", "not UTF-8 (byte 21). Save it as UTF-8"),
        (b"epithet = 3\n", "epithet is not a list of tables. Begin each entry with [[epithet]]"),
        (b"epithet = [3]\n", "epithet 1 is 3, not a table"),
        (b"[[epithet]]\nnote = 'x'\n", "epithet 1 has no words"),
        (b"[[epithet]]\nwords = []\n", "epithet 1 has no words"),
        (b"[[epithet]]\nwords = 'rats'\n", "epithet 1: words is 'rats'. Give a list"),
        (b"[[epithet]]\nwords = [' ']\n", "epithet 1: words holds ' '. Give words in quotation marks"),
        (b"[[epithet]]\nwords = [1]\n", "epithet 1: words holds 1. Give words in quotation marks"),
        (b"[[epithet]]\nwords = ['rats']\nnote = 1\n", "epithet 1: note is 1. Give a text"),
        (b"[[epithet]]\nwords = ['rats']\nexcept = []\n", "epithet 1: unknown key 'except'. Use any of: not_in, words"),
        (b"[[epithet]]\nwords = ['a']\n[[epithet]]\nwords = ['A']\n", "epithet 2: 'a' is listed twice"),
        (b"[doubt]\nnouns = []\n", "doubt: unknown key 'nouns'"),
        (b"endorse = 'admit'\n", "endorse is 'admit', not a table"),
    ],
)
def test_broken_lists(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "words.toml"
    path.write_bytes(content)
    with pytest.raises(OptionError) as error:
        load_lists(path)
    assert str(error.value).startswith(f"{path}: ") and message in str(error.value)


def test_a_missing_or_huge_list(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot be read"):
        load_lists(tmp_path / "none.toml")
    with pytest.raises(OptionError, match="cannot be read"):
        load_lists(tmp_path)
    path = tmp_path / "huge.toml"
    path.write_bytes(b"#" * (4 * 1024 * 1024 + 1))
    with pytest.raises(OptionError, match="larger than"):
        load_lists(path)


# --- any input


@given(st.text(alphabet="The ‘a’ \"b\" “c” ''d'' so-called regime claimed.\nİß", max_size=120))
def test_any_text(text: str) -> None:
    third = len(text) // 3
    odd = [
        Attribution((Span(0, third),), (Span(third, 2 * third),), (Span(2 * third, len(text)),), "mixed"),
        Attribution((), (), (), "direct", parent=0),
        Attribution((), (Span(2 * third, len(text)),), (Span(len(text), len(text) + 9),), "direct", parent=0),
    ]
    document = Document(text, (Block("headline", Span(0, len(text))),) if text else ())
    for found in framing(Scene(document, odd)):
        assert found.span.of(text) and (found.voice == "source") == (found.statement is not None)


def test_time_grows_with_the_length_alone() -> None:
    def taken(count: int) -> int:
        line = "The so-called ‘guard of {0}’ of the regime met “friend {0}” and a “thing” of it.\n"
        text = "".join(line.format(f"n{number}") for number in range(count))
        blocks, at = [], 0
        for part in text.splitlines(keepends=True):
            blocks.append(Block("paragraph", Span(at, at + len(part) - 1)))
            at += len(part)
        everything = Attribution((), (Span(0, 3),), (Span(0, len(text)),), "indirect")
        article = Scene(Document(text, tuple(blocks)), [everything])
        article.quotations  # noqa: B018
        return steps_of(lambda: framing(article))

    taken(2)
    assert taken(800) < 10 * taken(100)
