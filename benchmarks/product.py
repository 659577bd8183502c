"""A plain int8 product alone in a session, the limit of what the encoder can reach: a worker (see worker.py)."""

import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper, save

from worker import answer, texts_given

LENGTH, WIDTH, INNER = 256, 384, 1536
ROUNDS = 200


def product_graph(path: Path) -> None:
    """Write a graph that is one product of uint8 (L, 384) and int8 (384, 1536), the encoder's widest."""
    weights = np.random.default_rng(1).integers(-64, 64, (WIDTH, INNER), dtype=np.int8)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["x", "w"], ["y"])],
        "product",
        [helper.make_tensor_value_info("x", TensorProto.UINT8, ["length", WIDTH])],
        [helper.make_tensor_value_info("y", TensorProto.INT32, ["length", INNER])],
        [numpy_helper.from_array(weights, "w")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    save(model, path)


def main() -> None:
    """Answer ``product``: ROUNDS products; what is found is how many multiplications that was."""
    texts_given()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "product.onnx"
        product_graph(path)
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    x = np.random.default_rng(2).integers(0, 255, (LENGTH, WIDTH), dtype=np.uint8)

    def product() -> int:
        for _ in range(ROUNDS):
            session.run(None, {"x": x})
        return ROUNDS * LENGTH * WIDTH * INNER

    answer({"product": product})


if __name__ == "__main__":
    main()
