"""What people write for who somebody is and for an issue, as the record knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from onrecord.codebook import OPEN
from onrecord.codes import Issue
from onrecord.errors import OptionError
from onrecord.review.merging import issues_named
from onrecord.statement import Resolution

if TYPE_CHECKING:
    from onrecord.entity import EntityType
    from onrecord.store import Store


def speaker_of(store: Store, name: str | None, entity: str | None = None) -> Resolution | None:
    """Return who the source is, with what the record knows of the only one of that id or whole name.

    Raises
    ------
    OptionError
        If the name is empty, or nobody has the id and no name is given.
    """
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


def issue_of(store: Store, name: str | None, label: str | None = None) -> Issue | None:
    """Return an issue of the record by its id or label, or one that is new.

    Raises
    ------
    OptionError
        If the name is empty or means several issues, or a label has no id.
    """
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
