"""What a worker process does with a request: evaluate, cut after so many rows, serialise in parts."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import count, islice
from typing import Final, TypedDict

import pyoxigraph as ox

from graph.written_names import default_graph, table_with_blank_nodes, with_blank_nodes
from search_api.sparql.errors import QueryError
from search_api.sparql.guard import graphs_named, is_update

Send = Callable[[bytes], None]
_PART: Final = 1 << 20
_TSV: Final = ox.QueryResultsFormat.TSV


class Outcome(TypedDict):
    """What an answer was: its kind, its media type, how many rows or statements it has, and whether there were more."""

    kind: str
    media_type: str
    rows: int
    cut: bool


class _Enough(Exception):  # noqa: N818 - not an error
    """As many rows as are wanted have been written."""


class _Parts(io.BytesIO):
    """Sends what is written, in parts; refuses to send more than ``limit`` bytes."""

    def __init__(self, send: Send, limit: int) -> None:
        super().__init__()
        self._send, self._limit, self._left, self._buffer = send, limit, limit, bytearray()

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._left -= len(data)
        if self._left < 0:
            raise QueryError("size", f"{self._limit >> 20} MB")
        self._buffer += data
        if len(self._buffer) >= _PART:
            self.end()
        return len(data)

    def end(self) -> None:
        """Sends what is still held back."""
        if self._buffer:
            self._send(bytes(self._buffer))
            self._buffer.clear()


class _Rows(io.BytesIO):
    """Keeps the first rows of a table in TSV, where a line end always ends a row, and tells whether there are more."""

    def __init__(self, rows: int, limit: int) -> None:
        super().__init__()
        self.table, self.count, self.cut = bytearray(), -1, False  # the first line is the header
        self._rows, self._limit = rows, limit

    def write(self, data: bytes) -> int:  # type: ignore[override]
        lines = data.count(b"\n")
        if self.count + lines > self._rows:
            place = 0
            for _ in range(self._rows - self.count):
                place = data.index(b"\n", place) + 1
            self.table += data[:place]
            self.count, self.cut = self._rows, True
            raise _Enough
        self.count += lines
        self.table += data
        if len(self.table) > self._limit:
            raise QueryError("size", f"{self._limit >> 20} MB")
        return len(data)


def query(
    store: ox.Store,
    send: Send,
    *,
    text: str,
    prefixes: Mapping[str, str],
    table: tuple[str, str] | None,
    triples: tuple[str, str] | None,
    rows: int,
    largest: int,
    base: str,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> Outcome:
    """Answer a query.

    Args:
        store: The checkpoint.
        send: Takes the parts of the answer.
        text: The query.
        prefixes: Namespaces that it need not declare.
        table: Media type and file extension for SELECT and ASK; ``None`` if the client accepts none.
        triples: The same for CONSTRUCT and DESCRIBE.
        rows: Rows or statements after which the answer is cut.
        largest: Bytes that it may have.
        base: Where the IRIs of the collection begin.
        default_graphs: Graphs that the request, not the query, names as the default graph.
        named_graphs: Graphs that the request names for ``GRAPH``. With either, ``FROM`` does not count.

    Raises:
        QueryError, SyntaxError, OSError: if it is refused, cannot be parsed or cannot be answered.
    """
    named = graphs_named(text, prefixes, base)
    chosen = [*default_graphs, *named_graphs]
    for graph_iri in chosen or named:
        if not store.contains_named_graph(_node(graph_iri)):
            raise QueryError("no_graph", graph_iri)
    try:
        answer = store.query(
            text,
            base_iri=base,
            prefixes=dict(prefixes),
            # The graph of a source document is provenance; a question is asked of all of them.
            use_default_graph_as_union=not (chosen or named),
            default_graph=[_node(iri) for iri in default_graphs] if chosen else None,
            named_graphs=[_node(iri) for iri in named_graphs] if chosen else None,
        )
    except SyntaxError as error:
        raise QueryError("update" if is_update(text) else "syntax", str(error)) from error
    out = _Parts(send, largest)
    if isinstance(answer, ox.QueryTriples):
        media_type, written = _write(with_blank_nodes(islice(answer, rows), base), out, triples, prefixes)
        cut = next(answer, None) is not None
        outcome: Outcome = {"kind": "triples", "media_type": media_type, "rows": written, "cut": cut}
    else:
        outcome = _write_table(answer, out, _accepted(table), rows, largest, base)
    out.end()
    return outcome


def graph(
    store: ox.Store,
    send: Send,
    *,
    iri: str,
    prefixes: Mapping[str, str],
    triples: tuple[str, str] | None,
    largest: int,
    base: str,
) -> Outcome:
    """Write a whole named graph.

    Args:
        store: The checkpoint.
        send: Takes the parts of the answer.
        iri: The graph; the one that is written where none is named is there also while it is empty.
        prefixes: Namespaces by which names are shortened.
        triples: Media type and file extension; ``None`` if the client accepts none.
        largest: Bytes that the answer may have.
        base: Where the IRIs of the collection begin.

    Raises:
        QueryError: if there is no such graph, or it is too large.
    """
    if iri != default_graph(base) and not store.contains_named_graph(_node(iri)):
        raise QueryError("no_graph", iri)
    quads = store.quads_for_pattern(None, None, None, _node(iri))
    out = _Parts(send, largest)
    media_type, count = _write(with_blank_nodes((quad.triple for quad in quads), base), out, triples, prefixes)
    out.end()
    return {"kind": "triples", "media_type": media_type, "rows": count, "cut": False}


def _write_table(
    answer: ox.QuerySolutions | ox.QueryBoolean, out: _Parts, kind: tuple[str, str], rows: int, largest: int, base: str
) -> Outcome:
    media_type, extension = kind
    format = ox.QueryResultsFormat.from_extension(extension)
    if isinstance(answer, ox.QueryBoolean):
        answer.serialize(out, format)
        return {"kind": "boolean", "media_type": media_type, "rows": 1, "cut": False}
    kept = _Rows(rows, largest)
    with suppress(_Enough):
        answer.serialize(kept, _TSV)
    table = table_with_blank_nodes(bytes(kept.table), base)
    if format == _TSV:
        out.write(table)
    else:
        ox.parse_query_results(table, _TSV).serialize(out, format)
    return {"kind": "table", "media_type": media_type, "rows": kept.count, "cut": kept.cut}


def _write(
    triples: Iterable[ox.Triple], out: _Parts, kind: tuple[str, str] | None, prefixes: Mapping[str, str]
) -> tuple[str, int]:
    """Serialise statements; gives the media type and their number."""
    media_type, extension = _accepted(kind)
    numbers = count()
    numbered = (triple for triple, _ in zip(triples, numbers, strict=False))
    ox.serialize(numbered, out, ox.RdfFormat.from_extension(extension), prefixes=dict(prefixes))
    return media_type, next(numbers)


def _accepted(kind: tuple[str, str] | None) -> tuple[str, str]:
    if kind is None:
        raise QueryError("format")
    return kind


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError("no_graph", iri) from error
