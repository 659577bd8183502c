"""Statements of headlines that have no cue word: "… – Lowell", "Lowell: …", "‘…’: Lowell attacks …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from onrecord.attribute.drafting.draft import Draft, Found, Scene
from onrecord.attribute.sources.speaker import called
from onrecord.document import HEADINGS, Block, Span

#: Chance that such a headline is a statement, on the training corpora.
DASH_SCORE = 0.9
COLON_SCORE = 0.85
TOLD_SCORE = 0.9

_DASH = re.compile(
    r"(?P<content>\S.*\S)\s+[\N{EN DASH}\N{EM DASH}-]{1,2}\s+(?P<source>[^\N{EN DASH}\N{EM DASH}:]+)\Z", re.DOTALL
)
_COLON = re.compile(
    r"(?P<source>[^:“”«»‘\"\N{EN DASH}\N{EM DASH}]+?)(?P<aside>\s(?:to|at|on|in|after|before|over)\s[^:]*?)?"
    r"\s?:\s+(?P<content>\S.*)\Z",
    re.DOTALL,
)
_COLON_LAST = re.compile(r"(?P<content>\S[^:]*\S)\s?:\s+(?P<source>[^:]+?)\Z")
_QUOTED_FIRST = re.compile(r"\s*:\s+(?P<source>\S.*)\Z", re.DOTALL)
#: Who is named behind words in the first person, and what such a headline goes on with.
_INTERVIEWED = re.compile(
    r"(?P<source>[A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]+){1,2}?)"
    r"(?=\s(?:on|talks|opens\sup|tells|reveals|recalls|reflects|speaks|explains|remembers|relives|looks\sback)\b|\Z)"
)
#: Several people by a common noun, in front of what they do: "fishermen round on minister".
_SEVERAL = re.compile(r"(?P<source>(?:[a-z][\w’'-]*\s){0,2}?[a-z][\w’'-]*(?:(?<![su’'])s|men|women|people))\s[a-z]")
#: Somebody by an office or a common noun, in front of what they speak on, or alone.
_TELLER_ON = re.compile(
    r"(?P<source>(?:[A-Z][\w’'.-]*\s|(?!on\s)(?:[\w’'.-]+\s){0,3}(?=[\w-]+\son\b))?(?P<noun>[a-z][\w-]*))(?=\son\b|\Z)"
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")
#: A headline whose last words tell who says it: "Bees ‘can count’, study finds", "…, says minister".
_TOLD_LAST = re.compile(
    r"(?P<content>\S.*\S),\s(?:(?P<source>(?:[\w’'.-]+\s){0,4}[\w’'.-]+)\s"
    r"(?P<cue>(?:say|hear|warn|insist|find|reveal|suggest|rule|claim|declare|report|show|hint|admit|confirm|predict|argue|conclude)s?"
    r"|heard|told)"
    r"|(?P<verb>says?)\s(?P<name>(?:[\w’'.-]+\s){0,4}[\w’'.-]*\w))\.?\Z",
    re.DOTALL | re.IGNORECASE,
)
#: Such words that are no nouns, and what stands before them where they are.
_VERB = re.compile(
    r"says?|hears?|warns?|insists?|finds|reveals|suggests|hints|admits|confirms|predicts|argues|concludes",
    re.IGNORECASE,
)
_BEFORE_NOUN = re.compile(r"\b(?:a|an|the|its|his|her|their|our|your|my|no|final|and|to)\Z", re.IGNORECASE)
_MARK = "“”„«»‘’\"'"
#: A clause in front of the one that a source is the subject of: "Bosses apologise after | inquiry finds".
_BEFORE_CLAUSE = re.compile(r"(?:[\w’'-]+\s){2,}(?:after|as|amid|while|when)\s(?=\w)")
#: What stands before a headline and is no part of it: a time of a live page, a label of the wire.
_PRELUDE = re.compile(
    r"(?:\d{1,2}[.:h]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?(?:\s?[|\N{EN DASH}\N{EM DASH}-])?\s+)?"
    r"(?:(?:URGENT|BREAKING(?: NEWS)?|EXCLUSIVE|LIVE|ALERT|JUST IN|UPDATE(?: ?\d)?"
    r"|Breaking(?: news)?|Exclusive|Live|Update|The Latest)\s?[:|\N{EN DASH}\N{EM DASH}-]\s*)?"
)
#: A clause that a content ends in, and the one or two words to the end of the heading that it leaves out.
_CUT_CLAUSE = re.compile(r"\s(?:as|after|before|while|when|amid)\s[\w’' -]+\Z")
_LAST_WORDS = re.compile(r"(?:\s[\w’'-]+){1,2}(?:\n|\Z)")
_SHORT = 30
_NAMES = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}"
#: Two who do the same at the beginning of a heading, and a verb in the plural: "Orlune, Vasca | agree to talk".
_TWO = re.compile(rf"{_NAMES},\s(?P<last>{_NAMES})\s(?=[a-z]+(?<!s)\b)")
#: Words that name a kind of text, not who speaks.
LABELS = frozenset(
    "analysis opinion exclusive breaking live update video watch editorial explainer comment review report photos "
    "pictures gallery podcast interview profile column correction factbox timeline fact-check fact check factcheck "
    "live updates breaking news read more poll quiz vox pop".split()
)
#: Those who are told of by a common noun in headlines: "Death toll rises: officials", "Police: Two men fled".
_TELLERS = frozenset(
    "official officials police source sources ministry minister mediator mediators expert experts analyst analysts "
    "scientists researchers prosecutor prosecutors lawyer lawyers army military government spokesman spokeswoman "
    "spokesperson pm president governor mayor sheriff media un report poll study survey newspaper insiders economists "
    "historians witnesses aide aides camp".split()
)
#: What makes a report or a survey a kind of text, or an event, beside those.
_KINDS = LABELS | frozenset("match race weather special annual full trip injury status school book budget".split())
#: Words that begin a clause after a dash, not the name of a speaker.
CLAUSE_OPENERS = frozenset(
    "i you he she it we they this that these those there some yet not and but or so if why how who what which in at to"
    " on for as".split()
)
#: First words of a topic, not of a speech, after a colon.
_TOPIC = frozenset("what why how who when where which is are can will should the a an inside five ten".split())
#: What somebody is to do: "minister to speak at noon".
_TO_DO = re.compile(r"\sto\s[a-z]")
_NAME_WORD = re.compile(r"[\w.’'-]+")
_SOURCE_WORDS = 6
_CONTENT_WORDS = 2
#: Letters of a word that a title writes small at most.
_LONG = 3
_UNQUOTED_WORDS = 4
#: Characters of a heading that can be one statement; a block without a break in it is none.
_LONGEST = 500


def headline_statements(scene: Scene, found: Found | None = None) -> Iterator[Draft]:
    """Find the cue-less statements of headlines, decks and subheads, by what ``found`` statements tell of speakers."""
    drafts = found.drafts if found is not None else []
    people = called(scene.text, drafts)
    speakers = {source.start: source for draft in reversed(drafts) for source in reversed(draft.source)}
    for block in scene.document.blocks:
        if block.kind in HEADINGS and block.span.end - block.span.start <= _LONGEST:
            start = headline_start(scene.text, block)
            place = Span(start, block.span.end)
            draft = (
                _dash(scene, place)
                or _colon(scene, place)
                or _quoted_first(scene, place, speakers)
                or _surely_told(scene, place)
                or _unquoted(scene, place, people)
                or _second_half(scene, place)
            )
            if draft is not None:
                yield draft


def headline_start(text: str, block: Block) -> int:
    """Where the words of a heading begin, after a time or a label such as "BREAKING:"."""
    prelude = _PRELUDE.match(text, block.span.start, block.span.end)
    return prelude.end() if prelude is not None and prelude.end() < block.span.end else block.span.start


def _headline_starts(scene: Scene) -> dict[int, int]:
    """Where the words of each heading begin, by where the heading does."""
    headings = (block for block in scene.document.blocks if block.kind in HEADINGS)
    return {block.span.start: headline_start(scene.text, block) for block in headings}


def without_preludes(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Cut times and labels that open headings off the contents that begin with them."""
    starts = _headline_starts(scene)
    for draft in drafts:
        draft.content = [
            Span(starts[span.start], span.end) if starts.get(span.start, span.end) < span.end else span
            for span in draft.content
        ]


def headline_sources(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Mend the sources of headings: no time, label or other clause before them, and both of two that a comma joins."""
    starts = _headline_starts(scene)
    joined = {
        two.end(): Span(two.start(), two.end("last"))
        for start in starts.values()
        if (two := _TWO.match(scene.text, start)) is not None
    }
    for draft in drafts:
        if not draft.cue or len(draft.source) != 1:
            continue
        source = draft.source[0]
        if starts.get(source.start, source.end) < source.end:
            draft.source = [Span(starts[source.start], source.end)]
        clause = _BEFORE_CLAUSE.match(scene.text, *draft.source[0])
        block = scene.block_at(source.start)
        if clause is not None and block is not None and block.kind in HEADINGS:
            draft.source = [Span(clause.end(), draft.source[0].end)]
        both = joined.get(draft.cue[0].start)
        if both is not None and both.end == source.end:
            draft.source = [both]


def without_cut_clauses(scene: Scene, drafts: Sequence[Draft]) -> None:
    """End contents of headings before a clause of which they leave out the end: "a strike | as talks | collapse"."""
    for draft in drafts:
        block = scene.block_at(draft.content[-1].start)
        if block is None or block.kind not in HEADINGS or not _LAST_WORDS.match(scene.text, draft.content[-1].end):
            continue
        start, end = draft.content[-1]
        clause = _CUT_CLAUSE.search(scene.text, start + 1, end)
        if clause is not None and block.span.end - end <= _SHORT:
            draft.content[-1] = Span(start, clause.start())


def without_clauses_before(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Leave out of contents of headings what stands before the source where more follows the cue.

    "Rebels seize port, | government vows response": no content that people marked is on both sides of such a comma.
    """
    for draft in drafts:
        block = scene.block_at(draft.cue[0].start)
        if (
            block is None
            or block.kind not in HEADINGS
            or not draft.source
            or draft.source[0].start > draft.cue[0].start
        ):
            continue
        behind = [piece for piece in draft.content if piece.start == draft.cue[-1].end + 1]
        if behind and scene.text.endswith(", ", 0, draft.source[0].start):
            draft.content = behind


def whole_headlines(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give statements whose source and cue end a heading all of the heading before them for a content."""
    headings = (block for block in scene.document.blocks if block.kind in HEADINGS)
    places = (Span(headline_start(scene.text, block), block.span.end) for block in headings)
    told = {tuple(whole.cue): whole for place in places if (whole := _told_last(scene, place)) is not None}
    for draft in drafts:
        whole = told.get(tuple(draft.cue))
        if whole is not None and all(source.overlaps(whole.source[0]) for source in draft.source):
            draft.content = whole.content


def is_told_below(scene: Scene, draft: Draft) -> bool:
    """Tell whether the cue of a statement stands in a heading, and none of its content does."""
    block = scene.block_at(draft.cue[0].start) if draft.cue else None
    heading = block is not None and block.kind in HEADINGS
    return heading and not any(block is not None and block.span.overlaps(piece) for piece in draft.content)


def _told_last(scene: Scene, place: Span) -> Draft | None:
    """A statement, and at the end of the heading who says it: "…, tribunal hears"."""
    match = _TOLD_LAST.match(scene.text, *place)
    if match is None or _words(match["content"]) < _CONTENT_WORDS:
        return None
    content, source, cue = (Span(*match.span(name)) for name in ("content", "source", "cue"))
    if match["verb"]:
        source, cue = (Span(*match.span(name)) for name in ("name", "verb"))
    opens_clause = source.of(scene.text).split()[0].casefold() in CLAUSE_OPENERS
    return None if opens_clause else Draft([source], [cue], [content], TOLD_SCORE)


def _surely_told(scene: Scene, place: Span) -> Draft | None:
    """Such a statement where the last word is a verb for sure."""
    draft = _told_last(scene, place)
    if draft is None or draft.source[0].start > draft.cue[0].start or not _VERB.fullmatch(scene.text, *draft.cue[0]):
        return None
    content = draft.content[0].of(scene.text)
    told = content[0] in _MARK or _words(content) >= _UNQUOTED_WORDS
    return draft if told and not _BEFORE_NOUN.search(draft.source[0].of(scene.text)) else None


def _dash(scene: Scene, place: Span) -> Draft | None:
    match = _DASH.match(scene.text, *place)
    if match is None or not _names_someone(match["source"]) or _TO_DO.search(match["source"]):
        return None
    return _draft(match, "headline_dash") if _words(match["content"]) >= _CONTENT_WORDS else None


def _colon(scene: Scene, place: Span) -> Draft | None:
    match = _COLON.match(scene.text, *place)
    if match is None or not all(map(_names_someone, (match["source"], match["source"] + (match["aside"] or "")))):
        return None
    # without quotation marks a colon more often opens a topic ("Ukraine: what we know") than a speech
    if match["content"][0] not in _MARK:
        return None
    return _draft(match, "headline_colon")


def _second_half(scene: Scene, place: Span) -> Draft | None:
    """ "Talks collapse; minister: ‘We have no more to give’": a name or office and a quotation behind a semicolon."""
    half = scene.text.rfind("; ", *place)
    return _colon(scene, Span(half + 2, place.end)) if half > 0 else None


def _quoted_first(scene: Scene, place: Span, speakers: Mapping[int, Span]) -> Draft | None:
    """A quotation, a colon, and a sentence whose subject has said it: "‘No way back’: minister defends cuts".

    Words in the first person are those of whoever is named behind them: "‘I was terrified’: Mara Quell on the storm".
    """
    opening = next((q for q in scene.quotations_in(place) if q.span.start == place.start and q.closed), None)
    match = _QUOTED_FIRST.match(scene.text, opening.span.end, place.end) if opening is not None else None
    if opening is None or match is None or _words(opening.span.of(scene.text)) < _CONTENT_WORDS:
        return None
    if _is_title(opening.span.of(scene.text), match["source"]):
        return None
    behind = Span(match.start("source"), place.end)
    told = speakers.get(behind.start)
    told = told if told is not None and told.end < place.end else None
    speaker = _in_first_person(scene, opening.span, behind) or told or _teller_on(scene, behind)
    return Draft([speaker], [], [opening.span], COLON_SCORE, "headline_colon") if speaker is not None else None


def _is_title(words: str, behind: str) -> bool:
    """ "‘We Were Sailors’: veterans remember a film": whether all words have capitals that those behind have not."""
    quoted, others = ([word for word in _NAME_WORD.findall(text) if len(word) > _LONG] for text in (words, behind))
    return all(word[0].isupper() for word in quoted) and any(word[0].islower() for word in others) and len(quoted) > 1


def _in_first_person(scene: Scene, quotation: Span, behind: Span) -> Span | None:
    """Whose words in the first person a heading quotes: who is named behind, or several people who do something."""
    if not _FIRST_PERSON.search(quotation.of(scene.text)):
        return None
    several = _SEVERAL.match(scene.text, *behind)
    if several is not None and several["source"].split()[0].casefold() in _TOPIC | CLAUSE_OPENERS:
        several = None
    named = _INTERVIEWED.match(scene.text, *behind) or several
    return Span(*named.span("source")) if named is not None else None


def _teller_on(scene: Scene, behind: Span) -> Span | None:
    """ "‘It is a disgrace’: Velm mayor on harbour closure": who speaks on something, by a noun for those who speak."""
    match = _TELLER_ON.match(scene.text, *behind)
    return Span(*match.span("source")) if match is not None and match["noun"] in _TELLERS else None


def _unquoted(scene: Scene, place: Span, people: frozenset[str]) -> Draft | None:
    """Words without quotation marks beside a colon and a name of somebody who speaks in the article, or "officials"."""
    match = _COLON.match(scene.text, *place)
    if match is not None and _speaks(match["source"], people):
        first = match["content"].split()[0].casefold()
        return _draft(match, "headline_colon") if first not in _TOPIC and _enough(match["content"]) else None
    match = _COLON_LAST.match(scene.text, *place)
    if match is not None and match["content"][0] not in _MARK and _speaks(match["source"], people):
        return _draft(match, "headline_colon") if _enough(match["content"]) else None
    return None


def _enough(content: str) -> bool:
    needed = _UNQUOTED_WORDS - any(mark in content for mark in '“‘«"')
    return _words(content) >= needed and not content.rstrip().endswith("?")


def _speaks(label: str, people: frozenset[str]) -> bool:
    """Tell whether a few words are a person known to speak, or end in a common noun for those who do."""
    words = _NAME_WORD.findall(label)
    if not 0 < len(words) <= 3 or ";" in label or (len(words) > 1 and words[0].casefold() in _KINDS):
        return False
    if words[-1].casefold() in _TELLERS:
        return all(word[0].isalpha() and not word.endswith(("’s", "'s")) for word in words)
    return words[-1] in people and all(word[0].isupper() for word in words)


def _draft(match: re.Match[str], method: str) -> Draft:
    source, content = (Span(*match.span(name)) for name in ("source", "content"))
    if method == "headline_colon":
        return Draft([source], [], [content], COLON_SCORE, "headline_colon")
    return Draft([source], [], [content], DASH_SCORE, "headline_dash")


def _words(text: str) -> int:
    return len(_NAME_WORD.findall(text))


def _names_someone(text: str) -> bool:
    """Tell whether a few words can name a speaker: short, no sentence, no label of a kind of text."""
    words = _NAME_WORD.findall(text)
    if not 0 < len(words) <= _SOURCE_WORDS or text.strip().casefold() in LABELS or words[0].casefold() in LABELS:
        return False
    if words[0].casefold() in _KINDS and words[-1].casefold() in LABELS:
        return False
    if re.split("[’']", words[0].casefold())[0] in CLAUSE_OPENERS:
        return False
    if any(mark in text for mark in "?!,;") or any(word.isdigit() for word in words):
        return False
    return all(len(word) > 1 or word.isupper() for word in words)
