"""Server processes that a benchmark starts, asks and ends: ours and those of others, over one graph."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx

_START_SECONDS: Final = 120.0
_BIN: Final = Path(sys.executable).parent


class PeerMissingError(RuntimeError):
    """The program of a peer is not installed; the message says how to get it."""


@contextmanager
def danchieu(data: Path, settings: Mapping[str, object] | None = None, log: Path | None = None) -> Iterator[str]:
    """``danchieu serve`` over the collection in a folder, as a user starts it; gives its address.

    Args:
        data: The collection.
        settings: By the names of :class:`search_api.settings.Settings`.
        log: A file for what it writes to its log.
    """
    variables = {f"DANCHIEU_{name.upper()}": str(value) for name, value in (settings or {}).items()}
    command = [sys.executable, "-m", "search_api.cli", "--data", str(data), "serve", "--port", "0"]
    with (
        Path(log or os.devnull).open("w") as errors,
        _process(command, {**os.environ, **variables}, subprocess.PIPE, errors.fileno()) as process,
    ):
        assert process.stdout is not None
        told = re.search(r"http://[\d.]+:\d+", process.stdout.readline())
        if told is None:
            raise RuntimeError("danchieu serve did not start")
        yield told[0]


@contextmanager
def oxigraph(quads: Path) -> Iterator[str]:
    """Oxigraph's own server over a file of N-Quads, all graphs as the default graph; gives the address of queries.

    Raises:
        PeerMissingError: if it is not installed.
    """
    program = _program("oxigraph", "oxigraph")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "load", "-l", folder, "-f", str(quads)], check=True, capture_output=True)
        port = _free_port()
        command = [program, "serve-read-only", "-l", folder, "-b", f"127.0.0.1:{port}", "--union-default-graph"]
        with _process(command) as process:
            yield _ready(process, f"http://127.0.0.1:{port}/query")


@contextmanager
def rdflib_endpoint(quads: Path) -> Iterator[str]:
    """rdflib-endpoint over a file of N-Quads, as its own command starts it; gives the address of queries.

    Raises:
        PeerMissingError: if it is not installed.
    """
    program = _program("rdflib-endpoint", "rdflib-endpoint")
    port = _free_port()
    with _process([program, "serve", "--host", "127.0.0.1", "--port", str(port), str(quads)]) as process:
        yield _ready(process, f"http://127.0.0.1:{port}/")


def _program(name: str, package: str) -> str:
    path = _BIN / name
    if not path.exists():
        raise PeerMissingError(f"{name} is not installed: pip install {package}")
    return str(path)


@contextmanager
def _process(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    output: int = subprocess.DEVNULL,
    errors: int = subprocess.DEVNULL,
) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(command, stdout=output, stderr=errors, text=True, env=environment)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _ready(process: subprocess.Popen[str], address: str) -> str:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            httpx.get(address, params={"query": "ASK {}"}, timeout=5).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return address
    raise RuntimeError(f"{process.args!r} does not answer at {address}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
