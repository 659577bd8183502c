"""Who wrote an article, where and when, as its own lines say: bylines and stand-alone datelines."""

from __future__ import annotations

import re

from onrecord.ingest.lines import ends_sentence

_MONTH = (
    r"(?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
    r"|January|February|August|September|October|November|December)\b\.?"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBER_OF_DAY = r"\d{1,2}(?:st|nd|rd|th)?"

_NAME = r"(?:[A-Z\u00c0-\u00de][\w\u2019'.-]*|de|da|di|del|della|du|van|von|den|der|el|al|bin|ibn|la|le|ten|ter)"
_CAPITALISED = re.compile(r"[A-Z\u00c0-\u00de]")
_NAMES = rf"{_NAME}(?: {_NAME}){{0,5}}"
_KIND_OF_TEXT = r"(?i:interview|text|words|analysis|report|reporting|story|compiled|written|opinion|translated)"
_LABEL = re.compile(rf"(?:{_KIND_OF_TEXT} )?(?:[Bb]y|BY)\s*:? ")
_SEPARATOR = re.compile(r",? (?:and|AND|&|with|in|for|at|IN|FOR) |, | \| | [\u2013\u2014-] ")
_FIRST_NAMES = re.compile(_NAMES)
_FURTHER = re.compile(r"[\w\u2019' .-]{2,60}")
#: Words in lower case that stand between the names of a byline.
_BETWEEN_NAMES = frozenset(
    "and with from in at on aboard for our own the special staff chief political senior foreign diplomatic"
    " correspondent correspondents reporter reporters editor writer agencies agency desk newsroom team wire services"
    " de da di del della du van von den der el al bin ibn la le ten ter".split()
)
#: Of these, the words that only a byline uses.
_ROLES = frozenset(
    "with correspondent correspondents reporter reporters editor writer staff agencies newsroom desk".split()
)
_DATE = (
    rf"(?:{_NUMBER_OF_DAY} {_MONTH}|{_MONTH} {_NUMBER_OF_DAY}|{_WEEKDAY}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d)"
)
_HOUR = r"(?:(?:at )?\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)"
_DATELINE = re.compile(
    rf"(?:(?i:published|updated|last updated|posted|first published)(?: on| at)?:? .{{0,20}})?"
    rf"(?:{_NAMES}(?:(?:,| and) {_NAMES}){{0,3}},? )?(?:{_WEEKDAY},? )?(?:the )?{_DATE}"
    rf"[\s,]*(?:\d{{4}})?[\s,|\u2013\u2014-]*{_HOUR}?"
    rf"\s*(?:\([A-Z][^()]{{1,30}}\))?\s*[\u2013\u2014-]*$"
)
_DATELINE_PLACE = re.compile(
    r"[A-Z][A-Z .'\u2019-]{2,40}(?:,? [A-Z][\w. ]{2,20})?(?: \([A-Z][^()]{1,30}\))?\s*(?:\u2014|\u2013|--)$"
)
#: The time of an entry of a live page.
_TIME = re.compile(
    r"(?:\d{1,2}[.:h]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?|\d{1,2} ?(?:h|hrs?|hours?|m|mins?|minutes?) ago)$",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:\w+ )?by\s*:?\s+", re.IGNORECASE)
_PLACE = re.compile(r"\s(?:in|at|aboard|for|with|from)\s.*$|\s[\u2013\u2014|-]\s.*$")


def is_byline(piece: str) -> bool:
    """Tell whether the piece names the writers after "By".

    >>> is_byline("By Ilva Ronne and Osk Brandel"), is_byline("By Tuesday the quay was empty.")
    (True, False)
    """
    label = _LABEL.match(piece)
    if label is None or len(piece) > 120 or not _is_open_ended(piece):
        return False
    first, *further = _SEPARATOR.split(piece[label.end() :])
    return _FIRST_NAMES.fullmatch(first) is not None and all(_FURTHER.fullmatch(part) for part in further)


def is_bare_byline(piece: str) -> bool:
    """Tell whether the piece is nothing but names, as a byline without "By" is.

    >>> is_bare_byline("Tessel, Ilva Ronne"), is_bare_byline("The skippers want an answer")
    (True, False)
    """
    if len(piece) > 90 or not _is_open_ended(piece) or any(mark in piece for mark in '\u201c\u2018\u00ab":?!'):
        return False
    parts = [part.split() for part in piece.split(",")]
    words = [word for part in parts for word in part]
    if not all(word in _BETWEEN_NAMES or _CAPITALISED.match(word) for word in words):
        return False
    names = [sum(word not in _BETWEEN_NAMES for word in part) for part in parts]
    if not 1 <= max(names) <= 4:
        return False
    return len(words) <= 3 or len(parts) > 1 or not _ROLES.isdisjoint(words)


def is_dateline(piece: str) -> bool:
    """Tell whether the piece is only a place and a date, or a time.

    >>> is_dateline("TESSEL, Friday 28 March"), is_dateline("On Friday 28 March the quay closed"), is_dateline("15:58")
    (True, False, True)
    """
    if len(piece) > 90:
        return False
    return (
        _TIME.match(piece) is not None or _DATELINE.match(piece) is not None or _DATELINE_PLACE.match(piece) is not None
    )


def names(byline: str) -> tuple[str, ...]:
    """The persons that a byline names.

    >>> names("By Ilva Ronne in Tessel and Osk Brandel")
    ('Ilva Ronne', 'Osk Brandel')
    >>> names("By Ilva Ronne, Tessel")
    ('Ilva Ronne',)
    """
    rest = _BY.sub("", byline.strip(), count=1)
    joined = re.split(r"\s+(?:and|&|AND)\s+", rest)
    parts = [part for piece in joined for part in (piece.split(",") if len(joined) > 1 else piece.split(",")[:1])]
    found = (_PLACE.sub("", f"{part.strip()} ").strip() for part in parts)
    return tuple(dict.fromkeys(name for name in found if name[:1].isupper()))


def _is_open_ended(piece: str) -> bool:
    return not ends_sentence(piece) or piece.endswith((" Jr.", " Sr."))
