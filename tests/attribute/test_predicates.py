from __future__ import annotations

import pytest

from onrecord.attribute.drafting.draft import Draft
from onrecord.attribute.edges.predicates import without_predicates
from onrecord.document import Span
from steps import steps_of


def content(scene, text, source, cue, words):
    built = scene(("paragraph", text))
    places = [Span(text.index(part), text.index(part) + len(part)) if part else None for part in (source, cue, words)]
    draft = Draft([p for p in places[:1] if p], [places[1]], [places[2]], 0.9)
    without_predicates(built, [draft])
    return draft.content[0].of(text)


@pytest.mark.parametrize(
    ("source", "cue", "clause", "predicate"),
    [
        ("The minister’s", "claim", "that debt would double", "was dismissed as nonsense"),
        ("Her", "promise", "to keep quiet", "was “obtained by threats”"),
        ("", "suggestion", "that records were altered", "drew gasps"),
        ("Karveth’s", "demand", "that Orlune lift its blockade", "is “a non-starter”"),
        ("Tresk’s", "warning", "that “there will be consequences”", "came days later"),
        ("", "allegation", "that soldiers shelled the market", "has been rejected"),
    ],
)
def test_what_is_said_of_a_claim_is_no_part_of_it(scene, source, cue, clause, predicate):
    text = f"{source or 'The'} {cue} {clause} {predicate}."
    assert content(scene, text, source, cue, f"{clause} {predicate}") == clause


@pytest.mark.parametrize(
    ("text", "source", "cue", "words"),
    [
        # the noun is no subject, and its sentence has its verb before it
        (
            "Quell rejected the claim that debt would rise and was high.",
            "Quell",
            "claim",
            "that debt would rise and was",
        ),
        (
            "Oskar knows his promise that debt that had been high is low.",
            "his",
            "promise",
            "that debt that had been high is low",
        ),
        # a verb as the cue
        (
            "The Hall claims that the man it had elected was ill.",
            "The Hall",
            "claims",
            "that the man it had elected was ill",
        ),
        # the verb stands before the content
        ("The claim was that the plan he had made is dead.", "", "claim", "that the plan he had made is dead"),
        # a further clause, one verb alone
        ("His claim that what had been said was wrong", "His", "claim", "that what had been said was wrong"),
        ("His claim that the ship was unsafe.", "His", "claim", "that the ship was unsafe"),
        # the content is at its end already
        ("His claim that he had said it was false surprised us.", "His", "claim", "that he had said it was false"),
    ],
)
def test_other_contents_stay(scene, text, source, cue, words):
    assert content(scene, text, source, cue, words) == words


def test_time_grows_with_the_number_of_statements_alone(scene):
    part = "The claim that debt would double was dismissed. "

    def taken(times):
        built = scene(("paragraph", part * times))
        places = range(0, len(part) * times, len(part))
        drafts = [Draft([], [Span(at + 4, at + 9)], [Span(at + 10, at + 46)], 0.9) for at in places]
        return steps_of(lambda: without_predicates(built, drafts))

    taken(2)
    assert taken(400) < 6 * taken(100)  # sixteen times if each looked at the whole paragraph
