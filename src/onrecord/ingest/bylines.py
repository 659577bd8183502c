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
#: "Ilva Ronne in Tessel".
_NAME_IN_PLACE = re.compile(rf"{_NAME} {_NAME}(?: {_NAME})? in {_NAME}(?: {_NAME}){{0,2}}")
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
_HOUR = r"(?:(?:at )?\d{1,2}[:.h]\d\d(?: ?(?i:[ap]\.?m\.?))?(?: [A-Z]{2,4})?)"
#: Other things that stand in a line beside the date: how long the reading takes, the hour alone.
_BESIDE_DATE = re.compile(rf"(?:\d{{1,3}}[ -](?i:min(?:ute)?s?(?: read)?)|{_HOUR}|[A-Z]{{2,5}}(?: [A-Z][a-z]+)?)$")
_BETWEEN_DATES = re.compile(r" *[|\u00b7\u2022] *| / |  +|\n|, (?=[Uu]pdated)")
_DATELINE = re.compile(
    rf"(?:(?i:(?:first |last )?(?:published|updated|posted|modified))(?: on| at)?:? .{{0,20}})?"
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
#: Words of the lines that name all who took part: "(Reporting by …; editing by …)", "… contributed to this report".
_CREDITED = re.compile(
    r"\b(?:reporting|writing|editing|edited|compiled|written) by [A-Z]|\bcontributed (?:to|reporting)\b", re.I
)
_TOOK_PART = frozenset(
    "additional reporting writing editing edited compiled written by contributed to this report story article".split()
)
#: Where a writer is reached, in a line of its own: an e-mail address, a name on a social network.
_CONTACT = re.compile(r"(?:\A|\s*[|,\n]\s*)(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w{2,30})(?=\s*(?:[|,\n]|\Z))")
_BY = re.compile(r"^(?:\w+ )?by\s*:?\s+", re.IGNORECASE)
_PLACE = re.compile(r"\s(?:in|at|aboard|for|with|from)\s.*$|\s[\u2013\u2014|-]\s.*$")


def is_byline(piece: str) -> bool:
    """Tell whether the piece names the writers after "By".

    >>> is_byline("By Ilva Ronne and Osk Brandel"), is_byline("By Tuesday the quay was empty.")
    (True, False)
    """
    if is_credits(piece):
        return True
    piece, contacts = _CONTACT.subn("", piece)
    if contacts and not piece:
        return True
    label = _LABEL.match(piece)
    if label is None or len(piece) > 120 or not _is_open_ended(piece):
        return False
    first, *further = _SEPARATOR.split(piece[label.end() :])
    return _FIRST_NAMES.fullmatch(first) is not None and all(_FURTHER.fullmatch(part) for part in further)


def is_credits(piece: str) -> bool:
    """Tell whether the piece names all who worked on an article, and nothing else.

    >>> is_credits("(Reporting by Ilva Ronne; editing by Osk Brandel)"), is_credits("Editing by Ronne was poor.")
    (True, False)
    """
    if len(piece) > 250 or not _CREDITED.search(piece):
        return False
    words = re.findall(r"[^\W\d_][\w\u2019'.-]*", piece)
    return all(_CAPITALISED.match(word) or word.rstrip(".") in _TOOK_PART | _BETWEEN_NAMES for word in words)


def is_bare_byline(piece: str) -> bool:
    """Tell whether the piece is nothing but names, as a byline without "By" is.

    >>> is_bare_byline("Tessel, Ilva Ronne"), is_bare_byline("Ilva Ronne in Tessel"), is_bare_byline("They want it")
    (True, True, False)
    """
    if len(piece) > 90 or not _is_open_ended(piece) or any(mark in piece for mark in '\u201c\u2018\u00ab":?!'):
        return False
    parts = [part.split() for part in piece.split(",")]
    words = [word for part in parts for word in part]
    if not all(word in _BETWEEN_NAMES or _CAPITALISED.match(word) for word in words):
        return False
    if _NAME_IN_PLACE.fullmatch(piece):
        return True
    names = [sum(word not in _BETWEEN_NAMES for word in part) for part in parts]
    if not 1 <= max(names) <= 4:
        return False
    return len(words) <= 3 or len(parts) > 1 or not _ROLES.isdisjoint(words)


def is_dateline(piece: str) -> bool:
    """Tell whether the piece is only a place and a date, or a time.

    >>> is_dateline("TESSEL, Friday 28 March"), is_dateline("On Friday 28 March the quay closed"), is_dateline("15:58")
    (True, False, True)
    """
    if len(piece) > 120:
        return False
    if _TIME.match(piece) or _DATELINE_PLACE.match(piece):
        return True
    first, *others = _BETWEEN_DATES.split(piece)
    return len(piece) <= 90 + 30 * len(others) and _is_date(first) and all(map(_is_beside_date, others))


def _is_date(part: str) -> bool:
    return _DATELINE.match(part) is not None


def _is_beside_date(part: str) -> bool:
    return _is_date(part) or _BESIDE_DATE.match(part) is not None


def names(byline: str) -> tuple[str, ...]:
    """The persons that a byline names.

    >>> names("By Ilva Ronne in Tessel and Osk Brandel")
    ('Ilva Ronne', 'Osk Brandel')
    >>> names("By Ilva Ronne, Tessel | ronne@quill.example")
    ('Ilva Ronne',)
    """
    if is_credits(byline):
        return ()
    rest = _BY.sub("", _CONTACT.sub("", byline.strip()), count=1)
    joined = re.split(r"\s+(?:and|&|AND)\s+", rest)
    parts = [part for piece in joined for part in (piece.split(",") if len(joined) > 1 else piece.split(",")[:1])]
    found = (_PLACE.sub("", f"{part.strip()} ").strip() for part in parts)
    return tuple(dict.fromkeys(name for name in found if name[:1].isupper()))


def _is_open_ended(piece: str) -> bool:
    return not ends_sentence(piece) or piece.endswith((" Jr.", " Sr."))
