"""Who answers: the one who was asked just before, for "he replied"; and who asks, where no words tell it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.document import Span
from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.ranking.evidence import PUBLIC
from onrecord.resolve.sources.sources import Source, source_of_words, without_words
from onrecord.resolve.vocabulary import HE_SHE, PERSON_NOUNS, noun_gender
from onrecord.statement import Attribution
from onrecord.words import Word, first_from, words_of

#: Chance that it is the one who was asked.
ASKED = 0.8
_ANSWERING = frozenset("replied answered responded retorted replies answers responds retorts".split())
_ASKING = frozenset("asked asks pressed questioned presses questions".split())
#: What ends the words for the one who is asked.
_WHAT = frozenset('whether if about why how what when where who which to on over in at for , : . ; “ " ‘'.split())
#: Sentences to look back, and words that one can be called by.
_REACH, _LONGEST = 3, 6
_TELLING = frozenset("told tells telling".split())
_QUESTION = frozenset({"question", "questions"})
#: What leads to a participle: "when asked", "a question".
_LEADING = frozenset("when if once and but a the".split())
#: Statements, and paragraphs, that a poll is looked for in before a question.
_TOLD, _NEAR = 4, 2
#: Words of a sentence to look at.
_FAR = 80


def answerer(
    article: Article, source: Source, attribution: Attribution, attributions: Sequence[Attribution]
) -> Source | None:
    """The one whom the question before was put to: "Ost asked the witness whether … “Never,” he replied."."""
    if source.kind != "he_she" or not _is_one_of(article, attribution, _ANSWERING):
        return None
    start = min(span.start for span in (*attribution.source, *attribution.cue, *attribution.content))
    near = list(article.page.just_before(start, _REACH))
    first = near[-1].span.start if near else 0
    before = [one for one in attributions if one.cue and one.parent is None and first <= one.cue[-1].end <= start]
    asked = max(before, key=lambda one: one.cue[-1].end, default=None)
    if asked is None or not _is_one_of(article, asked, _ASKING):
        return None
    found = _object(article, asked.cue[-1])
    return found if found is not None and _can_be(found, source) else None


def asker(article: Article, attribution: Attribution) -> Answer | None:
    """Who asks without being named for it: "Asked why, Ost told the Ledger …", and the pollster of a poll just told."""
    if attribution.source or not attribution.cue or not _is_one_of(article, attribution, _ASKING | _QUESTION):
        return None
    place = attribution.cue[0]
    if _is_one_of(article, attribution, _ASKING) and not _opens(article, place):
        return None
    nobody = without_words(article.document.text, place)
    sentence = next(article.page.just_before(place.start, 1), None)
    words = sentence.words if sentence is not None else ()
    for at, word in enumerate(words[:_FAR]):
        if word.lower in _TELLING and (told := _body_behind(article, words, at)) is not None:
            return article.named(told, nobody, "nominal", 0.6)
    return _pollster(article, nobody)


def _opens(article: Article, cue: Span) -> bool:
    """Whether "Asked" begins a clause, as in "When asked": no "he never asked", which has a subject."""
    sentence = next(article.page.just_before(cue.start, 1), None)
    before = [word for word in sentence.words if word.span.end <= cue.start] if sentence is not None else []
    return not before or before[-1].lower in _LEADING or not before[-1].text[0].isalnum()


def _body_behind(article: Article, words: Sequence[Word], at: int) -> Figure | None:
    """The body, no state's, that is named right behind a word, or behind "the"."""
    at += 2 if at + 1 < len(words) and words[at + 1].lower == "the" else 1
    mention = next(article.page.mentions_in(*words[at].span), None) if at < len(words) else None
    figure = article.cast.of_mention.get(mention.span) if mention is not None else None
    return figure if figure is not None and figure.body and figure.type not in PUBLIC else None


def _pollster(article: Article, nobody: Source) -> Answer | None:
    """Whose poll was told of just before a question to those who were polled."""
    page, start = article.page, nobody.span.start
    if not page.sentences:
        return None
    here = page.sentences[page.sentence_at(start)].block
    last = bisect_left(article.trail.told, start, key=lambda told: told.start)
    for told in reversed(article.trail.told[max(0, last - _TOLD) : last]):
        named = told.referent.descriptor if told.referent is not None else ""
        if named.endswith(" poll") and page.sentences[page.sentence_at(told.start)].block + _NEAR >= here:
            name = named.removesuffix(" poll")
            figure = next((figure for figure in article.cast.figures if figure.name == name), None)
            return article.named(figure, nobody, "nominal", 0.5) if figure is not None else None
    return None


def _is_one_of(article: Article, attribution: Attribution, verbs: frozenset[str]) -> bool:
    words = [word for span in attribution.cue for word in words_of(article.document.text, span)]
    return any(word.lower in verbs for word in words)


def _object(article: Article, cue: Span) -> Source | None:
    """Whom the words right behind a cue name, or tell by what somebody does."""
    words = article.page.sentences[article.page.sentence_at(cue.start)].words
    at = first_from(words, cue.end)
    called: list[Word] = []
    for word in words[at : at + _LONGEST + 1]:
        if word.lower in _WHAT:
            break
        called.append(word)
    if not 0 < len(called) <= _LONGEST:
        return None
    found = source_of_words(article.cast, called)
    named = found.figure is not None and found.figure.person
    told = found.kind == "person" and found.definite and found.head in PERSON_NOUNS
    return found if named or told else None


def _can_be(found: Source, pronoun: Source) -> bool:
    wanted = HE_SHE.get(pronoun.words[0].lower)
    if found.figure is not None:
        gender = found.figure.gender()[0]
    else:
        gender = noun_gender(found.head)
    return gender is None or wanted is None or gender == wanted
