"""Pronouns and noun phrases: clear cases only, which any sensible ranker gets right, and cases for nobody."""

from __future__ import annotations

import pytest

from resolve.article import last_name, resolved

MET = "Anna Quell met Peter Brandt on Monday. "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # gender is told by a first name, a title, a role noun, or the registry
        (MET + "[She] said no.", "Anna Quell"),
        (MET + "[He] said no.", "Peter Brandt"),
        ("Mme Quell met Sir Jonas Brandt. [She] said no.", "Quell"),
        ("Mme Quell met Sir Jonas Brandt. [He] said no.", "Jonas Brandt"),
        ("Mara Quell met the chairman, Jonas Brandt. [He] said no.", "Jonas Brandt"),
        ("[Maren Oskeveth] met {[Jorath Vennick]}. [She] said no.", "Maren Oskeveth"),
        # the one who spoke last
        ("[Anna Quell] said no. [She] added that it was late.", "Anna Quell"),
        ("[Mara Quell] said no. [She] added that it was late.", "Mara Quell"),
        ("[Mara Quell] said no. [He] added that it was late.", "Mara Quell"),
        ("[Peter Brandt] said no. Anna Quell left. [He himself] stayed.", "Peter Brandt"),
        ("[Anna Quell] said no. [Peter Brandt] said yes. [She] left.", "Anna Quell"),
        # an unnamed source
        ("[A spokeswoman] said no. [She] added that it was late.", "unnamed: spokeswoman"),
        ("[A minister] said no. [He] added that it was late.", "unnamed: minister"),
        # nobody fits
        ("[She] said no.", "unknown"),
        ("[He] said no. Peter Brandt left.", "unknown"),
        ("Anna Quell left. [He] said no.", "unknown"),
        ("Peter Brandt left. [She] said no.", "unknown"),
        ("[A spokeswoman] said no. [He] said yes.", "unknown"),
        ("The Norvale Council met. [He] said no.", "unknown"),
        ("Karveth is small. [She] said no.", "unknown"),
        ("Mr Quell met Ms Brandt. [She] said no.", "Brandt"),
    ],
)
def test_he_and_she(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[The Norvale Council] said no. [It] added that it was late.", "Norvale Council"),
        ("[The Norvale Council] said no. [They] added that it was late.", "Norvale Council"),
        ("[Ministers] said no. [They] added that it was late.", "unnamed: Ministers"),
        ("[Anna Quell and Peter Brandt] said no. [They] added that it was late.", "Anna Quell and Peter Brandt"),
        ("It rained. He calls it odd that the Norvale Council would pay, as [it] said no.", "Norvale Council"),
        # several fit
        ("It rained. He calls it odd that the Norvale Council would pay Karveth, as [it] said no.", "unknown"),
        # nobody fits
        ("[Judge Anna Quell] said {that [they] knew}.", "unknown"),
        ("[It] said no.", "unknown"),
        ("[They] said no.", "unknown"),
        ("Anna Quell left. [It] said no.", "unknown"),
        ("[Anna Quell] said no. [It] said yes.", "unknown"),
    ],
)
def test_it_and_they(text: str, name: str) -> None:
    assert last_name(text) == name


def test_evidence_of_a_place_that_is_meant() -> None:
    assert last_name("[Karveth] said no. [It] added that it was late.") == "Government of Karveth"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Anna Quell] said: “{[I] said {no}}.”", "Anna Quell"),
        ("[Anna Quell] said: “{[We] said {no}}.”", "Anna Quell"),
        ("[Anna Quell] said {that [Peter Brandt] had told her: “{[I] said {no}}”}.", "Peter Brandt"),
        ("[A minister] said: “{[I] said {no}}.”", "unnamed: minister"),
        ("[She] said: “{[I] said {no}}.” Nobody was named.", "unknown"),
        # inside a quotation of hers, though not inside a content
        ("[Anna Quell] said {no}. “{It is late},” [I] said.", "unknown"),
    ],
)
def test_i_and_we_are_those_who_are_quoted(text: str, name: str) -> None:
    found = resolved(text)
    assert found[-1].name == name
    if name not in ("unknown", "unnamed: minister"):
        assert found[-1].method == "pronoun" and found[-1].score < found[0].score


def test_a_quotation_has_one_speaker() -> None:
    # the nested source has no parent: only the quotation marks tell who I is
    found = resolved("[Anna Quell] said: “{It is late}. Then [I] said no.”")
    assert [one.name for one in found] == ["Anna Quell", "Anna Quell"]


@pytest.mark.parametrize(
    ("source", "known", "name", "kind"),
    [
        ("I", {"author": "Tamsin Orle", "outlet": "The Norvale Post"}, "Tamsin Orle", "person"),
        ("We", {"author": "Tamsin Orle", "outlet": "The Norvale Post"}, "The Norvale Post", "outlet"),
        ("I", {"outlet": "The Norvale Post"}, "The Norvale Post", "outlet"),
        ("We", {"author": "Tamsin Orle"}, "Tamsin Orle", "person"),
        ("I", {}, "unknown", None),
        ("We", {}, "unknown", None),
    ],
)
def test_i_and_we_outside_of_quotations_are_the_author(
    source: str, known: dict[str, str], name: str, kind: str | None
) -> None:
    (found,) = resolved(f"Peter Brandt left. [{source}] said no.", **known)
    assert (found.name, found.method, found.type) == (name, "author", kind)
    assert (found.entity is None) == (name == "unknown")


def test_i_in_a_transcript_is_who_speaks() -> None:
    text = (
        "Speech by the mayor, Anna Quell, to the harbour masters\n\nIt is late, and [I] say so to you on this Monday."
    )
    (found,) = resolved(text, author="Tamsin Orle")
    assert (found.name, found.method) == ("Anna Quell", "author")
    (we,) = resolved(text.replace("[I] say", "[we] say"), author="Tamsin Orle")
    assert we.name == "Tamsin Orle"
    (other,) = resolved(text.replace("Speech by", "Holiday of"), author="Tamsin Orle")
    assert other.name == "Tamsin Orle"
    (two,) = resolved(text.replace("Anna Quell, to", "Anna Quell, to Peter Brandt and"), author="Tamsin Orle")
    assert two.name == "Tamsin Orle"


@pytest.mark.parametrize(
    ("text", "name", "method"),
    [
        ("Peter Brandt, [who] said no, left.", "Peter Brandt", "pronoun"),
        ("It was Mayor Peter Brandt [who] said no.", "Peter Brandt", "pronoun"),
        ("Anna Quell saw Peter Brandt, [who] said no.", "Peter Brandt", "pronoun"),
        ("The Norvale Council, [which] said no, met.", "Norvale Council", "pronoun"),
        ("Ministers [who] said no left.", "unnamed: Ministers", "group"),
        ("Then Anna Quell, the Minister of Norvale, [who] said no, left.", "Anna Quell", "pronoun"),
        ("He told a doctor of Norvale, [who] said no.", "unnamed: doctor of Norvale", "group"),
        ("It began at ten, according to officials, [who] said no.", "unnamed: officials", "group"),
        ("They met a friend of Peter Brandt, [who] said no.", "Peter Brandt", "pronoun"),
        ("They saw the Norvale Council, according to [which] it rains.", "Norvale Council", "pronoun"),
        ("It met a minister [who] said no.", "unnamed: minister", "group"),
        # one "who" after the other, of the same person, if nobody stands in between
        ("Peter Brandt, who mocks a judge for her heritage, [who] said no, left.", "Peter Brandt", "pronoun"),
        ("It is the minister who mocks judges for their robes, [who] said no.", "unnamed: minister", "group"),
        ("Peter Brandt, who met a doctor, [who] said no, left.", "unnamed: doctor", "group"),
        ("Peter Brandt, who met Anna Quell, [who] said no, left.", "Anna Quell", "pronoun"),
        ("“Who mocks judges for their heritage, [who] said no?”", "unnamed: heritage", "group"),
        # who is told to be somebody that …
        ("Peter Brandt is a liar [who] said no.", "Peter Brandt", "pronoun"),
        ("Peter Brandt travels and is a skipper, dancer and cook [who] said no.", "Peter Brandt", "pronoun"),
        ("Anna Quell left. She is still a doctor [who] said no.", "Anna Quell", "pronoun"),
        ("Anna Quell is with a doctor [who] said no.", "unnamed: doctor", "group"),
        # nobody to the left
        ("[Who] said no?", "unknown", "none"),
        ("“[Who] said no?”", "unknown", "none"),
    ],
)
def test_who_and_which_are_to_their_left(text: str, name: str, method: str) -> None:
    found = resolved(text)[-1]
    assert (found.name, found.method) == (name, method)


TWO = "Karvethi Foreign Minister Anna Quell met the Sorrenayan envoy, Peter Brandt, and Lena Orle, a teacher. "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (TWO + "[The minister] said no.", "Anna Quell"),
        (TWO + "[The foreign minister] said no.", "Anna Quell"),
        (TWO + "[The Karvethi minister] said no.", "Anna Quell"),
        (TWO + "[The envoy] said no.", "Peter Brandt"),
        (TWO + "[The Sorrenayan envoy] said no.", "Peter Brandt"),
        (TWO + "[The teacher] said no.", "Lena Orle"),
        ("[The minister] said no. " + TWO, "Anna Quell"),
        ("Prime Minister Ida Holm spoke. [The foreign minister] said no.", "unnamed: foreign minister"),
        ("[A minister] said no. [The minister] added that it was late.", "unnamed: minister"),
        ("Norvale Council members met. [The council] said no.", "Norvale Council"),
        ("Gov. Anna Quell met Peter Brandt. [The governor] said no.", "Anna Quell"),
        (
            "Trade Secretary Anna Quell met General Secretary Peter Brandt. [The trade secretary] said no.",
            "Anna Quell",
        ),
        ("Trade Secretary Anna Quell left. [The water secretary] said no.", "unnamed: water secretary"),
        ("Mayor Jonas Brandt met a child. [The boy] said no.", "unnamed: boy"),
        # nobody has that role
        ("[The minister] said no.", "unnamed: minister"),
        (TWO + "[The judge] said no.", "unnamed: judge"),
        (TWO + "[A minister] said no.", "unnamed: minister"),
        (TWO + "[Another minister] said no.", "unnamed: minister"),
        (TWO + "[Ministers] said no.", "unnamed: Ministers"),
        ("Anna Quell left. [The chairman] said no.", "unnamed: chairman"),
        (TWO + "[The US foreign minister] said no.", "unnamed: US foreign minister"),
        # nobody of whom something else, or nothing, is told holds a lower office or one of a place
        ("Gov. Anna Quell stood by him. [The lieutenant governor] said no.", "unnamed: lieutenant governor"),
        ("Interior Minister Anna Quell said she would wait. [The mayor] said no.", "unnamed: mayor"),
        ("“Quiet,” Anna Quell said, whose brother died. [The sheriff] said no.", "unnamed: sheriff"),
        ("“Quiet,” said Anna Quell. [The prime minister's spokesman] said no.", "unnamed: prime minister's spokesman"),
        ("The Norvale Gazette has a poll. [The ferry company] told it so.", "unnamed: ferry company"),
        ("The Norvale Gazette has a poll. [The industry newspaper] said so.", "Norvale Gazette"),
        ("The Norvale Council met. [The nine-member council] said no.", "Norvale Council"),
        ("[Anna Brandt] said no. [Her mother] said yes.", "unnamed: mother"),
    ],
)
def test_roles_mean_who_has_them(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize("text", ["[She] said no.", TWO + "[The minister] said no.", TWO + "[The judge] said no."])
def test_the_same_text_gives_the_same_answer(text: str) -> None:
    assert resolved(text) == resolved(text)


def test_evidence_shows_name_role_and_source() -> None:
    text = "Anna Quell, the finance minister, left. [The minister] said no."
    (found,) = resolved(text)
    whole = "Talks on the harbour go on\n\n" + text.replace("[", "").replace("]", "")
    assert [span.of(whole) for span in found.evidence] == ["Anna Quell", "the finance minister", "The minister"]
    assert (found.method, found.type, found.role) == ("nominal", "person", "the finance minister")
