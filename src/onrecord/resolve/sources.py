"""What kind of source a source is: a name, a pronoun, a noun phrase, a document, several at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from onrecord.document import Span
from onrecord.resolve.cast import Cast
from onrecord.resolve.figures import Figure
from onrecord.resolve.mentions import NameMention, Page
from onrecord.resolve.phrases import Phrase, phrase_of
from onrecord.resolve.vocabulary import (
    BODY_NOUNS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    FIRST_PERSON,
    HE_SHE,
    INDEFINITE,
    PERSON_NOUNS,
    PLURALS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    THEY_IT,
    TITLES,
)
from onrecord.words import Word, words_of

SourceKind = Literal[
    "none", "name", "he_she", "they_it", "first", "second", "relative", "person", "body", "document", "group"
]
#: "A copy seen by the Ledger" is not the Ledger's.
SEEN = frozenset("seen obtained viewed reviewed read shown".split())
_LIKE = frozenset("like including namely especially".split())
_SECOND = frozenset("you your yours yourself".split())


@dataclass(frozen=True, slots=True)
class Source:
    """A source taken apart.

    Attributes
    ----------
    kind : str
        ``name``: ``figure`` is who is named. ``person``, ``body``, ``document``: a singular noun phrase by the kind of
        its head. ``group``: plural or indefinite. The others are pronouns.
    span : Span
        From the first to the last word; empty where there is no source.
    owner : Figure or None
        Whose it is: "Lavrov's spokesman", "a report by UpGuard".
    """

    kind: SourceKind
    span: Span
    words: tuple[Word, ...]
    phrase: Phrase
    figure: Figure | None = None
    owner: Figure | None = None

    @property
    def head(self) -> str:
        """Head noun in lower case, empty where there is none."""
        return self.phrase.noun

    @property
    def definite(self) -> bool:
        """Whether it points to somebody the reader knows: "the minister", "his spokesman", "Karveth's president"."""
        return self.phrase.determiner not in INDEFINITE


def source_of(page: Page, cast: Cast, spans: Sequence[Span]) -> Source:
    """Take a source apart."""
    words = _trimmed([word for span in spans for word in words_of(page.document.text, span)])
    if not words:
        return Source("none", Span(0, 0), (), Phrase((), ()))
    return source_of_words(page, cast, words)


def source_of_words(page: Page, cast: Cast, words: list[Word]) -> Source:
    """Take a source apart that is given as its words."""
    span = Span(words[0].span.start, words[-1].span.end)
    pronoun = _pronoun(words)
    if pronoun:
        return Source(pronoun, span, tuple(words), Phrase((words[0],), tuple(words[1:])))
    named = _named_in(page, cast, span)
    phrase = phrase_of(words)
    figure, owner, phrase = _named(words, named, phrase)
    if figure is not None:
        return Source("name", span, tuple(words), phrase, figure)
    return Source(_nominal(phrase, owner), span, tuple(words), phrase, None, owner)


def parts_of(page: Page, cast: Cast, source: Source) -> list[Source]:
    """The sources that one source joins: "Cruz and Trump", "two deputies, Cruz and Trump"; empty where it is one."""
    rest = source.phrase.rest
    listed = rest and (rest[0].text == "," or (rest[0].lower == "of" and source.head in _SHARED))
    serial = any(one.text == "," and two.lower == "and" for one, two in pairwise(rest))
    if listed and not serial and source.head in PLURALS | _SHARED and len(rest) > 3:
        source = replace(source, words=tuple(_trimmed(list(rest[1:]))))
    groups: list[list[Word]] = [[]]
    for word in source.words:
        if word.lower in ("and", "&") or word.text == ",":
            groups.append([])
        else:
            groups[-1].append(word)
    groups = [group for group in groups if group]
    if len(groups) < 2 or not any(word.lower in ("and", "&") for word in source.words):
        return []
    links = [word.span for word in source.words if word.lower in ("and", "&")]
    if any(m.span.contains(link) for link in links for m in page.mentions_in(*link)):
        return []
    parts = [source_of_words(page, cast, _trimmed(group)) for group in groups if _trimmed(group)]
    # an apposition has a comma too: all parts must be somebody of their own
    figures = [part.figure for part in parts]
    return parts if len(parts) > 1 and all(figures) and len({f.person for f in figures if f}) == 1 else []


#: "The governments of Karveth and Sorrenay" are those two.
_SHARED = frozenset("cities governments delegations nations countries states".split())


def _trimmed(words: list[Word]) -> list[Word]:
    while words and not words[0].text[0].isalnum():
        words = words[1:]
    while words and not words[-1].text[0].isalnum():
        words = words[:-1]
    return words


def _pronoun(words: list[Word]) -> SourceKind | None:
    first = words[0]
    if len(words) > 2 or (len(words) == 2 and words[1].lower not in _AFTER_PRONOUN):
        return None
    if first.text in ("US", "WHO", "IT"):
        return None
    return _PRONOUNS.get(first.lower)


_PRONOUNS: dict[str, SourceKind] = {
    **dict.fromkeys(RELATIVES, "relative"),
    **dict.fromkeys(_SECOND, "second"),
    **dict.fromkeys(FIRST_PERSON, "first"),
    **dict.fromkeys(THEY_IT, "they_it"),
    **dict.fromkeys(HE_SHE, "he_she"),
}
_AFTER_PRONOUN = frozenset("himself herself itself themselves ourselves myself all both also too own".split())


def _named_in(page: Page, cast: Cast, span: Span) -> list[tuple[NameMention, Figure]]:
    found = [
        (mention, cast.of_mention[mention.span])
        for mention in page.mentions_in(span.start, span.end)
        if mention.span in cast.of_mention and mention.span.end <= span.end + 2
    ]
    if not found:  # a heading's names, and names cut behind a verb, are none of the page's
        found = [(m, f) for f in cast.figures for m in f.mentions if span.contains(m.span)]
        found.sort(key=lambda pair: pair[0].span)
    return found


def _named(
    words: list[Word], named: list[tuple[NameMention, Figure]], phrase: Phrase
) -> tuple[Figure | None, Figure | None, Phrase]:
    """Who is named by the whole source, or whose the named thing is."""
    titled = _titled_at_end(words, named)
    if titled is not None:
        return titled, None, phrase
    for position, (mention, figure) in enumerate(named):
        behind = [word for word in words if word.span.start >= mention.span.end and word.text[0].isalnum()]
        behind = [word for word in behind if word.lower != "s"]
        if mention.possessive and behind:
            for other, candidate in named[position + 1 :]:
                if _is_head(behind, other):
                    return candidate, None, phrase
            return _owned(figure, phrase_of(behind))
        if _is_head(words, mention):
            return figure, None, phrase
        if _is_document(phrase) and not figure.place and _in_core(phrase, mention):
            return figure, None, phrase
    return _beside(words, named, phrase)


def _titled_at_end(words: list[Word], named: list[tuple[NameMention, Figure]]) -> Figure | None:
    """ "Norvale University anthropologist Mara Quell": who is named at the end of a source, a role right before."""
    if not named:
        return None
    mention, figure = named[-1]
    if not figure.person or not mention.title or mention.possessive or len(mention.words) < 2:
        return None
    if any(other.person and other is not figure for _, other in named):
        return None
    behind = [word for word in words if word.span.start >= mention.span.end and word.text[0].isalnum()]
    before = [word for word in words if word.span.end <= mention.title[0].span.start]
    lead = before[-1].lower if before else ""
    joined = lead in PREPOSITIONS or lead in DETERMINERS or lead in ("and", "&", "or", "than")
    return None if behind or not before or joined else figure


def _in_core(phrase: Phrase, mention: NameMention) -> bool:
    """ "a Trump lawsuit": a name that says whose document it is."""
    return any(mention.span.start <= word.span.start < mention.span.end for word in phrase.core)


def _is_document(phrase: Phrase) -> bool:
    return phrase.noun in DOCUMENT_NOUNS or _singular_of(phrase.noun) in DOCUMENT_NOUNS


def _owned(figure: Figure, phrase: Phrase) -> tuple[Figure | None, Figure | None, Phrase]:
    if _is_document(phrase) or phrase.noun in _ITS_OWN:
        return figure, None, phrase
    return None, figure, phrase


#: What somebody has and is: "Trump's campaign" is a body of its own, "Trump's words" are his.
_ITS_OWN = frozenset("own words side belief view views claim claims".split())


def _is_head(words: list[Word], mention: NameMention) -> bool:
    """Whether a name is the head of a phrase: nothing but titles before it, and no noun right behind it."""
    core = phrase_of(words).core
    inside = [word for word in words if mention.span.start <= word.span.start < mention.span.end]
    if not inside or not core:
        return False
    return core[-1] in inside or (inside[0] in core and _whole_name(mention, core))


def _whole_name(mention: NameMention, core: tuple[Word, ...]) -> bool:
    """A name with a preposition in it: "Centre for Aviation"."""
    return mention.span.start <= core[-1].span.start and core[-1].span.end <= mention.span.end


def _beside(
    words: list[Word], named: list[tuple[NameMention, Figure]], phrase: Phrase
) -> tuple[Figure | None, Figure | None, Phrase]:
    """A name behind the head: "his father, Abdullah Kurdi", "a report by UpGuard", "candidates like Rubio"."""
    rest = phrase.rest
    if not rest or not named:
        return None, None, phrase
    for mention, figure in named:
        start = mention.title[0].span.start if mention.title else mention.span.start
        if phrase.core and start <= phrase.core[-1].span.start:
            start = mention.span.start
        before = [word for word in rest if word.span.end <= start]
        lead = before[-1] if before else None
        if lead is None:
            continue
        single = phrase.noun not in PLURALS or "one" in (words[0].lower, phrase.core[0].lower)
        beside = before[0].text in _APPOSED and len([w for w in before[1:] if w.lower not in DETERMINERS]) == 0
        if single and (beside or (lead.text in _APPOSED and figure.person and mention is named[-1][0])):
            return figure, None, phrase
        if (
            figure.person
            and mention is named[-1][0]
            and _closes(words, mention)
            and _office_before(before, phrase, mention)
        ):
            return figure, None, phrase
        if before[0].lower in _LIKE and len(named) == 1:
            return figure, None, phrase
        documents = _is_document(phrase)
        of = lead.lower == "of" and before[0] is lead
        near = (
            of
            or lead.lower in ("by", "from")
            or (lead.lower == "the" and len(before) > 1 and before[-2].lower in ("by", "from"))
        )
        owning = mention.possessive and any(word.span.start >= mention.span.end + 1 for word in rest)
        passed = any(word.lower in SEEN for word in before)
        if documents and near and not owning and not passed:
            return figure, None, phrase
    return None, _affiliation(named, rest), phrase


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
    if rest and rest[0].lower in ("of", "for", "at", "from", "in", "with"):
        return named[0][1]
    return None


def _nominal(phrase: Phrase, owner: Figure | None) -> SourceKind:
    head = phrase.noun
    if head in PLURALS and head not in BODY_NOUNS:
        return "document" if _singular_of(head) in DOCUMENT_NOUNS else "group"
    determiner = phrase.determiner
    if determiner in INDEFINITE and determiner not in ("a", "an"):
        return "group"
    if head in DOCUMENT_NOUNS:
        return "document"
    if head in PERSON_NOUNS or head in TITLES:
        return "person"
    if head in BODY_NOUNS:
        return "body"
    return "group" if not (determiner in ("the", "this", "that") or determiner in POSSESSIVES or owner) else "body"


def _singular_of(noun: str) -> str:
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") else noun
