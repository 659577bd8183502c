"""Time onrecord itself: run by speed.py. Reads a JSON list of texts from standard input."""

import json
import resource
import sys
import time
from collections.abc import Callable

from onrecord import read_text
from onrecord.attribute import Decoding, attribute
from onrecord.coding import Scene, asked_spans, code
from onrecord.document import Document
from onrecord.encode.session import Encoder, load_encoder
from onrecord.encode.tokens import tokenize, windows
from onrecord.encoding import Encoding
from onrecord.ingest import document_from_text
from onrecord.resolve import Registry, resolve, resolve_spans, resolver_of
from onrecord.statement import Attribution


def timed(action: Callable[[], object], runs: int) -> list[float]:
    """Seconds of each run."""
    found = []
    for _ in range(runs):
        started = time.perf_counter()
        action()
        found.append(time.perf_counter() - started)
    return found


def found_in(text: str, encoder: Encoder) -> tuple[Document, Encoding, tuple[Attribution, ...]]:
    """What the stages before resolving give for a text."""
    document = document_from_text(text)
    encoding = encoder.encode(document)
    return document, encoding, attribute(document, encoding, Decoding.of(encoder.model.manifest))


def coding_of(found: list[tuple[Document, Encoding, tuple[Attribution, ...]]]) -> Callable[[], None]:
    """Coding of texts whose sources are resolved, recipients' names with it."""
    named = []
    for document, encoding, attributions in found:
        resolver = resolver_of(document, encoding, attributions, Registry.shipped())
        named.append((document, encoding, attributions, resolver, resolver.all(), resolver.entities()))

    def coding() -> None:
        for document, encoding, attributions, resolver, resolutions, entities in named:
            scene = Scene(document, attributions, resolutions, entities)
            code(scene, encoding, resolve_spans(resolver, asked_spans(scene, encoding)))

    return coding


def main() -> None:
    """Time whole readings, the bare session on the same windows, resolving and coding alone, taking turns."""
    texts, runs = json.load(sys.stdin), int(sys.argv[1])
    encoder = load_encoder()
    for text in texts[:4]:
        read_text(text)
    prepared = []
    for text in texts:
        tokens = tokenize(document_from_text(text), encoder._tokenizer)
        prepared.append((tokens, windows(tokens, encoder._size, encoder._context)))

    def bare() -> None:
        for tokens, found in prepared:
            for window in found:
                encoder.run(tokens, window)

    def whole() -> None:
        for text in texts:
            read_text(text)

    whole()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # before everything is kept for what follows
    found = [found_in(text, encoder) for text in texts]

    def resolving() -> None:
        for document, encoding, attributions in found:
            resolve(document, encoding, attributions, Registry.shipped())

    coding = coding_of(found)
    read_runs, session_runs, resolve_runs, code_runs = [], [], [], []
    for _ in range(runs):
        read_runs += timed(whole, 1)
        session_runs += timed(bare, 1)
        resolve_runs += timed(resolving, 1)
        code_runs += timed(coding, 1)
    tokens_read = sum(w.end - w.start for _, found in prepared for w in found)
    measured = {"read": read_runs, "session": session_runs, "resolve": resolve_runs, "code": code_runs}
    print(json.dumps(measured | {"peak_mb": peak, "tokens": tokens_read}))


if __name__ == "__main__":
    main()
