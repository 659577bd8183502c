"""Silver labels: names of persons, bodies and places that the article itself makes sure, and spans of recipients.

What is not sure is ignored in training, not counted as no mention.
"""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from onrecord.corpora import GoldStatement
from onrecord.document import Span
from onrecord.encoding import BODY, BODY_NOUN, PERSON, PERSON_NOUN, PLACE

IGNORED = -100
WORD = re.compile(r"[^\W\d_](?:[\w’'&-]|\.(?=\w\.|\w\w))*\.?|\d[\w.,]*|\S")
LINKS = frozenset("of for de del la al bin van von der du da and & the el ibn ben dos".split())
TITLES = frozenset(
    "mr mrs ms miss dr sir president minister prime premier chancellor secretary senator sen rep representative gov"
    " governor mayor judge justice general gen col colonel maj capt captain king queen prince princess pope professor"
    " prof lord lady vice attorney chief congressman congresswoman ambassador spokesman spokeswoman spokesperson"
    " director chairman chairwoman officer candidate nominee commander admiral sheriff detective reverend rev bishop"
    " archbishop cardinal imam deputy leader ceo founder analyst economist author journalist reporter".split()
)
BODY_WORDS = frozenset(
    "party committee department university ministry council court agency inc corp corporation company news times post"
    " institute association union commission congress senate parliament house bureau foundation center centre group"
    " bank police force army navy office authority organization organisation league club federation administration"
    " society board tribune herald journal network service services college hospital airlines airport league team"
    " coalition alliance campaign front movement assembly cabinet directorate press magazine gazette llc ltd".split()
)
PERSON_NOUNS = frozenset(
    "official officials spokesman spokeswoman spokesperson president minister senator governor mayor candidate"
    " candidates nominee lawmaker lawmakers leader leaders expert experts analyst analysts critic critics supporter"
    " supporters aide aides adviser advisers advisor advisors judge diplomat diplomats reporter reporters journalist"
    " journalists witness witnesses lawyer lawyers attorney attorneys professor scientist scientists researcher"
    " researchers author authors director executive chairman chairwoman secretary ambassador voter voters protester"
    " protesters activist activists man woman men women people residents resident doctors doctor officer officers"
    " soldier soldiers players player coach manager democrats republicans conservatives businessman billionaire"
    " politician politicians congressman congresswoman prosecutor prosecutors investigators observers sources".split()
)
BODY_NOUNS = frozenset(
    "government ministry company agency committee commission court party campaign group organization organisation"
    " administration police department newspaper paper magazine network council parliament senate union bank firm"
    " university board coalition alliance team army military authorities tribunal jury media press bureau"
    " office".split()
)
DETERMINERS = frozenset("the a an his her their its our my your this that these those some many several most".split())
NOT_NAMES = frozenset(
    "the a an i he she it we they you this that these those but and or if in on at for from with by as when while after"
    " before since because although though not no yes there here what who why how where which his her its their our my"
    " your one two three four five some many most all both each every monday tuesday wednesday thursday friday saturday"
    " sunday january february march april may june july august september october november december so then now just"
    " even still also more than to of is was are were be been do does did have has had will would can could"
    " should".split()
)
STATES = frozenset(
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois"
    " Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri"
    " Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Wisconsin"
    " Wyoming Washington Manhattan Brooklyn London Paris Moscow Beijing Brussels Berlin Chicago Boston Miami Europe"
    " Africa Asia America".split()
)


class Run(NamedTuple):
    """Capitalised words that stand together; ``opens`` when a sentence begins with them."""

    words: tuple[str, ...]
    span: Span
    opens: bool
    titled: bool


@cache
def given_names() -> frozenset[str]:
    """First names of either gender."""
    folder = _kb()
    names = (folder / f"{kind}_names.dat" for kind in ("female", "male"))
    return frozenset(line.strip() for path in names for line in path.read_text("utf-8").splitlines())


@cache
def places() -> frozenset[str]:
    """Countries, capitals and a few places that the news names without more."""
    with (_kb() / "country-codes.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = {row[key] for row in rows for key in ("CLDR display name", "Capital", "UNTERM English Short") if key in row}
    return (
        frozenset(name.removesuffix(" (the)") for name in names if name)
        | STATES
        | {"U.S.", "US", "UK", "U.K.", "United States"}
    )


def _kb() -> Path:
    return Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora")) / "kb"


def silver_mentions(text: str, who: Sequence[str]) -> list[tuple[Span, int]]:
    """Spans with their mention label; ``IGNORED`` where it is not sure.

    ``who`` are the annotated names of the article's sources: they tell persons from bodies.
    """
    runs = list(_runs(text))
    middle = Counter(run.words[0] for run in runs if not run.opens)
    persons = {run.words for run in runs if _is_person(run)} | {tuple(name.split()) for name in _persons(who)}
    surnames = {words[-1] for words in persons if len(words) > 1}
    found: list[tuple[Span, int]] = []
    for run in runs:
        if run.opens and len(run.words) == 1 and not middle[run.words[0]] and run.words[0] not in surnames:
            found.append((run.span, IGNORED))
        else:
            found.append((run.span, _label(run, persons, surnames)))
    return sorted([*found, *_nouns(text, [run.span for run in runs])], key=lambda item: item[0])


def _runs(text: str) -> Iterator[Run]:
    words = [match for match in WORD.finditer(text)]
    at = 0
    while at < len(words):
        word = words[at][0]
        if not _capital(word) or word.casefold().rstrip(".") in NOT_NAMES:
            at += 1
            continue
        end = at + 1
        while end < len(words) and "\n" not in text[words[end - 1].end() : words[end].start()]:
            step = words[end][0]
            linked = step in LINKS and end + 1 < len(words) and _capital(words[end + 1][0])
            if not ((_capital(step) and step.casefold() not in NOT_NAMES) or (linked and step not in {"and", "the"})):
                break
            if words[end - 1][0].endswith(".") and len(words[end - 1][0]) > 3 and not _title(words[end - 1][0]):
                break
            end += 1
        before = text[: words[at].start()].rstrip(" “\"'‘(")
        opens = not before or before[-1] in ".!?\n:”"
        first = at
        while first < end and _title(words[first][0]):
            first += 1
        if first < end:
            span = Span(words[first].start(), words[end - 1].end())
            names = tuple(match[0].removesuffix("'s").removesuffix("’s") for match in words[first:end])
            if words[end - 1][0].endswith(("'s", "’s")):
                span = Span(span.start, span.end - 2)
            elif names[-1].endswith(".") and len(names[-1]) > 4 and "." not in names[-1][:-1]:
                span, names = Span(span.start, span.end - 1), (*names[:-1], names[-1][:-1])
            yield Run(names, span, opens and first == at, first > at or _title(words[at - 1][0]) if at else first > at)
        at = end


def _capital(word: str) -> bool:
    return word[0].isupper()


def _title(word: str) -> bool:
    return word.casefold().rstrip(".") in TITLES


def _is_person(run: Run) -> bool:
    words = run.words
    if any(word.casefold() in BODY_WORDS for word in words) or len(words) > 4 or " ".join(words) in places():
        return False
    if run.titled and len(words) <= 3:
        return True
    return len(words) in (2, 3) and words[0] in given_names() and words[-1] not in places()


def _persons(who: Iterable[str]) -> Iterator[str]:
    for name in who:
        words = name.split()
        known = 2 <= len(words) <= 4 and all(_capital(word) for word in words) and words[0] in given_names()
        if known and not any(word.casefold() in BODY_WORDS for word in words):
            yield name


def _label(run: Run, persons: set[tuple[str, ...]], surnames: set[str]) -> int:
    words = run.words
    if words in persons or (len(words) == 1 and words[0] in surnames):
        return PERSON
    if " ".join(words) in places():
        return PLACE
    if any(word.casefold() in BODY_WORDS for word in words[-2:]) and len(words) > 1:
        return BODY
    if len(words) == 1 and words[0].isupper() and 2 < len(words[0]) < 7:
        return BODY
    return IGNORED


def _nouns(text: str, names: list[Span]) -> Iterator[tuple[Span, int]]:
    """Noun phrases with a determiner and a known head; other lower-case nouns are not sure."""
    words = [match for match in WORD.finditer(text)]
    inside = {at for span in names for at in range(span.start, span.end)}
    for at, match in enumerate(words):
        word = match[0]
        if match.start() in inside or not word[0].islower():
            continue
        lower = word.casefold()
        head = PERSON_NOUN if lower in PERSON_NOUNS else BODY_NOUN if lower in BODY_NOUNS else None
        if head is None:
            if len(word) > 3 and lower not in NOT_NAMES and not lower.endswith(("ing", "ed", "ly")):
                yield Span(*match.span()), IGNORED
            continue
        if at + 1 < len(words) and words[at + 1][0][:1].isalpha() and words[at + 1][0].casefold() in PERSON_NOUNS:
            continue
        start = at
        while start > 0 and at - start < 4 and words[start - 1][0].casefold() not in DETERMINERS:
            before = words[start - 1][0]
            if not before[0].isalpha() or before.casefold() in NOT_NAMES or before.endswith("ed"):
                break
            start -= 1
        if start > 0 and words[start - 1][0].casefold() in DETERMINERS:
            yield Span(words[start - 1].start(), match.end()), head
        else:
            yield Span(*match.span()), head if start == at else IGNORED


def aligned(text: str, name: str, statement: GoldStatement) -> Span | None:
    """The words of a recipient's name nearest to the statement, within its paragraphs."""
    spans = [*statement.cue, *statement.content, *statement.source]
    start = text.rfind("\n\n", 0, min(span.start for span in spans)) + 1
    end = text.find("\n\n", max(span.end for span in spans))
    end = len(text) if end < 0 else end
    centre = (statement.cue or statement.content)[0].start
    words = [
        word for word in re.findall(r"[\w’'-]+", name.removeprefix("unnamed: ")) if word.casefold() not in NOT_NAMES
    ]
    for tried in ([name], words[-1:], words[:1]):
        if not tried or len(tried[0]) < 2:
            continue
        pattern = rf"(?<!\w){re.escape(tried[0])}(?!\w)"
        hits = [match.span() for match in re.finditer(pattern, text[start:end], re.IGNORECASE)]
        if hits:
            found = min(hits, key=lambda hit: abs(start + hit[0] - centre))
            return Span(start + found[0], start + found[1])
    return None
