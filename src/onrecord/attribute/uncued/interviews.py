"""Statements under a speaker's label, as interviews and transcripts print them: "OSKAR: We did not open the gates."."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from onrecord.attribute.drafting.draft import Draft, Found, Scene
from onrecord.attribute.drafting.places import Places
from onrecord.document import RUNNING, Block, Span

#: Chance that a labelled paragraph is one statement. On the training and development corpora 62 of 63 are, in articles
#: whose labels were annotated at all; in two they were not.
LABEL_SCORE = 0.9
#: The same where the label is a letter ("Q", "A") and names nobody: 0 of 47.
LETTER_SCORE = 0.1
_LABEL = re.compile(r"^[(\[*]{0,2}(?P<source>[^\W\d_][\w.'’ -]{0,40}?)[)\]*]{0,2}\s?:\s+(?P<content>\S.*)$", re.DOTALL)
_WORDS = 3
_TIMES = 2
#: Labels of parts of a page, not of speakers.
_PARTS = frozenset("image photo picture video source note update correction related also graphic map chart".split())


#: Initials without a colon, as in "LO We never opened the gates.", and the name that they stand for; they are labels
#: where several paragraphs begin so, all with a sentence after them.
_INITIALS = re.compile(r"^(?P<source>[A-Z]{2,4})\s+(?P<content>\S.*)$", re.DOTALL)
_NAME = re.compile(r"^(?P<source>[A-Z]\S+(?: [A-Z]\S*){1,3}?)\s+(?P<content>\S.*)$", re.DOTALL)
_INITIALS_TIMES = 3
_OPENERS = frozenset(
    "i we you he she it they the a my our your this that these those there in on at for from to with as if when "
    "although while because since and but or so well yes no not what why how who where absolutely definitely".split()
)

#: A paragraph, and where its label and its words stand in it.
Labelled = tuple[Block, re.Match[str]]


def labelled_statements(scene: Scene, found: Found, marked: Sequence[Labelled]) -> Iterator[Draft]:
    """Paragraphs under a label that comes back in the article, unless a statement already holds their words.

    In a transcript of two speakers a paragraph without a label goes on with the one before.

    ``marked`` are those under a label with a colon. One without is cut off the sources that have taken it for their
    first word.
    """
    unmarked = _unmarked(scene)
    for block, match in unmarked:
        _without(*_spans(block, match), found)
    further = _further(scene, (*marked, *unmarked))
    for block, match in (*marked, *unmarked):
        source, content = _spans(block, match)
        if not found.owning(content):
            score = LABEL_SCORE if len(match["source"]) > 1 else LETTER_SCORE
            goes_on = [span for span in further.get(block.span, ()) if not found.owning(span)]
            yield Draft([source], [], [content, *goes_on], score, "speaker_label")


def _further(scene: Scene, labelled: Sequence[Labelled]) -> dict[Span, list[Span]]:
    """By labelled paragraph those that follow it without a label, up to the last label, in a transcript.

    Two labels at least come back there, and most paragraphs from the first to the last label have one.
    """
    times = Counter(match["source"] for _, match in labelled)
    labels = {block.span for block, _ in labelled}
    running = [block.span for block in scene.document.blocks if block.kind in RUNNING]
    places = [at for at, span in enumerate(running) if span in labels]
    if sum(count >= _TIMES for count in times.values()) < 2 or 2 * len(places) <= places[-1] - places[0]:
        return {}
    return {running[at]: _unlabelled(scene, running[at + 1 : after]) for at, after in pairwise(places)}


def _unlabelled(scene: Scene, paragraphs: Iterable[Span]) -> list[Span]:
    """Paragraphs of words that nobody else begins with a label, but for remarks in brackets."""
    own = takewhile(lambda span: _LABEL.match(span.of(scene.text)) is None, paragraphs)
    return [span for span in own if scene.text[span.start] not in "([" and any(map(str.isalpha, span.of(scene.text)))]


def without_labels(marked: Sequence[Labelled], drafts: Sequence[Draft]) -> list[Draft]:
    """Statements but those whose cue is a label: "TO: I never did" tells of nobody who is "to" do anything."""
    labels = Places((label, label) for block, match in marked for label in _spans(block, match)[:1])
    return [d for d in drafts if not any(label.overlaps(cue) for cue in d.cue for label in labels.near(cue))]


def marked_paragraphs(scene: Scene) -> list[Labelled]:
    """Paragraphs under a label with a colon that comes back, or a name whose initials or last word do."""
    matches = [(block, match) for block in scene.document.blocks if (match := _match(scene, block)) is not None]
    times = Counter(match["source"] for _, match in matches if len(match["content"].split()) >= _WORDS)

    def comes_back(label: str) -> bool:
        words = label.split()
        shorter = ("".join(word[0] for word in words), words[-1]) if len(words) > 1 else ()
        return any(times[short] >= _TIMES for short in (label, *shorter))

    return [(block, match) for block, match in matches if comes_back(match["source"])]


def _spans(block: Block, match: re.Match[str]) -> tuple[Span, Span]:
    """Where the label of a paragraph stands, and the words under it."""
    start = block.span.start
    label = Span(start + match.start("source"), start + match.end("source"))
    return label, Span(start + match.start("content"), block.span.end)


def _match(scene: Scene, block: Block) -> re.Match[str] | None:
    if block.kind not in RUNNING:
        return None
    match = _LABEL.match(block.span.of(scene.text))
    if match is None or match["content"][0].isdigit():
        return None
    words = match["source"].split()
    named = all(word[0].isupper() for word in words)
    return match if named and words[0].casefold() not in _PARTS else None


def _unmarked(scene: Scene) -> list[Labelled]:
    """Paragraphs under initials without a colon, and under the name that they stand for."""
    running = [(block, block.span.of(scene.text)) for block in scene.document.blocks if block.kind in RUNNING]
    begun = [(block, match) for block, text in running if (match := _INITIALS.match(text)) is not None]
    times = Counter(match["source"] for _, match in begun)
    others = {match["source"] for _, match in begun if not _opens(match["content"])}
    labels = {label for label, count in times.items() if count >= _INITIALS_TIMES} - others
    if not labels:
        return []
    named = [(block, match) for block, text in running if (match := _NAME.match(text)) and _opens(match["content"])]
    return [
        *((block, match) for block, match in begun if match["source"] in labels),
        *((block, match) for block, match in named if "".join(w[0] for w in match["source"].split()) in labels),
    ]


def _opens(content: str) -> bool:
    """Tell whether a sentence begins here, by a first word that no name has."""
    word = re.split(r"[\s,'’]", content, maxsplit=1)[0]
    return word[:1].isupper() and word.casefold() in _OPENERS and len(content.split()) >= _WORDS


def _without(label: Span, content: Span, found: Found) -> None:
    """Cut a label off the sources that begin with it."""
    for draft in found.with_words(label):
        draft.source = [
            Span(content.start, span.end) if span.start <= label.start and content.start < span.end else span
            for span in draft.source
        ]
