"""What every store of named graphs offers, and the errors it raises."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Protocol, TypeAlias, cast

import pyoxigraph as ox
from rdflib import Graph

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal
Answer: TypeAlias = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean
Row: TypeAlias = tuple[str | None, ...]


class StoreError(Exception):
    """A store cannot be opened or used; the message says why and what to do, in Vietnamese."""


class Store(Protocol):
    """Named graphs behind one small interface. Queries see the union of all named graphs as the default graph."""

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Answer:
        """Answer a SPARQL 1.1 query.

        Args:
            sparql: the query; prefixes of :data:`ontology.terms.PREFIXES` need no declaration.
            bindings: terms that take the place of variables, by variable name without ``?``; a SELECT must project
                them. User input goes here and never into ``sparql``.

        Raises:
            SyntaxError: if the query is not SPARQL.
        """

    def update(self, sparql: str) -> None:
        """Carry out a SPARQL 1.1 update.

        Raises:
            SyntaxError: if it is not SPARQL.
        """

    def put_graph(self, name: str, graph: Graph | bytes | Collection[ox.Triple]) -> None:
        """Store a graph (of rdflib, as N-Triples or as bare triples) under the IRI ``name``, in place of the old one.

        Not one transaction: a writer works on a copy of the store that nobody else sees, and a crash costs the copy.

        Raises:
            SyntaxError: if the bytes are not N-Triples.
        """

    def put_graphs(self, graphs: Mapping[str, bytes]) -> None:
        """Store many graphs by their IRIs, in place of the old ones; several times as fast as one by one.

        Not one transaction: a crash may leave some of the old ones, some of the new ones, and some missing.

        Args:
            graphs: N-Triples, a statement a line, each ended by `` .`` and a line feed.

        Raises:
            SyntaxError: if the bytes are not N-Triples.
        """

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Add statements to named graphs, many at a time; neither one transaction, as in :meth:`put_graph`."""

    def drop_graph(self, name: str) -> None:
        """Remove the graph of this IRI; nothing happens if there is none."""

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs, sorted."""

    def health(self) -> int:
        """The number of quads, counted by asking the engine.

        Raises:
            StoreError: if the store does not answer.
        """

    def checkpoint(self, folder: Path) -> None:
        """Put a copy of the store as it is now into ``folder``, which must not exist; for readers in other processes.

        Raises:
            StoreError: if the store has no files to copy, or the folder cannot be used.
        """

    def flush(self) -> None:
        """Make everything written so far durable."""

    def close(self) -> None:
        """Let go of the store and its lock; no other method may be called afterwards."""


def rows(store: Store, sparql: str, bindings: Mapping[str, Term] | None = None) -> list[Row]:
    """The rows of a SELECT query as plain strings (IRIs and lexical forms), ``None`` where a variable is unbound.

    Raises:
        TypeError: if the query is no SELECT.
    """
    answer = store.query(sparql, bindings)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError("a SELECT query is needed")
    # The rows of a collection are many: a list is built faster than a generator, and no call is made for a term.
    return [tuple([None if term is None else cast(Term, term).value for term in row]) for row in answer]


def text_of(term: object) -> str:
    """The IRI, label or lexical form of a term."""
    return str(getattr(term, "value", term))


def values(name: str, iris: Iterable[str]) -> str:
    """A SPARQL clause by which a variable stands for each of some IRIs.

    Raises:
        ValueError: if one is no IRI.
    """
    return f"VALUES ?{name} {{ {' '.join(str(ox.NamedNode(iri)) for iri in iris)} }}"
