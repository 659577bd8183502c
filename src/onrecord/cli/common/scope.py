"""Which statements a command is about: the filters of a query as options, and what analyses add to them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from onrecord.store.query import HELP, Query

if TYPE_CHECKING:
    from onrecord.store.asking.tellings import Once, Scope


class By(StrEnum):
    """Who is one."""

    actor = "actor"
    country = "country"


Words = Annotated[str | None, typer.Option("--text", metavar="WORDS", help=HELP["text"])]
Actor = Annotated[str | None, typer.Option(metavar="NAME", help=HELP["actor"])]
# typer takes a metavar that is the parameter's own name for the option's name: those two are named
Country = Annotated[
    str | None,
    typer.Option("--country", metavar="COUNTRY", help="Only actors of this country, as the record has it."),
]
Act = Annotated[str | None, typer.Option(help=HELP["act"])]
Stance = Annotated[str | None, typer.Option(help=HELP["stance"])]
Issue = Annotated[str | None, typer.Option("--issue", metavar="ISSUE", help=HELP["issue"])]
Recipient = Annotated[str | None, typer.Option(metavar="NAME", help=HELP["recipient"])]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help=HELP["outlet"])]
QuoteType = Annotated[str | None, typer.Option(metavar="TYPE", help=HELP["quote_type"])]
Since = Annotated[str | None, typer.Option(metavar="DATE", help=HELP["since"])]
Until = Annotated[str | None, typer.Option(metavar="DATE", help=HELP["until"])]
Together = Annotated[By, typer.Option("--by", help="Who is one: an actor, or all of a country.")]


class Filters(NamedTuple):
    """Values of the options."""

    text: str | None
    actor: str | None
    country: str | None
    act: str | None
    issue: str | None
    recipient: str | None
    outlet: str | None
    since: str | None
    until: str | None
    stance: str | None = None
    by: By = By.actor

    def scope(self, once: Once = "utterance") -> Scope:
        """Return what they ask for."""
        from onrecord.store.asking.tellings import Scope

        query = Query(
            text=self.text,
            actor=self.actor,
            act=self.act,
            stance=self.stance,
            issue=self.issue,
            recipient=self.recipient,
            outlet=self.outlet,
            since=self.since,
            until=self.until,
        )
        return Scope(query, self.by.value, self.country, once)
