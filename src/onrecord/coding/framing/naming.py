"""What a short quotation is by its form and the words around it: a name, a term introduced, or an expression."""

from __future__ import annotations

import re
from collections.abc import Container

#: Quotation marks and spaces at the edges of a quotation.
EDGES = "“”„«»‹›\"'‘’`‚ \u00a0\u202f"
#: After these a quotation is a name, a term that is being introduced, words as words, or what somebody said.
_NAMING = re.compile(
    r"""(?:
    \b(?:known|nam(?:e|es|ed|ing)|nicknam\w+|titled?|entitled|head(?:ed|lined)|coined|words?|phrases?|expression|qualifier
      |adjective|noun|concept|hashtags?|slogans?|mottos?|chants?|chant(?:ed|ing)|shout(?:s|ed|ing)?|signs?|placards?|banners?
      |read(?:s|ing)?|songs?|single|album|hit|book|novel|memoir|poem|film|movie|documentary|musical|opera|play|series|show
      |programme|program|podcast|drama|sitcom|magazine|newspaper|column|blog|author|starring|channel|ship|cutter|vessel|boat
      |yacht|trawler|liner|tanker|ferry|operation|code-?named|mean(?:s|t|ing)?|translat(?:es|ed)|literally|categor(?:y|ies)
      |question|rated|marked|stamped|register(?:s|ed)?|defin(?:e|es|ed|ing)|ads?|video|app|click|clicks|stands?|stood)
      (?:\s+(?:as|to|the|an?|of|its|his|her|their|own|new|debut|is|was|simply|only|it|him|them|that|this|out|for|on))*
    |\b(?:sa(?:y|ys|id|ying)|tell(?:s|ing)?|told|ask(?:s|ed|ing)?|answer(?:s|ed)?|wr(?:ote|ites?|itten)|declar(?:e|ed|es)
      |vot(?:e|ed|es)|choos(?:e|es|ing)|chose|pick(?:s|ed)?|select(?:s|ed)?|go|goes|went|e-?mail|for|or|including|like)
    |\b(?:call(?:s|ed|ing)?|term(?:s|ed|ing)?|dub(?:s|bed|bing)?|label(?:s|l?ed|l?ing)?|brand(?:s|ed|ing)|describ(?:e|es|ed|ing)
      |refer(?:s|red|ring)?|consider(?:s|ed|ing)?|deem(?:s|ed|ing)?)(?:\s+[\w.’'-]+){0,6}
    |\bas(?:\s+(?:an?|the))?
    |[,(:;—–-]\s*or|[,:;—–(”"’']|\s-|[”"’'],?\s+(?:and|or)
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
#: Before these too.
_NAMED = re.compile(
    r"\s+(?:hashtag|slogan|chants?|banners?|signs?|placards?|shirts?|t-shirts?|tote|buttons?|album|song|single|series|show|film"
    r"|movie|musical|book|magazine|page|letters?|votes?|tour|program|programme|podcast|ads?|video|app|column|category|level"
    r"|feature|status|setting|option|rating|labels?|tags?|link|keys?)\b"
    r"|\s+(?:is|was|are|were|means?|meant|refers?)\b[^.]{0,30}\b(?:term|word|phrase|slang|name|expression)\b"
    r"|\s*[(—–]|\s-\s|,\s+(?:an?|the|or|which|meaning|who)\b|,?\s*(?:and|or)?\s*[“‘\"]",
    re.IGNORECASE,
)
#: After these an expression is what somebody said or did, in part: a scare quote stands where a noun or adjective does.
_PREDICATE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|not|will|would|can|could|may|might|must|shall|should|to|as|has|have|had|do|does|did"
    r"|i|you|he|she|they|we|that|seems?|seemed|remains?|remained|looks?|looked|feels?|felt|because|if|than|so|too|very|more|most"
    r"|his|her|my|your|really|just|even|also|\w+ly)|(?:he|she|it|that|there|what|who|here|where)[’']s|[’'](?:re|ve|ll|m|d))\s*$",
    re.IGNORECASE,
)
#: Words of a clause, not of an expression.
_CLAUSE = frozenset(
    "i you he she we they it me him us them my your i'm it's don't can't won't isn't is are was were be been am will"
    " would can could may might should must shall have has had do does did not no never yes nothing anything who what"
    " why how that this there if because than too very let us please more less".split()
)
#: Groups named by their number: "the big four".
_COUNTED = re.compile(r"\w+ (?:two|three|four|five|six|seven|eight|nine|ten|twelve)$", re.IGNORECASE)
#: What stands before a name and may be doubted: ‘Commander’ Oort. Anything else there is a nickname.
_RANKS = frozenset(
    "commander president general colonel captain admiral marshal governor minister mayor judge justice doctor professor"
    " king queen prince emir sheikh caliph chairman leader prophet pastor bishop journalist peacekeeper".split()
)
_SMALL = frozenset("a an and at by de for from in la le of off on or the to up with &".split())
_FUNCTION_END = re.compile(r"\b(?:of|in|on|at|to|for|with|from|by|and|or|the|an?|about|into|over|that)$", re.IGNORECASE)


def is_introduced(before: str, after: str) -> bool:
    """Tell whether the words around a quotation make it a name, a term explained there, or words as words.

    >>> is_introduced("a process called ", " that spread"), is_introduced("boarded by ", " from Hask")
    (True, False)
    """
    return _NAMING.search(before) is not None or _NAMED.match(after) is not None


def is_predicate(before: str) -> bool:
    """Tell whether the words before a quotation make it what somebody says of something: "was “absurd”"."""
    return _PREDICATE.search(before) is not None


def is_phrase(inner: str) -> bool:
    """Tell nouns and adjectives from clauses and fragments of them.

    >>> is_phrase("open talks"), is_phrase("not sure"), is_phrase("march behind the"), is_phrase("Why?")
    (True, False, False, False)
    """
    if (
        not inner[:1].isalnum()
        or inner[-1:] in ("?", "!", "…")
        or "..." in inner
        or not any(letter.isalpha() for letter in inner)
    ):
        return False
    if any(word.strip(",.").lower().replace("’", "'") in _CLAUSE for word in inner.split()):
        return False
    if _COUNTED.search(inner.rstrip(",.")):
        return False
    return _FUNCTION_END.search(inner.rstrip(",.")) is None and not re.search(r"[,;:] ", inner)


def is_name(inner: str, before: str, after: str, lower_words: Container[str]) -> bool:
    """Tell names and titles by their capitals; ``lower_words`` are those that the article has without a capital.

    >>> is_name("Dark Star", "songs such as ", "", ()), is_name("Commander", "The orders of ", " Oort said", ())
    (True, False)
    >>> is_name("Billions", "They left. ", " came", ()), is_name("Inspectors", "They left. ", " came", ("inspectors",))
    (True, False)
    """
    words = [word.strip(",.") for word in inner.split()]
    capitals = [word for word in words if word[:1].isupper() and word.lower() not in _SMALL]
    if not capitals:
        return False
    if len(words) == 1 and re.match(r"\s+[A-Z]", after):
        return words[0].lower() not in _RANKS
    begins = not before.strip() or re.search(r"[.!?]\s+$", before) is not None
    return not (begins and capitals == words[:1] and (len(words) > 1 or words[0].lower() in lower_words))
