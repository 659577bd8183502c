"""Quotations of whole sentences that stand between statements and belong to none."""

from __future__ import annotations

import re

from onrecord.attribute.drafting.draft import Draft, Found, Scene, plain_words
from onrecord.attribute.drafting.pieces import is_sentence
from onrecord.attribute.sources.speaker import called
from onrecord.document import TEXT, Block, Span
from onrecord.words import sentence_spans

#: Such a quotation mostly belongs to a statement that no rule can tell: 1 of 25 on training and development articles
#: was a statement of its own.
FREE_SCORE = 0.1
#: Chance that it is of the subject of the sentence before it in its paragraph.
SUBJECT_SCORE = 0.5
#: The subject of a sentence or of a question: "Quell disagrees. “…”", "Would she go? “…”".
_SUBJECT = re.compile(
    r"\s*(?:(?:But|And|Yet|Still,|Now)\s)?(?:(?:Would|Will|Does|Did|Do|Is|Was|Has|Can|Could|Should)\s)?(?:really\s)?"
    r"(?P<subject>(?:[Hh]e|[Ss]he)\b|(?:(?:Mr|Mrs|Ms|Dr|President|Minister)\.?\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)(?=\s[a-z])"
)
#: Characters before a quotation in which the sentence before it is looked for.
_REACH = 200
_BETWEEN = ".,;!?… \t\n\N{NO-BREAK SPACE}"


def free_quotations(scene: Scene, found: Found) -> list[Draft]:
    """Quotations of whole sentences in running text that no statement holds; those in a row are one statement."""
    drafts: list[Draft] = []
    people = called(scene.text, found.drafts)
    last = Span(0, 0)
    for block in scene.document.blocks:
        if not says_by_itself(scene, block):
            continue
        for quotation in scene.quotations_in(block.span):
            span = quotation.span
            if last.contains(span) or found.holding(span) or not is_sentence(scene, quotation):
                continue
            if drafts and not scene.text[last.end : span.start].strip(_BETWEEN):
                drafts[-1].content.append(span)
            else:
                subject = _subject_before(scene, Span(block.span.start, span.start), people)
                score = SUBJECT_SCORE if subject else FREE_SCORE
                drafts.append(Draft(subject, [], [span], score, "free_quote"))
            last = span
    return drafts


def _subject_before(scene: Scene, before: Span, people: frozenset[str]) -> list[Span]:
    """The subject of the sentence that ends a stretch of a paragraph, if that is he, she or a person who speaks."""
    near = Span(max(before.start, before.end - _REACH), before.end)
    sentences = [s for s in sentence_spans(scene.text, near) if s.of(scene.text).strip()]
    if not sentences or (sentences[-1].start == near.start > before.start) or any(scene.quoted[slice(*sentences[-1])]):
        return []
    ended = scene.text[sentences[-1].start : before.end].rstrip()[-1:] in (".", "?")
    match = _SUBJECT.match(scene.text, *sentences[-1]) if ended else None
    if match is None:
        return []
    known = match["subject"].casefold() in ("he", "she") or match["subject"].split()[-1] in people
    return [Span(*match.span("subject"))] if known else []


def says_by_itself(scene: Scene, block: Block) -> bool:
    """Tell whether the quotations of a block can be statements: running text, or no pull quote out of it."""
    return block.kind in TEXT and not repeats_the_body(scene, block)


def repeats_the_body(scene: Scene, block: Block) -> bool:
    """Tell whether a block set off as a quotation only repeats words of the running text (a pull quote)."""
    if block.kind != "quote":
        return False
    pulled = plain_words(block.span.of(scene.text))
    quoted = [plain_words(q.span.of(scene.text)) for q in scene.quotations_in(block.span)]
    return any(words and words in scene.body for words in (pulled, *quoted))
