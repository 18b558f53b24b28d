"""Oxigraph, embedded: on disk for a collection, in memory for tests and one-off work.

A folder is open to one writer, or to any number of readers while nobody writes to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import Graph

from graph.stores.protocol import Answer, StoreError, Term
from ontology.terms import PREFIXES

_BULK: Final = 20_000  # quads from which the files that bulk loading makes cost less than a transaction
_BULK_BYTES: Final = 3_000_000  # about as many
_HELD: Final = ("While lock file", "lock hold by")  # RocksDB has no other sign: by another process, by this one


class OxigraphStore:
    """A :class:`graph.stores.protocol.Store` in this process."""

    def __init__(self, engine: ox.Store) -> None:
        """Use :meth:`open` or :meth:`read`."""
        self._store = engine

    @classmethod
    def open(cls, path: Path | None) -> OxigraphStore:
        """Open the store for writing, or create it.

        Args:
            path: its folder; ``None`` keeps everything in memory.

        Raises:
            StoreError: if another process holds the store, or the folder cannot be used.
        """
        try:
            if path is None:
                return cls(ox.Store())
            path.mkdir(parents=True, exist_ok=True)
            return cls(ox.Store(str(path)))
        except OSError as error:
            if _is_held(error):
                raise StoreError(
                    f"Kho dữ liệu {path} đang được một tiến trình khác sử dụng. "
                    "Hãy chờ tiến trình đó (ví dụ `danchieu ingest`) xong rồi chạy lại."
                ) from error
            raise StoreError(
                f"Không mở được kho dữ liệu {path}: {error}. Hãy kiểm tra quyền ghi và dung lượng đĩa."
            ) from error

    @staticmethod
    def read(path: Path) -> OxigraphStore:
        """Open a store to which nobody writes, for reading; others may read it at the same time.

        Raises:
            StoreError: if there is no store in the folder, or it cannot be read.
        """
        try:
            return _Reader(ox.Store.read_only(str(path)))
        except OSError as error:
            raise StoreError(
                f"Không đọc được đồ thị ở {path}: {error}. Hãy chạy `danchieu ingest` để lập lại từ văn bản trong kho."
            ) from error

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Answer:
        """Answer a SPARQL query over the union of all graphs; see the protocol."""
        return self._store.query(
            sparql,
            prefixes=PREFIXES,
            use_default_graph_as_union=True,
            substitutions={ox.Variable(name): term for name, term in bindings.items()} if bindings else None,
        )

    def update(self, sparql: str) -> None:
        """Carry out a SPARQL update; see the protocol."""
        self._store.update(sparql, prefixes=PREFIXES)

    def put_graph(self, name: str, graph: Graph | bytes | Collection[ox.Triple]) -> None:
        """Replace the graph ``name``; see the protocol."""
        node = ox.NamedNode(name)
        written = graph.serialize(format="nt", encoding="utf-8") if isinstance(graph, Graph) else graph
        self._store.remove_graph(node)
        if isinstance(written, bytes):
            self._store.load(written, ox.RdfFormat.N_TRIPLES, to_graph=node)
        else:
            self._store.extend(ox.Quad(t.subject, t.predicate, t.object, node) for t in written)

    def put_graphs(self, graphs: Mapping[str, bytes]) -> None:
        """Replace many graphs at once; see the protocol."""
        for name in graphs:
            self._store.remove_graph(ox.NamedNode(name))
        quads = b"".join(_in_graph(triples, name) for name, triples in graphs.items())
        if len(quads) < _BULK_BYTES:
            self._store.load(quads, ox.RdfFormat.N_QUADS)
        else:
            self._store.bulk_load(quads, ox.RdfFormat.N_QUADS)

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Add statements; see the protocol."""
        rest = iter(quads)
        first = list(islice(rest, _BULK))
        if len(first) < _BULK:
            self._store.extend(first)
        else:
            self._store.bulk_extend(chain(first, rest))

    def drop_graph(self, name: str) -> None:
        """Remove the graph ``name``; see the protocol."""
        self._store.remove_graph(ox.NamedNode(name))

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs, sorted."""
        return sorted(graph.value for graph in self._store.named_graphs())

    def health(self) -> int:
        """The number of quads; see the protocol."""
        try:
            return len(self._store)
        except OSError as error:
            raise StoreError(f"Kho dữ liệu không trả lời: {error}") from error

    def checkpoint(self, folder: Path) -> None:
        """Copy the files, by hard links where the file system is the same; see the protocol."""
        try:
            self.flush()
            self._store.backup(str(folder))
        except (OSError, RuntimeError) as error:
            raise StoreError(
                f"Không chép được kho dữ liệu vào {folder}: {error}. "
                "Hãy kiểm tra dung lượng đĩa và quyền ghi rồi chạy lại."
            ) from error

    def flush(self) -> None:
        """Write everything to disk."""
        self._store.flush()

    def close(self) -> None:
        """Flush and let go of the folder's lock."""
        self.flush()
        del self._store


def _in_graph(triples: bytes, name: str) -> bytes:
    """N-Triples, a statement a line, as N-Quads: line ends cannot stand in a literal."""
    return triples.replace(b" .\n", f" {ox.NamedNode(name)} .\n".encode())


class _Reader(OxigraphStore):
    """A store opened for reading."""

    def flush(self) -> None:
        """Nothing: nobody writes to it."""


def _is_held(error: OSError) -> bool:
    return any(words in str(error) for words in _HELD)
