"""What graphs would hold after an update, found out in a process of its own on a copy that is thrown away."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ontology.terms import PREFIXES
from search_api.settings import Settings
from search_api.sparql.pool import Worker
from search_api.sparql.request import Operation
from search_api.storage.graphs import Contents, written_graphs

_FOLDER: Final = ".update"


def contents_after(asked: Operation, settings: Settings, database: sqlite3.Connection, graph: Path) -> Contents:
    """What the graphs that an update changes hold after it; those that are not changed may be among them.

    Args:
        asked: The update. Whoever calls holds the lock of the collection.
        settings: Limits.
        database: The rows as they are.
        graph: The folder of the graph as it is.

    Raises:
        QueryError: if it is refused, has an error, takes too long or needs too much memory.
    """
    until = time.monotonic() + settings.query_seconds
    request = {
        "ask": "update",
        "text": asked.text,
        "prefixes": PREFIXES,
        "base": settings.base,
        "written": written_graphs(database),
        "largest": settings.max_import_bytes,
        "default_graphs": asked.default_graphs,
        "named_graphs": asked.named_graphs,
    }
    with _emptied(graph.parent / _FOLDER) as scratch:
        worker = Worker(graph, settings.query_megabytes << 20)
        try:
            answer = worker.run({**request, "scratch": str(scratch)}, until, settings.query_seconds)
        finally:
            worker.stop()
    return {iri: content.encode() or None for iri, content in json.loads(answer.read()).items()}


@contextmanager
def _emptied(folder: Path) -> Iterator[Path]:
    """A folder that is not there, before and after; beside the graph, so that its files can be linked."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
