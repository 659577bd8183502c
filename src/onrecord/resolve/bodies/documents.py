"""Whose words a document is: a report, a decree, a website is whoever the article says it is from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from onrecord.resolve.article import Answer, Article
from onrecord.resolve.cast.beside import SEEN, singular_of
from onrecord.resolve.cast.figures import Figure
from onrecord.resolve.names.mentions import NameMention, Sentence
from onrecord.resolve.sources.sources import Source, source_of_words
from onrecord.resolve.vocabulary import BODY_NOUNS, DOCUMENT_NOUNS, PLATFORMS, PLURALS, POSSESSIVES, plural
from onrecord.statement import Attribution, Resolution
from onrecord.words import Word

Figures = tuple[Figure, ...]
Resolve = Callable[[Source, Attribution, Answer | None], Answer]
#: Documents that are somebody's words: without an author they are the last speaker's.
_SAYINGS = frozenset(
    "statement message tweet post letter announcement warning decree request remark comment advisory bulletin"
    " release proclamation".split()
)
#: What makes a document one that the reader knows: "the report", "Monday's report".
_POINTING = frozenset(
    "the this that these those monday tuesday wednesday thursday friday saturday sunday yesterday today".split()
)
#: Documents that speak for themselves, whoever has signed them.
_LAWS = frozenset(
    "agreement treaty accord deal law act constitution bill contract charter clause study research framework"
    " memorandum legislation".split()
)
#: What a study has: its authors speak of "our findings", of which the study is the source.
_FOUND, _STUDIES = frozenset("findings results work data".split()), ("study", "survey", "experiment")
_OURS = frozenset("our these the this their his her".split())
#: Those whose documents tell what they saw.
_WITNESSES = frozenset("witness eyewitness whistleblower whistle-blower survivor onlooker bystander".split())
#: Verbs for making a document known.
_ISSUED = frozenset(
    "issued issues issue issuing released releases releasing published publishes publishing adopted adopts adopting"
    " approved approves passed passes signed signs signing wrote writes sent sends filed files posted unveiled unveils"
    " presented presents announced announces announcing declared declares proclaimed delivered"
    " delivers drafted drew sponsored".split()
)
#: "In its filing", "through a statement": how somebody says something.
_OWN, _THROUGH = frozenset("a an his her its their".split()), frozenset({"in", "through", "via"})
#: What a group without a name says: "estimates by organisers" are theirs, "a note by the mediators" is a document.
_TOLD = frozenset("estimates claims reports accounts statements comments allegations".split())
#: What joins several who have issued a document.
_JOINING = frozenset({"and", "&", ",", ", and"})
_WERE = frozenset("is are was were been being".split())
_COPIES = frozenset("text copy summary draft version transcript translation".split())
_COUNCILS, _COURTS = frozenset("council assembly parliament congress".split()), frozenset({"court", "tribunal"})
_JUDGES = frozenset({"judge", "justice", "magistrate"})
#: Which bodies make a document.
_OF_KIND = {"resolution": _COUNCILS} | dict.fromkeys(("verdict", "ruling", "judgment", "opinion"), _COURTS)
#: Nouns for one document.
_SYNONYMS = ("lawsuit suit complaint petition", "ruling verdict judgment opinion decision summary", "letter message",
             "video footage recording clip", "warning alert", "statement announcement declaration proclamation release",
             "decree order", "photo photograph picture image", "poll survey")  # fmt: skip
_ALIKE = {noun: frozenset(line.split()) for line in _SYNONYMS for noun in line.split()}
#: Verbs that make a document, by its noun.
_DONE = {noun: frozenset({"sued", "sues", "suing"}) for noun in ("lawsuit", "suit", "complaint")}
_DONE |= {"indictment": frozenset({"indicted", "indicts"}), "petition": frozenset({"petitioned"})}
#: Sentences to look back for who has just made a document.
_CLOSE = 4
#: Sentences to look back for who issued a document, words between verb and document, and words before its noun.
_REACH, _APART, _NEAR = 40, 12, 3


class Documents:
    """Documents of one article, each remembered by its noun: "the decree" after "a decree signed by the Pope".

    Parameters
    ----------
    article : Article
    resolve : callable
        Resolves a source inside a document's name.
    """

    def __init__(self, article: Article, resolve: Resolve) -> None:
        self._article = article
        self._resolve = resolve
        self._known: dict[str, Answer] = {}

    def remember(self, source: Source, answer: Answer) -> None:
        """Note whose a document is."""
        self._known[singular_of(source.head)] = answer

    def author(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer | None:
        """Who a document is from; None where neither its name nor the article tells it."""
        if source.head in _COPIES and [word.lower for word in source.phrase.rest[:1]] == ["of"]:
            whole = source_of_words(self._article.cast, list(source.phrase.rest[1:]))
            if whole.kind == "document":
                return self.author(whole, attribution, parent)
        told = len(source.phrase.core) > 2 and source.phrase.core[1].possessive  # "the group's release of emails from"
        behind = self._behind(source, attribution, parent) if not told else None
        if behind is not None:
            self.remember(source, behind)
            return behind
        if source.owner is not None and not source.owner.place:
            return self._article.named(source.owner, source)
        inside = self._inside(source, attribution, parent)
        if inside is not None:
            self.remember(source, inside)
            return passed_on(inside)
        unnamed = self._by_witnesses(source) or self._study(source)
        if unnamed is not None:
            return unnamed
        first = source.phrase.core[0].lower if source.phrase.core else ""
        owned = any(word.possessive and word.lower not in _POINTING for word in source.phrase.core[:-1])
        return self._earlier(source) if first in _POINTING and not owned else None

    def _behind(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer | None:
        """ "A decree signed by the Pope": who stands behind "by" or "from"."""
        rest = source.phrase.rest
        by = next((at for at, word in enumerate(rest) if word.lower in ("by", "from")), None)
        if any(word.lower in SEEN for word in rest[:by]):
            return None
        behind = list(rest[by + 1 :]) if by is not None else []
        if not behind or not behind[0].text[0].isalnum():
            return None
        author = source_of_words(self._article.cast, behind)
        if author.kind == "group" and author.head in PLURALS and source.head in _TOLD:
            return passed_on(self._resolve(author, attribution, parent))
        if author.kind not in ("name", "person", "body") or not author.definite:
            return None
        answer = self._resolve(author, attribution, parent)
        return passed_on(answer) if answer.resolution.entity is not None else None

    def _by_witnesses(self, source: Source) -> Answer | None:
        """ "Eyewitness reports", "a whistleblower complaint": those who saw it, and stay unnamed."""
        core = source.phrase.core
        if len(core) < 2 or core[-2].lower not in _WITNESSES or core[-2].possessive:
            return None
        noun = core[-2].lower if source.phrase.determiner in ("a", "an") else plural(core[-2].lower)
        referent = self._article.trail.add_unnamed(f"unnamed: {noun}", noun, True, source.span)
        return Answer(
            Resolution(f"unnamed: {noun}", "group", type="group", score=0.7, evidence=(source.span,)), referent
        )

    def _inside(self, source: Source, attribution: Attribution, parent: Answer | None) -> Answer | None:
        """ "The court's summary", "a government order": a body or person in front of the document's noun."""
        core = [word for word in source.phrase.core if word.possessive or word.lower not in PLATFORMS]
        owner = next((at for at, word in enumerate(core[:-1]) if word.possessive), None)
        words = core[: owner + 1] if owner is not None else _modifier(core)
        if not words or words[0].lower in POSSESSIVES:
            return None
        whose = source_of_words(self._article.cast, list(words))
        if whose.kind not in ("person", "body") or not whose.definite:
            return None
        answer = self._resolve(whose, attribution, parent)
        return answer if answer.resolution.entity is not None else None

    def _earlier(self, source: Source) -> Answer | None:
        """Who has issued a document that the article has named before; the last speaker for what somebody says."""
        noun = singular_of(source.head)
        same = _ALIKE.get(noun, frozenset({noun}))
        known = next((self._known[one] for one in (noun, *sorted(same)) if one in self._known), None)
        if known is not None:
            return passed_on(known)
        issuers = () if noun in _LAWS else self._issuers(same, source.span.start) or self._alone(noun)
        if issuers:
            answers = [self._article.named(issuer, source, "nominal", 0.6) for issuer in issuers]
            return answers[0] if len(answers) == 1 else self._article.joint(answers, source.span.start)
        teller = self._where_introduced(same, source) if noun not in _LAWS else None
        if teller is not None:
            return teller
        if noun in _SAYINGS:
            last = self._article.trail.last_speaker(source.span.start)
            if last is not None:
                return self._article.named(last, source, "nominal", 0.6)
            return self._of_group(source)
        return None

    def _where_introduced(self, nouns: frozenset[str], source: Source) -> Answer | None:
        """ "The union sued on Monday. The lawsuit says …", "The campaign sent an email. The email …": who did so.

        That is the only source of the last of the sentences before with that noun or a verb for it.
        """
        page = self._article.page
        verbs = frozenset(verb for noun in nouns for verb in _DONE.get(noun, ()))
        for sentence in page.just_before(source.span.start, _CLOSE):
            words = [word for word in sentence.words if word.span.end <= source.span.start]
            made = [at for at, word in enumerate(words) if word.lower in nouns and _is_made(words, at)]
            if sentence.heading or not (made or any(word.lower in verbs for word in words)):
                continue
            told = [one for one in self._article.trail.told_within(sentence.span) if one.start < source.span.start]
            meant = {one.referent.index: one.referent for one in told if one.referent is not None}
            return self._article.again(next(iter(meant.values())), source, "nominal", 0.6) if len(meant) == 1 else None
        return None

    def _of_group(self, source: Source) -> Answer | None:
        """ "The groups say …", the letter reads: several without a name who have spoken last."""
        told = self._article.trail.last_told(source.span.start)
        group = told.referent if told is not None else None
        if group is None or not group.plural or not group.descriptor.startswith("unnamed: "):
            return None
        return self._article.again(group, source, "nominal", 0.5)

    def _study(self, source: Source) -> Answer | None:
        """ "Our findings", "the results": the study that the article tells of, by its own word."""
        plain = len(source.phrase.core) == 2 and not source.phrase.rest
        if source.head not in _FOUND or source.phrase.determiner not in _OURS or not plain:
            return None
        words = {w.lower for s in self._article.page.sentences for w in s.words if w.span.end <= source.span.start}
        noun = next((noun for noun in _STUDIES if noun in words), None)
        if noun is None:
            return None
        descriptor = f"unnamed: {noun}"
        referent = self._article.trail.add_unnamed(descriptor, noun, False, source.span)
        return Answer(Resolution(descriptor, "group", type="group", score=0.6, evidence=(source.span,)), referent)

    def _alone(self, noun: str) -> Figures:
        """The one council of an article with a resolution, the one court, else judge, of one with a verdict."""
        kinds = _OF_KIND.get(noun)
        if kinds is None:
            return ()
        figures = self._article.cast.figures
        found = [f for f in figures if f.body and not kinds.isdisjoint(word.casefold() for word in f.words)]
        if not found and kinds is _COURTS:
            found = [f for f in figures if f.person and any(card.head in _JUDGES for card in f.cards)]
        return tuple(found) if len(found) == 1 else ()

    def _issuers(self, nouns: frozenset[str], position: int) -> Figures:
        """The subjects of "issued a report", or whose "report by …" or "…'s report" it was, last before a position."""
        page = self._article.page
        if not nouns & DOCUMENT_NOUNS or not page.sentences:
            return ()
        at = page.sentence_at(position)
        for sentence in reversed(page.sentences[max(0, at - _REACH) : at + 1]):
            if sentence.heading:
                continue
            for place in _places(sentence, nouns, position):
                found = self._named_around(sentence.words, place) or self._said_in(sentence, place)
                if found:
                    return found
        return ()

    def _said_in(self, sentence: Sentence, place: int) -> Figures:
        """Who says something "in an advisory", "in its filing", where that noun stands at a place."""
        words = sentence.words
        own = next((at for at in range(place - 1, max(0, place - 1 - _NEAR), -1) if words[at].lower in _OWN), 0)
        if own == 0 or words[own - 1].lower not in _THROUGH:
            return ()
        told = self._article.trail.told_within(sentence.span)
        named = [(abs(one.start - words[place].span.start), one.referent.figure) for one in told if one.referent]
        return next(((figure,) for _, figure in sorted(named, key=itemgetter(0)) if figure is not None), ())

    def _named_around(self, words: tuple[Word, ...], place: int) -> Figures:
        """Who is told to have issued the document whose noun stands at a place."""
        cast, page = self._article.cast, self._article.page
        near = words[max(0, place - _NEAR)].span.start
        for mention in page.mentions_in(near, words[place].span.start):
            adjacent = mention.span.end == words[place - 1].span.end
            figure = cast.of_mention.get(mention.span)
            if figure is not None and (mention.possessive or (adjacent and figure.body)):
                return (figure,)
        behind = words[place + 1 : place + 6]
        while behind and behind[0].lower in _ISSUED | _WERE:
            behind = behind[1:]
        if behind and behind[0].lower in ("by", "from", "of"):
            named = [m for m in page.mentions_in(behind[0].span.end, words[-1].span.end) if m.span in cast.of_mention]
            figure = cast.of_mention[named[0].span] if named and named[0].span.start < behind[-1].span.end else None
            if figure is not None and (behind[0].lower != "of" or figure.person):
                return self._joined(named, False)
        verb = next((k for k in range(place - 1, max(-1, place - _APART), -1) if words[k].lower in _ISSUED), None)
        if verb is None:
            return ()
        named = [m for m in page.mentions_in(words[0].span.start, words[verb].span.start) if m.span in cast.of_mention]
        named = [mention for mention in named if not mention.possessive and not cast.of_mention[mention.span].place]
        return self._joined(named[::-1], True)

    def _joined(self, named: Sequence[NameMention], backwards: bool) -> Figures:
        """The first of several names with those that "and" joins to it; ``backwards`` tells that it stands last."""
        kept, linked = list(named[:1]), False
        for mention in named[1:]:
            first, second = (mention, kept[-1]) if backwards else (kept[-1], mention)
            start = second.title[0].span.start if second.title else second.span.start
            between = self._article.document.text[first.span.end : start].replace(" the ", " ").strip()
            if between not in _JOINING or (backwards and between == "," and not linked):
                break
            kept.append(mention)
            linked = linked or between != ","
            if linked and not backwards:
                break
        of_mention = self._article.cast.of_mention
        return tuple(of_mention[mention.span] for mention in (kept if linked else kept[:1])[:: -1 if backwards else 1])


def _modifier(core: Sequence[Word]) -> Sequence[Word]:
    """ "Government" of "an official government report", "fire service" of "a fire service statement"."""
    if len(core) < 2 or core[-2].lower not in BODY_NOUNS - {"military"} or core[-2].capital:
        return ()
    pair = len(core) > 2 and core[-3].text.islower() and core[-2].lower in ("service", "department", "agency", "office")
    return core[-3:-1] if pair else core[-2:-1]


def _is_made(words: Sequence[Word], at: int) -> bool:
    """Whether a noun is the new object of a verb for making it known: "sent an angry email", "filed a complaint"."""
    before = [word.lower for word in words[max(0, at - _APART) : at]]
    new = any(word in ("a", "an", "its", "his", "her", "their") for word in before[-_NEAR - 1 :])
    return new and not _ISSUED.isdisjoint(before)


def _places(sentence: Sentence, nouns: frozenset[str], position: int) -> Iterator[int]:
    """Where one of a document's nouns stands in a sentence before a position, the last first."""
    for place in range(len(sentence.words) - 1, -1, -1):
        word = sentence.words[place]
        if word.span.end <= position and not nouns.isdisjoint((word.lower, singular_of(word.lower))):
            yield place


def passed_on(answer: Answer) -> Answer:
    """The author of a document as the document's own answer."""
    resolution = answer.resolution
    return Answer(replace(resolution, method="nominal", score=resolution.score * 0.9), answer.referent)
