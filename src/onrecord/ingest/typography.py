"""What a block of an article looks like by itself: teaser, caption, byline, dateline, all quotation.

Each rule is a pattern over the block's own characters; where the block stands is the business of ``anatomy``.
Patterns see at most ``_LONGEST`` characters, so that an endless line costs nothing.
"""

from __future__ import annotations

import re

from onrecord.ingest.lines import ends_sentence
from onrecord.quotation import MARKS, PAIRS

_LONGEST = 300
_MONTH = (
    r"(?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
    r"|January|February|August|September|October|November|December)\b\.?"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBER_OF_DAY = r"\d{1,2}(?:st|nd|rd|th)?"

# Labels that only a teaser carries, whatever follows …
_TEASER_LABEL = re.compile(
    r"(?:>{1,2}|\u00bb|\u2192|\u25ba|\u25b6|\[|\*{1,2})?\s*"
    r"(?:(?:READ|WATCH|LISTEN|SEE) (?:MORE|ALSO|NEXT|NOW|TOO)|READ|ALSO READ|ALSO|MORE|RELATED(?: \w+)?|WATCH|LISTEN"
    r"|DON.T MISS|EXPLAINER|OPINION|ANALYSIS"
    r"|(?i:read (?:more|also|next|on|this)|also read|also see|see also|related (?:stories|story|articles?|coverage|content|news)"
    r"|(?:more|read more) (?:on|from|about) \w[\w ]{0,30}|you (?:may|might) also like|recommended(?: reading)?|watch now|don.t miss"
    r"|further reading|elsewhere (?:on|in) \w[\w ]{0,20}|in (?:this|today.s|tomorrow.s) (?:issue|paper|edition)"
    r"|(?:tomorrow|today|next week|inside|also|elsewhere) (?:in|on) (?:these|our|other|the inside) pages))"
    r"\s*(?::|\||\u00bb|>{1,2}|\u2192|\s[\u2013\u2014-]\s)\s*\S"
)
_PAGE = r"(?:[Pp]ages?|PAGES?|pp?\.) ?[A-Z]?\d{1,3}(?:\s?[-\u2013]\s?\d{1,3})?"
_TEASER_PAGE = re.compile(rf"(?:[A-Z][\w\u2019'&-]*(?: [\w\u2019'&-]+){{0,4}},? )?{_PAGE}\s?[:\u2013\u2014|]\s*\S")
# … and marks that need a headline's typography (no full stop) around them.
_TEASER_OPEN = (
    re.compile(r"(?:Related|Also|Watch|Listen|More|In pictures|Explainer|Opinion|Analysis)\s*[:|]\s*\S"),
    re.compile(r"(?:Read|READ|See) (?:more|MORE|also|ALSO|next|NEXT)\b(?! than\b)"),
    re.compile(rf"[A-Z][^.]{{0,150}}\b{_PAGE}\b"),
)
_CORRECTION = re.compile(r"(?i:correct(?:ion|ed)|clarification|editor.s note|note|update)\b")
_LABEL = re.compile(r"[A-Z][\w\u2019'-]*(?: [\w\u2019'-]+){0,4}: \S")

_CREDIT_WORD = (
    r"(?:(?i:file|archive|library|stock|handout|courtesy|undated|main|top|cover|lead|press|pool) )?"
    r"(?:(?i:photo(?:graph|s|graphs|graphy)?|images?|pictures?|pic|illustration|graphic|screen ?shot|video still|cartoon))"
)
_AGENCY = r"(?:Getty(?: Images)?|Reuters|REUTERS|Shutterstock|AFP|EPA|AP(?: Photo)?)"
_CREDITED = rf"(?:(?:[A-Z][\w\u2019'.-]* ?){{1,4}}(?:/|,|via|for|\u2014) ?){{0,3}}{_AGENCY}(?: ?(?:/|via) ?[A-Z][\w\u2019'.-]*(?: [A-Z][\w\u2019'.-]*){{0,3}})?\.?"
_CAPTION = (
    re.compile(rf"[\[(]?\s*{_CREDIT_WORD}\s*(?:(?i:credit|by|courtesy of|courtesy))?\s*[:\u2013\u2014/|\u00a9]\s*\S"),
    re.compile(r"[\[(]?\s*(?:PICTURED|IN PICTURE|ABOVE|BELOW|LEFT|RIGHT|FILE|Pictured|Caption|CAPTION)\s*[:\u2013\u2014]\s*\S"),
    re.compile(r"[\[(]?\s*(?:FILE|ARCHIVE|LIBRARY|STOCK|POOL|HANDOUT|File|Archive|Library|Stock|Pool|Handout) "
               r"(?:PHOTO(?:GRAPH)?|IMAGE|PICTURE|FOOTAGE|photo(?:graph)?|image|picture|footage)\b\s*(?:[.:\u2013\u2014\u00a9\])]|$)"),
    re.compile(r"[\[(]?\s*(?:\u00a9|\(c\) |\(C\) )"),
)  # fmt: skip
_CAPTION_END = (
    re.compile(rf"(?:^|[.!?\u2019\u201d)\]\s])\s*[\[(]?{_CREDIT_WORD}(?: (?:credit|by))?\s?[:\u2013\u2014/|\u00a9]\s?[^.!?]{{1,60}}[\])]?\.?$"),
    re.compile(r"(?:Archive|File|Library|Handout|Pool|Stock|ARCHIVE|FILE) (?:photo|picture|image|PHOTO)s?\.(?: [^.!?]{1,30}(?: ?/ ?[^!?]{1,30})?)?$"),
    re.compile(r"\((?:[A-Z][\w\u2019'&.-]*(?: [A-Z][\w\u2019'&.-]*){0,3}) ?(?:/|via) ?(?:\w[\w\u2019'&.-]*)(?: [\w\u2019'&./-]+){0,4}\)\.?$"),
    re.compile(r"\((?i:photo|image|picture|credit|handout|pool)[^()]{0,60}\)\.?$"),
    re.compile(r"\u00a9\s?[^.!?\u00a9]{1,80}\.?$"),
    re.compile(rf"(?:^|[.!?\u2019\u201d)\]] ){_CREDITED}$"),
)  # fmt: skip

_NAME = r"(?:[A-Z\u00c0-\u00de][\w\u2019'.-]*|de|da|di|del|della|du|van|von|den|der|el|al|bin|ibn|la|le|ten|ter)"
_CAPITALISED = re.compile(r"[A-Z\u00c0-\u00de]")
_NAMES = rf"{_NAME}(?: {_NAME}){{0,5}}"
_BYLINE = re.compile(
    rf"(?:(?i:interview|text|words|analysis|report|reporting|story|compiled|written|opinion|translated) )?(?:[Bb]y|BY)\s*:? {_NAMES}"
    rf"(?:(?:,? (?:and|AND|&|with|in|for|at|IN|FOR)|,| \||\s[\u2013\u2014-]) (?:{_NAMES}|[\w\u2019' -]{{2,40}}))*$"
)
#: Words in lower case that stand between the names of a byline.
_BETWEEN_NAMES = frozenset(
    "and with from in at on aboard for our own the special staff chief political senior foreign diplomatic correspondent"
    " correspondents reporter reporters editor writer agencies agency desk newsroom team wire services de da di del della"
    " du van von den der el al bin ibn la le ten ter".split()
)
#: Of these, the words that only a byline uses.
_ROLES = frozenset(
    "with correspondent correspondents reporter reporters editor writer staff agencies newsroom desk".split()
)
_DATE = rf"(?:{_NUMBER_OF_DAY} {_MONTH}|{_MONTH} {_NUMBER_OF_DAY}|{_WEEKDAY}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{4}}-\d\d-\d\d)"
_DATELINE = re.compile(
    rf"(?:(?i:published|updated|last updated|posted|first published)(?: on| at)?:? .{{0,20}})?"
    rf"(?:{_NAMES}(?:(?:,| and) {_NAMES}){{0,3}},? )?(?:{_WEEKDAY},? )?(?:the )?{_DATE}"
    rf"[\s,]*(?:\d{{4}})?[\s,|\u2013\u2014-]*(?:(?:at )?\d{{1,2}}[:.h]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{{2,4}})?)?"
    rf"\s*(?:\([A-Z][^()]{{1,30}}\))?\s*[\u2013\u2014-]*$"
)
_DATELINE_PLACE = re.compile(
    r"[A-Z][A-Z .'\u2019-]{2,40}(?:,? [A-Z][\w. ]{2,20})?(?: \([A-Z][^()]{1,30}\))?\s*(?:\u2014|\u2013|--)$"
)
_ATTRIBUTION = re.compile(r"\s*(?:[\u2013\u2014\u2015-]|--)\s*[^.!?]{2,80}\.?$")
_RULE = re.compile(r"[\W_]+$")


def is_teaser(piece: str) -> bool:
    """Tell whether the piece points to another article.

    >>> is_teaser("READ MORE: Board ‘will not talk’ – Hemming"), is_teaser("Also, the board will not talk.")
    (True, False)
    """
    if len(piece) > _LONGEST or _CORRECTION.match(piece):
        return False
    if _TEASER_LABEL.match(piece) or _TEASER_PAGE.match(piece):
        return True
    return not ends_sentence(piece) and any(pattern.match(piece) for pattern in _TEASER_OPEN)


def is_labelled(piece: str) -> bool:
    """Tell whether a label of a few words and a colon open the piece and no sentence ends it.

    >>> is_labelled("Next week: a walk along the quay"), is_labelled("One thing is certain: the quay stays.")
    (True, False)
    """
    return (
        len(piece) <= 150
        and not ends_sentence(piece)
        and _LABEL.match(piece) is not None
        and not _CORRECTION.match(piece)
    )


def is_caption(piece: str) -> bool:
    """Tell whether the piece is a picture's caption or credit.

    >>> is_caption("The quay at dusk. Photograph: Ada Lund/Courant"), is_caption("The photograph: a quay at dusk, she said.")
    (True, False)
    """
    if len(piece) > _LONGEST:
        return False
    if any(pattern.match(piece) for pattern in _CAPTION):
        return True
    return any(pattern.search(piece) for pattern in _CAPTION_END)


def is_byline(piece: str) -> bool:
    """Tell whether the piece names the writers after "By".

    >>> is_byline("By Ilva Ronne and Osk Brandel"), is_byline("By Tuesday the quay was empty.")
    (True, False)
    """
    return len(piece) <= 120 and _is_open_ended(piece) and _BYLINE.match(piece) is not None


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
    """Tell whether the piece is only a place and a date.

    >>> is_dateline("TESSEL, Friday 28 March"), is_dateline("On Friday 28 March the quay closed")
    (True, False)
    """
    if len(piece) > 90:
        return False
    return _DATELINE.match(piece) is not None or _DATELINE_PLACE.match(piece) is not None


def quoted_part(piece: str) -> str | None:
    """The words of a piece that is one quotation and nothing else but "– Name"; None for any other piece.

    >>> quoted_part("« Not a day longer » – Ronne"), quoted_part("“No,” he said. “Never.”")
    (' Not a day longer ', None)
    """
    if piece[:1] not in PAIRS or len(piece) > 2_000:
        return None
    body = piece[1:]
    closers = PAIRS[piece[0]]
    ends = [at for at, mark in enumerate(body) if mark in closers and not body[at + 1 : at + 2].isalnum()]
    if not ends:
        return None
    rest = body[ends[-1] + 1 :].strip().rstrip(".,")
    if rest and not _ATTRIBUTION.match(body[ends[-1] + 1 :]):
        return None
    inner = body[: ends[-1]]
    return None if any(mark in inner for mark in closers if mark not in "'\u2019") else inner


def is_signed_quotation(piece: str) -> bool:
    """Tell whether a quotation is followed by a dash and a name and nothing else."""
    return quoted_part(piece) is not None and piece.rstrip(".")[-1:] not in MARKS


def is_signature(piece: str) -> bool:
    """Tell whether the piece is a dash and a name, as below a pull quote: "— Osk Brandel, skipper"."""
    return len(piece) <= 100 and piece[:1] in "\u2013\u2014\u2015" and piece[1:].strip()[:1].isalpha()


def is_rule(piece: str) -> bool:
    """Tell whether the piece has no letter or digit: "* * *", "___."."""
    return len(piece) <= 40 and _RULE.match(piece) is not None


def _is_open_ended(piece: str) -> bool:
    return not ends_sentence(piece) or piece.endswith((" Jr.", " Sr."))
