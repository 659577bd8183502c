"""Sources behind *by*: "the ceasefire proposed by Orlune", "a suggestion by Ina Hask that …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribute.sources.speaker import source_span
from onrecord.document import Span

DETERMINER = r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur|[Mm]y|some|many|most|several|both|two|three)"
#: Words that a noun phrase does not hold: prepositions, auxiliaries, conjunctions, times.
BOUND = (
    r"(?:about|in|on|at|for|to|with|from|into|over|under|about|after|before|during|since|until|as|than|by|against|of"
    r"|is|are|was|were|be|ha[sd]|have|will|would|can|could|may|might|must|should|did|do|does"
    r"|and|but|or|that|which|who|whose|if|when|while|because|where|last|this|next|yesterday|today|tomorrow|earlier|later"
    r"|not|never|also|now|then|\w+ed|\w+ing|\w+ly)\b"
)
WORD = rf"(?!{BOUND})[\w’'-]+"
_NAME = r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)(?:[A-Z][a-z]{0,2}\.|[A-Z][\w’'-]*)"
#: Whoever does something: a determiner and a noun, a name with the words for an office before it, or a plural.
AGENT = (
    rf"(?:{DETERMINER}\s{WORD}(?:\s{WORD}){{0,3}}|(?:{WORD}\s){{0,2}}{_NAME}(?:\s{_NAME}){{0,3}}"
    rf"|(?!{BOUND})[a-z’'-]+s\b)"
)
OF = rf"(?:\sof\s(?:(?:the|an?)\s)?{WORD}(?:\s{_NAME}){{0,2}})?"
#: The cue ends here, a participle may stand before *by*.
_BY = re.compile(
    r"(?:(?<=\bby)|\s(?:(?:made|put\sforward|\w+ed)\s)?by)\s(?!the\s(?:end|time|way|start)\b)"
    rf"(?P<agent>{AGENT}{OF})"
)
#: An article or an adjective alone is nobody: "a | claim", "repeated | warnings".
_NOBODY = re.compile(
    r"(?:[Tt]he|[Aa]n?|repeated|renewed|continued|growing|mounting|widespread|persistent|fierce|fresh|unconfirmed|earlier"
    r"|previous|recent|public|further|strong|similar)"
)
#: What may not stand between *by* and a content that follows.
_BREAK = re.compile(r"[.;:!?()\n“”\"]")
#: A pronoun that is the subject of the verb behind it.
_WHO = re.compile(r"[\w’'\"”)],\s(?P<who>who)\s\Z")
#: Characters of a source with what describes it, at most.
_REACH = 60


def agents(text: str, sources: list[Span], cues: Sequence[Span], contents: Sequence[Span]) -> list[Span]:
    """Sources of a statement, no article or adjective alone; where none is beside its cue, who is behind it and *by*.

    A content that follows ends the phrase ("a claim by the party that …").
    """
    sources = [source for source in sources if not _NOBODY.fullmatch(text, *source)]
    told = [source for source in sources if not any(source.overlaps(cue) for cue in cues)]
    who = _WHO.search(text, max(0, cues[0].start - _REACH), cues[0].start) if not sources else None
    if who is not None and not any(Span(*who.span("who")).overlaps(piece) for piece in contents):
        return [Span(*who.span("who"))]
    match = _BY.match(text, cues[-1].end) if not told else None
    if match is None:
        return sources
    start, end = match.span("agent")
    following = next((piece.start for piece in contents if piece.start >= end), None)
    if following is not None and following - start <= _REACH and not _BREAK.search(text, start, following):
        end = following
    agent = source_span(text, Span(start, end))
    return [] if agent is None or any(agent.overlaps(piece) for piece in contents) else [agent]
