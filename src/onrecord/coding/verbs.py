"""All the forms of a verb, so that a list of plain forms finds them in a text."""

from __future__ import annotations

from collections.abc import Iterable

#: Past tense and participle where they are irregular.
_IRREGULAR = {
    "be": "am is are was were been being", "have": "has had having", "do": "does did done", "go": "went gone goes",
    "say": "said", "tell": "told", "think": "thought", "know": "knew known", "feel": "felt", "find": "found",
    "hold": "held", "keep": "kept", "leave": "left", "make": "made", "mean": "meant", "meet": "met", "read": "read",
    "see": "saw seen", "send": "sent", "show": "showed shown", "seek": "sought", "speak": "spoke spoken",
    "stand": "stood", "swear": "swore sworn", "take": "took taken", "write": "wrote written", "give": "gave given",
    "begin": "began begun", "bring": "brought", "build": "built", "come": "came", "deal": "dealt",
    "draw": "drew drawn", "fall": "fell fallen", "fight": "fought", "forbid": "forbade forbidden", "hear": "heard",
    "lay": "laid", "lead": "led", "lose": "lost", "pay": "paid", "run": "ran", "rise": "rose risen", "sell": "sold",
    "shoot": "shot", "break": "broke broken", "throw": "threw thrown", "understand": "understood",
    "withdraw": "withdrew withdrawn", "win": "won", "buy": "bought", "catch": "caught", "choose": "chose chosen",
    "get": "got gotten", "foresee": "foresaw foreseen", "overthrow": "overthrew overthrown", "hit": "hit",
    "cut": "cut", "set": "set", "put": "put", "shut": "shut", "forgive": "forgave forgiven",
    "undertake": "undertook undertaken", "retake": "retook retaken", "bid": "bid", "strike": "struck",
    "hang": "hanged hung", "lie": "lied lying lay lain", "die": "died dying", "tie": "tied tying", "uphold": "upheld",
    "withhold": "withheld", "rebuild": "rebuilt", "overcome": "overcame", "rethink": "rethought",
}  # fmt: skip
_VOWELS = frozenset("aeiou")


def forms(verb: str) -> frozenset[str]:
    """Return the plain form and all others, in lower case; a form too many does no harm in a lookup.

    >>> sorted(forms("deny"))
    ['denied', 'denies', 'deny', 'denying']
    >>> sorted(forms("beg"))
    ['beg', 'begged', 'begging', 'begs']
    """
    found = {verb, *_IRREGULAR.get(verb, "").split()}
    if verb.endswith("e"):
        return frozenset(found | {verb + "s", verb + "d", (verb if verb.endswith("ee") else verb[:-1]) + "ing"})
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return frozenset(found | {verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"})
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    stems = {verb}
    if len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS:
        short = sum(letter in _VOWELS for letter in verb) == 1
        stems = {verb + verb[-1]} if short else {verb, verb + verb[-1]}
    return frozenset(found | {third} | {stem + end for stem in stems for end in ("ed", "ing")})


def by_form(verbs: Iterable[str]) -> dict[str, str]:
    """Return the plain form of every form of the verbs; the first verb wins where two share one.

    >>> by_form(["deny", "demand"])["demanding"]
    'demand'
    """
    found: dict[str, str] = {}
    for verb in verbs:
        for form in forms(verb):
            found.setdefault(form, verb)
    return found
