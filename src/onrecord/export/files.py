"""Files that others than us write: beside their final name first, in place only when they are complete."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from onrecord.errors import OptionError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a path to write to, which becomes ``path`` when the block ends without an exception.

    What was there before stays otherwise.

    Raises
    ------
    OptionError
        If the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield partial
        if target.exists():
            shutil.copymode(target, partial)
        os.replace(partial, target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OptionError(f"--output {path} cannot be written ({reason}). Choose another place") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def missing(library: str, extra: str) -> OptionError:
    """Return the error that says which extra brings a library.

    >>> str(missing("pyarrow", "parquet"))
    "pyarrow is not installed. Install it with: pip install 'onrecord[parquet]'"
    """
    return OptionError(f"{library} is not installed. Install it with: pip install 'onrecord[{extra}]'")
