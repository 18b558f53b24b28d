"""Queries over a collection as it is now: a read-only copy of its graph, and workers on it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search_api.collection import Collection
from search_api.sparql.pool import QueryPool


@contextmanager
def open_queries(collection: Collection, workers: int) -> Iterator[QueryPool]:
    """A pool of query workers, with the limits of the collection's settings; the copy goes when they do.

    Raises:
        StoreError: if the store cannot be copied.
    """
    settings = collection.settings
    # Beside the store, so that the copy is hard links and takes no space.
    with tempfile.TemporaryDirectory(prefix="queries-", dir=settings.data) as folder:
        copy = Path(folder) / "graph"
        collection.store.checkpoint(copy)
        memory = settings.query_megabytes << 20
        with QueryPool(copy, workers, settings.query_seconds, memory, settings.query_rows) as queries:
            yield queries
