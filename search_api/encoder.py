"""Texts to unit vectors, through any sentence-transformers model; loaded when the first text comes."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from search_api.default_model import FOLDER, ModelError, prepare_default_model

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from search_api.settings import Settings

Matrix = npt.NDArray[np.float32]


class Encoder(Protocol):
    """What turns texts into vectors of one length; texts with like meaning get a large inner product."""

    @property
    def name(self) -> str:
        """Names the model; vectors of different names must not be compared."""

    def queries(self, texts: Sequence[str]) -> Matrix:
        """Vectors of questions, shape ``(len(texts), dimension)``, rows of length 1."""

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Vectors of passages, shape ``(len(texts), dimension)``, rows of length 1."""


class SentenceEncoder:
    """An :class:`Encoder` over a sentence-transformers model, with the model's own query and passage prompts."""

    def __init__(self, settings: Settings) -> None:
        """Takes note of the model; nothing is loaded or converted yet."""
        self._settings = settings
        self._model: SentenceTransformer | None = None
        self._loading = threading.Lock()

    @property
    def name(self) -> str:
        """The folder name of the model."""
        return Path(self._settings.model).name if self._settings.model else FOLDER

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory, so that a question is answered at once."""
        return self._model is not None

    def load(self) -> SentenceTransformer:
        """The model in memory: seconds the first time, longer if the default model must be converted.

        Raises:
            ModelError: if there is no model at the place the settings name.
        """
        with self._loading:
            if self._model is None:
                self._model = self._open()
            return self._model

    def _open(self) -> SentenceTransformer:
        chosen = self._settings.model
        if chosen and not Path(chosen).is_dir():
            raise ModelError(
                f"DANCHIEU_MODEL={chosen}: không có thư mục này. Hãy tải mô hình về trước; chương trình không nối mạng."
            )
        folder = Path(chosen) if chosen else prepare_default_model(self._settings.models)
        os.environ["HF_HUB_OFFLINE"] = "1"  # read when huggingface_hub is first imported
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # of reading weights; it would mix with ours
        model: SentenceTransformer = SentenceTransformer(str(folder), local_files_only=True)
        return model

    def queries(self, texts: Sequence[str]) -> Matrix:
        """See :meth:`Encoder.queries`."""
        return np.asarray(
            self.load().encode_query(list(texts), batch_size=self._settings.batch, normalize_embeddings=True),
            dtype=np.float32,
        )

    def passages(self, texts: Sequence[str]) -> Matrix:
        """See :meth:`Encoder.passages`."""
        return np.asarray(
            self.load().encode_document(list(texts), batch_size=self._settings.batch, normalize_embeddings=True),
            dtype=np.float32,
        )
