"""``onrecord remove``: erase documents from a record, with everything that was made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common.record import FOUND, NOTHING, Database, opened_record, telling, write
from onrecord.errors import OptionError

if TYPE_CHECKING:
    from onrecord.store import Store, StoredDocument

EPILOG = """\
\b
What is erased: the text, all its statements and codings, earlier readings, people's decisions on it, and names that no
other document has. Copies that were saved or exported before are not touched. The file is written anew afterwards, so
that no trace stays in it; --no-compact leaves that for later, where many are removed one after the other.

\b
Examples:
  onrecord remove 17 --db record.db
  onrecord remove https://coastwire.example/2031/06/monitors --yes --db record.db

\b
Exit codes:
  0    erased
  1    there is no such document, or you said no; nothing was erased
  2    wrong usage, or a record that cannot be used
"""


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("remove", epilog=EPILOG)(remove_command)


def remove_command(
    documents: Annotated[
        list[str],
        typer.Argument(metavar="DOCUMENT", help="Key of a document, or a URL: all its versions.", show_default=False),
    ],
    *,
    db: Database,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    compact: Annotated[bool, typer.Option(help="Write the file anew, so that no trace stays.")] = True,
) -> None:
    """Erase documents and everything that was made of them, for good."""
    with opened_record(db, read_only=False) as store:
        chosen: dict[int, StoredDocument] = {}
        for name in documents:
            with telling():
                found = _found(store, name)
            if not found:
                from onrecord.cli.common.run import say

                say(f"there is no document {name!r} in the record")
                raise typer.Exit(NOTHING)
            chosen |= {one.key: one for one in found}
        for one in chosen.values():
            write(f"{_told(one)}\n")
        if not yes and not typer.confirm(f"Erase {len(chosen)} for good?", default=False, err=True):
            raise typer.Exit(NOTHING)
        with store.writing() as writer:
            for key in chosen:
                writer.remove(key)
            if compact:
                writer.compact()
    write(f"erased: {len(chosen)}\n")
    raise typer.Exit(FOUND)


def _found(store: Store, name: str) -> list[StoredDocument]:
    if "://" in name:
        return list(store.documents(url=name))
    if not name.isascii() or not name.isdigit():
        raise OptionError(f"{name!r} is neither a key nor a URL. Find keys with: onrecord search")
    document = store.document(int(name))
    return [] if document is None else [document]


def _told(document: StoredDocument) -> str:
    from onrecord.export.words import one_line

    facts = (document.title, document.outlet, document.published, document.url)
    return one_line(f"{document.key}: " + " · ".join(fact for fact in facts if fact))
