"""Lines of the site that an article stands on, not of the article: labels, advertisements, ways to share it."""

from __future__ import annotations

import re

#: A label of other articles that stands in a line of its own, above their headlines.
_LABEL_OF_TEASERS = re.compile(
    r"\W*(?:(?:READ|WATCH|LISTEN|SEE) (?:MORE|ALSO|NEXT)|ALSO READ|RELATED(?: \w+)?|MORE ON TH(?:IS|E) (?:STORY|TOPIC)"
    r"|(?i:read (?:more|also|next)|also read|see also|further reading|top stories|more from [\w ]{1,30}"
    r"|related (?:stories|story|articles?|coverage|content|news|topics?)|(?:read )?more (?:on|about) this(?: \w+)?"
    r"|you (?:may|might) also like|recommended(?: (?:for you|reading|stories))?|most (?:read|popular|viewed)))\s*:?$"
)
_WHOLE_LINES = (
    r"advertisement|sponsored(?: content)?|promoted|skip advert(?:isement)?|story continues below(?: advertisement)?"
    r"|article continues (?:below|after).{0,30}|share(?: this)?(?: (?:story|article|on .{1,30}))?|comments?|print"
    r"|(?:tags?|topics?|keywords?):.{0,150}|all rights reserved.{0,60}"
    r"|follow .{1,40} on (?:\w+|social media)(?::? @\w+)?"
    r"|(?:view )?(?:all )?\d[\d,.]* comments?|(?:please )?enter your e-?mail(?: address)?|skip (?:to|past) .{3,50}"
    r"|(?:copy|share) (?:the )?link|save(?: for later| article)?|back to top|listen to (?:this|the) (?:article|story)"
)
_BEGINNINGS = (
    r"(?:sign up|subscribe|register) (?:now |here |today )?(?:for|to) (?:our|the|this) "
    r"|(?:you can )?(?:share|follow|like|join|find) (?:this (?:story|article)|us|our [\w ]{1,30}) (?:on|via) "
    r"|click here (?:to|for) |download (?:our|the) .{0,20}app\b|get the latest "
    r"|this (?:article|story|piece) (?:was|has been|is) (?:first |originally )?(?:re)?(?:published|updated|amended)\b"
    r"|(?:\(?c\)|copyright|\u00a9) ?\d{4}\b"
)
_OF_THE_SITE = re.compile(rf"\W*(?:(?:{_WHOLE_LINES})[.:!]?$|{_BEGINNINGS})", re.IGNORECASE)
#: What somebody says is the article's.
_TOLD = re.compile(r"[\"\u201c\u201d\u201e\u00ab]|\b(?:said|says|told|tells|added|urged)\b")
_SECTION = (
    r"(?i:world|politics|national|international|business|europe|asia|africa|middle east|americas|local|home|news"
    r"|breaking news|exclusive|analysis|opinion|interview|special report|uk|us|society|economy|money|environment"
    r"|climate|science|technology|tech|health|education|crime|courts|law|culture|arts|sport|region(?:al)?|community"
    r"|features?)"
    r"(?i: news)?"
)
_RELEASE = r"(?i:(?:for immediate|(?:press|news|media)) (?:release|statement))"
_KICKER = re.compile(
    rf"(?:BREAKING|LIVE|JUST IN|DEVELOPING|UPDATED?|WATCH|VIDEO|{_RELEASE}"
    rf"|{_SECTION}(?:\s*[|/>\u203a\u00b7]\s*{_SECTION}){{0,3}})\s*[:|]?$"
)


def is_label_of_teasers(piece: str) -> bool:
    """Tell whether the piece is a label and nothing else, above the headlines of other articles.

    >>> is_label_of_teasers("ALSO READ"), is_label_of_teasers("Related parties")
    (True, False)
    """
    return len(piece) <= 60 and _LABEL_OF_TEASERS.match(piece) is not None


def is_of_the_site(piece: str) -> bool:
    """Tell whether the piece is the site's own: an advertisement, ways to share or to subscribe, a notice.

    >>> is_of_the_site("Sign up for our newsletter"), is_of_the_site("“Sign up for the count,” she said.")
    (True, False)
    """
    return len(piece) <= 200 and _OF_THE_SITE.match(piece) is not None and not _TOLD.search(piece)


def is_kicker(piece: str) -> bool:
    """Tell whether the piece is a label above a headline: the section, or how new the news is.

    >>> is_kicker("BREAKING"), is_kicker("News | Politics"), is_kicker("World leaders meet")
    (True, True, False)
    """
    return len(piece) <= 40 and _KICKER.match(piece) is not None
