"""onrecord itself: a worker (see worker.py), run by speed.py, peers.py and stages.py."""

from functools import cached_property
from typing import Any

from onrecord import read_text
from onrecord.attribute import Decoding, attribute
from onrecord.coding import Scene, asked_spans, code
from onrecord.document import Document
from onrecord.encode.session import Encoder, load_encoder
from onrecord.encode.tokens import Window, tokenize, windows
from onrecord.encoding import Encoding, Tokens
from onrecord.ingest import document_from_text
from onrecord.resolve import Registry, resolve, resolve_spans, resolver_of
from onrecord.statement import Attribution
from worker import answer, texts_given

#: A text after the stages before resolving.
Attributed = tuple[Document, Encoding, tuple[Attribution, ...]]


class Stages:
    """The stages of reading apart; what one needs of those before it is made once and not counted."""

    def __init__(self, texts: list[str], encoder: Encoder) -> None:
        self.texts, self.encoder = texts, encoder
        self.decoding = Decoding.of(encoder.model.manifest)

    @cached_property
    def documents(self) -> list[Document]:
        """What ingest gives."""
        return [document_from_text(text) for text in self.texts]

    @cached_property
    def tokens(self) -> list[tuple[Tokens, list[Window]]]:
        """Tokens and windows."""
        found = []
        for document in self.documents:
            tokens = tokenize(document, self.encoder._wordpieces)
            found.append((tokens, list(windows(tokens, self.encoder._size, self.encoder._context))))
        return found

    @cached_property
    def attributed(self) -> list[Attributed]:
        """What attribute gives."""
        encoded = [(document, self.encoder.encode(document)) for document in self.documents]
        return [(document, encoding, attribute(document, encoding, self.decoding)) for document, encoding in encoded]

    def read(self) -> None:
        """All of it."""
        for text in self.texts:
            read_text(text)

    def ingest(self) -> None:
        """Text to document."""
        for text in self.texts:
            document_from_text(text)

    def tokenizing(self) -> None:
        """Document to tokens and windows."""
        for document in self.documents:
            list(windows(tokenize(document, self.encoder._wordpieces), self.encoder._size, self.encoder._context))

    def session(self) -> int:
        """The bare session on the same windows; the number of tokens."""
        for tokens, found in self.tokens:
            for window in found:
                self.encoder.run(tokens, window)
        return sum(window.end - window.start for _, found in self.tokens for window in found)

    def attributing(self) -> None:
        """Scores to statements."""
        for document, encoding, _ in self.attributed:
            attribute(document, encoding, self.decoding)

    def resolving(self) -> None:
        """Sources to names."""
        for document, encoding, attributions in self.attributed:
            resolve(document, encoding, attributions, Registry.shipped())

    @cached_property
    def resolved(self) -> list[tuple[Scene, Encoding, Any]]:
        """What coding is given."""
        found = []
        for document, encoding, attributions in self.attributed:
            resolver = resolver_of(document, encoding, attributions, Registry.shipped())
            found.append((Scene(document, attributions, resolver.all(), resolver.entities()), encoding, resolver))
        return found

    def coding(self) -> None:
        """Statements to codings, recipients' names with it."""
        for scene, encoding, resolver in self.resolved:
            code(scene, encoding, resolve_spans(resolver, asked_spans(scene, encoding)))

    def statements(self) -> list[list[dict[str, Any]]]:
        """Statements of each text: spans, type of quotation, whether inside another's content."""
        return [[_spans(statement.attribution) for statement in read_text(text).statements] for text in self.texts]


def _spans(found: Attribution) -> dict[str, Any]:
    spans = {role: [[span.start, span.end] for span in getattr(found, role)] for role in ("source", "cue", "content")}
    return spans | {"type": found.quote_type, "nested": found.parent is not None}


def main() -> None:
    """Answer for each stage."""
    stages = Stages(texts_given(), load_encoder())
    answer(
        {
            "read": stages.read,
            "ingest": stages.ingest,
            "tokenize": stages.tokenizing,
            "session": stages.session,
            "attribute": stages.attributing,
            "resolve": stages.resolving,
            "code": stages.coding,
            "statements": stages.statements,
        }
    )


if __name__ == "__main__":
    main()
