"""Checks a dictionary against the keys of the contract: types, limits, and that offsets fit the text.

A type becomes a function once, and that is what runs: readings come by the hundred thousand.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints

from onrecord.contract.keys import Says
from onrecord.errors import ContractError

if sys.version_info >= (3, 12):
    from typing import is_typeddict
else:  # typing's own does not know the classes of typing_extensions
    from typing_extensions import is_typeddict

#: Checks a value; offsets count in the text.
Check = Callable[[Any, str], None]

#: Longest value that an error shows.
_LONGEST = 60
_AGAIN = "Read the article again with onrecord read"
_NAMES: dict[Any, str] = {str: "a string", bool: "true or false", int: "a whole number", float: "a number"}


class _Wrong(Exception):  # noqa: N818 (it never leaves this module)
    """What is wrong, with the keys and indices that lead there, the last one first."""

    def __init__(self, problem: str, remedy: str, *steps: str | int) -> None:
        self.problem = problem
        self.remedy = remedy
        self.steps = [*steps]

    @property
    def path(self) -> str:
        """The steps as one writes them: ``statements[2].score``."""
        return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in reversed(self.steps))[1:]


def check(value: Any, kind: Any, text: str) -> None:
    """Check a value against a class of the contract, and what is in it against the types in that.

    Parameters
    ----------
    value : Any
        As ``json.loads`` gives it; objects may be other mappings, and lists may be tuples.
    kind : type
        A class of :mod:`onrecord.contract.keys`.
    text : str
        What offsets count in.

    Raises
    ------
    ContractError
        With the place of the first wrong value.

    >>> from onrecord.contract.keys import LinkModel
    >>> check({"kind": "teaser", "start": 0, "end": 9, "url": None}, LinkModel, "Quay")
    Traceback (most recent call last):
    onrecord.errors.ContractError: the reading: 0 to 9 is no stretch of a text of 4 characters. Read ...
    """
    try:
        _checker(kind)(value, text)
    except _Wrong as wrong:
        raise ContractError(wrong.path or "the reading", wrong.problem, wrong.remedy) from None


@cache
def _checker(kind: Any) -> Check:
    """Return the function that checks values of a type."""
    if is_typeddict(kind):
        return _object_check(kind)
    make = _MAKERS.get(get_origin(kind))
    return make(*get_args(kind)) if make else _scalar_check(kind)


def _object_check(kind: Any) -> Check:
    def run(value: Any, text: str) -> None:
        keys = _keys(kind)
        if not isinstance(value, Mapping):
            raise _Wrong(f"{_shown(value)} is not an object", f"Give an object with the keys {', '.join(keys)}")
        for name, (inner, required) in keys.items():
            if name in value:
                try:
                    inner(value[name], text)
                except _Wrong as wrong:
                    wrong.steps.append(name)
                    raise
            elif required:
                raise _Wrong(f"the key {name!r} is missing", _AGAIN)
        if _has_place(kind):
            _check_place(value, text)

    return run


@cache
def _keys(kind: Any) -> dict[str, tuple[Check, bool]]:
    """The check of each key of a class, and whether it must be there."""
    found: dict[str, tuple[Check, bool]] = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        required = get_origin(hint) is not NotRequired
        found[name] = _checker(hint if required else get_args(hint)[0]), required
    return found


@cache
def _has_place(kind: Any) -> bool:
    """Tell whether ``start`` and ``end`` of a class are offsets; those of an office are dates."""
    start = get_type_hints(kind).get("start")
    return start is int or int in get_args(start)


def _check_place(value: Mapping[str, Any], text: str) -> None:
    """Check that offsets are a stretch of the text and that the words are those that stand there."""
    start, end = value["start"], value["end"]
    if start is None and end is None and value.get("text") is None:
        return
    if start is None or end is None or not 0 <= start <= end <= len(text):
        raise _Wrong(f"{_shown(start)} to {_shown(end)} is no stretch of a text of {len(text)} characters", _AGAIN)
    if "text" in value and value["text"] != text[start:end]:
        found, there = _shown(value["text"]), _shown(text[start:end])
        raise _Wrong(f"{found} is not what stands there, which is {there}", _AGAIN, "text")


def _limits_check(kind: Any, said: Says) -> Check:
    inner, least, most = _checker(kind), said.minimum, said.maximum
    if least is None:
        return inner
    limits = f"from {least}" + ("" if most is None else f" to {most}")

    def run(value: Any, text: str) -> None:
        inner(value, text)
        if value is not None and (value < least or (most is not None and value > most)):
            raise _Wrong(f"{_shown(value)} is out of range", f"Give a number {limits}")

    return run


def _list_check(kind: Any) -> Check:
    inner = _checker(kind)

    def run(value: Any, text: str) -> None:
        if not isinstance(value, list | tuple):
            raise _Wrong(f"{_shown(value)} is not a list", "Give a list, if only an empty one")
        for index, item in enumerate(value):
            try:
                inner(item, text)
            except _Wrong as wrong:
                wrong.steps.append(index)
                raise

    return run


def _literal_check(*known: Any) -> Check:
    pairs = {(type(one), one) for one in known}

    def run(value: Any, text: str) -> None:
        if not isinstance(value, str | int) or (type(value), value) not in pairs:
            raise _Wrong(f"{_shown(value)} is not known", f"Give one of {', '.join(map(str, known))}")

    return run


def _optional_check(*kinds: Any) -> Check:
    (inner,) = (_checker(kind) for kind in kinds if kind is not NoneType)

    def run(value: Any, text: str) -> None:
        if value is not None:
            inner(value, text)

    return run


def _mapping_check(*_: Any) -> Check:
    def run(value: Any, text: str) -> None:
        if not isinstance(value, Mapping):
            raise _Wrong(f"{_shown(value)} is not an object", "Give an object, if only an empty one")

    return run


def _scalar_check(kind: Any) -> Check:
    wanted = int | float if kind is float else kind

    def run(value: Any, text: str) -> None:
        if not isinstance(value, wanted) or (isinstance(value, bool) and kind is not bool):
            raise _Wrong(f"{_shown(value)} is not {_NAMES[kind]}", f"Give {_NAMES[kind]}")
        if isinstance(value, float) and not math.isfinite(value):
            raise _Wrong(f"{value} is no number that JSON has", "Give a number")

    return run


_MAKERS: dict[Any, Callable[..., Check]] = {
    Annotated: _limits_check,
    list: _list_check,
    Literal: _literal_check,
    Union: _optional_check,
    UnionType: _optional_check,
    dict: _mapping_check,
}


def _shown(value: Any) -> str:
    """A value as an error names it: short, and nothing that is long to write out."""
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and value.bit_length() > 64:
        return "a huge number"
    text = repr(value[: _LONGEST + 1] if isinstance(value, str) else value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
