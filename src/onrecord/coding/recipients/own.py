"""The state that somebody speaks for whose country is not known, told by how he speaks of it or is told of himself.

"In January I was wrong, and Orsk asks them to stay", said by a president, "the minister said Orsk was ready to", and
"Orsk's defence ministry said".
"""

from __future__ import annotations

import re

from onrecord.coding.recipients.page import Page
from onrecord.coding.recipients.parties import Party
from onrecord.coding.said import Said

#: What somebody speaks of as the own doing: what a state will do, wants or is grateful for.
_COMMITTED = (
    r"\s+(?:\w+ly |now |also |still )?(?:will|would|shall|asks|expects|undertakes|respects|reserves|welcomes|supports"
    r"|regards|demands|proposes|offers|rejects|(?:is|was) (?:ready|prepared|willing|open|grateful|committed)"
    r"|(?:does|did|could|can) not|cannot|has no|had no)\b"
)
_DOING = re.compile(_COMMITTED)
_FIRST_PERSON = re.compile(r"\b(?:we|our|us|i|my)\b")
#: Whose somebody is told to be: "Orsk's foreign minister".
_OWNER = re.compile(r"\b(\w+)['’]s\b")
_OWNER_AND_NAME = re.compile(r"(?:the )?\w+['’]s [A-Z]\w+(?: [A-Z]\w+)*")
#: Characters before the name of a state that opens a content.
_OPENING = 12
_NO_STATE = frozenset({"outlet", "party"})


def own_states(page: Page, speaks_officially: frozenset[int]) -> dict[int, set[int]]:
    """The parties that each person speaks for, by how he speaks of them.

    Of 136 such candidates on train and dev 3 were annotated.

    Parameters
    ----------
    speaks_officially : frozenset of int
        The parties that are persons in an office, of no known country.
    """
    found: dict[int, set[int]] = {}
    for source in sorted(speaks_officially):
        for index in page.parties.all[source].told:
            found.setdefault(source, set()).update(_own_in(page, index))
    return found


def _own_in(page: Page, index: int) -> set[int]:
    """Those named in one statement of which its source speaks so."""
    text, own = page.scene.text, set(page.parties.sources[index])
    content = page.scene.attributions[index].content
    personal = any(_FIRST_PERSON.search(piece.of(text).casefold()) for piece in content)
    found: set[int] = set()
    for piece in content:
        for place in page.places(piece.start, piece.end):
            if place.kind != "name" or place.party in own or not _may_be_a_state(page.parties.all[place.party]):
                continue
            opens = place.span.start - piece.start < _OPENING
            if (personal or opens) and _DOING.match(text, place.span.end):
                found.add(place.party)
    return found


def _may_be_a_state(party: Party) -> bool:
    """Tell whether a party is called like a state; an unknown one is easily taken for a person of one name."""
    return party.type not in _NO_STATE and not (party.type == "person" and " " in party.name)


def owners_of(page: Page, said: Said) -> frozenset[int]:
    """The parties whose the source is told to be: Orsk of "Orsk's foreign minister".

    Of 238 such candidates on train and dev 2 were annotated, requests left out.
    """
    source, text = said.resolution, page.scene.text
    if source is None:
        return frozenset()
    words = (span.of(text) for span in (*source.evidence, *said.attribution.source))
    names = {name for told in words for name in _OWNER.findall(told)} | {said.owner_in_name}
    names -= {source.name, ""}
    own = page.parties.sources[said.index]
    return frozenset(
        party.index
        for party in page.parties.all
        if party.name in names and party.entity is not None and party.type != "person" and party.index not in own
    )


def is_named_by_owner(said: Said) -> bool:
    """Tell whether the source is a name behind whose it is: "Orsk's Ilan Brod", who demands nothing of Orsk.

    Against "Orsk's farmers".
    """
    return any(_OWNER_AND_NAME.fullmatch(span.of(said.scene.text)) for span in said.attribution.source)
