"""Which capitalised words of a sentence stand together as a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.resolve.names.nobody import is_compound, is_event
from onrecord.resolve.vocabulary import (
    BODY_NAMES,
    DETERMINERS,
    LINKS,
    PERSON_NOUNS,
    PORTFOLIOS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    TITLES,
    TRUSTED,
)
from onrecord.words import Word

#: Capitalised words that open sentences or name days, and no names by themselves.
COMMON = (
    DETERMINERS
    | POSSESSIVES
    | PREPOSITIONS
    | RELATIVES
    | frozenset(
        "i he she it we they you and but or nor if while although though because so yet however meanwhile also then now"
        " here there yes not what why how when earlier later monday tuesday wednesday thursday friday saturday sunday"
        " mondays tuesdays wednesdays thursdays fridays saturdays sundays"
        " january february march april may june july august september october november december today yesterday"
        " tomorrow just even still only once asked speaking according citing adding let mr mrs ms his her is are was"
        " were be been has have had do does did can could will would should may might must".split()
    )
)
_PRONOUNS = frozenset("i he she it we they you the this that these those".split())
#: Adjectives of states and leaders, no part of the name that they stand before at the beginning of a sentence.
ADJECTIVES = frozenset(
    "neighbouring neighboring nearby landlocked breakaway separatist impoverished embattled beleaguered disgraced"
    " ousted exiled jailed".split()
)
#: "Oil-rich", "War-torn".
_TWOFOLD = re.compile(r"[A-Z][a-z]+-(?:rich|torn|strapped|hit|stricken|ridden|armed|backed|ruled|majority)$")
#: What stands before a first name that a month has too: "said June Peel"; but not "in June Congress voted".
_MONTHS_TOO = frozenset("april may june august".split())
_BEFORE_MONTHS = frozenset("in since until during early mid late last next by through".split())
_BEHIND_MONTHS = PREPOSITIONS | frozenset("and or but that when".split())
#: Common words that may stand inside a name: "USA Today".
_INSIDE = frozenset("today now new first last may march out up over under between".split())
#: Names that begin with a small article: "al-Eryani".
_ARABIC = re.compile(r"(?:al|el|an|ad|as|at|ar|ash|ul)-[A-Z]")
#: Names that go on with a short article: "Gazette de l’Aubrune", "Ada d’Orle".
_ELIDED = re.compile(r"[ld][’'][A-Z]")
#: "We’re", "Won't": no names, though a name may have the apostrophe of one.
_CONTRACTED = re.compile(
    r"(?:i|we|you|they|he|she|it|there|that|who|what|let|(?:ca|do|wo|is|are|was|does|did|could|would|should)n)"
    r"[’'](?:re|ve|ll|d|m|t)$",
    re.IGNORECASE,
)
_LONGEST, _DAYS = 9, 31
#: Bodies that are "for the" something.
_FOR = frozenset("league committee centre center society foundation institute association office fund campaign".split())
_CONCERNED = frozenset("commission committee council conference campaign".split())
#: What a name can go on with in front of its cause, who stands up for one, and what such a name may stand behind.
CAUSES = frozenset("for without against our".split())
_SUPPORTERS = frozenset(
    "moms mothers fathers parents families doctors physicians nurses teachers scientists students women veterans"
    " farmers citizens people friends artists writers republicans democrats conservatives christians muslims jews"
    " americans journalists reporters engineers".split()
)
_BEFORE_CAUSES = frozenset("while by group charity campaign".split())
#: Small words that a name with its initials behind it may have: "Transport for Norvale (TfN)".
_SPELT = frozenset("of for from in on at to and".split())
#: What adjectives of names end in: "Strategic and Economic Dialogue".
_ADJECTIVAL = ("ic", "al", "ary", "ive")
#: Whom bodies are for by their name, and those that are called by a saint.
_MANY = frozenset("people women men children".split())
_CROWNS = frozenset("king queen prince princess".split())
_FOUNDED = frozenset("hospital infirmary church cathedral basilica school college university academy".split())
#: What stands before the short article of "Sophie in ’t Veld", and before its t.
_DUTCH = frozenset("in van op aan".split())
APOSTROPHES = frozenset("’'‘")
_PARTICLES = frozenset("van von de der den del la las los".split())
_IN_CHARGE = frozenset(
    "minister ministers secretary ministry department committee agency service organization organisation administration"
    " commission authority".split()
)
#: Whose offices are bodies with a name.
_LED = frozenset("sheriff attorney prosecutor governor mayor coroner marshal commissioner ombudsman treasurer".split())
#: Fields of bodies that no minister is in charge of: "Fire and Rescue Service".
_FIELDS = PORTFOLIOS | frozenset("fire rescue search drug drugs space ocean oceanic atmospheric crime records".split())


def runs(words: tuple[Word, ...], heading: bool) -> Iterator[tuple[int, int]]:
    """First and last + 1 word of every stretch of capitalised words; none in headings that capitalise all words."""
    letters = [word for word in words if word.text[0].isalpha()]
    if len(letters) > 3 and sum(word.capital for word in letters) > 0.75 * len(letters) and heading:
        return
    if len(letters) > 4 and all(word.text.isupper() for word in letters):
        return
    at = 0
    while at < len(words):
        if not _starts(words, at):
            at += 1
            continue
        end = at + 1
        while end < len(words) and end - at < _LONGEST and not _closes(words, end - 1):
            more = _more(words, at, end)
            if not more:
                break
            end += more
        end = min(end, len(words))
        while not words[end - 1].text[0].isalnum() and end - 1 > at:
            end -= 1
        yield at, end
        at = end


def opens_sentence(words: tuple[Word, ...], at: int) -> bool:
    """Whether nothing but marks stands before a word."""
    return not any(word.text[0].isalnum() for word in words[:at])


def _starts(words: tuple[Word, ...], at: int) -> bool:
    """Whether a name begins at a word."""
    named = begins(words[at]) or _is_per(words, at) or _is_first_name(words, at)
    return named and not (_is_month(words, at) or _is_wish(words, at) or _is_adjective(words, at))


def _is_adjective(words: tuple[Word, ...], at: int) -> bool:
    """ "Neighbouring Norvale refused": an adjective that opens a sentence in front of a name."""
    adjective = words[at].lower in ADJECTIVES or _TWOFOLD.match(words[at].text) is not None
    return adjective and opens_sentence(words, at) and at + 1 < len(words) and begins(words[at + 1])


def _is_first_name(words: tuple[Word, ...], at: int) -> bool:
    """ "Resident June Peel": a month's name behind what somebody is, in front of a last name."""
    before = words[at - 1].lower if at > 0 else ""
    told = before in PERSON_NOUNS or before in TITLES or before in ("said", "says", "added")
    return words[at].lower in _MONTHS_TOO and told and at + 1 < len(words) and begins(words[at + 1])


def _more(words: tuple[Word, ...], at: int, end: int) -> int:
    """How many words a name that begins at a word goes on with at another one; 0 where it ends."""
    word = words[end]
    if begins(word, inside=True) or (word.text == "]" and _goes_on_behind_bracket(words, at, end)):
        return 1
    if (word.lower in LINKS or word.lower == "and") and _linked(words, at, end):
        return 2 if words[end + 1].capital or _ELIDED.match(words[end + 1].text) else 3
    if word.lower in _SPELT and _is_spelt_out(words, at, end):
        return 1
    if word.lower in _DUTCH and _is_short_article(words, end + 1):
        return 4
    if (word.lower in ("on", "to") and _is_concerned(words, end)) or _is_cause(words, at, end):
        return 2
    return _behind_dot(words, end) if word.text == "." and end + 1 < len(words) else 0


def _is_short_article(words: tuple[Word, ...], at: int) -> bool:
    """Whether "’t" stands at a place, and a word that begins a name behind it."""
    short = at + 2 < len(words) and words[at].text in APOSTROPHES and words[at + 1].text == "t"
    return short and begins(words[at + 2])


def _behind_dot(words: tuple[Word, ...], end: int) -> int:
    """How many words a name goes on with at the dot of an abbreviation: "Gov." and the like, "St. Varnay"."""
    saint = words[end - 1].text == "St" and words[end - 1].span.end == words[end].span.start
    return 2 if saint and begins(words[end + 1]) else int(words[end - 1].lower in TITLES)


def _closes(words: tuple[Word, ...], at: int) -> bool:
    """Whether a name ends with a word: "Quell’s", "Quell-led"; but "the Quell-led Corrin War" is a name of its own."""
    if not is_compound(words[at].text):
        owned = _has_office(words, at) or _is_of_those(words, at)
        return (words[at].text.endswith(("'s", "’s")) and not owned) or _has_somebody(words, at)
    last = at
    while last + 1 < len(words) and words[last + 1].capital:
        last += 1
    return not is_event(tuple(word.text for word in words[at : last + 1]))


def _has_office(words: tuple[Word, ...], at: int) -> bool:
    """ "Brantville County Sheriff’s Office": an office that is called by who leads it."""
    return words[at].lower in _LED and at + 1 < len(words) and words[at + 1].text in ("Office", "Department")


def _is_of_those(words: tuple[Word, ...], at: int) -> bool:
    """ "People’s Bank of Norvale", "St. Mark’s Hospital": a body called by whom it is for, or by a saint or a crown."""
    behind = words[at + 1].lower if at + 1 < len(words) and begins(words[at + 1]) else ""
    if words[at].lower in _MANY:
        return behind != "" and behind not in TITLES and behind not in PERSON_NOUNS
    called = words[at].lower in _CROWNS or any(word.lower in ("st", "saint") for word in words[max(0, at - 2) : at])
    return behind in _FOUNDED and called


def _has_somebody(words: tuple[Word, ...], at: int) -> bool:
    """ "The Greens' Ada Quell": a plural that has a person of two names; not "the Dockers' Union"."""
    name = [word for word in words[at + 1 : at + 4] if word.capital]
    plain = len(name) == 2 and not any(word.lower in BODY_NAMES or is_event((word.text,)) for word in name)
    return words[at].text.endswith(("s'", "s’")) and plain and name == list(words[at + 1 : at + 3])


def _goes_on_behind_bracket(words: tuple[Word, ...], at: int, end: int) -> bool:
    """ "[President Mara] Quell": a name of which an editor has written the first words; not "[Merewire] TALKS"."""
    opening = next((place for place in range(at - 1, max(-1, at - _LONGEST), -1) if words[place].text == "["), None)
    if opening is None or end + 1 >= len(words) or not begins(words[end + 1]) or words[end + 1].text.isupper():
        return False
    titled = any(word.lower in TITLES for word in words[opening + 1 : end - 1])
    return words[end - 1].text[0].isalnum() and (titled or opening > 0)


def _is_concerned(words: tuple[Word, ...], end: int) -> bool:
    """ "Commission on Water Rights", "Committee to Protect Seals": a body's name that goes on with what it is for."""
    return words[end - 1].lower in _CONCERNED and end + 1 < len(words) and begins(words[end + 1])


def _is_cause(words: tuple[Word, ...], at: int, end: int) -> bool:
    """ "Rivers Without Borders", "Beds for All", "Moms for Safer Streets": a name that goes on with its cause."""
    if end + 1 >= len(words) or words[end].lower not in CAUSES or not words[end + 1].capital:
        return False
    whole = words[end].capital or words[end + 1].text == "All"
    alone = opens_sentence(words, at) or words[at - 1].lower in _BEFORE_CAUSES
    supporters = end - at == 1 and words[at].lower in _SUPPORTERS and alone
    return (whole or supporters) and (begins(words[end + 1]) or words[end + 1].text == "All")


def _is_month(words: tuple[Word, ...], at: int) -> bool:
    """Whether "May" is the month: beside a day, before a year, or behind "in" as in "in May Quell left", "in May."."""
    if words[at].text != "May":
        return False
    behind = words[at + 1] if at + 1 < len(words) else None
    if behind is not None and behind.text.isdecimal() and (len(behind.text) == 4 or int(behind.text) <= _DAYS):
        return True
    if at == 0:
        return False
    before = words[at - 1].lower
    if before.isdecimal():
        return 1 <= int(before) <= _DAYS
    if before not in _BEFORE_MONTHS or (at > 1 and words[at - 2].lower in TRUSTED):
        return False
    return behind is None or begins(behind) or not behind.text[0].isalnum() or behind.lower in _BEHIND_MONTHS


def _is_wish(words: tuple[Word, ...], at: int) -> bool:
    """ "May he rest", "Will they come": a verb in front of its pronoun."""
    return words[at].text in ("May", "Will") and at + 1 < len(words) and words[at + 1].lower in _PRONOUNS


def begins(word: Word, inside: bool = False) -> bool:
    """Whether a word can begin a name, or go on with one where it stands ``inside``."""
    elided = inside and _ELIDED.match(word.text) is not None
    if not (word.capital or elided or _ARABIC.match(word.text)) or (word.text == "I" and not inside):
        return False
    if _CONTRACTED.match(word.text):
        return False
    common = word.lower in (COMMON - _INSIDE if inside else COMMON)
    return not common or word.text in ("May", "Will") or is_acronym(word)


def _is_per(words: tuple[Word, ...], at: int) -> bool:
    """ "Its lawyer, Per Halloran,": a first name, where no sentence begins."""
    opens = at == 0 or words[at - 1].text in '“"‘.'
    return words[at].text == "Per" and not opens and at + 1 < len(words) and begins(words[at + 1])


def is_acronym(word: Word) -> bool:
    """Whether a word is all capitals: "WHO"."""
    plain = word.bare
    return len(plain) > 1 and plain.isupper() and plain.isalpha()


def _linked(words: tuple[Word, ...], at: int, end: int) -> bool:
    """Whether a small word joins two parts of one name: "Secretary of State", "Osama bin Laden"."""
    link = words[end].lower
    nearer = end + 1 < len(words) and begins(words[end + 1])
    if _are_particles(words, end):
        return True
    if link in ("of", "for") and end + 2 < len(words) and words[end + 1].lower == "the":
        named = _is_bodily(words[at:end]) or words[end - 1].lower in TITLES
        return begins(words[end + 2]) and (words[end - 1].lower in _FOR if link == "for" else named)
    if link in ("and", "&"):
        joint = _is_portfolio(words, at, end) or _is_abbreviated(words, at, end) or _is_twofold(words, at, end)
        return nearer and (link == "&" or joint)
    if link in ("of", "for"):
        return nearer and (_is_bodily(words[at:end]) or words[end - 1].lower in TITLES or _is_of_many(words, at, end))
    if link in ("the", "la", "las", "los", "el"):
        return nearer and link != "the"
    return end + 1 < len(words) and (words[end + 1].capital or _ELIDED.match(words[end + 1].text) is not None)


def _is_twofold(words: tuple[Word, ...], at: int, end: int) -> bool:
    """ "the Strategic and Economic Dialogue": two adjectives of one noun, not "Local and Federal Courts"."""
    both = at > 0 and end - at == 1 and words[at - 1].lower == "the" and end + 2 < len(words) and words[end + 2].capital
    adjectives = both and all(words[place].lower.endswith(_ADJECTIVAL) for place in (at, end + 1))
    return adjectives and not words[end + 2].lower.endswith("s")


def _is_of_many(words: tuple[Word, ...], at: int, end: int) -> bool:
    """ "the Concord of Nations", "the Order of Friars": one word behind "the", and of whom it is, in the plural."""
    many = words[end + 1].text
    single = end - at == 1 and at > 0 and words[at - 1].lower == "the" and not words[at].lower.endswith("s")
    return single and len(many) > 5 and many.endswith("s") and many[1:].islower() and words[end].lower == "of"


def _is_spelt_out(words: tuple[Word, ...], at: int, end: int) -> bool:
    """ "Notes from Norvale (NN)": whether initials in brackets tell that a name goes on behind a small word."""
    last = end + 1
    while last < len(words) and last - at < _LONGEST and (words[last].capital or words[last].lower in LINKS | _SPELT):
        last += 1
    office = words[at].lower in PERSON_NOUNS  # "Member of Parliament (MP)"
    if office or last == end + 1 or last + 2 >= len(words) or words[last].text != "(" or words[last + 2].text != ")":
        return False
    letters = [word.text for word in words[at:last]]
    return words[last + 1].text.upper() in (
        "".join(text[0] for text in letters).upper(),
        "".join(text[0] for text in letters if text[0].isupper()),
    )


def _are_particles(words: tuple[Word, ...], end: int) -> bool:
    """ "Ursula van der Holm": two small words in a row in front of a last name."""
    both = end + 2 < len(words) and {words[end].lower, words[end + 1].lower} <= _PARTICLES
    return both and words[end + 2].capital


def _is_bodily(words: tuple[Word, ...]) -> bool:
    return any(word.lower in BODY_NAMES for word in words)


def _is_abbreviated(words: tuple[Word, ...], at: int, end: int) -> bool:
    """ "Institute of Tides and Currents (Intidec)": a body's name that goes on up to a short form in brackets."""
    bracket = words[end + 2 : end + 5]
    short = bracket[1] if len(bracket) == 3 and (bracket[0].text, bracket[2].text) == ("(", ")") else None
    body = _is_bodily(words[at:end]) and any(word.lower == "of" for word in words[at:end])
    return body and short is not None and short.text[0] in {word.text[0] for word in words[at:end] if word.capital}


def _is_portfolio(words: tuple[Word, ...], at: int, end: int) -> bool:
    """ "Water and Energy Minister Mara Quell", "Ministry of Water and Energy"; no "Quell and Energy Minister Voll"."""
    if words[end - 1].lower not in _FIELDS or end + 1 >= len(words) or words[end + 1].lower not in _FIELDS:
        return False
    behind = any(word.lower in _IN_CHARGE for word in words[end + 2 : end + 4])
    return behind or any(word.lower in _IN_CHARGE for word in words[at : end - 1])
