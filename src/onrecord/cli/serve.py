"""``onrecord serve``: the record in a browser."""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common.parameters import Actors, CodebookName
from onrecord.cli.common.record import telling, write
from onrecord.cli.common.run import say

if TYPE_CHECKING:
    from fastapi import FastAPI

    from onrecord.serve import Settings

EPILOG = """\
\b
Examples:
  onrecord serve --db record.db
  onrecord serve --db record.db --port 0 --open
  onrecord serve --db new.db --new
  onrecord serve --db record.db --actors actors.csv --codebook codebook.csv
  onrecord serve --new-token "Ada Vennick" --role reader >> users.toml
  onrecord serve --db record.db --host 0.0.0.0 --users users.toml --allow-host desk.example
  ONRECORD_TOKEN=… onrecord serve --db postgresql://desk@db.example/record --host 10.0.0.7

\b
Who may come in: on loopback, where nobody else can reach it, whoever uses this machine. Any other address needs
--token, which whoever has it may use to read and change, or --users, a file of names, roles and hashed tokens. Between
machines, put a server in front that speaks https, on the same machine, and name it with --allow-host.
What may have changed something is noted in RECORD.changes.jsonl beside the record.

\b
Exit codes:
  0    ended, by Ctrl-C or otherwise
  2    wrong usage, a record, a file or an address that cannot be used
"""
#: Seconds that what is being answered has when the application ends.
_GRACE = 3
#: Seconds after which a thread that counts lets others have a turn, so that small pages need not wait long for large.
_TURN = 0.001


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("serve", epilog=EPILOG)(serve_command)


def serve_command(  # noqa: PLR0913 (every option of the command is a parameter: that is how typer knows them)
    *,
    db: Annotated[
        str | None,
        typer.Option(
            "--db", metavar="DATABASE", envvar="ONRECORD_DB", help="The record: a SQLite file or postgresql://…"
        ),
    ] = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 for any that is free.")] = 8000,
    token: Annotated[
        str | None,
        typer.Option("--token", metavar="TOKEN", envvar="ONRECORD_TOKEN", help="Whoever sends it may read and change."),
    ] = None,
    users: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Who may come in: TOML or CSV with name, role (reader, editor), token."),
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name that browsers use for it, such as a proxy's.")
    ] = None,
    actors: Actors = None,
    codebook: CodebookName = None,
    new: Annotated[
        bool, typer.Option("--new", help="Begin an empty record where there is none; the page Add fills it.")
    ] = False,
    allow_private: Annotated[
        bool,
        typer.Option(
            "--allow-private", help="Let articles be fetched from private, loopback and link-local addresses too."
        ),
    ] = False,
    browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    new_token: Annotated[
        str | None, typer.Option(metavar="NAME", help="Make a token for somebody, print the entry of --users, and end.")
    ] = None,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="Of --new-token: reader or editor.")] = "editor",
) -> None:
    """Open the record in a web application on this machine, with its API at /api/v1/.

    It listens on loopback, where only this machine can reach it. It prints its address and runs until Ctrl-C.
    """
    from onrecord.errors import OptionError

    with telling():
        if new_token is not None:
            _make_token(new_token, role)
            return
        if db is None:
            raise OptionError("no record is given. Give one with --db, or in ONRECORD_DB")
        from onrecord.serve import Settings, create_app
        from onrecord.serve.hosts import check_settings

        hosts = tuple(allow_host or ())
        settings = Settings(db, host, port, token, users, actors, codebook, hosts, allow_private, new=new, warm=True)
        check_settings(settings)
        _check_there(settings)
        _check_reading(settings)
        listening = _listening(host, port)
        with listening:
            app = create_app(settings)
            _run(app, listening, host, browser)


def _make_token(name: str, role: str) -> None:
    """Print a user's entry, and the token on standard error: the one goes to a file, the other is seen once."""
    from onrecord.errors import OptionError
    from onrecord.serve.users import ROLES, User, entry_of, hashed, new_token

    if role not in ROLES:
        raise OptionError(f"--role {role!r} is not known. Use reader or editor")
    if not name.strip() or not name.isprintable():
        raise OptionError(f"--new-token {name!r} is no name. Give letters on one line")
    token = new_token()
    say(f"The token of {name}, which is shown only now: {token}")
    write(entry_of(User(name.strip(), "editor" if role == "editor" else "reader", hashed(token))))


def _check_there(settings: Settings) -> None:
    """Refuse a record that is not there, unless it is to be begun."""
    from onrecord.errors import StoreError
    from onrecord.store.database.address import address_of

    address = address_of(settings.db)
    if not settings.new and address.path is not None and not address.path.exists():
        remedy = f"Make it with onrecord add … --db {address.name}, or begin an empty one here with --new"
        raise StoreError(address.name, "there is no such file", remedy)


def _check_reading(settings: Settings) -> None:
    """Refuse actors and codebooks that articles could not be read with later."""
    from onrecord.pipeline import codebook_of
    from onrecord.resolve import registry_of

    if settings.actors is not None:
        registry_of(settings.actors)
    codebook_of(settings.codebook)


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that is bound to an address.

    Raises
    ------
    OptionError
        If the address is none of this machine, or the port is taken.
    """
    from onrecord.errors import OptionError

    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise OptionError(
            f"--host {host} is no address ({error}). Give one of this machine, such as 127.0.0.1"
        ) from error
    found = socket.socket(family, kind, protocol)
    try:
        if socket.has_ipv6 and family == socket.AF_INET6:
            found.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(128)
    except OSError as error:
        found.close()
        reason = error.strerror or str(error)
        raise OptionError(
            f"{host}:{port} cannot be listened on ({reason}). Give another --port, or 0 for any"
        ) from error
    return found


def _run(app: FastAPI, listening: socket.socket, host: str, browser: bool) -> None:
    """Answer until somebody ends it; the address is told once Ctrl-C is listened for."""
    import uvicorn

    sys.setswitchinterval(_TURN)
    address = _address(host, listening.getsockname()[1])

    class Telling(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            say("Ctrl-C ends it")
            write(f"{address}\n")
            if browser:
                import webbrowser

                webbrowser.open(address)

    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=_GRACE)
    with suppress(KeyboardInterrupt):
        Telling(config).run(sockets=[listening])
    say("ended")


def _address(host: str, port: int) -> str:
    """Return where a browser finds it; a host that stands for all of the machine's own goes by the machine's name."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 (nothing is bound here)
        host = socket.gethostname()
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
