"""Fixtures of the search tests."""

import os
import signal
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from search_api.encoder import Matrix, SentenceEncoder
from search_api.settings import Settings
from search_api.words import tokens

ROOT = Path(__file__).resolve().parents[2]


class SyllableEncoder:
    """A bag of syllables as a vector: enough where the model is not the matter. Remembers what it was asked."""

    name = "syllables"

    def __init__(self) -> None:
        self.encoded: list[str] = []

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


@pytest.fixture(scope="module")
def start_server() -> Iterator[Callable[..., str]]:
    """Starts a server process over the collection in a folder, with settings by name; gives its address."""
    processes: list[subprocess.Popen[str]] = []

    def start(data: Path, **settings: object) -> str:
        variables = {f"DANCHIEU_{name.upper()}": str(value) for name, value in settings.items()}
        command = [sys.executable, "-m", "tests.search_api.serving", str(data)]
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, **variables}
        )
        processes.append(process)
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://"), "the server did not start"
        return address

    yield start
    for process in processes:
        process.send_signal(signal.SIGINT)
    for process in processes:
        assert process.wait(timeout=20) == 0
