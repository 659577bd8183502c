"""Fuzzes the parsers of foreign bytes, a few at a time, for so many seconds each.

``python -m fuzz`` goes on where it was: what has had its seconds is passed over until all have had them, and the corpus
of each, the inputs that take other ways through the code, is kept and grows. ``python -m fuzz NAME --input FILE`` runs
one input again.
"""

from __future__ import annotations

import argparse
import base64
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

from fuzz.target import Target
from fuzz.targets import TARGETS

#: Seconds after which what was done is written down.
_STRETCH = 60
#: Seconds that one input may take before it counts as one that never ends, and megabytes that it may take.
_LONGEST, _MOST_MEMORY = 60, 2_048
_BROKEN = "broken-"
#: Bytes of an input up to which it is shown.
_SHOWN = 4_096


def main(arguments: list[str] | None = None) -> int:
    """Return 0 where no input breaks a parser, 1 where one does."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which ones: {', '.join(TARGETS)}; all by default")
    parser.add_argument("--seconds", type=int, default=600, help="for each; 600 by default")
    parser.add_argument("--jobs", type=int, default=2, help="at a time; 2 by default")
    parser.add_argument("--seed", type=int, default=0, help="for the same inputs in each run")
    parser.add_argument("--input", type=Path, help="run this file alone, without searching for others")
    parser.add_argument("--minimise", action="store_true", help="take into the seeds what they lack")
    given = parser.parse_args(arguments)
    unknown = [name for name in given.names if name not in TARGETS]
    if unknown:
        parser.error(f"there is no parser {unknown[0]!r}. Give some of: {', '.join(TARGETS)}")
    targets = [TARGETS[name] for name in given.names] or [*TARGETS.values()]
    if given.input is not None:
        for target in targets:
            target.make()(given.input.read_bytes())
        return 0
    if find_spec("atheris") is None:
        parser.error("atheris is not installed; it runs on Linux with an x86-64 processor")
    runs = [Run(target, given.seconds, given.seed) for target in targets]
    if given.minimise:
        return max(run.minimise() for run in runs)
    if not any(run.left for run in runs):
        for run in runs:
            run.note(0)
    with ThreadPoolExecutor(given.jobs) as pool:
        broken = [*pool.map(Run.finish, runs)]
    return int(any(broken))


def folder() -> Path:
    """Return where corpora are kept."""
    work = os.environ.get("ONRECORD_WORK") or Path.home() / ".cache" / "onrecord"
    return Path(work) / "fuzz"


class Run:
    """The fuzzing of one target, in a folder of its own: corpus, inputs that broke it, seconds that it had."""

    def __init__(self, target: Target, seconds: int, seed: int = 0) -> None:
        self.target = target
        self.seconds = seconds
        self.seed = seed
        self.folder = folder() / target.name
        self.corpus = self.folder / "corpus"
        self.corpus.mkdir(parents=True, exist_ok=True)

    @property
    def left(self) -> int:
        """Seconds that it should still have."""
        path = self.folder / "seconds"
        return self.seconds - (int(path.read_text("ascii") or 0) if path.exists() else 0)

    def note(self, seconds: int) -> None:
        """Write down how many seconds it has had."""
        self.folder.joinpath("seconds").write_text(str(seconds), "ascii")

    def finish(self) -> bool:
        """Fuzz until its seconds are over or an input breaks it; returns whether one does."""
        had = self.seconds - self.left
        while (left := self.left) > 0:
            stretch = min(left, _STRETCH)
            broken = self._ended(f"-max_total_time={stretch}", str(self.corpus), str(self.target.seeds))
            self.note(self.seconds - left + stretch)
            if broken:
                return True
        known = len([*self.corpus.iterdir()])
        _say(f"{self.target.name}: {self.seconds} seconds, {had} of them before; {known:,} inputs kept")
        return False

    def minimise(self) -> int:
        """Take into the seeds what the corpus adds to them, as few and as short as will do; returns the exit code."""
        return int(self._ended("-merge=1", str(self.target.seeds), str(self.corpus)))

    def _ended(self, *arguments: str) -> bool:
        """Run libFuzzer, and tell whether an input broke the target; says which, and how to run it again."""
        known = {*self.folder.glob(f"{_BROKEN}*")}
        options = (
            f"-seed={self.seed}",
            f"-timeout={_LONGEST}",
            f"-rss_limit_mb={_MOST_MEMORY}",
            f"-max_len={self.target.longest}",
            f"-dict={self.target.words}",
            f"-artifact_prefix={self.folder / _BROKEN}",
            f"-report_slow_units={_LONGEST}",
            "-reload=0",
        )
        command = [sys.executable, "-m", "fuzz.one", self.target.name, *options, *arguments]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode:
            _say(_told(done.stdout, done.stderr))
            for path in sorted({*self.folder.glob(f"{_BROKEN}*")} - known):
                again = f"PYTHONPATH=tests {sys.executable} -m fuzz {self.target.name} --input {path}"
                _say(f"{self.target.name} breaks. Again: {again}")
                if path.stat().st_size <= _SHOWN:
                    _say(f"The input in base64: {base64.b64encode(path.read_bytes()).decode('ascii')}")
        return bool(done.returncode)


def _told(out: bytes, error: bytes) -> str:
    """What a run that broke says of it: the exception, else the end of what libFuzzer says."""
    _, found, trace = out.decode("utf-8", "replace").partition("=== Uncaught Python exception: ===")
    return trace.strip()[-4_000:] if found else error.decode("utf-8", "replace")[-1_500:]


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
