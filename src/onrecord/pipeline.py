"""read(): the stages in order. The only file that knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from onrecord.attribute import Decoding, attribute
from onrecord.codebook import Codebook, load_codebook
from onrecord.coding import Scene, asked_spans, code, framing_of
from onrecord.document import Document
from onrecord.encode.session import load_encoder
from onrecord.encoding import Encoding
from onrecord.entity import Mentioned
from onrecord.errors import InputError
from onrecord.ingest import document_from_text, documents
from onrecord.options import ReadOptions
from onrecord.resolve import registry_of, resolve_spans, resolver_of
from onrecord.statement import Attribution, Reading, Statement, statements_of
from onrecord.words import Words

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
    OptionError, ModelError, ActorsError, CodebookError
        If an option, the model, the file of actors or the codebook cannot be used; before anything is read.
    """
    prepare(options)
    for document in documents(source, options):
        if not isinstance(document, InputError):
            yield read_document(document, options)
        elif on_error is None:
            raise document
        else:
            on_error(document)


def prepare(options: ReadOptions) -> None:
    """Load what reading with these options needs, so that what cannot be used is told before anything is read.

    Raises
    ------
    OptionError, ModelError, ActorsError, CodebookError
        If an option, the model, the file of actors or the codebook cannot be used.
    """
    load_encoder(options.checked().model)
    registry_of(options.actors)
    codebook_of(options.codebook)


def read_text(text: str, options: ReadOptions = ReadOptions()) -> Reading:
    """Read one article given as plain text.

    Raises
    ------
    InputError
        If there is nothing to read in it.

    Examples
    --------
    >>> reading = read_text("Lena Oskar said the talks would resume on Monday.")
    >>> [(s.attribution.quote_type, s.resolution.name) for s in reading.statements]
    [('indirect', 'Lena Oskar')]
    """
    return read_document(document_from_text(text, options), options)


def read_document(document: Document, options: ReadOptions = ReadOptions()) -> Reading:
    """Read one document: encode it, find its statements, resolve their sources, code them.

    Statements below ``options.min_score`` are left out; a document in another language than English has none, and says
    so among its warnings. What the options say of the article (``published``, ``outlet`` …) is taken from the document.
    """
    encoder = load_encoder(options.checked().model)
    return reading_of(document, encoder.encode(document) if document.language in READABLE else None, options)


def reading_of(document: Document, encoding: Encoding | None, options: ReadOptions) -> Reading:
    """Read one document that the model of the options has encoded already; None: without statements."""
    encoder = load_encoder(options.model)
    if encoding is not None:
        attributions = attribute(document, encoding, Decoding.of(encoder.model.manifest))
        told = coded_statements(document, encoding, attributions, options)
    else:
        told = Told((), (), Scene(document, ()))
    kept = tuple(s for s in told.statements if s.attribution.score >= options.min_score)
    framing = framing_of(told.scene, [statement.id for statement in told.statements])
    provenance = {"model": encoder.model.id, "onrecord": _release(), "options": options.recorded()}
    return Reading(document, kept, provenance, told.entities, framing)


@cache
def _release() -> str:
    """This release, as the installed package tells it: looking that up takes as long as a paragraph's coding."""
    return version("onrecord")


class Told(NamedTuple):
    """Statements with their sources and codes, who is named in the article, and the scene that they were coded in."""

    statements: tuple[Statement, ...]
    entities: tuple[Mentioned, ...]
    scene: Scene


def coded_statements(
    document: Document, encoding: Encoding, attributions: Sequence[Attribution], options: ReadOptions
) -> Told:
    """Resolve the sources of found (or annotated) statements, and code them."""
    words = Words(document.text)
    resolver = resolver_of(document, encoding, attributions, registry_of(options.actors), words)
    resolutions, entities = resolver.all(), resolver.entities()
    scene = Scene(document, attributions, resolutions, entities, words)
    named = resolve_spans(resolver, asked_spans(scene, encoding))
    coded = code(scene, encoding, named, codebook_of(options.codebook))
    return Told(statements_of(document, tuple(attributions), resolutions, coded), entities, scene)


@lru_cache(maxsize=4)
def codebook_of(name: Path | str | None) -> Codebook | None:
    """Load the codebook of the options once a process."""
    return None if name is None else load_codebook(name)
