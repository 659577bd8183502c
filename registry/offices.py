"""Offices: what a role in a raw file is called by us, and terms of the same office made one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from countries import rows, split
from onrecord.resolve.known.spelling import normalised
from records import Actor, Country, Term

_SECTORS = (
    ("foreign", r"foreign(?! trade)|external (?:relations|affairs)|international relations"),
    ("finance", r"financ|treasury"),
    ("defence", r"defen[cs]e|armed forces"),
    ("interior", r"interior|internal affairs|home department|home affairs"),
    ("justice", r"^(?:the )?justice"),
    ("health", r"^(?:the )?(?:health|public health)|solidarity and health"),
    ("education", r"^(?:national )?education"),
    ("energy", r"^(?:fuel and )?energy"),
    ("environment", r"^(?:the )?(?:environment|ecolog)"),
    ("agriculture", r"^(?:food and )?agri|^agrarian"),
    ("transport", r"^transport"),
    ("culture", r"^culture"),
    ("labour", r"^labou?r"),
    ("trade", r"^(?:international |foreign )?(?:trade|commerce)"),
    ("economy", r"^(?:the )?econom"),
)
_LOWER = re.compile(r"^(?:first )?(?:deputy|vice|assistant|parliamentary|junior|shadow|under|acting)\b")
_FULL = re.compile(r"^(?:federal )?minister (?:of|for|in charge of) (?:the )?(?!state\b|delegate\b)(.+)$")
_MEMBERS = (
    (r"member of the \d+\w+ parliament", "Member of Parliament", "lawmaker"),
    (r"united states representative", "US Representative", "representative"),
    (r"united states senator", "US Senator", "senator"),
    (r"peoples deputy", "People's Deputy", "lawmaker"),
    (r"member of the (?:state duma|(?:french )?national assembly)", "", "lawmaker"),
    (r"member of the (?:senate|federation council)", "", "senator"),
    (r"member of the house of lords", "Member of the House of Lords", "member of the house of lords"),
    (r".*state senat|member of the \w+(?: \w+)? senate", "", "state senator"),
    (r"member of the \w+(?: \w+)? (?:house|assembly|general assembly|state assembly)", "", "state representative"),
    (r".*state representative", "", "state representative"),
)
_OTHERS = (
    (r"ambassador\b", "ambassador"),
    (r"governor of (?:the )?(?:\w+ )?(?:bank|banque)", "central bank governor"),
    (r"governor of", "governor"),
    (r"mayor of", "mayor"),
    (r"(?:chair\w*|speaker) of (?:the )?(?:house of (?:commons|representatives)|state duma|verkhovna)", "speaker"),
)
#: Seats that are many and seldom speak; whoever holds nothing else is left out.
_DROPPED = re.compile(r"regional council|national peoples congress$|cppcc|^deputy of the state council|city duma")


class Roles:
    """The table of role nouns, and what a role in a raw file comes to."""

    def __init__(self, tables: Path, countries: dict[str, Country]) -> None:
        self.table = rows(tables / "roles.csv")
        self._nouns: dict[tuple[str, str], dict[str, str]] = {}
        for row in self.table:
            for code in split(row["countries"]) or [""]:
                self._nouns.setdefault((normalised(row["noun"]), code), row)
        self._unique = {row["role"] for row in self.table if row["unique"]}
        self._countries = {
            code: {normalised(n) for n in (c.name, *c.aliases, f"State of {c.name}")} for code, c in countries.items()
        }

    def read(self, role: str, code: str | None) -> tuple[str, str, bool] | None:
        """A role's text, its canonical name and whether one person holds it at a time; None for a dropped seat."""
        text = self._without_country(role.strip(), code)
        key = normalised(text)
        if _DROPPED.search(key) and not re.search(r"president|chair", key):
            return None
        for pattern, shown, canonical in _MEMBERS:
            if re.match(pattern, key):
                return shown or text[:1].upper() + text[1:], canonical, False
        canonical = self._canonical(key, code or "")
        return text[:1].upper() + text[1:], canonical, canonical in self._unique

    def _without_country(self, role: str, code: str | None) -> str:
        role = re.sub(r"\s*\([^)]*\)$", "", role)
        match = re.match(r"(.+?) of (?:the )?(.+)$", role)
        while code and match:
            if normalised(match[2]) in self._countries.get(code, ()):
                return match[1]
            match = re.match(rf"({re.escape(match[1])} of (?:the )?.+?) of (?:the )?(.+)$", role)
        return role

    def _canonical(self, key: str, code: str) -> str:
        row = self._nouns.get((key, code)) or self._nouns.get((key, ""))
        if row:
            return row["role"]
        for pattern, canonical in _OTHERS:
            if re.match(pattern, key):
                return canonical
        return self._minister(key, code)

    @staticmethod
    def _minister(key: str, code: str) -> str:
        tail = _FULL.match(key)
        if code == "GB":
            tail = re.match(r"secretary of state for (?:the )?(.+)$", key)
        elif code == "US":
            tail = re.match(r"secretary of (?!the interior)(?:the )?(.+)$", key)
        else:
            tail = tail or re.match(r"secretary (?:of|for) (?:the )?((?:foreign|external).+)$", key)
        if tail and not _LOWER.match(key):
            for sector, pattern in _SECTORS:
                if re.search(pattern, tail[1]):
                    return f"{sector} minister"
        elif re.match(r"(?:foreign|external affairs) minister", key):
            return "foreign minister"
        return key


def merged(terms: list[Term]) -> list[Term]:
    """One person's terms with those of the same office joined where they touch (a new parliament is no new office)."""
    groups: dict[tuple[str, str | None], list[Term]] = {}
    for term in terms:
        own = term.canonical if term.unique else normalised(term.role)
        groups.setdefault((own, term.country), []).append(term)
    joined: list[Term] = []
    for group in groups.values():
        joined += _joined(group)
    return sorted(joined, key=lambda t: (t.start, t.end, t.role))


def closed(actors: Iterable[Actor]) -> None:
    """End a term without an end where another took up the same office before its file was last current.

    A start that the Factbook gives and that lies before another's is a slip: it is forgotten.
    """
    held: dict[tuple[str, str | None], list[tuple[int, str, Term]]] = {}
    for actor in actors:
        for term in actor.terms:
            if term.unique and term.start:
                held.setdefault((term.canonical, term.country), []).append((term.start, actor.id, term))
    for terms in held.values():
        for start, id, term in terms:
            later = [s for s, other, t in terms if other != id and s > start and s % 10000 and t.source.until]
            if term.end or not later:
                continue
            if term.source.name.startswith("factbook/"):
                term.start = 0
            elif min(later) <= term.source.until:
                term.end = min(later)


def _joined(group: list[Term]) -> list[Term]:
    dated = sorted((t for t in group if t.start or t.end), key=lambda t: (t.start, -(t.end or 0)))
    kept: list[Term] = []
    for term in dated or group[:1]:
        last = kept[-1] if kept else None
        if last and same_start(last.start, term.start):
            _take_better(last, term)
        elif last and (not last.end or _days(term.start) - _days(last.end) <= 62):
            if re.match(r"(?:acting|interim) ", last.role, re.I):
                last.role = term.role
            outdated = not term.end and last.end and term.source.until <= last.end  # it could not know of the end
            if not outdated and (not last.end or not term.end or term.end > last.end):
                last.end, last.source = term.end, term.source
        else:
            kept.append(term)
    return kept


def same_start(one: int, other: int) -> bool:
    """Whether two stored dates may be one, within a month where both are exact."""
    if one == other:
        return True
    precise = bool(one % 10000) and bool(other % 10000)
    return abs(_days(one) - _days(other)) <= 31 if precise else one // 10000 == other // 10000


def _take_better(last: Term, term: Term) -> None:
    if not last.start % 10000 or (term.start % 100 and not last.start % 100):
        last.start = term.start
    if term.end and (not last.end or not last.end % 10000):
        last.end, last.source = term.end, term.source
    elif not last.end and not term.end and term.source.until > last.source.until:
        last.source = term.source


def _days(number: int) -> int:
    if not number:
        return 0
    year, month, day = number // 10000, number // 100 % 100 or 1, number % 100 or 1
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return date(year, month, 28).toordinal()
