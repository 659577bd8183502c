"""Persons and their offices from every-politician, the US files, the Factbook and our own table of leaders."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from countries import rows, split
from factbook import Leader, read_leaders
from naming import describe, loose, us_names, without_title, yaml_entries
from offices import Roles, closed, merged, same_start
from onrecord.resolve.known.dates import earliest, latest
from onrecord.resolve.known.identity import local_id
from onrecord.resolve.known.spelling import normalised, sound
from records import Actor, Country, Source, Term, number

_CABINETS = {
    "china-ministers": "CN",
    "france-cabinet": "FR",
    "russia-cabinet": "RU",
    "ukraine-cabinet": "UA",
    "united-kingdom-cabinet": "GB",
    "us-cabinet": "US",
}
#: The day up to which the files are known to be current.
_CABINETS_UNTIL, _LEADERS_UNTIL, _MINISTERS_UNTIL, _CONGRESS_UNTIL, _OWN_UNTIL = (
    20220701,
    20221001,
    20230101,
    20260601,
    20250601,
)
#: Who left office before this is not in the news that we read.
_FIRST = 19900000


class People:
    """Gathers persons by Wikidata id, or by country and name where there is none."""

    def __init__(self, countries: dict[str, Country], roles: Roles) -> None:
        self.countries, self.roles = countries, roles
        self.by_id: dict[str, Actor] = {}
        self._code = {c.qid: code for code, c in countries.items()}
        self._holders: dict[tuple[str, str | None], list[Actor]] = defaultdict(list)
        self._named: dict[tuple[str | None, str], list[str]] = defaultdict(list)

    def person(self, qid: str, name: str, country: str | None, source: Source) -> Actor:
        """The person of that id, made if new."""
        name, alias = without_title(name)
        actor = self.by_id.get(qid)
        if actor is None:
            actor = self.by_id[qid] = Actor(qid, name, "person", country, source)
        actor.add_alias(name)
        actor.add_alias(alias)
        for own in (name, alias):
            for key in filter(None, (normalised(own), self._sound(own, country))):
                if qid not in self._named[country, key]:
                    self._named[country, key].append(qid)
        return actor

    def find(self, name: str, country: str | None) -> Actor | None:
        """The one person of a country with this name; None where there is none or there are several."""
        for key in filter(None, (normalised(name), self._sound(name, country))):
            ids = self._named.get((country, key), [])
            if len(ids) == 1:
                return self.by_id[ids[0]]
            if ids:
                return None
        return None

    def _leading(self, name: str, country: str | None) -> Actor | None:
        """Of several with one name the one who led the country."""
        found = [self.by_id[id] for id in self._named.get((country, normalised(name)), ())]
        led = [a for a in found if any(t.canonical in {"president", "prime minister"} for t in a.terms)]
        return led[0] if len(led) == 1 else None

    def find_anywhere(self, name: str) -> Actor | None:
        """The one person of this name in whichever country."""
        key = normalised(name)
        ids = {id for (_, own), found in self._named.items() if own == key for id in found}
        return self.by_id[ids.pop()] if len(ids) == 1 else None

    def holder(self, names: list[str], role: str, country: str | None, since: str) -> Actor | None:
        """Who took up that office then and shares a word of the name, however it is romanised."""
        read, start = self.roles.read(role, country), number(since)
        if read is None or not read[2] or not start:
            return None
        wanted = {loose(word) for name in names for word in normalised(name).split() if len(word) > 2}
        for actor in self._holders[read[1], country]:
            words = {loose(w) for name in (actor.name, *actor.aliases) for w in normalised(name).split() if len(w) > 2}
            held = (t for t in actor.terms if t.canonical == read[1] and t.country == country)
            if wanted & words and any(same_start(t.start, start) for t in held):
                return actor
        return None

    def _sound(self, name: str, country: str | None) -> str:
        romanised = country is not None and country in self.countries and self.countries[country].romanised
        return sound(name) if romanised else ""

    def term(self, role: str, country: str | None, start: str, end: str, source: Source) -> Term | None:
        """An office read; None for one that we leave out."""
        read = self.roles.read(role, country)
        first, last = number(start), number(end)
        if read is None or (last and (last < _FIRST or latest(last) < earliest(first))):
            return None
        return Term(read[0], read[1], country, first, last, source, read[2])

    def add_term(self, actor: Actor, term: Term) -> None:
        """Note an office of somebody."""
        actor.terms.append(term)
        if term.unique:
            self._holders[term.canonical, term.country].append(actor)

    def add_cabinets(self, folder: Path) -> None:
        """Cabinets, legislators and ambassadors of six countries, and United Nations posts."""
        for prefix, code in sorted(_CABINETS.items()):
            for part in ("holders21", "current", "legislators"):
                path = folder / f"{prefix}-{part}.csv"
                self._add_holders(path, code, Source(f"every-politician/{path.name}", _CABINETS_UNTIL))
        path = folder / "world-holders21.csv"
        self._add_holders(path, None, Source(f"every-politician/{path.name}", _MINISTERS_UNTIL))

    def _add_holders(self, path: Path, code: str | None, source: Source) -> None:
        for row in rows(path):
            term = self.term(row["position"], code, row["start"], row.get("end", ""), source)
            if term and row["personID"] and row["person"]:
                actor = self.person(row["personID"], row["person"], code, source)
                self.add_term(actor, term)
                describe(actor, row.get("gender", ""), row.get("DOB", ""), row.get("DOD", ""))
                actor.add_alias(re.sub(r"\s*\(.*\)$", "", row.get("enwiki") or ""))

    def add_world(self, folder: Path) -> None:
        """Heads of state and government of October 2022, and foreign ministers of January 2023."""
        source = Source("every-politician/world-leaders-2021.csv", _LEADERS_UNTIL)
        for row in rows(folder / "world-leaders-2021.csv"):
            code = self._code.get(row["countryid"])
            term = code and self.term(row["positionLabel"], code, row["start_year"], row["end_year"], source)
            if term and row["officeholder"] and row["officeholderLabel"]:
                self.add_term(self.person(row["officeholder"], row["officeholderLabel"], code, source), term)
        source = Source("every-politician/world-wikidata.csv", _MINISTERS_UNTIL)
        for row in rows(folder / "world-wikidata.csv"):
            code = self._code.get(row["country"])
            qid = row["psid"].split("-")[0].upper()
            term = code and self.term("Minister of Foreign Affairs", code, row["start"], "", source)
            if term and re.fullmatch(r"Q\d+", qid) and row["name"]:
                term.role = self.roles.read(row["positionLabel"], code)[0]  # type: ignore[index]
                self.add_term(self.person(qid, row["name"], code, source), term)

    def describe(self, folder: Path) -> None:
        """Gender and years of birth and death, and the names of Wikipedia articles."""
        for path in sorted(folder.glob("*-bio.csv")):
            for row in rows(path):
                actor = self.by_id.get(row["id"])
                if actor:
                    describe(actor, row["gender"], row["dob"], row["dod"])
                    actor.add_alias(re.sub(r"\s*\(.*\)$", "", row["enwiki"] or ""))

    def add_congress(self, kb: Path) -> None:
        """The present United States Congress, presidents and vice presidents."""
        source = Source("us-legislators-current.yaml", _CONGRESS_UNTIL)
        kinds = {"rep": "US Representative", "sen": "US Senator", "prez": "President", "viceprez": "Vice President"}
        for entry in yaml_entries(kb / source.name):
            names = us_names(entry["name"], entry["id"].get("wikipedia", ""))
            qid = entry["id"].get("wikidata")
            actor = self.person(qid, names[0], "US", source) if qid else self._american(names, source)
            self._add_us(actor, entry, names, kinds, source)
        source = Source("us-executive.yaml", _CONGRESS_UNTIL)
        for entry in yaml_entries(kb / source.name):
            if max(t["end"] for t in entry["terms"]) < "1990":
                continue
            names = us_names(entry["name"], "")
            held = (self.holder(names, kinds[t["type"]], "US", t["start"]) for t in entry["terms"])
            actor = next(filter(None, held), None) or self._without_qid(names[-1], "US", source)
            self._add_us(actor, entry, names, kinds, source)

    def _american(self, names: list[str], source: Source) -> Actor:
        found = next(filter(None, (self.find(name, "US") for name in names)), None)
        return found or self._without_qid(names[0], "US", source)

    def _add_us(
        self, actor: Actor, entry: dict[str, Any], names: list[str], kinds: dict[str, str], source: Source
    ) -> None:
        for name in names:
            actor.add_alias(name)
        bio = entry["bio"]
        describe(actor, {"M": "male", "F": "female"}.get(bio.get("gender"), ""), bio.get("birthday", ""), "")
        for term in entry["terms"]:
            end = "" if number(term["end"]) > source.until else term["end"]
            read = self.term(kinds[term["type"]], "US", term["start"], end, source)
            if read:
                self.add_term(actor, read)

    def add_factbook(self, kb: Path) -> None:
        """Heads of state and government of January 2026; a Wikidata id only where the name is that of one with it."""
        for leader in read_leaders(kb, self.countries):
            actor = self.holder(leader.names, leader.role, leader.country, leader.since) or self._same_name(leader)
            new = actor is None
            if actor is None:
                actor = self._without_qid(leader.names[0], leader.country, leader.source)
            term = self.term(leader.role, leader.country, leader.since, "", leader.source)
            if term:
                self.add_term(actor, term)
            for name in leader.names if new else leader.names[-1:]:  # a short name made by us may be another's
                actor.add_alias(name)

    def _same_name(self, leader: Leader) -> Actor | None:
        found = (self.find(name, country) for name in leader.names for country in (leader.country, None))
        return next(filter(None, found), None)

    def _without_qid(self, name: str, country: str | None, source: Source) -> Actor:
        return self.person(local_id("person", name, country), name, country, source)

    def add_own(self, tables: Path) -> None:
        """Leaders and ministers of our own table."""
        source = Source("tables/leaders.csv", _OWN_UNTIL)
        groups: dict[tuple[str, str], list[dict[str, str]]] = {}
        for row in sorted(rows(tables / "leaders.csv"), key=lambda row: not row["country"]):
            groups.setdefault((row["name"], row["country"]), []).append(row)
        for (name, country), found in groups.items():  # international posts last: their holders may be known
            self._add_leader(name, country or None, found, source)

    def _add_leader(self, name: str, code: str | None, found: list[dict[str, str]], source: Source) -> None:
        names = [name, *(alias for row in found for alias in split(row["aliases"]))]
        held = (self.holder(names, row["role"], code, row["start"]) for row in found)
        actor = next(filter(None, held), None) or self.find(name, code)
        if actor is None and code is None:
            actor = self.find_anywhere(name)
        if actor is None:
            actor = self._without_qid(name, code, source)
        self._rename(actor, names)
        describe(actor, {"m": "male", "f": "female"}.get(found[0]["gender"], ""), "", "")
        for row in found:
            term = self.term(row["role"], code, row["start"], row["end"], source)
            if term:
                self.add_term(actor, term)

    def _rename(self, actor: Actor, names: list[str]) -> None:
        if actor.name != names[0]:
            actor.aliases = [actor.name, *(a for a in actor.aliases if a != names[0])]
            actor.name = names[0]
        for name in names:
            actor.add_alias(name)
            for key in filter(None, (normalised(name), self._sound(name, actor.country))):
                if actor.id not in self._named[actor.country, key]:
                    self._named[actor.country, key].append(actor.id)

    def add_nicknames(self, tables: Path) -> list[str]:
        """Last names that are enough, and other short names; returns the names that are nobody's."""
        missing = []
        for row in rows(tables / "nicknames.csv"):
            country = row["country"] or None
            actor = self.find(row["name"], country) or self.find_anywhere(row["name"])
            actor = actor or self._leading(row["name"], country)
            if actor is None:
                missing.append(row["name"])
                continue
            for alias in split(row["aliases"]):
                actor.add_alias(alias)
                actor.mononym = actor.mononym or " " not in alias.strip()
        return missing

    def finished(self) -> list[Actor]:
        """All persons who hold or held something, their terms joined."""
        for actor in self.by_id.values():
            actor.terms = merged(actor.terms)
            if not actor.mononym:  # "Francis" alone is not the pope, "Philippe" alone no king
                actor.aliases = [alias for alias in actor.aliases if " " in alias]
                if " " not in actor.name and any(term.canonical == "monarch" for term in actor.terms):
                    actor.name = f"{'Queen' if actor.gender == 'female' else 'King'} {actor.name}"
        closed(self.by_id.values())
        return [a for a in self.by_id.values() if a.terms and not re.fullmatch(r"Q\d+|", a.name)]
