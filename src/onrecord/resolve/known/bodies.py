"""Bodies that every state has: named, and known by name, without being stored for each country."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from onrecord.entity import Entity, EntityType
from onrecord.resolve.known.spelling import normalised

_WITH_ARTICLE = ("States", "Kingdom", "Emirates", "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives",
                 "Comoros", "Seychelles", "Republic", "Islands", "Congo")  # fmt: skip


class Bodies:
    """Composes governments, ministries, parliaments and the like of any country.

    Parameters
    ----------
    rows : iterable of (suffix, type, title, noun)
        ``title`` has a place for the country ("Government of {the}"); one row for each noun it goes by.
    """

    def __init__(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        self._kinds: dict[str, tuple[EntityType, str]] = {}
        self._nouns: dict[str, list[str]] = {}
        self._suffixes: dict[str, str] = {}
        for suffix, type, title, noun in rows:
            self._kinds[suffix] = (type, title)  # type: ignore[assignment]
            self._nouns.setdefault(suffix, []).append(noun)
            self._suffixes.setdefault(normalised(noun), suffix)

    def kind(self, suffix: str) -> str:
        """The type of entity that a suffix names; empty for an unknown one."""
        return self._kinds[suffix][0] if suffix in self._kinds else ""

    def fits(self, entity: Entity, suffix: str) -> bool:
        """Whether one of an entity's names ends or begins as those of that body do."""
        keys = [normalised(name) for name in (entity.name, *entity.aliases)]
        nouns = [normalised(noun) for noun in self._nouns.get(suffix, ())]
        return any(key.endswith(noun) or key.startswith(noun) for key in keys for noun in nouns)

    def of(self, country: Entity, suffix: str, stored: Entity | None = None) -> Entity | None:
        """A country's body; with the name and aliases of the stored one where it has a name of its own."""
        if suffix not in self._kinds:
            return None
        type, title = self._kinds[suffix]
        the = f"the {country.name}" if country.name.endswith(_WITH_ARTICLE) else country.name
        name = title.format(the=the, bare=country.name)
        aliases = [f"{noun} of {the}" for noun in self._nouns[suffix] if " of " not in noun]
        own = [stored.name, *stored.aliases] if stored else []
        return Entity(
            id=f"{country.id}#{suffix}",
            name=own[0] if own else name,
            type=type,
            country=country.country or country.name,
            aliases=tuple(a for a in dict.fromkeys([*own[1:], name, *aliases]) if a != (own[0] if own else name)),
            provenance=stored.provenance if stored else country.provenance,
        )

    def called(self, name: str, country_of: Callable[[str], Entity | None]) -> Entity | None:
        """The body that a name composes: "Russian foreign ministry", "government of Russia", "… Ministry (Russia)"."""
        words = name.split()
        if words and words[0].casefold() == "the":
            words = words[1:]
        for i in range(1, len(words)):
            head, tail = words[:i], words[i:]
            suffix = self._suffixes.get(normalised(" ".join(tail)))
            country = country_of(" ".join(head)) if suffix else None
            if suffix is None:
                suffix = self._suffixes.get(normalised(" ".join(head)))
                country = country_of(_bare(tail)) if suffix else None
            if suffix and country:
                return self.of(country, suffix)
        return None


def _bare(words: list[str]) -> str:
    kept = words[1:] if words[0] == "of" else words
    kept = kept[1:] if len(kept) > 1 and kept[0] == "the" else kept
    return " ".join(kept).strip("()")
