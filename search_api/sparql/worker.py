"""One worker process: answers queries over a read-only checkpoint of the store, without network, in bounded memory.

Run as ``python -m search_api.sparql.worker CHECKPOINT FD MEMORY``. A fresh interpreter, not a fork: the server has
threads and a loaded model. It imports nothing but the engine and is up in a tenth of a second.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
from multiprocessing.connection import Connection

import pyoxigraph as ox

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000


def leave_network() -> bool:
    """Move this process into a network namespace with no interfaces (Linux ``unshare(2)``); whether that worked."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    return unshare is not None and (unshare(_CLONE_NEWNET) == 0 or unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


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


def evaluate(store: ox.Store, query: str, extension: str, prefixes: dict[str, str]) -> bytes:
    """Run one query and serialise its answer.

    Args:
        store: The checkpoint.
        query: SPARQL text that the guard let pass.
        extension: File extension of the format, one that fits the query form.
        prefixes: Namespaces that the query need not declare.

    Returns:
        The serialised answer.
    """
    # The graph of a source document is provenance; a question is asked of all of them.
    answer = store.query(query, prefixes=prefixes, use_default_graph_as_union=True)
    if isinstance(answer, ox.QueryTriples):
        return ox.serialize(answer, format=ox.RdfFormat.from_extension(extension), prefixes=prefixes) or b""
    return answer.serialize(format=ox.QueryResultsFormat.from_extension(extension)) or b""


def _serve(connection: Connection, store: ox.Store) -> None:
    while True:
        request = json.loads(connection.recv_bytes())
        try:
            body = evaluate(store, **request)
        except SyntaxError as error:
            connection.send_bytes(b"S" + str(error).encode())
        except MemoryError:
            connection.send_bytes(b"M")
        except Exception as error:  # the engine raises several kinds; one query must not end the worker
            connection.send_bytes(b"E" + repr(error).encode())
        else:
            connection.send_bytes(b"A" + body)


def main() -> None:
    """Open the checkpoint, shut the doors, say whether the network is shut off, and answer until the pipe closes."""
    path, descriptor, memory = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    isolated = leave_network()
    store = ox.Store.read_only(path)
    limit_memory(memory)
    with Connection(descriptor) as connection:
        connection.send_bytes(b"isolated" if isolated else b"open")
        try:
            _serve(connection, store)
        except (EOFError, ConnectionError, KeyboardInterrupt):
            os._exit(0)  # the server is gone: nothing here needs closing


if __name__ == "__main__":
    main()
