"""Offices and ages that only one person of the article has."""

from __future__ import annotations

import pytest

from resolve.article import last_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mara Quell, 44, met Jonas Brandt, 31. [The 31-year-old] said no.", "Jonas Brandt"),
        ("Mara Quell (44) met Jonas Brandt, 31, of Norvale. [The 44-year-old] said no.", "Mara Quell"),
        ("Mara Quell, aged 44, met Jonas Brandt. [The 44-year-old] said no.", "Mara Quell"),
        # two of one age, a number that is no age, nobody in particular
        (
            "Mara Quell, 44, met Jonas Brandt, 44. It rained. It snowed. [The 44-year-old] said no.",
            "unnamed: 44-year-old",
        ),
        ("Mara Quell, 44, met Jonas Brandt. [A 44-year-old] said no.", "unnamed: 44-year-old"),
        ("Mara Quell, 44 votes ahead, met Jonas Brandt, 31. [A 44-year-old] said no.", "unnamed: 44-year-old"),
    ],
)
def test_ages(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the only person just named, as a subject, of whom nothing else is told
        ("Mara Quell put an end to the talk. [The defence minister] said no.", "Mara Quell"),
        ("On Monday, Mara Quell put an end to it. She left, [the defence minister] said.", "Mara Quell"),
        # named as the object, beside another person, with another office, or with another who holds it
        ("Mara Quell urged [the defence minister] to go.", "unnamed: defence minister"),
        (
            "Defence Minister Jonas Brandt left. Mara Quell put an end to it. [The defence minister] said no.",
            "Jonas Brandt",
        ),
    ],
)
def test_who_was_just_named(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Mara Quell’s spokesman left. Police chief Jonas Brandt met Ada Voll. [Quell’s spokesman] said no.",
            "unnamed: Mara Quell's spokesman",
        ),
        ("Mara Quell’s spokesman, Jonas Brandt, left. [Quell’s spokesman] said no.", "Jonas Brandt"),
    ],
)
def test_whose_somebody_is(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the only one who holds it, before or after, also for a leader and by a word of the introduction
        ("[PM]: no vote\n\nPrime Minister Mara Quell met the board. Jonas Brandt left.", "Mara Quell"),
        (
            "The Norvale board met.\n\nMara Quell, the envoy to the Netherlands, left. [The envoy] said no.",
            "Mara Quell",
        ),
        ("The envoy to the Netherlands, Mara Quell, left. Jonas Brandt slept. [The envoy] said no.", "Mara Quell"),
        # somebody of another body, or with another office
        (
            "Mara Quell left. [The World Wells Network secretary-general] said no.",
            "unnamed: World Wells Network secretary-general",
        ),
        ("The opposition leader, Mara Quell, left. [The Speaker] said no.", "unnamed: Speaker"),
        # the same office by another noun, whoever has it
        ("The prime minister, Mara Quell, left. [Jonas Brandt] said no. [The premier] said it again.", "Mara Quell"),
        ("Norvale’s prime minister, Mara Quell, left. [Jonas Brandt] said no. [The premier] said so.", "Mara Quell"),
        ("Norvale’s trade minister, Mara Quell, left. It rained. [The premier] said so.", "unnamed: premier"),
    ],
)
def test_offices(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the one to whom the article gives it of that body
        ("Guild Secretary General Mara Quell left. Jonas Brandt slept. [The Guild's secretary general] said no.",
         "Mara Quell"),
        ("Mara Quell, the governor of Norvale, left. Jonas Brandt slept. [Norvale's governor] said no.", "Mara Quell"),
        ("Mara Quell, the governor of Norvale, left. Jonas Brandt slept. [The governor of Norvale] said no.",
         "Mara Quell"),
        # of another body
        ("Mara Quell, the governor of Orle, left. [Norvale's governor] said no.",
         "unnamed: Norvale's governor"),
        # who has spoken right before, of whom only a rank is told
        ("[Commodore Mara Quell] said no. [The Harbour Guard's commander] said it again.", "Mara Quell"),
        ("It is late, said [Mara Quell]. [The spokeswoman of the Harbour Guard] said no.", "Mara Quell"),
        # who has another office
        ("[Judge Mara Quell] said no. [The Harbour Guard's commander] said it again.",
         "unnamed: Harbour Guard's commander"),
    ],
)  # fmt: skip
def test_offices_of_bodies(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # somebody else of that country is told of as well; the letter for a middle name
        ("President Vladimir V. Putin met Ada Voll, a Russian sociologist. Jonas Brandt slept. [The Russian leader]"
         " said no.", "Vladimir V. Putin"),
        ("Mara Quell, the United Norvale Customs and Harbour Guard head, [who] said no.", "Mara Quell"),
    ],
)  # fmt: skip
def test_who_is_told_of(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # no other office is the head of state's, and a bare role is not what somebody else is told to be
        ("President Mara Quell left. [The head of state] said no.", "Mara Quell"),
        ("Defence Minister Jonas Brandt slept. [The head of state] said no.", "unnamed: head of state"),
        ("President Mara Quell left.\n\nREAD: ‘It is late’ – [port director]\n\nIt rained.", "unnamed: port director"),
    ],
)
def test_what_offices_are_not(text: str, name: str) -> None:
    assert last_name("Talks go on\n\n" + text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # who speaks or works for others is no mogul and no mayor, but what the article calls him
        ("Mara Quell, a campaign manager, met them. [The real estate mogul] said no.", "unnamed: real estate mogul"),
        ("Mara Quell, a lawyer, met them. She left, [the former mayor] said.", "unnamed: former mayor"),
        ("Mara Quell, a lawyer, met them. She left, [the lawyer] said.", "Mara Quell"),
    ],
)
def test_who_helps_others(text: str, name: str) -> None:
    assert last_name(text) == name


LANDS = "Karvethi Prime Minister Ada Quell met Ostmarkan Prime Minister Jonas Brandt. "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # whose office it is decides which of several holders is meant
        (LANDS + "Ostmarka waits. [Its prime minister] said no.", "Jonas Brandt"),
        (LANDS + "They praised Karveth, [whose prime minister] said no.", "Ada Quell"),
        ("Ostmarkan Trade Minister Ada Quell left. Karveth waits. [Its foreign minister] said no.",
         "unnamed: foreign minister"),
        # ministries are those of their ministers
        ("Ostmarkan Foreign Minister Ada Quell left. [Her ministry] said no.",
         "Ministry of Foreign Affairs (Ostmarka)"),
        ("[Ostmarkan Interior Minister Ada Quell] said no. [The ministry] asked for wood.",
         "Ministry of the Interior (Ostmarka)"),
        ("Singer Ada Quell left. [Her ministry] said no.", "unnamed: ministry"),
    ],
)  # fmt: skip
def test_whose_office_it_is(text: str, name: str) -> None:
    assert last_name("Ostmarka and Karveth talk. " + text) == name
