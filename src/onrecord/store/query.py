"""What a record can be asked for: one definition of the filters, for Python, the command line and the API."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from onrecord.codes import ACTS, STANCES
from onrecord.errors import OptionError
from onrecord.statement import QuoteType
from onrecord.store.rows.days import days_of
from onrecord.store.rows.wording import phrases_of, words_of

Sort = Literal["relevance", "newest", "oldest"]
#: Most hits of a page.
LARGEST = 1000
#: Last page that can be asked for.
LAST = 1_000_000
#: Most characters of a value.
LONGEST = 1000
TEXTS = ("text", "actor", "issue", "recipient", "outlet")


#: What each field of a query asks for.
HELP = {
    "text": 'Words of the content or the speaker\'s name; "in quotation marks" as a phrase.',
    "actor": "Who said it: name, a part of the name, another name, or id.",
    "act": f"What was done: {', '.join(ACTS)} or unclear.",
    "stance": f"Towards the issue: {', '.join(STANCES)} or unclear.",
    "issue": "What about: id of the issue, or words of its label.",
    "recipient": "To or about whom: as for the actor.",
    "outlet": "Who published it, by the whole name.",
    "quote_type": "How it was quoted: direct, indirect or mixed.",
    "since": "Said on this day or later; a month or a year will do.",
    "until": "Said on this day or earlier; a month or a year will do.",
    "sort": "relevance (the default with words), newest (without words) or oldest first.",
    "page": "Which page, from 1.",
    "size": f"Hits on a page, up to {LARGEST}.",
}


@dataclass(frozen=True, slots=True)
class Query:
    """Filters of statements; all of those given must hold. Each field's help is in :data:`HELP`.

    >>> Query("ceasefire", actor="Vennick", act="request").checked().act
    'REQUEST'
    """

    text: str | None = None
    actor: str | None = None
    act: str | None = None
    stance: str | None = None
    issue: str | None = None
    recipient: str | None = None
    outlet: str | None = None
    quote_type: str | None = None
    since: str | None = None
    until: str | None = None
    sort: Sort | None = None
    page: int = 1
    size: int = 20

    def checked(self) -> Query:
        """Return the query as it is run: values in their own spelling, dates as days, an order chosen.

        Raises
        ------
        OptionError
            If a value makes no sense.
        """
        if self.text is not None and not phrases_of(self.text):
            raise OptionError(f"text {self.text!r} has no word. Give a word to look for")
        for name in TEXTS:
            value = getattr(self, name)
            if value is not None and len(value) > LONGEST:
                raise OptionError(f"{name} has {len(value):,} characters. Give at most {LONGEST}")
        for name in ("actor", "issue", "recipient"):
            value = getattr(self, name)
            if value is not None and not words_of(value):
                raise OptionError(f"{name} {value!r} has no word. Give a name or an id")
        if not 1 <= self.page <= LAST or not 1 <= self.size <= LARGEST:
            raise OptionError(
                f"page {self.page} of size {self.size} does not exist. Pages count from 1 and have 1 to {LARGEST} hits"
            )
        since, until = self._day("since"), self._day("until")
        return replace(
            self,
            act=self._one_of("act", (*ACTS, "unclear")),
            stance=self._one_of("stance", (*STANCES, "unclear")),
            quote_type=self._one_of("quote_type", get_args(QuoteType)),
            since=since and since[0],
            until=until and until[1],
            sort=self._order(),
        )

    def _one_of(self, name: str, known: tuple[str, ...]) -> str | None:
        value = getattr(self, name)
        if value is None:
            return None
        spelt = {one.casefold(): one for one in known}
        if value.casefold() not in spelt:
            raise OptionError(f"{name} {value!r} is not known. Use one of: {', '.join(known)}")
        return spelt[value.casefold()]

    def _day(self, name: str) -> tuple[str, str] | None:
        value = getattr(self, name)
        days = days_of(value)
        if value is not None and days is None:
            raise OptionError(f"{name} {value!r} is no date. Write 2031-06-17, 2031-06 or 2031")
        return days

    def _order(self) -> Sort:
        if self.sort is None:
            return "newest" if self.text is None else "relevance"
        order = cast("Sort", self._one_of("sort", get_args(Sort)))
        return "newest" if order == "relevance" and self.text is None else order
