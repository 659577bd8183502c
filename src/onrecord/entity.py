"""Who somebody is: persons, governments, organisations and places with their names and offices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.document import Span

EntityType = Literal[
    "person",
    "country",
    "government",
    "ministry",
    "legislature",
    "organisation",
    "party",
    "armed_group",
    "outlet",
    "place",
    "group",
]
ENTITY_TYPES: tuple[str, ...] = get_args(EntityType)
Gender = Literal["female", "male"]


@dataclass(frozen=True, slots=True)
class Office:
    """What somebody holds or held.

    Attributes
    ----------
    role : str
        In words: "Foreign Minister".
    country : str or None
        As in :class:`Entity`.
    start, end : str or None
        ISO 8601 dates, possibly only a year or a month; None when open or not known.
    """

    role: str
    country: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody who can be on record.

    Attributes
    ----------
    id : str
        A Wikidata id ("Q58217"), an id derived from one ("Q159#gov"), a user's own id, or a local one
        ("local:" and a hash of type, normalised full name and country).
    country : str or None
        ISO 3166-1 alpha-2 code where there is one, else the country's name.
    aliases : tuple of str
        Other names, without the name itself.
    gender : {"female", "male"} or None
        None unless a source says so; never guessed from a first name.
    born, died : int or None
        Years.
    mononym : bool
        The last name alone is enough to mean this person.
    provenance : str
        The file that the entry comes from; "article" for those found in a text, "user" for a user's own.
    """

    id: str
    name: str
    type: EntityType
    country: str | None = None
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    gender: Gender | None = None
    born: int | None = None
    died: int | None = None
    mononym: bool = False
    provenance: str = "article"


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An entity of an article with all the places that name or mean it, in text order."""

    entity: Entity
    mentions: tuple[Span, ...]
