"""The one error tree of onrecord.

OnRecordError
├── SourceError           something named that cannot be used: what, where in it, what is wrong, what to do
│   ├── InputError        a source that cannot be read (missing, empty, binary, too large, broken)
│   │   └── FetchError    an address that cannot or must not be fetched
│   ├── ActorsError       a file of actors that is missing or malformed
│   ├── CodebookError     a codebook that is missing or malformed
│   └── StoreError        a database that cannot be opened, read or written
├── OptionError           an option with a value that makes no sense
├── OvertakenError        a decision on what somebody else has decided on since
├── ModelError            a model folder that is missing, damaged or made for another version
├── CorpusError           an evaluation corpus that is missing or malformed
└── ContractError         a reading given as JSON with a value that makes no sense

Every message says what happened, names the value, and tells what to do about it.
"""

from __future__ import annotations


class OnRecordError(Exception):
    """Base of all errors that onrecord raises on purpose."""


class SourceError(OnRecordError):
    """Something that was named and cannot be used.

    Parameters
    ----------
    source : str
        Its name, as the caller gave it.
    problem : str
        What is wrong, with the value, in one clause.
    remedy : str
        What the caller can do.
    place : str or None
        Where in it; None for all of it.
    """

    def __init__(self, source: str, problem: str, remedy: str, place: str | None = None) -> None:
        super().__init__(f"{source}{'' if place is None else f', {place}'}: {problem}. {remedy}")
        self.source = source
        self.problem = problem
        self.remedy = remedy


class InputError(SourceError):
    """A source that cannot be read; ``source`` is its name as the caller gave it."""


class FetchError(InputError):
    """An address that cannot or must not be fetched.

    Parameters
    ----------
    source, problem, remedy : str
        As for InputError; ``source`` is the address.
    temporary : bool
        Whether it may well work at another time.
    """

    def __init__(self, source: str, problem: str, remedy: str, *, temporary: bool = False) -> None:
        super().__init__(source, problem, remedy)
        self.temporary = temporary


class OptionError(OnRecordError):
    """An option whose value cannot be used."""


class OvertakenError(OnRecordError):
    """A decision on something that somebody else has changed since it was looked at; nothing was stored."""


class ModelError(OnRecordError):
    """A model folder that cannot be used."""


class CorpusError(OnRecordError):
    """An evaluation corpus that cannot be used."""


class ActorsError(SourceError):
    """A file of actors that cannot be used.

    Parameters
    ----------
    source : str
        Name of the file.
    line : int or None
        Where, counted from 1; None for the file as a whole.
    problem : str
        What is wrong, with the value, in one clause.
    remedy : str
        What the caller can do.
    """

    def __init__(self, source: str, line: int | None, problem: str, remedy: str) -> None:
        super().__init__(source, problem, remedy, None if line is None else f"line {line}")
        self.line = line


class CodebookError(SourceError):
    """A codebook that cannot be used.

    Parameters
    ----------
    source : str
        The file, or the name that is no starter codebook's.
    entry : str or None
        Where: "line 7, issue 'truce'"; None for the file as a whole.
    problem : str
        What is wrong, with the value, in one clause.
    remedy : str
        What the caller can do.
    """

    def __init__(self, source: str, entry: str | None, problem: str, remedy: str) -> None:
        super().__init__(source, problem, remedy, entry)
        self.entry = entry


class ContractError(OnRecordError):
    """A reading, given as the JSON that onrecord prints, that cannot be used.

    Parameters
    ----------
    place : str
        The key, from the top: ``statements[2].codings[0].act``.
    problem : str
        What is wrong, with the value, in one clause.
    remedy : str
        What the caller can do.
    """

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        super().__init__(f"{place}: {problem}. {remedy}")
        self.place = place
        self.problem = problem
        self.remedy = remedy


class StoreError(SourceError):
    """A database that cannot be used; ``source`` is what the caller called it, without a password."""
