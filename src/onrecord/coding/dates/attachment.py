"""Which of the times in a sentence belong to the saying, not to what else the sentence tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.coding.dates.times import OCCASION, TimeWords, times_in
from onrecord.coding.said import Said, Scene
from onrecord.document import RUNNING, Document, Span

#: Stands for the words of contents and of a dateline.
_CONTENT = "¤"
#: Stands for the words of the statement's own source.
_SOURCE = "§"
#: How far from the cue, in characters, a time may stand.
_NEAR = 400
#: Words after which a time belongs to something else than the saying.
_ELSEWHERE = re.compile(
    r"\b(?:who|whom|whose|which|that(?!\s+(?:day|night|year|month|week)\b)|when(?!\s+(?:asked|pressed|\w+ing\b))|where|because|since|until|till|before|ahead|about|regarding|concerning|if"
    r"|whether|despite|although|though|unless|will|would|could|can|should|must|to be|set|slated|due|scheduled|planned"
    r"|expected)\b|[;(]|,\s+(?:and|but|or)\b",
    re.IGNORECASE,
)
#: Participles of what is said and of occasions; after any other one a time tells when that happened.
_SAID_OR_MADE = frozenset(
    "published released posted issued delivered made given aired recorded sent written dated broadcast televised"
    " tweeted carried run conducted filed obtained held called uploaded shared circulated seen interviewed asked added"
    " convened organized organised hosted attended reached emailed printed leaked unveiled".split()
)
#: Somebody else's doing: "said of the talks he had on Friday".
_SOMEBODY = re.compile(r"(?<!\bas )(?<!\bwhile )\b(?:I|he|she|they|we)\b")
_PARTICIPLE = re.compile(
    r"\b(\w+ed|made|given|held|sent|written|run|seen|broadcast|built|born|shot)(?:\s+(?:on|in|late|early|back in))*\s*$"
)
_AT_ONCE = re.compile(
    r"[\s,”\"’'.)]*(?:(?:on|in|during|over|at|as of|by|from|back in|the|late|early|of)\s+){0,3}", re.IGNORECASE
)
_LEAD_IN = re.compile(
    r"[\s,“\"‘'—–-]*(?:(?:on|in|late|early|earlier|later|then|but|and|so|just|back|only|also|yet|meanwhile|again|however"
    r"|first|very|over|during|at|by|as|of|the|an?|his|her|its|their|even|still|now|more|recently|elsewhere|was|were|has|have|been|is|are)"
    r"[\s,]+){0,5}",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"[\s,“\"—–-]*(?:(?:and|but|then|later|earlier)[\s,]+)?(?:speaking|talking|addressing|writing|appearing|responding"
    r"|testifying|announcing|quoted|interviewed|asked|pressed|in|at|during|on|from|after|following|when|as|with|via"
    r"|while\s+\w+ing|citing|upon|through|under)\b",
    re.IGNORECASE,
)
#: Between a content and a time that still belongs to the saying: "in a letter to members".
_WHERE = re.compile(
    r"[\s,”\"’'.]*(?:in|at|during|via|through|to|on)\s+(?:(?:[\w.’'-]+\s+){1,3}"
    rf"|(?:[\w.’'-]+\s+){{1,3}}?{OCCASION}\s+(?:[\w.’'-]+\s+){{0,4}})",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"[\s,—–-]*(?:(?:however|meanwhile|though|too|also|then|for (?:example|instance))[\s,]*)?", re.IGNORECASE
)
#: A cue in a relative clause: "the paper, which today reported".
_RELATIVE = re.compile(r",?\s+(?:who|which|that)\s+(?:\w+ly\s+|also\s+|then\s+|on\s+){0,2}")
_PLACE = re.compile(
    r"[\s,]*(?:(?:in|at|during|speaking|addressing|from|on|via|through|after|following|with|amid|outside|aboard|as|near"
    rf"|of)\b|(?:[’']s?\s)?(?:[\w.’'-]+\s+){{0,3}}?{OCCASION})[^{_CONTENT}]*",
    re.IGNORECASE,
)
#: What may stand after a source that follows its cue: nothing that goes on with another verb.
_BESIDE = re.compile(r"\s*(?:$|[,.—–-]|(?:on|in|at|during|over|from|late|early|of|and|via|through|after|for|to)\b)")
_BREAK = re.compile(
    rf"[;{_CONTENT}]\s|,\s+(?:and|but|while|whereas|though|although|when|as|where)(?=\s)|{_CONTENT}(?!{_CONTENT})"
)
#: Sources that are documents or occasions: a time in their description is when they spoke.
_DOCUMENT = re.compile(
    rf"(?:[\w.’'/-]+\s+){{0,7}}?(?:{OCCASION}|rumou?rs|footage|data|figures|documents?|imag(?:es?|ing)|guidelines)",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"\s*(?:[A-Z][\w.’'-]*[A-Z]|\([A-Z])[^\n]{0,90}?\s(?:—|–|--|-)\s")


class View(NamedTuple):
    """A sentence as one level of nesting sees it.

    Attributes
    ----------
    text : str
        The sentence without contents, character for character.
    start : int
        Where it begins in the article.
    times : list of TimeWords
        Their spans count in ``text``.
    cues : list of Span
        Of all statements of this level; they count in ``text``.
    """

    text: str
    start: int
    times: list[TimeWords]
    cues: list[Span]


class Views:
    """The sentences of an article as its statements see them."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._known: dict[tuple[int | None, int], View] = {}
        contents: dict[int | None, list[Span]] = defaultdict(list)
        self._cues: dict[tuple[int | None, int], list[Span]] = defaultdict(list)
        for said in scene.statements:
            parent = said.attribution.parent
            contents[parent].extend(said.attribution.content)
            if said.attribution.cue:
                self._cues[parent, said.sentence.start].append(_envelope(said.attribution.cue))
        contents[None].append(Span(*dateline(scene.document)))
        self._contents = {parent: _merged(spans) for parent, spans in contents.items()}

    def of(self, said: Said) -> View:
        """The sentence of a statement's cue, outside of all contents of the statement's own level."""
        parent, sentence = said.attribution.parent, said.sentence
        key = (parent, sentence.start)
        if key not in self._known:
            self._known[key] = self._view(key, sentence)
        return self._known[key]

    def _view(self, key: tuple[int | None, int], sentence: Span) -> View:
        parent = key[0]
        outside: list[Span] = []
        if parent is not None:
            held = sorted(self._scene.attributions[parent].content)
            start = max(sentence.start, held[0].start) if held else sentence.start
            ends = [start, *(max(start, span.end) for span in held)]
            sentence = Span(start, max(start, min(sentence.end, max(ends))))
            outside = [Span(end, span.start) for end, span in zip(ends, held, strict=False)]
        text = sentence.of(self._scene.text).replace(_CONTENT, " ").replace(_SOURCE, " ")
        text = _without(text, sentence.start, outside)
        contents = self._contents.get(parent, [])
        first = bisect_left(contents, sentence.start, key=lambda span: span.end)
        last = bisect_left(contents, sentence.end, key=lambda span: span.start)
        text = _without(text, sentence.start, contents[first:last])
        start = sentence.start
        cues = [Span(cue.start - start, cue.end - start) for cue in self._cues.get(key, ())]
        return View(text, start, times_in(text), sorted(cues))


def dateline(document: Document) -> Span:
    """The words before the first sentence of running text: ``HASK, March 14 (Coastwire) —``; empty without them."""
    first = next((block.span for block in document.blocks if block.kind in RUNNING), Span(0, 0))
    match = _DATELINE.match(document.text, first.start, min(first.end, first.start + 120))
    return Span(*match.span()) if match else Span(first.start, first.start)


def times_of(view: View, said: Said) -> list[TimeWords]:
    """The times that belong to the saying, in text order: the one nearest to the cue, and those joined to it."""
    if not view.times or not said.attribution.cue:
        return []
    place = _Place.of(view, said)
    first = bisect_left(view.times, place.cue.start - _NEAR, key=lambda time: time.span.start)
    last = bisect_left(view.times, place.cue.end + _NEAR, key=lambda time: time.span.start)
    own = [time for time in view.times[first:last] if place.holds(time)]
    known = [time for time in own if time.kind != "vague"]
    if not known:
        return own[:1]
    nearest = min(known, key=lambda t: max(place.cue.start - t.span.end, t.span.start - place.cue.end))
    at = known.index(nearest)
    joined = [nearest]
    for time in known[at + 1 :]:
        if not re.fullmatch(r"[\s,]*(?:and|or)\s+(?:(?:again|on|in|then|also)\s+)*", _between(view, joined[-1], time)):
            break
        joined.append(time)
    return joined


def _between(view: View, first: TimeWords, second: TimeWords) -> str:
    return view.text[first.span.end : second.span.start]


class _Place(NamedTuple):
    """Where source and cue of one statement stand in its view."""

    view: View
    cue: Span
    source: tuple[Span, ...]

    @classmethod
    def of(cls, view: View, said: Said) -> _Place:
        end = len(view.text)

        def within(span: Span) -> Span:
            return Span(*(min(max(at - view.start, 0), end) for at in span))

        source = tuple(within(span) for span in said.attribution.source)
        return cls(view, within(_envelope(said.attribution.cue)), tuple(s for s in source if s.start < s.end))

    def holds(self, time: TimeWords) -> bool:
        """Tell whether a time is when it was said."""
        if self.cue.contains(time.span):
            return True
        if time.kind == "vague" and " " not in time.words:
            return self._touches(time)
        for span in self.source:
            if span.contains(time.span):
                return self._is_of_document(span, time)
        return self._after(time) if time.span.start >= self.cue.end else self._before(time)

    def _touches(self, time: TimeWords) -> bool:
        """A single word ("earlier", "repeatedly") tells a time only beside the cue or at the head of the clause."""
        if time.span.start >= self.cue.end:
            return not self._gap(self.cue.end, time.span.start).strip(f" \n{_SOURCE}")
        after = self.view.text[time.span.end : self.cue.start]
        if not after.strip():
            return True
        source = next((span for span in self.source if span.start >= time.span.end), None)
        return source is not None and not self.view.text[time.span.end : source.start].strip(" ,\n")

    def _is_of_document(self, source: Span, time: TimeWords) -> bool:
        words = self.view.text[source.start : time.span.start]
        rest = self.view.text[time.span.end : source.end]
        if re.match(rf"(?:[’']s?)?\s+(?:[\w.’'-]+\s+){{0,3}}?{OCCASION}", rest, re.IGNORECASE):
            return True
        return _DOCUMENT.match(words) is not None and _is_of_saying(words)

    def _after(self, time: TimeWords) -> bool:
        gap = self._gap(self.cue.end, time.span.start)
        if self._other_cue(self.cue.end, time.span.start):
            return False
        if _CONTENT in gap:
            gap = gap[gap.rindex(_CONTENT) + 1 :]
            return _AT_ONCE.fullmatch(gap) is not None or (_WHERE.fullmatch(gap) is not None and _is_of_saying(gap))
        if _SOURCE in gap and not _BESIDE.match(gap, gap.rindex(_SOURCE) + 1):
            return False
        return len(gap.split()) <= 18 and _is_of_saying(gap) and not _SOMEBODY.search(gap)

    def _before(self, time: TimeWords) -> bool:
        sources = [span for span in self.source if span.end <= self.cue.start]
        if sources and time.span.start >= sources[-1].end:
            return self._inside(sources[-1].end, time)
        target = sources[0].start if sources else self.cue.start
        if self._other_cue(time.span.end, target):
            return False
        text, begin = self.view.text, max(0, time.span.start - _NEAR)
        start = max((m.end() for m in _BREAK.finditer(text, begin, time.span.start)), default=begin)
        before, gap = text[start : time.span.start], text[time.span.end : target]
        if _LEAD_IN.fullmatch(before):
            if not sources and re.fullmatch(rf"[\s,]*{_CONTENT}+[\s,]*(?:\w+\s)?", gap):
                return True
            return self._leads(gap) or (not sources and len(gap.split()) <= 3 and _CONTENT not in gap)
        opening = _OPENING.match(before)
        return opening is not None and _is_of_saying(before[opening.end() :]) and self._leads(gap)

    def _leads(self, gap: str) -> bool:
        """Tell whether nothing but a place or an occasion stands between a time and whoever speaks."""
        if _NOTHING.fullmatch(gap):
            return True
        return _PLACE.fullmatch(gap) is not None and not _ELSEWHERE.search(gap)

    def _inside(self, start: int, time: TimeWords) -> bool:
        """Between source and cue: "the ministry, in a letter on Friday, said"."""
        before, after = self.view.text[start : time.span.start], self.view.text[time.span.end : self.cue.start]
        if _RELATIVE.fullmatch(before) and not after.strip():
            return True
        if _ELSEWHERE.search(before) or _ELSEWHERE.search(after) or re.search(r"\b(?:and|but)\b|¤", after):
            return False
        return max(len(before.split()), len(after.split())) <= 12 and _is_said(before)

    def _gap(self, start: int, end: int) -> str:
        """Words with the source masked."""
        return _without(self.view.text[start:end], start, self.source, _SOURCE)

    def _other_cue(self, start: int, end: int) -> bool:
        cues = self.view.cues
        first, last = bisect_left(cues, Span(start, 0)), bisect_left(cues, Span(end, 0))
        return any(cue != self.cue for cue in cues[first:last])


def _is_of_saying(words: str) -> bool:
    """Tell whether a time after these words can belong to the saying before them."""
    return _ELSEWHERE.search(words) is None and _is_said(words)


def _is_said(words: str) -> bool:
    participle = _PARTICIPLE.search(words)
    return participle is None or participle[1].lower() in _SAID_OR_MADE


def _envelope(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif span.start < span.end:
            merged.append(span)
    return merged


def _without(text: str, start: int, spans: Sequence[Span], mark: str = _CONTENT) -> str:
    """The text, which begins at ``start``, with a mark for each character of the spans, which are in text order."""
    pieces, at = [], 0
    for span in spans:
        first, last = max(span.start - start, at), min(span.end - start, len(text))
        if first < last:
            pieces += [text[at:first], mark * (last - first)]
            at = last
    return "".join([*pieces, text[at:]])
