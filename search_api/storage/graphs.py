"""Graphs that operators write, in a collection: their content is kept, as the source texts are."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from search_api.storage.sources import Sources

if TYPE_CHECKING:
    from graph.stores import Store

Contents = Mapping[str, bytes | None]
"""What graphs are to hold, by name; of one that is to go, ``None``."""


def written_graphs(database: sqlite3.Connection) -> list[str]:
    """The names of all of them."""
    return [name for (name,) in database.execute("SELECT iri FROM graphs ORDER BY iri")]


def written_graph(database: sqlite3.Connection, iri: str) -> bytes | None:
    """What the graph of a name holds, in N-Triples; ``None`` if there is none."""
    row = database.execute("SELECT content FROM graphs WHERE iri=?", (iri,)).fetchone()
    return zlib.decompress(row[0]) if row else None


def writing(contents: Contents) -> Callable[[Store, Sources], None]:
    """The change of a collection that gives graphs their content; an empty graph is none."""
    return partial(_write, contents)


def put_written(store: Store, sources: Sources) -> None:
    """Puts all of them into a graph that has lost them."""
    for iri in written_graphs(sources.database):
        store.put_graphs({iri: written_graph(sources.database, iri) or b""})


def _write(contents: Contents, store: Store, sources: Sources) -> None:
    for iri, content in contents.items():
        sources.database.execute("DELETE FROM graphs WHERE iri=?", (iri,))
        store.drop_graph(iri)
        if content:
            sources.database.execute("INSERT INTO graphs VALUES(?,?)", (iri, zlib.compress(content)))
            store.put_graphs({iri: content})
