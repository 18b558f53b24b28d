"""The default model at work, in ONNX Runtime."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from search_api.meaning.default_model import GRAPH, MAX_TOKENS, PASSAGE, QUERY, TOKENIZER
from search_api.settings import processors

if TYPE_CHECKING:
    from tokenizers import Encoding

    from search_api.meaning.encoder import Matrix


class OnnxModel:
    """Encodes each text by itself: without padding that is quickest, and a vector depends on its text alone."""

    def __init__(self, folder: Path, threads: int | None) -> None:
        """Opens the model.

        Args:
            folder: As :func:`search_api.meaning.default_model.prepare_default_model` makes it.
            threads: How many texts are encoded at the same time; unless given, one a processor.

        Raises:
            OSError: if the files are missing.
            RuntimeError: if one is damaged.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(folder / GRAPH, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._threads = threads or processors()

    def queries(self, texts: Sequence[str]) -> Matrix:
        """See :meth:`search_api.meaning.encoder.Encoder.queries`."""
        return self._encoded([QUERY + text for text in texts])

    def passages(self, texts: Sequence[str]) -> Matrix:
        """See :meth:`search_api.meaning.encoder.Encoder.passages`."""
        return self._encoded([PASSAGE + text for text in texts])

    def _encoded(self, texts: Sequence[str]) -> Matrix:
        encodings = self._tokenizer.encode_batch(texts)
        with ThreadPoolExecutor(self._threads) as pool:
            return np.concatenate(list(pool.map(self._vector, encodings)))

    def _vector(self, encoding: Encoding) -> Matrix:
        given = {"input_ids": encoding.ids, "attention_mask": encoding.attention_mask}
        (vector,) = self._session.run(None, {name: np.array([values], np.int64) for name, values in given.items()})
        return np.asarray(vector, dtype=np.float32)
