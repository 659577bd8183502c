"""Who is not meant by he, she or they: those who speak the words themselves, and whoever asks them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.resolve.article import Answer, Article
from onrecord.resolve.referents import Referent
from onrecord.resolve.sources import Source
from onrecord.resolve.vocabulary import THEY
from onrecord.statement import Attribution


def in_own_words(
    article: Article,
    attributions: Sequence[Attribution],
    attribution: Attribution,
    source: Source,
    done: Mapping[int, Answer],
) -> list[Referent]:
    """Those in whose own words a pronoun of the third person stands: they would say I, or you to the other one.

    Words are somebody's own in quotation marks that the cue stands outside of, and under a speaker's label. In an
    interview of two the one who does not answer is addressed.
    """
    if source.kind != "he_she" and source.head not in THEY:
        return []
    found: list[Referent] = []
    index = attribution.parent
    while index is not None:
        speech = attributions[index]
        labelled = speech.method == "speaker_label"
        quoted = article.page.is_quoted(source.span)
        own = labelled or (quoted and bool(speech.cue) and not article.page.is_quoted(speech.cue[0]))
        if own and (referent := done[index].referent) is not None:
            found.append(referent)
        if labelled:
            found += _two_of_an_interview(attributions, done)
        index = speech.parent
    return found


def _two_of_an_interview(attributions: Sequence[Attribution], done: Mapping[int, Answer]) -> list[Referent]:
    """Those under the labels of an article, as far as they are known, where there are only two."""
    labelled = [index for index, one in enumerate(attributions) if one.method == "speaker_label" and index in done]
    known = {r.index: r for index in labelled if (r := done[index].referent) is not None}
    return list(known.values()) if len(known) == 2 else []
