"""Compare int8 with fp32 on development data: ``python training/parity.py --model FOLDER``.

Prints linked F1 of both and fails where int8 loses more than half a point. ``--write`` keeps what fp32 says of one
bundled article in ``tests/encode/parity.npz``, which ``make test`` compares with what is shipped.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import tempfile
from pathlib import Path

import numpy as np

from onrecord.attribute import Decoding
from onrecord.encode.model import ModelFolder
from onrecord.encode.session import Encoder
from onrecord.ingest import document_from_text
from tune import CORPORA, cases, score

ALLOWED = 0.5
ARTICLE = Path(__file__).parents[1] / "examples" / "invented" / "text" / "sounding-E10.txt"
ARRAYS = Path(__file__).parents[1] / "tests" / "encode" / "parity.npz"


def write_arrays(fp32: Encoder) -> None:
    """Keep the fp32 scores of one article."""
    encoding = fp32.encode(document_from_text(ARTICLE.read_text("utf-8")))
    np.savez_compressed(
        ARRAYS,
        cue_scores=encoding.cue_scores.astype(np.float16),
        role_scores=encoding.role_scores.astype(np.float16),
        cues=np.array([cue.token for cue in encoding.cues]),
    )


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora")))
    parser.add_argument("--write", action="store_true", help="renew tests/encode/parity.npz")
    options = parser.parse_args()
    int8 = ModelFolder(options.model, json.loads((options.model / "manifest.json").read_text()))
    decoding = Decoding.of(int8.manifest)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "model.onnx").symlink_to((options.model / "model.fp32.onnx").resolve())
        (folder / "tokenizer.json").symlink_to((options.model / "tokenizer.json").resolve())
        fp32 = dataclasses.replace(int8, path=folder)
        encoders = {"int8": Encoder(int8), "fp32": Encoder(fp32)}
        both = {name: cases(encoder, options.corpora, "dev") for name, encoder in encoders.items()}
        if options.write:
            write_arrays(encoders["fp32"])
    worst = 0.0
    for corpus in CORPORA:
        linked = {
            name: score([c for c in found if c.corpus == corpus], decoding).linked.f1 for name, found in both.items()
        }
        print(f"{corpus}: linked F1 int8 {linked['int8']:.2f}, fp32 {linked['fp32']:.2f}")
        worst = max(worst, linked["fp32"] - linked["int8"])
    if worst > ALLOWED:
        raise SystemExit(f"int8 loses {worst:.2f} points of linked F1; {ALLOWED} are allowed")


if __name__ == "__main__":
    main()
