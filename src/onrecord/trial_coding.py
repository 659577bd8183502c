"""Codes the annotated statements of a corpus and scores what comes out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from onrecord.codes import Coding
from onrecord.coding import listed_act
from onrecord.coding.conditions.conditions import conditions_of
from onrecord.coding.said import Scene
from onrecord.corpora import GoldStatement
from onrecord.evaluate import Coded, Codes, CodingScores, coding_scores, majority
from onrecord.options import ReadOptions
from onrecord.pipeline import coded_statements
from onrecord.trial import Tried, gold_attributions

NOTHING = Codes("unclear", "unclear")


def coding_trial(
    articles: Iterable[Tried], codebook: Path | None, options: ReadOptions = ReadOptions()
) -> dict[str, CodingScores]:
    """Score the codings of a corpus's annotated statements, and two answers that need little thought.

    Returns
    -------
    dict of str to CodingScores
        ``onrecord``, ``lexicon`` (a listed cue word alone decides) and ``majority``.
    """
    options = options._replace(codebook=codebook)
    coded: dict[str, list[Coded]] = {"onrecord": [], "lexicon": [], "majority": []}
    for one in articles:
        article = one.gold
        told = coded_statements(one.document, one.encoding, gold_attributions(article, one.document), options)
        found, listed = told.statements, listed_codes(told.scene)
        for index, statement in enumerate(article.statements):
            if statement.act is None or not statement.content:
                continue
            gold = gold_codes(statement)
            codings = found[index].codings
            coded["onrecord"].append(Coded(article.id, gold, found_codes(codings[0]) if codings else NOTHING))
            coded["lexicon"].append(Coded(article.id, gold, listed[index]))
            coded["majority"].append(Coded(article.id, gold, NOTHING))
    commonest = majority([one.gold for one in coded["majority"]])
    coded["majority"] = [one._replace(found=commonest) for one in coded["majority"]]
    return {name: coding_scores(ones, 200 if name == "onrecord" else 0) for name, ones in coded.items()}


def gold_codes(statement: GoldStatement) -> Codes:
    """Annotated values, as they are scored."""
    return Codes(
        statement.act or "unclear",
        statement.stance or "unclear",
        statement.issue,
        statement.recipients,
        statement.conditions,
    )


def found_codes(coding: Coding) -> Codes:
    """Found values, as they are scored."""
    return Codes(
        coding.act.value,
        coding.stance.value,
        coding.issue.id if coding.issue else None,
        tuple(recipient.name for recipient in coding.recipients),
        tuple((condition.type, condition.span) for condition in coding.conditions),
    )


#: Stances that an act alone suggests.
_USUAL = {"SUPPORT": "support", "AGREE": "support", "REQUEST": "support", "ACCUSE": "oppose", "REJECT": "oppose"}


def listed_codes(scene: Scene) -> list[Codes]:
    """What open word lists alone say: the act of the cue, the stance that it suggests, conditions by their markers."""
    found: list[Codes] = []
    for said in scene.statements:
        act = listed_act(said).value
        conditions = tuple((condition.type, condition.span) for condition in conditions_of(said))
        found.append(Codes(act, _USUAL.get(act, "none"), None, (), conditions))
    return found
