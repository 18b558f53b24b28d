"""The default model as an ONNX graph with 8-bit weights, built from the packed ones.

Each matrix product quantises its input when it runs (``DynamicQuantizeMatMul``), so that it is done in integers: on two
cores six times as fast as the same model in floats, and a vector keeps a cosine of 0.996 to that of floats. Weights
are rounded to 7 bits: processors without VNNI add pairs of products in 16 bits, which 8 bits would overflow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from search_api.meaning.packed_model import Array, PackedModel

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto, TensorProto

_LEVELS: Final = 63  # largest weight after rounding
_INPUTS: Final = ("input_ids", "attention_mask")
_FUSED: Final = "com.microsoft"  # the domain of ONNX Runtime's own operators


class _Graph:
    """Nodes and constants, in the order in which they are added."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def constant(self, name: str, value: npt.NDArray[np.generic]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(
        self,
        operator: str,
        given: Sequence[str],
        *out: str,
        domain: str = "",
        **attributes: Any,  # noqa: ANN401 - whatever the operator takes
    ) -> str:
        from onnx import helper

        self.nodes.append(helper.make_node(operator, given, out, domain=domain, **attributes))
        return out[0]

    def dense(self, given: str, name: str, matrix: Array, bias: Array) -> str:
        """``given`` times ``matrix`` (rows of outputs) plus ``bias``."""
        weights, scales = _rounded(matrix)
        names = [
            self.constant(f"{name}.weights", weights.T),
            self.constant(f"{name}.scales", scales[:, 0]),
            self.constant(f"{name}.zeros", np.zeros(len(bias), np.int8)),
            self.constant(f"{name}.bias", bias),
        ]
        return self.add("DynamicQuantizeMatMul", [given, *names], name, domain=_FUSED)

    def added_and_normed(self, given: str, other: str, name: str, scale: Array, bias: Array, epsilon: float) -> str:
        constants = [self.constant(f"{name}.scale", scale), self.constant(f"{name}.bias", bias)]
        return self.add("SkipLayerNormalization", [given, other, *constants], name, domain=_FUSED, epsilon=epsilon)


def graph_of(packed: PackedModel) -> ModelProto:
    """The model: ``input_ids`` and ``attention_mask`` (batch, length) to ``vector`` (batch, dimension), of length 1."""
    from onnx import TensorProto, helper

    graph = _Graph()
    state = _embedded(graph, packed)
    graph.add("Cast", ["attention_mask"], "valid", to=TensorProto.INT32)
    for layer in range(packed.layers):
        state = _layer(graph, packed, layer, state)
    _pooled(graph, state)
    tokens = [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "length"]) for n in _INPUTS]
    vector = helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["batch", packed.hidden])
    return helper.make_model(
        helper.make_graph(graph.nodes, "multilingual-e5-small", tokens, [vector], graph.constants),
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(_FUSED, 1)],
        ir_version=9,
    )


def _embedded(graph: _Graph, packed: PackedModel) -> str:
    from onnx import TensorProto

    hidden = packed.hidden
    words, scales = _rounded(packed.matrix("emb.word", packed.vocabulary, hidden))
    graph.add("Gather", [graph.constant("words", words), "input_ids"], "rounded")
    graph.add("Gather", [graph.constant("words.scales", scales), "input_ids"], "scales")
    graph.add("Mul", [graph.add("Cast", ["rounded"], "unscaled", to=TensorProto.FLOAT), "scales"], "word")
    types = packed.vector("emb.type", packed.tensors["emb.type"][1] // 4 // hidden, hidden)
    places = packed.vector("emb.pos", packed.positions, hidden) + types[:1]  # E5 uses the first segment type only
    first = graph.constant("first", np.zeros(1, np.int64))
    graph.add("Shape", ["input_ids"], "length", start=1, end=2)
    graph.add("Slice", [graph.constant("places", places), first, "length", first], "place")
    graph.add("Add", ["word", "place"], "sum")
    norm = [graph.constant(f"emb.{part}", packed.vector(f"emb.ln.{part}", hidden)) for part in "wb"]
    return graph.add("LayerNormalization", ["sum", *norm], "embedded", axis=-1, epsilon=packed.epsilon)


def _layer(graph: _Graph, packed: PackedModel, layer: int, state: str) -> str:
    hidden, wide, name = packed.hidden, packed.feed_forward, f"l{layer}"

    def matrix(part: str, rows: int, columns: int) -> tuple[Array, Array]:
        return packed.matrix(f"{name}.{part}.w", rows, columns), packed.vector(f"{name}.{part}.b", rows)

    def norm(part: str) -> tuple[Array, Array, float]:
        scale, bias = (packed.vector(f"{name}.{part}.{end}", hidden) for end in "wb")
        return scale, bias, packed.epsilon

    heads = [matrix(part, hidden, hidden) for part in "qkv"]
    asked = graph.dense(state, f"{name}.qkv", *(np.concatenate(parts) for parts in zip(*heads, strict=True)))
    parts = [f"{name}.{part}" for part in "qkv"]
    graph.add("Split", [asked], *parts, axis=-1, num_outputs=3)
    graph.add("MultiHeadAttention", [*parts, "", "valid"], f"{name}.a", domain=_FUSED, num_heads=packed.heads)
    out = graph.dense(f"{name}.a", f"{name}.ao", *matrix("ao", hidden, hidden))
    state = graph.added_and_normed(state, out, f"{name}.aln", *norm("aln"))
    inner = graph.dense(state, f"{name}.fi", *matrix("fi", wide, hidden))
    out = graph.dense(graph.add("Gelu", [inner], f"{name}.g", domain=_FUSED), f"{name}.fo", *matrix("fo", hidden, wide))
    return graph.added_and_normed(state, out, f"{name}.oln", *norm("oln"))


def _pooled(graph: _Graph, state: str) -> None:
    """The mean over the tokens that are no padding, of length 1."""
    from onnx import TensorProto

    graph.add("Cast", ["attention_mask"], "weights", to=TensorProto.FLOAT)
    graph.add("Unsqueeze", ["weights", graph.constant("last", np.array([2], np.int64))], "weight")
    graph.add("Mul", [state, "weight"], "weighted")
    graph.add("ReduceSum", ["weighted", graph.constant("tokens", np.array([1], np.int64))], "total", keepdims=0)
    graph.add("LpNormalization", ["total"], "vector", axis=-1, p=2)


def _rounded(matrix: Array) -> tuple[npt.NDArray[np.int8], Array]:
    """Integer weights, and for each row what they are to be multiplied by."""
    scales = np.abs(matrix).max(axis=1, keepdims=True) / _LEVELS
    scales[scales == 0] = 1
    return np.round(matrix / scales).astype(np.int8), scales.astype(np.float32)
