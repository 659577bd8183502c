"""Compare int8 with fp32 on development data: ``python training/parity.py --model FOLDER``.

Prints linked F1 of both and the share of decisions that differ, and fails where int8 loses more than half a point.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import tempfile
from pathlib import Path

from tune import CORPORA, cases, score

from onrecord.attribute import Decoding
from onrecord.encode.model import ModelFolder
from onrecord.encode.session import Encoder

ALLOWED = 0.5


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora")))
    options = parser.parse_args()
    int8 = ModelFolder(options.model, json.loads((options.model / "manifest.json").read_text()))
    decoding = Decoding.of(int8.manifest)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "model.onnx").symlink_to((options.model / "model.fp32.onnx").resolve())
        (folder / "tokenizer.json").symlink_to((options.model / "tokenizer.json").resolve())
        fp32 = dataclasses.replace(int8, path=folder)
        both = {name: cases(Encoder(model), options.corpora, "dev") for name, model in (("int8", int8), ("fp32", fp32))}
    worst = 0.0
    for corpus in CORPORA:
        linked = {name: score([c for c in found if c.corpus == corpus], decoding).linked.f1 for name, found in both.items()}
        print(f"{corpus}: linked F1 int8 {linked['int8']:.2f}, fp32 {linked['fp32']:.2f}")
        worst = max(worst, linked["fp32"] - linked["int8"])
    if worst > ALLOWED:
        raise SystemExit(f"int8 loses {worst:.2f} points of linked F1; {ALLOWED} are allowed")


if __name__ == "__main__":
    main()
