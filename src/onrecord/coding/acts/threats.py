"""What threatens somebody, told by what the speaker's own side will do to others where a condition holds."""

from __future__ import annotations

import re

from onrecord.coding.said import Said
from onrecord.coding.verbs import by_form

#: What is done to others, and what is only hostile where it comes "unless": after an "if" it may be an offer.
_HOSTILE = (
    r"walk (?:out|away)|strike(?! (?:it|them|a|an|out|gold|oil|balances?)\b)|stay out|sue|take legal action"
    r"|take the (?:matter|case|dispute) to|vote (?:it )?(?:down|against|no)|rebel|boycott|block|veto"
    r"|cut off|shut(?! up\b)|close (?:its|our|their|the) (?:ports?|borders?|airspace|crossings?|embassy)|expel"
    r"|re-?impose|impose|lay off|sack|retaliate|shoot(?! (?:a|the|this|our) (?:\w+ )?(?:film|movie|video|scene)s?\b)"
    r"|fire (?:on|at|back)|attack|seize(?! (?:\w+ )?(?:chance|moment|opportunity|initiative)\b)"
    r"|revoke|sever|prosecute|arrest|jail|deport"
    r"|target(?! (?:\w+ )?(?:aid|funds?|funding|growth|help|investment|money|resources|spending|support)\b)"
    r"|(?:extend|escalate|resume|renew|step up|intensify|widen) (?:the|its|their|our|his|her) (?:\w+ )?"
    r"(?:strikes?|walkouts?|boycotts?|blockade|stoppages?|industrial action|attacks|offensive|shelling)"
    r"|destroy|tear up|invade|bomb|shell|sink|ban|send (?:\w+ )?(?:troops|marines|soldiers|forces|warships)"
)
_COERCIVE = (
    r"withdraw|pull out|suspend|halt|freeze|cancel|recall|close|stop|dismiss|fine|table a motion|enter"
    r"|cut(?! (?:\w+ )?(?:bills|costs|fares|prices|rates|tax|taxes)\b)|leave"
)
_MODAL = r"(?: will| would| shall|['’]ll)(?: not hesitate to)?(?: \w+ly| also| then| now| simply| once more)? "
_OWN = (
    r"(?P<own>we|i|he|she|it|they|(?:our|his|her|its|their|my) (?:[\w-]{1,30} ){0,2}[\w-]{1,30})|(?P<name>[\w-]{1,40})"
)
_MEASURE = re.compile(rf"\b(?:{_OWN}){_MODAL}(?:(?P<hostile>{_HOSTILE})|{_COERCIVE})\b")
_IF = re.compile(
    r"\b(?:if|unless|failing|otherwise|or else)\b|(?:^|[.;:,“\"‘'«])\W{0,3}(?:that )?\W{0,3}should\b"
    r"|\bshould (?:a|an|any|the)\b"
)
#: Conditions of a pledge to voters: what a candidate will do threatens nobody.
_IF_ELECTED = re.compile(
    r"\bif (?:(?:he|she|it|we|i|they) )?(?:(?:is|are|was|were|gets?|got) )?(?:re-?)?elected\b"
    r"|\bif (?:he|she|it|we|i|they) (?:wins?|won|comes?|came|gets? in)(?: to power| into office| the election)?(?=\W|$)"
)
_UNLESS = re.compile(r"\b(?:unless|failing|otherwise|or else)\b")
#: Words of a threat one of which has to be there: looked for first, as it takes less time.
_COMING = ("will", "would", "shall", "'ll", "’ll", "become")
#: What will be done to whoever does something.
_SUFFERED = re.compile(
    r"\b(?:will|would|shall)(?: \w+ly| also)? be"
    r" (?:(?:answered|met) (?:with|by) (?:\w+ )?(?:force|fire)|fired (?:up)?on"
    r"|shot(?: down| at)?|expelled|arrested|prosecuted|destroyed|sunk|turned back by force|deported|seized)\b"
    r"|\b(?:attack|violation|strike|provocation|aggression|incursion|breach|raid|act)s?\b[^.;]{0,60}"
    r" (?:will|would|shall) be answered\b"
)
_WHOEVER = re.compile(r"\b(?:if|unless|should|any|anyone|anybody|every|each|another|whoever|those who|all who)\b")
_CONSEQUENCES = re.compile(
    r"\bthere(?:['’]ll| will| would) be (?:a (?:heavy |high |terrible )?price|(?:\w+ )?consequences)\b"
    r"|\b(?:you|they)(?:['’]ll| will| would) (?:face|bear|suffer) (?:the |a )?(?:\w+ )?(?:consequences|price)\b"
    r"|\bany \w+(?: [\w,-]+){0,16} (?:will|would) have (?:\w+ )?consequences\b(?! (?:for|on)\b)"
)
_BECOME = re.compile(
    r"\b(?:if|any|anyone|whoever)\b[^.;]{0,120}?\b(?:they|it|he|she|will|would|shall) becomes? (?:an? |our )?"
    r"(?:\w+ )?targets?\b(?! (?:audience|group|market)s?\b)"
)
#: As what others are seen who come: an accusation before they do, unless it is told who will see it so.
_BY_OTHERS = r"(?! (?:by|in)\b(?! (?:us|our|its|his|her|their)\b))"
_SEEN_AS = re.compile(
    r"\b(?:will|would|shall|are to|is to) be (?:seen|regarded|treated|considered|viewed|perceived)\b"
    rf"{_BY_OTHERS}(?: as| to be)?.{{0,40}}?\b(?:occupiers?|occupying (?:force|power|army)|invaders?|aggressors?"
    rf"|coloni[sz]ers?|an? (?:\w+ )?(?:provocation|betrayal|occupation|interference|intervention|aggression))\b"
    rf"{_BY_OTHERS}"
)
_OWN_PRONOUNS = frozenset("we i he she it they".split())
#: As what the speaker will treat others: a threat where it is attacked, else an accusation.
_TREATING = (
    r"(?:^|(?P<subject>[\w’'-]+) )(?:will|would|shall)(?: \w+ly| also| now| then)?"
    r" (?:treat|regard|view|see|consider|deem|perceive)\b"
    r"(?P<object>[^.;]{1,90}?)(?: as| to be)?(?: simply| nothing but| no more than)?(?: as)?[ \"“”‘’'«]+"
)
_TREATING_WORD = re.compile(r"\b(?:will|would|shall)\b[^.;]{1,20}(?:treat|regard|view|see|consider|deem|perceive)\b")
_TREATS_AS_TARGETS = re.compile(
    rf"{_TREATING}(?:an? |our |its )?(?:(?:legitimate|lawful|military|priority|enemy) )*(?:targets?|combatants?)\b"
    r"(?! for\b)"
)
_TREATS_AS_OCCUPIERS = re.compile(
    rf"{_TREATING}(?:an? )?(?:occupiers?|(?:occupation|occupying|invading) (?:force|power|army|troops)s?|invaders?"
    r"|aggressors?|act of (?:war|aggression)|(?:\w+ )?provocation|declaration of war)\b"
)
#: Who promises, what harms others, and words of a content that are looked at for it.
_PROMISING = frozenset(by_form("promise vow pledge swear threaten".split()))
#: An answer with force by somebody named.
_ANSWER = re.compile(
    r"\b(?P<name>[\w-]{1,40})(?: will| would| shall)(?: \w+ly| also| then| surely)?"
    r" (?:respond|retaliate|hit back|strike back|shoot back|fire back|return fire|be answered)\b"
    r"(?! (?:to|by) (?:\S+ ){0,3}?(?:letter|offer|proposal|question|request|plan|call|comment|invitation|survey)s?\b)"
)
_RETALIATION = re.compile(
    r"\b(?:crushing|proportionate|proportional|harsh|painful|devastating|symmetrical|asymmetric|military|mirror"
    r"|decisive) (?:response|answer|measures)\b"
    r"(?!(?: \w+){0,2} (?:crime|crisis|disasters?|diseases?|drought|emergenc(?:y|ies)|fires?|floods?"
    r"|outbreak|storms?|virus)\b)"
    r"|^(?:\W|to |take |swift |bloody ){0,4}(?:retaliation|retaliatory|revenge|reprisals?|vengeance)\b"
)
_OPENING = 8


def threatens_with_measures(said: Said) -> bool:
    """Tell whether the speaker's side will do something to others where a condition holds.

    "Its members would walk out unless they were paid", "Orsk will impose tariffs unless", said by Orsk's minister,
    against "Orsk would impose tariffs unless", said by somebody else, and "we will withdraw our troops if".
    """
    if said.attribution.negated or not any(word in said.told for word in _COMING):
        return False
    if _IF.search(said.told) is None or _IF_ELECTED.search(said.told) is not None:
        return False
    unless = _UNLESS.search(said.told) is not None
    for match in _MEASURE.finditer(said.told):
        if (match["own"] or match["name"] in _own_names(said)) and (unless or match["hostile"]):
            return True
    return False


def names_who_answers(said: Said) -> bool:
    """Tell whether the speaker's country is said to answer with force: "Orsk will respond", said by its minister.

    Against "insurers will respond" and "Orsk will respond to the offer".
    """
    told = said.told
    if said.attribution.negated or not any(word in told for word in _COMING):
        return False
    return any(match["name"] in _own_names(said) for match in _ANSWER.finditer(told))


def threatens_whoever(said: Said) -> bool:
    """Tell whether something bad is said to happen to whoever does something.

    "Any patrol would be fired on", "if they come, they become a target" and "there will be a price", against "the man
    will be deported" and "experts said it would have consequences".
    """
    told = said.told
    if said.attribution.negated or not any(word in told for word in _COMING):
        return False
    if _SUFFERED.search(told) and _WHOEVER.search(told):
        return True
    return _CONSEQUENCES.search(told) is not None or _BECOME.search(told) is not None


def promises_retaliation(said: Said) -> bool:
    """Tell whether somebody is promised to be answered in kind.

    "Vowed revenge" and "promised a crushing response", against "promised a quick response to the flood".
    """
    if said.attribution.negated or _PROMISING.isdisjoint(word.lower for word in said.cue):
        return False
    return _RETALIATION.search(" ".join(word.lower for word in said.content[:_OPENING])) is not None


def treats_as_targets(said: Said) -> bool:
    """Tell whether others are said to be attacked if they come: "Orsk would treat foreign troops as targets"."""
    return _treats(said, _TREATS_AS_TARGETS) is not None


def calls_occupiers(said: Said) -> bool:
    """Tell whether others are said to be no better than attackers.

    "Foreign troops would be seen as occupiers" and "Orsk would view them as an occupation force".
    """
    if " be " in said.told and not said.attribution.negated and _SEEN_AS.search(said.told) is not None:
        return True
    return _treats(said, _TREATS_AS_OCCUPIERS) is not None


def treated(said: Said) -> str:
    """Words, in lower case, for those whom the speaker will treat as targets or as occupiers; empty without such."""
    found = _treats(said, _TREATS_AS_TARGETS) or _treats(said, _TREATS_AS_OCCUPIERS)
    return "" if found is None else found["object"].strip()


def _treats(said: Said, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Cue and content are looked at together: "Orsk would regard | any such ship as a target".

    What others will do, analysts may say without a threat.
    """
    told = said.told_with_cue
    if said.attribution.negated or not (" as " in told or " to be " in told) or _TREATING_WORD.search(told) is None:
        return None
    found = pattern.search(told)
    return found if found is not None and _is_own(said, found["subject"]) else None


def _is_own(said: Said, subject: str | None) -> bool:
    """Whether the subject of a clause is the source or its side; whose side an officer is on may not be known."""
    if subject is None or subject in _OWN_PRONOUNS or subject in _own_names(said):
        return True
    source = said.resolution
    return source is not None and source.country is None and bool(source.role)


def _own_names(said: Said) -> frozenset[str]:
    """How the country is named, in lower case, that the speaker speaks for or is of."""
    source = said.resolution
    if source is None:
        return frozenset()
    own = {said.owner_in_name.casefold()} if said.owner_in_name else set()
    return said.scene.names_of_states.get(source.country or "", frozenset()) | own
