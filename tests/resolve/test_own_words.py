"""Nobody is he, she or they in words of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.resolve import resolve
from resolve.article import article, name_without_source, own_registry, resolved


@pytest.mark.parametrize(
    ("text", "not_meant"),
    [
        ("Then Jonas Brandt spoke. “{[he] said nothing},” [Jonas Brandt] said.", "Jonas Brandt"),
        ("Then Mara Quell spoke. [Mara Quell] said: “{[they] agreed to it}.”", "Mara Quell"),
    ],
)
def test_speakers_are_not_he_in_their_own_quotation(text: str, not_meant: str) -> None:
    inner = next(r for r in resolved(text) if r.method == "pronoun")
    assert inner.name != not_meant


def test_in_indirect_speech_he_can_be_the_speaker() -> None:
    said, hoped = resolved("Then Jonas Brandt spoke. [Jonas Brandt] said {[he] hoped for it}.")
    assert (said.name, hoped.name) == ("Jonas Brandt", "Jonas Brandt")


INTERVIEW = (
    "Jonas Brandt talks to Anders Voll.\n\n[Jonas Brandt]: {What did the warden want?}\n\n"
    "[Anders Voll]: {The gates. [He] asked {for them}.}"
)


@pytest.mark.parametrize("labelled", [True, False])
def test_he_in_an_answer_is_neither_of_two_in_an_interview(labelled: bool) -> None:
    marked = article(INTERVIEW)
    method = "speaker_label" if labelled else "cue"
    told = [replace(one, method=method, cue=()) if one.parent is None else one for one in marked.attributions]
    resolutions, _ = resolve(marked.document, None, told, own_registry())
    assert (resolutions[2].name in ("Jonas Brandt", "Anders Voll")) != labelled


SPEECH = "Mara Quell’s speech to the guild\n\n[I] say no. [I] ask for peace. Leading is admitting a great mistake."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (SPEECH, "Mara Quell"),
        # others tell of it, it is quoted, it is no speech
        (SPEECH + " [Jonas Brandt] said no. [Anders Voll] said so. [Jonas Brandt] left.", "unknown"),
        (SPEECH.replace("Leading is admitting a great mistake.", "“Leading is admitting a great mistake.”"), "unknown"),
        (SPEECH.replace("speech to", "trip to"), "unknown"),
    ],
)
def test_a_doing_of_nobody_in_particular_is_the_speakers(text: str, name: str) -> None:
    assert name_without_source(text, "admitting") == name
