"""``onrecord review edit``: give statements other values."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast, get_args

import typer

from onrecord.cli.record import Database
from onrecord.codes import ACTS, CONDITION_TYPES, STANCES, RecipientRole

if TYPE_CHECKING:
    from onrecord.codes import Condition, Issue, Recipient
    from onrecord.document import Span
    from onrecord.entity import EntityType
    from onrecord.review import Edit
    from onrecord.statement import Resolution
    from onrecord.store import Store

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

    with deciding(db) as store:
        cleared = _cleared(clear or ())
        values: dict[str, Any] = {
            "source": _all(_place, source, cleared["source"]),
            "cue": _all(_place, cue, cleared["cue"]),
            "content": _all(_place, content, False),
            "quote_type": quote_type,
            "negated": negated,
            "speaker": _speaker(store, speaker, entity),
            "coding": coding,
            "act": act,
            "stance": stance,
            "issue": _issue(store, issue, label),
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


def _speaker(store: Store, name: str | None, entity: str | None) -> Resolution | None:
    """Return who the source is, with what the record knows of the only one of that id or whole name."""
    from onrecord.errors import OptionError
    from onrecord.statement import Resolution

    asked = entity or name
    if asked is None:
        return None
    if not asked.strip():
        raise OptionError("the speaker is empty. Give a name, or an id with --entity")
    known = [one for one in store.who(asked) if one.entity is not None]
    if entity is not None:
        known = [one for one in known if one.entity == entity]
        if name is None and not known:
            raise OptionError(f"nobody in the record has the id {entity!r}. Give --speaker NAME with it")
    else:
        known = [one for one in known if name in (one.name, *one.aliases)]
    if len(known) != 1:
        return Resolution(name or asked, "human", entity)
    (found,) = known
    type = cast("EntityType | None", found.type)
    return Resolution(name or found.name, "human", found.entity, type, found.country)


def _issue(store: Store, name: str | None, label: str | None) -> Issue | None:
    """Return an issue of the record, or one that is new."""
    from onrecord.codebook import OPEN
    from onrecord.codes import Issue
    from onrecord.errors import OptionError
    from onrecord.review import issues_named

    if name is None:
        if label is not None:
            raise OptionError(f"--label {label!r} is of no issue. Give its id with --issue")
        return None
    if not name.strip():
        raise OptionError("the issue is empty. Give an id or a label, or --clear issue")
    if label is not None:
        return Issue(name, label, method="human")
    known = issues_named(store, name)
    if len({id for id, _ in known}) > 1:
        raise OptionError(f"{name!r} are several issues: {', '.join(id for id, _ in known)}. Give the id of one")
    id, called = known[-1] if known else (OPEN + name.casefold(), name)
    return Issue(id, called, method="human")
