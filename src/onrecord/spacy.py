"""A spaCy component: statements as spans of a ``Doc`` (extra ``onrecord[spacy]``; no trained pipeline needed)::

    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord")
    doc = nlp("Lena Oskar said the talks would resume.")
    for span in doc.spans["onrecord"]:
        print(span.label_, span.id_, span.text)

Each span carries the label SOURCE, CUE or CONTENT and the id of its statement; ``doc._.onrecord`` is the Reading
(None for a text without words).
"""

from __future__ import annotations

from pathlib import Path

try:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, SpanGroup
except ImportError as error:
    raise ImportError("onrecord.spacy needs spaCy. Install it with: pip install onrecord[spacy]") from error

from onrecord.errors import InputError
from onrecord.options import ReadOptions
from onrecord.pipeline import read_text

#: Key of ``doc.spans`` and name of the component.
KEY = "onrecord"


class StatementFinder:
    """Writes ``doc.spans["onrecord"]``.

    Parameters
    ----------
    options : ReadOptions
    """

    def __init__(self, options: ReadOptions) -> None:
        self.options = options.checked()

    def __call__(self, doc: Doc) -> Doc:
        """Read the text of a ``Doc``; a span that begins or ends inside a token is widened to it."""
        spans = []
        try:
            reading = read_text(doc.text, self.options)
        except InputError:  # nothing to read: an empty text has no statements
            doc.spans[KEY] = SpanGroup(doc, name=KEY)
            return doc
        for statement in reading.statements:
            for role in ("source", "cue", "content"):
                for piece in getattr(statement.attribution, role):
                    found = doc.char_span(piece.start, piece.end, label=role.upper(), alignment_mode="expand")
                    if found is not None:
                        spans.append(Span(doc, found.start, found.end, label=role.upper(), span_id=statement.id))
        doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=spans)
        doc._.onrecord = reading
        return doc


@Language.factory(KEY, default_config={"min_score": 0.0, "model": None})
def make_statement_finder(nlp: Language, name: str, min_score: float, model: str | None) -> StatementFinder:
    """Build the component for ``nlp.add_pipe("onrecord", config={"min_score": 0.5})``."""
    return StatementFinder(ReadOptions(min_score=min_score, model=Path(model) if model else None))


if not Doc.has_extension(KEY):
    Doc.set_extension(KEY, default=None)
