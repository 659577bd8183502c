"""Contents that end where the predicate begins: "The claim | that debt would double | was dismissed"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from onrecord.attribute.drafting.draft import Draft, Scene
from onrecord.attribute.drafting.places import Places
from onrecord.attribute.drafting.repair import content_span
from onrecord.document import Span
from onrecord.words import sentence_spans

#: A speech noun as the subject of its sentence has nothing before it but whose it is.
_SUBJECT = re.compile(
    r"[\W_]*(?:(?:But|And|Yet)\s)?(?:(?:The|the|An?|an?|His|his|Her|her|Its|its|Their|their|Our|our|My|my)\s(?:\w+\s)?"
    r"|(?:[\w’'.-]+\s){0,4}[\w.-]+[’']s?\s(?:\w+\s)?)?\Z"
)
_CLAUSE = re.compile(r"(?P<that>that)\s|to\s")
_ARTICLE = r"(?:the|an?|its|his|her|their)\s"
#: Finite verbs that are known without a parser, with what belongs to their group.
_KNOWN = re.compile(
    r"\b(?:(?:is|are|was|were|ha[sd]|have|will|would|can|could|may|might|must|should|d(?:id|oes))\b"
    rf"(?:\s(?:not|never|\w+ly|also|now|soon|still|always|often|already|again|only|be|been|being|have)\b)*(?:\s(?!{_ARTICLE})\w+)?"
    r"|(?:came|comes|drew|sent|went|met|sounded|seemed|remains?|remained|sparked|prompted|angered)\b)"
)
#: A word right before an article, which begins a further noun phrase, is a verb unless it leads on to this.
_OTHER = re.compile(
    r"(?<=\w\s)(?<!\bto\s)(?!(?:about|in|on|at|for|to|with|from|into|over|under|after|before|during|since|until|as|than|by"
    rf"|against|of|through|between|without|all|both|half|such|even|only|just|not|\w+ing)\b)\b[a-z]+(?=\s{_ARTICLE})"
)
#: Words that bring in a further clause, whose verb could be the one that is found.
_FURTHER = re.compile(r"\b(?:that|which|who|whom|whose|what|when|while|where|if|because|unless|and|but|or|how|why)\b")
#: What stands behind a content that holds a predicate: the end of the clause, or what this verb leads on to.
_END = re.compile(r"[”\"’'»]?(?:[,.;!?]|\s*\Z)|\s(?:to|of|by|in|on|at|for|with|from)\s")


def without_predicates(scene: Scene, drafts: Iterable[Draft]) -> None:
    """End the contents of speech nouns that are the subject of their sentence before what is said of them.

    Such a sentence has a verb of its own. Where the content runs to its end, that verb is the second one behind *that*
    and the first one behind *to*.
    """
    sentences_of = cache(lambda block: Places((span, span) for span in sentence_spans(scene.text, block)))
    for draft in drafts:
        end = _predicate(scene, draft.content[0]) if draft.cue else None
        if end is None or not _fills_sentence(scene, draft, sentences_of):
            continue
        shortened = content_span(scene, Span(draft.content[0].start, end))
        if shortened is not None:
            draft.content = [shortened]


def _fills_sentence(scene: Scene, draft: Draft, sentences_of: Callable[[Span], Places[Span]]) -> bool:
    """Tell whether a noun is the cue and the subject of its sentence, and the content behind it runs to the end."""
    block = scene.block_of(draft.cue[0])
    around = sentences_of(block).near(draft.cue[0]) if block is not None else []
    own = next((sentence for sentence in around if sentence.contains(draft.cue[0])), draft.cue[0])
    first, last = min(draft.content), max(draft.content)
    if first.start < draft.cue[0].end or last.end > own.end or not _is_subject(scene, draft, own):
        return False
    if _KNOWN.search(scene.text, draft.cue[0].start, first.start):
        return False
    return scene.text[last.end - 1] in ".!?" or _END.match(scene.text, last.end, own.end) is not None


def _is_subject(scene: Scene, draft: Draft, sentence: Span) -> bool:
    """Tell whether a cue is a noun with nothing but its owner before it, or with *by* and its source behind it."""
    place = draft.cue[0]
    whose = draft.source[0] if draft.source else None
    behind = whose is None or whose.start > place.end
    possessive = whose is not None and re.search(
        r"(?:[’']s?|\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y))\Z", whose.of(scene.text)
    )
    return bool((behind or possessive) and _SUBJECT.match(scene.text, sentence.start, place.start))


def _predicate(scene: Scene, piece: Span) -> int | None:
    """Where the predicate begins within a clause, if that is told by its words."""
    clause = _CLAUSE.match(scene.text, *piece)
    if clause is None:
        return None
    further = _FURTHER.search(scene.text, clause.end(), piece.end)
    stop = further.start() if further is not None else piece.end
    start = clause.end()
    if clause["that"]:
        own = [verb for pattern in (_KNOWN, _OTHER) if (verb := pattern.search(scene.text, start, stop))]
        start = min(own, key=lambda verb: verb.start()).end() if own else stop
    verb = _KNOWN.search(scene.text, start, stop)
    return verb.start() if verb is not None and not scene.quoted[verb.start()] else None
