"""A PostgreSQL server of the tests' own, reached over a socket in its folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Whom the server runs as where the tests run as root, whom it refuses.
USER = "postgres"


def programs() -> Path | None:
    """Folder of initdb and pg_ctl, None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    command = shutil.which("initdb")
    return Path(command).resolve().parent if command else None


@contextmanager
def server(bin: Path) -> Iterator[str]:
    """Start a server with an empty cluster; yield the URL of its databases, with {} for the name of one."""
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    try:
        folder.chmod(0o755)
        if os.getuid() == 0:
            owner = pwd.getpwnam(USER)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        _run(bin / "initdb", "-D", folder / "data", "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C.UTF-8", "-N")
        settings = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=60"
        _run(bin / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", settings, "start")
        try:
            yield f"postgresql://{USER}@/{{}}?host={folder}"
        finally:
            _run(bin / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command: object) -> None:
    user = USER if os.getuid() == 0 else None
    # the server inherits its output: a pipe would stay open as long as it runs
    subprocess.run(
        [str(part) for part in command], user=user, group=user, cwd="/", check=True, stdout=subprocess.DEVNULL
    )
