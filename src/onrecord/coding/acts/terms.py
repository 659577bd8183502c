"""Terms that a demand sets for something, which accepts it on a condition."""

from __future__ import annotations

import re

from onrecord.coding.said import Said

_TERMS = re.compile(
    r"^\W*(?:that )?any (?:[\w’'-]+ ){1,4}?"
    r"(?:must|should|ought to|needs? to|(?:has|have|had|will have|would have) to)\b"
    r"(?! (?:not|never|stop|end|cease|be (?:stopped|ended|banned|rejected|withdrawn|scrapped|dropped|removed|punished"
    r"|prosecuted|condemned))\b)"
)


def sets_terms(said: Said) -> bool:
    """Tell whether the content says what something has to be like: "any settlement must address its causes".

    Against "any attack must stop" and "the settlement must be signed".
    """
    return not said.attribution.negated and _TERMS.search(said.told) is not None
