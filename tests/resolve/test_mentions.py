from __future__ import annotations

from itertools import pairwise

import pytest

from onrecord.document import Block, Document, Span
from onrecord.resolve.names.mentions import NameMention, Page, heading_mentions, page_of
from resolve.article import HEADLINE, article


def page(text: str) -> Page:
    return page_of(article(text).document)


def told(text: str) -> list[str]:
    """Every name of a text as "title | name"."""
    return [
        f"{' '.join(word.text for word in mention.title)} | {mention.name}".removeprefix(" | ")
        for mention in page(text).mentions
        if mention.span.start >= len(HEADLINE)
    ]


TITLES = [
    ("Secretary of State Mara Quell left.", ["Secretary of State | Mara Quell"]),
    ("the secretary of State Mara Quell left.", ["secretary of State | Mara Quell"]),
    ("Foreign Minister Mara Quell left.", ["Foreign Minister | Mara Quell"]),
    ("Karvethi Foreign Minister Mara Quell left.", ["Karvethi Foreign Minister | Mara Quell"]),
    ("The former prime minister Mara Quell left.", ["former prime minister | Mara Quell"]),
    ("Chief of Staff Mara Quell left.", ["Chief of Staff | Mara Quell"]),
    ("House of Commons Speaker Mara Quell left.", ["House of Commons Speaker | Mara Quell"]),
    ("Republican Senator Mara Quell left.", ["Republican Senator | Mara Quell"]),
    ("A spokesman, Jonas Brandt, left; spokesman Jonas Brandt left.", ["Jonas Brandt", "spokesman | Jonas Brandt"]),
    ("Economist Mara Quell left.", ["Economist | Mara Quell"]),
    ("Secretary-General Mara Quell left.", ["Secretary-General | Mara Quell"]),
    ("King Anselm II left.", ["King | Anselm II"]),
    ("Mme Quell and Sir Jonas Brandt left.", ["Mme | Quell", "Sir | Jonas Brandt"]),
    ("Karvethi Water and Energy Minister Mara Quell left.", ["Karvethi Water and Energy Minister | Mara Quell"]),
    ("Mara Quell, Minister of Water and Energy, left.", ["Mara Quell"]),
    ("Brandt and Energy Minister Mara Quell left.", ["Brandt", "Energy Minister | Mara Quell"]),
    ("Mme de Orle and Mr van der Holm left.", ["Mme | de Orle", "Mr | Holm"]),
    ("Det Con Mara Quell and Det Insp Jonas Brandt left.", ["Det Con | Mara Quell", "Det Insp | Jonas Brandt"]),
    ("PC Mara Quell left.", ["PC | Mara Quell"]),
    ("Outside court Det Insp Jonas Brandt left.", ["Det Insp | Jonas Brandt"]),
    ("They met court President Jonas Brandt.", ["court President | Jonas Brandt"]),
    # the month, and a last name
    ("He left in May. They met in May and left.", []),
    ("The confidence in May fell.", ["May"]),
    # letters behind a name
    ("Mara Quell KC and Jonas Brandt MP left.", ["Mara Quell", "Jonas Brandt"]),
    ("Sir Jonas Brandt CBE MP and Judge Quell KC left.", ["Sir | Jonas Brandt", "Judge | Quell"]),
    ("The Norvale FC and the Norvale Labour MP left.", ["Norvale FC"]),
    # bodies that go on with what they are for
    ("The Norvale League for the Defence of Seals left.", ["Norvale League for the Defence of Seals"]),
    ("The Norvale Commission on Water Rights left.", ["Norvale Commission on Water Rights"]),
    ("The Norvale Commission on Monday left.", ["Norvale Commission"]),
    ("The Health Minister for the Norvale Region left.", ["Norvale Region"]),
    # a title alone, or a last name that is one, is no title of a name
    ("The Prime Minister left.", []),
    ("The Secretary of State left.", []),
    ("He saw Stephen King there.", ["Stephen King"]),
    ("He saw Mara Quell, the minister.", ["Mara Quell"]),
    ("He told Quell that the Minister knew.", ["Quell"]),
    ("The minister said Quell left.", ["Quell"]),
    ("He met President Mara Quell.", ["President | Mara Quell"]),
    ("On Monday President Mara Quell left.", ["President | Mara Quell"]),
    ("He thinks President Mara Quell left.", ["President | Mara Quell"]),
    ("Then President Mara Quell left.", ["President | Mara Quell"]),
    ("The then President Mara Quell left.", ["then President | Mara Quell"]),
    ("The board sent away President Mara Quell left.", ["President | Mara Quell"]),
    ("The board brushed aside M. Quell left.", ["M. | Quell"]),
    ("With that sentence President Mara Quell left.", ["President | Mara Quell"]),
    ("The party chose vice president Mara Quell.", ["vice president | Mara Quell"]),
    ("The board met port manager Mara Quell.", ["port manager | Mara Quell"]),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_titles_are_split_from_names(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("title", ["Mr", "Mrs", "Ms", "Mr.", "Mrs.", "Ms.", "Cllr"])
def test_mr_and_ms_are_titles(title: str) -> None:
    (mention,) = (m for m in page(f"Then {title} Quell left.").mentions if m.name == "Quell")
    assert [word.lower for word in mention.title if word.text != "."] == [title.rstrip(".").lower()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara J. Quell left. J. P. Quell stayed.", ["Mara J. Quell", "J. P. Quell"]),
        ("He saw Anne-Marie O’Quell there.", ["Anne-Marie O’Quell"]),
        ("He saw Karim bin Salah and al-Orle there.", ["Karim bin Salah", "al-Orle"]),
        ("Quell’s boat and James' boat left.", ["Quell", "James"]),
        ("He saw Mara and Jonas there.", ["Mara", "Jonas"]),
        ("He saw Quell & Brandt there.", ["Quell & Brandt"]),
        ("The Norvale Council of Elders met.", ["Norvale Council of Elders"]),
        ("Department of Justice lawyers left.", ["Department of Justice"]),
        ("The U.S. left. The NHA stayed.", ["U.S.", "NHA"]),
        ("the senator from Vermont Anna Holm left.", ["Vermont", "Anna Holm"]),
        ("However, Quell left on Monday.", ["Quell"]),
        ("According to Quell, it rained.", ["Quell"]),
        ("“No,” Quell said. “It rained.”", ["Quell"]),
        ("He saw Ludwig van der Holm there.", ["Ludwig van der Holm"]),
        ("He saw Ada de la Marsh there.", ["Ada de la Marsh"]),
        ("The Norvale Fire and Rescue Service left.", ["Norvale Fire and Rescue Service"]),
        ("He told Quell and Norvale Police so.", ["Quell", "Norvale Police"]),
        ("The Institute of Tides and Currents (Intidec) met.", ["Institute of Tides and Currents", "Intidec"]),
        ("The Institute of Tides and Quell met.", ["Institute of Tides", "Quell"]),
        ("The Institute of Tides and Quell (Norvale) met.", ["Institute of Tides", "Quell", "Norvale"]),
        ("He read the Gazette de l’Orle there.", ["Gazette de l’Orle"]),
        ("He saw Ada d’Orle there.", ["Ada d’Orle"]),
        ("He saw Ada, d’Orle and Quell there.", ["Ada", "Quell"]),
        # initials in brackets tell how far a name goes
        ("He told Transport for Norvale (TfN) so.", ["Transport for Norvale", "TfN"]),
        ("He read Notes from Norvale (NN) there.", ["Notes from Norvale", "NN"]),
        ("He sent Quell from Norvale (NHA) there.", ["Quell", "Norvale", "NHA"]),
        ("A Member of Parliament (MP) left.", ["Parliament"]),
        ("The Democratic Speaker of the House left.", []),
        # the dot behind a possessive is the sentence's
        ("The boat is Quell’s. Then it rained.", ["Quell"]),
        ("The Ministry of Water and Energy met.", ["Ministry of Water and Energy"]),
        ("Sophie in ’t Veld met Jan van 't Hoff.", ["Sophie in ’t Veld", "Jan van 't Hoff"]),
        ("Sophie met them in ’t end.", ["Sophie"]),
        ("They left the Strategic and Economic Dialogue.", ["Strategic and Economic Dialogue"]),
        ("They left the Local and Federal Courts.", ["Local", "Federal Courts"]),
        ("Minister of Water and Energy Tseyra Qolmun left.", ["Minister of Water and Energy | Tseyra Qolmun"]),
        # names that go on with a cause, no help for somebody
        ("Beds for All left. Rivers Without Borders stayed.", ["Beds for All", "Rivers Without Borders"]),
        (
            "Doctors for Norvale left, while Moms for Safer Streets stayed.",
            ["Doctors for Norvale", "Moms for Safer Streets"],
        ),
        ("Lawyers for Quell left. He saw Doctors against Quell there.", ["Lawyers", "Quell", "Doctors", "Quell"]),
        # adjectives that open a sentence
        ("Neighbouring Quessel left. Oil-rich Quessel stayed.", ["Quessel", "Quessel"]),
        ("Jailed for life, Quell left. He read the Neighbouring Times.", ["Jailed", "Quell", "Neighbouring Times"]),
        # bodies that are called by whom they are for, or by a saint
        ("The People’s Bank of Norvale and the Dockers’ Union agreed.", ["People’s Bank of Norvale", "Dockers’ Union"]),
        ("Nurses at St. Mark's Hospital struck.", ["Nurses", "St. Mark's Hospital"]),
        (
            "Officials in St. Varnay left. St Anselm’s Church is shut.",
            ["Officials", "St. Varnay", "St Anselm’s Church"],
        ),
        (
            "King’s College Orle closed. Nurses left the Queen's Hospital. The King’s Minister stayed.",
            ["King’s College Orle", "Nurses", "Queen's Hospital"],
        ),
        ("The women’s Minister Ada Quell left. Mark's Hospital is shut.", ["Minister | Ada Quell", "Mark", "Hospital"]),
    ],
)
def test_names_are_cut_where_they_end(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He saw May there. Will left on Monday. Brown stayed.", ["May", "Will", "Brown"]),
        ("Theresa May left on May 3.", ["Theresa May"]),
        ("On Monday it rained. In June it did not.", []),
        ("I left. Then I came back.", []),
        ("X left. A. stayed.", []),
        ("The Right Honourable Sir left.", []),
        ("Sir, the boat left.", []),
        ("MARA QUELL SAID THE HARBOUR WAS SHUT.", []),
        ("12 boats left. ’Tis late.", []),
        ("In May Quell left. On 13 May Ada Marsh came.", ["Quell", "Ada Marsh"]),
        ("They lost faith in May. Then May Quell left.", ["May", "May Quell"]),
        ("He met 32 May supporters.", ["May"]),
        ("The May 2031 map shows it. Then he saw May.", ["May"]),
        ("Resident June Peel left. In June Quell stayed.", ["June Peel", "Quell"]),
        ("NORVALE, May 3 (Merewire) - It rained.", ["NORVALE", "Merewire"]),
        ("History would judge Norvale. The judge Quell left.", ["History", "Norvale", "judge | Quell"]),
    ],
)
def test_words_that_may_be_names(text: str, expected: list[str]) -> None:
    assert [name for name in told(text) if name not in ("Tis",)] == expected


def test_spans_are_the_name_without_its_possessive() -> None:
    for text in ("Mara Quell’s boat left.", "Mara Quell's boat left.", "James’ boat left.", "Mara Quell left."):
        found = page(text)
        (mention,) = (m for m in found.mentions if m.span.start >= len(HEADLINE))
        assert mention.span.of(found.document.text) == mention.name
        assert mention.possessive == ("boat" in text)


@pytest.mark.parametrize(
    ("text", "opens", "article_"),
    [
        ("Guards saw Quell there.", False, False),
        ("Quell left.", True, False),
        ("“Quell left.”", True, False),
        ("He said “Quell left”.", True, False),
        ("It is the Quell there.", False, True),
        ("The Quell left.", False, True),
    ],
)
def test_a_mention_knows_how_it_stands(text: str, opens: bool, article_: bool) -> None:
    (mention,) = (m for m in page(text).mentions if m.name == "Quell")
    assert (mention.opens, mention.article) == (opens, article_)


def test_teasers_have_no_names() -> None:
    text = "Quell left Norvale on Monday."
    blocks = (Block("paragraph", Span(0, len(text))), Block("teaser", Span(len(text) + 2, len(text) + 28)))
    found = page_of(Document(text + "\n\nREAD MORE: Brandt is back.", blocks))
    assert [mention.name for mention in found.mentions] == ["Quell", "Norvale"]
    assert all(sentence.block == 0 for sentence in found.sentences)


HEADED = "Mara Quell Shuts Harbour For Good\n\nThe harbour was shut by Mara Quell, and nobody minded it."


def test_a_heading_in_capitals_names_only_whom_the_text_names() -> None:
    found = page(HEADED)
    assert [(mention.name, mention.span.start > 30) for mention in found.mentions] == [("Mara Quell", True)]
    in_heading = list(heading_mentions(found, [("Mara", "Quell"), ("Quell",)]))
    assert [mention.name for mention in in_heading] == ["Mara Quell"]
    assert in_heading[0].span.of(HEADED) == "Mara Quell" and in_heading[0].opens


def test_a_name_in_a_heading_is_found_once() -> None:
    found = page("Harbour is shut by Mara Quell\n\nThe harbour was shut by Mara Quell on Monday.")
    assert list(heading_mentions(found, [("Mara", "Quell")])) == []


def test_a_last_name_in_a_heading_is_no_second_name() -> None:
    found = page("Harbour is shut by Mara Quell\n\nThe harbour was shut by Mara Quell on Monday.")
    assert list(heading_mentions(found, [("Mara", "Quell"), ("Quell",)])) == []


def test_places_in_the_page() -> None:
    text = "It rained. “We saw Quell,” Brandt said. Nobody left."
    found = page(text)
    plain = found.document.text
    at = plain.index("Brandt")
    assert found.sentences[found.sentence_at(at)].span.of(plain).strip() == "“We saw Quell,” Brandt said."
    assert found.sentence_at(0) == 0 and found.sentence_at(10**6) == len(found.sentences) - 1
    quell, brandt = (m for m in found.mentions if m.name in ("Quell", "Brandt"))
    assert found.is_quoted(quell.span) and not found.is_quoted(brandt.span)
    assert list(found.mentions_in(quell.span.end - 1, brandt.span.start)) == [quell]
    assert list(found.mentions_in(quell.span.end, brandt.span.start)) == []


def test_a_page_of_nothing() -> None:
    found = page_of(Document("", language="en"))
    assert (found.sentences, found.mentions, found.quoted) == ((), (), ())
    assert list(heading_mentions(found, [])) == []


def test_mentions_are_in_order_and_apart() -> None:
    found = page("Mr Quell, Foreign Minister Mara Quell and the Norvale Council of Elders (NCE) met Quell’s son James.")
    mentions: list[NameMention] = list(found.mentions)
    assert all(one.span.end <= other.span.start for one, other in pairwise(mentions))
