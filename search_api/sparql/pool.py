"""A small pool of worker processes that answer queries with a deadline.

Neither Oxigraph nor rdflib can bound a query, so each runs in a process that is killed when its time is over. An answer
is complete before any of it is given out: a query that fails halfway is an error, never half an answer.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Pipe
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Final, Literal

from ontology.iris import DEFAULT_BASE
from ontology.terms import PREFIXES
from search_api.sparql.errors import QueryError
from search_api.sparql.negotiation import Accepted

if TYPE_CHECKING:
    from search_api.collection import Collection

START_SECONDS: Final = 30.0
_LONGEST_MESSAGE: Final = 256 << 20  # a part is as long as one literal may make it; the memory limit holds before
_IN_MEMORY: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may use.

    Attributes:
        seconds: Deadline, counted from when it was asked.
        memory: Bytes that a worker may take beyond the engine itself.
        rows: Rows or statements after which an answer is cut.
        largest: Bytes that an answer may have.
        waiting: Queries that may wait for a worker; one more is refused at once.
    """

    seconds: float = 10.0
    memory: int = 1 << 30
    rows: int = 100_000
    largest: int = 64 << 20
    waiting: int = 16


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer.

    Attributes:
        kind: What it is.
        media_type: Of its body.
        rows: How many rows or statements it has.
        cut: Whether there were more.
        size: Bytes of its body.
        body: A file at its beginning, on disk if it is large; whoever gets it closes it.
    """

    kind: Literal["table", "boolean", "triples", "graphs"]
    media_type: str
    rows: int
    cut: bool
    size: int
    body: IO[bytes]

    def read(self) -> bytes:
        """The whole body, which is closed."""
        with self.body as body:
            return body.read()


class Worker:
    """One worker process and the pipe to it."""

    def __init__(self, checkpoint: Path, memory: int) -> None:
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

    def run(self, request: Mapping[str, object], until: float, seconds: float) -> Answer:
        """Answer one request, or raise :class:`QueryError`; after ``timeout`` and ``memory`` it is dead.

        Args:
            request: As :mod:`search_api.sparql.worker` tells.
            until: When the answer must be complete, on the monotonic clock.
            seconds: How long the request may take in all.
        """
        body: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the caller's to close
        try:
            self._connection.send_bytes(json.dumps({**request, "seconds": seconds}).encode())
            while (part := self._receive(until))[:1] == b"+":
                body.write(memoryview(part)[1:])
            told = _told(part)
        except BaseException as error:
            body.close()
            if isinstance(error, EOFError | OSError):  # the kernel or the allocator ended it
                self.stop()
                raise QueryError("memory") from error
            if isinstance(error, QueryError) and error.reason == "timeout":
                raise QueryError("timeout", f"{seconds:g} s") from error
            raise
        size = body.tell()
        body.seek(0)
        return Answer(**told, size=size, body=body)

    def _receive(self, until: float) -> bytes:
        if not self._connection.poll(max(0.0, until - time.monotonic())):
            self.kill()
            raise QueryError("timeout")
        return self._connection.recv_bytes(_LONGEST_MESSAGE)

    @property
    def alive(self) -> bool:
        """Whether the process can take another query."""
        return not self._connection.closed and self._process.poll() is None

    def kill(self) -> None:
        """End the process (SIGKILL: a query holds the interpreter and hears no other signal) without waiting for that.

        On a busy machine it takes seconds until a process of low priority gets its turn to end.
        """
        self._process.kill()
        self._connection.close()
        threading.Thread(target=self._process.wait, daemon=True).start()

    def stop(self) -> None:
        """End the process and wait until it has ended."""
        self._process.kill()
        self._process.wait()
        self._connection.close()


def _told(part: bytes) -> dict[str, Any]:
    """What the last message of an answer says."""
    told: dict[str, Any] = json.loads(part[1:])
    if part[:1] == b"!":
        raise QueryError(**told)
    return told


class QueryPool:
    """Workers over one checkpoint; safe to call from many threads."""

    def __init__(self, checkpoint: Path, workers: int = 2, limits: Limits = Limits(), base: str = DEFAULT_BASE) -> None:
        """Start the workers.

        Args:
            checkpoint: Folder of a read-only copy of the store.
            workers: How many queries can run at once.
            limits: What each may use.
            base: Where the IRIs of the collection begin.

        Raises:
            RuntimeError: if they do not come up.
        """
        self._checkpoint, self._limits, self._count, self._base = checkpoint, limits, workers, base
        self._free: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._waiting = threading.Semaphore(workers + limits.waiting)
        started = [Worker(checkpoint, limits.memory) for _ in range(workers)]
        self._isolated = all(worker.isolated for worker in started)
        for worker in started:
            self._free.put(worker)

    @property
    def isolated(self) -> bool:
        """Whether the workers are cut off from the network by the kernel, beyond the refusal of ``SERVICE``."""
        return self._isolated

    @property
    def idle(self) -> int:
        """How many workers have nothing to do, about now."""
        return self._free.qsize()

    def query(
        self, text: str, accepted: Accepted, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> Answer:
        """Answer a query.

        Args:
            text: SPARQL as the user wrote it.
            accepted: Formats for each kind of answer.
            default_graphs: Graphs that the request names as the default graph.
            named_graphs: Graphs that the request names for ``GRAPH``.

        Raises:
            QueryError: if it is refused, has an error, takes too long, needs too much memory, or none is free in time.
        """
        return self._run(
            {
                "ask": "query",
                "text": text,
                "table": accepted.table,
                "triples": accepted.triples,
                "rows": self._limits.rows,
                "default_graphs": default_graphs,
                "named_graphs": named_graphs,
            }
        )

    def graph(self, iri: str, accepted: Accepted) -> Answer:
        """A whole named graph.

        Raises:
            QueryError: ``no_graph`` if there is none, and as :meth:`query`.
        """
        return self._run({"ask": "graph", "iri": iri, "triples": accepted.triples})

    def _run(self, request: dict[str, object]) -> Answer:
        until = time.monotonic() + self._limits.seconds
        shared = {"prefixes": PREFIXES, "largest": self._limits.largest, "base": self._base}
        with self._worker(until) as worker:
            return worker.run({**request, **shared}, until, self._limits.seconds)

    @contextmanager
    def _worker(self, until: float) -> Iterator[Worker]:
        """A worker that nobody else uses meanwhile, in place of one that died a new one."""
        if not self._waiting.acquire(blocking=False):
            raise QueryError("busy")
        try:
            try:
                worker = self._free.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                raise QueryError("busy") from None
            try:
                if not worker.alive:
                    worker = Worker(self._checkpoint, self._limits.memory)
                yield worker
            finally:
                self._free.put(worker)
        finally:
            self._waiting.release()

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
    limits = Limits(
        settings.query_seconds,
        settings.query_megabytes << 20,
        settings.query_rows,
        settings.query_answer_megabytes << 20,
        settings.query_waiting,
    )
    return QueryPool(collection.graph_folder, workers, limits, settings.base)
