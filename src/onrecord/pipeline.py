"""read(): the stages in order. The only file that knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from onrecord.attribute import Decoding, attribute
from onrecord.document import Document
from onrecord.encode.session import load_encoder
from onrecord.entity import Mentioned
from onrecord.errors import InputError
from onrecord.ingest import document_from_text, documents
from onrecord.options import ReadOptions
from onrecord.resolve import registry_of, resolve
from onrecord.statement import Attribution, Reading, Resolution, statements_of

#: Languages that the shipped model reads; text too short to tell is read as well.
READABLE = frozenset({"en", "und"})


def read(
    source: str | Path,
    options: ReadOptions = ReadOptions(),
    *,
    on_error: Callable[[InputError], None] | None = None,
) -> Iterator[Reading]:
    """Read every article of a source, one after the other.

    Parameters
    ----------
    source : str or Path
        A file (.txt .md .html .json .jsonl), a folder, or ``-`` for standard input.
    options : ReadOptions
    on_error : callable, optional
        Called with each input that cannot be read, after which reading goes on. Without it the first one is raised.

    Yields
    ------
    Reading

    Raises
    ------
    InputError
        If an input cannot be read and ``on_error`` is not given.
    OptionError, ModelError, ActorsError
        If an option, the model or the file of actors cannot be used; before anything is read.
    """
    load_encoder(options.checked().model)
    registry_of(options.actors)
    for document in documents(source, options):
        if not isinstance(document, InputError):
            yield read_document(document, options)
        elif on_error is None:
            raise document
        else:
            on_error(document)


def read_text(text: str, options: ReadOptions = ReadOptions()) -> Reading:
    """Read one article given as plain text."""
    return read_document(document_from_text(text, options), options)


def read_document(document: Document, options: ReadOptions = ReadOptions()) -> Reading:
    """Read one document: encode it, find its statements, resolve their sources."""
    encoder = load_encoder(options.checked().model)
    attributions: tuple[Attribution, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    entities: tuple[Mentioned, ...] = ()
    if document.language in READABLE:
        encoding = encoder.encode(document)
        attributions = attribute(document, encoding, Decoding.of(encoder.model.manifest))
        resolutions, entities = resolve(document, encoding, attributions, registry_of(options.actors))
    statements = statements_of(document, attributions, resolutions)
    kept = tuple(s for s in statements if s.attribution.score >= options.min_score)
    provenance = {"model": encoder.model.id, "onrecord": version("onrecord"), "options": options.recorded()}
    return Reading(document, kept, provenance, entities)
