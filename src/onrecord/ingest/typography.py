"""What a block of an article looks like by itself: teaser, caption, all quotation (``bylines`` knows the other marks).

Each rule is a pattern over the block's own characters; where the block stands is the business of ``anatomy``.
Patterns see at most ``_LONGEST`` characters, so that an endless line costs nothing.
"""

from __future__ import annotations

import re

from onrecord.ingest.lines import ends_sentence
from onrecord.ingest.site import is_label_of_teasers
from onrecord.quotation import MARKS, PAIRS

_LONGEST = 300
# Labels that only a teaser carries, whatever follows; written in capitals or as a phrase.
_SHOUTED = (
    r"(?:READ|WATCH|LISTEN|SEE) (?:MORE|ALSO|NEXT|NOW|TOO)|READ|ALSO READ|ALSO|MORE|RELATED(?: \w+)?|WATCH|LISTEN"
    r"|DON.T MISS|EXPLAINER|OPINION|ANALYSIS"
)
_PHRASED = (
    r"read (?:more|also|next|on|this)|also read|also see|see also"
    r"|related (?:stories|story|articles?|coverage|content|news)"
    r"|(?:more|read more) (?:on|from|about) \w[\w ]{0,30}|you (?:may|might) also like|recommended(?: reading)?"
    r"|watch now|don.t miss|further reading|elsewhere (?:on|in) \w[\w ]{0,20}"
    r"|in (?:this|today.s|tomorrow.s) (?:issue|paper|edition)"
    r"|(?:tomorrow|today|next week|inside|also|elsewhere) (?:in|on) (?:these|our|other|the inside) pages"
)
_TEASER_LABEL = re.compile(
    r"(?:>{1,2}|\u00bb|\u2192|\u25ba|\u25b6|\[|\*{1,2})?\s*"
    rf"(?:{_SHOUTED}|(?i:{_PHRASED}))"
    r"\s*(?::|\||\u00bb|>{1,2}|\u2192|\s[\u2013\u2014-]\s)\s*\S"
)
_PAGE = r"(?:[Pp]ages?|PAGES?|pp?\.) ?[A-Z]?\d{1,3}(?:\s?[-\u2013]\s?\d{1,3})?"
_TEASER_PAGE = re.compile(rf"(?:[A-Z][\w\u2019'&-]*(?: [\w\u2019'&-]+){{0,4}},? )?{_PAGE}\s?[:\u2013\u2014|]\s*\S")
# Marks that need a headline's typography (no full stop) around them.
_TEASER_OPEN = (
    re.compile(r"(?:Related|Also|Watch|Listen|More|In pictures|Explainer|Opinion|Analysis)\s*[:|]\s*\S"),
    re.compile(r"(?:Read|READ|See) (?:more|MORE|also|ALSO|next|NEXT)\b(?! than\b)"),
    re.compile(rf"[A-Z][^.]{{0,150}}\b{_PAGE}\b"),
)
_READING_TIP = re.compile(r"(?i)\W*(?:(?:also |see )?(?:read|related|also|more)|see also)\b")
_CORRECTION = re.compile(r"(?i:correct(?:ion|ed)|clarification|editor.s note|note|update)\b")
_LABEL = re.compile(r"[A-Z][\w\u2019'-]*(?: [\w\u2019'-]+){0,4}: \S")

_STOCK = r"(?i:file|archive|library|stock|handout|pool)"
_CREDIT_WORD = (
    rf"(?:(?:{_STOCK}|(?i:courtesy|undated|main|top|cover|lead|press)) )?"
    r"(?i:photo(?:graph|s|graphs|graphy)?|images?|pictures?|pic|illustration|graphic|screen ?shot|video still|cartoon)"
)
_PICTURED = r"(?:PICTURED|IN PICTURE|ABOVE|BELOW|LEFT|RIGHT|FILE|Pictured|Caption|CAPTION)"
_PROPER = r"[A-Z][\w\u2019'&.-]*"
_AGENCY = r"(?:Getty(?: Images)?|Reuters|REUTERS|Shutterstock|AFP|EPA|AP(?: Photo)?)"
_CREDITED = (
    rf"(?:{_PROPER}(?: {_PROPER}){{0,3}} ?(?:/|,|via|for|\u2014) ?){{0,3}}{_AGENCY}"
    rf"(?: ?(?:/|via) ?{_PROPER}(?: {_PROPER}){{0,3}})?\.?"
)
_SENTENCE_BEFORE = r"(?:^|[.!?\u2019\u201d)\]]\s)\s*"
# A caption that begins as one …
_CAPTION = (
    re.compile(rf"[\[(]?\s*{_CREDIT_WORD}\s*(?i:credit|by|courtesy of|courtesy)?\s*[:\u2013\u2014/|\u00a9]\s*\S"),
    re.compile(rf"[\[(]?\s*{_PICTURED}\s*[:\u2013\u2014]\s*\S"),
    re.compile(r"(?:Image|Media|Video|Figure) (?:caption|source),?\s+(?=[A-Z\u201c\u2018\"'])"),
    re.compile(
        rf"[\[(]?\s*(?=[A-Z]){_STOCK} (?i:photo(?:graph)?|image|picture|footage)\b\s*(?:[.:\u2013\u2014\u00a9\])]|$)"
    ),
    re.compile(r"[\[(]?\s*(?:\u00a9|\([cC]\) )"),
)
# … and one that ends with its credit.
_CAPTION_END = (
    re.compile(
        rf"{_SENTENCE_BEFORE}[\[(]?{_CREDIT_WORD}(?: (?:credit|by))?\s?[:\u2013\u2014/|\u00a9]"
        r"\s?[^.!?]{1,60}[\])]?\.?$"
    ),
    re.compile(
        rf"{_SENTENCE_BEFORE}(?=[A-Z]){_STOCK} (?i:photo|picture|image)s?\.(?: [^.!?]{{1,30}}(?: ?/ ?[^!?]{{1,30}})?)?$"
    ),
    re.compile(rf"\({_PROPER}(?: {_PROPER}){{0,3}} ?(?:/|via) ?\w[\w\u2019'&.-]*(?: [\w\u2019'&./-]+){{0,4}}\)\.?$"),
    re.compile(r"\((?i:photo|image|picture|credit|handout|pool)[^()]{0,60}\)\.?$"),
    re.compile(r"\u00a9\s?[^.!?\u00a9]{1,80}\.?$"),
    re.compile(rf"{_SENTENCE_BEFORE}{_CREDITED}$"),
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
    label, _, below = piece.partition("\n")
    if below and is_label_of_teasers(label.strip()) and not ends_sentence(piece):
        return True
    return not ends_sentence(piece) and any(pattern.match(piece) for pattern in _TEASER_OPEN)


def is_reading_tip(piece: str) -> bool:
    """Tell whether a teaser's label tells to read on; others ("Opinion: …") also open headlines.

    >>> is_reading_tip("Read also: The long quay"), is_reading_tip("Opinion: The long quay")
    (True, False)
    """
    return _READING_TIP.match(piece) is not None


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

    >>> is_caption("The quay at dusk. Photograph: Ada Lund/Courant"), is_caption("In the photo: a quay, she said.")
    (True, False)
    """
    if len(piece) > _LONGEST:
        return False
    if any(pattern.match(piece) for pattern in _CAPTION):
        return True
    return any(pattern.search(piece) for pattern in _CAPTION_END)


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
