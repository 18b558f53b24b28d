"""A small pool of worker processes that answer queries with a deadline.

Neither Oxigraph nor rdflib can bound a query, so each runs in a process that is killed when its time is over.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import time
from collections.abc import Mapping
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ontology.terms import PREFIXES
from search_api.sparql.errors import QueryError

if TYPE_CHECKING:
    from search_api.collection import Collection

START_SECONDS = 30.0
MEMORY_BYTES = 2 << 30
LARGEST_ANSWER = 64 << 20


class Worker:
    """One worker process and the pipe to it."""

    def __init__(self, checkpoint: Path, memory: int = MEMORY_BYTES) -> None:
        """Start the process and wait until it has opened the checkpoint.

        Raises:
            RuntimeError: if it does not come up.
        """
        self._connection, theirs = Pipe()
        with theirs:
            command = [sys.executable, "-m", "search_api.sparql.worker", str(checkpoint)]
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [*command, str(theirs.fileno()), str(memory)], pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
            )
        try:
            if not self._connection.poll(START_SECONDS):
                raise TimeoutError
            self.isolated = self._connection.recv_bytes() == b"isolated"
        except (EOFError, OSError) as error:
            self.stop()
            raise RuntimeError(f"a query process did not start on {checkpoint}") from error

    def run(self, request: Mapping[str, object], seconds: float) -> bytes:
        """Answer one request, or raise :class:`QueryError`; after ``timeout``, ``size`` and ``memory`` it is dead."""
        try:
            self._connection.send_bytes(json.dumps(request).encode())
            if not self._connection.poll(seconds):
                self.stop()
                raise QueryError("timeout", f"{seconds:g} s")
            return _read(self._connection)
        except (EOFError, ConnectionError) as error:  # the kernel or the allocator ended it
            self.stop()
            raise QueryError("memory") from error
        except OSError as error:  # recv_bytes: longer than allowed; the pipe cannot be used again
            self.stop()
            raise QueryError("size", f"{LARGEST_ANSWER >> 20} MB") from error

    @property
    def alive(self) -> bool:
        """Whether the process can take another query."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End the process at once (SIGKILL: a query holds the interpreter and hears no other signal)."""
        self._process.kill()
        self._process.wait()
        self._connection.close()


def _read(connection: Connection) -> bytes:
    reply = connection.recv_bytes(LARGEST_ANSWER)
    kind, body = reply[:1], reply[1:]
    if kind == b"A":
        return body
    if kind == b"M":
        raise QueryError("memory")
    raise QueryError("syntax" if kind == b"S" else "engine", body.decode(errors="replace"))


class QueryPool:
    """Workers over one checkpoint; safe to call from many threads."""

    def __init__(
        self,
        checkpoint: Path,
        workers: int = 2,
        seconds: float = 10.0,
        memory: int = MEMORY_BYTES,
        rows: int = 10_000,
    ) -> None:
        """Start the workers.

        Args:
            checkpoint: Folder of a read-only copy of the store.
            workers: How many queries can run at once.
            seconds: Deadline of a query, counted from when it was asked.
            memory: Bytes that one query may use.
            rows: Most rows that a page or a terminal shows of an answer; programs get all of them.
        """
        self._checkpoint, self._seconds, self._memory = checkpoint, seconds, memory
        self.rows = rows
        self._free: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._count = workers
        for _ in range(workers):
            self._free.put(Worker(checkpoint, memory))

    @property
    def isolated(self) -> bool:
        """Whether the workers are cut off from the network by the kernel, beyond the refusal of ``SERVICE``."""
        worker = self._free.get()
        self._free.put(worker)
        return worker.isolated

    def run(self, query: str, extension: str) -> bytes:
        """Answer a query that the guard let pass.

        Args:
            query: SPARQL text.
            extension: File extension of the format of the answer.

        Returns:
            The serialised answer.

        Raises:
            QueryError: if it has an error, takes too long, needs too much memory, or no worker is free in time.
        """
        asked = time.monotonic()
        request = {"query": query, "extension": extension, "prefixes": PREFIXES}
        try:
            worker = self._free.get(timeout=self._seconds)
        except queue.Empty:
            raise QueryError("busy") from None
        try:
            if not worker.alive:
                worker = Worker(self._checkpoint, self._memory)
            return worker.run(request, max(0.05, self._seconds - (time.monotonic() - asked)))
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """Stop the workers; waits for those that are busy."""
        for _ in range(self._count):
            self._free.get().stop()

    def __enter__(self) -> QueryPool:
        """The pool itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the workers."""
        self.close()


def open_queries(collection: Collection, workers: int) -> QueryPool:
    """A pool over the edition that a collection shows, with the limits of its settings; close it first."""
    settings = collection.settings
    memory = settings.query_megabytes << 20
    return QueryPool(collection.graph_folder, workers, settings.query_seconds, memory, settings.query_rows)
