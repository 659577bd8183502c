"""Heads of state and government as the World Factbook of January 2026 names them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from countries import field
from records import Country, Source

_UNTIL = 20260131
_LEADER = re.compile(
    r"^(?P<role>(?:Acting |Interim |Transitional )?(?:President|Prime Minister|Premier|Chancellor|King|Queen|Sultan"
    r"|Amir|Emir|Emperor|Grand Duke|Prince|Supreme Leader|Pope|Chief Executive))\s+(?P<name>[^(;,]+?)\s*"
    r"\((?:chairperson )?since (?:(?P<day>\d{1,2}) )?(?:(?P<month>[A-Z][a-z]+) )?(?P<year>\d{4})\)"
)
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True)
class Leader:
    """A name in its spellings, best first, with the words that the Factbook writes in capitals."""

    names: list[str]
    surname: str
    role: str
    country: str
    since: str
    source: Source


def read_leaders(kb: Path, countries: dict[str, Country]) -> Iterator[Leader]:
    """Leaders of all independent countries, in order of their codes."""
    from countries import rows

    for row in sorted(rows(kb / "country-codes.csv"), key=lambda r: r["ISO3166-1-Alpha-2"]):
        code = row["ISO3166-1-Alpha-2"].strip()
        path = kb / "factbook" / f"{row['FIPS'].lower()}.json"
        if code not in countries or not countries[code].independent or not path.exists():
            continue
        book = json.loads(path.read_text("utf-8"))
        texts = {field(book, "Government", "Executive branch", k) for k in ("chief of state", "head of government")}
        for text in sorted(texts):
            leader = _leader(html.unescape(text), code, Source(f"factbook/{path.name}", _UNTIL))
            if leader:
                yield leader


def _leader(text: str, code: str, source: Source) -> Leader | None:
    match = _LEADER.match(re.sub(r"^(?:Taoiseach) \(Prime Minister\)", "Prime Minister", text))
    if not match or " of " in match["name"]:
        return None
    role = re.sub(r"^(?:Acting|Interim|Transitional) ", "", match["role"])
    words = re.sub(r"^(?:Sr\. Gen\.|Gen\.|Col\.|Dr\.|Sir|Sheikh|Ratu) ", "", match["name"]).split()
    upper = [w for w in words if len(w) > 1 and w == w.upper() and "." not in w]
    if not upper:
        return None
    since = match["year"]
    if match["month"] in _MONTHS:
        since += f"-{_MONTHS.index(match['month']) + 1:02}" + (f"-{int(match['day']):02}" if match["day"] else "")
    return Leader(_names(words, upper), " ".join(upper), role, code, since, source)


def _names(words: list[str], upper: list[str]) -> list[str]:
    full = " ".join(_capitalised(w) if w in upper else w for w in words)
    last = max(i for i, w in enumerate(words) if w in upper)
    first = min(i for i, w in enumerate(words) if w in upper)
    if first == 0:  # the family name first: XI Jinping; what follows belongs to it
        return [full]
    short = " ".join([words[0], *(_capitalised(w) for w in words[first : last + 1])])
    return list(dict.fromkeys([short, full]))


def _capitalised(word: str) -> str:
    if re.fullmatch(r"[IVX]+", word):
        return word
    parts = re.split(r"([-'’])", word.lower())
    return "".join(p if i and p in {"el", "al"} else p[:1].upper() + p[1:] for i, p in enumerate(parts))
