"""The process beside the server, as it runs: while another process changes the collection, and after a crash."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from search_api.collection import Collection
from search_api.settings import Settings
from search_api.storage.lock import locked
from search_api.uploads.ledger import Job, Ledger
from search_api.uploads.process import UploadProcess
from search_api.uploads.receiving import Received

from ..conftest import SyllableEncoder
from .conftest import directive

LONG = 120


def until(reached: Callable[[], bool]) -> None:
    limit = time.monotonic() + LONG
    while not reached():
        assert time.monotonic() < limit
        time.sleep(0.1)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Collection.open(Settings(data=tmp_path / "kho"), SyllableEncoder()):
        return tmp_path / "kho"


@pytest.fixture
def process(data: Path) -> Iterator[UploadProcess]:
    with closing(UploadProcess(Settings(data=data))) as made:
        yield made


def upload(data: Path, number: int) -> Callable[[], Job]:
    """Writes down an upload; gives what looks how far it is."""
    content = data / f"{number}.upload"
    content.write_bytes(directive(number))
    with closing(Ledger(data)) as ledger:
        job = ledger.receive([Received(f"{number}.txt", content, f"{number}", content.stat().st_size)], 10_000)

    def look() -> Job:
        with closing(Ledger(data)) as ledger:
            found = ledger.job(job)
            assert found is not None
            return found

    return look


def test_it_waits_for_a_collection_that_another_process_changes(data: Path, process: UploadProcess) -> None:
    job = upload(data, 1)
    with locked(data):
        process.see_to()
        until(lambda: job().state == "busy")
    until(lambda: job().state == "taken")
    assert job().steps[0].outcome == "taken"
    later = upload(data, 2)
    until(lambda: process._process is None)
    process.see_to()
    until(lambda: later().state == "taken")


def test_a_killed_process_is_started_again_and_goes_on(data: Path, process: UploadProcess) -> None:
    job = upload(data, 1)
    with locked(data):
        process.see_to()
        until(lambda: job().state == "busy")
        first = process._process
        assert first is not None
        with closing(Ledger(data)) as ledger:
            ledger.tell([job()], "reading")  # as if it had got to work
        first.send_signal(signal.SIGKILL)
        until(lambda: process._process not in (None, first))
    until(lambda: job().state == "taken")


def test_a_server_takes_in_what_the_one_before_left(data: Path, start_server: Callable[..., str]) -> None:
    job = upload(data, 1)
    address = start_server(data)
    until(lambda: job().state == "taken")
    until(lambda: bool(httpx.get(f"{address}api/v1/files", timeout=60).json()["rows"]))
    (file,) = httpx.get(f"{address}api/v1/files", timeout=60).json()["rows"]
    httpx.delete(f"{address}api/v1/files/{file['id']}", timeout=60).raise_for_status()
    until(lambda: not httpx.get(f"{address}api/v1/files", timeout=60).json()["rows"])
