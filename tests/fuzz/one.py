"""Fuzzes one target in a process of its own, guided by which branches an input takes: ``python -m fuzz.one NAME …``.

What follows the name goes to libFuzzer, through atheris.
"""

from __future__ import annotations

import importlib
import sys
import warnings


def main(name: str, arguments: list[str]) -> None:
    """Run until libFuzzer ends; an input that breaks the target ends the process with a file of it."""
    import atheris

    warnings.simplefilter("ignore")
    with atheris.instrument_imports(include=["onrecord"], enable_loader_override=False):
        from fuzz.targets import TARGETS

        target = TARGETS[name]
    guiding = ["onrecord", *(library.partition(".")[0] for library in target.libraries)]
    with atheris.instrument_imports(include=guiding, enable_loader_override=False):
        for library in target.libraries:
            importlib.import_module(library)
        parse = target.make()
    atheris.Setup([sys.argv[0], *arguments], parse)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
