"""Puts the codings of an article's statements together, and tells issue and stance again with another codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.codebook import Codebook
from onrecord.codes import Coded, Coding, Condition, Issue, Judged, Stance, Unclear
from onrecord.coding.acts.acts import act_of, appeals, mode_of, stance_of
from onrecord.coding.acts.demands import demand_of, threat_of
from onrecord.coding.acts.heads import shipped_heads
from onrecord.coding.acts.tense import aux_of
from onrecord.coding.conditions.actor import Meant
from onrecord.coding.conditions.conditions import conditions_of
from onrecord.coding.conditions.head import tags_of
from onrecord.coding.dates.dates import scene_dates
from onrecord.coding.issues.issues import issues_of, vectors_from, vectors_of, words_in
from onrecord.coding.issues.model import shipped_model
from onrecord.coding.recipients.phrases import phrases_of
from onrecord.coding.recipients.recipients import recipients_of
from onrecord.coding.said import Scene
from onrecord.document import Span
from onrecord.encoding import Encoding
from onrecord.statement import Attribution, Reading, Resolution

#: Conditions that make a stance conditional, and how likely they have to be.
_BINDING, _SURE = frozenset({"guarantee", "in_return"}), 0.5
_TURNED: dict[Stance, Stance] = {"support": "oppose", "oppose": "support"}


def code(
    scene: Scene,
    encoding: Encoding,
    named: Mapping[Span, Resolution],
    codebook: Codebook | None = None,
) -> tuple[Coded, ...]:
    """Code all statements of an article.

    Parameters
    ----------
    named : mapping of Span to Resolution
        Who the spans are that :func:`onrecord.coding.recipients.recipients.asked_spans` gave.
    codebook : Codebook or None
        The analyst's issues; without one, and where none of them fits, issues are named by the text.

    Returns
    -------
    tuple of Coded
        One a statement, in the same order.
    """
    chances, stances = shipped_heads().scores(scene, encoding)
    acts = [act_of(said, chance) for said, chance in zip(scene.statements, chances, strict=True)]
    words = words_in(scene, shipped_model())
    vectors = vectors_of(words, encoding)
    issues = issues_of(scene, vectors, codebook, words=words)
    recipients = recipients_of(scene, acts, named, encoding)
    dates = scene_dates(scene)
    meant = Meant(frozenset(phrase.span.end for phrase in phrases_of(scene, encoding)), named)
    found: list[Coded] = []
    for said in scene.statements:
        at = said.index
        act, issue = acts[at].value, issues[at]
        conditions = conditions_of(said, tags_of(said, encoding), meant)
        coding = Coding(
            acts[at],
            towards(conditioned(stance_of(said, stances[at]), conditions), issue),
            issue,
            mode=mode_of(said, act),
            appeal=appeals(said, act),
            aux=aux_of(said),
            recipients=recipients[at],
            conditions=conditions,
            demand=demand_of(said, act),
            threat=threat_of(said, act, conditions),
        )
        found.append(Coded((coding,), dates[at], vectors[at].astype("<f2").tobytes()))
    return tuple(found)


def conditioned(stance: Judged[Stance | Unclear], conditions: Sequence[Condition]) -> Judged[Stance | Unclear]:
    """A stance for or against as a conditional one, where what is stated binds the matter itself.

    A guarantee, a return, a limit with something else beside it, or a sequence of what comes first: on train 79 to 93 %
    of the statements with one of those are annotated as conditional; other conditions leave it to what was learnt.
    """
    if stance.value not in _TURNED:
        return stance
    sure = [condition for condition in conditions if condition.score >= _SURE]
    kinds = {condition.type for condition in sure}
    if not (kinds & _BINDING or (len(kinds) > 1 and kinds & {"limit", "after"})):
        return stance
    return replace(stance, value="conditional", method="rule", evidence=tuple(condition.span for condition in sure))


def towards(stance: Judged[Stance | Unclear], issue: Issue | None) -> Judged[Stance | Unclear]:
    """The stance towards the issue, where the words speak for its opposite."""
    if issue is None or not issue.reversed or stance.value not in _TURNED:
        return stance
    return replace(stance, value=_TURNED[stance.value])


def recode(reading: Reading, codebook: Codebook | None) -> Reading:
    """Tell issue and stance of a reading's statements again, from their vectors and words, without reading it again.

    What a person coded stays as it is.
    """
    attributions = _attributions(reading)
    resolutions = [s.resolution or Resolution("unknown", "none") for s in reading.statements]
    scene = Scene(reading.document, attributions, resolutions, reading.entities)
    vectors = vectors_from([statement.vector for statement in reading.statements])
    issues = issues_of(scene, vectors, codebook)
    return replace(
        reading,
        statements=tuple(
            replace(statement, codings=tuple(_recoded(coding, issue) for coding in statement.codings))
            for statement, issue in zip(reading.statements, issues, strict=True)
        ),
    )


def _recoded(coding: Coding, issue: Issue | None) -> Coding:
    if (coding.issue is not None and coding.issue.method == "human") or coding.stance.method == "human":
        return coding
    return replace(coding, issue=issue, stance=towards(towards(coding.stance, coding.issue), issue))


def _attributions(reading: Reading) -> list[Attribution]:
    """Attributions whose parents are counted among the statements that the reading still has."""
    places = {statement.id: place for place, statement in enumerate(reading.statements)}
    return [replace(s.attribution, parent=places.get(s.parent or "")) for s in reading.statements]
