"""Names behind the head of a phrase: appositions, authors of documents, examples."""

from __future__ import annotations

import re

from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.names.mentions import OPENING, NameMention
from onrecord.resolve.names.phrases import CALLED, Phrase, belonging, phrase_of
from onrecord.resolve.vocabulary import (
    DETERMINERS,
    DOCUMENT_NOUNS,
    NAMING_NOUNS,
    PERSON_NOUNS,
    PLURALS,
    PREPOSITIONS,
    RELATIVES,
    TITLES,
)
from onrecord.words import Word

#: "A copy seen by the Ledger" is not the Ledger's.
SEEN = frozenset("seen obtained viewed reviewed read shown".split())
_LIKE = frozenset("like including namely especially".split())


def beside(
    words: list[Word], named: list[tuple[NameMention, Figure]], phrase: Phrase
) -> tuple[Figure | None, Figure | None, Phrase]:
    """A name behind the head: "his father, Abdullah Kurdi", "a report by UpGuard", "candidates like Rubio".

    Returns
    -------
    (figure, owner, phrase)
        Who is meant; or, with None, whom the phrase belongs to.
    """
    rest = phrase.rest
    if not rest or not named:
        return None, None, phrase
    last_person = next((m for m, figure in reversed(named) if figure.person), None)
    single = phrase.noun not in PLURALS or "one" in (words[0].lower, phrase.core[0].lower)
    for mention, figure in named:
        start = mention.title[0].span.start if mention.title else mention.span.start
        if phrase.core and start <= phrase.core[-1].span.start:
            start = mention.span.start
        before = [word for word in rest if word.span.end <= start]
        if not before:
            continue
        alone = single or (figure.body and len(named) == 1)
        owner = mention.possessive and not _closes(words, mention)  # "the Crown, Norvale's largest newspaper"
        called = alone and not owner and _apposed(before, words, mention, figure.body)
        if called or (figure.person and mention is last_person and _ends(before, words, phrase, mention, single)):
            return figure, None, phrase
        if before[0].lower in _LIKE and len(named) == 1:
            return figure, None, phrase
        if is_document(phrase) and _is_author(before, rest, mention):
            return figure, None, phrase
    return None, _affiliation(named, rest), phrase


def _ends(before: list[Word], words: list[Word], phrase: Phrase, mention: NameMention, single: bool) -> bool:
    """Whether a source ends with a person who has the role before: "the envoy of Norvale, Mara Quell"."""
    if single and before[-1].text in _APPOSED:
        return True
    return _closes(words, mention) and _office_before(before, phrase, mention)


def _is_author(before: list[Word], rest: tuple[Word, ...], mention: NameMention) -> bool:
    """ "A report by UpGuard", "a tweet from Biden's account"; not "a copy seen by the Ledger"."""
    lead = before[-1].lower
    by = lead in ("by", "from") or (lead == "the" and len(before) > 1 and before[-2].lower in ("by", "from"))
    if not (by or (lead == "of" and len(before) == 1)) or any(word.lower in SEEN for word in before):
        return False
    behind = [word for word in rest if word.span.start >= mention.span.end and word.lower not in ("s", "'s", "’s")]
    return not (mention.possessive and behind and not is_document(phrase_of(behind)))


def _apposed(before: list[Word], words: list[Word], mention: NameMention, body: bool) -> bool:
    """ ", the", ", herpetologist", ", Canadian company", "known as": what stands between a noun and its name."""
    if gives_name(before):
        return True
    if before[0].lower in CALLED or [word.lower for word in before[:2]] in _GOING_BY:
        return all(word.lower in _AFTER_CALLED or not word.text[0].isalnum() for word in before[1:])
    if before[0].text not in _APPOSED or any(word.text in OPENING for word in before):
        return False
    between = [word for word in before if word.text[0].isalnum() and word.lower not in DETERMINERS]
    role = bool(between) and (_is_role(between[-1]) or (body and between[-1].lower in NAMING_NOUNS))
    role = role and not any(word.lower in _NOT_BESIDE for word in between)
    return not between or (role and _closes(words, mention))


def gives_name(before: list[Word]) -> bool:
    """ ", who goes by the name", "who gave his name only as", "who identified herself as": up to a name."""
    return _NAME_GIVEN.fullmatch(" ".join(word.lower for word in before if word.text[0].isalnum())) is not None


def _is_role(word: Word) -> bool:
    return word.lower in PERSON_NOUNS or word.lower in TITLES or word.lower.endswith(("ist", "er", "or"))


_AFTER_CALLED = frozenset("as only simply itself himself herself the a an name pseudonym alias nickname by".split())
#: What else stands before the name that somebody goes by.
_GOING_BY = (["using", "the"], ["using", "a"], ["going", "by"])
#: What stands between a noun and the name that somebody goes by.
_NAME_GIVEN = re.compile(
    r"who (?:(?:goes|went) (?:only )?(?:by|under)(?: the| an?| his| her)?(?: first)?"
    r"(?: name| alias| nickname| pseudonym| nom de guerre)?(?: of)?"
    r"|(?:would )?(?:only )?(?:gave|give|uses|used) (?:only )?(?:the|an?|his|her|their)(?: first)?"
    r" (?:name|alias|pseudonym|nom de guerre)(?: only)?(?: as| of)?"
    r"|(?:only )?(?:identified|introduced) (?:him|her|them)sel(?:f|ves)(?: only)? as"
    r"|(?:is|was) (?:only |better )?(?:known|identified)(?: only)? (?:as|by (?:the|his|her) (?:first )?name))"
)
_NOT_BESIDE = PREPOSITIONS | RELATIVES | frozenset({"and", "or"})
_APPOSED = frozenset({",", "–", "—", "-"})
_ASIDE = frozenset("by for from with to about who which that against like".split())


def _closes(words: list[Word], mention: NameMention) -> bool:
    """Whether nothing but "of …" or an apposition follows a name."""
    behind = [word for word in words if word.span.start >= mention.span.end and word.lower != "s"]
    return not behind or not behind[0].text[0].isalnum() or behind[0].lower in ("of", "in", "from", "at")


def _office_before(before: list[Word], phrase: Phrase, mention: NameMention) -> bool:
    """Words between head and name that belong to an office: "Ambassador to Germany …", "agent and specialist …"."""
    head = phrase.head
    if head is None or (head.lower in DOCUMENT_NOUNS and not head.capital):
        return False
    office = head.capital or head.lower in PERSON_NOUNS or before[0].lower == "and"
    lead = before[-1].lower
    adjacent = bool(mention.title) or (lead not in PREPOSITIONS and lead not in DETERMINERS and lead != "and")
    aside = [word for word in before if word.lower in _ASIDE]
    allowed = not aside or (head.capital and aside == [before[0]] and before[0].lower in ("to", "for", "from"))
    return office and adjacent and allowed


def _affiliation(named: list[tuple[NameMention, Figure]], rest: tuple[Word, ...]) -> Figure | None:
    if not rest or rest[0].lower not in ("of", "for", "at", "from", "in", "with"):
        return None
    near = {word.span for word in belonging(rest)}
    first = next((figure for m, figure in named if any(m.span.contains(span) for span in near)), None)
    return first or (named[0][1] if named[0][0].span.start < rest[0].span.start else None)


def is_document(phrase: Phrase) -> bool:
    """Whether the head is a document, or several."""
    return phrase.noun in DOCUMENT_NOUNS or singular_of(phrase.noun) in DOCUMENT_NOUNS


def singular_of(noun: str) -> str:
    """A noun without its plural ending."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") else noun
