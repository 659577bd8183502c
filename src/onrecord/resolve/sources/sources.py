"""What kind of source a source is: a name, a pronoun, a noun phrase, a document, several at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.document import Span
from onrecord.resolve.cast.beside import beside, gives_name, is_document, singular_of
from onrecord.resolve.cast.cast import Cast
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.names.mentions import NameMention, Page
from onrecord.resolve.names.phrases import Phrase, phrase_of
from onrecord.resolve.names.titles import without_letters
from onrecord.resolve.vocabulary import (
    BODY_NOUNS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    FIRST_PERSON,
    HE_SHE,
    INDEFINITE,
    PERSON_NOUNS,
    PLATFORMS,
    PLURALS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    THEY_IT,
    TITLE_MODIFIERS,
    TITLES,
)
from onrecord.words import Word, words_of

SourceKind = Literal[
    "none", "name", "he_she", "they_it", "first", "second", "relative", "person", "body", "document", "group"
]
#: Letters behind a noun phrase in which the name begins that a clause gives.
_FAR = 60
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
    def country(self) -> str | None:
        """The country whose it is: that of "Karveth's minister"."""
        return self.owner.land if self.owner is not None else None

    @property
    def definite(self) -> bool:
        """Whether it points to somebody the reader knows: "the minister", "his spokesman", "Karveth's president"."""
        return self.phrase.determiner not in INDEFINITE


def source_of(page: Page, cast: Cast, spans: Sequence[Span]) -> Source:
    """Take a source apart."""
    words = trimmed([word for span in spans for word in page.words_of(span)])
    words = words and _with_given_name(page, words)
    if not words:
        return Source("none", Span(0, 0), (), Phrase((), ()))
    return source_of_words(cast, words)


def without_words(text: str, place: Span) -> Source:
    """A source that no words of its own tell, where what it says stands: the first word there shows it."""
    return Source("none", place, tuple(words_of(text, place)[:1]), Phrase((), ()))


def _with_given_name(page: Page, words: list[Word]) -> list[Word]:
    """ "The rebel, who goes by the name Raven,": a noun phrase with the name that the clause behind it gives."""
    end = words[-1].span.end
    if words[-1].capital or not page.document.text.startswith((", who ", " who "), end):
        return words
    mention = next((m for m in page.mentions_in(end, end + _FAR) if m.span.start > end), None)
    behind = page.words_of(Span(end, mention.span.end)) if mention is not None else []
    start = mention.title[0].span.start if mention is not None and mention.title else end
    start = start if start > end or mention is None else mention.span.start
    return words + behind if gives_name([word for word in behind if word.span.end <= start]) else words


def source_of_words(cast: Cast, words: list[Word]) -> Source:
    """Take a source apart that is given as its words."""
    span = Span(words[0].span.start, words[-1].span.end)
    pronoun = _pronoun(words)
    if pronoun:
        return Source(pronoun, span, tuple(words), Phrase((words[0],), tuple(words[1:])))
    named = cast.named_in(span)
    phrase = phrase_of(words)
    figure, owner, phrase = _named(words, named, phrase)
    figure = figure or (_cut_short(cast, span) if not named else None)
    if figure is not None:
        return Source("name", span, tuple(words), phrase, figure)
    return Source(_nominal(phrase, owner), span, tuple(words), phrase, None, owner)


def _cut_short(cast: Cast, span: Span) -> Figure | None:
    """Who has a name of which a source is only the beginning: "Ada H" of "Ada H. Quell"."""
    mention = next(iter(cast.page.mentions_in(*span)), None)
    begins = mention is not None and mention.span.start == span.start and mention.span.end > span.end
    figure = cast.of_mention.get(mention.span) if mention is not None and begins else None
    return figure if figure is not None and figure.person else None


def trimmed(words: list[Word]) -> list[Word]:
    """Words without marks at their ends."""
    telling = [at for at, word in enumerate(words) if word.text[0].isalnum()]
    return words[telling[0] : telling[-1] + 1] if telling else []


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


def _named(
    words: list[Word], named: list[tuple[NameMention, Figure]], phrase: Phrase
) -> tuple[Figure | None, Figure | None, Phrase]:
    """Who is named by the whole source, or whose the named thing is."""
    if is_document(phrase):
        named = [] if _of_noun(phrase.core) else named
        named = [(m, f) for m, f in named if m.possessive or m.name.casefold() not in PLATFORMS]
    if _alternatives(words, named):
        return None, None, phrase
    titled = _titled_at_end(words, named) or _apposed_at_end(words, named) or _alliance(words, named)
    if titled is not None:
        return titled, None, phrase
    named = [(m, f) for m, f in named if not any(_in_title(m, other) for other, _ in named)]
    for position, (mention, figure) in enumerate(named):
        behind = [word for word in words if word.span.start >= mention.span.end]
        while behind and (not behind[0].text[0].isalnum() or behind[0].lower == "s"):
            behind = behind[1:]
        if mention.possessive and behind and _in_core(phrase, mention):
            return _had(figure, behind, named[position + 1 :])
        if _is_head(words, mention):
            return figure, None, phrase
        if is_document(phrase) and not figure.place and _in_core(phrase, mention):
            return figure, None, phrase
    return beside(words, named, phrase)


def _of_noun(core: tuple[Word, ...]) -> bool:
    """ "The group's letter" to whomever: a document of somebody whom a noun tells."""
    return len(core) > 2 and core[0].lower == "the" and core[1].possessive and not core[1].capital


def _alternatives(words: list[Word], named: list[tuple[NameMention, Figure]]) -> bool:
    """ "Quell or Brandt": whether "or" stands right between two names, so that nobody knows which of them it is."""
    ends = {mention.span.end for mention, _ in named[:-1]}
    last = named[-1][0].span.start if named else 0
    return any(two.lower == "or" and one.span.end in ends and two.span.end <= last for one, two in pairwise(words))


def _had(
    figure: Figure, behind: list[Word], named: list[tuple[NameMention, Figure]]
) -> tuple[Figure | None, Figure | None, Phrase]:
    """Who is meant by the words behind "Quell's": "campaign", "head of ports, Anders Voll"."""
    phrase = phrase_of(behind)
    for mention, candidate in named:
        if _is_head(behind, mention):
            return candidate, None, phrase
    apposed, _, _ = beside(behind, named, phrase)
    return (apposed, None, phrase) if apposed is not None else _owned(figure, phrase)


def _in_title(mention: NameMention, other: NameMention) -> bool:
    """ "Mexeni diplomat Rosalba Tun": whether a name is part of what stands before another one."""
    return any(mention.span.contains(word.span) for word in other.title[:-1]) and len(mention.words) == 1


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
    title = [word for word in mention.title if not any(m.span.contains(word.span) for m, _ in named[:-1])]
    if not title:
        return None
    before = [word for word in words if word.span.end <= title[0].span.start]
    lead = before[-1].lower if before else ""
    joined = lead in PREPOSITIONS or lead in DETERMINERS or lead in ("and", "&", "or", "than")
    return None if behind or not before or joined else figure


def _apposed_at_end(words: list[Word], named: list[tuple[NameMention, Figure]]) -> Figure | None:
    """ "Norvale University, Port Sennac's chancellor, Ada Quell": the only person, behind a role and a comma."""
    persons = {figure.index for mention, figure in named if figure.person and not mention.possessive}
    if len(named) < 2 or len(persons) != 1 or not named[-1][1].person:
        return None
    mention, figure = named[-1]
    start = mention.title[0].span.start if mention.title else mention.span.start
    before = [word for word in words if word.span.end <= start]
    behind = [word for word in words if word.span.start >= mention.span.end and word.text[0].isalnum()]
    if behind or len(before) < 3 or before[-1].text != "," or mention.possessive:
        return None
    role = before[-2].lower in PERSON_NOUNS or before[-2].lower in TITLES
    owned = before[-3].possessive or before[-3].lower in PERSON_NOUNS or before[-3].lower in TITLE_MODIFIERS
    return figure if role and owned and not any(word.lower in ("and", "&") for word in before) else None


def _alliance(words: list[Word], named: list[tuple[NameMention, Figure]]) -> Figure | None:
    """ "Members of the so-called “coalition of the willing”": the group that a phrase in quotation marks names."""
    for mention, figure in named:
        if figure.type == "group" and mention.words[0].islower():
            before = [word for word in words if word.span.end <= mention.span.start and word.text[0].isalnum()]
            return figure if all(word.lower in _OF_ALLIANCE for word in before) else None
    return None


_OF_ALLIANCE = frozenset(
    "the a an all members member countries states nations governments leaders of within so-called self-styled"
    " self-described self-proclaimed".split()
)


def _in_core(phrase: Phrase, mention: NameMention) -> bool:
    """ "a Trump lawsuit": a name that says whose document it is."""
    return any(mention.span.start <= word.span.start < mention.span.end for word in phrase.core)


def _owned(figure: Figure, phrase: Phrase) -> tuple[Figure | None, Figure | None, Phrase]:
    if is_document(phrase) or phrase.noun in _ITS_OWN:
        return figure, None, phrase
    return None, figure, phrase


#: What somebody has and is: "Trump's campaign" is a body of its own, "Trump's words" are his.
_ITS_OWN = frozenset("own words side belief view views claim claims".split())


def _is_head(words: list[Word], mention: NameMention) -> bool:
    """Whether a name is the head of a phrase: nothing but titles before it, and no noun right behind it."""
    core = without_letters(phrase_of(words).core)
    inside = [word for word in words if mention.span.start <= word.span.start < mention.span.end]
    if not inside or not core:
        return False
    return core[-1] in inside or (inside[0] in core and _whole_name(mention, core))


def _whole_name(mention: NameMention, core: tuple[Word, ...]) -> bool:
    """A name with a preposition in it: "Centre for Aviation"."""
    return mention.span.start <= core[-1].span.start and core[-1].span.end <= mention.span.end


#: "The 44-year-old", "a mother-of-two".
_SOMEBODY = re.compile(r"\d+-year-old$|(?:mother|mum|father|dad|parent|grandmother|grandfather)-of-")
#: "Local press" is no one body.
_NOBODYS = frozenset("press media".split())
#: "The website" says what its makers say.
_OUTLETS = frozenset("website site blog".split())


def _nominal(phrase: Phrase, owner: Figure | None) -> SourceKind:
    head = phrase.noun
    several = head == "general" and any(word.lower in PLURALS for word in phrase.core[:-1])  # "attorneys general"
    if several or head in ("majority", "minority"):
        return "group"
    if head in PLURALS and head not in BODY_NOUNS:
        return "document" if singular_of(head) in DOCUMENT_NOUNS else "group"
    determiner = phrase.determiner
    several = determiner in INDEFINITE and determiner not in ("a", "an")
    several = several and not (determiner == "another" and head in DOCUMENT_NOUNS)
    if several or (head in _NOBODYS and not determiner and owner is None):
        return "group"
    definite = determiner in ("the", "this", "that")
    outlet = head in _OUTLETS and definite and len(phrase.core) == 2
    if head in DOCUMENT_NOUNS and not outlet:
        return "document"
    firm = (
        head in BODY_NOUNS and definite and len(phrase.core) > 2
    )  # "the ferry operator"; "the operator" may be a person
    if (head in PERSON_NOUNS or head in TITLES or _SOMEBODY.match(head)) and not firm:
        return "person"
    known = head in BODY_NOUNS or definite or determiner in POSSESSIVES or owner is not None
    return "body" if known else "group"
