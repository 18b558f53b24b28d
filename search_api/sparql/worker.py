"""One worker process: answers queries over a read-only checkpoint of the store, without network, in bounded memory.

Run as ``python -m search_api.sparql.worker CHECKPOINT FD MEMORY``. A fresh interpreter, not a fork: the server has
threads and a loaded model. It imports nothing but the engine and is up in a tenth of a second.

A request is one message, a JSON object with the arguments of :func:`search_api.sparql.evaluation.query`,
:func:`search_api.sparql.evaluation.graph` or :func:`search_api.sparql.updating.update`. The answer is any number of
messages that begin with ``+`` and hold a part of it, then one that begins with ``.`` and tells in JSON what it was; or,
at any place, one that begins with ``!`` and tells what went wrong. With ``seconds``, a query that nobody stops ends
itself a second after so many.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import pyoxigraph as ox

from search_api.sparql import evaluation
from search_api.sparql.errors import QueryError

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_NICENESS = 5  # pages go before queries
_GRACE = 1.0  # second


def _named(name: str) -> Callable[..., evaluation.Outcome]:
    """What answers a kind of request."""
    if name == "update":
        from search_api.sparql.updating import update  # what it needs takes longer to load than most queries run

        return update
    return evaluation.graph if name == "graph" else evaluation.query


def leave_network() -> bool:
    """Move this process into a network namespace with no interfaces (Linux ``unshare(2)``); whether that worked."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    left = unshare is not None and (unshare(_CLONE_NEWNET) == 0 or unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)
    return left and _reaches_nothing()


def _reaches_nothing() -> bool:
    """Whether not even this machine can be called: in a namespace of its own, no interface is up."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", 9)) == errno.ENETUNREACH


def limit_memory(extra: int) -> None:
    """Allow ``extra`` bytes of address space beyond what is mapped now.

    Where the system does not say what is mapped (no ``/proc``), no limit is set: the deadline still holds.
    """
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - a kernel file, not a path of ours
            mapped = int(file.read().split()[0]) * resource.getpagesize()
    except FileNotFoundError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (mapped + extra, mapped + extra))


def _answer(connection: Connection, store: ox.Store, request: dict[str, Any]) -> None:
    # The server stops a query at its deadline. This is for a query whose server was killed: the signal has no handler,
    # so that it ends the process also where the engine holds the interpreter.
    signal.setitimer(signal.ITIMER_REAL, request.pop("seconds") + _GRACE)
    try:
        outcome = _named(request.pop("ask"))(store, lambda part: connection.send_bytes(b"+" + part), **request)
    except QueryError as error:
        _fail(connection, error.reason, error.detail)
    except SyntaxError as error:
        _fail(connection, "syntax", str(error))
    except MemoryError:
        _fail(connection, "memory", "")
    except ConnectionError:
        raise
    except Exception as error:  # the engine raises several kinds; one query must not end the worker
        _fail(connection, "engine", repr(error))
    else:
        connection.send_bytes(b"." + json.dumps(outcome).encode())
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _fail(connection: Connection, reason: str, detail: str) -> None:
    connection.send_bytes(b"!" + json.dumps({"reason": reason, "detail": detail}).encode())


def main() -> None:
    """Open the checkpoint, shut the doors, say whether the network is shut off, and answer until the pipe closes."""
    path, descriptor, memory = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    isolated = leave_network()
    os.nice(_NICENESS)
    store = ox.Store.read_only(path)
    limit_memory(memory)
    with Connection(descriptor) as connection:
        connection.send_bytes(b"isolated" if isolated else b"open")
        try:
            while True:
                _answer(connection, store, json.loads(connection.recv_bytes()))
        except (EOFError, ConnectionError, KeyboardInterrupt):
            os._exit(0)  # the server is gone: nothing here needs closing


if __name__ == "__main__":
    main()
