"""Who has to meet a condition: the subject of its clause where that is somebody, else the first one whom it names.

Of "if Orsk lifts the ban in Velm" that is Orsk, of "if European contingents appear" they, of "if the ferries stop"
nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.coding.addressing import TITLE_LIKE, WHO_NOUNS
from onrecord.coding.conditions.candidates import Candidate
from onrecord.coding.conditions.markers import MARKERS, SUBJECTS
from onrecord.coding.conditions.segments import JOINING, RELATIVE, is_modal
from onrecord.coding.said import Said
from onrecord.coding.word_classes import word_classes
from onrecord.document import Span
from onrecord.entity import Entity
from onrecord.statement import Resolution
from onrecord.words import Word

_NO_ACTOR = frozenset(("place", "outlet"))
#: Types of those whom "it" can mean where it has to do something.
_BODIES = frozenset("country government ministry legislature organisation party armed_group".split())
_BE = frozenset("is are was were be been am being".split())
_AUXILIARIES = _BE | frozenset("has have had does do did doesn't don't doesn’t don’t didn't didn’t".split())
_SPEAKER = frozenset(("we", "i"))
_PRONOUNS = _SPEAKER | frozenset(("it", "he", "she", "they"))
#: What an "it" does that means nobody: "as long as it takes".
_IMPERSONAL = _BE | frozenset("takes took rains rained snows has had comes came becomes".split())
_NO_SUBJECT = frozenset(
    "at in on by no we i you he she it they there this that these those who which anything nothing".split()
)
#: What "until" and "before" often stand before: no actor.
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december today tomorrow noon midnight dawn dusk spring summer autumn winter".split()
)
_PREPOSITIONS = frozenset("of in on at from for to with by near against behind among between under over about".split())
#: What leads to a name: "the government of Orsk".
_LEADING = TITLE_LIKE | frozenset("of government governments authorities regime people army forces both even".split())
#: What ends a subject, and adverbs that may close it.
_CUTS = RELATIVE | frozenset((",", "if", "also", "first", "still", "again", "ever", "finally", "really", "then"))
#: Prepositions before a name where something happens: whoever is named there has to do nothing.
_WHERE = frozenset("in at near on into inside within across around over throughout outside beyond".split())
#: What stands before a noun in "-s" that looks like a verb: "the two countries", "of working practices".
_COUNTING = frozenset("two three four five six seven eight nine ten both all many more most other new several".split())
#: Nouns for armed people and those who watch them, beside those of the recipients.
_FORCES = frozenset(
    "contingent contingents battalion battalions brigade brigades unit units peacekeeper peacekeepers observer"
    " observers personnel paramilitaries mercenaries gunmen captors kidnappers workforce crew crews signatories".split()
)
_LONGEST = 8
#: Characters before a name in which the word before it begins, and before "it" in which who it is has been named.
_NEAR, _FAR = 40, 500


class Meant(NamedTuple):
    """Whom the words of an article mean.

    Attributes
    ----------
    phrases : frozenset of int
        Where noun phrases for persons and bodies end.
    named : mapping of Span to Resolution
        Who pronouns are.
    """

    phrases: frozenset[int] = frozenset()
    named: Mapping[Span, Resolution] = {}


def who_must(said: Said, candidate: Candidate, meant: Meant = Meant()) -> str | None:
    """Return the name of who has to meet a condition, or the words that mean them; None where nobody is named."""
    marker = MARKERS[candidate.entry]
    if marker.form == "time" or marker.type == "limit":  # "May" of "by May" is nobody
        return None
    start, end = candidate.reach
    words = [word for word in candidate.segment.words[start:end] if candidate.joined or not _in_marker(word, candidate)]
    if not words:
        return None
    if marker.form == "subject":
        return _of_whom(said, words)
    if marker.form != "clause":
        return _first_acting(said, Span(candidate.marker.start, candidate.span.end))
    if words[0].lower in _PRONOUNS:
        return _pronoun(said, words, candidate, meant)
    length = _subject_length(words[:_LONGEST])
    return _subject(said, words[:length], meant) if length else _doer(said, words)


def _pronoun(said: Said, words: Sequence[Word], candidate: Candidate, meant: Meant) -> str | None:
    """Whom the pronoun means that opens a clause; nobody where something is done to them, or it means nothing."""
    first = words[0]
    emphasised = _emphasised(said, words) if first.lower == "it" else None
    if emphasised is not None:
        return emphasised
    if first.lower in _SPEAKER:
        return _name_of(said.resolution)
    if len(words) > 2 and _is_passive(words, 1):
        return None
    if first.lower == "it":
        impersonal = len(words) > 1 and words[1].lower in _IMPERSONAL
        return None if impersonal else _only_body(said, candidate)
    return _name_of(meant.named.get(first.bare_span))


def _name_of(resolution: Resolution | None) -> str | None:
    return resolution.name if resolution is not None and resolution.entity is not None else None


def _in_marker(word: Word, candidate: Candidate) -> bool:
    return word.span.start < candidate.marker.end


def _mentioned(said: Said, span: Span) -> Iterator[tuple[Span, Entity]]:
    """Mentions of those in a stretch of text who can do something, in text order."""
    return (one for one in said.scene.mentions_in(span) if one[1].type not in _NO_ACTOR)


def _first_acting(said: Said, span: Span) -> str | None:
    """The first one named in a noun phrase, but not as the place where something happens: "the withdrawal of Orsk"."""
    for mention, entity in _mentioned(said, span):
        if _word_before(said, mention, span.start) not in _WHERE:
            return entity.name
    return None


def _word_before(said: Said, mention: Span, start: int) -> str:
    """The word before a name, in lower case, "the" passed over."""
    near = Span(max(start, mention.start - _NEAR), mention.start)
    words = [word.lower for word in said.scene.words(near) if word.lower != "the"]
    return words[-1] if words else ""


def _of_whom(said: Said, words: Sequence[Word]) -> str | None:
    """Who does a deed or is of a kind: "any Orskan patrol that", "any attack by Orsk", not "any attack on Orsk"."""
    head = next((at for at, word in enumerate(words) if word.lower in _PREPOSITIONS), len(words))
    kind = next(_mentioned(said, Span(words[0].span.start, words[head - 1].span.end)), None) if head else None
    return kind[1].name if kind is not None else _doer(said, words)


def _emphasised(said: Said, words: Sequence[Word]) -> str | None:
    """Who it is: "if it is the Concord that opens the gates"."""
    if len(words) < 3 or words[1].lower not in _BE:
        return None
    opening = Span(words[1].span.end, words[-1].span.end)
    mention, entity = next(_mentioned(said, opening), (opening, None))
    between = said.scene.text[opening.start : mention.start].strip().casefold()
    return entity.name if entity is not None and between in ("", "the") else None


def _only_body(said: Said, candidate: Candidate) -> str | None:
    """The only country or body that the sentence names shortly before "it"; None where it names two, or none."""
    end = candidate.span.start
    before = Span(max(candidate.segment.words[0].span.start, end - _FAR), end)
    found = {entity.name for _, entity in _mentioned(said, before) if entity.type in _BODIES}
    return next(iter(found)) if len(found) == 1 else None


def _doer(said: Said, words: Sequence[Word]) -> str | None:
    """By whom something is done: "if the launches are tied up by Orsk"."""
    for word in words[:-1]:
        if word.lower == "by":
            span = Span(word.span.end, words[-1].span.end)
            mention, entity = next(_mentioned(said, span), (span, None))
            if entity is not None and said.scene.text[span.start : mention.start].strip().casefold() in ("", "the"):
                return entity.name
    return None


def _subject(said: Said, words: Sequence[Word], meant: Meant) -> str | None:
    """Who the subject of a clause is: the name, or the words where they are for persons or bodies, else nobody."""
    if words[-1].possessive or words[-1].lower in JOINING or words[0].lower in JOINING:
        return None
    place = next((at for at, word in enumerate(words) if word.lower in _WHERE), len(words))
    head = next((at for at, word in enumerate(words[:place]) if word.lower in _PREPOSITIONS), place) - 1
    if head < 0 or _is_place(said, words[head].bare_span):
        return None
    noun, whole = words[head], Span(words[0].span.start, words[place - 1].span.end)
    mention, entity = next(_mentioned(said, whole), (None, None))
    if mention is not None and entity is not None:
        titles = said.scene.words(Span(whole.start, mention.start))
        owns = said.scene.words(mention)[-1].possessive or said.scene.text[mention.end : mention.end + 1] in ("'", "’")
        named = mention.end >= noun.bare_span.end and all(word.lower in _LEADING for word in titles)
        if named or (owns and not _is_somebody(noun, meant)):
            return entity.name
    return whole.of(said.scene.text) if entity is not None or _is_somebody(noun, meant) else None


def _is_place(said: Said, span: Span) -> bool:
    """Whether a word names a place or an outlet."""
    return any(mention == span and entity.type in _NO_ACTOR for mention, entity in said.scene.mentions_in(span))


def _is_somebody(noun: Word, meant: Meant) -> bool:
    """Whether a noun is one for persons or bodies, or a name."""
    return noun.capital or noun.lower in WHO_NOUNS or noun.lower in _FORCES or noun.bare_span.end in meant.phrases


def _subject_length(words: Sequence[Word]) -> int:
    """Number of words before the first verb, as far as auxiliaries and endings tell; 0 where no actor is told."""
    if not words or words[0].lower in _NO_SUBJECT or words[0].lower in _DAYS or words[0].text[0].isdigit():
        return 0
    for at in range(1, len(words)):
        word = words[at].lower
        if is_modal(word) or word in _AUXILIARIES:
            return 0 if _is_passive(words, at) else at
        if word in _CUTS:
            return at
        if _is_verb(words, at):
            return at
        if word in SUBJECTS and at > 1 and words[at - 1].lower not in _PREPOSITIONS:
            return at - 1
    return 0


def _is_passive(words: Sequence[Word], at: int) -> bool:
    """Whether a "be" is followed by what looks like a participle: something is done to the subject."""
    following = [word.lower for word in words[at : at + 4]]
    while len(following) > 1 and (following[1] in _BE or following[1] == "not"):
        del following[0 if following[1] in _BE else 1]
    return len(following) > 1 and following[0] in _BE and following[1].endswith(("d", "en", "t", "n"))


def _is_verb(words: Sequence[Word], at: int) -> bool:
    """Whether a word looks like the verb of a clause: "the firm [builds]", "both sides [stop]"."""
    word, before = words[at], words[at - 1].lower
    if (
        not word.text[0].islower()
        or before in SUBJECTS
        or before in _PREPOSITIONS
        or word_classes().get(before) == "adjective"
    ):
        return False
    after = words[at + 1].lower if at + 1 < len(words) else ""
    if word.lower.endswith("ed"):
        return True
    if word.lower.endswith("s"):
        follows = word_classes().get(after) == "verb" and not after.endswith(("ing", "ed"))
        return before not in _COUNTING and not (after in _AUXILIARIES or is_modal(after) or follows)
    return (before.endswith("s") or words[at - 1].capital) and word_classes().get(word.lower) == "verb"
