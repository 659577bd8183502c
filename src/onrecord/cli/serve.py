"""``onrecord serve``: the record in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.record import Database, telling


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("serve")(serve_command)


def serve_command(
    *,
    db: Database,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 for any that is free.")] = 8000,
) -> None:
    """Open the record in a web application on this machine."""
    import uvicorn

    from onrecord.serve import Settings, create_app

    with telling():
        app = create_app(Settings(db, host, port))
    typer.echo(f"http://{host}:{port}/")
    uvicorn.run(app, host=host, port=port, log_level="warning")
