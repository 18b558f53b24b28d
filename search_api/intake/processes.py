"""One function applied to many items in worker processes, where an item that fails or ends its worker fails alone.

Workers are forked from a server process that has loaded what they need and runs no threads: a fork of this process,
with its threads (graph store, word index, model), could hang, and a fresh interpreter for each would load torch anew.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from multiprocessing.forkserver import ensure_running
from typing import Final, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_PRELOADED: Final = ("ingest.pipeline", "graph.build", "search_api.storage.derivation", "underthesea")
_AHEAD: Final = 4  # items a worker for which results may wait: bounds the memory that they take


def outcomes(
    function: Callable[[Item], Result], items: Sequence[Item], workers: int
) -> Generator[Future[Result], None, None]:
    """Applies a function to items, in worker processes if there are to be more than one.

    Args:
        function: Can be pickled if there are workers, as items and results can.
        items: What it is applied to.
        workers: How many processes; with 1 this process does the work itself, each item when it is asked for.

    Yields:
        The future of each result, in the order of the items. ``result()`` waits for it and raises what the function
        raised, or ``pebble.ProcessExpired`` if the worker died. Close the iterator to stop early.
    """
    if workers < 2:
        for item in items:
            yield _applied(function, item)
        return
    from pebble import ProcessPool

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_PRELOADED))
    with _ctrl_c_ignored():
        ensure_running()
    pool = ProcessPool(workers, context=context)
    waiting: deque[Future[Result]] = deque()
    try:
        for item in items:
            waiting.append(pool.schedule(function, (item,)))
            if len(waiting) > workers * _AHEAD:
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


@contextmanager
def _ctrl_c_ignored() -> Iterator[None]:
    """What is started in the block leaves Ctrl+C to this process, which then stops it."""
    if threading.current_thread() is not threading.main_thread():  # there, Python lets nobody change this
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _applied(function: Callable[[Item], Result], item: Item) -> Future[Result]:
    future: Future[Result] = Future()
    try:
        future.set_result(function(item))
    except Exception as error:  # it is for the caller to raise, as that of a worker
        future.set_exception(error)
    return future
