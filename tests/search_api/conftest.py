"""Fixtures of the search tests."""

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from search_api.encoder import Matrix, SentenceEncoder
from search_api.settings import Settings
from search_api.words import tokens


class SyllableEncoder:
    """A bag of syllables as a vector: enough where the model is not the matter. Remembers what it was asked."""

    name = "syllables"

    def __init__(self) -> None:
        self.encoded: list[str] = []
        self.loading = False
        self.failure: str | None = None

    def queries(self, texts: Sequence[str]) -> Matrix:
        return np.stack([self._vector(text) for text in texts])

    def passages(self, texts: Sequence[str]) -> Matrix:
        self.encoded += texts
        return self.queries(texts)

    @staticmethod
    def _vector(text: str) -> Matrix:
        counts = np.full(64, 0.01, np.float32)
        for syllable in tokens(text).folded:
            counts[zlib.crc32(syllable.encode()) % 64] += 1
        return counts / np.linalg.norm(counts)


@pytest.fixture
def syllables() -> SyllableEncoder:
    return SyllableEncoder()


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoder:
    """The default model, taken from where ``make demo`` puts it, else converted for this run."""
    settings = Settings.from_environment()
    models = settings.models if settings.models.is_dir() else tmp_path_factory.mktemp("models")
    return SentenceEncoder(Settings(models=Path(models)))
