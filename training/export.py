"""Export a trained network to ONNX: ``python training/export.py --weights network.pt --out FOLDER``.

Writes ``model.fp32.onnx`` and ``model.onnx`` (int8 weights, per channel, reduced range), one window a call.
"""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor, nn

from network import Network
from onrecord.encode.wordpiece import WordPieces
from quantize import prepared, quantize, training_windows, watch

OPSET = 17
OUTPUTS = ["states", "cue_scores", "role_scores", "cues", "argument_scores", "mention_scores"]


class OneWindow(nn.Module):
    """The network as the runtime calls it: one window in, log-probabilities out, cues chosen inside."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor, floor: Tensor) -> tuple[Tensor, ...]:
        """ids (L,), features (L, 4), floor () → what ``OUTPUTS`` names."""
        states, tags, roles = self.network.encode(ids[None], features[None])
        tags = torch.log_softmax(tags[0], -1)
        # the opening token always asks too, so that no tensor is ever empty
        likely = torch.exp(tags[1:-1, 1]) > floor
        always = torch.ones_like(likely[:1])
        cues = torch.cat([always, likely, ~always]).nonzero()[:, 0]
        arguments, _ = self.network.arguments(states, roles, torch.zeros_like(cues), cues, None)
        mentions = self.network.mention(states[0])
        scores = (torch.log_softmax(logits, -1) for logits in (roles[0], arguments, mentions))
        role_scores, argument_scores, mention_scores = scores
        return states[0], tags, role_scores, cues, argument_scores, mention_scores


def to_onnx(network: Network, path: Path) -> None:
    """Write the fp32 graph."""
    network.eval()
    ids = torch.randint(1000, 2000, (40,))
    features = torch.zeros(40, 4, dtype=torch.long)
    torch.onnx.export(
        OneWindow(network),
        (ids, features, torch.tensor(0.0)),
        path,
        input_names=["ids", "features", "floor"],
        output_names=OUTPUTS,
        dynamic_axes={
            "ids": {0: "length"},
            "features": {0: "length"},
            "states": {0: "length"},
            "cue_scores": {0: "length"},
            "role_scores": {0: "length"},
            "cues": {0: "asked"},
            "argument_scores": {0: "asked", 1: "length"},
            "mention_scores": {0: "length"},
        },
        opset_version=OPSET,
        dynamo=False,
    )


def compare(network: Network, path: Path) -> float:
    """Largest difference between torch and the exported graph on random windows."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    worst = 0.0
    for length in (3, 40, 256):
        ids = torch.randint(1000, 20000, (length,))
        features = torch.randint(0, 3, (length, 4))
        with torch.no_grad():
            expected = OneWindow(network).eval()(ids, features, torch.tensor(0.05))
        got = session.run(
            None, {"ids": ids.numpy(), "features": features.numpy(), "floor": np.array(0.05, dtype=np.float32)}
        )
        if not np.array_equal(expected[3].numpy(), got[3]):
            raise AssertionError("torch and ONNX ask different cues")
        worst = max(worst, *(float(np.abs(a.numpy() - b).max()) for a, b in zip(expected, got, strict=True)))
    return worst


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora")))
    parser.add_argument("--data", choices=("all", "open"), default="all", help="which training texts int8 is fitted on")
    options = parser.parse_args()
    state = torch.load(options.weights, weights_only=True)
    network = Network(None)
    network.load_state_dict(state["network"] if "network" in state else state)
    options.out.mkdir(parents=True, exist_ok=True)
    to_onnx(network, options.out / "model.fp32.onnx")
    print(f"torch against fp32 ONNX: largest difference {compare(network, options.out / 'model.fp32.onnx'):.1e}")
    texts = training_windows(WordPieces.from_file(options.base / "tokenizer.json"), options.corpora, options.data)
    graph = options.out / "model.prepared.onnx"
    to_onnx(prepared(network, watch(network, texts)), graph)
    quantize(graph, options.out / "model.onnx")
    graph.unlink()
    shutil.copy(options.base / "tokenizer.json", options.out / "tokenizer.json")
    for name in ("model.fp32.onnx", "model.onnx"):
        print(f"{name}: {(options.out / name).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
