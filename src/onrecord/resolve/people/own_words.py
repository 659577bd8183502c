"""Who is not meant by he, she or they: those who speak the words themselves, and whoever asks them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.resolve.article import Answer, Article
from onrecord.resolve.ranking.referents import Referent
from onrecord.resolve.sources.sources import Source
from onrecord.resolve.vocabulary import THEY
from onrecord.statement import Attribution

#: Labels of an interview of two, at most: each by name, last name and initials.
_LABELS = 6


class OwnWords:
    """Tells in whose own words a pronoun stands; ``done`` are the answers so far, by the index of the attribution."""

    def __init__(self, article: Article, attributions: Sequence[Attribution], done: Mapping[int, Answer]) -> None:
        self._article = article
        self._attributions = attributions
        self._done = done
        #: The first statement under each label.
        self._labels: dict[str, int] = {}
        for index, one in enumerate(attributions):
            if one.method == "speaker_label" and one.source:
                self._labels.setdefault(one.source[0].of(article.document.text), index)

    def speakers(self, attribution: Attribution, source: Source) -> list[Referent]:
        """Whom a pronoun of the third person does not mean: who says it would say I, or you to the other one.

        Words are somebody's own in quotation marks that the cue stands outside of, and under a speaker's label. In an
        interview of two the one who does not answer is addressed.
        """
        if source.kind != "he_she" and source.head not in THEY:
            return []
        quoted = self._article.page.is_quoted(source.span)
        found: list[Referent] = []
        index = attribution.parent
        while index is not None:
            speech = self._attributions[index]
            labelled = speech.method == "speaker_label"
            outside = bool(speech.cue) and not self._article.page.is_quoted(speech.cue[0])
            referent = self._done[index].referent
            if referent is not None and (labelled or (quoted and outside)):
                found.append(referent)
            if labelled:
                found += self._two_of_an_interview()
            index = speech.parent
        return found

    def _two_of_an_interview(self) -> list[Referent]:
        """Those under the labels of an article, as far as they are known, where there are only two."""
        if len(self._labels) > _LABELS:
            return []
        told = [self._done[index].referent for index in self._labels.values() if index in self._done]
        known = {referent.index: referent for referent in told if referent is not None}
        return list(known.values()) if len(known) == 2 else []
