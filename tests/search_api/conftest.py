"""Fixtures of the search tests."""

import os
import signal
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient

from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.meaning.encoder import Matrix, SentenceEncoder
from search_api.server.api import create_app
from search_api.server.editions import Editions
from search_api.settings import Settings
from search_api.words.index import tokens

ROOT = Path(__file__).resolve().parents[2]


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


HOSTILE = "\"><script>alert('x')</script>"
HOSTILE_TEXT = f"""ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN {HOSTILE}

Số: 77/KH-UBND

Lạng Sơn, ngày 03 tháng 02 năm 2021

KẾ HOẠCH
Phát động phong trào thi đua “{HOSTILE}” năm 2021

Căn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2021 của UBND tỉnh {HOSTILE};

1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính {HOSTILE} báo cáo trước ngày 15/5/2021.

2. Phấn đấu tốc độ tăng trưởng GRDP {HOSTILE} đạt từ 8% trở lên.

| TT | {HOSTILE} |
|---|---|
| 1 | {HOSTILE} |

Nơi nhận:
- Sở Nội vụ {HOSTILE};

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn {HOSTILE}
"""
"""A document with markup wherever a text can have it."""
HOSTILE_NAME = "a&b '<script>.txt"


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editions]:
    """A collection of the samples and of a hostile document in a file of a hostile name, which nobody changes."""
    folder = tmp_path_factory.mktemp("samples")
    hostile = folder / HOSTILE_NAME
    hostile.write_text(HOSTILE_TEXT, encoding="utf-8")
    settings = Settings(data=folder / "collection", rate_limit="off")
    with Collection.open(settings, SyllableEncoder()) as collection:
        assert not collection.ingest([SAMPLES, hostile]).failed
    with closing(Editions(settings, SyllableEncoder())) as made:
        yield made


@pytest.fixture(scope="session")
def sample_pages(samples: Editions) -> Iterator[TestClient]:
    """A browser without scripts over :func:`samples`."""
    with TestClient(create_app(samples), headers={"accept": "text/html"}, follow_redirects=False) as client:
        yield client


@pytest.fixture
def sample_collection(samples: Editions) -> Iterator[Collection]:
    with samples.current() as edition:
        yield edition.collection


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
