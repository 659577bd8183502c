"""``make bench``: speed and memory of onrecord against peers, in one run on one machine.

Figures are ratios; seconds are printed, never judged. PolNeAR dev is read where the corpora are there, else the
bundled examples.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples" / "invented" / "text"
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
#: What is aimed at: (name, ratio, whether more is better).
GOALS = {
    "words a second, against spaCy's parse": (1.5, True),
    "speed, against the bare session": (0.7, True),
    "resolving, against the rest of reading": (0.15, False),
    "coding, against the rest of reading": (0.2, False),
    "import, against numpy's": (1.5, False),
}


def texts() -> list[str]:
    """The articles to read."""
    folder = Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora")) / "polnear" / "dev" / "text"
    files = sorted((folder if folder.is_dir() else EXAMPLES).glob("*.txt"))
    return [file.read_bytes().decode("utf-8") for file in files]


def run(python: str, script: str, articles: list[str], runs: int) -> dict[str, Any]:
    """Run one of the scripts beside this one with one thread."""
    command = ["taskset", "-c", "0", python, str(HERE / script), str(runs)]
    if not Path("/usr/bin/taskset").exists():
        command = command[3:]
    done = subprocess.run(
        command, input=json.dumps(articles), capture_output=True, text=True, check=True, env=os.environ | ONE_THREAD
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def import_seconds(module: str, repeats: int = 15) -> float:
    """Median seconds that a new interpreter needs to import a module, less those to start."""
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(repeats)
    ]
    return statistics.median(float(done.stdout) for done in runs)


def wheel_megabytes() -> float:
    """Size of the wheel."""
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", place, str(HERE.parent)]
        subprocess.run(command, check=True)
        return next(Path(place).glob("*.whl")).stat().st_size / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer-python", help="Python that has benchmarks/requirements.txt")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    articles = texts()
    words = sum(len(article.split()) for article in articles)
    started = time.perf_counter()
    ours = run(sys.executable, "ours.py", articles, options.runs)
    read, session = statistics.median(ours["read"]), statistics.median(ours["session"])
    print(f"{len(articles)} articles, {words} words, one thread, median of {options.runs}")
    print(f"  read()              {read:7.2f} s  {words / read:8.0f} words/s   peak memory {ours['peak_mb']:.0f} MB")
    print(f"  bare session        {session:7.2f} s  {ours['tokens'] / session:8.0f} tokens/s")
    resolving, coding = statistics.median(ours["resolve"]), statistics.median(ours["code"])
    print(f"  resolving alone     {resolving:7.2f} s")
    print(f"  coding alone        {coding:7.2f} s")
    ratios = {
        "speed, against the bare session": session / read,
        "resolving, against the rest of reading": resolving / (read - resolving),
        "coding, against the rest of reading": coding / (read - coding),
    }
    if options.peer_python:
        peer = run(options.peer_python, "peer_spacy.py", articles, options.runs)
        parse = statistics.median(peer["runs"])
        print(f"  spaCy {'+'.join(peer['pipeline']):<13} {parse:7.2f} s  {words / parse:8.0f} words/s")
        ratios["words a second, against spaCy's parse"] = parse / read
    ratios["import, against numpy's"] = import_seconds("onrecord") / import_seconds("numpy")
    for name, ratio in ratios.items():
        goal, more = GOALS[name]
        met = ratio >= goal if more else ratio <= goal
        print(f"{name}: {ratio:.2f} ({'at least' if more else 'at most'} {goal}: {'met' if met else 'NOT met'})")
    print(f"wheel: {wheel_megabytes():.1f} MB")
    print(f"measured in {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
