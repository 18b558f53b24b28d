"""A server that is killed while many ask: nothing of it goes on, and the next one shows the same edition."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.settings import Settings

from .conftest import ROOT, SyllableEncoder

SECONDS = 2
CROSS = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9))
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"
ALL = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o LIMIT 2000"
PATHS = ("/", "/api/search?q=thi+đua", "/api/trace?q=19/CT-TTg", "/sparql?query=ASK {}")


def start(data: Path) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.search_api.serving", str(data)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DANCHIEU_QUERY_SECONDS": str(SECONDS)},
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def shown(address: str) -> tuple[str, bytes]:
    """The tag of the edition that a server shows, and its statements."""
    answer = httpx.get(f"{address}sparql", params={"query": ALL}, headers={"accept": "text/csv"}, timeout=60)
    assert answer.status_code == 200
    return answer.headers["etag"], answer.content


def children(process: int) -> list[int]:
    files = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for file in files for child in file.read_text().split()]


def running(process: int) -> bool:
    """Whether a process is there and not only waits to be taken note of."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see processes")
def test_a_server_killed_under_load_leaves_nothing_behind_and_loses_nothing(tmp_path: Path) -> None:
    data = tmp_path / "kho"
    with Collection.open(Settings(data=data), SyllableEncoder()) as collection:
        collection.ingest(sorted(SAMPLES.glob("*.txt"))[:2])
    process, address = start(data)
    before = shown(address)
    over, answered = threading.Event(), threading.Semaphore(0)

    def ask_on(path: str) -> None:
        with suppress(httpx.TransportError):
            while not over.is_set():
                assert httpx.get(f"{address}{path[1:]}", timeout=60).status_code == 200
                answered.release()

    with ThreadPoolExecutor(len(PATHS) + 1) as pool:
        asking = [pool.submit(ask_on, path) for path in PATHS]
        endless = pool.submit(httpx.get, f"{address}sparql", params={"query": ENDLESS}, timeout=60)
        for _ in range(3 * len(PATHS)):
            assert answered.acquire(timeout=60)
        workers = children(process.pid)
        assert workers
        process.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        process.wait()
        over.set()
        assert isinstance(endless.exception(), httpx.TransportError), "the endless query ended before the server"
        for future in asking:
            future.result()
    while any(map(running, workers)):
        assert time.monotonic() < killed + SECONDS + 30, "a query process outlives its server"
        time.sleep(0.1)
    process, address = start(data)
    try:
        assert shown(address) == before
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
