"""Bytes to text to Document.

UTF-8 is tried first, strictly; UTF-16 and UTF-32 are known by their marks or by where the NULs stand; for the rest
charset-normalizer guesses. Whatever had to be guessed or replaced is told in ``Document.warnings``.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from onrecord.document import Document
from onrecord.errors import InputError
from onrecord.ingest.anatomy import blocks
from onrecord.ingest.assembly import Known, assemble, checked_text
from onrecord.options import ReadOptions

#: How files begin that are no text.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or a Word or EPUB file)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"WARC/", "a WARC archive"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Bytes that are looked at to tell encodings and binaries apart.
_SAMPLE = 256 * 1024
#: Control characters that text has.
_TEXT_CONTROLS = b"\t\n\v\f\r\x1b\x85"
_CONTROLS = bytes(byte for byte in range(32) if byte not in _TEXT_CONTROLS) + b"\x7f"
#: Share of control characters above which a file is binary: in valid UTF-8, and in anything else.
_BINARY_UTF8, _BINARY_OTHER = 0.1, 0.02
_REMEDY = "Give plain text, Markdown, HTML or JSON; convert other formats to text first"


class Decoded(NamedTuple):
    """A decoded file: its text, and what had to be guessed or replaced."""

    text: str
    warnings: tuple[str, ...] = ()


def document_from_text(text: str, options: ReadOptions = ReadOptions(), known: Known | None = None) -> Document:
    """Read a plain-text article.

    Returns a Document whose text is ``text`` without a byte-order mark and with CR LF as LF, and nothing else changed.

    Raises
    ------
    InputError
        If there is no text, or too much of it.

    >>> document_from_text("Quay closes\\n\\nBy Ilva Ronne\\n\\nIt closed on Monday.").authors
    ('Ilva Ronne',)
    """
    known = known or Known("text")
    text = checked_text(plain(text), known.name)
    return assemble(text, blocks(text), known, options)


def plain(text: str) -> str:
    """The text without its byte-order mark and with CR LF turned into LF."""
    return text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").replace("\r\n", "\n")


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """Decode the bytes of a file.

    Parameters
    ----------
    data : bytes
    name : str
        How the error calls the input.
    declared : str or None
        The encoding that the file itself claims; it is believed only where UTF-8 is impossible.

    Raises
    ------
    InputError
        If the file is empty or binary.
    """
    if not data.strip():
        raise InputError(name, "the file is empty", "Give an article with at least one word")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise InputError(name, f"this is {kind}, not text", _REMEDY)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _with_replacement(data[len(mark) :], encoding, name)
    wide = _wide_encoding(data[:_SAMPLE])
    if wide is not None:
        decoded = _with_replacement(data, wide, name)
        return decoded._replace(
            warnings=(f"encoding guessed as {wide}: there is no byte-order mark", *decoded.warnings)
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_binary(data, _BINARY_OTHER, name)
        return _not_utf8(data, error.start, declared, name)
    _refuse_binary(data, _BINARY_UTF8, name)
    return Decoded(plain(text))


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a mark shows in Western text as a NUL in every second byte."""
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    high, low = sample[0 : 2 * pairs : 2].count(0) / pairs, sample[1 : 2 * pairs : 2].count(0) / pairs
    if low > 0.6 and high < 0.05:
        return "utf-16-le"
    return "utf-16-be" if high > 0.6 and low < 0.05 else None


def _refuse_binary(data: bytes, threshold: float, name: str) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > threshold * len(sample):
        share = f"{controls / len(sample):.0%}"
        raise InputError(name, f"this is binary, not text: {share} of its bytes are control characters", _REMEDY)


def _not_utf8(data: bytes, first_bad: int, declared: str | None, name: str) -> Decoded:
    """Decode what is not valid UTF-8: as declared, as damaged UTF-8, or as charset-normalizer guesses."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    whole = sum(character > "\x7f" for character in text) - broken
    if whole > broken:
        return _with_replacement(data, "utf-8", name)
    if declared is not None:
        try:
            return Decoded(plain(data.decode(_as_browsers_read(declared))))
        except (LookupError, ValueError):  # no encoding, not this one, or a name that cannot be one
            pass
    encoding = _guess(data, first_bad)
    if encoding is None:
        return _with_replacement(data, "utf-8", name)
    decoded = _with_replacement(data, encoding, name)
    return decoded._replace(warnings=(f"encoding guessed as {encoding}: not valid UTF-8", *decoded.warnings))


def _guess(data: bytes, first_bad: int) -> str | None:
    from charset_normalizer import from_bytes

    start = max(0, first_bad - _SAMPLE // 2)
    best = from_bytes(data[start : start + _SAMPLE]).best()
    return best.encoding if best is not None else None


def _as_browsers_read(encoding: str) -> str:
    """Pages that claim Latin-1 or ASCII are Windows-1252, says the WHATWG Encoding Standard."""
    name = codecs.lookup(encoding).name
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _with_replacement(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        return Decoded(plain(data.decode(encoding)))
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    if broken > max(1.0, 0.3 * len(text)):
        raise InputError(name, f"it cannot be read as text: {broken:,} broken characters as {encoding}", _REMEDY)
    return Decoded(plain(text), (f"broken {encoding}: {broken:,} characters replaced by U+FFFD",))
