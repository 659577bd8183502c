"""From a trained network to an int8 graph that answers almost as the network does.

Activations are quantised window by window with one scale, weights with one scale an output. Two things go before:

* **Smoothing** (Xiao et al. 2023, SmoothQuant): a few inputs of a product are ten times as large as the others and
  would leave those a handful of levels. They are divided by a factor, and their weights are multiplied by it.
* **Rounding with compensation** (Frantar et al. 2023, GPTQ): what rounding one weight changes in the answers on
  training text is made up for by the weights that are not rounded yet.

A training run can learn with inputs rounded already (``round_inputs``).
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from network import Layer, Network
from onrecord.corpora import read_corpus
from onrecord.encode.tokens import tokenize, windows
from onrecord.encode.wordpiece import ENDS, WordPieces
from onrecord.ingest import document_from_text

#: Articles of each training corpus that the network is watched on.
WATCHED = 40
#: How much of the difference between inputs the weights take over; tried: 0.5 to 1.
SHARE = 0.85
#: Levels of a weight: int8 with reduced range, so that sums of products fit 16 bits on older processors.
LEVELS = 64
#: Added to the products' diagonal, as a share of its mean, so that they can be inverted.
DAMPING = 0.01
#: Products that stay fp32 ("0.narrow"), should their activations have outliers that smoothing does not reach.
SENSITIVE: frozenset[str] = frozenset()
PRODUCTS = ("before", "merge", "widen", "narrow")


class Seen(NamedTuple):
    """The inputs of a product on training text: their peaks (n,) and the sum of their products (n, n)."""

    peaks: Tensor
    products: Tensor


class Scale(nn.Module):
    """Multiplies each input by its own factor."""

    def __init__(self, factors: Tensor) -> None:
        super().__init__()
        self.register_buffer("factors", factors)

    def forward(self, x: Tensor) -> Tensor:
        """x : (…, n)."""
        return x * self.factors


class SmallEmbedding(nn.Module):
    """Word embeddings in int8 with one scale a word: a single scale for all words loses most of what int8 loses."""

    def __init__(self, words: nn.Embedding) -> None:
        super().__init__()
        scale = words.weight.detach().abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("small", torch.round(words.weight.detach() / scale).to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """ids (B, L) → (B, L, H)."""
        return self.small[ids].to(torch.float32) * self.scale[ids]


def training_windows(wordpieces: WordPieces, corpora: Path, data: str) -> list[tuple[Tensor, Tensor]]:
    """Ids (L,) and features (L, 4) of windows of some training articles."""
    found = []
    ends = [wordpieces.vocabulary[name] for name in ENDS]
    for corpus in ("wikinews", "polnear", "invented") if data == "all" else ("wikinews", "invented"):
        for article in read_corpus(corpus, "train", corpora)[:WATCHED]:
            tokens = tokenize(document_from_text(article.text), wordpieces)
            for window in windows(tokens, 254, 48):
                own = slice(window.start, window.end)
                ids = np.concatenate([ends[:1], tokens.ids[own], ends[1:]])
                features = np.pad(tokens.features[own], ((1, 1), (0, 0)))
                found.append((torch.as_tensor(ids.astype(np.int64)), torch.as_tensor(features.astype(np.int64))))
    return found


def products_in(network: Network) -> Iterator[tuple[str, Layer, str]]:
    """Every layer's products: ``layer.product``, the layer, and which of ``PRODUCTS``."""
    for number, layer in enumerate(network.layers):
        for part in PRODUCTS:
            yield f"{number}.{part}", layer, part


def watch(network: Network, texts: Sequence[tuple[Tensor, Tensor]]) -> dict[str, Seen]:
    """Return what goes into each layer's products, by ``layer.product``."""
    found: dict[str, Seen] = {}

    def note(name: str, inputs: tuple[Tensor, ...]) -> None:
        x = inputs[0].detach().reshape(-1, inputs[0].shape[-1]).double()
        peaks, products = x.abs().amax(0), x.T @ x
        if name in found:
            peaks, products = torch.maximum(found[name].peaks, peaks), found[name].products + products
        found[name] = Seen(peaks, products)

    handles = [
        getattr(layer, part).register_forward_pre_hook(lambda _, inputs, name=name: note(name, inputs))
        for name, layer, part in products_in(network)
    ]
    with torch.no_grad():
        for ids, features in texts:
            network.encode(ids[None], features[None])
    for handle in handles:
        handle.remove()
    return found


def prepared(network: Network, seen: dict[str, Seen]) -> Network:
    """A copy of the network that says the same, with smooth inputs and with weights on the levels that int8 has."""
    network = copy.deepcopy(network).eval()
    for name, layer, part in products_in(network):
        if name not in SENSITIVE:
            smooth(layer, part, seen[name])
    network.words = SmallEmbedding(network.words)
    return network


@torch.no_grad()
def smooth(layer: Layer, part: str, seen: Seen) -> None:
    """Smooth the inputs of a layer's product and round its weights, in place."""
    linears = linears_of(layer, part)
    factors = smoothing(linears, seen.peaks)
    for linear in linears:
        linear.weight.copy_(rounded(linear.weight * factors, seen.products / factors[:, None] / factors))
    if part == "before":
        layer.before = Scale((1 / factors).float())
    elif part == "merge":  # what it gets is a mean of values: they are divided where they come from
        layer.value.weight.div_(factors[:, None])
        layer.value.bias.div_(factors)
    else:
        setattr(layer, part, nn.Sequential(Scale((1 / factors).float()), linears[0]))


def linears_of(layer: Layer, part: str) -> list[nn.Linear]:
    """The products of one of ``PRODUCTS``, which have the same inputs."""
    return [layer.query, layer.key, layer.value] if part == "before" else [getattr(layer, part)]


def smoothing(linears: Sequence[nn.Linear], peaks: Tensor) -> Tensor:
    """What each input (n,) of the products is divided by."""
    largest = torch.stack([linear.weight.abs().amax(0) for linear in linears]).amax(0).double()
    factors = peaks.clamp(min=1e-3) ** SHARE / largest.clamp(min=1e-4) ** (1 - SHARE)
    return (factors / factors.median()).clamp(0.2, 50)


@torch.no_grad()
def round_inputs(network: Network, seen: dict[str, Seen]) -> None:
    """Let the layers' products have inputs as int8 will keep them; gradients pass as if nothing were rounded."""

    def hook(factors: Tensor) -> Callable[[nn.Module, tuple[Tensor, ...]], tuple[Tensor]]:
        return lambda _, inputs: (as_int8(inputs[0], factors),)

    for name, layer, part in products_in(network):
        factors = smoothing(linears_of(layer, part), seen[name].peaks).float()
        getattr(layer, part).register_forward_pre_hook(hook(factors))


def as_int8(x: Tensor, factors: Tensor) -> Tensor:
    """Inputs (B, L, n) on the 256 levels that each window has after smoothing."""
    with torch.no_grad():
        small = x / factors
        low, high = small.amin((1, 2), keepdim=True).clamp(max=0), small.amax((1, 2), keepdim=True).clamp(min=0)
        step = ((high - low) / 255).clamp(min=1e-8)
        error = (small / step).round().mul_(step).mul_(factors).sub_(x)
    return x + error


def rounded(weight: Tensor, products: Tensor) -> Tensor:
    """Weights (m, n) on ``LEVELS`` levels of each row's largest; ``products`` (n, n) are those of the inputs."""
    weight = weight.double()
    step = weight.abs().amax(1) / LEVELS
    peak = weight.abs().argmax(1)
    sign = torch.sign(weight.gather(1, peak[:, None]))[:, 0]
    order = torch.argsort(torch.diag(products), descending=True)
    own = products[order][:, order]
    own = own + torch.eye(len(own), dtype=own.dtype) * DAMPING * torch.diag(own).mean()
    spread = torch.linalg.cholesky(torch.cholesky_inverse(torch.linalg.cholesky(own)), upper=True)
    left, found = weight[:, order].clone(), torch.zeros_like(weight)
    size = 64
    for start in range(0, len(own), size):
        part, errors = left[:, start : start + size].clone(), torch.zeros_like(left[:, start : start + size])
        for at in range(part.shape[1]):
            row = spread[start + at, start : start + size]
            value = (part[:, at] / step).round().clamp(-LEVELS, LEVELS) * step
            errors[:, at] = (part[:, at] - value) / row[at]
            part[:, at + 1 :] -= errors[:, at : at + 1] * row[at + 1 :]
            found[:, order[start + at]] = value
        left[:, start + size :] -= errors @ spread[start : start + size, start + size :]
    lost = (found.abs().amax(1) / step).round() < LEVELS  # the step is read off the largest: one must be there
    found[lost, peak[lost]] = (sign * LEVELS * step)[lost]
    return found


def quantize(graph: Path, target: Path) -> None:
    """Write the int8 graph of a prepared network: weights by output, activations by window."""
    quant_pre_process(str(graph), str(graph), skip_symbolic_shape=True)
    model = onnx.load(graph)
    floats = [node.name for node in model.graph.node if node.op_type == "MatMul" and keeps_float(node, model)]
    quantize_dynamic(
        str(graph),
        str(target),
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=floats,
        op_types_to_quantize=["MatMul", "Gemm"],
    )


def keeps_float(node: onnx.NodeProto, model: onnx.ModelProto) -> bool:
    """Tell whether a product stays fp32: the small label heads, and those whose activations have outliers."""
    if any(node.name.startswith(f"/layers.{name.replace('.', '/')}/") for name in SENSITIVE):
        return True
    sizes = {weight.name: weight.dims for weight in model.graph.initializer}
    return any(name in sizes and min(sizes[name], default=0) <= 16 for name in node.input)
