"""What stands in brackets behind the name of an American politician: party and state, "(R-Ky.)"."""

from __future__ import annotations

import re

from onrecord.document import Span

_LABEL = re.compile(r",? ?\(?([RDI])(?:-|–|\.?, )([A-Z][A-Za-z.]*(?: [A-Z][a-z.]+)?)(?=[),])")
_PARTIES = {"R": "republican", "D": "democrat", "I": "independent"}
_SHORT = """
ala alabama|al alabama|alaska alaska|ak alaska|ariz arizona|az arizona|ark arkansas|ar arkansas|
calif california|ca california|colo colorado|co colorado|conn connecticut|ct connecticut|del delaware|
de delaware|fla florida|fl florida|ga georgia|hi hawaii|id idaho|ill illinois|il illinois|ind indiana|
in indiana|ia iowa|kan kansas|ks kansas|ky kentucky|la louisiana|me maine|md maryland|mass massachusetts|
ma massachusetts|mich michigan|mi michigan|minn minnesota|mn minnesota|miss mississippi|ms mississippi|
mo missouri|mont montana|mt montana|neb nebraska|ne nebraska|nev nevada|nv nevada|nh new hampshire|
nj new jersey|nm new mexico|ny new york|nc north carolina|nd north dakota|oh ohio|okla oklahoma|ok oklahoma|
ore oregon|or oregon|pa pennsylvania|ri rhode island|sc south carolina|sd south dakota|tenn tennessee|
tn tennessee|tex texas|tx texas|ut utah|vt vermont|va virginia|wash washington|wa washington|wva west virginia|
wv west virginia|wis wisconsin|wi wisconsin|wyo wyoming|wy wyoming
"""
_STATES = dict(pair.strip().split(" ", 1) for pair in _SHORT.replace("\n", "").split("|"))


def party_label(text: str, behind: int) -> tuple[Span, str, frozenset[str]] | None:
    """Party and state behind a place: where they stand, the party's member, and all words that they tell.

    >>> party_label("Sen. Ada Quell (R-Ky.) said", 14)[1:] == ("republican", frozenset({"republican", "kentucky"}))
    True
    """
    match = _LABEL.match(text, behind, behind + 40)
    if match is None:
        return None
    party, state = _PARTIES[match[1]], re.sub(r"[^a-z]", "", match[2].casefold())
    named = _STATES.get(state, match[2].casefold())
    return Span(match.start(1), match.end(2)), party, frozenset({party, *named.split()})
