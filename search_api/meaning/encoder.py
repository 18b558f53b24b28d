"""Texts to unit vectors, through the default model or any of sentence-transformers; loaded when first needed."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from search_api.meaning.default_model import FOLDER, ModelError, prepare_default_model

if TYPE_CHECKING:
    from search_api.settings import Settings

Matrix = npt.NDArray[np.float32]
_log = logging.getLogger(__name__)


class Encoder(Protocol):
    """What turns texts into vectors of one length; texts with like meaning get a large inner product."""

    @property
    def name(self) -> str:
        """Names the model; vectors of different names must not be compared."""

    @property
    def loading(self) -> bool:
        """Whether the model is being loaded in the background, so that a question would have to wait."""

    @property
    def failure(self) -> str | None:
        """Why loading in the background failed, for the user; ``None`` if it did not."""

    def queries(self, texts: Sequence[str]) -> Matrix:
        """Vectors of questions, shape ``(len(texts), dimension)``, rows of length 1."""

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Vectors of passages, shape ``(len(texts), dimension)``, rows of length 1."""


class Model(Protocol):
    """A model in memory."""

    def queries(self, texts: Sequence[str]) -> Matrix:
        """See :meth:`Encoder.queries`."""

    def passages(self, texts: Sequence[str]) -> Matrix:
        """See :meth:`Encoder.passages`."""


class SentenceEncoder:
    """An :class:`Encoder` over the model that the settings name, loaded when first needed."""

    def __init__(self, settings: Settings, threads: int | None = None) -> None:
        """Takes note of the model; nothing is loaded or converted yet.

        Args:
            settings: Which model, and how many texts at a time.
            threads: How many threads encode; unless given, as many as there are processors.
        """
        self._settings = settings
        self._threads = threads
        self._model: Model | None = None
        self._lock = threading.Lock()
        self._background: threading.Thread | None = None
        self._failure: str | None = None

    @property
    def name(self) -> str:
        """The folder name of the model."""
        return Path(self._settings.model).name if self._settings.model else FOLDER

    @property
    def loading(self) -> bool:
        """See :attr:`Encoder.loading`."""
        return self._background is not None and self._background.is_alive()

    @property
    def failure(self) -> str | None:
        """See :attr:`Encoder.failure`."""
        return None if self.loading else self._failure

    def load_in_background(self, first: Callable[[], None]) -> None:
        """Loads the model in a thread; from now on :attr:`loading` is true until it is there or has failed.

        Args:
            first: What is to be loaded before it, in the same thread.
        """
        self._background = threading.Thread(target=self._try_to_load, args=(first,), daemon=True)
        self._background.start()

    def _try_to_load(self, first: Callable[[], None]) -> None:
        try:
            first()
            self.load()
        except (ModelError, OSError, ValueError, RuntimeError, ImportError) as error:
            self._failure = str(error)
            _log.warning("%s", error)

    def load(self) -> Model:
        """The model in memory: seconds the first time, longer if the default model must be converted.

        Raises:
            ModelError: if there is no model at the place the settings name.
        """
        with self._lock:
            if self._model is None:
                self._model = self._open()
            return self._model

    def _open(self) -> Model:
        chosen = self._settings.model
        if not chosen:
            from search_api.meaning.onnx_model import OnnxModel

            return OnnxModel(prepare_default_model(self._settings.models), self._threads)
        if not Path(chosen).is_dir():
            raise ModelError(
                f"DANCHIEU_MODEL={chosen}: không có thư mục này. Hãy tải mô hình về trước; chương trình không nối mạng."
            )
        return _ChosenModel(Path(chosen), self._settings.batch, self._threads)

    def queries(self, texts: Sequence[str]) -> Matrix:
        """See :meth:`Encoder.queries`."""
        return self.load().queries(texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """See :meth:`Encoder.passages`."""
        return self.load().passages(texts)


class _ChosenModel:
    """Any sentence-transformers model, with its own query and passage prompts."""

    def __init__(self, folder: Path, batch: int, threads: int | None) -> None:
        os.environ["HF_HUB_OFFLINE"] = "1"  # read when huggingface_hub is first imported
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        if threads:
            torch.set_num_threads(threads)
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # it would mix with ours
        self._model = SentenceTransformer(str(folder), local_files_only=True)
        self._batch = batch

    def queries(self, texts: Sequence[str]) -> Matrix:
        found = self._model.encode_query(list(texts), batch_size=self._batch, normalize_embeddings=True)
        return np.asarray(found, dtype=np.float32)

    def passages(self, texts: Sequence[str]) -> Matrix:
        found = self._model.encode_document(list(texts), batch_size=self._batch, normalize_embeddings=True)
        return np.asarray(found, dtype=np.float32)
