import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.meaning.encoder import SentenceEncoder
from search_api.meaning.encoding import encoding_alone
from search_api.meaning.process import EncodingProcess
from search_api.settings import Settings

FILE = min(SAMPLES.glob("*.txt"))


@pytest.fixture
def settings(tmp_path: Path, encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DANCHIEU_MODELS", str(encoder._settings.models))
    return Settings.from_environment({"DANCHIEU_DATA": str(tmp_path), "DANCHIEU_MODELS": str(encoder._settings.models)})


@pytest.fixture
def collection(settings: Settings) -> Iterator[Collection]:
    with Collection.open(settings) as made:
        made.take_in([FILE])
        yield made


@pytest.fixture
def process(settings: Settings) -> Iterator[EncodingProcess]:
    with closing(EncodingProcess(settings)) as made:
        yield made


def wait_for(process: EncodingProcess, collection: Collection) -> None:
    process.see_to(collection)
    assert process._process
    assert process._process.wait(120) is not None
    process.see_to(collection)


def test_it_encodes_what_is_missing_and_then_rests(process: EncodingProcess, collection: Collection) -> None:
    assert collection.unencoded
    wait_for(process, collection)
    assert collection.unencoded == 0
    assert process._process is None


def test_it_leaves_the_work_to_who_is_at_it(process: EncodingProcess, collection: Collection) -> None:
    with encoding_alone(collection.settings.data):
        process.see_to(collection)
    assert process._process is None


def test_what_fails_is_tried_again_with_the_next_edition_only(
    process: EncodingProcess, collection: Collection, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DANCHIEU_MODEL", "/nowhere")
    wait_for(process, collection)
    assert "DANCHIEU_MODEL=/nowhere" in capfd.readouterr().err
    assert process._process is None
    collection.take_in([max(SAMPLES.glob("*.txt"))])
    process.see_to(collection)
    assert process._process


def test_it_ends_when_it_is_closed(process: EncodingProcess, collection: Collection) -> None:
    process.see_to(collection)
    running = process._process
    assert running
    began = time.monotonic()
    process.close()
    assert running.returncode is not None
    assert time.monotonic() - began < 60
