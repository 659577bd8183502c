"""What a body may be called, told from the words of its name: "the school" for Norvale Academy."""

from __future__ import annotations

from functools import lru_cache

from onrecord.resolve.cast.figures import Figure


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: By noun, words of names of those who are called so.
_NAMED = {
    "school": _words("school academy college primary grammar"),
    "force": _words("police constabulary"),
    "bloc": _words("union alliance community pact league commonwealth bloc"),
    "alliance": _words("alliance pact coalition"),
    "charity": _words("charity foundation trust fund cross"),
    "newspaper": _words(
        "newspaper times post herald tribune journal gazette courier chronicle dispatch sentinel examiner"
    ),
    "watchdog": _words("watchdog commission authority regulator ombudsman inspectorate"),
    "regulator": _words("regulator commission authority inspectorate"),
    "department": _words("department ministry"),
    "tribunal": _words("tribunal court"),
    "lender": _words("bank"),
    "airline": _words("airline airlines airways"),
    "carrier": _words("airline airlines airways"),
    "carmaker": _words("motors motor automobiles cars"),
    "automaker": _words("motors motor automobiles"),
    "drugmaker": _words("pharmaceuticals pharma therapeutics"),
    "chipmaker": _words("semiconductor semiconductors"),
    "hospital": _words("hospital infirmary clinic"),
    "broadcaster": _words("broadcasting broadcaster television tv radio"),
    "club": _words("club fc afc united rovers wanderers"),
    "university": _words("university college"),
    "union": _words("union workers teamsters federation brotherhood"),
    "panel": _words("committee subcommittee commission"),
    "committee": _words("committee subcommittee"),
    "party": _words("party republicans democrats tories"),
}
#: Nouns for bodies that no word of their names tells, by the registry's id.
_KNOWN = {
    "org:nato": _words("alliance bloc organisation organization"),
    "org:european-union": _words("bloc union"),
    "org:united-nations": _words("body organisation organization"),
    "org:asean": _words("bloc association"),
    "org:african-union": _words("bloc union"),
    "org:icrc": _words("organisation organization committee agency"),
    "org:red-crescent": _words("organisation organization agency"),
}


#: What makes an army none that is "the army" of a country.
_INSURGENT = _words("liberation resistance salvation revolutionary")


def nouns_of(figure: Figure) -> frozenset[str]:
    """Words of a body's name, and what bodies with such names are called; nothing for a person.

    "The council" for the Concord Council, "the bloc" for the Coastal Union.
    """
    if figure.person:
        return frozenset()
    known = figure.known
    words = tuple(known.name.split()) if known is not None and len(figure.words) < 2 and known.type != "outlet" else ()
    own = _nouns((*figure.words, *words))
    return own | _KNOWN.get(known.id, frozenset()) if known is not None else own


@lru_cache(maxsize=4096)
def _nouns(words: tuple[str, ...]) -> frozenset[str]:
    lower = {word.casefold() for word in words}
    lower -= {"army"} if lower & _INSURGENT else set()
    return frozenset(lower) | {noun for noun, names in _NAMED.items() if len(words) > 1 and not lower.isdisjoint(names)}
