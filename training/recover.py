"""Take the weights back out of a shipped model: ``python training/recover.py --model FOLDER --out weights.pt``.

For whoever wants to train on from what ships without the checkpoints that it was made of. The weights come back as int8
keeps them; heads that the graph does not hold (:data:`LEFT_OUT`) start anew.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from network import BUCKETS, Network, distance_buckets

#: What a graph has no room for.
LEFT_OUT = ("recipient", "condition", "weigh", "coding", "act", "stance")


def recover(path: Path) -> dict[str, torch.Tensor]:
    """Weights of a network by name, those of :data:`LEFT_OUT` missing."""
    graph = onnx.load(path).graph
    kept = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    found = {
        name.removeprefix("network."): value
        for name, value in kept.items()
        if name.startswith("network.") and name.endswith(("weight", "bias"))
    }
    found["words.weight"] = kept["network.words.small"].astype(np.float32) * kept["network.words.scale"]
    for node in graph.node:
        if node.op_type in ("MatMul", "MatMulInteger"):
            weight = next((plain(kept, name) for name in node.input if name.startswith(("onnx::", "network."))), None)
            if weight is not None:
                found |= placed(node.name, weight)
        if node.op_type == "Add":
            bias = next((kept[name] for name in node.input if name.startswith("onnx::") and name in kept), None)
            if bias is not None:
                found |= thirds(node.name.rsplit("/", 1)[0] + "/", bias, "bias")
        if node.op_type == "Gather" and node.input[0].startswith("onnx::") and node.input[0] in kept:
            found["distance.weight"] = unbucketed(kept[node.input[0]])
    return {name: torch.from_numpy(np.array(value, dtype=np.float32)) for name, value in found.items()}


def plain(kept: dict[str, np.ndarray], name: str) -> np.ndarray | None:
    """A product's weight in fp32; None for a name that is no weight."""
    if not name.endswith("_quantized"):
        return kept.get(name)
    stem = name.removesuffix("_quantized")
    offset = kept[name].astype(np.float32) - kept[f"{stem}_zero_point"].astype(np.float32)
    return offset * kept[f"{stem}_scale"]


def placed(node: str, weight: np.ndarray) -> dict[str, np.ndarray]:
    """The weight (in, out) of a product by the name of its node, such as ``/layers.0/merge/MatMul_quant``."""
    parts = node.strip("/").split("/")[:-1]
    if not parts or parts[-1] == "mix" or (len(parts) == 1 and parts[0].startswith("layers.")):
        return thirds(node.rsplit("/", 1)[0] + "/", weight.T, "weight")
    return {".".join(parts) + ".weight": weight.T}


def thirds(prefix: str, joined: np.ndarray, part: str) -> dict[str, np.ndarray]:
    """Query, key and value out of their one product."""
    stem = prefix.strip("/").replace("/", ".")
    names = ("query", "key", "value")
    return {f"{stem}.{name}.{part}": third for name, third in zip(names, np.split(joined, 3), strict=True)}


def unbucketed(by_distance: np.ndarray) -> np.ndarray:
    """The embedding of each bucket of distances out of that of each distance."""
    buckets = distance_buckets().numpy()
    found = np.zeros((BUCKETS, by_distance.shape[1]), dtype=np.float32)
    found[buckets] = by_distance
    return found


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder with model.onnx")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    weights = recover(options.model / "model.onnx")
    expected = Network(None).state_dict()
    missing = [name for name in expected if name not in weights and not name.startswith(LEFT_OUT)]
    wrong = [name for name, value in weights.items() if name not in expected or value.shape != expected[name].shape]
    if missing or wrong:
        raise SystemExit(f"{options.model}: not a graph of this network ({(missing or wrong)[0]})")
    torch.save(weights, options.out)


if __name__ == "__main__":
    main()
