"""Words that tell a time: "on Wednesday", "last month", "14 May 2031"."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.document import Span

#: Nouns for what is said, and for occasions on which something is said.
OCCASION = (
    r"(?:speech|address|interview|statement|report|letter|tweet|post|posting|message|video|memo|memorandum|e-?mail"
    r"|article|op-ed|column|essay|book|memoir|autobiography|paper|study|survey|poll|analysis|review|briefing"
    r"|(?:news |press )?conference|presser|debate|hearing|rally|meeting|summit|session|appearance|broadcast|telecast"
    r"|program(?:me)?|show|podcast|documentary|lecture|sermon|call|conversation|testimony|deposition|filing|lawsuit"
    r"|complaint|ruling|opinion|decision|order|resolution|declaration|release|newsletter|bulletin|blog|edition|issue"
    r"|editorial|profile|announcement|comment|remark|talk|forum|roundtable|town hall|event|convention|vigil|ceremony"
    r"|homily|campaign|alert|advisory|notice|note|dispatch|cable|transcript|communiqu[ée]|findings?|estimate|forecast|warning|proclamation"
    r")(?:s|es)?\b"
)
MONTHS = (
    ("January", "Jan"), ("February", "Feb"), ("March", "Mar"), ("April", "Apr"), ("May", "May"), ("June", "Jun"),
    ("July", "Jul"), ("August", "Aug"), ("September", "Sept?"), ("October", "Oct"), ("November", "Nov"),
    ("December", "Dec"),
)  # fmt: skip
NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()


def _either_case(pattern: str) -> str:
    return f"{pattern}|{pattern.upper()}" if "?" not in pattern else f"{pattern}|SEPT?"


MONTH = "(?:" + "|".join(f"{_either_case(full)}|(?:{_either_case(short)})\\b\\.?" for full, short in MONTHS) + ")"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]|20)[0-9]{2}"
_SPACE = r"[ \t\n\u00a0]+"
_PART = r"(?:mornings?|afternoons?|evenings?|nights?|noon|midday|midnight)"
_UNIT = r"(?:minute|hour|day|week|month|year)"
_EDGE = r"(?:(?i:early|earlier|late|later)[ -])?"
_WHICH = rf"(?i:last|this|next|this{_SPACE}(?:past|coming|last)|past)"
_YEAR_OF_IT = rf"(?:,?{_SPACE}{YEAR}\b|,?{_SPACE}(?:of{_SPACE})?(?:this|last|next|that|the{_SPACE}same){_SPACE}year)?"
_AGO = rf"(?i:(?:[0-9]{{1,3}}|an?|{'|'.join(NUMBERS)}){_SPACE}{_UNIT}s?{_SPACE}ago)\b"
_TIMES = re.compile(
    rf"""
    \b(?=\w)(?:
      (?P<day_month> (?:{_WEEKDAY},?{_SPACE}(?:the{_SPACE})?)? \b{_DAY}{_SPACE}(?:of{_SPACE})?{MONTH}\b{_YEAR_OF_IT} )
    | (?P<month_day> (?:{_WEEKDAY},?{_SPACE})? \b{MONTH}{_SPACE}{_DAY}(?![\d:%]|,\d{{3}}){_YEAR_OF_IT} )
    | (?P<iso> \b[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\b )
    | (?P<month> (?:(?i:early|late|mid)[ -])? (?:\b{_WHICH}{_SPACE})? \b{MONTH}(?<=[A-Za-z.]){_YEAR_OF_IT} )
    | (?P<weekday> \b{_EDGE}(?:{_WHICH}{_SPACE})? \b{_WEEKDAY}\b (?:{_SPACE}{_PART}\b)?
        (?:,?{_SPACE}(?:of{_SPACE})?(?:last|this|next){_SPACE}week\b)? )
    | (?P<day> \b{_EDGE}(?i:yesterday|today|tomorrow|tonight|overnight|this{_SPACE}{_PART}|last{_SPACE}night)\b
        (?:{_SPACE}{_PART}\b)? )
    | (?P<vague_ago>
        \b(?i:nearly|almost|about|around|over|some|roughly|at{_SPACE}least|(?:more|less){_SPACE}than){_SPACE}{_AGO} )
    | (?P<ago> \b{_AGO} )
    | (?P<period>
        \b{_EDGE}(?i:just{_SPACE})?(?i:this{_SPACE}past|this|last|next){_SPACE}(?:week(?:[ -]?end)?|month|year)\b
        | \b(?i:early|earlier|late|later){_SPACE}in{_SPACE}the{_SPACE}(?:week|month|year)\b
        | \b(?i:over|at|on|during){_SPACE}the{_SPACE}week[ -]?end\b )
    | (?P<year> \b{YEAR}\b (?![-–][0-9]|[.,:][0-9]|s\b|%) )
    | (?P<vague> \b(?i:previously|repeatedly|recently|long|once|often|frequently|always|consistently|formerly
        |earlier|in{_SPACE}the{_SPACE}past|used{_SPACE}to|years{_SPACE}ago|decades?{_SPACE}ago|(?:days|weeks|months){_SPACE}ago
        |(?:in|over|during){_SPACE}(?:recent|the{_SPACE}(?:past|last|coming)(?:{_SPACE}\w+)?){_SPACE}(?:{_UNIT}|decade|century)s?
        |(?:last|this|next|that|the{_SPACE}same|the{_SPACE}(?:previous|next|following)){_SPACE}(?:spring|summer|autumn|fall|winter)
        |(?:the|that){_SPACE}(?:same|next|following|previous){_SPACE}(?:{_PART}|{_UNIT})|that{_SPACE}(?:{_PART}|{_UNIT})
        |an?{_SPACE}(?:day|week|month|year){_SPACE}(?:earlier|later|before|after)|the{_SPACE}(?:day|night){_SPACE}before
        |(?:a{_SPACE}few|several|some|many|a{_SPACE}couple{_SPACE}of){_SPACE}(?:{_UNIT}|decade)s{_SPACE}(?:ago|earlier|before|later)
        |in{_SPACE}the{_SPACE}(?:early{_SPACE}|late{_SPACE}|mid-)?{YEAR}s)\b )
    )""",
    re.VERBOSE,
)  # fmt: skip
#: Such words make a date an end or a span of time, or part of a name.
_BARRED = re.compile(
    r"\b(?:[Ss]ince|until|till|before|[Ff]rom|through|for|between|than|to|ahead of|Black|Super|Good|Easter|Ash|Palm"
    r"|Bloody|Cyber|Giving|about|over|News)\s+(?:the\s+|late\s+|early\s+)?$"
)
_FROM_THEN = re.compile(rf"\b{OCCASION}\s+[Ff]rom\s+(?:the\s+)?$")
_ATTRIBUTIVE = re.compile(r"(?:\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y)|[’']s?)\s+(?:own\s+)?$")
_OCCASION_AHEAD = re.compile(rf"(?:[’']s?)?\s+(?:[\w.’'-]+\s+){{0,3}}?{OCCASION}", re.IGNORECASE)
_LONE = re.compile(r"\b(?:[Ii]n|[Dd]uring|[Oo]f|[Ee]arly|[Ll]ate|[Bb]ack in|[Ii]n (?:early|late|mid))[\s-]+$")
_NEWSPAPER = re.compile(
    r"\s+(?:Times|Telegraph|Mail|Mirror|Express|Independent|Herald|Post|World|Morning Post|Today)\b"
)


class TimeWords(NamedTuple):
    """Words that tell a time.

    Attributes
    ----------
    span : Span
        In the text that was searched; without a preposition.
    kind : str
        Which form they have.
    """

    span: Span
    kind: str
    words: str


def times_in(text: str) -> list[TimeWords]:
    """All the times that are told in a text, in order; ends of a span of time ("until Friday") are none.

    >>> [time.words for time in times_in("On Friday, 14 May, he spoke of the 2019 floods and of last week.")]
    ['Friday, 14 May', 'last week']
    """
    found = (
        TimeWords(Span(*match.span()), "vague" if match.lastgroup == "vague_ago" else match.lastgroup or "", match[0])
        for match in _TIMES.finditer(text)
    )
    return [time for time in found if _tells(text, time)]


def _tells(text: str, time: TimeWords) -> bool:
    before, after = text[max(0, time.span.start - 40) : time.span.start], text[time.span.end : time.span.end + 60]
    if _BARRED.search(before) and not _FROM_THEN.search(before):
        return False
    if time.kind == "vague":
        return True
    if _is_name(time, before, after):
        return False
    occasion = _OCCASION_AHEAD.match(after) is not None
    if after[:2] in ("’s", "'s") or (time.kind not in ("period", "day_month") and _ATTRIBUTIVE.search(before)):
        return occasion
    if time.kind == "year" or (time.kind == "month" and _is_bare(time.words)):
        return occasion or _LONE.search(before) is not None
    return True


def _is_name(time: TimeWords, before: str, after: str) -> bool:
    """Tell whether the words are part of a name: "USA TODAY", "Sunday Mirror"."""
    if time.kind == "day":
        return time.words[0].isupper() and re.search(r"\w", before) is not None
    return time.kind == "weekday" and _NEWSPAPER.match(after) is not None


def _is_bare(words: str) -> bool:
    return len(re.split(r"[\s-]+", words)) == 1


def is_full(time: TimeWords) -> bool:
    """Whether the words name the year, so that they need no article's date."""
    return re.search(rf"\b{YEAR}\b|^[0-9]{{4}}-", time.words) is not None
