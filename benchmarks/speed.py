"""``make bench``: speed and memory of onrecord and its peers, in turns, in one run on one machine.

Figures are ratios of the processes' own seconds; the seconds are printed, never judged.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tables import Section, renew
from turns import HERE, Measured, in_turns, polnear_texts, workers

#: What is aimed at: (name, ratio, whether more is better).
GOALS = {
    "words a second, against spaCy's parse": (1.5, True),
    "speed, against the bare session": (0.7, True),
    "resolving, against the rest of reading": (0.15, False),
    "coding, against the rest of reading": (0.2, False),
    "import, against numpy's": (1.5, False),
}


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


def ratios_of(found: dict[str, Measured]) -> dict[str, float]:
    """What is judged."""
    seconds = {label: measured.seconds for label, measured in found.items()}
    read = seconds["onrecord, read()"]
    ratios = {
        "speed, against the bare session": seconds["its bare session"] / read,
        "resolving, against the rest of reading": seconds["resolving alone"] / (read - seconds["resolving alone"]),
        "coding, against the rest of reading": seconds["coding alone"] / (read - seconds["coding alone"]),
    }
    if "spaCy, tagger and parser" in seconds:
        ratios["words a second, against spaCy's parse"] = seconds["spaCy, tagger and parser"] / read
    return ratios


def main() -> None:
    """Measure, print, and with ``--write`` renew the table in RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer-python", help="Python that has benchmarks/requirements.txt")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--articles", type=int, help="how many (default: all)")
    parser.add_argument("--write", action="store_true", help="renew the table in RESULTS.md")
    options = parser.parse_args()
    texts = polnear_texts(options.articles)
    words = sum(len(text.split()) for text in texts)
    scripts = {"memory": (sys.executable, "ours.py"), "ours": (sys.executable, "ours.py")}
    if options.peer_python:
        scripts["spacy"] = (options.peer_python, "peer_spacy.py")
    with workers(texts, **scripts) as started:
        ours = started["ours"]
        asked = [
            ("onrecord, read()", ours, "read"),
            ("its bare session", ours, "session"),
            ("resolving alone", ours, "resolve"),
            ("coding alone", ours, "code"),
        ]
        if options.peer_python:
            asked.append(("spaCy, tagger and parser", started["spacy"], "parse"))
            asked.append(("spaCy and textacy", started["spacy"], "quotations"))
        peak = started["memory"].measure("read")["peak_mb"]  # a process that keeps nothing for later stages
        found = in_turns(asked, options.runs)
    found["onrecord, read()"] = found["onrecord, read()"]._replace(peak_mb=peak)
    section = Section("speed", ["", "seconds", "words a second", "peak memory, MB"])
    for label, measured in found.items():
        section.row(label, f"{measured.seconds:.2f}", f"{words / measured.seconds:,.0f}", f"{measured.peak_mb:.0f}")
    section.text(f"{len(texts)} articles, {words:,} words, one thread on one core, median of {options.runs} in turns.")
    ratios = ratios_of(found) | {"import, against numpy's": import_seconds("onrecord") / import_seconds("numpy")}
    for name, ratio in ratios.items():
        goal, more = GOALS[name]
        met = ratio >= goal if more else ratio <= goal
        section.text(
            f"* {name}: {ratio:.2f} ({'at least' if more else 'at most'} {goal}: {'met' if met else 'NOT met'})"
        )
    section.text(f"* wheel: {wheel_megabytes():.1f} MB")
    renew(section, options.write)


if __name__ == "__main__":
    main()
