"""``onrecord review edit``: give statements other values."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast, get_args

import typer

from onrecord.cli.common.record import Database
from onrecord.codes import ACTS, CONDITION_TYPES, STANCES, RecipientRole

if TYPE_CHECKING:
    from onrecord.codes import Condition, Recipient
    from onrecord.document import Span
    from onrecord.review import Edit

EDIT = """\
\b
PLACE is START-END: offsets into the article's text in characters, the end behind the last one, as onrecord prints
them. What is given takes the place of all that was there: repeat an option for several values. --clear empties one.

\b
Examples:
  onrecord review edit 5d2c8a1f0e3b4c6d --act REQUEST --stance conditional --db record.db
  onrecord review edit 5d2c8a1f0e3b4c6d --content 120-168 --content 190-211 --quote-type mixed --db record.db
  onrecord review edit 5d2c8a1f0e3b4c6d --speaker "Jorath Vennick" --entity P-04 --db record.db
  onrecord review edit 5d2c8a1f0e3b4c6d --issue no-fly-zone --label "no-fly zone" --clear recipients --db record.db
  onrecord review edit 5d2c8a1f0e3b4c6d --recipient asked:Sorrenay --condition after:140-163 --db record.db

\b
Exit codes:
  0    edited
  2    wrong usage, or something that is not there; nothing was changed
"""
T = TypeVar("T")
_PLACE = re.compile(r"([0-9]{1,12})-([0-9]{1,12})")
_CLEARED = ("source", "cue", "issue", "recipients", "conditions")
Source = Annotated[list[str] | None, typer.Option(metavar="PLACE", help="Words that name the source.")]
Cue = Annotated[list[str] | None, typer.Option(metavar="PLACE", help="Words that attribute: said, warned.")]
Content = Annotated[list[str] | None, typer.Option(metavar="PLACE", help="Words that say what was said.")]


def edit_command(  # noqa: PLR0913 (every value is a parameter: that is how typer knows them)
    statements: Annotated[list[str], typer.Argument(metavar="STATEMENT…", help="Ids.", show_default=False)],
    *,
    db: Database,
    source: Source = None,
    cue: Cue = None,
    content: Content = None,
    quote_type: Annotated[str | None, typer.Option(metavar="TYPE", help="direct, indirect or mixed.")] = None,
    negated: Annotated[bool | None, typer.Option(help="Whether the cue is negated.", show_default=False)] = None,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Who the source is.")] = None,
    entity: Annotated[str | None, typer.Option(metavar="ID", help="The speaker's id; see onrecord who.")] = None,
    coding: Annotated[int, typer.Option(help="Which coding, from 0; the next number adds one.")] = 0,
    act: Annotated[str | None, typer.Option(help=f"{', '.join(ACTS)} or unclear.")] = None,
    stance: Annotated[str | None, typer.Option(help=f"{', '.join(STANCES)} or unclear.")] = None,
    issue: Annotated[str | None, typer.Option("--issue", metavar="ISSUE", help="Id or label of an issue.")] = None,
    label: Annotated[
        str | None, typer.Option("--label", metavar="LABEL", help="Label of an issue that is new.")
    ] = None,
    recipient: Annotated[
        list[str] | None, typer.Option(metavar="ROLE:NAME[@PLACE]", help="To or about whom.", show_default=False)
    ] = None,
    condition: Annotated[
        list[str] | None, typer.Option(metavar="TYPE:PLACE", help="A condition.", show_default=False)
    ] = None,
    clear: Annotated[
        list[str] | None, typer.Option(metavar="VALUE", help=f"Empty it: {', '.join(_CLEARED)}.", show_default=False)
    ] = None,
    copies: Annotated[bool, typer.Option("--copies", help="In all documents that have the same text.")] = False,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who decides; the login name where it is not given.")
    ] = None,
) -> None:
    """Give statements other values; what was there is kept and comes back with undo."""
    from onrecord.cli.review import deciding, person, places, tell
    from onrecord.review import Edit, edit
    from onrecord.review.given import issue_of, speaker_of

    with deciding(db) as store:
        cleared = _cleared(clear or ())
        values: dict[str, Any] = {
            "source": _all(_place, source, cleared["source"]),
            "cue": _all(_place, cue, cleared["cue"]),
            "content": _all(_place, content, False),
            "quote_type": quote_type,
            "negated": negated,
            "speaker": speaker_of(store, speaker, entity),
            "coding": coding,
            "act": act,
            "stance": stance,
            "issue": issue_of(store, issue, label),
            "no_issue": cleared["issue"],
            "recipients": _all(_recipient, recipient, cleared["recipients"]),
            "conditions": _all(_condition, condition, cleared["conditions"]),
        }
        changes: Edit = Edit(**values)
        tell(edit(store, places(store, statements, copies), changes, person(by)))


def _cleared(given: list[str] | tuple[str, ...]) -> dict[str, bool]:
    from onrecord.errors import OptionError

    for name in given:
        if name not in _CLEARED:
            raise OptionError(f"--clear {name!r} is no value that can be empty. Use one of: {', '.join(_CLEARED)}")
    return {name: name in given for name in _CLEARED}


def _all(made_of: Callable[[str], T], given: list[str] | None, cleared: bool) -> tuple[T, ...] | None:
    """Return all that is given of a value, empty where it is cleared, None where it stays."""
    found = tuple(made_of(one) for one in given or ())
    return found if found or cleared else None


def _place(given: str) -> Span:
    from onrecord.document import Span
    from onrecord.errors import OptionError

    match = _PLACE.fullmatch(given)
    if match is None:
        raise OptionError(f"{given!r} is no place. Write START-END, such as 120-168")
    return Span(int(match[1]), int(match[2]))


def _recipient(given: str) -> Recipient:
    from onrecord.codes import Recipient
    from onrecord.errors import OptionError

    role, separator, rest = given.partition(":")
    name, _, place = rest.rpartition("@")
    if _PLACE.fullmatch(place) is None:
        name, place = rest, ""
    if not separator or role not in get_args(RecipientRole) or not name.strip():
        roles = ", ".join(get_args(RecipientRole))
        raise OptionError(f"{given!r} is no recipient. Write ROLE:NAME or ROLE:NAME@START-END with one of {roles}")
    return Recipient(name.strip(), cast("RecipientRole", role), _place(place) if place else None, method="human")


def _condition(given: str) -> Condition:
    from onrecord.codes import Condition
    from onrecord.errors import OptionError

    type, _, place = given.partition(":")
    if type not in CONDITION_TYPES:
        raise OptionError(f"{given!r} is no condition. Write TYPE:START-END with one of {', '.join(CONDITION_TYPES)}")
    return Condition(type, _place(place), method="human")
